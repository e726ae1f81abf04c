use sqlx::migrate::{MigrateError, Migrator};

use super::{Db, Dialect, OpenError};

/// Migrations only add; each says in its first lines whether older binaries survive it.
static MIGRATOR: Migrator = sqlx::migrate!("./migrations");

/// Brings the schema up to date. Several processes may do so at once: the later ones wait, and find
/// nothing left to do.
pub(super) async fn run(db: &Db) -> Result<(), OpenError> {
    match db.dialect {
        Dialect::Sqlite => run_under_write_lock(db).await,
        // PostgreSQL has advisory locks, and the migrator takes one.
        Dialect::Postgres => MIGRATOR.run(&db.writer).await.map_err(explain),
    }
}

/// The migrator takes no lock on SQLite, so that all of it runs inside one write transaction; the
/// transactions of single migrations become savepoints.
async fn run_under_write_lock(db: &Db) -> Result<(), OpenError> {
    let mut tx = db.writer.begin_with(db.dialect.begin_write()).await.map_err(OpenError::from_sqlx)?;
    MIGRATOR.run_direct(None, &mut *tx, false).await.map_err(explain)?;
    tx.commit().await.map_err(OpenError::from_sqlx)
}

fn explain(error: MigrateError) -> OpenError {
    let newest_known = MIGRATOR.iter().map(|migration| migration.version).max().unwrap_or_default();
    match error {
        MigrateError::VersionMissing(version) if version > newest_known => {
            OpenError::NewerSchema { schema: version, known: newest_known }
        }
        MigrateError::Execute(source) | MigrateError::ExecuteMigration(source, _) => OpenError::from_sqlx(source),
        other => OpenError::Migration(other),
    }
}
