use sqlx::Row;

use super::State;

/// A session that is over on this device, and whose server does not know it yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EndedSession {
    pub(crate) id: String,
    /// The server's address; empty: that of the Local home, wherever it is by then.
    pub(crate) url: String,
    pub(crate) ended_at_ms: i64,
}

impl State {
    /// All of them, the oldest first.
    pub(crate) async fn ended_sessions(&self) -> Result<Vec<EndedSession>, sqlx::Error> {
        let rows = sqlx::query("SELECT * FROM ended_sessions ORDER BY ended_at, id").fetch_all(&self.pool()).await?;
        let read = |row: &sqlx::sqlite::SqliteRow| {
            let (id, url, ended_at_ms) = (row.try_get("id")?, row.try_get("url")?, row.try_get("ended_at")?);
            Ok(EndedSession { id, url, ended_at_ms })
        };
        rows.iter().map(read).collect()
    }

    pub(crate) async fn keep_ended_session(&self, session: &EndedSession) -> Result<(), sqlx::Error> {
        sqlx::query("INSERT INTO ended_sessions (id, url, ended_at) VALUES ($1, $2, $3)")
            .bind(&session.id)
            .bind(&session.url)
            .bind(session.ended_at_ms)
            .execute(&self.pool())
            .await?;
        Ok(())
    }

    pub(crate) async fn forget_ended_session(&self, id: &str) -> Result<(), sqlx::Error> {
        sqlx::query("DELETE FROM ended_sessions WHERE id = $1").bind(id).execute(&self.pool()).await?;
        Ok(())
    }
}
