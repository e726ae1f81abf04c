//! Limits on how often an address may ask, and let the server hash a password.
//!
//! Signing in and up is limited for each address, and for each pair of address and account: whoever guesses
//! is stopped, and no stranger can lock a person out of their account from somewhere else. A try counts
//! whether or not it succeeds, for each costs a password's hash; many people may share one address.
//! IPv6 addresses of one /64 count as one ([`ClientNetwork`]), and have to share what the /56 and the /48 around them
//! get. What is guessed from many networks is counted in the database (`identity::guessing`).

use std::collections::HashMap;
use std::convert::Infallible;
use std::hash::Hash;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use governor::clock::{Clock as _, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Method};

use crate::client_address::{ClientAddress, ClientNetwork};
use crate::problem::ApiError;
use crate::settings;

/// Reports of agents: far above what one server can write, so that only a flood is stopped.
const METERING: Policy = Policy { name: "metering", burst: 100_000, refill_per_second: 50_000.0 };

/// Signals of agents: each may become a notification that a person reads.
const SIGNALS: Policy = Policy { name: "signals", burst: 60, refill_per_second: 1.0 };

/// All other requests. A first sync reads a thousand pages in a row.
const GENERAL: Policy = Policy { name: "general", burst: 2_000, refill_per_second: 500.0 };

/// Passwords of an address, in sign-ups and sign-ins: 100 at once, then one a second.
const PASSWORDS: Policy = Policy { name: "passwords", burst: 100, refill_per_second: 1.0 };

/// Passwords for one account: 10 at once, then two a minute.
const ACCOUNT: Policy = Policy { name: "account", burst: 10, refill_per_second: 1.0 / 30.0 };

/// Mails that an account asks for: 5 at once, then one in ten minutes.
const MAILS: Policy = Policy { name: "mails", burst: 5, refill_per_second: 1.0 / 600.0 };

/// Streams that an account has open at once, by whichever of its sessions and tokens: each looks at every change.
const STREAMS: usize = 64;

/// When one that was refused a stream asks again.
const STREAM_AGAIN: Duration = Duration::from_secs(30);

/// What the networks around an IPv6 /64 get, as a multiple of what it gets itself.
const AROUND: [(u32, u32); 2] = [(56, 2), (48, 4)];

/// Checks between two sweeps that forget who has been quiet.
const SWEEP_EVERY: u64 = 10_000;

/// The limits of a server; none with `--throttle off`.
#[derive(Clone, Debug)]
pub struct Throttle(Option<Arc<Limits>>);

#[derive(Debug)]
struct Limits {
    metering: NetworkLimit<()>,
    signals: NetworkLimit<()>,
    general: NetworkLimit<()>,
    passwords: NetworkLimit<()>,
    account: NetworkLimit<String>,
    mails: Limit<String>,
    /// Streams that are open now, of each account that has one.
    streams: Mutex<HashMap<String, usize>>,
}

/// A stream that is open, until this is dropped.
#[derive(Debug)]
pub struct OpenStream(Option<(Arc<Limits>, String)>);

/// A policy, kept for each network and for those around it, each together with what else tells keys apart.
#[derive(Debug)]
struct NetworkLimit<E: Hash + Eq + Clone> {
    own: Limit<(ClientNetwork, E)>,
    /// Each with the bits of its networks.
    around: [(u32, Limit<(ClientNetwork, E)>); AROUND.len()],
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

/// How a key stands under a policy, after one more was counted.
#[derive(Clone, Copy, Debug)]
struct Standing {
    policy: Policy,
    remaining: u32,
    /// How long to wait; `None` when it was allowed.
    retry_after: Option<Duration>,
}

/// The limits that one request fell under, the widest first. The request carries it to its handler.
#[derive(Clone, Debug, Default)]
struct Standings(Arc<Mutex<Vec<Standing>>>);

impl Throttle {
    pub fn new(setting: settings::Throttle) -> Self {
        let limits = || Limits {
            metering: NetworkLimit::new(METERING),
            signals: NetworkLimit::new(SIGNALS),
            general: NetworkLimit::new(GENERAL),
            passwords: NetworkLimit::new(PASSWORDS),
            account: NetworkLimit::new(ACCOUNT),
            mails: Limit::new(MAILS),
            streams: Mutex::default(),
        };
        Self((setting == settings::Throttle::On).then(|| Arc::new(limits())))
    }

    /// Whether anything is limited.
    pub fn is_on(&self) -> bool {
        self.0.is_some()
    }

    /// Counts a password that is sent to sign in to, or to make, the account of an e-mail.
    ///
    /// # Errors
    /// 429 when it was one too many.
    pub fn count_password(&self, attempt: &Attempt, email_key: &str) -> Result<(), ApiError> {
        let Some(limits) = &self.0 else { return Ok(()) };
        let of_address = limits.passwords.count(attempt.network, ());
        attempt.announce(of_address);
        of_address.allowed()?;
        let of_account = limits.account.count(attempt.network, email_key.to_owned());
        attempt.announce(of_account);
        of_account.allowed()
    }

    /// Counts a sign-in that a person is about to be sent to the identity provider for: its share of the network's, as one
    /// with a password. Nobody knows yet whose account it is.
    ///
    /// # Errors
    /// 429 when it was one too many.
    pub fn count_authorization(&self, attempt: &Attempt) -> Result<(), ApiError> {
        let Some(limits) = &self.0 else { return Ok(()) };
        let of_address = limits.passwords.count(attempt.network, ());
        attempt.announce(of_address);
        of_address.allowed()
    }

    /// Counts a mail that a person asks for, from wherever.
    ///
    /// # Errors
    /// 429 when it was one too many.
    pub fn count_mail(&self, attempt: &Attempt, account_id: &str) -> Result<(), ApiError> {
        let Some(limits) = &self.0 else { return Ok(()) };
        let of_account = limits.mails.count(&account_id.to_owned());
        attempt.announce(of_account);
        of_account.allowed()
    }

    /// Counts a stream of an account.
    ///
    /// # Errors
    /// 429 where it has [`STREAMS`] already.
    pub fn open_stream(&self, account_id: &str) -> Result<OpenStream, ApiError> {
        let Some(limits) = &self.0 else { return Ok(OpenStream(None)) };
        let mut streams = limits.streams();
        let open = streams.entry(account_id.to_owned()).or_default();
        if *open >= STREAMS {
            return Err(ApiError::RateLimited { retry_after: STREAM_AGAIN });
        }
        *open += 1;
        Ok(OpenStream(Some((Arc::clone(limits), account_id.to_owned()))))
    }
}

impl Drop for OpenStream {
    fn drop(&mut self) {
        let Some((limits, account_id)) = &self.0 else { return };
        let mut streams = limits.streams();
        if let Some(open) = streams.get_mut(account_id) {
            *open -= 1;
            if *open == 0 {
                streams.remove(account_id);
            }
        }
    }
}

/// A try to sign in or up, as far as it is known before its body is read.
#[derive(Clone, Debug, Default)]
pub struct Attempt {
    pub(crate) network: ClientNetwork,
    /// Where the limits that it falls under are noted for the answer.
    standings: Standings,
}

impl Attempt {
    fn announce(&self, standing: Standing) {
        self.standings.lock().push(standing);
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Attempt {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let standings = parts.extensions.get::<Standings>().cloned().unwrap_or_default();
        Ok(Self { network: ClientAddress::of(parts).into(), standings })
    }
}

/// Middleware: counts every request, and announces the limits that it fell under.
pub(crate) async fn limit(
    State(throttle): State<Throttle>,
    address: ClientAddress,
    mut request: Request,
    next: Next,
) -> Response {
    let Some(limits) = &throttle.0 else { return next.run(request).await };
    let limit = limits.of(&request);
    let (standing, standings) = (limit.count(address.into(), ()), Standings::default());
    standings.lock().push(standing);
    let mut response = match standing.allowed() {
        Ok(()) => {
            request.extensions_mut().insert(standings.clone());
            next.run(request).await
        }
        Err(refused) => refused.into_response(),
    };
    announce(response.headers_mut(), &standings.lock());
    response
}

impl Limits {
    fn streams(&self) -> MutexGuard<'_, HashMap<String, usize>> {
        self.streams.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The limit that a request falls under, whatever it says.
    fn of(&self, request: &Request) -> &NetworkLimit<()> {
        let path = request.extensions().get::<MatchedPath>().map_or("", MatchedPath::as_str);
        if request.method() != Method::POST {
            &self.general
        } else if path.contains("/usage/") {
            &self.metering
        } else if path.ends_with("/signals") || path.ends_with("/approvals") {
            &self.signals
        } else {
            &self.general
        }
    }
}

impl<E: Hash + Eq + Clone> NetworkLimit<E> {
    fn new(policy: Policy) -> Self {
        Self { own: Limit::new(policy), around: AROUND.map(|(bits, times)| (bits, Limit::new(policy.times(times)))) }
    }

    /// Counts one of a network, and of those around it; answers the one that leaves least.
    fn count(&self, network: ClientNetwork, of: E) -> Standing {
        let mut narrowest = self.own.count(&(network, of.clone()));
        for (bits, limit) in &self.around {
            let (Some(around), None) = (network.within(*bits), narrowest.retry_after) else { break };
            let standing = limit.count(&(around, of.clone()));
            if standing.retry_after.is_some() || standing.remaining < narrowest.remaining {
                narrowest = standing;
            }
        }
        narrowest
    }
}

impl<K: Hash + Eq + Clone> Limit<K> {
    fn new(policy: Policy) -> Self {
        let limiter = RateLimiter::dashmap(policy.quota()).with_middleware();
        Self { policy, limiter, checks: AtomicU64::new(0) }
    }

    /// Counts one.
    fn count(&self, key: &K) -> Standing {
        if self.checks.fetch_add(1, Ordering::Relaxed).is_multiple_of(SWEEP_EVERY) {
            self.limiter.retain_recent();
        }
        let (remaining, retry_after) = match self.limiter.check_key(key) {
            Ok(state) => (state.remaining_burst_capacity(), None),
            Err(refusal) => (0, Some(refusal.wait_time_from(DefaultClock::default().now()))),
        };
        Standing { policy: self.policy, remaining, retry_after }
    }
}

impl Standing {
    fn allowed(self) -> Result<(), ApiError> {
        self.retry_after.map_or(Ok(()), |retry_after| Err(ApiError::RateLimited { retry_after }))
    }

    /// Seconds until all of it is back; after a refusal, until the next one is allowed.
    fn reset_seconds(self) -> f64 {
        let spent = self.policy.burst - self.remaining.min(self.policy.burst);
        let until_full = f64::from(spent) / self.policy.refill_per_second;
        self.retry_after.map_or(until_full, |wait| wait.as_secs_f64()).ceil()
    }
}

impl Standings {
    fn lock(&self) -> MutexGuard<'_, Vec<Standing>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The fields of draft-ietf-httpapi-ratelimit-headers: the quotas in their windows, and what is left of
/// each; the narrowest first.
fn announce(headers: &mut HeaderMap, standings: &[Standing]) {
    let list = |item: fn(&Standing) -> String| standings.iter().rev().map(item).collect::<Vec<_>>().join(", ");
    let policies = list(|Standing { policy, .. }| {
        let window = (f64::from(policy.burst) / policy.refill_per_second).ceil();
        format!("\"{}\";q={};w={window}", policy.name, policy.burst)
    });
    let states = list(|standing| {
        format!("\"{}\";r={};t={}", standing.policy.name, standing.remaining, standing.reset_seconds())
    });
    for (name, value) in [("ratelimit-policy", policies), ("ratelimit", states)] {
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
}

impl Policy {
    fn times(self, times: u32) -> Self {
        let refill_per_second = self.refill_per_second * f64::from(times);
        Self { burst: self.burst * times, refill_per_second, ..self }
    }

    fn quota(self) -> Quota {
        let burst = NonZeroU32::new(self.burst).unwrap_or(NonZeroU32::MIN);
        let refill = Duration::from_secs_f64(1.0 / self.refill_per_second);
        Quota::with_period(refill).unwrap_or(Quota::per_second(NonZeroU32::MIN)).allow_burst(burst)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(address: &str) -> Attempt {
        let address = ClientAddress::from(address.parse::<std::net::IpAddr>().unwrap());
        Attempt { network: address.into(), ..Attempt::default() }
    }

    #[test]
    fn who_guesses_is_stopped_and_the_person_is_not_locked_out() {
        let throttle = Throttle::new(settings::Throttle::On);
        let (stranger, person) = (from("192.0.2.1"), from("192.0.2.2"));
        for _ in 0..10 {
            throttle.count_password(&stranger, "ada@example.com").unwrap();
        }
        let refused = throttle.count_password(&stranger, "ada@example.com");
        assert!(matches!(refused, Err(ApiError::RateLimited { retry_after }) if retry_after > Duration::from_secs(20)));
        throttle.count_password(&person, "ada@example.com").unwrap();
    }

    #[test]
    fn an_address_can_not_try_many_accounts_either() {
        let throttle = Throttle::new(settings::Throttle::On);
        let stranger = from("192.0.2.1");
        let tries =
            (0..200).filter(|n| throttle.count_password(&stranger, &format!("{n}@example.com")).is_ok()).count();
        assert_eq!(tries, 100);
    }

    #[test]
    fn another_address_of_the_same_network_gives_no_more_tries() {
        let throttle = Throttle::new(settings::Throttle::On);
        let tries = |network: &str| {
            let addresses = (1..=20).map(|host| from(&format!("{network}{host:x}")));
            addresses.filter(|attempt| throttle.count_password(attempt, "ada@example.com").is_ok()).count()
        };
        assert_eq!(tries("2001:db8:0:1::"), 10);
        assert_eq!(tries("2001:db8:0:2::"), 10);
    }

    #[test]
    fn the_networks_of_one_customer_share_what_they_get() {
        let throttle = Throttle::new(settings::Throttle::On);
        let tries = |prefix: &str| {
            let networks = (0..=255).map(|network| from(&format!("2001:db8:{prefix}{network:02x}::1")));
            networks.filter(|attempt| throttle.count_password(attempt, "ada@example.com").is_ok()).count()
        };
        assert_eq!((tries("0:1"), tries("0:1")), (20, 0));
        assert_eq!((tries("0:2"), tries("0:3"), tries("1:1")), (20, 0, 20));
    }

    #[test]
    fn an_account_has_so_many_streams_and_another_one_its_own() {
        let throttle = Throttle::new(settings::Throttle::On);
        let mut open: Vec<OpenStream> = (0..STREAMS).map(|_| throttle.open_stream("ada").unwrap()).collect();
        assert!(matches!(throttle.open_stream("ada"), Err(ApiError::RateLimited { .. })));
        throttle.open_stream("bob").unwrap();
        open.pop();
        throttle.open_stream("ada").unwrap();
        drop(open);
        assert!(throttle.0.unwrap().streams().is_empty());
    }

    #[test]
    fn the_limits_are_announced_the_narrowest_first() {
        let mut headers = HeaderMap::new();
        let general = Standing { policy: GENERAL, remaining: 1_500, retry_after: None };
        let account = Standing { policy: ACCOUNT, remaining: 0, retry_after: Some(Duration::from_millis(29_500)) };
        announce(&mut headers, &[general, account]);
        assert_eq!(headers["ratelimit-policy"], "\"account\";q=10;w=300, \"general\";q=2000;w=4");
        assert_eq!(headers["ratelimit"], "\"account\";r=0;t=30, \"general\";r=1500;t=1");
    }
}
