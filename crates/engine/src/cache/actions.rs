use std::collections::HashMap;

use sqlx::SqliteConnection;

use super::Cache;

/// Stands for "all actions" in monthly sums; real codes begin at 1.
pub(super) const ANY_ACTION: i64 = 0;

/// The codes of these names; new names get one.
pub(super) async fn codes<'a>(
    connection: &mut SqliteConnection,
    names: impl Iterator<Item = &'a str>,
) -> Result<HashMap<&'a str, i64>, sqlx::Error> {
    let mut codes = HashMap::new();
    for name in names {
        if codes.contains_key(name) {
            continue;
        }
        let code = sqlx::query_scalar(
            "INSERT INTO actions (name) VALUES ($1) ON CONFLICT (name) DO UPDATE SET name = name RETURNING code",
        )
        .bind(name)
        .fetch_one(&mut *connection)
        .await?;
        codes.insert(name, code);
    }
    Ok(codes)
}

impl Cache {
    /// The names by code.
    pub(super) async fn action_names(&self) -> Result<HashMap<i64, String>, sqlx::Error> {
        let rows: Vec<(i64, String)> = sqlx::query_as("SELECT code, name FROM actions").fetch_all(&self.pool()).await?;
        Ok(rows.into_iter().collect())
    }

    /// The code of a name; `None` where no cached entry has it.
    pub(super) async fn action_code(&self, name: &str) -> Result<Option<i64>, sqlx::Error> {
        sqlx::query_scalar("SELECT code FROM actions WHERE name = $1").bind(name).fetch_optional(&self.pool()).await
    }
}
