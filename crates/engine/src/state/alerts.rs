use infuse_protocol::stream::Alert;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;
use tracing::warn;

use super::State;
use crate::scope::Scope;

/// How many shown alerts of a person are remembered. What is older than the oldest of them is never shown.
const MOST_REMEMBERED: i64 = 1_000;

/// Where an alert stands on this device.
///
/// Showing is at most once: [`AlertState::Showing`] is on the disk before the desktop is asked. After a
/// crash between the two nobody knows whether the person saw it, and it counts as shown: a repeated
/// warning is a lie about the present, a lost one still stands in the tray's figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AlertState {
    Waiting = 0,
    Showing = 1,
    Shown = 2,
    /// No notification tells of it: the person does without such, or it was past before one could.
    LeftOut = 3,
}

impl AlertState {
    fn of_code(code: i64) -> Self {
        match code {
            0 => Self::Waiting,
            1 => Self::Showing,
            3 => Self::LeftOut,
            _ => Self::Shown,
        }
    }
}

impl State {
    /// What is remembered of an alert; `None` when it was never heard of, or forgotten. One that was raised at another
    /// time is another one, whatever its id: a server that was set back to a backup gives ids again.
    pub(crate) async fn alert(&self, scope: &Scope, alert: &Alert) -> Result<Option<AlertState>, sqlx::Error> {
        let state: Option<i64> = sqlx::query_scalar(
            "SELECT state FROM alerts \
             WHERE home_id = $1 AND account_id = $2 AND workspace_id = $3 AND id = $4 AND raised_at = $5",
        )
        .bind(&scope.home_id)
        .bind(&scope.account_id)
        .bind(&alert.workspace_id)
        .bind(&alert.id)
        .bind(alert.raised_at.as_millis())
        .fetch_optional(&self.pool())
        .await?;
        Ok(state.map(AlertState::of_code))
    }

    /// Notes an alert that is still to be shown. One that is known already stays as it is.
    pub(crate) async fn keep_alert(&self, scope: &Scope, alert: &Alert) -> Result<(), sqlx::Error> {
        let json = serde_json::to_string(alert).map_err(|error| sqlx::Error::Encode(error.into()))?;
        sqlx::query(
            "INSERT INTO alerts (home_id, account_id, workspace_id, id, raised_at, state, alert) \
             VALUES ($1, $2, $3, $4, $5, 0, $6) ON CONFLICT DO NOTHING",
        )
        .bind(&scope.home_id)
        .bind(&scope.account_id)
        .bind(&alert.workspace_id)
        .bind(&alert.id)
        .bind(alert.raised_at.as_millis())
        .bind(json)
        .execute(&self.pool())
        .await?;
        Ok(())
    }

    /// The person's alerts that wait, of all workspaces, oldest first. What can not be read is left out.
    pub(crate) async fn waiting_alerts(&self, scope: &Scope) -> Result<Vec<Alert>, sqlx::Error> {
        let rows = sqlx::query(
            "SELECT alert FROM alerts WHERE home_id = $1 AND account_id = $2 AND state = 0 ORDER BY raised_at, id",
        )
        .bind(&scope.home_id)
        .bind(&scope.account_id)
        .fetch_all(&self.pool())
        .await?;
        Ok(read_all(&rows, |alert, _| Some(alert)))
    }

    /// The person's alerts, of all workspaces, newest first, at most `limit`, and where they stand. What can not be read is
    /// left out.
    pub(crate) async fn newest_alerts(
        &self,
        scope: &Scope,
        limit: u32,
    ) -> Result<Vec<(Alert, AlertState)>, sqlx::Error> {
        let rows = sqlx::query(
            "SELECT alert, state FROM alerts WHERE home_id = $1 AND account_id = $2 ORDER BY raised_at DESC, id DESC LIMIT $3",
        )
        .bind(&scope.home_id)
        .bind(&scope.account_id)
        .bind(limit)
        .fetch_all(&self.pool())
        .await?;
        Ok(read_all(&rows, |alert, row| Some((alert, AlertState::of_code(row.try_get("state").ok()?)))))
    }

    /// Notes that alerts which wait are being shown, and answers whether all of them did wait; where not, none is noted.
    pub(crate) async fn begin_to_show(&self, scope: &Scope, alerts: &[Alert]) -> Result<bool, sqlx::Error> {
        self.move_alerts(scope, alerts, Some(AlertState::Waiting), AlertState::Showing).await
    }

    /// Moves alerts to a state, all or none.
    pub(crate) async fn set_alerts(
        &self,
        scope: &Scope,
        alerts: &[Alert],
        state: AlertState,
    ) -> Result<(), sqlx::Error> {
        self.move_alerts(scope, alerts, None, state).await.map(drop)
    }

    /// Moves alerts to a state, from another one where that is said; `false`, and nothing is moved, where one is not in it.
    async fn move_alerts(
        &self,
        scope: &Scope,
        alerts: &[Alert],
        from: Option<AlertState>,
        to: AlertState,
    ) -> Result<bool, sqlx::Error> {
        let mut transaction = self.pool().begin_with("BEGIN IMMEDIATE").await?;
        for alert in alerts {
            let moved = sqlx::query(
                "UPDATE alerts SET state = $1 \
                 WHERE home_id = $2 AND account_id = $3 AND workspace_id = $4 AND id = $5 AND raised_at = $6 \
                 AND state = COALESCE($7, state)",
            )
            .bind(to as i64)
            .bind(&scope.home_id)
            .bind(&scope.account_id)
            .bind(&alert.workspace_id)
            .bind(&alert.id)
            .bind(alert.raised_at.as_millis())
            .bind(from.map(|from| from as i64))
            .execute(&mut *transaction)
            .await?;
            if from.is_some() && moved.rows_affected() == 0 {
                transaction.rollback().await?;
                return Ok(false);
            }
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// How far back the memory of a person reaches, in milliseconds since the Unix epoch.
    pub(crate) async fn remembered_since(&self, scope: &Scope) -> Result<Option<i64>, sqlx::Error> {
        sqlx::query_scalar("SELECT remembered_since FROM alert_memory WHERE home_id = $1 AND account_id = $2")
            .bind(&scope.home_id)
            .bind(&scope.account_id)
            .fetch_optional(&self.pool())
            .await
    }

    /// Forgets shown alerts beyond the last [`MOST_REMEMBERED`], and remembers that it did.
    pub(crate) async fn forget_old_alerts(&self, scope: &Scope) -> Result<(), sqlx::Error> {
        let mut transaction = self.pool().begin_with("BEGIN IMMEDIATE").await?;
        let oldest: Option<i64> = sqlx::query_scalar(
            "SELECT raised_at FROM alerts WHERE home_id = $1 AND account_id = $2 AND state <> 0 \
             ORDER BY raised_at DESC LIMIT 1 OFFSET $3",
        )
        .bind(&scope.home_id)
        .bind(&scope.account_id)
        .bind(MOST_REMEMBERED - 1)
        .fetch_optional(&mut *transaction)
        .await?;
        let Some(oldest) = oldest else { return Ok(()) };
        let forgotten =
            sqlx::query("DELETE FROM alerts WHERE home_id = $1 AND account_id = $2 AND state <> 0 AND raised_at < $3")
                .bind(&scope.home_id)
                .bind(&scope.account_id)
                .bind(oldest)
                .execute(&mut *transaction)
                .await?;
        if forgotten.rows_affected() > 0 {
            sqlx::query(
                "INSERT INTO alert_memory (home_id, account_id, remembered_since) VALUES ($1, $2, $3) \
                 ON CONFLICT (home_id, account_id) DO UPDATE SET remembered_since = excluded.remembered_since",
            )
            .bind(&scope.home_id)
            .bind(&scope.account_id)
            .bind(oldest)
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await
    }
}

fn read_all<T>(rows: &[SqliteRow], with: impl Fn(Alert, &SqliteRow) -> Option<T>) -> Vec<T> {
    let alerts: Vec<T> = rows.iter().filter_map(|row| with(read(row)?, row)).collect();
    if alerts.len() < rows.len() {
        warn!(count = rows.len() - alerts.len(), "alerts can not be read");
    }
    alerts
}

fn read(row: &SqliteRow) -> Option<Alert> {
    let json: String = row.try_get("alert").ok()?;
    serde_json::from_str(&json).ok()
}
