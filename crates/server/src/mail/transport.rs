//! Handing a mail over: to an SMTP server, or to a folder where there is none.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use lettre::Message;
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use tokio::time::timeout;

use crate::db::{make_private, make_private_folder};
use crate::smtp_url::{Encryption, SmtpServer};

/// How long the server may take for each thing it is told. All of them together the job's limit ends.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long it may take to be told goodbye: the mail is its own by then.
const PATIENCE_TO_PART: Duration = Duration::from_secs(1);

/// What a refusal of a mailbox, or of a mail to it, is answered with (RFC 5321, 4.2.3). Other codes that begin with 5 say
/// that the server does not take this from us.
const REFUSES_ADDRESS: [u16; 7] = [550, 551, 552, 553, 554, 556, 521];

/// Where mails go.
#[derive(Clone)]
pub(super) enum Transport {
    Smtp(Box<Smtp>),
    Outbox(PathBuf),
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
        in_time_of_address("DATA", connection.command(Data)).await?;
        in_time_of_address("the mail", connection.message(&mail.formatted())).await
    }
}

async fn in_time<T>(what: &str, told: impl Future<Output = Result<T, SmtpError>>) -> Result<T, SendError> {
    match timeout(PATIENCE, told).await {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(error)) => Err(SendError::Later(format!("{what}: {}", in_words(&error)))),
        Err(_) => Err(too_late(what)),
    }
}

/// The same for what may be refused because of the address. What is answered then may hold it, and is not repeated.
async fn in_time_of_address<T>(what: &str, told: impl Future<Output = Result<T, SmtpError>>) -> Result<(), SendError> {
    let error = match timeout(PATIENCE, told).await {
        Ok(Ok(_)) => return Ok(()),
        Ok(Err(error)) => error,
        Err(_) => return Err(too_late(what)),
    };
    let Some(code) = error.status() else { return Err(SendError::Later(format!("{what}: {}", in_words(&error)))) };
    let (code, status) = (u16::from(code), enhanced_status(&error));
    let said = format!("{what} was answered with {code} {}", status.as_deref().unwrap_or_default());
    let said = said.trim_end().to_owned();
    // 5.7 is about who sends, and would set the address of everyone aside (RFC 3463, 3.8).
    let is_policy = status.is_some_and(|status| status.starts_with("5.7."));
    if REFUSES_ADDRESS.contains(&code) && !is_policy {
        Err(SendError::Refused(said))
    } else {
        Err(SendError::Later(said))
    }
}

fn too_late(what: &str) -> SendError {
    SendError::Later(format!("{what} took longer than {} s", PATIENCE.as_secs()))
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
