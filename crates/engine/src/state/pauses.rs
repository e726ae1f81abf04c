use super::State;
use crate::scope::Scope;

impl State {
    /// Until when warnings are paused, in milliseconds since the Unix epoch; `None` when they are not.
    pub(crate) async fn paused_until(&self, scope: &Scope) -> Result<Option<i64>, sqlx::Error> {
        sqlx::query_scalar(
            "SELECT paused_until FROM pauses WHERE home_id = $1 AND account_id = $2 AND workspace_id = $3",
        )
        .bind(&scope.home_id)
        .bind(&scope.account_id)
        .bind(&scope.workspace_id)
        .fetch_optional(&self.pool())
        .await
    }

    pub(crate) async fn pause_until(&self, scope: &Scope, until_ms: i64) -> Result<(), sqlx::Error> {
        sqlx::query(
            "INSERT INTO pauses (home_id, account_id, workspace_id, paused_until) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (home_id, account_id, workspace_id) DO UPDATE SET paused_until = excluded.paused_until",
        )
        .bind(&scope.home_id)
        .bind(&scope.account_id)
        .bind(&scope.workspace_id)
        .bind(until_ms)
        .execute(&self.pool())
        .await?;
        Ok(())
    }

    pub(crate) async fn end_pause(&self, scope: &Scope) -> Result<(), sqlx::Error> {
        sqlx::query("DELETE FROM pauses WHERE home_id = $1 AND account_id = $2 AND workspace_id = $3")
            .bind(&scope.home_id)
            .bind(&scope.account_id)
            .bind(&scope.workspace_id)
            .execute(&self.pool())
            .await?;
        Ok(())
    }
}
