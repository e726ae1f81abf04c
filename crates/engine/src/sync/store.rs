//! The worker's side of the cache: takes in what the server says and keeps the snapshot's figures.

use std::sync::Arc;
use std::time::Duration;

use futures_util::{StreamExt, TryStreamExt, stream};
use infuse_protocol::Timestamp;
use infuse_protocol::stream::{Alert, AlertKind, EntriesEvent};
use infuse_protocol::usage::{Entry, Usage};
use jiff::civil::Date;
use tracing::warn;

use super::plan::{Plan, plan};
use crate::api::{ApiError, PAGE};
use crate::cache::days::{date_at, start_of};
use crate::cache::{Cache, Figures, News};
use crate::context::Context;
use crate::error::{AppError, ErrorCode};
use crate::preferences;
use crate::scope::Scope;
use crate::session::Session;
use crate::snapshot::{Condition, UsageNow};
use crate::state::Profile;
use crate::usage::alerts;
use crate::usage::now::usage_now;

/// Figures that were heard longer ago are shown with their age.
const FRESH: Duration = Duration::from_secs(120);

/// How many pages of entries are written in one transaction.
const PAGES_AT_ONCE: usize = 10;

/// How many of them are asked for at the same time, so that the server reads one while another is taken in here.
const REQUESTS_AT_ONCE: usize = 3;

/// Why the cache is not up to date.
#[derive(Debug)]
pub(super) enum SyncError {
    Api(ApiError),
    Cache(sqlx::Error),
}

impl From<ApiError> for SyncError {
    fn from(error: ApiError) -> Self {
        Self::Api(error)
    }
}

impl From<sqlx::Error> for SyncError {
    fn from(error: sqlx::Error) -> Self {
        Self::Cache(error)
    }
}

impl From<&SyncError> for AppError {
    fn from(error: &SyncError) -> Self {
        match error {
            SyncError::Api(error) => Self::from(error),
            SyncError::Cache(error) => Self::new(ErrorCode::File, error.to_string()),
        }
    }
}

/// Moments that lie ahead.
pub(super) struct Ahead {
    pub(super) midnight: Duration,
    /// Absent when it was asked for already, or is not known.
    pub(super) reset: Option<Duration>,
    /// Absent while the figures are live, or too old already.
    pub(super) stale: Option<Duration>,
}

pub(super) struct Store {
    context: Arc<Context>,
    cache: Arc<Cache>,
    figures: Option<Figures>,
    cached_seq: i64,
    takes: u64,
    /// At how many credits or fewer the person is warned.
    threshold: i64,
    /// The number and the hash of the last entry that was cached when the server was reached.
    end_before: Option<(i64, String)>,
    live: bool,
    /// The day that was shown as today.
    today: Option<Date>,
    /// The reset that the server was asked about when it came: it is not asked again for the same.
    asked_for_reset: Option<Timestamp>,
}

impl Store {
    pub(super) fn new(context: Arc<Context>, cache: Arc<Cache>) -> Self {
        Self {
            context,
            cache,
            figures: None,
            cached_seq: 0,
            takes: 0,
            threshold: preferences::Known::default().threshold(),
            end_before: None,
            live: false,
            today: None,
            asked_for_reset: None,
        }
    }

    /// Reads what is cached of the person's workspace. Where that fails nothing of it is shown.
    pub(super) async fn load(&mut self, scope: &Scope) -> Result<(), sqlx::Error> {
        (self.figures, self.cached_seq, self.end_before) = (None, 0, None);
        self.cache.claim(scope).await?;
        self.figures = self.cache.figures().await?;
        self.cached_seq = self.cache.last_seq().await?;
        Ok(())
    }

    /// Begins with an empty cache after the file turned out to be broken.
    pub(super) async fn rebuild(&mut self, scope: Option<&Scope>) -> Result<(), sqlx::Error> {
        self.cache.rebuild().await;
        self.context.view.set_condition(Condition::CacheRebuilt, true);
        let figures = self.figures.take();
        if let Some(scope) = scope {
            self.load(scope).await?;
        }
        self.figures = figures;
        self.context.view.journal_changed();
        Ok(())
    }

    /// Reads the cache after it was opened again. What was heard meanwhile is known.
    pub(super) async fn open_again(&mut self, scope: &Scope) -> Result<(), sqlx::Error> {
        let figures = self.figures.take();
        self.load(scope).await?;
        self.figures = figures.or(self.figures.take());
        self.context.view.journal_changed();
        Ok(())
    }

    /// How often something was taken in: tells whether that has happened since.
    pub(super) fn takes(&self) -> u64 {
        self.takes
    }

    /// Takes in figures that the server was asked for when so much had been taken in, and fetches missing entries. The
    /// stream may have overtaken them. Answers the server's time, in milliseconds since the epoch.
    pub(super) async fn told(
        &mut self,
        session: &Session,
        scope: &Scope,
        usage: Usage,
        takes_before: u64,
    ) -> Result<i64, SyncError> {
        let as_of_ms = usage.as_of.as_millis();
        if self.takes != takes_before && self.as_of_ms().is_some_and(|known_ms| known_ms >= as_of_ms) {
            return Ok(as_of_ms);
        }
        self.cache.claim(scope).await?;
        self.cached_seq = self.cache.last_seq().await?;
        self.take(session, scope, usage, &[]).await?;
        Ok(as_of_ms)
    }

    /// Notes where the cached journal ends, to be compared when the server answers.
    pub(super) async fn note_end(&mut self) -> Result<(), sqlx::Error> {
        // One that was not compared yet stays: what came behind it since may be of another journal already.
        if self.end_before.is_none() {
            self.end_before = self.cache.journal_end().await?;
        }
        Ok(())
    }

    /// The end that was noted and not compared yet: the server is asked whether it has the same entry there. It may have been restored
    /// from a backup, and its journal be as long as the cached one by now; the hash of an entry covers all before it.
    pub(super) fn end_to_compare(&self) -> Option<(i64, String)> {
        self.end_before.clone()
    }

    /// What the server answered to it was taken in.
    pub(super) fn end_was_compared(&mut self) {
        self.end_before = None;
    }

    /// Forgets the cached journal, because the server has another one; what is told next is taken in whatever came
    /// before it.
    pub(super) async fn forget_journal(&mut self, scope: &Scope) -> Result<(), SyncError> {
        warn!("the server has another journal than before: it is read anew");
        self.cache.clear().await?;
        self.cached_seq = 0;
        // Its alerts are numbered anew as well.
        self.context.state.keep_alert_cursor(scope, 0).await?;
        self.context.view.journal_changed();
        Ok(())
    }

    /// Takes in news of the stream. What the stream replays may be older than what is known.
    pub(super) async fn hear(
        &mut self,
        session: &Session,
        scope: &Scope,
        event: EntriesEvent,
    ) -> Result<(), SyncError> {
        let is_older = self.figures.as_ref().is_some_and(|known| {
            event.usage.entry_seq < known.usage.entry_seq || event.usage.as_of < known.usage.as_of
        });
        if event.usage.entry_seq < self.cached_seq || is_older && event.usage.entry_seq == self.cached_seq {
            return Ok(());
        }
        self.take(session, scope, event.usage, &event.entries).await
    }

    async fn take(
        &mut self,
        session: &Session,
        scope: &Scope,
        usage: Usage,
        entries: &[Entry],
    ) -> Result<(), SyncError> {
        self.takes += 1;
        let server_seq = usage.entry_seq;
        let figures = Figures { usage, heard_at_ms: self.context.ports.clock.now_ms() };
        self.figures = Some(figures.clone());
        let before = self.cached_seq;
        let news = News { entries: &[], figures: Some(&figures) };
        match plan(self.cached_seq, entries, server_seq) {
            Plan::UpToDate => self.cache.apply(news).await?,
            Plan::Add { from } => {
                self.cache.apply(News { entries: &entries[from..], ..news }).await?;
                self.cached_seq = server_seq;
            }
            Plan::Fetch => {
                self.fetch(session, server_seq).await?;
                self.cache.apply(news).await?;
            }
            Plan::StartOver => {
                self.cache.clear().await?;
                self.cache.claim(scope).await?;
                self.cached_seq = 0;
                self.fetch(session, server_seq).await?;
                self.cache.apply(news).await?;
            }
        }
        if self.cached_seq != before {
            self.context.view.journal_changed();
        }
        Ok(())
    }

    /// Fetches what is missing up to `server_seq`. While some pages are written the next ones are asked for.
    async fn fetch(&mut self, session: &Session, server_seq: i64) -> Result<(), SyncError> {
        // The figures are there long before a long journal is.
        let (usage, _) = self.now().await?;
        self.context.view.update(|snapshot| snapshot.usage = usage);
        let mut batch = fetch_batch(session, self.cached_seq, server_seq).await?;
        while let Some(last) = batch.last().map(|entry| entry.seq) {
            let write = async { Ok(self.cache.apply(News { entries: &batch, ..News::default() }).await?) };
            let next = async { fetch_batch(session, last, server_seq).await.map_err(SyncError::from) };
            let ((), next) = tokio::try_join!(write, next)?;
            self.cached_seq = last;
            self.context.view.journal_changed();
            batch = next;
        }
        Ok(())
    }

    /// The stream said so until then: that is when its last bytes came, however late its end was noticed.
    pub(super) async fn was_live_until(&mut self, arrived_ms: i64) {
        let Some(figures) = &mut self.figures else { return };
        figures.heard_at_ms = arrived_ms;
        if let Err(error) = self.cache.apply(News { figures: Some(figures), ..News::default() }).await {
            warn!(%error, "the age of the figures is not kept");
        }
    }

    /// Nobody is signed in: what is known is nobody's.
    pub(super) fn disown(&mut self) {
        self.cache.disown();
        (self.figures, self.cached_seq) = (None, 0);
    }

    /// Judges the figures by this threshold from now on; answers whether it is another one.
    pub(super) fn warn_at(&mut self, threshold: i64) -> bool {
        std::mem::replace(&mut self.threshold, threshold) != threshold
    }

    pub(super) fn set_live(&mut self, live: bool) {
        self.live = live;
    }

    pub(super) fn reset_was_asked_for(&mut self) {
        self.asked_for_reset = self.figures.as_ref().map(|figures| figures.usage.credits.resets_at);
    }

    /// How long the figures may still be shown without their age; `None` when they are too old, or there are none.
    fn fresh_for(&self) -> Option<Duration> {
        let age = self.context.ports.clock.now_ms() - self.figures.as_ref()?.heard_at_ms;
        // A clock that was set back tells no age.
        FRESH.checked_sub(Duration::from_millis(u64::try_from(age).ok()?)).filter(|left| !left.is_zero())
    }

    /// The server's time of the figures, in milliseconds since the Unix epoch.
    pub(super) fn as_of_ms(&self) -> Option<i64> {
        self.figures.as_ref().map(|figures| figures.usage.as_of.as_millis())
    }

    /// Whether these alerts can not be judged by the figures: they were raised after those, or their cycle has ended.
    pub(super) fn is_behind(&self, alerts: &[Alert]) -> bool {
        let now_ms = self.context.ports.clock.now_ms();
        let about_credits = |alert: &&Alert| matches!(alert.kind, AlertKind::CreditsLow | AlertKind::CreditsExhausted);
        alerts.iter().filter(about_credits).any(|alert| {
            self.figures.as_ref().is_none_or(|figures| {
                figures.usage.as_of < alert.raised_at || figures.usage.credits.resets_at.as_millis() <= now_ms
            })
        })
    }

    /// What notices are judged by and worded with.
    pub(super) fn for_notices(&self, profile: Option<&Profile>) -> alerts::Figures {
        let workspace = profile.map(|profile| &profile.workspace);
        alerts::Figures {
            workspace_id: workspace.map(|workspace| workspace.id.clone()).unwrap_or_default(),
            plan: workspace.map(|workspace| workspace.plan.clone()).unwrap_or_default(),
            threshold: self.threshold,
            credits: self.figures.as_ref().map(|figures| figures.usage.credits),
        }
    }

    /// The figures as they are now, and until when they stay so. Whoever shows the journal is told when it looks
    /// otherwise by now.
    pub(super) async fn now(&mut self) -> Result<(Option<UsageNow>, Ahead), sqlx::Error> {
        let clock = &self.context.ports.clock;
        let (now_ms, zone) = (clock.now_ms(), clock.time_zone());
        let today = date_at(now_ms, &zone);
        // Journal and chart are laid out by days, and name today.
        let is_another_day = self.today.replace(today).is_some_and(|before| before != today);
        if self.cache.use_zone(zone.clone()).await? || is_another_day {
            self.context.view.journal_changed();
        }
        let fresh_for = self.fresh_for();
        let is_stale = !self.live && fresh_for.is_none();
        let usage = match &self.figures {
            Some(figures) => Some(usage_now(&self.cache, figures, self.threshold, today, &zone, is_stale).await?),
            None => None,
        };
        let midnight = start_of(today.tomorrow().unwrap_or(Date::MAX), &zone);
        let resets_at = self.figures.as_ref().map(|figures| figures.usage.credits.resets_at);
        let reset = resets_at.filter(|resets_at| self.asked_for_reset != Some(*resets_at));
        // A moment later, so that the server's clock has passed it too.
        let after = |millis: i64| Duration::from_millis(u64::try_from(millis - now_ms).unwrap_or(0) + 1_000);
        let ahead = Ahead {
            midnight: after(midnight),
            reset: reset.map(|reset| after(reset.as_millis())),
            stale: fresh_for.filter(|_| !self.live),
        };
        Ok((usage, ahead))
    }
}

/// The entries behind `after` up to `last`, several pages of them; none when there are none. Journals have no gaps, so
/// that it is known where each page begins before the one before it has come.
async fn fetch_batch(session: &Session, after: i64, last: i64) -> Result<Vec<Entry>, ApiError> {
    let begins = (after..last).step_by(PAGE).take(PAGES_AT_ONCE);
    let requests = begins.map(|behind| session.api.entries_after(&session.workspace_id, behind));
    let mut pages = stream::iter(requests).buffered(REQUESTS_AT_ONCE);
    let mut batch: Vec<Entry> = Vec::new();
    while let Some(mut page) = pages.try_next().await? {
        // What was recorded since then comes with its own figures: the cache is never ahead of those.
        page.retain(|entry| entry.seq <= last);
        let behind = batch.last().map_or(after, |entry| entry.seq);
        let is_next = page.iter().zip(behind + 1..).all(|(entry, expected)| entry.seq == expected);
        if !is_next {
            return Err(ApiError::Nonsense(format!("the entries behind {behind} have a gap")));
        }
        batch.extend(page);
    }
    Ok(batch)
}
