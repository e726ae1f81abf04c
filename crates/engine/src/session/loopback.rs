//! An address of this computer that a browser comes back to with what an identity provider gives out (RFC 8252, 7.3).

use std::collections::VecDeque;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use hyper::body::Incoming;
use hyper::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY};
use hyper::service::service_fn;
use hyper::{HeaderMap, Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use secrecy::SecretString;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::timeout;
use url::{Url, form_urlencoded};

/// How many connections are served at a time; the oldest makes room for the next. A browser opens a few, some of which it
/// says nothing on.
const MOST_CONNECTIONS: usize = 16;

/// How long one may take.
const CONNECTION_LIMIT: Duration = Duration::from_secs(10);

/// How long a system that takes no connection is left alone.
const PAUSE: Duration = Duration::from_millis(100);

/// What a browser came back with.
#[derive(Debug)]
pub(super) enum Answer {
    /// What the provider gave out.
    Code(SecretString),
    /// What the provider said no with (RFC 6749, 4.1.2.1).
    Refused(String),
}

/// It listens for one sign-in.
pub(super) struct Loopback {
    listener: TcpListener,
    redirect_uri: Url,
}

impl Loopback {
    /// Begins to listen, at a port that is free. Each server is come back from at a path of its own, which operators name to
    /// their identity provider: a server that hands on the sign-in of another one would be answered at that one's path,
    /// where nobody listens (RFC 9700, 4.4.2).
    pub(super) async fn bind(server: &Url) -> std::io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let (here, server) = (Ipv4Addr::LOCALHOST, server.host_str().unwrap_or_default());
        let redirect_uri = Url::parse(&format!("http://{here}:{port}/callback/{server}"));
        let redirect_uri = redirect_uri.map_err(std::io::Error::other)?;
        Ok(Self { listener, redirect_uri })
    }

    pub(super) fn redirect_uri(&self) -> &Url {
        &self.redirect_uri
    }

    /// Waits for the browser that comes with this state, and shows it `page`. Others who come, with another state or with
    /// none, learn nothing and end nothing.
    pub(super) async fn answer(self, state: &str, page: String) -> Answer {
        let path = self.redirect_uri.path().to_owned();
        let expected = Arc::new(Expected { path, state: state.to_owned(), page });
        let (mut connections, mut served) = (JoinSet::new(), VecDeque::new());
        loop {
            tokio::select! {
                Some(ended) = connections.join_next(), if !connections.is_empty() => {
                    if let Ok(Some(answer)) = ended {
                        return answer;
                    }
                }
                accepted = self.listener.accept() => match accepted {
                    Ok((stream, _)) => {
                        if served.len() == MOST_CONNECTIONS {
                            served.pop_front().inspect(AbortHandle::abort);
                        }
                        served.push_back(connections.spawn(serve(stream, expected.clone())));
                    }
                    // Too many files are open, or the like: it passes.
                    Err(_) => tokio::time::sleep(PAUSE).await,
                },
            }
        }
    }
}

/// Whom it waits for, and what they are shown.
struct Expected {
    path: String,
    state: String,
    page: String,
}

impl Expected {
    /// What a request says, where it is the one that is waited for.
    fn read(&self, request: &Request<Incoming>) -> Option<Answer> {
        if request.method() != Method::GET || request.uri().path() != self.path {
            return None;
        }
        let query = request.uri().query().unwrap_or_default();
        let value = |name: &str| {
            let mut pairs = form_urlencoded::parse(query.as_bytes());
            pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
        };
        if value("state")? != self.state {
            return None;
        }
        match value("code") {
            Some(code) => Some(Answer::Code(code.into())),
            None => Some(Answer::Refused(value("error").unwrap_or_default())),
        }
    }

    fn page(&self) -> Response<String> {
        let mut response = Response::new(self.page.clone());
        set_headers(response.headers_mut());
        response
    }
}

/// Nothing of the address goes to anyone, and nothing but the page is in it.
fn set_headers(headers: &mut HeaderMap) {
    for (name, value) in [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CACHE_CONTROL, "no-store"),
        (REFERRER_POLICY, "no-referrer"),
        (
            CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
        ),
    ] {
        headers.insert(name, hyper::header::HeaderValue::from_static(value));
    }
}

/// Serves one request. What came with it is answered once the browser has its page, or is gone.
async fn serve(stream: TcpStream, expected: Arc<Expected>) -> Option<Answer> {
    let heard = Mutex::new(None);
    let hear = service_fn(|request| {
        let response = match expected.read(&request) {
            Some(answer) => {
                *heard.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
                expected.page()
            }
            None => {
                let mut response = Response::new(String::new());
                *response.status_mut() = StatusCode::NOT_FOUND;
                response
            }
        };
        std::future::ready(Ok::<_, std::convert::Infallible>(response))
    });
    let mut http = hyper::server::conn::http1::Builder::new();
    http.keep_alive(false);
    // However it ends, what was heard by then counts.
    drop(timeout(CONNECTION_LIMIT, http.serve_connection(TokioIo::new(stream), hear)).await);
    heard.into_inner().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    use super::*;

    /// What somebody is answered who asks for that there.
    async fn ask(address: &Url, target: &str) -> String {
        let mut stream = TcpStream::connect(address.socket_addrs(|| None).unwrap()[0]).await.unwrap();
        stream
            .write_all(format!("{target} HTTP/1.1\r\nhost: {}\r\n\r\n", address.authority()).as_bytes())
            .await
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    }

    async fn begin() -> (Url, tokio::task::JoinHandle<Answer>) {
        let server = Url::parse("https://infuse.example.com:8443/").unwrap();
        let loopback = Loopback::bind(&server).await.unwrap();
        let address = loopback.redirect_uri().clone();
        (address, tokio::spawn(loopback.answer("ifa_right", "<p>Come back</p>".to_owned())))
    }

    #[tokio::test]
    async fn only_who_comes_with_the_state_ends_the_waiting() {
        let (address, waiting) = begin().await;
        // Many who say nothing keep nobody waiting.
        let mut silent = Vec::new();
        for _ in 0..2 * MOST_CONNECTIONS {
            silent.push(TcpStream::connect(address.socket_addrs(|| None).unwrap()[0]).await.unwrap());
        }
        for stranger in [
            "GET /callback/infuse.example.com",
            "GET /favicon.ico",
            "GET /callback/infuse.example.com?state=ifa_wrong&code=c",
            "GET /callback/infuse.example.com?code=c",
            "GET /callback/other.example.com?state=ifa_right&code=c",
            "HEAD /callback/infuse.example.com?state=ifa_right&code=c",
            "POST /callback/infuse.example.com?state=ifa_right&code=c",
        ] {
            let answer = ask(&address, stranger).await;
            assert!(answer.starts_with("HTTP/1.1 404") && !answer.contains("Come back"), "{stranger}: {answer}");
        }
        let shown = ask(&address, "GET /callback/infuse.example.com?state=ifa_right&code=a%2Fb").await;
        assert!(shown.starts_with("HTTP/1.1 200") && shown.ends_with("<p>Come back</p>"), "{shown}");
        assert!(shown.contains("no-store") && shown.contains("default-src 'none'"), "{shown}");
        match waiting.await.unwrap() {
            Answer::Code(code) => assert_eq!(code.expose_secret(), "a/b"),
            refused => panic!("{refused:?}"),
        }
    }

    #[tokio::test]
    async fn who_says_no_at_the_provider_ends_the_waiting_too() {
        let (address, waiting) = begin().await;
        let shown = ask(&address, "GET /callback/infuse.example.com?error=access_denied&state=ifa_right").await;
        assert!(shown.contains("Come back"), "{shown}");
        assert!(matches!(waiting.await.unwrap(), Answer::Refused(error) if error == "access_denied"));
    }
}
