//! Stories of the server, each on SQLite and on PostgreSQL.

mod kill;
mod openapi;
mod replicas;
mod reset;
mod service;
