//! Stories of the server, each on SQLite and on PostgreSQL.

#![allow(clippy::unwrap_used, reason = "a story that unwraps fails with the line at fault")]

mod kill;
mod openapi;
mod replicas;
mod reset;
mod ledger;
mod model;
mod service;
