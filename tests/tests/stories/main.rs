//! Stories of the server, each on SQLite and on PostgreSQL.

mod service;
