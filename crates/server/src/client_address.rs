//! The network address that a request came from.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderMap;
use http::request::Parts;

use crate::app::App;

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

/// Middleware: finds the address, once for each request.
pub(crate) async fn find(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
    let forwarded = app.settings.behind_proxy.then(|| forwarded_for(request.headers())).flatten();
    let address = forwarded.or(peer).map(ClientAddress::from).unwrap_or_default();
    request.extensions_mut().insert(address);
    next.run(request).await
}

/// The last address of `X-Forwarded-For`: the one that our own proxy saw. Those before it are what
/// the client claims.
fn forwarded_for(headers: &HeaderMap) -> Option<IpAddr> {
    headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
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
}
