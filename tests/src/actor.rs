//! Who talks to a server: anyone, a person who signed up, an agent with a token.

use std::sync::Once;

use infuse_protocol::Scope;
use infuse_protocol::account::{Account, SignUp, SignedUp};
use infuse_protocol::tokens::{IssuedToken, NewToken};
use infuse_protocol::workspace::Workspace;
use reqwest::Method;
use serde::Serialize;

use crate::response::Response;

/// The password of every person in a story.
pub const PASSWORD: &str = "a quiet harbour at dawn";

/// Sends requests to one server, with or without a secret.
#[derive(Clone, Debug)]
pub struct Caller {
    http: reqwest::Client,
    url: String,
    secret: Option<String>,
}

/// Someone with an account, signed in.
#[derive(Clone, Debug)]
pub struct Person {
    caller: Caller,
    pub account: Account,
    /// The personal workspace.
    pub workspace: Workspace,
}

/// A program with an API token.
#[derive(Clone, Debug)]
pub struct Agent {
    caller: Caller,
    workspace_id: String,
}

/// What all of them can do. Paths begin with a slash; a body is sent as JSON.
pub trait Requests {
    /// The one who sends.
    fn caller(&self) -> &Caller;

    fn get(&self, path: &str) -> impl Future<Output = Response> + Send {
        self.caller().send(Method::GET, path, None)
    }

    fn delete(&self, path: &str) -> impl Future<Output = Response> + Send {
        self.caller().send(Method::DELETE, path, None)
    }

    fn post(&self, path: &str, body: &(impl Serialize + ?Sized)) -> impl Future<Output = Response> + Send {
        self.caller().send(Method::POST, path, Some(to_json(body)))
    }

    fn put(&self, path: &str, body: &(impl Serialize + ?Sized)) -> impl Future<Output = Response> + Send {
        self.caller().send(Method::PUT, path, Some(to_json(body)))
    }

    fn patch(&self, path: &str, body: &(impl Serialize + ?Sized)) -> impl Future<Output = Response> + Send {
        self.caller().send(Method::PATCH, path, Some(to_json(body)))
    }

    /// Edits what stands at a version.
    fn edit(
        &self,
        path: &str,
        version: i64,
        body: &(impl Serialize + ?Sized),
    ) -> impl Future<Output = Response> + Send {
        self.edit_matching(path, format!("\"{version}\""), body)
    }

    /// Edits with this `If-Match`.
    fn edit_matching(
        &self,
        path: &str,
        if_match: String,
        body: &(impl Serialize + ?Sized),
    ) -> impl Future<Output = Response> + Send {
        let request = self.caller().request(Method::PATCH, path).header("if-match", if_match).json(body);
        async {
            let sent = async { Response::read(request.send().await?).await };
            sent.await.unwrap_or_else(|error| panic!("an edit got no answer: {error:?}"))
        }
    }
}

impl Caller {
    /// Someone without a secret. `url` has no slash at its end.
    pub fn new(url: String) -> Self {
        Self { http: http_client(), url, secret: None }
    }

    /// The same with a session's or token's secret.
    pub fn with_secret(&self, secret: &str) -> Self {
        Self { secret: Some(secret.to_owned()), ..self.clone() }
    }

    /// The secret that is sent, if there is one.
    pub fn secret(&self) -> Option<&str> {
        self.secret.as_deref()
    }

    /// The same at another server. The secret is kept.
    pub fn at(&self, url: &str) -> Self {
        Self { url: url.to_owned(), ..self.clone() }
    }

    /// The server's URL.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A request to be given a body or headers of its own.
    pub fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.url));
        match &self.secret {
            Some(secret) => request.bearer_auth(secret),
            None => request,
        }
    }

    /// Sends JSON; the error is the network's, as when the server dies meanwhile.
    pub async fn try_post(&self, path: &str, body: &(impl Serialize + ?Sized)) -> reqwest::Result<Response> {
        Response::read(self.request(Method::POST, path).json(body).send().await?).await
    }

    /// Asks; the error is the network's.
    pub async fn try_get(&self, path: &str) -> reqwest::Result<Response> {
        Response::read(self.request(Method::GET, path).send().await?).await
    }

    async fn send(&self, method: Method, path: &str, body: Option<serde_json::Value>) -> Response {
        let request = self.request(method.clone(), path);
        let request = if let Some(body) = body { request.json(&body) } else { request };
        let sent = async { Response::read(request.send().await?).await };
        sent.await.unwrap_or_else(|error| panic!("{method} {path} got no answer: {error:?}"))
    }
}

impl Person {
    /// A new token for the personal workspace.
    pub async fn token(&self, scopes: &[Scope]) -> Agent {
        let wanted = NewToken {
            name: "story".to_owned(),
            workspace_id: self.workspace.id.clone(),
            scopes: scopes.to_vec(),
            expires_at: None,
        };
        let token: IssuedToken = self.post("/v1/tokens", &wanted).await.expect_status(201).json();
        Agent { caller: self.caller.with_secret(&token.token), workspace_id: token.details.workspace_id }
    }

    /// What reports to the personal workspace with the session of the person, so that no token is made and nobody is
    /// mailed that one was.
    pub fn as_agent(&self) -> Agent {
        Agent { caller: self.caller.clone(), workspace_id: self.workspace.id.clone() }
    }

    /// The same person at another server on the same database.
    pub fn at(&self, url: &str) -> Self {
        Self { caller: self.caller.at(url), ..self.clone() }
    }

    /// Whoever else is signed in to the account.
    pub fn signed_in_as(self, secret: &str, account: Account) -> Self {
        Self { caller: self.caller.with_secret(secret), account, ..self }
    }
}

impl Agent {
    /// An agent that was given the URL of its workspace's events, and a token's secret.
    pub fn reporting_to(events_url: &str, secret: &str) -> Self {
        let parts = events_url.split_once("/v1/workspaces/").and_then(|(url, rest)| Some((url, rest.split_once('/')?)));
        let (url, (workspace_id, _)) = parts.expect("the URL of a workspace's events");
        let caller = Caller::new(url.to_owned()).with_secret(secret);
        Self { caller, workspace_id: workspace_id.to_owned() }
    }

    /// The workspace that its token is bound to.
    pub fn workspace_id(&self) -> &str {
        &self.workspace_id
    }

    /// Host and port of its server, as in `127.0.0.1:8787`.
    pub fn address(&self) -> &str {
        self.caller.url().trim_start_matches("http://")
    }

    /// The same agent at another server on the same database.
    pub fn at(&self, url: &str) -> Self {
        Self { caller: self.caller.at(url), ..self.clone() }
    }
}

pub async fn sign_up(caller: &Caller, name: &str) -> Person {
    let wanted = SignUp {
        name: name.to_owned(),
        email: format!("{name}@example.com"),
        password: PASSWORD.to_owned(),
        device: None,
    };
    let signed_up: SignedUp = caller.post("/v1/accounts", &wanted).await.expect_status(201).json();
    Person { caller: caller.with_secret(&signed_up.token), account: signed_up.account, workspace: signed_up.workspace }
}

impl Requests for Caller {
    fn caller(&self) -> &Caller {
        self
    }
}

impl Requests for Person {
    fn caller(&self) -> &Caller {
        &self.caller
    }
}

impl Requests for Agent {
    fn caller(&self) -> &Caller {
        &self.caller
    }
}

fn to_json(body: &(impl Serialize + ?Sized)) -> serde_json::Value {
    serde_json::to_value(body).expect("bodies of stories are plain data")
}

fn http_client() -> reqwest::Client {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        // Another part of the test may have installed the same one.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
    reqwest::Client::builder().no_proxy().timeout(crate::wait::PATIENCE).build().expect("a provider is installed")
}
