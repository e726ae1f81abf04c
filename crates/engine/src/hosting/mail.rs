//! Who takes the mails of the Local home's server: in a file beside its data, and the password in the keyring.

use std::io;
use std::path::{Path, PathBuf};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};

use crate::error::{AppError, ErrorCode};
use crate::ports::MailServer;
use crate::private;

/// The mail server of a Local home, but for its password, which nobody is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct LocalMail {
    pub host: String,
    pub port: u16,
    pub encryption: MailEncryption,
    /// Empty where the server asks for none.
    pub user: String,
    /// The address that mails come from.
    pub from: String,
}

/// How the line to a mail server is kept from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum MailEncryption {
    /// From the start, as on port 465.
    Tls,
    /// It begins in the clear, and nothing is said before it is encrypted, as on port 587. On this computer it stays in the
    /// clear.
    StartTls,
}

impl LocalMail {
    /// What is kept in the home's folder; `None` where nothing is, or nothing that can be read.
    pub(super) fn read(folder: &Path) -> io::Result<Option<Self>> {
        private::read_json(&file(folder))
    }

    /// Keeps it in the home's folder, whole or not at all.
    pub(super) fn keep(&self, folder: &Path) -> io::Result<()> {
        private::replace_json(&file(folder), self)
    }

    pub(super) fn forget(folder: &Path) -> io::Result<()> {
        match std::fs::remove_file(file(folder)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// The server with a password, where it asks for one.
    ///
    /// # Errors
    /// `validation` where it names no host.
    pub(super) fn server(&self, password: Option<&SecretString>) -> Result<MailServer, AppError> {
        let scheme = match self.encryption {
            MailEncryption::Tls => "smtps",
            MailEncryption::StartTls => "smtp",
        };
        let no_host = || AppError::of_field(ErrorCode::Validation, "host", "it names no host");
        let host = self.host.trim();
        let is_name =
            !host.is_empty() && !host.contains(['/', '@', '?', '#', ':']) && !host.contains(char::is_whitespace);
        if !is_name && !is_ipv6(host) {
            return Err(no_host());
        }
        let encoded = |text| utf8_percent_encode(text, NON_ALPHANUMERIC);
        let who = password
            .filter(|_| !self.user.is_empty())
            .map(|password| format!("{}:{}@", encoded(&self.user), encoded(password.expose_secret())));
        let url = format!("{scheme}://{}{host}:{}", who.unwrap_or_default(), self.port);
        Ok(MailServer { url: SecretString::from(url), from: self.from.clone() })
    }
}

/// An address as URLs write it, `[::1]`.
fn is_ipv6(host: &str) -> bool {
    let address = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    address.is_some_and(|address| address.parse::<std::net::Ipv6Addr>().is_ok())
}

fn file(folder: &Path) -> PathBuf {
    folder.join("mail.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(host: &str) -> LocalMail {
        LocalMail {
            host: host.to_owned(),
            port: 465,
            encryption: MailEncryption::Tls,
            user: "ada@example.com".to_owned(),
            from: "ada@example.com".to_owned(),
        }
    }

    fn url(mail: &LocalMail, password: &str) -> Option<String> {
        let server = mail.server(Some(&SecretString::from(password))).ok()?;
        Some(server.url.expose_secret().to_owned())
    }

    #[test]
    fn a_password_of_any_characters_ends_up_in_its_place() {
        let told = url(&mail("mail.example.com"), "p@ss%41/w:rd").unwrap();
        assert_eq!(told, "smtps://ada%40example%2Ecom:p%40ss%2541%2Fw%3Ard@mail.example.com:465");
        assert_eq!(mail("mail.example.com").server(None).unwrap().url.expose_secret(), "smtps://mail.example.com:465");
        let nobody = LocalMail { user: String::new(), encryption: MailEncryption::StartTls, ..mail("127.0.0.1") };
        let here = LocalMail { host: "[::1]".to_owned(), ..nobody.clone() };
        assert_eq!(url(&here, ""), Some("smtp://[::1]:465".to_owned()));
        assert_eq!(url(&nobody, ""), Some("smtp://127.0.0.1:465".to_owned()));
    }

    #[test]
    fn what_is_no_host_is_refused() {
        for host in ["", " ", "a b", "me@host", "host/path", "host?x", "host#x", "host:25", "[::x]"] {
            assert_eq!(url(&mail(host), "secret"), None, "{host:?}");
        }
    }

    #[test]
    fn it_is_kept_beside_the_data_without_the_password() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(LocalMail::read(folder.path()).unwrap(), None);
        mail("mail.example.com").keep(folder.path()).unwrap();
        assert_eq!(LocalMail::read(folder.path()).unwrap(), Some(mail("mail.example.com")));
        LocalMail::forget(folder.path()).unwrap();
        LocalMail::forget(folder.path()).unwrap();
        assert_eq!(LocalMail::read(folder.path()).unwrap(), None);
    }
}
