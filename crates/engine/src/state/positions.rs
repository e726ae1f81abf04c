use sqlx::Row as _;

use super::{State, of_scope};
use crate::scope::Scope;

impl State {
    /// Where the stream was left, for `Last-Event-ID`; `None` when it was never heard.
    pub(crate) async fn stream_position(&self, scope: &Scope) -> Result<Option<String>, sqlx::Error> {
        let sql = "SELECT position FROM stream_positions WHERE home_id = $1 AND account_id = $2 AND workspace_id = $3";
        let row = of_scope(sql, scope).fetch_optional(&self.positions()).await?;
        row.map(|row| row.try_get("position")).transpose()
    }

    /// Notes where the stream stands, after what it said was taken in. It moves many times a second, so it does not wait
    /// for the disk: a power cut may set it back, and what is then heard again is known already.
    pub(crate) async fn keep_stream_position(&self, scope: &Scope, position: &str) -> Result<(), sqlx::Error> {
        let sql = "INSERT INTO stream_positions (home_id, account_id, workspace_id, position) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (home_id, account_id, workspace_id) DO UPDATE SET position = excluded.position";
        of_scope(sql, scope).bind(position).execute(&self.positions()).await.map(drop)
    }

    /// Up to which number alerts were read without the stream; `None` when they never were.
    pub(crate) async fn alert_cursor(&self, scope: &Scope) -> Result<Option<i64>, sqlx::Error> {
        let sql = "SELECT seq FROM alert_cursors WHERE home_id = $1 AND account_id = $2 AND workspace_id = $3";
        let row = of_scope(sql, scope).fetch_optional(&self.positions()).await?;
        row.map(|row| row.try_get("seq")).transpose()
    }

    pub(crate) async fn keep_alert_cursor(&self, scope: &Scope, seq: i64) -> Result<(), sqlx::Error> {
        let sql = "INSERT INTO alert_cursors (home_id, account_id, workspace_id, seq) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (home_id, account_id, workspace_id) DO UPDATE SET seq = excluded.seq";
        of_scope(sql, scope).bind(seq).execute(&self.positions()).await.map(drop)
    }
}
