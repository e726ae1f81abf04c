//! A server that takes mails: aiosmtpd, which is told how to behave, and the mails that it took.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

use crate::wait::until;

/// A mail server on this computer. Dropping it ends it.
pub struct MailServer {
    folder: TempDir,
    port: u16,
    /// How it speaks TLS, where it does.
    encryption: Option<Encryption>,
    _child: Child,
}

/// When a mail server begins to speak TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    FromTheStart,
    /// Once it is told to (RFC 3207), and before that it takes nothing.
    StartTls,
}

/// This computer, by a name that is not taken for loopback, on which nothing needs to be encrypted. Windows connects to
/// nothing there.
const THIS_COMPUTER: &str = "0.0.0.0";

const CERTIFICATE: &str = "certificate.pem";

/// What one that speaks TLS knows.
const CREDENTIALS: &str = "infuse:hunter2%20%26%20more";

/// What it does with mails from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    Take,
    /// 550: there is no such mailbox.
    Refuse,
    /// The same of every address but those at example.com.
    RefuseElsewhere,
    /// 550 as well, and because of who sends.
    RefuseSender,
    /// 451
    Later,
    /// It says nothing more when it is told whom a mail goes to.
    Hang,
    /// It keeps the mail and never says so.
    TakeInSilence,
}

/// A mail as it was taken.
#[derive(Clone, Debug, Deserialize)]
pub struct Mail {
    pub from: String,
    pub to: Vec<String>,
    pub headers: Vec<(String, String)>,
    /// What Python's reader finds wrong with it.
    pub defects: Vec<String>,
    /// The media types of all parts, the mail itself first.
    pub parts: Vec<String>,
    pub plain: String,
    pub html: String,
}

impl MailServer {
    /// One on a free port, that takes everything.
    pub async fn start() -> Self {
        Self::start_at(0, Manner::Take).await
    }

    /// One on that port, that behaves so from the beginning.
    pub async fn start_at(port: u16, manner: Manner) -> Self {
        Self::run(port, manner, None).await
    }

    /// One on a free port that speaks TLS, and takes mails of one user alone: see [`MailServer::url`].
    pub async fn start_secured(encryption: Encryption) -> Self {
        Self::run(0, Manner::Take, Some(encryption)).await
    }

    async fn run(port: u16, manner: Manner, encryption: Option<Encryption>) -> Self {
        let python = std::env::var("INFUSE_TEST_AIOSMTPD")
            .expect("INFUSE_TEST_AIOSMTPD names a Python with aiosmtpd: `cargo xtask test` installs it, and sets it");
        let folder = tempfile::Builder::new().prefix("infuse-mails-").tempdir().expect("a temporary folder");
        set(folder.path(), manner);
        let mut command = Command::new(python);
        command
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/mail_server/receiver.py"))
            .arg(folder.path())
            .arg(port.to_string());
        if let Some(encryption) = encryption {
            command.arg(match encryption {
                Encryption::FromTheStart => "tls",
                Encryption::StartTls => "starttls",
            });
            let names = ["localhost".to_owned(), THIS_COMPUTER.to_owned()];
            let made = rcgen::generate_simple_self_signed(names).expect("a certificate");
            let key = pem("PRIVATE KEY", &made.signing_key.serialize_der());
            for (name, text) in [(CERTIFICATE, pem("CERTIFICATE", made.cert.der())), ("key.pem", key)] {
                std::fs::write(folder.path().join(name), text).expect("a file in the folder");
                command.arg(folder.path().join(name));
            }
        }
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("Python can be started");
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().expect("it is piped")).read_line(&mut line).await.expect("a line");
        let port = line.trim().parse().expect("it says its port");
        Self { folder, port, encryption, _child: child }
    }

    /// What a server is told to hand its mails to it; where it speaks TLS, with the name and the password that it knows.
    pub fn url(&self) -> String {
        let port = self.port;
        match self.encryption {
            None => url_at(port),
            Some(Encryption::FromTheStart) => format!("smtps://{CREDENTIALS}@localhost:{port}"),
            Some(Encryption::StartTls) => self.url_from_elsewhere(),
        }
    }

    /// The same with a name and a password, as from a place from which what is not encrypted can be read on the way.
    pub fn url_from_elsewhere(&self) -> String {
        format!("smtp://{CREDENTIALS}@{THIS_COMPUTER}:{}", self.port)
    }

    /// The file of the certificate that it shows where it speaks TLS.
    pub fn certificate(&self) -> PathBuf {
        self.folder.path().join(CERTIFICATE)
    }

    pub fn set(&self, manner: Manner) {
        set(self.folder.path(), manner);
    }

    /// How often it was told whom a mail goes to.
    pub fn recipients(&self) -> usize {
        std::fs::read_to_string(self.folder.path().join("recipients")).map_or(0, |lines| lines.lines().count())
    }

    /// Waits until it was told that often.
    pub async fn wait_for_recipients(&self, count: usize) {
        until("mails are sent to the mail server", async || (self.recipients() >= count).then_some(())).await;
    }

    /// All that it took, oldest first.
    pub fn mails(&self) -> Vec<Mail> {
        let mut files: Vec<_> =
            std::fs::read_dir(self.folder.path()).unwrap().flatten().map(|file| file.path()).collect();
        files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
        files.sort();
        files.iter().map(|file| serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()).collect()
    }

    /// Those whose subject begins like that.
    pub fn about(&self, subject: &str) -> Vec<Mail> {
        self.mails()
            .into_iter()
            .filter(|mail| mail.header("Subject").unwrap_or_default().starts_with(subject))
            .collect()
    }

    /// Waits for the first whose subject begins like that and that goes to an address.
    pub async fn wait_for(&self, to: &str, subject: &str) -> Mail {
        until("a mail arrives", async || self.about(subject).into_iter().find(|mail| mail.to == [to])).await
    }
}

impl Mail {
    /// The value of a header, which stands in the mail once at most.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        let value = values.next().map(|(_, value)| value.as_str());
        assert!(values.next().is_none(), "{name} stands twice in {self:?}");
        value
    }

    pub fn id(&self) -> &str {
        self.header("Message-ID").expect("every mail has one")
    }

    /// The secret in its text that begins like that.
    pub fn secret(&self, prefix: &str) -> String {
        secret_in(&self.plain, prefix).expect("a link with a secret")
    }
}

/// RFC 7468
fn pem(label: &str, der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let lines: Vec<&str> = text.as_bytes().chunks(64).filter_map(|line| str::from_utf8(line).ok()).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}

/// How many mails these are, repeats aside.
pub fn distinct(mails: &[Mail]) -> usize {
    mails.iter().map(Mail::id).collect::<BTreeSet<_>>().len()
}

/// The URL of a mail server on that port, whether or not there is one.
pub fn url_at(port: u16) -> String {
    format!("smtp://127.0.0.1:{port}")
}

/// The first secret of a kind in a text. Line ends that a mail's encoding has put into it are left out.
pub fn secret_in(text: &str, prefix: &str) -> Option<String> {
    let text = text.replace("=\r\n", "");
    let from = &text[text.find(prefix)?..];
    let is_of_secret = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_');
    Some(from.chars().take_while(|character| is_of_secret(*character)).collect())
}

fn set(folder: &Path, manner: Manner) {
    let word = match manner {
        Manner::Take => "take",
        Manner::Refuse => "refuse",
        Manner::RefuseElsewhere => "refuse_elsewhere",
        Manner::RefuseSender => "refuse_sender",
        Manner::Later => "later",
        Manner::Hang => "hang",
        Manner::TakeInSilence => "take_in_silence",
    };
    // In one piece: it may be read at this very moment.
    let unfinished = folder.join("behaviour.part");
    std::fs::write(&unfinished, word).unwrap();
    std::fs::rename(unfinished, folder.join("behaviour")).unwrap();
}
