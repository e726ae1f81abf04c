//! Stories of the server, each on SQLite and on PostgreSQL.

#![allow(clippy::unwrap_used, reason = "a story that unwraps fails with the line at fault")]

mod access;
mod account_export;
mod activity;
mod approvals;
mod backups;
mod callers;
mod clocks;
mod database_outages;
mod deletion;
mod deliveries;
mod edge;
mod email_change;
mod engine;
mod erasing;
#[cfg(target_os = "linux")]
mod fault_round;
mod fuzz;
mod guessing;
mod jobs;
mod kill;
mod ledger;
mod ledger_holds_out;
mod mail;
mod model;
mod not_me;
mod oidc;
mod openapi;
mod outages;
mod passwords;
mod personalization;
mod positions;
mod preferences;
mod protection;
mod readme;
mod refusals;
mod replicas;
mod reports;
mod reset;
mod roles;
mod service;
mod stalled;
mod starting;
mod stream;
mod tokens;
mod two_factor;
mod verify;
mod versions;
mod withheld;
