//! The network address that a request came from.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderMap;
use http::request::Parts;

/// The address of a client, where it is known: behind a proxy the one that the proxy names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ClientAddress(Option<IpAddr>);

impl ClientAddress {
    /// The address that the middleware found for this request.
    pub fn of(parts: &Parts) -> Self {
        parts.extensions.get::<Self>().copied().unwrap_or_default()
    }
}

/// The network of a client, as far as it is one client's alone: its IPv4 address, or the /64 of its IPv6
/// address, within which a client can take any address (RFC 4291, 2.5.4; RFC 8981).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ClientNetwork(Option<IpAddr>);

impl From<ClientAddress> for ClientNetwork {
    fn from(ClientAddress(address): ClientAddress) -> Self {
        Self(address.map(|address| match address {
            IpAddr::V4(_) => address,
            IpAddr::V6(address) => first_of(address, 64).into(),
        }))
    }
}

impl ClientNetwork {
    /// The IPv6 network of `bits` that this one lies in: one customer may hold all of a /56 or a /48 (RFC 6177).
    /// `None` for IPv4, where an address is dear.
    pub(crate) fn within(self, bits: u32) -> Option<Self> {
        match self.0 {
            Some(IpAddr::V6(address)) => Some(Self(Some(first_of(address, bits).into()))),
            _ => None,
        }
    }

    /// Its first address, as text; `None` where the client's is not known.
    pub(crate) fn as_text(self) -> Option<String> {
        self.0.map(|address| address.to_string())
    }
}

/// The first address of the network of so many bits, fewer than 128.
fn first_of(address: Ipv6Addr, bits: u32) -> Ipv6Addr {
    Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << (128 - bits)))
}

impl From<IpAddr> for ClientAddress {
    /// An IPv4 address that came through an IPv6 socket is the IPv4 address.
    fn from(address: IpAddr) -> Self {
        Self(Some(address.to_canonical()))
    }
}

impl fmt::Display for ClientAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(address) => address.fmt(f),
            None => Ok(()),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for ClientAddress {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::of(parts))
    }
}

/// Middleware: finds the address, once for each request; `behind_proxy`: as our own proxy names it.
pub(crate) async fn find(State(behind_proxy): State<bool>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
    let forwarded = behind_proxy.then(|| forwarded_for(request.headers())).flatten();
    let address = forwarded.or(peer).map(ClientAddress::from).unwrap_or_default();
    request.extensions_mut().insert(address);
    next.run(request).await
}

/// The address that our own proxy saw: the last one of `X-Forwarded-For`, or of `Forwarded` (RFC 7239) where no
/// `X-Forwarded-For` came. Those before it are what the client claims.
///
/// Proxies that write `X-Forwarded-For` let a client's `Forwarded` pass, so that the other order would believe clients.
fn forwarded_for(headers: &HeaderMap) -> Option<IpAddr> {
    let last = |name| Some(headers.get_all(name).iter().next_back()?.to_str().unwrap_or_default());
    match last("x-forwarded-for") {
        Some(addresses) => address_of(addresses.rsplit(',').next()?),
        None => address_of(for_parameter(last_part(last("forwarded")?, ','))?),
    }
}

/// `for` of an element of `Forwarded`.
fn for_parameter(mut element: &str) -> Option<&str> {
    while !element.is_empty() {
        let parameter = last_part(element, ';');
        let (name, value) = parameter.split_once('=').unwrap_or_default();
        if name.trim().eq_ignore_ascii_case("for") {
            return Some(value);
        }
        element = element[..element.len() - parameter.len()].strip_suffix(';').unwrap_or_default();
    }
    None
}

/// What stands behind the last separator outside of quotes. It looks from the end, where our own proxy has written:
/// quotes that a client left open can hide nothing of that.
fn last_part(list: &str, separator: char) -> &str {
    let mut is_quoted = false;
    for (at, character) in list.char_indices().rev() {
        if character == '"' && !list[..at].ends_with('\\') {
            is_quoted = !is_quoted;
        } else if character == separator && !is_quoted {
            return &list[at + 1..];
        }
    }
    list
}

/// An address as gateways write it: bare, in quotes, in brackets, with a port behind it.
fn address_of(node: &str) -> Option<IpAddr> {
    let node = node.trim();
    let node = node.strip_prefix('"').and_then(|node| node.strip_suffix('"')).unwrap_or(node);
    if let Ok(address) = node.parse::<SocketAddr>() {
        return Some(address.ip());
    }
    node.strip_prefix('[').and_then(|node| node.strip_suffix(']')).unwrap_or(node).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_addresses_that_one_client_can_take_are_one_network() {
        let network = |text: &str| ClientNetwork::from(ClientAddress::from(text.parse::<IpAddr>().unwrap()));
        assert_eq!(network("2001:db8:0:1::1"), network("2001:db8:0:1:ffff:ffff:ffff:ffff"));
        assert_ne!(network("2001:db8:0:1::1"), network("2001:db8:0:2::1"));
        assert_eq!(network("::ffff:192.0.2.1"), network("192.0.2.1"));
        assert_ne!(network("::ffff:192.0.2.1"), network("::ffff:192.0.2.2"));
    }

    #[test]
    fn only_what_the_proxy_saw_is_believed() {
        let mut headers = HeaderMap::new();
        assert_eq!(forwarded_for(&headers), None);
        headers.append("x-forwarded-for", "198.51.100.1".parse().unwrap());
        headers.append("x-forwarded-for", "203.0.113.9, 192.0.2.7".parse().unwrap());
        assert_eq!(forwarded_for(&headers), "192.0.2.7".parse().ok());
    }

    fn forwarded(name: &'static str, value: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.append(name, value.parse().unwrap());
        forwarded_for(&headers).map(|address| address.to_string())
    }

    #[test]
    fn an_address_is_read_as_gateways_write_it() {
        for (written, address) in [
            ("203.0.113.9", "203.0.113.9"),
            ("203.0.113.9:4711", "203.0.113.9"),
            ("2001:db8::1", "2001:db8::1"),
            ("[2001:db8::1]", "2001:db8::1"),
            ("[2001:db8::1]:443", "2001:db8::1"),
            ("\"[2001:db8::1]\"", "2001:db8::1"),
            ("\"[2001:db8::1]:443\"", "2001:db8::1"),
        ] {
            for before in ["", "198.51.100.1, ", "\", "] {
                let heard = forwarded("x-forwarded-for", &format!("{before}{written} "));
                assert_eq!(heard.as_deref(), Some(address), "{before}{written}");
            }
            for around in
                ["for=*", "For=*;proto=https", "proto=https; for=* ;by=\"_a;b\"", "for=\", for=*", "for=1.2.3.4,for=*"]
            {
                let element = around.replace('*', written);
                assert_eq!(forwarded("forwarded", &element).as_deref(), Some(address), "{element}");
            }
        }
    }

    #[test]
    fn what_is_no_address_is_none() {
        for none in ["", "unknown", "_hidden", "203.0.113", "[2001:db8::1", "203.0.113.9:port", "203.0.113.9,"] {
            assert_eq!(forwarded("x-forwarded-for", none), None, "{none}");
            assert_eq!(forwarded("forwarded", &format!("for={none}")), None, "{none}");
        }
        for none in ["", "proto=https", "for", "by=203.0.113.9", "for=203.0.113.9, proto=https"] {
            assert_eq!(forwarded("forwarded", none), None, "{none}");
        }
    }

    /// The host is the client's word, and some proxies pass it on in quotes.
    #[test]
    fn quotes_of_a_client_say_nothing_about_its_address() {
        let element = r#"for=203.0.113.9;host="x,for=6.6.6.6;a=""#;
        assert_eq!(forwarded("forwarded", element).as_deref(), Some("203.0.113.9"));
        let escaped = r#"for=203.0.113.9;host="x\",for=6.6.6.6;a=""#;
        assert_eq!(forwarded("forwarded", escaped).as_deref(), Some("203.0.113.9"));
    }

    #[test]
    fn forwarded_is_asked_only_where_no_x_forwarded_for_came() {
        let mut headers = HeaderMap::new();
        headers.append("forwarded", "for=198.51.100.1".parse().unwrap());
        assert_eq!(forwarded_for(&headers), "198.51.100.1".parse().ok());
        headers.append("x-forwarded-for", "unknown".parse().unwrap());
        assert_eq!(forwarded_for(&headers), None);
        headers.append("x-forwarded-for", "203.0.113.9".parse().unwrap());
        assert_eq!(forwarded_for(&headers), "203.0.113.9".parse().ok());
    }
}
