//! What the Infuse app does, without Tauri and without a window.
//!
//! [`Engine`] owns the homes, the session, the cache, the stream and the alerts. It tells the
//! outside what is true now through [`Snapshot`] and answers questions about the journal from its
//! cache, online or not. Services of the operating system come in through the traits of [`ports`].

pub mod access;
pub mod account;
mod api;
mod approvals;
mod cache;
mod config;
mod context;
mod device;
mod engine;
pub mod error;
mod folders;
mod home;
pub mod hosting;
mod job;
pub mod notice;
mod outbox;
pub mod personalization;
pub mod ports;
pub mod preferences;
pub mod private;
pub mod resources;
mod scope;
mod session;
pub mod snapshot;
mod sqlite;
mod state;
mod sync;
pub mod usage;
mod vault;
mod view;
pub mod voices;
mod workspace;

pub use config::Config;
pub use engine::Engine;
pub use error::{AppError, ErrorCode};
pub use session::{Factor, SignInMethods, SignInOutcome};
pub use snapshot::Snapshot;
