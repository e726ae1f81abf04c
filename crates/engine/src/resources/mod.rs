//! Resources: what the server keeps for a person, and what the person changes of it, with or without a connection.
//!
//! Beside the snapshot, which is drawn from what is true now, each resource has an event that says that it changed and a
//! query that answers how it stands. Which there are is one list, in `registry`.

mod api;
mod changes;
mod kept;
mod merge;
mod paths;
mod registry;
mod view;

pub use changes::ResourceVersions;
pub use registry::{AccountView, DefaultsView, PersonalizationView, PreferencesView, ResourceName, ResourceView};
pub use view::{Field, FieldState};

pub(crate) use api::Heard;
pub(crate) use changes::Changes;
pub(crate) use kept::{Fields, Kept};
pub(crate) use paths::nested;

#[cfg(test)]
mod tests;
