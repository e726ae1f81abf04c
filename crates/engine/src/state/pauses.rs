use sqlx::Row as _;

use super::{State, of_scope};
use crate::scope::Scope;

impl State {
    /// Until when warnings are paused, in milliseconds since the Unix epoch; `None` when they are not.
    pub(crate) async fn paused_until(&self, scope: &Scope) -> Result<Option<i64>, sqlx::Error> {
        let sql = "SELECT paused_until FROM pauses WHERE home_id = $1 AND account_id = $2 AND workspace_id = $3";
        let row = of_scope(sql, scope).fetch_optional(&self.pool()).await?;
        row.map(|row| row.try_get("paused_until")).transpose()
    }

    pub(crate) async fn pause_until(&self, scope: &Scope, until_ms: i64) -> Result<(), sqlx::Error> {
        let sql = "INSERT INTO pauses (home_id, account_id, workspace_id, paused_until) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (home_id, account_id, workspace_id) DO UPDATE SET paused_until = excluded.paused_until";
        of_scope(sql, scope).bind(until_ms).execute(&self.pool()).await.map(drop)
    }

    pub(crate) async fn end_pause(&self, scope: &Scope) -> Result<(), sqlx::Error> {
        let sql = "DELETE FROM pauses WHERE home_id = $1 AND account_id = $2 AND workspace_id = $3";
        of_scope(sql, scope).execute(&self.pool()).await.map(drop)
    }
}
