//! The harness of the stories: servers on both databases, people and agents that talk to them, and a
//! desktop with a real window.

#![expect(clippy::unwrap_used, reason = "a harness that unwraps fails its story with the line at fault")]

pub mod actor;
mod authenticator;
#[cfg(target_os = "linux")]
pub mod cluster;
mod database;
#[cfg(target_os = "linux")]
pub mod desktop;
pub mod device;
#[cfg(target_os = "linux")]
pub mod disk;
pub mod event_stream;
pub mod identity_provider;
pub mod lying_provider;
pub mod mail_server;
pub mod metering;
pub mod network;
pub mod outbox;
mod outside;
pub mod programs;
mod random;
pub mod raw;
pub mod relay;
mod response;
pub mod server;
pub mod wait;

pub use actor::{Agent, Caller, Person, Requests};
pub use authenticator::Authenticator;
pub use database::{Database, TestDatabase};
pub use event_stream::EventStream;
pub use identity_provider::IdentityProvider;
pub use lying_provider::LyingProvider;
pub use mail_server::MailServer;
pub use metering::{Metering, event, events_of};
pub use outside::Outside;
pub use random::{at_least, seed};
pub use response::{Expected, Response};
pub use server::{ServerProcess, TestServer};
