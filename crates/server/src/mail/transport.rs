//! Handing a mail over: to an SMTP server, or to a folder where there is none.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, Message};
use tokio::time::timeout;

use crate::db::{make_private, make_private_folder};
use crate::smtp_url::{Encryption, SmtpServer};

/// How long the server may take for each thing it is told. All of them together the job's limit ends.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long it may take to say that the mail is its own: it may look through it first, and who gives up sends it again.
const PATIENCE_WITH_MAIL: Duration = Duration::from_secs(180);

/// How long it may take to be told goodbye: the mail is its own by then.
const PATIENCE_TO_PART: Duration = Duration::from_secs(1);

/// The states of a mailbox that does not take mail for good, whoever sends it and whatever it says (RFC 3463, 3.2, 3.3). All
/// others tell of us, of the mail or of the moment, and would set the addresses of everyone aside.
const GONE: [&str; 6] = ["5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"];

/// What says so where no state is told (RFC 5321, 4.2.3).
const GONE_WITHOUT_STATE: [u16; 3] = [550, 551, 553];

/// Where mails go.
#[derive(Clone)]
pub(super) enum Transport {
    Smtp(Box<Smtp>),
    Outbox(PathBuf),
    /// Nowhere for now: they are tried again for days.
    Nowhere,
}

#[derive(Clone)]
pub(super) struct Smtp {
    server: SmtpServer,
    /// Absent where the line leaves this machine at no place.
    tls: Option<TlsParameters>,
    /// Who we say that we are.
    hello: ClientId,
}

/// Why a mail was not handed over.
#[derive(Debug, thiserror::Error)]
pub(super) enum SendError {
    /// For good, and because of the address.
    #[error("the address is refused: {0}")]
    Refused(String),
    /// It may be taken later.
    #[error("{0}")]
    Later(String),
}

impl Transport {
    pub(super) fn smtp(server: SmtpServer, domain: &str) -> Result<Self, SmtpError> {
        let tls = match server.encryption {
            Encryption::Loopback => None,
            Encryption::StartTls | Encryption::Tls => Some(TlsParameters::new(server.host.clone())?),
        };
        Ok(Self::Smtp(Box::new(Smtp { server, tls, hello: ClientId::Domain(domain.to_owned()) })))
    }

    /// Hands over the mail of that name, which is the same for the same mail.
    pub(super) async fn send(&self, name: &str, mail: &Message) -> Result<(), SendError> {
        match self {
            Self::Smtp(smtp) => smtp.send(mail).await,
            Self::Nowhere => Err(SendError::Later("what the mail server asks for is not known yet".to_owned())),
            Self::Outbox(folder) => {
                let (folder, name, mail) = (folder.clone(), name.to_owned(), mail.formatted());
                let writing = tokio::task::spawn_blocking(move || write(&folder, &name, &mail));
                let written = writing.await.map_err(|error| SendError::Later(error.to_string()))?;
                written.map_err(|error| SendError::Later(format!("the outbox could not be written to: {error}")))
            }
        }
    }
}

impl Smtp {
    async fn send(&self, mail: &Message) -> Result<(), SendError> {
        let mut connection = self.connect().await?;
        let taken = self.hand_over(&mut connection, mail).await;
        // Whatever it answers, nothing is left to be said.
        let _ = timeout(PATIENCE_TO_PART, connection.quit()).await;
        taken
    }

    /// Whether the server is there, takes who sends, and lets mails come from this address.
    pub(super) async fn check(&self, from: &Address) -> Result<(), SendError> {
        let mut connection = self.connect().await?;
        let said = in_time("MAIL", connection.command(Mail::new(Some(from.clone()), Vec::new()))).await;
        let _ = timeout(PATIENCE_TO_PART, connection.quit()).await;
        said.map(drop)
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, SendError> {
        let address = (self.server.host.as_str(), self.server.port);
        let from_the_start = self.tls.clone().filter(|_| self.server.encryption == Encryption::Tls);
        let connecting =
            AsyncSmtpConnection::connect_tokio1(address, Some(PATIENCE), &self.hello, from_the_start, None);
        let mut connection = in_time("connecting", connecting).await?;
        if let Some(tls) = self.tls.clone().filter(|_| self.server.encryption == Encryption::StartTls) {
            in_time("STARTTLS", connection.starttls(tls, &self.hello)).await?;
        }
        if let Some(credentials) = &self.server.credentials {
            let credentials = Credentials::new(credentials.user.clone(), credentials.password.clone());
            in_time("AUTH", connection.auth(DEFAULT_MECHANISMS, &credentials)).await?;
        }
        Ok(connection)
    }

    async fn hand_over(&self, connection: &mut AsyncSmtpConnection, mail: &Message) -> Result<(), SendError> {
        let envelope = mail.envelope();
        in_time("MAIL", connection.command(Mail::new(envelope.from().cloned(), Vec::new()))).await?;
        for address in envelope.to() {
            let naming = connection.command(Rcpt::new(address.clone(), Vec::new()));
            in_time_of_address("RCPT", naming).await?;
        }
        in_time("DATA", connection.command(Data)).await?;
        in_time_for(PATIENCE_WITH_MAIL, "the mail", connection.message(&mail.formatted())).await.map(drop)
    }
}

async fn in_time<T>(what: &str, told: impl Future<Output = Result<T, SmtpError>>) -> Result<T, SendError> {
    in_time_for(PATIENCE, what, told).await
}

/// What is answered may hold the address, and is not repeated.
async fn in_time_for<T>(
    patience: Duration,
    what: &str,
    told: impl Future<Output = Result<T, SmtpError>>,
) -> Result<T, SendError> {
    match timeout(patience, told).await {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(error)) => Err(SendError::Later(said(what, &error))),
        Err(_) => Err(too_late(what, patience)),
    }
}

/// The same for naming the address, which may be refused because of it.
async fn in_time_of_address<T>(what: &str, told: impl Future<Output = Result<T, SmtpError>>) -> Result<(), SendError> {
    let error = match timeout(PATIENCE, told).await {
        Ok(Ok(_)) => return Ok(()),
        Ok(Err(error)) => error,
        Err(_) => return Err(too_late(what, PATIENCE)),
    };
    let is_gone = match enhanced_status(&error) {
        Some(status) => GONE.contains(&status.as_str()),
        None => error.status().is_some_and(|code| GONE_WITHOUT_STATE.contains(&u16::from(code))),
    };
    let said = said(what, &error);
    Err(if is_gone { SendError::Refused(said) } else { SendError::Later(said) })
}

/// What became of a step: the numbers alone of what the server answered, which may repeat the address.
fn said(what: &str, error: &SmtpError) -> String {
    match error.status() {
        Some(code) => {
            let said =
                format!("{what} was answered with {} {}", u16::from(code), enhanced_status(error).unwrap_or_default());
            said.trim_end().to_owned()
        }
        None => format!("{what}: {}", in_words(error)),
    }
}

fn too_late(what: &str, patience: Duration) -> SendError {
    SendError::Later(format!("{what} took longer than {} s", patience.as_secs()))
}

/// An error with what brought it about.
fn in_words(error: &SmtpError) -> String {
    match std::error::Error::source(error) {
        Some(source) if !error.to_string().contains(&source.to_string()) => format!("{error}: {source}"),
        _ => error.to_string(),
    }
}

/// The first word of an answer, as in `5.1.1`, where it is such a status (RFC 2034).
fn enhanced_status(error: &SmtpError) -> Option<String> {
    let answer = std::error::Error::source(error)?.to_string();
    let word = answer.split_whitespace().next()?;
    let parts: Vec<&str> = word.split('.').collect();
    let is_status = parts.len() == 3 && parts.iter().all(|part| part.parse::<u16>().is_ok());
    is_status.then(|| word.to_owned())
}

/// Writes a mail for the owner alone to read, in one piece: who looks finds it whole or not at all.
fn write(folder: &Path, name: &str, mail: &[u8]) -> io::Result<()> {
    make_private_folder(folder)?;
    let unfinished = folder.join(format!(".{name}.{:016x}.part", rand::random::<u64>()));
    let written = make_private(&unfinished)
        .and_then(|mut file| file.write_all(mail).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&unfinished, folder.join(name)));
    if written.is_err() {
        // What can not be removed now is nothing that anybody takes for a mail.
        let _ = std::fs::remove_file(&unfinished);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_mail_is_one_file_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let outbox = folder.path().join("outbox");
        for text in ["first", "second"] {
            write(&outbox, "a.eml", text.as_bytes()).unwrap();
        }
        let names: Vec<_> = std::fs::read_dir(&outbox).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["a.eml"]);
        assert_eq!(std::fs::read(outbox.join("a.eml")).unwrap(), b"second");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(&outbox), mode(&outbox.join("a.eml"))), (0o700, 0o600));
        }
    }
}
