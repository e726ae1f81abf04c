//! The rules that the Infuse app and server must agree upon. Pure: what is known goes in, what follows comes out.
//!
//! The server raises alerts by [`Level`]; the app asks [`Replay`] what another threshold would have raised. Both are
//! one code, so that what is foretold and what happens can not differ. [`password`] says in both which passwords are good
//! enough, [`personalization`] what holds of what a person and their workspace chose.

mod level;
pub mod password;
pub mod personalization;
mod replay;

pub use level::{DEFAULT_THRESHOLD, Level};
pub use replay::{Raised, Replay, Step};
