//! Servers to tell stories about, inside the test or as a program of their own.

mod catalog;
mod process;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use infuse_protocol::Timestamp;
use infuse_protocol::service::{Advance, Now};
use infuse_server::clock::TestClock;
use infuse_server::settings::{DatabaseSettings, MailSettings, Throttle};
use infuse_server::{ServeError, Settings};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

pub use process::{ServerProcess, verify};

use self::catalog::CatalogFile;
use crate::actor::{Caller, Person, Requests as _, sign_up};
use crate::database::{Database, TestDatabase};
use crate::wait::until;

/// A server that runs inside the test. Dropping it stops it at once; [`TestServer::stop`] does so gracefully.
pub struct TestServer {
    address: SocketAddr,
    caller: Caller,
    database: TestDatabase,
    shutdown: CancellationToken,
    task: JoinHandle<Result<(), ServeError>>,
    outbox: Arc<TempDir>,
    _catalog: Option<CatalogFile>,
}

/// What a server is started with.
pub struct Builder {
    database: Option<TestDatabase>,
    kind: Database,
    settings: Settings,
    outbox: Arc<TempDir>,
    catalog: Option<CatalogFile>,
    log: &'static str,
    certificates: Option<PathBuf>,
}

impl TestServer {
    /// A server on a fresh SQLite file, on the clock of the machine, without limits on requests.
    pub fn builder() -> Builder {
        // Mails of people who exist for one story end with it.
        let outbox = tempfile::Builder::new().prefix("infuse-outbox-").tempdir().expect("a temporary folder");
        let mail = MailSettings { outbox: Some(outbox.path().to_owned()), ..MailSettings::default() };
        let settings = Settings { throttle: Throttle::Off, mail, ..Settings::default() };
        let outbox = Arc::new(outbox);
        Builder {
            database: None,
            kind: Database::Sqlite,
            settings,
            outbox,
            catalog: None,
            log: "warn",
            certificates: None,
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its URL, without a slash at the end.
    pub fn url(&self) -> &str {
        self.caller.url()
    }

    /// The database that it serves; another server may be started on it.
    pub fn database(&self) -> &TestDatabase {
        &self.database
    }

    /// The folder of mails that no mail server takes.
    pub fn outbox(&self) -> &Path {
        self.outbox.path()
    }

    /// Someone who has not signed in.
    pub fn anyone(&self) -> &Caller {
        &self.caller
    }

    /// A new person, whose e-mail is `<name>@example.com`.
    pub async fn sign_up(&self, name: &str) -> Person {
        sign_up(&self.caller, name).await
    }

    /// Moves the test clock forward.
    pub async fn advance(&self, by: Duration) -> Now {
        advance(&self.caller, by).await
    }

    /// Moves the test clock by that many milliseconds, back where below 0.
    pub async fn move_clock(&self, by_ms: i64) -> Now {
        move_clock(&self.caller, by_ms).await
    }

    /// Stops it as an operator would, and waits until it has.
    pub async fn stop(mut self) {
        self.shutdown.cancel();
        let served = (&mut self.task).await.expect("the server does not panic");
        served.expect("the server stops without an error");
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Builder {
    /// A fresh database of that kind.
    pub fn database(mut self, kind: Database) -> Self {
        self.kind = kind;
        self
    }

    /// A database that another server serves, or has served.
    pub fn on(mut self, database: &TestDatabase) -> Self {
        self.database = Some(database.clone());
        self
    }

    /// Lets the story move the time.
    pub fn test_clock(mut self) -> Self {
        self.settings.test_clock = true;
        self
    }

    /// Limits requests as a server in public does.
    pub fn throttled(mut self) -> Self {
        self.settings.throttle = Throttle::On;
        self
    }

    /// Lets it hand its mails to a mail server, as one at [`MailServer::url`](crate::MailServer::url).
    pub fn mails_to(mut self, url: &str) -> Self {
        let Ok(url) = url.parse();
        self.settings.mail.smtp_url = Some(url);
        self.settings.mail.from = Some("Infuse <infuse@example.com>".parse().expect("an address"));
        self
    }

    /// Lets people sign in with the identity provider that calls itself so, which knows the server as `infuse`.
    pub fn vouched_for_by(mut self, issuer: &str) -> Self {
        self.settings.oidc.issuer = Some(issuer.to_owned());
        self.settings.oidc.client_id = Some("infuse".to_owned());
        self.settings.oidc.name = Some("Example ID".to_owned());
        self.settings.oidc.links_accounts = true;
        self
    }

    /// Keeps that from accounts that have a password, as it is where no operator says otherwise.
    pub fn linking_no_accounts(mut self) -> Self {
        self.settings.oidc.links_accounts = false;
        self
    }

    /// Lets a program of its own trust the certificates of a file, and no others.
    pub fn trusting(mut self, certificates: PathBuf) -> Self {
        self.certificates = Some(certificates);
        self
    }

    /// Lets the free plan grant `credits` a month, for stories that need many.
    pub fn free_credits(self, credits: u64) -> Self {
        self.catalog(CatalogFile::with_free_credits(credits))
    }

    /// Lets prices change then: a message costs 3 credits, and deep research is not sold.
    pub fn prices_change_at(self, begins: Timestamp) -> Self {
        self.catalog(CatalogFile::with_a_next_version(begins))
    }

    fn catalog(mut self, catalog: CatalogFile) -> Self {
        self.settings.catalog = Some(catalog.path().to_owned());
        self.catalog = Some(catalog);
        self
    }

    /// Changes any other setting.
    pub fn settings(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        change(&mut self.settings);
        self
    }

    /// Lets a program of its own log nothing, where the story brings about failures one after another.
    pub fn without_log(mut self) -> Self {
        self.log = "off";
        self
    }

    /// Lets it take that clock for the one of its machine.
    pub fn wall_clock(mut self, clock: Arc<TestClock>) -> Self {
        self.settings.wall_clock = Some(clock);
        self
    }

    /// Starts it on a free port of the loopback address, and waits until it is ready.
    pub async fn start(self) -> TestServer {
        let database = self.make_database().await;
        let Ok(url) = database.url().parse();
        let settings = Settings { database: DatabaseSettings { url: Some(url) }, ..self.settings };
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("a bound socket has an address");
        let shutdown = CancellationToken::new();
        let task = tokio::spawn(infuse_server::serve(settings, listener, shutdown.clone()));
        let caller = Caller::new(format!("http://{address}"));
        let (outbox, _catalog) = (self.outbox, self.catalog);
        let server = TestServer { address, caller, database, shutdown, task, outbox, _catalog };
        wait_until_ready(&server.caller, || server.task.is_finished()).await;
        server
    }

    /// Starts it as a program of its own instead.
    pub async fn spawn(self) -> ServerProcess {
        let database = self.make_database().await;
        ServerProcess::start(database, self.settings, self.outbox, self.catalog, self.log, self.certificates).await
    }

    async fn make_database(&self) -> TestDatabase {
        match &self.database {
            Some(database) => database.clone(),
            None => self.kind.create().await,
        }
    }
}

pub(crate) async fn advance(caller: &Caller, by: Duration) -> Now {
    move_clock(caller, i64::try_from(by.as_millis()).expect("shorter than an age of the world")).await
}

async fn move_clock(caller: &Caller, advance_ms: i64) -> Now {
    caller.post("/v1/test/clock", &Advance { advance_ms }).await.expect_status(200).json()
}

async fn wait_until_ready(caller: &Caller, mut has_ended: impl FnMut() -> bool) {
    until("the server is ready", async || {
        assert!(!has_ended(), "the server ended before it was ready");
        // Nothing listens yet, or migrations still run.
        let answer = caller.try_get("/readyz").await.ok()?;
        (answer.status() == 200).then_some(())
    })
    .await;
}
