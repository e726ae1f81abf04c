use super::State;
use crate::scope::Scope;

/// More than are ever asked for at once: what is forgotten is not told again.
const MOST_REMEMBERED: i64 = 500;

impl State {
    /// Notes that a sign-in is told of, or need not be; `false` where that is noted already.
    pub(crate) async fn claim_sign_in(&self, scope: &Scope, id: &str) -> Result<bool, sqlx::Error> {
        let mut transaction = self.pool().begin_with("BEGIN IMMEDIATE").await?;
        let claimed = sqlx::query(
            "INSERT INTO told_sign_ins (home_id, account_id, id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        )
        .bind(&scope.home_id)
        .bind(&scope.account_id)
        .bind(id)
        .execute(&mut *transaction)
        .await?
        .rows_affected();
        // Ids go up with time.
        sqlx::query(
            "DELETE FROM told_sign_ins WHERE home_id = $1 AND account_id = $2 AND id NOT IN
             (SELECT id FROM told_sign_ins WHERE home_id = $1 AND account_id = $2 ORDER BY id DESC LIMIT $3)",
        )
        .bind(&scope.home_id)
        .bind(&scope.account_id)
        .bind(MOST_REMEMBERED)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(claimed == 1)
    }

    /// Takes that back: the desktop did not show it.
    pub(crate) async fn release_sign_in(&self, scope: &Scope, id: &str) -> Result<(), sqlx::Error> {
        sqlx::query("DELETE FROM told_sign_ins WHERE home_id = $1 AND account_id = $2 AND id = $3")
            .bind(&scope.home_id)
            .bind(&scope.account_id)
            .bind(id)
            .execute(&self.pool())
            .await?;
        Ok(())
    }
}
