use sqlx::migrate::{MigrateError, Migrator};
use sqlx::{AnyConnection, Connection as _, Row as _};

use super::outage::Outage;
use super::{Db, Dialect, OpenError};

/// Migrations only add; each says in its first lines whether older binaries survive it.
static MIGRATOR: Migrator = sqlx::migrate!("./migrations");

/// Brings the schema up to date. Several processes may do so at once: the later ones wait, and find
/// nothing left to do.
pub(super) async fn run(dialect: Dialect, connection: &mut AnyConnection) -> Result<(), OpenError> {
    match dialect {
        Dialect::Sqlite => run_under_write_lock(connection).await,
        // PostgreSQL has advisory locks, and the migrator takes one.
        Dialect::Postgres => MIGRATOR.run_direct(None, connection, false).await.map_err(explain),
    }
}

/// Whether the schema is the one that this version knows; nothing is changed.
pub(super) async fn check(db: &Db) -> Result<(), OpenError> {
    let rows = sqlx::query("SELECT version, checksum FROM _sqlx_migrations WHERE success ORDER BY version")
        .fetch_all(db.pool())
        .await;
    let rows = match rows {
        Ok(rows) => rows,
        Err(error @ sqlx::Error::Database(_)) if Outage::of(&error).is_none() => return Err(OpenError::NoSchema),
        Err(error) => return Err(OpenError::from_sqlx(error)),
    };
    let applied = rows.iter().map(|row| Ok((row.try_get("version")?, row.try_get("checksum")?)));
    let applied: Vec<(i64, Vec<u8>)> = applied.collect::<Result<_, _>>().map_err(OpenError::from_sqlx)?;
    compare(&applied)
}

fn compare(applied: &[(i64, Vec<u8>)]) -> Result<(), OpenError> {
    let schema = applied.last().map(|(version, _)| *version).unwrap_or_default();
    let known = newest_known();
    if schema > known {
        return Err(OpenError::NewerSchema { schema, known });
    }
    for migration in MIGRATOR.iter() {
        match applied.iter().find(|(version, _)| *version == migration.version) {
            None => return Err(OpenError::OlderSchema { schema, known }),
            Some((version, checksum)) if **checksum != *migration.checksum => {
                return Err(OpenError::ForeignSchema(*version));
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// The migrator takes no lock on SQLite, so that all of it runs inside one write transaction; the
/// transactions of single migrations become savepoints.
async fn run_under_write_lock(connection: &mut AnyConnection) -> Result<(), OpenError> {
    let mut tx = connection.begin_with("BEGIN IMMEDIATE").await.map_err(OpenError::from_sqlx)?;
    MIGRATOR.run_direct(None, &mut *tx, false).await.map_err(explain)?;
    tx.commit().await.map_err(OpenError::from_sqlx)
}

fn explain(error: MigrateError) -> OpenError {
    let known = newest_known();
    match error {
        MigrateError::VersionMissing(schema) if schema > known => OpenError::NewerSchema { schema, known },
        MigrateError::VersionMissing(version) | MigrateError::VersionMismatch(version) => {
            OpenError::ForeignSchema(version)
        }
        MigrateError::Execute(source) | MigrateError::ExecuteMigration(source, _) => OpenError::from_sqlx(source),
        other => OpenError::Migration(other),
    }
}

/// Whether the schema is one that will be brought up to date. An empty database has none, and one that can not be
/// read is not changed.
pub(super) async fn is_behind(connection: &mut AnyConnection) -> bool {
    let newest: Result<Option<i64>, _> =
        sqlx::query_scalar("SELECT MAX(version) FROM _sqlx_migrations WHERE success").fetch_one(connection).await;
    newest.ok().flatten().is_some_and(|newest| newest < newest_known())
}

pub(super) fn newest_known() -> i64 {
    MIGRATOR.iter().map(|migration| migration.version).max().unwrap_or_default()
}
