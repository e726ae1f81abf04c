//! Addresses on this computer.

use std::net::TcpListener;
use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};

/// Where the ports begin that are given out here: above those that programs are known by.
const FIRST: u32 = 20_000;

/// Where the system begins to give out ports itself, when it does not say so: Linux's custom, and lower than any other's.
const OWN_OF_THE_SYSTEM: u32 = 32_768;

/// A port that nothing listens on, for a program that is told its port and begins to listen later. Nobody else is given
/// it meanwhile: not by the system, whose own ports lie higher, and not by this process, which gives out each once.
/// Another process begins elsewhere.
///
/// # Panics
/// When none is free.
pub fn free_port() -> u16 {
    static GIVEN: AtomicU32 = AtomicU32::new(0);
    let range = range();
    let length = range.end - range.start;
    let offset = std::process::id().wrapping_mul(128) % length;
    for _ in 0..length {
        let port = range.start + (offset + GIVEN.fetch_add(1, Ordering::Relaxed)) % length;
        let port = u16::try_from(port).expect("the range is one of ports");
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
    panic!("none of the ports {range:?} is free");
}

/// The ports below those that the system gives out itself, to whoever listens on port 0 or connects.
fn range() -> Range<u32> {
    let told = std::fs::read_to_string("/proc/sys/net/ipv4/ip_local_port_range").ok();
    let first = told.and_then(|told| told.split_whitespace().next()?.parse().ok()).unwrap_or(OWN_OF_THE_SYSTEM);
    // Where it begins as low as that, there is none that it does not give out.
    FIRST..if first > FIRST + 1_000 { first } else { OWN_OF_THE_SYSTEM }
}
