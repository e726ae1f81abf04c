//! An identity provider: oidc-provider, and a browser that goes through its pages.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Stdio;

use reqwest::redirect::Policy;
use reqwest::{Client, header};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};
use url::Url;

/// An identity provider on this computer. Dropping it ends it.
pub struct IdentityProvider {
    port: u16,
    child: Child,
}

/// How it knows the client, and signs.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// Empty: the client has none.
    pub secret: &'static str,
    /// As in RFC 7518, 3.1.
    pub algorithm: &'static str,
}

impl IdentityProvider {
    /// One on a free port.
    pub async fn start(terms: Terms) -> Self {
        Self::start_at(0, terms).await
    }

    /// One on that port, with keys of its own.
    pub async fn start_at(port: u16, terms: Terms) -> Self {
        let package = std::env::var("INFUSE_TEST_OIDC_PROVIDER").expect(
            "INFUSE_TEST_OIDC_PROVIDER names the folder of oidc-provider: `cargo xtask test` installs it, and sets it",
        );
        let mut child = Command::new("node")
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/identity_provider/provider.mjs"))
            .args([package, port.to_string(), terms.secret.to_owned(), terms.algorithm.to_owned()])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            // It says at length what it would do in production.
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("Node can be started");
        let mut lines = BufReader::new(child.stdout.as_mut().expect("it is piped")).lines();
        let port = loop {
            let line = lines.next_line().await.expect("a line").expect("it says its port before it ends");
            if let Ok(port) = line.trim().parse() {
                break port;
            }
        };
        Self { port, child }
    }

    /// What it calls itself.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// Ends it, and waits until it has.
    pub async fn stop(mut self) {
        self.child.kill().await.expect("it can be ended");
    }
}

/// Opens an address of an identity provider as a browser does in which nobody is logged in, logs in and consents. Answers
/// what comes to the app's address, by its names.
pub async fn log_in(authorization_url: &str, login: &str) -> BTreeMap<String, String> {
    come_back(authorization_url, login).await.query_pairs().into_owned().collect()
}

/// The same; answers the app's address with what came to it, where nobody has gone yet.
pub async fn come_back(authorization_url: &str, login: &str) -> Url {
    Browser::default().come_back(authorization_url, login).await
}

/// A browser that keeps its cookies.
#[derive(Default)]
pub struct Browser {
    cookies: BTreeMap<String, String>,
    /// How often somebody was asked to log in.
    pub log_ins: usize,
}

enum Shown {
    Page(Url, String),
    Elsewhere(Url),
}

impl Browser {
    /// Opens an address of an identity provider, logs in where that is asked for, and consents. Answers the app's address with
    /// what came to it, where nobody has gone yet.
    pub async fn come_back(&mut self, authorization_url: &str, login: &str) -> Url {
        let asked = Url::parse(authorization_url).expect("an address");
        let redirect_uri =
            asked.query_pairs().find(|(name, _)| name == "redirect_uri").expect("an address to come back to").1;
        let mut next = self.open(authorization_url, None).await;
        // A log-in, a consent, and what leads from one to the other.
        for _ in 0..12 {
            next = match next {
                Shown::Elsewhere(url) if url.as_str().starts_with(&*redirect_uri) => return url,
                Shown::Elsewhere(url) => self.open(url.as_str(), None).await,
                Shown::Page(url, page) if page.contains(r#"name="prompt" value="login""#) => {
                    self.log_ins += 1;
                    let form = [("prompt", "login"), ("login", login), ("password", "any")];
                    self.open(url.as_str(), Some(&form)).await
                }
                Shown::Page(url, page) if page.contains(r#"name="prompt" value="consent""#) => {
                    self.open(url.as_str(), Some(&[("prompt", "consent")])).await
                }
                Shown::Page(url, page) => panic!("{url} is neither a log-in nor a consent: {page}"),
            };
        }
        panic!("the identity provider leads nowhere");
    }

    async fn open(&mut self, url: &str, form: Option<&[(&str, &str)]>) -> Shown {
        let url = Url::parse(url).expect("an address");
        let client = Client::builder().redirect(Policy::none()).no_proxy().build().expect("a client");
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = match form {
            Some(form) => {
                let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
                client.post(url.clone()).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(body)
            }
            None => client.get(url.clone()),
        };
        let answer = request.header(header::COOKIE, cookies.join("; ")).send().await.expect("an answer");
        for cookie in answer.headers().get_all(header::SET_COOKIE) {
            let (name, rest) = cookie.to_str().expect("text").split_once('=').expect("a name");
            self.cookies.insert(name.to_owned(), rest.split(';').next().unwrap_or_default().to_owned());
        }
        self.cookies.retain(|_, value| !value.is_empty());
        match answer.headers().get(header::LOCATION) {
            Some(to) => Shown::Elsewhere(url.join(to.to_str().expect("text")).expect("an address")),
            None => Shown::Page(url, answer.text().await.expect("a page")),
        }
    }
}
