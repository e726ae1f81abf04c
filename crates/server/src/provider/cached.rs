//! What the provider says of itself, asked for anew within the hour, and by one caller at a time.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::ProviderError;

/// How old what is known may be: an hour.
const MOST_AGE_MS: i64 = 3_600_000;

/// How often what is known is asked for anew because a token does not fit it, which anyone could bring about.
const RENEWED_AT_MOST_EVERY_MS: i64 = 60_000;

#[derive(Debug)]
pub(super) struct Cached<T> {
    state: Mutex<State<T>>,
    /// Held by whoever asks.
    asking: tokio::sync::Mutex<()>,
}

#[derive(Debug)]
struct State<T> {
    known: Option<Known<T>>,
    renewed_ms: Option<i64>,
    /// How often it was asked for, and what came of it the last time where nothing did.
    asked: u64,
    failure: Option<ProviderError>,
}

#[derive(Debug)]
struct Known<T> {
    value: Arc<T>,
    since_ms: i64,
}

impl<T> Default for Cached<T> {
    fn default() -> Self {
        let state = State { known: None, renewed_ms: None, asked: 0, failure: None };
        Self { state: Mutex::new(state), asking: tokio::sync::Mutex::default() }
    }
}

impl<T> Cached<T> {
    /// What is known, asked for with `fetch` where it is too old.
    pub(super) async fn get<F: Future<Output = Result<T, ProviderError>>>(
        &self,
        now_ms: i64,
        fetch: impl FnOnce() -> F,
    ) -> Result<Arc<T>, ProviderError> {
        let asked = {
            let state = self.state();
            if let Some(fresh) = state.fresh(now_ms) {
                return Ok(fresh);
            }
            state.asked
        };
        let _asking = self.asking.lock().await;
        {
            let state = self.state();
            // Whoever came before has asked in the place of all who waited.
            if state.asked != asked {
                // What was fetched just now is fresh, by whichever look at the clock.
                let known = state.known.as_ref().filter(|_| state.failure.is_none());
                let fetched = known.map(|known| Arc::clone(&known.value));
                return fetched.ok_or(state.failure.unwrap_or(ProviderError::Away));
            }
        }
        self.ask(now_ms, fetch).await
    }

    /// What is known after a token did not fit `seen`; `None` where that was asked for too short a time ago.
    pub(super) async fn renew<F: Future<Output = Result<T, ProviderError>>>(
        &self,
        now_ms: i64,
        seen: &Arc<T>,
        fetch: impl FnOnce() -> F,
    ) -> Result<Option<Arc<T>>, ProviderError> {
        let _asking = self.asking.lock().await;
        {
            let mut state = self.state();
            if let Some(known) = state.known.as_ref().filter(|known| !Arc::ptr_eq(&known.value, seen)) {
                return Ok(Some(Arc::clone(&known.value)));
            }
            let is_too_soon = |at_ms: i64| (0..RENEWED_AT_MOST_EVERY_MS).contains(&(now_ms - at_ms));
            if state.renewed_ms.is_some_and(is_too_soon) {
                return Ok(None);
            }
            state.renewed_ms = Some(now_ms);
        }
        self.ask(now_ms, fetch).await.map(Some)
    }

    async fn ask<F: Future<Output = Result<T, ProviderError>>>(
        &self,
        now_ms: i64,
        fetch: impl FnOnce() -> F,
    ) -> Result<Arc<T>, ProviderError> {
        let fetched = fetch().await.map(Arc::new);
        let mut state = self.state();
        state.asked += 1;
        state.failure = fetched.as_ref().err().copied();
        if let Ok(value) = &fetched {
            state.known = Some(Known { value: Arc::clone(value), since_ms: now_ms });
        }
        fetched
    }

    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> State<T> {
    fn fresh(&self, now_ms: i64) -> Option<Arc<T>> {
        let known = self.known.as_ref()?;
        // A clock that was ahead and is set right makes nothing last for longer.
        (0..MOST_AGE_MS).contains(&(now_ms - known.since_ms)).then(|| Arc::clone(&known.value))
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use futures_util::future::join_all;

    use super::*;

    #[tokio::test]
    async fn what_is_known_is_asked_for_anew_within_the_hour() {
        let (cached, asked) = (Cached::default(), Cell::new(0));
        let fetch = async || {
            asked.set(asked.get() + 1);
            Ok(asked.get())
        };
        for (now_ms, known) in [(0, 1), (MOST_AGE_MS - 1, 1), (MOST_AGE_MS, 2), (5, 3)] {
            assert_eq!(cached.get(now_ms, fetch).await.map(|known| *known), Ok(known), "{now_ms}");
        }
    }

    #[tokio::test]
    async fn of_many_who_want_to_know_one_asks_and_all_hear_what_came_of_it() {
        let (cached, asked) = (Cached::<u8>::default(), Cell::new(0));
        let fetch = async || {
            asked.set(asked.get() + 1);
            tokio::task::yield_now().await;
            Err(ProviderError::Away)
        };
        let all = join_all((0..20).map(|_| cached.get(0, fetch))).await;
        assert!(all.into_iter().all(|answer| answer == Err(ProviderError::Away)));
        assert_eq!(asked.get(), 1);
    }

    #[tokio::test]
    async fn what_does_not_fit_is_asked_for_anew_once_a_minute() {
        let (cached, asked) = (Cached::default(), Cell::new(0));
        let fetch = async || {
            asked.set(asked.get() + 1);
            Ok(asked.get())
        };
        let first = cached.get(0, fetch).await.unwrap();
        let second = cached.renew(0, &first, fetch).await.unwrap().unwrap();
        assert_eq!(*second, 2);
        // Whoever still holds the first one is given the second.
        assert_eq!(cached.renew(1, &first, fetch).await, Ok(Some(Arc::clone(&second))));
        assert_eq!(cached.renew(59_999, &second, fetch).await, Ok(None));
        assert_eq!(cached.renew(60_000, &second, fetch).await.map(|known| known.map(|known| *known)), Ok(Some(3)));
    }
}
