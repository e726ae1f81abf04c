//! Following a home: one worker per active home, driven by one closed set of events.

mod courier;
mod deadlines;
mod entry;
mod errand;
mod link;
mod lookout;
mod plan;
mod reader;
mod sign_ins;
mod store;
mod worker;

pub(crate) use worker::{Ask, Asks, Worker, WorkerHandle};

#[cfg(test)]
mod tests;
