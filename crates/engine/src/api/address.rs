use std::net::IpAddr;

use url::{Host, ParseError, Url};

use crate::error::{AppError, ErrorCode};

/// The address of a server as a person types it: a scheme may be missing, a path is dropped. Plain
/// HTTP is accepted on this computer only.
pub(crate) fn parse(typed: &str) -> Result<Url, AppError> {
    let typed = typed.trim();
    let invalid =
        |detail: &str| AppError { field: Some("url".to_owned()), ..AppError::new(ErrorCode::InvalidUrl, detail) };
    let mut url = with_scheme(typed).map_err(|error| invalid(&error.to_string()))?;
    if url.host_str().is_none_or(str::is_empty) {
        return Err(invalid("there is no host in it"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(invalid("it must not carry a name or password"));
    }
    match url.scheme() {
        "https" => {}
        "http" if is_loopback(&url) => {}
        "http" => return Err(invalid("plain HTTP is for this computer only")),
        other => return Err(invalid(&format!("{other} is not HTTPS"))),
    }
    url.set_path("/");
    url.set_query(None);
    url.set_fragment(None);
    Ok(url)
}

/// A server on this computer rarely has a certificate, and needs none.
fn with_scheme(typed: &str) -> Result<Url, ParseError> {
    if typed.contains("://") {
        return Url::parse(typed);
    }
    let secure = Url::parse(&format!("https://{typed}"))?;
    if is_loopback(&secure) { Url::parse(&format!("http://{typed}")) } else { Ok(secure) }
}

/// Whether the address is on this computer.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => is_here(address.into()),
        Some(Host::Ipv6(address)) => is_here(address.into()),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            name == "localhost" || name.ends_with(".localhost")
        }
        None => false,
    }
}

/// What is asked at no address in particular is asked here, on most systems.
fn is_here(address: IpAddr) -> bool {
    let address = address.to_canonical();
    address.is_loopback() || address.is_unspecified()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_trimmed_and_its_path_dropped() {
        for (typed, expected) in [
            (" https://infuse.example.com/app?tab=1#top ", "https://infuse.example.com/"),
            ("infuse.example.com:8443", "https://infuse.example.com:8443/"),
            ("127.0.0.1:8787", "http://127.0.0.1:8787/"),
            ("localhost", "http://localhost/"),
            ("https://localhost:8443", "https://localhost:8443/"),
            ("http://127.0.0.1:8787/v1", "http://127.0.0.1:8787/"),
            ("http://localhost:8787", "http://localhost:8787/"),
            ("http://[::1]:8787", "http://[::1]:8787/"),
        ] {
            assert_eq!(parse(typed).map(String::from), Ok(expected.to_owned()), "{typed}");
        }
    }

    #[test]
    fn an_address_that_is_none_or_would_send_secrets_in_the_clear_is_refused() {
        for typed in [
            "",
            "   ",
            "https://",
            "http://infuse.example.com",
            "ftp://127.0.0.1",
            "https://me:secret@example.com",
            "a b",
        ] {
            let refused = parse(typed).map_err(|error| (error.code, error.field));
            assert_eq!(refused, Err((ErrorCode::InvalidUrl, Some("url".to_owned()))), "{typed}");
        }
    }
}
