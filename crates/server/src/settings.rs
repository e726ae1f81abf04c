//! What an operator can set. Each option is a flag and an environment variable.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::builder::BoolishValueParser;
use clap::{Args, ValueEnum};
use lettre::message::Mailbox;
use tokio::sync::watch;
use url::Url;

use crate::clock::SharedClock;
pub use crate::database_url::DatabaseUrl;
pub use crate::oidc_settings::{ClientSecret, OidcSettings, OidcSettingsError};
use crate::smtp_url::SmtpServer;
pub use crate::smtp_url::{SmtpUrl, SmtpUrlError};

/// Settings of [`serve`](crate::serve).
#[derive(Clone, Debug, Default, Args)]
pub struct Settings {
    #[command(flatten)]
    pub database: DatabaseSettings,
    /// The address under which clients reach this server, as in https://infuse.example.com
    #[arg(long, env = "INFUSE_PUBLIC_URL", value_name = "URL", value_parser = public_url)]
    pub public_url: Option<Url>,
    #[command(flatten)]
    pub mail: MailSettings,
    #[command(flatten)]
    pub oidc: OidcSettings,
    /// A catalogue of plans, packs and prices that replaces the built-in one
    #[arg(long, env = "INFUSE_CATALOG", value_name = "FILE")]
    pub catalog: Option<PathBuf>,
    /// Limits on how many requests an address may send; `off` on a loopback address only, for benchmarks
    #[arg(long, env = "INFUSE_THROTTLE", value_enum, default_value_t)]
    pub throttle: Throttle,
    /// A proxy in front of this server ends TLS and sets X-Forwarded-For; needed for any address but loopback
    #[arg(long, env = "INFUSE_BEHIND_PROXY", value_parser = BoolishValueParser::new())]
    pub behind_proxy: bool,
    /// Adds POST /v1/test/clock, which moves the time, and POST /v1/test/purchase, which costs nothing; on a loopback address only
    #[arg(long, env = "INFUSE_TEST_CLOCK", value_parser = BoolishValueParser::new())]
    pub test_clock: bool,
    /// How many days before the present the test clock starts
    #[arg(long, env = "INFUSE_TEST_CLOCK_BEHIND_DAYS", value_name = "DAYS", default_value_t, requires = "test_clock")]
    pub test_clock_behind_days: u32,
    /// Keeps copies of an SQLite database in a folder beside it: of each day, and from before its schema changes. No
    /// option: who runs a server has backups of their own, the app has not
    #[arg(skip)]
    pub keeps_copies: bool,
    /// How long a connection may keep the server waiting; no option, but for tests
    #[arg(skip)]
    pub connections: ConnectionLimits,
    /// Told while the disk of an SQLite database is full. No option: the app shows it to the person
    #[arg(skip)]
    pub is_full: watch::Sender<bool>,
    /// In place of the clock of the machine; no option, but for tests
    #[arg(skip)]
    pub wall_clock: Option<SharedClock>,
}

/// Where the data lies.
#[derive(Clone, Debug, Default, Args)]
pub struct DatabaseSettings {
    /// sqlite:PATH or postgres://…; by default an SQLite file in the data folder of this user
    #[arg(long = "database-url", env = "INFUSE_DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub url: Option<DatabaseUrl>,
}

/// Who takes the mails that are sent.
#[derive(Clone, Debug, Default, Args)]
pub struct MailSettings {
    /// The server that mails are handed to, as in smtp://user:password@mail.example.com (port 587, STARTTLS is needed,
    /// but on loopback) or smtps://… (port 465, TLS from the start); user and password percent-encoded. Without it each
    /// mail becomes a file in the outbox
    #[arg(long, env = "INFUSE_SMTP_URL", value_name = "URL", hide_env_values = true)]
    pub smtp_url: Option<SmtpUrl>,
    /// Whom mails come from, as in "Infuse <infuse@example.com>"; needed with --smtp-url
    #[arg(long = "mail-from", env = "INFUSE_MAIL_FROM", value_name = "ADDRESS", value_parser = mail_from)]
    pub from: Option<Mailbox>,
    /// The folder that mails are written to where no server takes them; by default `outbox` beside the SQLite file, or in
    /// the data folder of this user
    #[arg(long, env = "INFUSE_OUTBOX", value_name = "FOLDER")]
    pub outbox: Option<PathBuf>,
    /// Whether mails wait: their server is known, and what it asks for is not, as in an app whose keyring is locked
    #[arg(skip)]
    pub wait: bool,
}

/// Whether requests are limited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Throttle {
    #[default]
    On,
    Off,
}

/// Settings that can not be served together.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum SettingsError {
    #[error("{0} is not a loopback address: put a proxy that ends TLS in front and say --behind-proxy")]
    NeedsProxy(SocketAddr),
    #[error("--test-clock lets anyone move the time, and is allowed on a loopback address only")]
    TestClockInPublic,
    #[error("--throttle off is allowed on a loopback address only")]
    UnthrottledInPublic,
    #[error("this user has no data folder: say where the data lies with --database-url")]
    NoDataFolder,
    #[error(
        "this user has no data folder: say where mails are written to with --outbox, or who takes them with --smtp-url"
    )]
    NoOutbox,
    #[error("--smtp-url names no server: {0}")]
    SmtpUrl(#[from] SmtpUrlError),
    #[error("--smtp-url needs --mail-from: mails come from somebody")]
    NoMailFrom,
    #[error(
        "--smtp-url needs --public-url behind a proxy and on any address but loopback: links in mails begin with it"
    )]
    NoPublicUrl,
    #[error(transparent)]
    Oidc(#[from] OidcSettingsError),
}

impl Settings {
    /// Checks what the settings allow on the address that the server listens on.
    pub fn check(&self, address: SocketAddr) -> Result<(), SettingsError> {
        self.oidc.client()?;
        let sends_mails = self.mail.smtp_server()?.is_some();
        if sends_mails && self.mail.from.is_none() {
            return Err(SettingsError::NoMailFrom);
        }
        if sends_mails && self.public_url.is_none() && (self.behind_proxy || !address.ip().is_loopback()) {
            return Err(SettingsError::NoPublicUrl);
        }
        if address.ip().is_loopback() {
            return Ok(());
        }
        if self.test_clock {
            return Err(SettingsError::TestClockInPublic);
        }
        if self.throttle == Throttle::Off {
            return Err(SettingsError::UnthrottledInPublic);
        }
        if !self.behind_proxy {
            return Err(SettingsError::NeedsProxy(address));
        }
        Ok(())
    }
}

/// An address that links may begin with: of the web, without credentials, query or fragment.
fn public_url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| error.to_string())?;
    let is_plain = url.username().is_empty() && url.password().is_none() && url.query().is_none();
    if matches!(url.scheme(), "http" | "https") && is_plain && url.fragment().is_none() {
        Ok(url)
    } else {
        Err("it must begin with https:// or http://, and have no user, query or fragment".to_owned())
    }
}

fn mail_from(text: &str) -> Result<Mailbox, String> {
    text.parse().map_err(|_| "it must be an address, as in infuse@example.com, or a name and one".to_owned())
}

impl MailSettings {
    /// The server that was set.
    pub(crate) fn smtp_server(&self) -> Result<Option<SmtpServer>, SettingsError> {
        Ok(self.smtp_url.as_ref().map(SmtpUrl::server).transpose()?)
    }

    /// The folder that was set, or one beside the database's file, or in the platform's data folder.
    pub(crate) fn outbox(&self, database: Option<&Path>) -> Result<PathBuf, SettingsError> {
        if let Some(folder) = &self.outbox {
            return Ok(folder.clone());
        }
        match database {
            Some(file) => Ok(file.with_file_name("outbox")),
            None => Ok(data_folder().ok_or(SettingsError::NoOutbox)?.join("outbox")),
        }
    }
}

/// The folder in which the platform keeps the data of this user.
fn data_folder() -> Option<PathBuf> {
    directories::ProjectDirs::from("com", "InfuseOS", "infuse").map(|folders| folders.data_dir().to_owned())
}

impl DatabaseSettings {
    /// The URL that was set, or that of `infuse.db` in the platform's data folder.
    pub fn url(&self) -> Result<DatabaseUrl, SettingsError> {
        if let Some(url) = &self.url {
            return Ok(url.clone());
        }
        Ok(DatabaseUrl::of_file(&data_folder().ok_or(SettingsError::NoDataFolder)?.join("infuse.db")))
    }
}

/// How long a connection may keep the server waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConnectionLimits {
    /// For the rest of a head, from its first byte on.
    pub head: Duration,
    /// For all of a body, from the end of its head on.
    pub body: Duration,
    /// For the first byte of a request.
    pub idle: Duration,
    /// For the client to take a piece of its answer.
    pub unread: Duration,
}

impl Default for ConnectionLimits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            body: Duration::from_secs(30),
            idle: Duration::from_secs(75),
            unread: Duration::from_secs(75),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PUBLIC: &str = "192.0.2.7:80";

    fn check(settings: Settings, address: &str) -> Result<(), SettingsError> {
        settings.check(address.parse().unwrap())
    }

    #[test]
    fn an_address_that_others_reach_needs_a_proxy() {
        assert_eq!(check(Settings::default(), "127.0.0.1:80"), Ok(()));
        assert_eq!(check(Settings::default(), "[::1]:80"), Ok(()));
        assert_eq!(check(Settings::default(), PUBLIC), Err(SettingsError::NeedsProxy(PUBLIC.parse().unwrap())));
        assert_eq!(check(Settings { behind_proxy: true, ..Settings::default() }, PUBLIC), Ok(()));
    }

    #[test]
    fn what_is_for_tests_stays_on_this_machine() {
        let clock = Settings { test_clock: true, behind_proxy: true, ..Settings::default() };
        assert_eq!(check(clock.clone(), PUBLIC), Err(SettingsError::TestClockInPublic));
        assert_eq!(check(clock, "127.0.0.1:80"), Ok(()));
        let unthrottled = Settings { throttle: Throttle::Off, behind_proxy: true, ..Settings::default() };
        assert_eq!(check(unthrottled, PUBLIC), Err(SettingsError::UnthrottledInPublic));
    }

    #[test]
    fn mails_come_from_somebody_and_their_links_lead_somewhere() {
        let mail = |from: Option<&str>| MailSettings {
            smtp_url: Some("smtp://infuse:hunter2@mail.example.com".parse().unwrap()),
            from: from.map(|from| mail_from(from).unwrap()),
            ..MailSettings::default()
        };
        let nobody = Settings { mail: mail(None), ..Settings::default() };
        assert_eq!(check(nobody, "127.0.0.1:80"), Err(SettingsError::NoMailFrom));
        let named = mail(Some("Infuse <infuse@example.com>"));
        let settings = Settings { mail: named, ..Settings::default() };
        assert_eq!(check(settings.clone(), "127.0.0.1:80"), Ok(()));
        let settings = Settings { behind_proxy: true, ..settings };
        assert_eq!(check(settings.clone(), "127.0.0.1:80"), Err(SettingsError::NoPublicUrl));
        assert_eq!(check(settings.clone(), PUBLIC), Err(SettingsError::NoPublicUrl));
        assert!(!format!("{settings:?}").contains("hunter2"));
        let public_url = public_url("https://infuse.example.com").ok();
        assert_eq!(check(Settings { public_url, ..settings }, PUBLIC), Ok(()));
        for bad in ["", "infuse", "Infuse <infuse>", "a@b, c@d", "a@b\r\nBcc: c@d"] {
            assert!(mail_from(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_no_mail_server_takes_lies_beside_the_database() {
        let mail = MailSettings::default();
        let beside = mail.outbox(Some(Path::new("data/infuse.db")));
        assert_eq!(beside, Ok(PathBuf::from("data/outbox")));
        let elsewhere = MailSettings { outbox: Some("mails".into()), ..mail };
        assert_eq!(elsewhere.outbox(Some(Path::new("data/infuse.db"))), Ok(PathBuf::from("mails")));
    }

    #[test]
    fn a_public_url_is_one_that_links_may_begin_with() {
        for good in ["https://infuse.example.com", "http://localhost:8787/infuse/"] {
            assert!(public_url(good).is_ok(), "{good}");
        }
        for bad in
            ["", "infuse", "ftp://x", "https://me:pw@x/", "https://x/?q", "https://x/#top", "javascript:alert(1)"]
        {
            assert!(public_url(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_password_of_a_database_is_never_printed() {
        let url: DatabaseUrl = "postgres://infuse:hunter2@db/infuse".parse().unwrap();
        assert_eq!(format!("{:?}", DatabaseSettings { url: Some(url) }), "DatabaseSettings { url: Some(postgres:…) }");
    }
}
