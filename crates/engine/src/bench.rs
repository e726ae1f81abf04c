//! What the benchmark measures: the cache by itself, filled without a server and asked as the Usage tab asks.

use std::path::Path;

use infuse_protocol::usage::Entry;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::cache::{Cache, News};
use crate::error::AppError;
use crate::usage::view::{Filter, JournalPage, Period, Report};
use crate::usage::{journal, report};

/// The cache of a home that has no server.
pub struct BenchCache(Cache);

impl BenchCache {
    /// Opens or creates the file, with days cut in UTC.
    pub async fn open(path: &Path) -> Result<Self, AppError> {
        let (cache, _) = Cache::open(path, TimeZone::UTC).await;
        cache.claim("bench").await?;
        Ok(Self(cache))
    }

    /// What a sync writes in one transaction; the entries must follow the last ones.
    pub async fn add(&self, entries: &[Entry]) -> Result<(), AppError> {
        Ok(self.0.apply(News { entries, ..News::default() }).await?)
    }

    pub async fn report(&self, filter: &Filter, period: Period, today: Date) -> Result<Report, AppError> {
        report::report(&self.0, filter, period, today).await
    }

    pub async fn journal(&self, filter: &Filter, limit: u32) -> Result<JournalPage, AppError> {
        journal::journal(&self.0, filter, None, limit).await
    }

    pub async fn close(&self) {
        self.0.close().await;
    }
}
