//! Limits on how often an address may ask, and try to sign in.
//!
//! Sign-ins are limited for each address, and for each pair of address and account: whoever guesses
//! is stopped, and no stranger can lock a person out of their account from somewhere else.

use std::hash::Hash;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use governor::clock::{Clock as _, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use http::{HeaderMap, HeaderName, HeaderValue, Method};

use crate::app::App;
use crate::client_address::ClientAddress;
use crate::problem::ApiError;
use crate::settings;

/// Reports of agents: far above what one server can write, so that only a flood is stopped.
const METERING: Policy = Policy { name: "metering", burst: 100_000, refill_per_second: 50_000.0 };

/// All other requests. A first sync reads a thousand pages in a row.
const GENERAL: Policy = Policy { name: "general", burst: 2_000, refill_per_second: 500.0 };

/// Sign-ups and sign-ins: 20 at once, then one every three seconds.
const SIGN_IN: Policy = Policy { name: "sign-in", burst: 20, refill_per_second: 1.0 / 3.0 };

/// Tries at one account: 10 at once, then two a minute.
const ACCOUNT: Policy = Policy { name: "account", burst: 10, refill_per_second: 1.0 / 30.0 };

/// Checks between two sweeps that forget who has been quiet.
const SWEEP_EVERY: u64 = 10_000;

/// The limits of a server; none with `--throttle off`.
#[derive(Debug)]
pub struct Throttle(Option<Limits>);

#[derive(Debug)]
struct Limits {
    metering: Limit<ClientAddress>,
    general: Limit<ClientAddress>,
    sign_in: Limit<ClientAddress>,
    account: Limit<(ClientAddress, String)>,
}

/// How many requests are allowed at once, and how fast they are allowed again.
#[derive(Clone, Copy, Debug)]
struct Policy {
    name: &'static str,
    burst: u32,
    refill_per_second: f64,
}

/// A policy, kept for each key by itself.
#[derive(Debug)]
struct Limit<K: Hash + Eq + Clone> {
    policy: Policy,
    limiter: RateLimiter<K, DashMapStateStore<K>, DefaultClock, StateInformationMiddleware>,
    checks: AtomicU64,
}

impl Throttle {
    pub fn new(setting: settings::Throttle) -> Self {
        let limits = || Limits {
            metering: Limit::new(METERING),
            general: Limit::new(GENERAL),
            sign_in: Limit::new(SIGN_IN),
            account: Limit::new(ACCOUNT),
        };
        Self((setting == settings::Throttle::On).then(limits))
    }

    /// Counts a try of `address` to sign in to, or to make, the account of an e-mail.
    ///
    /// # Errors
    /// 429 when it was one too many.
    pub fn sign_in(&self, address: ClientAddress, email_key: &str) -> Result<(), ApiError> {
        let Some(limits) = &self.0 else { return Ok(()) };
        limits.sign_in.check(&address)?;
        limits.account.check(&(address, email_key.to_owned()))?;
        Ok(())
    }
}

/// Middleware: counts every request, and announces the limit that it fell under.
pub(crate) async fn limit(State(app): State<App>, address: ClientAddress, request: Request, next: Next) -> Response {
    let Some(limits) = &app.throttle.0 else { return next.run(request).await };
    let limit = if is_metering(&request) { &limits.metering } else { &limits.general };
    let (mut response, remaining) = match limit.check(&address) {
        Ok(remaining) => (next.run(request).await, remaining),
        Err(refused) => (refused.into_response(), 0),
    };
    limit.policy.announce(response.headers_mut(), remaining);
    response
}

fn is_metering(request: &Request) -> bool {
    let path = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
    request.method() == Method::POST && path.contains("/usage/")
}

impl<K: Hash + Eq + Clone> Limit<K> {
    fn new(policy: Policy) -> Self {
        let limiter = RateLimiter::dashmap(policy.quota()).with_middleware();
        Self { policy, limiter, checks: AtomicU64::new(0) }
    }

    /// Counts one; answers how many more are allowed at once.
    fn check(&self, key: &K) -> Result<u32, ApiError> {
        if self.checks.fetch_add(1, Ordering::Relaxed).is_multiple_of(SWEEP_EVERY) {
            self.limiter.retain_recent();
        }
        match self.limiter.check_key(key) {
            Ok(state) => Ok(state.remaining_burst_capacity()),
            Err(refusal) => {
                let retry_after = refusal.wait_time_from(DefaultClock::default().now());
                Err(ApiError::RateLimited { retry_after })
            }
        }
    }
}

impl Policy {
    fn quota(self) -> Quota {
        let burst = NonZeroU32::new(self.burst).unwrap_or(NonZeroU32::MIN);
        let refill = Duration::from_secs_f64(1.0 / self.refill_per_second);
        Quota::with_period(refill).unwrap_or(Quota::per_second(NonZeroU32::MIN)).allow_burst(burst)
    }

    /// The fields of draft-ietf-httpapi-ratelimit-headers: the quota in a window, and what is left of it.
    fn announce(self, headers: &mut HeaderMap, remaining: u32) {
        let window = (f64::from(self.burst) / self.refill_per_second).ceil();
        let reset = (f64::from(self.burst - remaining.min(self.burst)) / self.refill_per_second).ceil();
        let policy = format!("\"{}\";q={};w={window}", self.name, self.burst);
        let state = format!("\"{}\";r={remaining};t={reset}", self.name);
        for (name, value) in [("ratelimit-policy", policy), ("ratelimit", state)] {
            if let Ok(value) = HeaderValue::try_from(value) {
                headers.insert(HeaderName::from_static(name), value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> ClientAddress {
        ClientAddress::from(text.parse::<std::net::IpAddr>().unwrap())
    }

    #[test]
    fn who_guesses_is_stopped_and_the_person_is_not_locked_out() {
        let throttle = Throttle::new(settings::Throttle::On);
        let (stranger, person) = (address("192.0.2.1"), address("192.0.2.2"));
        for _ in 0..10 {
            throttle.sign_in(stranger, "ada@example.com").unwrap();
        }
        let refused = throttle.sign_in(stranger, "ada@example.com");
        assert!(matches!(refused, Err(ApiError::RateLimited { retry_after }) if retry_after > Duration::from_secs(20)));
        throttle.sign_in(person, "ada@example.com").unwrap();
    }

    #[test]
    fn an_address_can_not_try_many_accounts_either() {
        let throttle = Throttle::new(settings::Throttle::On);
        let stranger = address("192.0.2.1");
        let tries = (0..100).filter(|n| throttle.sign_in(stranger, &format!("{n}@example.com")).is_ok()).count();
        assert_eq!(tries, 20);
    }

    #[test]
    fn the_limit_is_announced() {
        let mut headers = HeaderMap::new();
        GENERAL.announce(&mut headers, 1_500);
        assert_eq!(headers["ratelimit-policy"], "\"general\";q=2000;w=4");
        assert_eq!(headers["ratelimit"], "\"general\";r=1500;t=1");
    }
}
