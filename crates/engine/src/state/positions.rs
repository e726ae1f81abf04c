use super::State;
use crate::scope::Scope;

impl State {
    /// Where the stream was left, for `Last-Event-ID`; `None` when it was never heard.
    pub(crate) async fn stream_position(&self, scope: &Scope) -> Result<Option<String>, sqlx::Error> {
        sqlx::query_scalar(
            "SELECT position FROM stream_positions WHERE home_id = $1 AND account_id = $2 AND workspace_id = $3",
        )
        .bind(&scope.home_id)
        .bind(&scope.account_id)
        .bind(&scope.workspace_id)
        .fetch_optional(&self.positions())
        .await
    }

    /// Notes where the stream stands, after what it said was taken in. It moves many times a second, so it does not wait
    /// for the disk: a power cut may set it back, and what is then heard again is known already.
    pub(crate) async fn keep_stream_position(&self, scope: &Scope, position: &str) -> Result<(), sqlx::Error> {
        sqlx::query(
            "INSERT INTO stream_positions (home_id, account_id, workspace_id, position) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (home_id, account_id, workspace_id) DO UPDATE SET position = excluded.position",
        )
        .bind(&scope.home_id)
        .bind(&scope.account_id)
        .bind(&scope.workspace_id)
        .bind(position)
        .execute(&self.positions())
        .await?;
        Ok(())
    }

    /// Up to which number alerts were read without the stream; `None` when they never were.
    pub(crate) async fn alert_cursor(&self, scope: &Scope) -> Result<Option<i64>, sqlx::Error> {
        sqlx::query_scalar("SELECT seq FROM alert_cursors WHERE home_id = $1 AND account_id = $2 AND workspace_id = $3")
            .bind(&scope.home_id)
            .bind(&scope.account_id)
            .bind(&scope.workspace_id)
            .fetch_optional(&self.positions())
            .await
    }

    pub(crate) async fn keep_alert_cursor(&self, scope: &Scope, seq: i64) -> Result<(), sqlx::Error> {
        sqlx::query(
            "INSERT INTO alert_cursors (home_id, account_id, workspace_id, seq) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (home_id, account_id, workspace_id) DO UPDATE SET seq = excluded.seq",
        )
        .bind(&scope.home_id)
        .bind(&scope.account_id)
        .bind(&scope.workspace_id)
        .bind(seq)
        .execute(&self.positions())
        .await?;
        Ok(())
    }
}
