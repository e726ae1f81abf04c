//! Credits: the cache of the journal, what is asked of it, and the warnings that come from it.

pub mod alerts;
pub mod view;
