//! The Infuse server: accounts, metering and the credit ledger over HTTP.
//!
//! [`serve`] is all that a program needs to run one; `infuse-server` is such a program, and the app
//! in Local mode is another.

pub mod account;
pub mod app;
mod batch;
pub mod billing;
pub mod bus;
pub mod client_address;
pub mod clock;
pub mod db;
pub mod extract;
pub mod http_service;
mod if_match;
pub mod jobs;

pub mod ledger;
mod names;
pub mod page;
mod parameters;
mod plain_path;
pub mod problem;
pub mod rules;
mod serve;
pub mod service;
pub mod session;
pub mod settings;
pub mod signals;
pub mod stream;
pub mod throttle;
mod unread;
pub mod usage;
mod versions;
pub mod workspace;

pub use serve::{ConnectionLimits, ServeError, serve};
pub use settings::Settings;
