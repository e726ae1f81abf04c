//! Stories of the server, each on SQLite and on PostgreSQL.

#![allow(clippy::unwrap_used, reason = "a story that unwraps fails with the line at fault")]

mod access;
mod database_outages;
mod engine;
mod kill;
mod ledger;
mod model;
mod openapi;
mod outages;
mod readme;
mod refusals;
mod replicas;
mod reset;
mod service;
mod starting;
mod stream;
mod tokens;
mod verify;
