use std::collections::HashMap;

use jiff::tz::TimeZone;
use sqlx::{QueryBuilder, Row, SqliteConnection};

use super::actions::ANY_ACTION;
use super::days::{Day, DayFinder, Month};

/// How many rows are written by one statement.
const ROWS_AT_ONCE: usize = 500;

/// How many entries a rebuild reads at once.
const ENTRIES_AT_ONCE: i64 = 20_000;

/// What one debit took, or a refund gave back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spent {
    pub(super) action: i64,
    pub(super) conversation: i64,
    /// Below 0 for what was given back.
    pub(super) credits: i64,
    pub(super) quantity: i64,
}

#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    credits: i64,
    quantity: i64,
}

/// Gathers what entries add to the sums, so that each row is written once.
pub(super) struct Sums {
    finder: DayFinder,
    bounds: HashMap<Day, (i64, i64)>,
    totals: HashMap<(Day, i64), Sum>,
    daily: HashMap<(i64, Day, i64), Sum>,
    monthly: HashMap<(i64, i64, Month), Sum>,
}

impl Sums {
    pub(super) fn new(zone: TimeZone) -> Self {
        Self {
            finder: DayFinder::new(zone),
            bounds: HashMap::new(),
            totals: HashMap::new(),
            daily: HashMap::new(),
            monthly: HashMap::new(),
        }
    }

    /// Adds an entry; only debits have `spent`.
    pub(super) fn add(&mut self, seq: i64, occurred_at_ms: i64, spent: Option<Spent>) {
        let (day, month) = self.finder.find(occurred_at_ms);
        let bounds = self.bounds.entry(day).or_insert((seq, seq));
        *bounds = (bounds.0.min(seq), bounds.1.max(seq));
        if let Some(spent) = spent {
            self.spend(day, month, spent);
        }
    }

    /// Takes off what refunds, from the entry `first_seq` on, gave back: of the days, actions and conversations of their
    /// debits, so that sums show what was spent in the end.
    pub(super) async fn take_back(
        &mut self,
        connection: &mut SqliteConnection,
        first_seq: i64,
    ) -> Result<(), sqlx::Error> {
        let rows = sqlx::query(
            "SELECT d.occurred_at, COALESCE(d.action, 0), d.conversation, -r.credits \
             FROM entries r JOIN entries d ON d.seq = r.takes_back WHERE r.seq >= $1 AND r.takes_back IS NOT NULL",
        )
        .bind(first_seq)
        .fetch_all(connection)
        .await?;
        for row in &rows {
            let (day, month) = self.finder.find(row.try_get(0)?);
            let given_back =
                Spent { action: row.try_get(1)?, conversation: row.try_get(2)?, credits: row.try_get(3)?, quantity: 0 };
            self.spend(day, month, given_back);
        }
        Ok(())
    }

    fn spend(&mut self, day: Day, month: Month, spent: Spent) {
        let Spent { action, conversation, credits, quantity } = spent;
        self.totals.entry((day, action)).or_default().add(credits, quantity);
        for action in [ANY_ACTION, action] {
            self.daily.entry((action, day, conversation)).or_default().add(credits, quantity);
            self.monthly.entry((action, conversation, month)).or_default().add(credits, quantity);
        }
    }

    /// Adds what was gathered to the tables.
    pub(super) async fn write(self, connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
        let bounds: Vec<[i64; 3]> = self.bounds.into_iter().map(|(day, (first, last))| [day, first, last]).collect();
        write_rows(
            connection,
            "INSERT INTO daily_bounds (day, first_seq, last_seq) ",
            &bounds,
            " ON CONFLICT (day) DO UPDATE SET first_seq = MIN(first_seq, excluded.first_seq), \
             last_seq = MAX(last_seq, excluded.last_seq)",
        )
        .await?;
        let totals: Vec<[i64; 4]> =
            self.totals.into_iter().map(|((day, action), sum)| [day, action, sum.credits, sum.quantity]).collect();
        write_rows(
            connection,
            "INSERT INTO daily_totals (day, action, credits, quantity) ",
            &totals,
            " ON CONFLICT (day, action) DO UPDATE SET credits = credits + excluded.credits, \
             quantity = quantity + excluded.quantity",
        )
        .await?;
        write_rows(
            connection,
            "INSERT INTO daily_sums (action, day, conversation, credits, quantity) ",
            &keyed_by_three(self.daily),
            " ON CONFLICT (action, day, conversation) DO UPDATE SET credits = credits + excluded.credits, \
             quantity = quantity + excluded.quantity",
        )
        .await?;
        write_rows(
            connection,
            "INSERT INTO monthly_sums (action, conversation, month, credits, quantity) ",
            &keyed_by_three(self.monthly),
            " ON CONFLICT (action, conversation, month) DO UPDATE SET credits = credits + excluded.credits, \
             quantity = quantity + excluded.quantity",
        )
        .await
    }
}

impl Sum {
    fn add(&mut self, credits: i64, quantity: i64) {
        self.credits = self.credits.saturating_add(credits);
        self.quantity = self.quantity.saturating_add(quantity);
    }
}

/// Rows in the order of their key, so that they are written from one end of the table to the other.
fn keyed_by_three(sums: HashMap<(i64, i64, i64), Sum>) -> Vec<[i64; 5]> {
    let mut rows: Vec<[i64; 5]> =
        sums.into_iter().map(|((a, b, c), sum)| [a, b, c, sum.credits, sum.quantity]).collect();
    rows.sort_unstable();
    rows
}

async fn write_rows<const COLUMNS: usize>(
    connection: &mut SqliteConnection,
    insert: &'static str,
    rows: &[[i64; COLUMNS]],
    conflict: &'static str,
) -> Result<(), sqlx::Error> {
    for some in rows.chunks(ROWS_AT_ONCE) {
        let mut query = QueryBuilder::new(insert);
        query.push_values(some, |mut row, values| {
            for value in values {
                row.push_bind(*value);
            }
        });
        query.push(conflict);
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}

/// Makes all sums anew from the raw entries, with days cut by `zone`.
pub(super) async fn rebuild(connection: &mut SqliteConnection, zone: TimeZone) -> Result<(), sqlx::Error> {
    for table in
        ["DELETE FROM daily_bounds", "DELETE FROM daily_totals", "DELETE FROM daily_sums", "DELETE FROM monthly_sums"]
    {
        sqlx::query(table).execute(&mut *connection).await?;
    }
    let mut after = 0;
    loop {
        let rows = sqlx::query(
            "SELECT seq, occurred_at, kind = 1, COALESCE(action, 0), conversation, -credits, COALESCE(quantity, 1) \
             FROM entries WHERE seq > $1 ORDER BY seq LIMIT $2",
        )
        .bind(after)
        .bind(ENTRIES_AT_ONCE)
        .fetch_all(&mut *connection)
        .await?;
        let mut sums = Sums::new(zone.clone());
        for row in &rows {
            let spent = Spent {
                action: row.try_get(3)?,
                conversation: row.try_get(4)?,
                credits: row.try_get(5)?,
                quantity: row.try_get(6)?,
            };
            after = row.try_get(0)?;
            sums.add(after, row.try_get(1)?, row.try_get::<bool, _>(2)?.then_some(spent));
        }
        sums.write(connection).await?;
        if rows.len() < usize::try_from(ENTRIES_AT_ONCE).unwrap_or(usize::MAX) {
            break;
        }
    }
    let mut sums = Sums::new(zone);
    sums.take_back(connection, 0).await?;
    sums.write(connection).await
}
