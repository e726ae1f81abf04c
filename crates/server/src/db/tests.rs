use sqlx::Executor as _;

use super::*;

fn url_in(folder: &tempfile::TempDir) -> String {
    format!("sqlite:{}", folder.path().join("deep/infuse.db").display())
}

#[tokio::test]
async fn a_new_file_and_its_folder_are_made_and_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&url_in(&folder)).await.unwrap();
    let mode: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(db.pool()).await.unwrap();
    assert_eq!(mode, "wal");
    db.close().await;
    Db::open(&url_in(&folder)).await.unwrap();
}

#[tokio::test]
async fn only_the_connection_of_write_transactions_can_write() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&url_in(&folder)).await.unwrap();
    let refused = db.pool().execute("CREATE TABLE things (id TEXT)").await.unwrap_err();
    assert!(refused.to_string().contains("readonly"), "{refused}");
}

#[tokio::test]
async fn processes_that_migrate_at_once_all_succeed() {
    let folder = tempfile::tempdir().unwrap();
    let url = url_in(&folder);
    let (a, b, c, d) = tokio::join!(Db::open(&url), Db::open(&url), Db::open(&url), Db::open(&url));
    for opened in [a, b, c, d] {
        opened.unwrap();
    }
}

#[tokio::test]
async fn a_newer_schema_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&url_in(&folder)).await.unwrap();
    let mut tx = db.begin_write().await.unwrap();
    tx.execute(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9999, 'from the future', true, x'00', 0)",
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    db.close().await;
    let refused = Db::open(&url_in(&folder)).await;
    assert!(matches!(refused, Err(OpenError::NewerSchema { schema: 9999, .. })), "{refused:?}");
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("infuse.db");
    std::fs::write(&path, vec![b'x'; 8192]).unwrap();
    let refused = Db::open(&format!("sqlite:{}", path.display())).await;
    assert!(matches!(refused, Err(OpenError::NoDatabase(_))), "{refused:?}");
}

#[tokio::test]
async fn a_url_of_another_kind_is_refused() {
    assert!(matches!(Db::open("mysql://localhost/infuse").await, Err(OpenError::UnknownUrl)));
    assert!(matches!(Db::open("infuse.db").await, Err(OpenError::UnknownUrl)));
}

#[tokio::test]
async fn a_full_disk_is_told_apart_from_a_wrong_query() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&url_in(&folder)).await.unwrap();
    let mut tx = db.begin_write().await.unwrap();
    tx.execute("PRAGMA max_page_count = 1").await.unwrap();
    let error = tx.execute("CREATE TABLE filler AS SELECT zeroblob(1000000) AS content").await.unwrap_err();
    assert_eq!(DbError::from(error).outage(), Some(Outage::Full));
    let error = tx.execute("SELECT nothing FROM nowhere").await.unwrap_err();
    assert_eq!(DbError::from(error).outage(), None);
}

#[tokio::test]
async fn after_a_full_disk_the_next_transaction_writes_again() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&url_in(&folder)).await.unwrap();
    let mut tx = db.begin_write().await.unwrap();
    tx.execute("CREATE TABLE things (content BLOB); INSERT INTO things VALUES (x'00')").await.unwrap();
    tx.commit().await.unwrap();
    let is_full = db.file.as_ref().unwrap().is_full();
    // SQLite rolls back by itself when it is full, in a transaction that was written to.
    for _ in 0..2 {
        let mut tx = db.begin_ledger_write().await.unwrap();
        tx.execute("INSERT INTO things VALUES (x'00'); PRAGMA max_page_count = 1").await.unwrap();
        let full = tx.execute("INSERT INTO things VALUES (zeroblob(1000000))").await.unwrap_err();
        assert_eq!(DbError::from(full).outage(), Some(Outage::Full));
        assert_eq!(tx.commit().await.unwrap_err().outage(), Some(Outage::Away));
        assert!(*is_full.borrow());
    }
    let mut tx = db.begin_write().await.unwrap();
    tx.execute("INSERT INTO things VALUES (zeroblob(1000000))").await.unwrap();
    tx.commit().await.unwrap();
    // A small write may find room in what a large one has left.
    assert!(*is_full.borrow());
    let things: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM things").fetch_one(db.pool()).await.unwrap();
    assert_eq!(things, 2);
}

#[tokio::test]
async fn what_is_dropped_or_taken_back_leaves_nothing_and_holds_nobody_up() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&url_in(&folder)).await.unwrap();
    let mut tx = db.begin_write().await.unwrap();
    tx.execute("CREATE TABLE things (id TEXT)").await.unwrap();
    drop(tx);
    let mut tx = db.begin_write().await.unwrap();
    tx.execute("CREATE TABLE things (id TEXT)").await.unwrap();
    tx.rollback().await.unwrap();
    let mut tx = db.begin_write().await.unwrap();
    tx.execute("CREATE TABLE things (id TEXT)").await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn who_waits_for_the_lane_in_vain_learns_that_the_database_is_away() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&url_in(&folder)).await.unwrap();
    let held = db.begin_write().await.unwrap();
    tokio::time::pause();
    let waiting = tokio::time::Instant::now();
    assert_eq!(db.begin_ledger_write().await.unwrap_err().outage(), Some(Outage::Away));
    assert!(waiting.elapsed() < Duration::from_secs(5), "{:?}", waiting.elapsed());
    tokio::time::resume();
    held.commit().await.unwrap();
    db.begin_ledger_write().await.unwrap().commit().await.unwrap();
}

#[tokio::test]
async fn a_statement_that_was_given_up_makes_its_transaction_one_that_can_not_commit() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&url_in(&folder)).await.unwrap();
    let mut tx = db.begin_write().await.unwrap();
    let endless =
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT MAX(i) FROM n";
    let given_up = futures_util::poll!(Box::pin(tx.execute(endless)));
    assert!(given_up.is_pending());
    assert_eq!(tx.commit().await.unwrap_err().outage(), Some(Outage::Away));
    db.begin_write().await.unwrap().commit().await.unwrap();
}

#[tokio::test]
async fn reports_that_hold_all_their_connections_keep_no_secret_and_no_other_read_waiting() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&url_in(&folder)).await.unwrap();
    let mut held = vec![db.begin_read().await.unwrap(), db.begin_read().await.unwrap()];
    let no_more = db.begin_read();
    tokio::pin!(no_more);
    for reads in [db.secrets(), db.pool()] {
        tokio::select! {
            one = sqlx::query_scalar::<_, i64>("SELECT 1").fetch_one(reads) => assert_eq!(one.unwrap(), 1),
            _ = &mut no_more => panic!("there are more connections for reports"),
        }
    }
    drop(held.pop());
    no_more.await.unwrap();
}

/// A transaction on a connection that is opened for it, as where the others are in use.
async fn new_reader(db: &Db) -> Result<ReadTransaction, DbError> {
    let held = db.begin_read().await?;
    let new = db.begin_read().await;
    held.end().await?;
    new
}

#[tokio::test]
async fn a_file_that_is_moved_away_or_replaced_takes_no_writes_until_it_is_back() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&url_in(&folder)).await.unwrap();
    let (here, elsewhere) = (folder.path().join("deep/infuse.db"), folder.path().join("elsewhere.db"));
    let begun = db.begin_write().await.unwrap();
    std::fs::rename(&here, &elsewhere).unwrap();
    assert_eq!(begun.commit().await.unwrap_err().outage(), Some(Outage::Moved));
    assert_eq!(new_reader(&db).await.unwrap_err().outage(), Some(Outage::Moved));
    assert_eq!(db.begin_write().await.unwrap_err().outage(), Some(Outage::Moved));
    assert!(!here.exists(), "no file is made in its place");
    std::fs::copy(&elsewhere, &here).unwrap();
    assert_eq!(new_reader(&db).await.unwrap_err().outage(), Some(Outage::Moved), "a copy is another database");
    assert_eq!(db.begin_write().await.unwrap_err().outage(), Some(Outage::Moved));
    std::fs::rename(&elsewhere, &here).unwrap();
    db.begin_write().await.unwrap().commit().await.unwrap();
}

#[cfg(unix)]
#[tokio::test]
async fn files_are_their_owners_alone_also_those_that_were_there() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let deep = folder.path().join("deep");
    let mode = |name: &str| std::fs::metadata(deep.join(name)).unwrap().permissions().mode() & 0o777;
    let write = async |db: &Db| db.begin_write().await.unwrap().commit().await.unwrap();
    let db = Db::open_to_serve(&url_in(&folder)).await.unwrap();
    write(&db).await;
    let files = ["infuse.db", "infuse.db-wal", "infuse.db-shm", "infuse.db.lock"];
    assert_eq!(files.map(mode), [0o600; 4]);
    assert_eq!(mode(""), 0o700);
    for file in files {
        std::fs::set_permissions(deep.join(file), std::fs::Permissions::from_mode(0o644)).unwrap();
    }
    let beside = Db::open(&url_in(&folder)).await.unwrap();
    write(&beside).await;
    assert_eq!(files[..3].iter().map(|file| mode(file)).collect::<Vec<_>>(), [0o600; 3]);
}

#[tokio::test]
async fn a_file_is_served_once_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let first = Db::open_to_serve(&url_in(&folder)).await.unwrap();
    let refused = Db::open_to_serve(&url_in(&folder)).await;
    assert!(matches!(refused, Err(OpenError::ServedAlready { .. })), "{refused:?}");
    Db::open(&url_in(&folder)).await.unwrap().close().await;
    Db::open_read_only(&url_in(&folder)).await.unwrap().close().await;
    first.close().await;
    Db::open_to_serve(&url_in(&folder)).await.unwrap();
}

#[tokio::test]
async fn looking_on_changes_nothing_and_knows_its_schema() {
    let folder = tempfile::tempdir().unwrap();
    let url = url_in(&folder);
    let path = folder.path().join("deep/infuse.db");
    assert!(matches!(Db::open_read_only(&url).await, Err(OpenError::File { .. })));
    std::fs::create_dir(folder.path().join("deep")).unwrap();
    std::fs::write(&path, []).unwrap();
    let refused = Db::open_read_only(&url).await;
    assert!(matches!(refused, Err(OpenError::NoSchema)), "{refused:?}");
    assert_eq!(std::fs::metadata(&path).unwrap().len(), 0);

    Db::open(&url).await.unwrap().close().await;
    let db = Db::open_read_only(&url).await.unwrap();
    assert_eq!(db.begin_write().await.unwrap_err().outage(), Some(Outage::ReadOnly));
    db.close().await;
    for (change, is_refused) in [
        ("UPDATE _sqlx_migrations SET checksum = x'00' WHERE version = 1", "another one"),
        ("DELETE FROM _sqlx_migrations WHERE version > 1", "older version"),
        (
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
          VALUES (9999, 'from the future', true, x'00', 0)",
            "newer version",
        ),
    ] {
        let copy = folder.path().join("copy.db");
        std::fs::copy(&path, &copy).unwrap();
        let url = format!("sqlite:{}", copy.display());
        let mut other = sqlx::SqliteConnection::connect(&url).await.unwrap();
        other.execute(change).await.unwrap();
        other.close().await.unwrap();
        let refused = Db::open_read_only(&url).await.unwrap_err().to_string();
        assert!(refused.contains(is_refused), "{change}: {refused}");
    }
}

#[test]
fn lists_are_filled_up_to_few_sizes_and_by_less_than_half() {
    let sizes: Vec<usize> = (1..=1_024).map(filled_up).collect();
    assert!((1..=1_024).zip(&sizes).all(|(count, size)| count <= *size && *size < count + count / 2 + 1));
    assert_eq!(sizes.iter().collect::<std::collections::BTreeSet<_>>().len(), 20);
}

#[tokio::test]
async fn a_list_finds_its_ids_and_an_empty_one_finds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&url_in(&folder)).await.unwrap();
    let mut tx = db.begin_write().await.unwrap();
    tx.execute("CREATE TABLE things (id TEXT); INSERT INTO things VALUES ('a'), ('b'), ('c')").await.unwrap();
    tx.commit().await.unwrap();
    for (ids, found) in [(vec!["a", "c", "x", "c", "a"], 2), (vec![], 0)] {
        let rows =
            db.one_of("SELECT id FROM things WHERE id", &ids, " ORDER BY id").fetch_all(db.pool()).await.unwrap();
        assert_eq!(rows.len(), found, "{ids:?}");
    }
}

#[tokio::test]
async fn a_copy_is_made_before_the_schema_is_brought_up_to_date_and_of_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("deep").join("infuse.db");
    let db = Db::open_to_serve_and_copy(&url_in(&folder)).await.unwrap();
    db.close().await;
    Db::open_to_serve_and_copy(&url_in(&folder)).await.unwrap().close().await;
    assert_eq!(super::copies::list(&file).unwrap(), []);
    let older = "DELETE FROM _sqlx_migrations WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)";
    let db = Db::open(&url_in(&folder)).await.unwrap();
    let mut tx = db.begin_write().await.unwrap();
    sqlx::query(older).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    db.close().await;
    // Its tables are there already, so that this fails: just then the copy is needed.
    Db::open_to_serve_and_copy(&url_in(&folder)).await.unwrap_err();
    assert_eq!(super::copies::list(&file).unwrap().len(), 1);
}
