//! Where the server is that takes mails.

use std::convert::Infallible;
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use percent_encoding::percent_decode_str;
use url::{Host, Url};

/// `smtp://…` or `smtps://…`. It may carry a password: it is printed without, and looked into only after the command line
/// was read, whose messages repeat what is wrong.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpUrl(String);

/// The server of an [`SmtpUrl`]. It is not printed: it holds a password.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct SmtpServer {
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) encryption: Encryption,
    pub(crate) credentials: Option<SmtpCredentials>,
}

/// With what the server is told who sends. It is not printed.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct SmtpCredentials {
    pub(crate) user: String,
    pub(crate) password: String,
}

/// How the line to the server is kept from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encryption {
    /// It leaves this machine at no place.
    Loopback,
    /// It begins in the clear, and nothing is said before it is encrypted.
    StartTls,
    Tls,
}

/// What keeps an [`SmtpUrl`] from naming a server. It never says what stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SmtpUrlError {
    #[error("it is no URL")]
    NoUrl,
    #[error("it must begin with smtp:// or smtps://")]
    Scheme,
    #[error("it names no host")]
    NoHost,
    #[error("it may have user, password, host and port, and nothing behind them")]
    MoreThanServer,
    #[error("user and password come together, percent-encoded as UTF-8")]
    Credentials,
}

impl SmtpUrl {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The server that it names.
    pub(crate) fn server(&self) -> Result<SmtpServer, SmtpUrlError> {
        let url = Url::parse(&self.0).map_err(|_| SmtpUrlError::NoUrl)?;
        let is_tls = match url.scheme() {
            "smtps" => true,
            "smtp" => false,
            _ => return Err(SmtpUrlError::Scheme),
        };
        // Schemes that browsers do not know leave a host as it is written.
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(SmtpUrlError::NoHost)?;
        let host = Host::parse(host).map_err(|_| SmtpUrlError::NoHost)?;
        if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
            return Err(SmtpUrlError::MoreThanServer);
        }
        let encryption = match (is_tls, is_loopback(&host)) {
            (true, _) => Encryption::Tls,
            (false, true) => Encryption::Loopback,
            (false, false) => Encryption::StartTls,
        };
        let host = match host {
            Host::Domain(domain) => domain,
            Host::Ipv4(address) => address.to_string(),
            Host::Ipv6(address) => address.to_string(),
        };
        let port = url.port().unwrap_or(if is_tls { 465 } else { 587 });
        Ok(SmtpServer { host, port, encryption, credentials: credentials(&url)? })
    }
}

fn credentials(url: &Url) -> Result<Option<SmtpCredentials>, SmtpUrlError> {
    let decoded = |text: &str| match percent_decode_str(text).decode_utf8() {
        Ok(text) if !text.is_empty() => Ok(text.into_owned()),
        _ => Err(SmtpUrlError::Credentials),
    };
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        (user, Some(password)) => Ok(Some(SmtpCredentials { user: decoded(user)?, password: decoded(password)? })),
        (_, None) => Err(SmtpUrlError::Credentials),
    }
}

fn is_loopback(host: &Host) -> bool {
    match host {
        Host::Domain(domain) => domain == "localhost",
        Host::Ipv4(address) => IpAddr::V4(*address).is_loopback(),
        Host::Ipv6(address) => IpAddr::V6(*address).is_loopback(),
    }
}

impl FromStr for SmtpUrl {
    type Err = Infallible;

    fn from_str(url: &str) -> Result<Self, Infallible> {
        Ok(Self(url.to_owned()))
    }
}

impl fmt::Debug for SmtpUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = self.0.split_once(':').map_or("", |(scheme, _)| scheme);
        write!(f, "{scheme}:…")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(url: &str) -> Result<SmtpServer, SmtpUrlError> {
        let Ok(url) = url.parse::<SmtpUrl>();
        url.server()
    }

    #[test]
    fn a_line_that_leaves_this_machine_is_encrypted() {
        let encryption = |url: &str| server(url).ok().map(|server| (server.encryption, server.port));
        assert_eq!(encryption("smtp://mail.example.com"), Some((Encryption::StartTls, 587)));
        assert_eq!(encryption("smtp://192.0.2.7:25"), Some((Encryption::StartTls, 25)));
        assert_eq!(encryption("smtps://mail.example.com/"), Some((Encryption::Tls, 465)));
        for url in ["smtp://localhost:1025", "smtp://127.0.0.1:1025", "smtp://[::1]:1025"] {
            assert_eq!(encryption(url), Some((Encryption::Loopback, 1025)), "{url}");
        }
    }

    #[test]
    fn user_and_password_may_hold_any_sign() {
        let named = server("smtps://ada%40example.com:p%2Fw%20%3A@mail.example.com").ok().unwrap();
        let credentials = named.credentials.unwrap();
        assert_eq!((credentials.user.as_str(), credentials.password.as_str()), ("ada@example.com", "p/w :"));
        assert_eq!(named.host, "mail.example.com");
    }

    #[test]
    fn what_names_no_server_is_refused_without_being_repeated() {
        for (url, error) in [
            ("mail.example.com", SmtpUrlError::NoUrl),
            ("https://mail.example.com", SmtpUrlError::Scheme),
            ("smtp://", SmtpUrlError::NoHost),
            ("smtp:mail.example.com", SmtpUrlError::NoHost),
            ("smtp://ma il.example.com", SmtpUrlError::NoUrl),
            ("smtp://mail.example.com/inbox", SmtpUrlError::MoreThanServer),
            ("smtp://mail.example.com?tls=no", SmtpUrlError::MoreThanServer),
            ("smtp://ada@mail.example.com", SmtpUrlError::Credentials),
            ("smtp://:hunter2@mail.example.com", SmtpUrlError::Credentials),
        ] {
            assert_eq!(server(url).err(), Some(error), "{url}");
            assert!(!error.to_string().contains("hunter2"));
        }
    }

    #[test]
    fn the_password_is_never_printed() {
        let Ok(url) = "smtp://infuse:hunter2@mail.example.com".parse::<SmtpUrl>();
        assert_eq!(format!("{url:?}"), "smtp:…");
    }
}
