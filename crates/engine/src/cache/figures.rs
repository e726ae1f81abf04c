use infuse_protocol::usage::Usage;
use sqlx::{Row, SqliteConnection};

use super::Cache;

/// Figures of the workspace as last heard.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Figures {
    pub(crate) usage: Usage,
    /// When this device heard them, by its own clock, in milliseconds since the Unix epoch.
    pub(crate) heard_at_ms: i64,
}

impl Cache {
    /// The last figures; absent before the first, or where an older app wrote them in another form.
    pub(crate) async fn figures(&self) -> Result<Option<Figures>, sqlx::Error> {
        let row = sqlx::query("SELECT usage, heard_at_ms FROM figures").fetch_optional(&self.pool()).await?;
        let Some(row) = row else { return Ok(None) };
        let usage: String = row.try_get("usage")?;
        let heard_at_ms = row.try_get("heard_at_ms")?;
        Ok(serde_json::from_str(&usage).ok().map(|usage| Figures { usage, heard_at_ms }))
    }
}

pub(super) async fn keep(connection: &mut SqliteConnection, figures: &Figures) -> Result<(), sqlx::Error> {
    let usage = serde_json::to_string(&figures.usage).map_err(|error| sqlx::Error::Encode(error.into()))?;
    sqlx::query(
        "INSERT INTO figures (only_row, usage, heard_at_ms) VALUES (1, $1, $2) \
         ON CONFLICT (only_row) DO UPDATE SET usage = excluded.usage, heard_at_ms = excluded.heard_at_ms",
    )
    .bind(usage)
    .bind(figures.heard_at_ms)
    .execute(connection)
    .await?;
    Ok(())
}
