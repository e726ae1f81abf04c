//! The course of the balance: entry by entry, and in stretches, of which most need not be read.

use std::collections::BTreeMap;

use infuse_policy::Step;
use infuse_protocol::usage::Entry;
use sqlx::{QueryBuilder, Row, SqliteConnection};

use super::Cache;
use super::entries::kind_of_code;

/// How many entries of the journal a stretch has: so few that one is soon read, and so many that a million make but some
/// thousand stretches.
const LENGTH: i64 = 250;

/// How far the balance moved within some entries of the journal that follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) number: i64,
    pub(crate) lowest: i64,
    pub(crate) highest: i64,
    /// When the last of its entries was recorded, in milliseconds since the Unix epoch.
    pub(crate) recorded_until_ms: i64,
}

impl Cache {
    /// All stretches of the journal, in order.
    pub(crate) async fn stretches(&self) -> Result<Vec<Stretch>, sqlx::Error> {
        let rows = sqlx::query("SELECT stretch, lowest, highest, recorded_until FROM balances ORDER BY stretch")
            .fetch_all(&self.pool())
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Stretch {
                    number: row.try_get(0)?,
                    lowest: row.try_get(1)?,
                    highest: row.try_get(2)?,
                    recorded_until_ms: row.try_get(3)?,
                })
            })
            .collect()
    }

    /// The entries of a stretch, in order.
    pub(crate) async fn steps(&self, stretch: i64) -> Result<Vec<Step>, sqlx::Error> {
        let rows = sqlx::query(
            "SELECT seq, kind, balance_after, recorded_at FROM entries WHERE seq BETWEEN $1 AND $2 ORDER BY seq",
        )
        .bind(stretch * LENGTH + 1)
        .bind((stretch + 1) * LENGTH)
        .fetch_all(&self.pool())
        .await?;
        rows.iter()
            .map(|row| {
                Ok(Step {
                    seq: row.try_get(0)?,
                    kind: kind_of_code(row.try_get(1)?),
                    balance_after: row.try_get(2)?,
                    recorded_ms: row.try_get(3)?,
                })
            })
            .collect()
    }

    /// The balance before that moment, in milliseconds since the Unix epoch; of these stretches, which are all. `None`
    /// before the journal begins.
    pub(crate) async fn balance_before(&self, stretches: &[Stretch], ms: i64) -> Result<Option<i64>, sqlx::Error> {
        let in_time = stretches.iter().position(|stretch| stretch.recorded_until_ms >= ms);
        let Some(last) = in_time.or_else(|| stretches.len().checked_sub(1)) else { return Ok(None) };
        let number = stretches[last].number;
        // Where nothing of it is early enough, the last entry of the one before it is.
        sqlx::query_scalar(
            "SELECT balance_after FROM entries WHERE seq BETWEEN $1 AND $2 AND recorded_at < $3 \
             ORDER BY seq DESC LIMIT 1",
        )
        .bind(number * LENGTH)
        .bind((number + 1) * LENGTH)
        .bind(ms)
        .fetch_optional(&self.pool())
        .await
    }

    /// When the journal begins, in milliseconds since the Unix epoch.
    pub(crate) async fn begins_at_ms(&self) -> Result<Option<i64>, sqlx::Error> {
        sqlx::query_scalar("SELECT recorded_at FROM entries WHERE seq = 1").fetch_optional(&self.pool()).await
    }
}

/// Adds entries, which are behind all others, to their stretches.
pub(super) async fn add(connection: &mut SqliteConnection, entries: &[Entry]) -> Result<(), sqlx::Error> {
    let mut stretches: BTreeMap<i64, Stretch> = BTreeMap::new();
    for entry in entries {
        let (number, balance) = ((entry.seq - 1) / LENGTH, entry.balance_after);
        let recorded_until_ms = entry.recorded_at.as_millis();
        let only = Stretch { number, lowest: balance, highest: balance, recorded_until_ms };
        let stretch = stretches.entry(number).or_insert(only);
        (stretch.lowest, stretch.highest) = (stretch.lowest.min(balance), stretch.highest.max(balance));
        stretch.recorded_until_ms = recorded_until_ms;
    }
    if stretches.is_empty() {
        return Ok(());
    }
    let mut query = QueryBuilder::new("INSERT INTO balances (stretch, lowest, highest, recorded_until) ");
    query.push_values(stretches.values(), |mut row, stretch| {
        row.push_bind(stretch.number).push_bind(stretch.lowest).push_bind(stretch.highest);
        row.push_bind(stretch.recorded_until_ms);
    });
    query.push(
        " ON CONFLICT (stretch) DO UPDATE SET lowest = MIN(lowest, excluded.lowest), \
         highest = MAX(highest, excluded.highest), recorded_until = excluded.recorded_until",
    );
    query.build().execute(connection).await?;
    Ok(())
}
