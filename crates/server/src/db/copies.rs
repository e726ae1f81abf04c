//! Copies of an SQLite database, in a folder beside it: one of each day, and one from before its schema was changed
//! last.

use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::backup::{self, BackupError};
use super::file::DatabaseFile;
use crate::database_url::DatabaseUrl;

/// So many days are kept.
const DAYS: usize = 7;

/// A start has other things to do first.
const FIRST_AFTER: Duration = Duration::from_secs(20);

/// How often it is looked whether another day has begun. A computer that slept is not late for longer.
const LOOK_EVERY: Duration = Duration::from_secs(60 * 60);

const OF_A_DAY: &str = "day-";
const BEFORE_UPDATE: &str = "before-schema-";
const ENDING: &str = ".db";

/// While it is being written, a copy has this ending instead.
const UNFINISHED: &str = ".unfinished";

/// A copy that can be restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatabaseCopy {
    /// Of its file, without a folder.
    pub name: String,
    pub made_at: SystemTime,
}

/// Why a copy was not made or restored.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    #[error("there is no copy of the name {0}")]
    Unknown(String),
    #[error(transparent)]
    File(#[from] io::Error),
    #[error(transparent)]
    Copy(#[from] BackupError),
}

/// The folder in which the copies of `database` lie.
pub fn folder_of(database: &Path) -> PathBuf {
    database.with_file_name("backups")
}

/// The copies of `database`, newest first.
///
/// # Errors
/// Where the folder can not be read. One that is not there holds none.
pub fn list(database: &Path) -> io::Result<Vec<DatabaseCopy>> {
    let files = match std::fs::read_dir(folder_of(database)) {
        Ok(files) => files,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut copies = Vec::new();
    for file in files {
        let file = file?;
        let name = file.file_name().to_string_lossy().into_owned();
        if name.ends_with(ENDING) {
            copies.push(DatabaseCopy { name, made_at: file.metadata()?.modified()? });
        }
    }
    copies.sort_by(|one, other| other.made_at.cmp(&one.made_at).then_with(|| other.name.cmp(&one.name)));
    Ok(copies)
}

/// Makes the copy of each day, for as long as the server runs.
pub(crate) async fn keep_making(database: PathBuf) {
    tokio::time::sleep(FIRST_AFTER).await;
    loop {
        let today = jiff::Timestamp::now().to_zoned(TimeZone::system()).date();
        if let Err(error) = make_of_day(&database, today).await {
            tracing::warn!(%error, "the database of today was not copied");
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// Makes the copy of a day where there is none yet, and takes away those that are too many.
async fn make_of_day(database: &Path, day: Date) -> Result<(), CopyError> {
    let name = format!("{OF_A_DAY}{day}{ENDING}");
    if folder_of(database).join(&name).exists() {
        return Ok(());
    }
    make(database, &name).await?;
    remove_older(database, OF_A_DAY, DAYS)?;
    Ok(())
}

/// Makes a copy before the schema becomes `schema`. It replaces that of the last such change.
pub(crate) async fn make_before_update(database: &Path, schema: i64) -> Result<(), CopyError> {
    make(database, &format!("{BEFORE_UPDATE}{schema:04}{ENDING}")).await?;
    remove_older(database, BEFORE_UPDATE, 1)?;
    Ok(())
}

/// Puts a copy in the place of `database`, which nobody may have open. What stands there is kept beside it.
///
/// # Errors
/// Where there is no such copy, it is damaged itself, or files can not be written; then all is as it was.
pub async fn restore(database: &Path, name: &str) -> Result<(), CopyError> {
    if !list(database)?.iter().any(|copy| copy.name == name) {
        return Err(CopyError::Unknown(name.to_owned()));
    }
    backup::restore(DatabaseUrl::of_file(database).as_str(), &folder_of(database).join(name)).await?;
    Ok(())
}

async fn make(database: &Path, name: &str) -> Result<(), CopyError> {
    let folder = folder_of(database);
    DatabaseFile::make_private_folder(&folder)?;
    let (unfinished, copy) = (folder.join(format!("{name}{UNFINISHED}")), folder.join(name));
    remove_if_there(&unfinished)?;
    backup::backup(DatabaseUrl::of_file(database).as_str(), &unfinished).await?;
    std::fs::rename(&unfinished, &copy)?;
    Ok(())
}

/// Keeps the last `kept` copies by name.
fn remove_older(database: &Path, beginning: &str, kept: usize) -> io::Result<()> {
    let mut names: Vec<String> = list(database)?.into_iter().map(|copy| copy.name).collect();
    names.retain(|name| name.starts_with(beginning));
    names.sort_unstable_by(|one, other| other.cmp(one));
    for name in names.iter().skip(kept) {
        remove_if_there(&folder_of(database).join(name))?;
    }
    Ok(())
}

fn remove_if_there(file: &Path) -> io::Result<()> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::Db;
    use super::*;

    async fn database_with(folder: &Path, rows: i64) -> PathBuf {
        let path = folder.join("infuse.db");
        let db = Db::open(DatabaseUrl::of_file(&path).as_str()).await.unwrap();
        let mut tx = db.begin_write().await.unwrap();
        sqlx::query("CREATE TABLE kept (x BIGINT)").execute(&mut *tx).await.unwrap();
        for row in 0..rows {
            sqlx::query("INSERT INTO kept VALUES ($1)").bind(row).execute(&mut *tx).await.unwrap();
        }
        tx.commit().await.unwrap();
        db.close().await;
        path
    }

    async fn rows_of(path: &Path) -> i64 {
        let db = Db::open_read_only(DatabaseUrl::of_file(path).as_str()).await.unwrap();
        let rows = sqlx::query_scalar("SELECT COUNT(*) FROM kept").fetch_one(db.pool()).await.unwrap();
        db.close().await;
        rows
    }

    fn names(database: &Path) -> Vec<String> {
        let mut names: Vec<String> = list(database).unwrap().into_iter().map(|copy| copy.name).collect();
        names.sort_unstable();
        names
    }

    #[tokio::test]
    async fn each_day_has_one_copy_and_the_last_seven_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let database = database_with(folder.path(), 1).await;
        make_before_update(&database, 4).await.unwrap();
        for day in 1..=9 {
            make_of_day(&database, date(2026, 11, day)).await.unwrap();
            make_of_day(&database, date(2026, 11, day)).await.unwrap();
        }
        let mut expected = vec!["before-schema-0004.db".to_owned()];
        expected.extend((3..=9).map(|day| format!("day-2026-11-0{day}.db")));
        assert_eq!(names(&database), expected);
        make_before_update(&database, 5).await.unwrap();
        assert_eq!(names(&database)[0], "before-schema-0005.db");
        assert_eq!(names(&database).len(), 8);
    }

    #[tokio::test]
    async fn a_copy_is_put_in_the_place_of_a_database_that_is_broken_and_nothing_is_thrown_away() {
        let folder = tempfile::tempdir().unwrap();
        let database = database_with(folder.path(), 3).await;
        make_of_day(&database, date(2026, 11, 1)).await.unwrap();
        std::fs::write(&database, b"this is no database").unwrap();
        std::fs::write(folder.path().join("infuse.db-wal"), b"nor is this a log").unwrap();
        restore(&database, "day-2026-11-01.db").await.unwrap();
        assert_eq!(rows_of(&database).await, 3);
        let files = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path());
        let replaced: Vec<_> = files.filter(|file| file.to_string_lossy().contains(".replaced-")).collect();
        assert_eq!(replaced.len(), 2, "the file and its log");
        assert!(replaced.iter().any(|file| std::fs::read(file).unwrap() == b"this is no database"));
        assert!(!folder.path().join("infuse.db-wal").exists());
    }

    #[tokio::test]
    async fn a_log_whose_database_is_gone_is_not_played_into_the_copy() {
        let folder = tempfile::tempdir().unwrap();
        let database = database_with(folder.path(), 3).await;
        make_of_day(&database, date(2026, 11, 1)).await.unwrap();
        // What is committed now stands in the log, as after a crash.
        let db = Db::open(DatabaseUrl::of_file(&database).as_str()).await.unwrap();
        let mut tx = db.begin_write().await.unwrap();
        sqlx::query("INSERT INTO kept VALUES (4)").execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
        let log = std::fs::read(folder.path().join("infuse.db-wal")).unwrap();
        db.close().await;
        std::fs::remove_file(&database).unwrap();
        std::fs::write(folder.path().join("infuse.db-wal"), log).unwrap();
        restore(&database, "day-2026-11-01.db").await.unwrap();
        assert_eq!(rows_of(&database).await, 3);
    }

    #[tokio::test]
    async fn a_restore_that_was_cut_off_lets_nothing_be_opened_until_it_is_done_again() {
        let folder = tempfile::tempdir().unwrap();
        let database = database_with(folder.path(), 3).await;
        make_of_day(&database, date(2026, 11, 1)).await.unwrap();
        std::fs::rename(&database, folder.path().join("infuse.db.replaced-1")).unwrap();
        std::fs::copy(folder_of(&database).join("day-2026-11-01.db"), folder.path().join("infuse.db.restored"))
            .unwrap();
        let refused = Db::open(DatabaseUrl::of_file(&database).as_str()).await;
        assert!(matches!(refused, Err(super::super::OpenError::RestoreCutOff(_))), "{refused:?}");
        assert!(!database.exists());
        restore(&database, "day-2026-11-01.db").await.unwrap();
        assert_eq!(rows_of(&database).await, 3);
    }

    #[tokio::test]
    async fn a_restore_that_fails_half_way_leaves_all_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let database = database_with(folder.path(), 3).await;
        make_of_day(&database, date(2026, 11, 1)).await.unwrap();
        // A folder in the way of the last step.
        let db = Db::open(DatabaseUrl::of_file(&database).as_str()).await.unwrap();
        db.close().await;
        std::fs::create_dir_all(folder.path().join("infuse.db-shm").join("in the way")).unwrap();
        let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
        for second in seconds..seconds + 5 {
            std::fs::write(folder.path().join(format!("infuse.db.replaced-{second}-shm")), "").unwrap();
        }
        restore(&database, "day-2026-11-01.db").await.unwrap_err();
        std::fs::remove_dir_all(folder.path().join("infuse.db-shm")).unwrap();
        assert_eq!(rows_of(&database).await, 3);
        assert!(!folder.path().join("infuse.db.restored").exists());
    }

    #[tokio::test]
    async fn a_copy_that_is_damaged_or_is_none_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let database = database_with(folder.path(), 3).await;
        make_of_day(&database, date(2026, 11, 1)).await.unwrap();
        std::fs::write(folder_of(&database).join("day-2026-11-02.db"), vec![0xDB; 4_096]).unwrap();
        for name in ["day-2026-11-02.db", "../infuse.db", "day-2026-11-03.db"] {
            restore(&database, name).await.unwrap_err();
        }
        assert_eq!(rows_of(&database).await, 3);
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn nobody_else_at_this_computer_reads_a_copy() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = tempfile::tempdir().unwrap();
        let database = database_with(folder.path(), 1).await;
        make_of_day(&database, date(2026, 11, 1)).await.unwrap();
        let copies = folder_of(&database);
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&copies), mode(&copies.join("day-2026-11-01.db"))), (0o700, 0o600));
        restore(&database, "day-2026-11-01.db").await.unwrap();
        assert_eq!(mode(&database), 0o600);
    }
}
