//! What the Infuse app does, without Tauri and without a window.
//!
//! [`Engine`] owns the homes, the session, the cache, the stream and the alerts. It tells the
//! outside what is true now through [`Snapshot`] and answers questions about the journal from its
//! cache, online or not. Services of the operating system come in through the traits of [`ports`].

mod account;
mod api;
mod cache;
mod context;
mod engine;
pub mod error;
mod home;
mod outbox;
pub mod ports;
pub mod private;
pub mod resources;
mod scope;
mod session;
pub mod snapshot;
mod sqlite;
mod state;
mod sync;
pub mod usage;
mod workspace;

pub use engine::{Config, Engine};
pub use error::{AppError, ErrorCode};
pub use snapshot::Snapshot;
