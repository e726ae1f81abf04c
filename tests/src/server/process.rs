use std::path::PathBuf;
use std::process::{ExitStatus, Stdio};
use std::sync::Arc;
use std::time::Duration;

use infuse_protocol::service::Now;
use infuse_server::Settings;
use infuse_server::settings::Throttle;
use tempfile::TempDir;
use tokio::process::{Child, Command};

use super::catalog::CatalogFile;
use super::{advance, wait_until_ready};
use crate::actor::{Caller, Person, sign_up};
use crate::database::TestDatabase;
use crate::network::free_port;
use crate::programs;

/// The program `infuse-server`, for stories that end it the hard way. Dropping it kills it.
pub struct ServerProcess {
    caller: Caller,
    database: TestDatabase,
    settings: Settings,
    outbox: Arc<TempDir>,
    catalog: Option<CatalogFile>,
    log: &'static str,
    certificates: Option<PathBuf>,
    child: Child,
}

impl ServerProcess {
    pub(super) async fn start(
        database: TestDatabase,
        settings: Settings,
        outbox: Arc<TempDir>,
        catalog: Option<CatalogFile>,
        log: &'static str,
        certificates: Option<PathBuf>,
    ) -> Self {
        let port = free_port();
        let mut command = program();
        command.env("RUST_LOG", log);
        if let Some(certificates) = &certificates {
            command.env("SSL_CERT_FILE", certificates);
        }
        command.arg("serve").arg(format!("--listen=127.0.0.1:{port}")).args(["--database-url", database.url()]);
        if settings.throttle == Throttle::Off {
            command.args(["--throttle", "off"]);
        }
        if let Some(path) = &settings.catalog {
            command.arg("--catalog").arg(path);
        }
        let mail = &settings.mail;
        if let (Some(url), Some(from)) = (&mail.smtp_url, &mail.from) {
            command.args(["--smtp-url", url.as_str(), "--mail-from", &from.to_string()]);
        }
        if let Some(outbox) = &mail.outbox {
            command.arg("--outbox").arg(outbox);
        }
        if settings.test_clock {
            command.arg("--test-clock");
        }
        let child = command.stdout(Stdio::null()).spawn().expect("the program can be started");
        let caller = Caller::new(format!("http://127.0.0.1:{port}"));
        let mut server = Self { caller, database, settings, outbox, catalog, log, certificates, child };
        let child = &mut server.child;
        wait_until_ready(&server.caller, || !matches!(child.try_wait(), Ok(None))).await;
        server
    }

    /// Its URL, without a slash at the end.
    pub fn url(&self) -> &str {
        self.caller.url()
    }

    /// Its number among the processes of the system.
    pub fn id(&self) -> u32 {
        self.child.id().expect("it has not ended by itself")
    }

    /// Someone who has not signed in.
    pub fn anyone(&self) -> &Caller {
        &self.caller
    }

    /// The database that it serves.
    pub fn database(&self) -> &TestDatabase {
        &self.database
    }

    /// A new person, whose e-mail is `<name>@example.com`.
    pub async fn sign_up(&self, name: &str) -> Person {
        sign_up(&self.caller, name).await
    }

    /// Moves the test clock forward.
    pub async fn advance(&self, by: Duration) -> Now {
        advance(&self.caller, by).await
    }

    /// Ends it as `kill -9` or a loss of power does, in the middle of whatever it does.
    pub async fn kill(&mut self) {
        self.child.kill().await.expect("it has not ended by itself");
    }

    /// Lets it fall silent as a machine that hangs does: its connections stay, and nothing comes from them any more.
    #[cfg(target_os = "linux")]
    pub fn fall_silent(&self) {
        self.signal(rustix::process::Signal::STOP);
    }

    /// Lets it go on where it was.
    #[cfg(target_os = "linux")]
    pub fn go_on(&self) {
        self.signal(rustix::process::Signal::CONT);
    }

    #[cfg(target_os = "linux")]
    fn signal(&self, signal: rustix::process::Signal) {
        let process = rustix::process::Pid::from_raw(self.id().cast_signed()).unwrap();
        rustix::process::kill_process(process, signal).unwrap();
    }

    /// Starts another one with the same settings on the same database.
    pub async fn restart(self) -> Self {
        Self::start(self.database, self.settings, self.outbox, self.catalog, self.log, self.certificates).await
    }
}

/// Runs `infuse-server verify` on a database: whether its journals prove its balances, and what was said.
pub async fn verify(database: &TestDatabase) -> (ExitStatus, String) {
    let output = program().arg("verify").args(["--database-url", database.url()]).output().await;
    let output = output.expect("the program can be started");
    let said = [output.stdout, output.stderr].concat();
    (output.status, String::from_utf8_lossy(&said).into_owned())
}

fn program() -> Command {
    let mut command = Command::new(programs::built("infuse-server"));
    command.env("RUST_LOG", "warn").stdin(Stdio::null()).kill_on_drop(true);
    // A setting of whoever runs the test is none of the story's.
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("INFUSE_")) {
        command.env_remove(name);
    }
    command
}
