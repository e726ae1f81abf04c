use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;
use tracing::warn;

use super::{State, of_scope};
use crate::resources::{Kept, ResourceName};
use crate::scope::Scope;

const READ: &str = "SELECT version, value, edits FROM resources \
                    WHERE home_id = $1 AND account_id = $2 AND workspace_id = $3 AND resource = $4";

const WRITE: &str = "INSERT INTO resources \
                     (home_id, account_id, workspace_id, resource, version, value, edits, edit_count) \
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) \
                     ON CONFLICT (home_id, account_id, workspace_id, resource) DO UPDATE SET \
                     version = excluded.version, value = excluded.value, edits = excluded.edits, \
                     edit_count = excluded.edit_count";

impl State {
    /// A resource with its edits; `None` while the server has not told it.
    pub(crate) async fn resource(&self, scope: &Scope, name: ResourceName) -> Result<Option<Kept>, sqlx::Error> {
        let key = name.key(scope);
        let row = of_scope(READ, &key).bind(name.wire().name()).fetch_optional(&self.pool()).await?;
        Ok(row.as_ref().and_then(read))
    }

    /// Changes a resource, or makes it, in one transaction. Answers it as it is then; what stays as it is is not written.
    pub(crate) async fn change_resource<T>(
        &self,
        scope: &Scope,
        name: ResourceName,
        change: impl FnOnce(&mut Option<Kept>) -> T,
    ) -> Result<Changed<T>, sqlx::Error> {
        let key = name.key(scope);
        let mut transaction = self.pool().begin_with("BEGIN IMMEDIATE").await?;
        let row = of_scope(READ, &key).bind(name.wire().name()).fetch_optional(&mut *transaction).await?;
        let before = row.as_ref().and_then(read);
        let mut kept = before.clone();
        let outcome = change(&mut kept);
        let has_changed = kept != before;
        if let Some(kept) = kept.filter(|_| has_changed) {
            of_scope(WRITE, &key)
                .bind(name.wire().name())
                .bind(kept.version())
                .bind(json(kept.value())?)
                .bind(json(kept.edits())?)
                .bind(i64::try_from(kept.edits().len()).unwrap_or(i64::MAX))
                .execute(&mut *transaction)
                .await?;
            transaction.commit().await?;
        } else {
            transaction.rollback().await?;
        }
        Ok(Changed { outcome, has_changed })
    }

    /// How many edits that were made at a home its server has not confirmed.
    pub(crate) async fn unsent_edits(&self, home_id: &str) -> Result<i64, sqlx::Error> {
        let sql = "SELECT COALESCE(SUM(edit_count), 0) FROM resources WHERE home_id = $1";
        sqlx::query_scalar(sql).bind(home_id).fetch_one(&self.pool()).await
    }
}

/// What came of a change.
pub(crate) struct Changed<T> {
    pub(crate) outcome: T,
    pub(crate) has_changed: bool,
}

/// One that can not be read counts as never heard of: the server tells it again.
fn read(row: &SqliteRow) -> Option<Kept> {
    let kept = || -> Result<Kept, sqlx::Error> {
        Ok(Kept::with_edits(row.try_get("version")?, parse(row, "value")?, parse(row, "edits")?))
    };
    kept().inspect_err(|error| warn!(%error, "a kept resource can not be read")).ok()
}

fn parse<T: DeserializeOwned>(row: &SqliteRow, column: &str) -> Result<T, sqlx::Error> {
    let json: String = row.try_get(column)?;
    serde_json::from_str(&json).map_err(|error| sqlx::Error::Decode(error.into()))
}

fn json(value: &impl Serialize) -> Result<String, sqlx::Error> {
    serde_json::to_string(value).map_err(|error| sqlx::Error::Encode(error.into()))
}
