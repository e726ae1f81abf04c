use std::sync::atomic::Ordering;

use jiff::tz::TimeZone;
use sqlx::{Row, SqliteConnection};

use super::{Cache, sums};
use crate::scope::Scope;

/// Everything that belongs to one workspace.
const TABLES: [&str; 11] = [
    "DELETE FROM owner",
    "DELETE FROM figures",
    "DELETE FROM journal_end",
    "DELETE FROM actions",
    "DELETE FROM conversations",
    "DELETE FROM entries",
    "DELETE FROM balances",
    "DELETE FROM daily_bounds",
    "DELETE FROM daily_totals",
    "DELETE FROM daily_sums",
    "DELETE FROM monthly_sums",
];

impl Cache {
    /// Makes the cache that of a person's workspace. What another one left in it is deleted. Until this has succeeded
    /// nothing is answered from it.
    pub(crate) async fn claim(&self, scope: &Scope) -> Result<(), sqlx::Error> {
        let _writer = self.writer.lock().await;
        let claimed = self.claim_alone(scope).await;
        self.answers.store(claimed.is_ok(), Ordering::Release);
        claimed
    }

    async fn claim_alone(&self, scope: &Scope) -> Result<(), sqlx::Error> {
        let owner: Option<(String, String)> =
            sqlx::query_as("SELECT account_id, workspace_id FROM owner").fetch_optional(&self.pool()).await?;
        if owner.is_some_and(|owner| owner == (scope.account_id.clone(), scope.workspace_id.clone())) {
            return Ok(());
        }
        let zone = name_of(&*self.zone.read().await);
        let mut transaction = self.pool().begin_with("BEGIN IMMEDIATE").await?;
        delete_all(&mut transaction).await?;
        sqlx::query("INSERT INTO owner (only_row, account_id, workspace_id, time_zone) VALUES (1, $1, $2, $3)")
            .bind(&scope.account_id)
            .bind(&scope.workspace_id)
            .bind(zone)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await
    }

    /// Whether what is cached is known to be of who is signed in.
    pub(crate) fn answers(&self) -> bool {
        self.answers.load(Ordering::Acquire)
    }

    /// Nobody is signed in any more: nothing is answered.
    pub(crate) fn disown(&self) {
        self.answers.store(false, Ordering::Release);
    }

    /// Whose entries these are.
    pub(crate) async fn workspace_id(&self) -> Result<Option<String>, sqlx::Error> {
        sqlx::query_scalar("SELECT workspace_id FROM owner").fetch_optional(&self.pool()).await
    }

    /// Forgets everything, to be filled again from the server.
    pub(crate) async fn clear(&self) -> Result<(), sqlx::Error> {
        let _writer = self.writer.lock().await;
        let mut transaction = self.pool().begin_with("BEGIN IMMEDIATE").await?;
        delete_all(&mut transaction).await?;
        transaction.commit().await
    }

    /// Cuts days by this time zone; where the sums were cut by another, they are made anew from the entries.
    /// Answers whether they were.
    pub(crate) async fn use_zone(&self, zone: TimeZone) -> Result<bool, sqlx::Error> {
        let _writer = self.writer.lock().await;
        let name = name_of(&zone);
        let owner = sqlx::query("SELECT time_zone FROM owner").fetch_optional(&self.pool()).await?;
        let same = match owner {
            Some(row) => row.try_get::<String, _>("time_zone")? == name,
            None => true,
        };
        if !same {
            let mut transaction = self.pool().begin_with("BEGIN IMMEDIATE").await?;
            sums::rebuild(&mut transaction, zone.clone()).await?;
            sqlx::query("UPDATE owner SET time_zone = $1").bind(name).execute(&mut *transaction).await?;
            transaction.commit().await?;
        }
        *self.zone.write().await = zone;
        Ok(!same)
    }
}

async fn delete_all(connection: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    for statement in TABLES {
        sqlx::query(statement).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Tells time zones apart: two of the same name cut the same days.
fn name_of(zone: &TimeZone) -> String {
    zone.iana_name().map_or_else(|| format!("{zone:?}"), str::to_owned)
}
