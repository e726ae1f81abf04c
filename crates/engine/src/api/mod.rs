//! The HTTP client of an Infuse server. What is asked stands with its domain: `account::api`, `usage::api`, ….

pub(crate) mod address;
mod failure;
mod stream;

use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use infuse_protocol::Page;
use reqwest::{Method, RequestBuilder, Response, StatusCode, header};
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use serde::de::DeserializeOwned;
use url::Url;

pub(crate) use failure::ApiError;
pub(crate) use stream::{StreamItem, StreamMessage};

use crate::error::{AppError, ErrorCode};

/// Time to reach the server, and time for a whole answer.
const CONNECT_LIMIT: Duration = Duration::from_secs(5);
const ANSWER_LIMIT: Duration = Duration::from_secs(30);

/// A stream says something every 15 seconds; one that was silent for so long is dead.
const SILENCE_LIMIT: Duration = Duration::from_secs(40);

/// No answer is larger: a page of 1,000 entries takes about 1 MiB.
const LARGEST_ANSWER: usize = 16 * 1024 * 1024;

/// The largest page that the contract allows.
pub(crate) const PAGE: usize = 1_000;

/// Nobody has so many sessions, tokens or workspaces.
const LONGEST_LIST: usize = 10_000;

/// How often a request that may be repeated is sent again.
const RETRIES: usize = 3;

/// A longer `Retry-After` is told to the person instead of being waited for.
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(20);

/// Whether a request may be sent again when no answer came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeat {
    /// A second one changes nothing.
    Safe,
    Never,
}

/// A server, and on whose behalf it is asked.
#[derive(Clone, Debug)]
pub(crate) struct Api {
    base: Url,
    http: reqwest::Client,
    streaming: reqwest::Client,
    token: Option<SecretString>,
    retries: usize,
}

impl Api {
    /// A client for the server at `base`, without a session. The process must have installed a rustls provider.
    pub(crate) fn new(base: Url) -> Result<Self, AppError> {
        // Without one the client's builder would panic.
        if rustls::crypto::CryptoProvider::get_default().is_none() {
            return Err(AppError::new(ErrorCode::Internal, "the process has installed no TLS provider"));
        }
        let build = |builder: reqwest::ClientBuilder| {
            // The contract knows no redirects, and a proxy can not reach this computer's own ports.
            let builder = builder.redirect(reqwest::redirect::Policy::none()).connect_timeout(CONNECT_LIMIT);
            let builder = if address::is_loopback(&base) { builder.no_proxy() } else { builder };
            builder.build().map_err(|error| AppError::new(ErrorCode::Internal, format!("no HTTP client: {error}")))
        };
        let http = build(reqwest::Client::builder().timeout(ANSWER_LIMIT))?;
        let streaming = build(reqwest::Client::builder().read_timeout(SILENCE_LIMIT))?;
        Ok(Self { base, http, streaming, token: None, retries: RETRIES })
    }

    /// The same server, asked with this session or token.
    pub(crate) fn with_token(&self, token: SecretString) -> Self {
        Self { token: Some(token), ..self.clone() }
    }

    /// The same session at a server that stands elsewhere by now.
    ///
    /// # Errors
    /// As for [`Api::new`].
    pub(crate) fn moved_to(&self, base: Url) -> Result<Self, AppError> {
        if base == self.base {
            return Ok(self.clone());
        }
        Ok(Self { token: self.token.clone(), ..Self::new(base)? })
    }

    /// The same, with one try for each request: for someone who waits for the answer of a server that is known to be
    /// out of reach.
    pub(crate) fn with_one_try(&self) -> Self {
        Self { retries: 0, ..self.clone() }
    }

    /// The server.
    pub(crate) fn base(&self) -> &Url {
        &self.base
    }

    /// Whether the server runs on this computer.
    pub(crate) fn is_on_this_computer(&self) -> bool {
        address::is_loopback(&self.base)
    }

    pub(crate) fn address(&self, path: &str) -> Result<Url, ApiError> {
        self.base.join(path).map_err(|error| ApiError::Nonsense(format!("{path}: {error}")))
    }

    pub(crate) async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, ApiError> {
        self.repeated(Repeat::Safe, || async { decode(self.request(Method::GET, path)?.send().await?).await }).await
    }

    /// All of a list, page by page. One that does not end is left where no list of the contract reaches.
    pub(crate) async fn list<T: DeserializeOwned>(&self, path: &str) -> Result<Vec<T>, ApiError> {
        let mut items = Vec::new();
        let mut cursor = None::<String>;
        loop {
            let page = self.page(path, cursor.as_deref()).await?;
            let goes_on = !page.items.is_empty() && items.len() < LONGEST_LIST;
            items.extend(page.items);
            match page.next_cursor {
                Some(next) if goes_on => cursor = Some(next),
                _ => return Ok(items),
            }
        }
    }

    /// One page of a list: the one behind the cursor, or the first.
    pub(crate) async fn page<T: DeserializeOwned>(
        &self,
        path: &str,
        cursor: Option<&str>,
    ) -> Result<Page<T>, ApiError> {
        self.get(&page_of(path, cursor)).await
    }

    /// Sends a body and reads the answer.
    pub(crate) async fn send<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: &impl Serialize,
        repeat: Repeat,
    ) -> Result<T, ApiError> {
        self.repeated(repeat, || async { decode(self.request(method.clone(), path)?.json(body).send().await?).await })
            .await
    }

    /// Edits a resource that stands at `version` (`If-Match`), and reads how it stands then.
    pub(crate) async fn edit<T: DeserializeOwned>(
        &self,
        path: &str,
        version: i64,
        edit: &impl Serialize,
    ) -> Result<T, ApiError> {
        self.repeated(Repeat::Safe, || async {
            let request = self.request(Method::PATCH, path)?.header(header::IF_MATCH, format!("\"{version}\""));
            decode(request.json(edit).send().await?).await
        })
        .await
    }

    /// Sends a body whose answer does not matter beyond its success.
    pub(crate) async fn tell(&self, method: Method, path: &str, body: &impl Serialize) -> Result<(), ApiError> {
        self.tell_by(method, path, body, Repeat::Safe).await
    }

    /// The same of what is said once.
    pub(crate) async fn tell_once(&self, method: Method, path: &str, body: &impl Serialize) -> Result<(), ApiError> {
        self.tell_by(method, path, body, Repeat::Never).await
    }

    async fn tell_by(&self, method: Method, path: &str, body: &impl Serialize, repeat: Repeat) -> Result<(), ApiError> {
        self.repeated(repeat, || async {
            accept(self.request(method.clone(), path)?.json(body).send().await?).await.map(drop)
        })
        .await
    }

    pub(crate) async fn delete(&self, path: &str) -> Result<(), ApiError> {
        self.repeated(Repeat::Safe, || async {
            accept(self.request(Method::DELETE, path)?.send().await?).await.map(drop)
        })
        .await
    }

    /// An answer that is no JSON, with its tag; `None` where it is still the one of the tag that is known.
    pub(crate) async fn fetch(&self, path: &str, known: Option<&str>) -> Result<Option<Answer>, ApiError> {
        self.repeated(Repeat::Safe, || async {
            let request = self.request(Method::GET, path)?;
            let response = match known {
                Some(tag) => request.header(header::IF_NONE_MATCH, tag).send().await?,
                None => request.send().await?,
            };
            if response.status() == StatusCode::NOT_MODIFIED {
                return Ok(None);
            }
            let response = accept(response).await?;
            let text = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
            let (tag, language) = (text(header::ETAG), text(header::CONTENT_LANGUAGE));
            Ok(Some(Answer { body: read(response).await?, tag, language }))
        })
        .await
    }

    /// An answer that may be larger than memory, piece by piece, for as long as pieces come.
    pub(crate) async fn download(&self, path: &str) -> Result<Download, ApiError> {
        let request = self.streaming.get(self.address(path)?);
        Ok(Download(accept(self.authorized(request).send().await?).await?))
    }

    fn request(&self, method: Method, path: &str) -> Result<RequestBuilder, ApiError> {
        Ok(self.authorized(self.http.request(method, self.address(path)?)))
    }

    fn authorized(&self, request: RequestBuilder) -> RequestBuilder {
        match &self.token {
            Some(token) => request.bearer_auth(token.expose_secret()),
            None => request,
        }
    }

    async fn repeated<T, F>(&self, repeat: Repeat, attempt: impl FnMut() -> F) -> Result<T, ApiError>
    where
        F: Future<Output = Result<T, ApiError>>,
    {
        let pauses = ExponentialBuilder::default()
            .with_min_delay(Duration::from_millis(200))
            .with_max_delay(Duration::from_secs(5))
            .with_max_times(self.retries)
            .with_jitter();
        attempt
            .retry(pauses)
            .when(|error| repeat == Repeat::Safe && error.may_pass())
            .adjust(|error, pause| match error.retry_after() {
                Some(wished) if wished > LONGEST_RETRY_AFTER => None,
                Some(wished) => pause.map(|pause| pause.max(wished)),
                None => pause,
            })
            .await
    }
}

/// An answer that can be asked for again by its tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) body: Vec<u8>,
    /// `ETag`.
    pub(crate) tag: Option<String>,
    /// `Content-Language`.
    pub(crate) language: Option<String>,
}

/// An answer on its way.
pub(crate) struct Download(Response);

impl Download {
    /// The next piece; `None` behind the last.
    ///
    /// # Errors
    /// When the answer breaks off.
    pub(crate) async fn next(&mut self) -> Result<Option<impl AsRef<[u8]> + use<>>, ApiError> {
        Ok(self.0.chunk().await?)
    }
}

/// Where a page of a list is asked for: the one behind the cursor, or the first.
fn page_of(path: &str, cursor: Option<&str>) -> String {
    let mut query = url::form_urlencoded::Serializer::for_suffix(format!("{path}?"), path.len() + 1);
    query.append_pair("limit", &PAGE.to_string()).extend_pairs(cursor.map(|cursor| ("cursor", cursor)));
    query.finish()
}

/// A success as it is; anything else as its error.
async fn accept(response: Response) -> Result<Response, ApiError> {
    let status = response.status();
    if status.is_success() {
        return Ok(response);
    }
    let retry_after = response.headers().get(header::RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
    let body = read(response).await?;
    match serde_json::from_slice(&body) {
        Ok(problem) => Err(ApiError::Problem { problem, retry_after: retry_after.map(Duration::from_secs) }),
        // A proxy that can not reach the server answers for it.
        Err(_) if matches!(status, StatusCode::BAD_GATEWAY | StatusCode::GATEWAY_TIMEOUT) => {
            Err(ApiError::Unreachable(format!("the proxy answered {status}")))
        }
        Err(_) => Err(ApiError::Nonsense(format!("{status} without a problem document"))),
    }
}

async fn decode<T: DeserializeOwned>(response: Response) -> Result<T, ApiError> {
    let body = read(accept(response).await?).await?;
    serde_json::from_slice(&body).map_err(|error| ApiError::Nonsense(error.to_string()))
}

async fn read(mut response: Response) -> Result<Vec<u8>, ApiError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if body.len() + chunk.len() > LARGEST_ANSWER {
            return Err(ApiError::Nonsense("the answer is too large".to_owned()));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

#[cfg(test)]
mod tests;
