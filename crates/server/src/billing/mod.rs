//! What there is to buy, and what an action costs.

pub mod catalog;
mod routes;

pub(crate) use routes::routes;
