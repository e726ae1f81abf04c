use std::collections::HashMap;

use infuse_protocol::usage::Entry;
use sqlx::{QueryBuilder, SqliteConnection};

use super::Cache;

/// Stands for "without a conversation".
pub(super) const NO_CONVERSATION: i64 = 0;

/// How many are written by one statement.
const ROWS_AT_ONCE: usize = 200;

/// The codes of the conversations of these entries; new ones get one, and the latest title is kept.
pub(super) async fn codes<'a>(
    connection: &mut SqliteConnection,
    entries: &'a [Entry],
) -> Result<HashMap<&'a str, i64>, sqlx::Error> {
    let mut latest: HashMap<&str, (Option<&str>, i64)> = HashMap::new();
    for entry in entries {
        if let Some(conversation) = &entry.conversation {
            let known = latest.entry(conversation.id.as_str()).or_insert((None, entry.seq));
            known.0 = conversation.title.as_deref().or(known.0);
            known.1 = entry.seq;
        }
    }
    let mut codes = HashMap::with_capacity(latest.len());
    let latest: Vec<(&str, (Option<&str>, i64))> = latest.into_iter().collect();
    for some in latest.chunks(ROWS_AT_ONCE) {
        let mut query = QueryBuilder::new("INSERT INTO conversations (id, title, last_seq) ");
        query.push_values(some, |mut row, (id, (title, last_seq))| {
            row.push_bind(*id).push_bind(*title).push_bind(*last_seq);
        });
        query.push(
            " ON CONFLICT (id) DO UPDATE SET title = COALESCE(excluded.title, title), last_seq = excluded.last_seq \
             RETURNING code, id",
        );
        let written: HashMap<String, i64> = query
            .build_query_as::<(i64, String)>()
            .fetch_all(&mut *connection)
            .await?
            .into_iter()
            .map(|(code, id)| (id, code))
            .collect();
        codes.extend(some.iter().filter_map(|(id, _)| written.get(*id).map(|code| (*id, *code))));
    }
    Ok(codes)
}

/// A conversation that entries are of.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Conversation {
    pub(crate) id: String,
    pub(crate) title: Option<String>,
}

impl Cache {
    /// The conversations that were heard of last, most recent first.
    pub(crate) async fn conversations(&self, limit: u32) -> Result<Vec<Conversation>, sqlx::Error> {
        sqlx::query_as("SELECT id, title FROM conversations ORDER BY last_seq DESC LIMIT $1")
            .bind(limit)
            .fetch_all(&self.pool())
            .await
    }

    /// The code of an id, the empty one standing for "without a conversation"; `None` where no cached entry has it.
    pub(super) async fn conversation_code(&self, id: &str) -> Result<Option<i64>, sqlx::Error> {
        if id.is_empty() {
            return Ok(Some(NO_CONVERSATION));
        }
        sqlx::query_scalar("SELECT code FROM conversations WHERE id = $1").bind(id).fetch_optional(&self.pool()).await
    }
}
