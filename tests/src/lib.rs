//! The harness of the stories: servers on both databases, people and agents that talk to them, and a
//! desktop with a real window.

#[cfg(target_os = "linux")]
pub mod desktop;
pub mod network;
pub mod programs;
pub mod wait;
