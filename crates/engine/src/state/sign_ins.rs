use serde::{Deserialize, Serialize};

use super::{AlertState, State};
use crate::scope::Scope;

/// More than are ever asked for at once: what is forgotten is not told again.
const MOST_REMEMBERED: i64 = 500;

/// The newest ones are told one by one; who missed more finds them in the list.
const MOST_WAITING: i64 = 3;

/// A sign-in from a new device, as it is told of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SignIn {
    /// Of the security event. Ids go up with time.
    pub(crate) id: String,
    pub(crate) device: Option<String>,
    pub(crate) address: String,
}

impl State {
    /// Takes in sign-ins that are to be told of, all or none; what is known already stays as it is.
    pub(crate) async fn keep_sign_ins(&self, scope: &Scope, sign_ins: &[SignIn]) -> Result<(), sqlx::Error> {
        let mut transaction = self.pool().begin_with("BEGIN IMMEDIATE").await?;
        for sign_in in sign_ins {
            let json = serde_json::to_string(sign_in).map_err(|error| sqlx::Error::Encode(error.into()))?;
            sqlx::query(
                "INSERT INTO sign_ins (home_id, account_id, id, state, sign_in) VALUES ($1, $2, $3, 0, $4)
                 ON CONFLICT DO NOTHING",
            )
            .bind(&scope.home_id)
            .bind(&scope.account_id)
            .bind(&sign_in.id)
            .bind(json)
            .execute(&mut *transaction)
            .await?;
        }
        for (statement, limit) in [
            (
                "UPDATE sign_ins SET state = 2 WHERE home_id = $1 AND account_id = $2 AND state = 0 AND id NOT IN
                 (SELECT id FROM sign_ins WHERE home_id = $1 AND account_id = $2 AND state = 0 ORDER BY id DESC LIMIT $3)",
                MOST_WAITING,
            ),
            (
                "DELETE FROM sign_ins WHERE home_id = $1 AND account_id = $2 AND id NOT IN
                 (SELECT id FROM sign_ins WHERE home_id = $1 AND account_id = $2 ORDER BY id DESC LIMIT $3)",
                MOST_REMEMBERED,
            ),
        ] {
            let query = sqlx::query(statement).bind(&scope.home_id).bind(&scope.account_id).bind(limit);
            query.execute(&mut *transaction).await?;
        }
        transaction.commit().await
    }

    /// The oldest one that waits. What can not be read is left out.
    pub(crate) async fn waiting_sign_in(&self, scope: &Scope) -> Result<Option<SignIn>, sqlx::Error> {
        let waiting: Vec<String> = sqlx::query_scalar(
            "SELECT sign_in FROM sign_ins WHERE home_id = $1 AND account_id = $2 AND state = 0 ORDER BY id",
        )
        .bind(&scope.home_id)
        .bind(&scope.account_id)
        .fetch_all(&self.pool())
        .await?;
        Ok(waiting.iter().find_map(|json| serde_json::from_str(json).ok()))
    }

    /// Notes that a sign-in which waits is being told of; `false`, and nothing is noted, where it does not wait.
    pub(crate) async fn begin_to_tell(&self, scope: &Scope, id: &str) -> Result<bool, sqlx::Error> {
        let begun = sqlx::query(
            "UPDATE sign_ins SET state = 1 WHERE home_id = $1 AND account_id = $2 AND id = $3 AND state = 0",
        );
        let begun = begun.bind(&scope.home_id).bind(&scope.account_id).bind(id).execute(&self.pool()).await?;
        Ok(begun.rows_affected() == 1)
    }

    /// Moves a sign-in to a state.
    pub(crate) async fn set_sign_in(&self, scope: &Scope, id: &str, state: AlertState) -> Result<(), sqlx::Error> {
        let moved = sqlx::query("UPDATE sign_ins SET state = $4 WHERE home_id = $1 AND account_id = $2 AND id = $3");
        let moved = moved.bind(&scope.home_id).bind(&scope.account_id).bind(id).bind(state as i64);
        moved.execute(&self.pool()).await?;
        Ok(())
    }
}
