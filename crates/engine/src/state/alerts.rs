use infuse_protocol::stream::Alert;
use sqlx::Row;

use super::State;

/// How many shown alerts of a home are remembered. What is older than the oldest of them is never shown.
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
}

impl State {
    /// What is remembered of an alert; `None` when it was never heard of, or forgotten.
    pub(crate) async fn alert(&self, home_id: &str, id: &str) -> Result<Option<AlertState>, sqlx::Error> {
        let state: Option<i64> = sqlx::query_scalar("SELECT state FROM alerts WHERE home_id = $1 AND id = $2")
            .bind(home_id)
            .bind(id)
            .fetch_optional(&self.pool)
            .await?;
        Ok(state.map(|state| match state {
            0 => AlertState::Waiting,
            1 => AlertState::Showing,
            _ => AlertState::Shown,
        }))
    }

    /// Notes an alert that is still to be shown. One that is known already stays as it is.
    pub(crate) async fn keep_alert(&self, home_id: &str, alert: &Alert) -> Result<(), sqlx::Error> {
        let json = serde_json::to_string(alert).map_err(|error| sqlx::Error::Encode(error.into()))?;
        sqlx::query(
            "INSERT INTO alerts (home_id, id, raised_at, state, alert) VALUES ($1, $2, $3, 0, $4) \
             ON CONFLICT (home_id, id) DO NOTHING",
        )
        .bind(home_id)
        .bind(&alert.id)
        .bind(alert.raised_at.as_millis())
        .bind(json)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// The alerts that wait, oldest first.
    pub(crate) async fn waiting_alerts(&self, home_id: &str) -> Result<Vec<Alert>, sqlx::Error> {
        let rows = sqlx::query("SELECT alert FROM alerts WHERE home_id = $1 AND state = 0 ORDER BY raised_at, id")
            .bind(home_id)
            .fetch_all(&self.pool)
            .await?;
        rows.iter()
            .map(|row| {
                let json: String = row.try_get(0)?;
                serde_json::from_str(&json).map_err(|error| sqlx::Error::Decode(error.into()))
            })
            .collect()
    }

    /// Moves alerts to a state, all or none.
    pub(crate) async fn set_alerts(
        &self,
        home_id: &str,
        alerts: &[Alert],
        state: AlertState,
    ) -> Result<(), sqlx::Error> {
        let mut transaction = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        for alert in alerts {
            sqlx::query("UPDATE alerts SET state = $1 WHERE home_id = $2 AND id = $3")
                .bind(state as i64)
                .bind(home_id)
                .bind(&alert.id)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await
    }

    /// How far back the memory of a home reaches, in milliseconds since the Unix epoch.
    pub(crate) async fn remembered_since(&self, home_id: &str) -> Result<Option<i64>, sqlx::Error> {
        sqlx::query_scalar("SELECT remembered_since FROM alert_memory WHERE home_id = $1")
            .bind(home_id)
            .fetch_optional(&self.pool)
            .await
    }

    /// Forgets shown alerts beyond the last [`MOST_REMEMBERED`], and remembers that it did.
    pub(crate) async fn forget_old_alerts(&self, home_id: &str) -> Result<(), sqlx::Error> {
        let mut transaction = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        let oldest: Option<i64> = sqlx::query_scalar(
            "SELECT raised_at FROM alerts WHERE home_id = $1 AND state <> 0 ORDER BY raised_at DESC LIMIT 1 OFFSET $2",
        )
        .bind(home_id)
        .bind(MOST_REMEMBERED - 1)
        .fetch_optional(&mut *transaction)
        .await?;
        let Some(oldest) = oldest else { return Ok(()) };
        let forgotten = sqlx::query("DELETE FROM alerts WHERE home_id = $1 AND state <> 0 AND raised_at < $2")
            .bind(home_id)
            .bind(oldest)
            .execute(&mut *transaction)
            .await?;
        if forgotten.rows_affected() > 0 {
            sqlx::query(
                "INSERT INTO alert_memory (home_id, remembered_since) VALUES ($1, $2) \
                 ON CONFLICT (home_id) DO UPDATE SET remembered_since = excluded.remembered_since",
            )
            .bind(home_id)
            .bind(oldest)
            .execute(&mut *transaction)
            .await?;
        }
        transaction.commit().await
    }
}
