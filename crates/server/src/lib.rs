//! The Infuse server: accounts, metering and the credit ledger over HTTP.
//!
//! [`serve`] is all that a program needs to run one; `infuse-server` is such a program, and the app
//! in Local mode is another.

pub mod app;
pub mod billing;
pub mod bus;
pub mod clock;
pub mod db;
pub mod extract;
pub mod http_service;
pub mod ledger;
pub mod problem;
mod request_id;
mod serve;
pub mod settings;

pub use serve::{ServeError, serve};
pub use settings::Settings;
