use std::sync::Arc;

use infuse_server::bus::Bus;
use infuse_server::catalog::Catalog;
use infuse_server::clock::TestClock;
use infuse_server::db::Db;
use infuse_server::ledger::{Ledger, LedgerError};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::wait::until;

/// A second handle on the books of a server, as another replica has: packs, adjustments and changes of plan
/// come from there.
pub struct Outside {
    pub db: Db,
    pub ledger: Ledger,
    /// It goes with the machine's, until it is moved.
    pub clock: Arc<TestClock>,
    tasks: TaskTracker,
    finished: CancellationToken,
}

impl Outside {
    /// Opens the books of a database that a server serves.
    pub async fn open(url: &str) -> Self {
        let db = Db::open(url).await.expect("the server's database");
        let catalog = Arc::new(Catalog::load(None).expect("the catalogue"));
        let (clock, tasks, finished) = (Arc::new(TestClock::default()), TaskTracker::new(), CancellationToken::new());
        let ledger = Ledger::start(db.clone(), catalog, clock.clone(), Bus::local(), &tasks, &finished)
            .await
            .expect("a second handle");
        Self { db, ledger, clock, tasks, finished }
    }

    /// What the ledger decides about something that has an id. A file gives turns in no order, and a server that is kept busy
    /// may have all of them for seconds: it is asked again as long as that lasts, which changes nothing the second time.
    pub async fn decided<T>(&self, ask: impl AsyncFn(&Ledger) -> Result<T, LedgerError>) -> T {
        until("the file has a turn for the other handle", async || match ask(&self.ledger).await {
            Err(LedgerError::Db(error)) if error.to_string().contains("database is locked") => None,
            decided => Some(decided.expect("it is decided")),
        })
        .await
    }

    /// Lets it finish its work, and closes its connections.
    pub async fn close(self) {
        self.finished.cancel();
        self.tasks.close();
        self.tasks.wait().await;
        self.db.close().await;
    }
}
