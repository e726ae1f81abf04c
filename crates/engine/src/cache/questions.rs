//! What is asked of the sums.

use sqlx::{QueryBuilder, Row, Sqlite};

use super::Cache;
use super::actions::ANY_ACTION;
use super::days::{self, Day};

/// Which debits. Days are inclusive.
#[derive(Clone, Debug)]
pub(crate) struct SumQuery {
    pub(crate) from: Day,
    pub(crate) to: Day,
    pub(crate) action: Option<String>,
    /// The empty text means: without a conversation.
    pub(crate) conversation_id: Option<String>,
}

/// How days are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Span {
    Day,
    /// Weeks begin on Monday.
    Week,
}

/// Spent on one action in one span of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BarSum {
    /// The first day of the span.
    pub(crate) start: Day,
    pub(crate) action: String,
    pub(crate) credits: i64,
    pub(crate) quantity: i64,
}

/// Spent in one conversation, on one action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ConversationSum {
    /// Empty: without a conversation.
    pub(crate) id: String,
    pub(crate) title: Option<String>,
    pub(crate) action: String,
    pub(crate) credits: i64,
    pub(crate) quantity: i64,
}

/// A question in the terms of the tables.
struct Codes {
    action: Option<i64>,
    conversation: Option<i64>,
}

impl Cache {
    /// Whether there is not one debit. Figures are kept only with the entries that they include, so that without
    /// them nothing is known yet.
    pub(crate) async fn is_untouched(&self) -> Result<bool, sqlx::Error> {
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM figures) AND NOT EXISTS (SELECT 1 FROM daily_totals)")
            .fetch_one(&self.pool())
            .await
    }

    /// The first day of the journal; `None` while nothing is cached.
    pub(crate) async fn first_day(&self) -> Result<Option<Day>, sqlx::Error> {
        sqlx::query_scalar("SELECT MIN(day) FROM daily_bounds").fetch_one(&self.pool()).await
    }

    /// Credits spent on each day that has debits, in order.
    pub(crate) async fn spent_by_day(&self, from: Day, to: Day) -> Result<Vec<(Day, i64)>, sqlx::Error> {
        sqlx::query_as(
            "SELECT day, SUM(credits) FROM daily_totals WHERE day BETWEEN $1 AND $2 GROUP BY day ORDER BY day",
        )
        .bind(from)
        .bind(to)
        .fetch_all(&self.pool())
        .await
    }

    /// What was spent in each span of days on each action; those without debits are left out.
    pub(crate) async fn spent_by_span(&self, query: &SumQuery, span: Span) -> Result<Vec<BarSum>, sqlx::Error> {
        let Some(codes) = self.resolve_sums(query).await? else { return Ok(Vec::new()) };
        let names = self.action_names().await?;
        let mut select = QueryBuilder::new("SELECT ");
        // The first day of 1970 was a Thursday: three days on, weeks of seven begin on Mondays.
        select.push(match span {
            Span::Day => "day",
            Span::Week => "(day + 3) / 7 * 7 - 3",
        });
        select.push(" AS start, action, SUM(credits), SUM(quantity) FROM ");
        match codes.conversation {
            None => select.push("daily_totals WHERE action"),
            // The sign keeps SQLite from reading all conversations of the action.
            Some(code) => select.push("daily_sums WHERE conversation = ").push_bind(code).push(" AND +action"),
        };
        push_action(&mut select, &codes);
        push_days(&mut select, (query.from, query.to));
        select.push(" GROUP BY start, action ORDER BY start");
        let rows = select.build().fetch_all(&self.pool()).await?;
        rows.iter()
            .map(|row| {
                Ok(BarSum {
                    start: row.try_get(0)?,
                    action: names.get(&row.try_get(1)?).cloned().unwrap_or_default(),
                    credits: row.try_get(2)?,
                    quantity: row.try_get(3)?,
                })
            })
            .collect()
    }

    /// What was spent on each action in each of the `limit` conversations that took most.
    pub(crate) async fn spent_by_conversation(
        &self,
        query: &SumQuery,
        limit: u32,
    ) -> Result<Vec<ConversationSum>, sqlx::Error> {
        let Some(codes) = self.resolve_sums(query).await? else { return Ok(Vec::new()) };
        let parts = days::parts(query.from, query.to);
        let largest = match codes.conversation {
            Some(code) => vec![code],
            None => self.largest_conversations(&codes, &parts, limit).await?,
        };
        self.spent_in(&largest, &codes, &parts).await
    }

    /// The conversations that took most. What happened in whole months is summed from months, the rest from days.
    ///
    /// A conversation that has nothing on those days can only be among the largest of the range when it is among
    /// the largest of its months: all others need not be compared.
    async fn largest_conversations(
        &self,
        codes: &Codes,
        parts: &days::Parts,
        limit: u32,
    ) -> Result<Vec<i64>, sqlx::Error> {
        let action = codes.action.unwrap_or(ANY_ACTION);
        let mut select = QueryBuilder::new("WITH of_days (conversation, credits) AS (");
        push_sums_of_days(&mut select, action, &parts.days);
        select.push(") SELECT conversation FROM (");
        match parts.months {
            None => select.push("SELECT conversation, credits FROM of_days"),
            Some((first, last)) => {
                let months = format!("action = {action} AND month BETWEEN {first} AND {last}");
                select.push(format!(
                    "SELECT conversation, credits + COALESCE((SELECT SUM(m.credits) FROM monthly_sums m \
                     WHERE m.conversation = of_days.conversation AND {months}), 0) AS credits FROM of_days \
                     UNION ALL SELECT * FROM (SELECT conversation, SUM(credits) AS credits FROM monthly_sums \
                     WHERE {months} AND conversation NOT IN (SELECT conversation FROM of_days) \
                     GROUP BY conversation ORDER BY credits DESC, conversation LIMIT {limit})"
                ))
            }
        };
        select.push(") ORDER BY credits DESC, conversation LIMIT ").push_bind(limit);
        select.build_query_scalar().fetch_all(&self.pool()).await
    }

    async fn spent_in(
        &self,
        conversations: &[i64],
        codes: &Codes,
        parts: &days::Parts,
    ) -> Result<Vec<ConversationSum>, sqlx::Error> {
        let names = self.action_names().await?;
        let mut select =
            QueryBuilder::new("SELECT s.conversation, c.id, c.title, s.action, SUM(s.credits), SUM(s.quantity) FROM (");
        let mut separator = "";
        if let Some((first, last)) = parts.months {
            select.push("SELECT conversation, action, credits, quantity FROM monthly_sums WHERE conversation");
            push_any_of(&mut select, conversations);
            select.push(" AND month BETWEEN ").push_bind(first).push(" AND ").push_bind(last).push(" AND action");
            match codes.action {
                Some(action) => push_any_of(&mut select, &[action]),
                None => push_any_of(&mut select, &names.keys().copied().collect::<Vec<_>>()),
            }
            separator = " UNION ALL ";
        }
        for range in &parts.days {
            select.push(separator);
            select.push("SELECT conversation, action, credits, quantity FROM daily_sums WHERE conversation");
            push_any_of(&mut select, conversations);
            select.push(" AND +action");
            push_action(&mut select, codes);
            push_days(&mut select, *range);
            separator = " UNION ALL ";
        }
        select.push(") s LEFT JOIN conversations c ON c.code = s.conversation GROUP BY s.conversation, s.action");
        let rows = select.build().fetch_all(&self.pool()).await?;
        rows.iter()
            .map(|row| {
                Ok(ConversationSum {
                    id: row.try_get::<Option<String>, _>(1)?.unwrap_or_default(),
                    title: row.try_get(2)?,
                    action: names.get(&row.try_get(3)?).cloned().unwrap_or_default(),
                    credits: row.try_get(4)?,
                    quantity: row.try_get(5)?,
                })
            })
            .collect()
    }

    /// Looks up the codes that a question speaks of; `None` where nothing cached can match.
    async fn resolve_sums(&self, query: &SumQuery) -> Result<Option<Codes>, sqlx::Error> {
        if query.from > query.to {
            return Ok(None);
        }
        let mut codes = Codes { action: None, conversation: None };
        if let Some(name) = &query.action {
            let Some(code) = self.action_code(name).await? else { return Ok(None) };
            codes.action = Some(code);
        }
        if let Some(id) = &query.conversation_id {
            let Some(code) = self.conversation_code(id).await? else { return Ok(None) };
            codes.conversation = Some(code);
        }
        Ok(Some(codes))
    }
}

/// Sums by conversation over ranges of days; with none, no rows.
fn push_sums_of_days(select: &mut QueryBuilder<Sqlite>, action: i64, ranges: &[(Day, Day)]) {
    select.push("SELECT conversation, SUM(credits) FROM (SELECT conversation, credits FROM daily_sums WHERE 0");
    for range in ranges {
        select.push(" UNION ALL SELECT conversation, credits FROM daily_sums WHERE action = ").push_bind(action);
        push_days(select, *range);
    }
    select.push(") GROUP BY conversation");
}

fn push_days(select: &mut QueryBuilder<Sqlite>, (from, to): (Day, Day)) {
    select.push(" AND day BETWEEN ").push_bind(from).push(" AND ").push_bind(to);
}

/// One action, or every one but their sum.
fn push_action(select: &mut QueryBuilder<Sqlite>, codes: &Codes) {
    match codes.action {
        Some(action) => select.push(" = ").push_bind(action),
        None => select.push(" <> ").push_bind(ANY_ACTION),
    };
}

fn push_any_of(select: &mut QueryBuilder<Sqlite>, codes: &[i64]) {
    select.push(" IN (");
    let mut list = select.separated(", ");
    for code in codes {
        list.push_bind(*code);
    }
    select.push(")");
}
