//! The HTTP contract between the Infuse app and server, version 1.
//!
//! Only wire types live here: plain data that serialises to the JSON of the contract and carries
//! no rule of its own. Requests refuse unknown fields; answers ignore them, so that an older app
//! keeps working with a newer server.
//!
//! Units, everywhere: credits are whole numbers, money is in minor units of its currency, times
//! are RFC 3339 in UTC with millisecond precision, ids are UUIDs as text.

pub mod account;
pub mod approvals;
pub mod billing;
mod csv_cell;
mod id;
pub mod oidc;
mod open_values;
mod page;
pub mod personalization;
pub mod preferences;
mod problem;
#[cfg(feature = "openapi")]
mod schemas;
mod scope;
mod secret;
pub mod service;
pub mod session;
pub mod signals;
pub mod stream;
mod timestamp;
pub mod tokens;
pub mod usage;
mod whole;
pub mod workspace;

pub use csv_cell::csv_cell;
pub use page::Page;
pub use problem::{Code, FieldError, Problem};
pub use scope::Scope;
pub use secret::Withheld;
pub use timestamp::{InvalidTimestamp, Timestamp};
