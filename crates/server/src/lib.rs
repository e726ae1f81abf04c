//! The Infuse server: accounts, metering and the credit ledger over HTTP.
//!
//! [`serve`] is all that a program needs to run one; `infuse-server` is such a program, and the app
//! in Local mode is another.

pub mod account;
pub mod app;
mod approvals;
mod batch;
pub mod billing;
pub mod bus;
pub mod catalog;
mod chores;
pub mod client_address;
pub mod clock;
mod database_url;
pub mod db;
mod deliveries;
pub mod erase;
pub mod extract;
pub mod http_service;
pub mod identity;
mod if_match;
pub mod jobs;
pub mod ledger;
pub mod lookout;
mod mail;
mod names;
pub mod observe;
mod oidc_settings;
pub mod page;
mod parameters;
mod personalization;
mod plain_path;
mod preferences;
pub mod problem;
mod provider;
mod reports;
mod request_id;
pub mod rules;
mod security;
mod serve;
pub mod service;
pub mod session;
pub mod settings;
pub mod signals;
mod smtp_url;
pub mod stream;
mod supervisor;
pub mod throttle;
mod unread;
pub mod usage;
mod versions;
mod voices;
pub mod workspace;

pub use mail::{CheckError, check as check_mail};
pub use serve::{ServeError, serve};
pub use settings::{ConnectionLimits, Settings};
