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
async fn a_file_that_is_no_database_is_said_to_be_corrupt() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("infuse.db");
    std::fs::write(&path, vec![b'x'; 8192]).unwrap();
    let refused = Db::open(&format!("sqlite:{}", path.display())).await;
    assert!(matches!(refused, Err(OpenError::Corrupt(_))), "{refused:?}");
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
