//! Databases that exist for one story.

use std::sync::Arc;

use sqlx::{Connection as _, PgConnection};
use tempfile::TempDir;
use uuid::Uuid;

/// The kinds of database that every story of the server runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Database {
    Sqlite,
    Postgres,
}

/// A fresh, empty database. It is gone when the last clone is dropped.
#[derive(Clone, Debug)]
pub struct TestDatabase {
    url: String,
    keeper: Arc<Keeper>,
}

#[derive(Debug)]
enum Keeper {
    /// It removes the folder when dropped.
    File(TempDir),
    InCluster {
        name: String,
        cluster: String,
    },
}

impl Database {
    /// Makes one of this kind.
    pub async fn create(self) -> TestDatabase {
        match self {
            Self::Sqlite => in_folder(),
            Self::Postgres => in_cluster(postgres_url(), "").await,
        }
    }
}

impl TestDatabase {
    /// What a server is told to open it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A copy, as a backup is one. Nothing may have it open.
    pub async fn copy(&self) -> Self {
        match &*self.keeper {
            Keeper::File(folder) => {
                let copy = in_folder();
                let Keeper::File(copied) = &*copy.keeper else { unreachable!("it is in a folder") };
                for file in std::fs::read_dir(folder.path()).expect("the folder of the database").flatten() {
                    std::fs::copy(file.path(), copied.path().join(file.file_name())).expect("a copy");
                }
                copy
            }
            Keeper::InCluster { name, cluster } => in_cluster(cluster.clone(), &format!("TEMPLATE {name}")).await,
        }
    }

    /// The same database, reached another way.
    pub fn at(&self, url: &str) -> Self {
        Self { url: url.to_owned(), ..self.clone() }
    }
}

/// The cluster that stories may make databases in.
fn postgres_url() -> String {
    std::env::var("INFUSE_TEST_POSTGRES")
        .expect("INFUSE_TEST_POSTGRES names a PostgreSQL cluster: `cargo xtask test` makes one, and sets it")
}

fn in_folder() -> TestDatabase {
    let folder = tempfile::Builder::new().prefix("infuse-sqlite-").tempdir().expect("a temporary folder");
    let url = format!("sqlite:{}", folder.path().join("infuse.db").display());
    TestDatabase { url, keeper: Arc::new(Keeper::File(folder)) }
}

async fn in_cluster(cluster: String, template: &str) -> TestDatabase {
    let name = format!("story_{}", Uuid::now_v7().simple());
    execute(&cluster, &format!("CREATE DATABASE {name} {template}")).await;
    let mut url = url::Url::parse(&cluster).expect("INFUSE_TEST_POSTGRES is a URL");
    url.set_path(&name);
    TestDatabase { url: url.into(), keeper: Arc::new(Keeper::InCluster { name, cluster }) }
}

async fn execute(cluster: &str, statement: &str) {
    let mut connection = PgConnection::connect(cluster).await.expect("the cluster takes connections");
    // The name in it is one that we made from a UUID.
    let statement = sqlx::AssertSqlSafe(statement.to_owned());
    sqlx::query(statement).execute(&mut connection).await.expect("the cluster lets us make databases");
}

impl Drop for Keeper {
    fn drop(&mut self) {
        let Self::InCluster { name, cluster } = self else { return };
        let (cluster, statement) = (cluster.clone(), format!("DROP DATABASE {name} WITH (FORCE)"));
        // A value may be dropped inside a runtime, where nothing may block on another one.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(execute(&cluster, &statement));
        });
        if dropping.join().is_err() {
            eprintln!("a database was left behind in the cluster");
        }
    }
}

/// Makes a test on each database from a story: an async function that takes a [`Database`].
/// Used once in a module, which gets the modules `sqlite` and `postgres` by it.
#[macro_export]
macro_rules! on_both_databases {
    ($($story:ident),+ $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $story() {
                super::$story($crate::Database::Sqlite).await;
            })+
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $story() {
                super::$story($crate::Database::Postgres).await;
            })+
        }
    };
}
