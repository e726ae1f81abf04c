//! One question to the provider, whose answer is neither waited for long nor read to any length.

use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder};
use url::Url;

use super::ProviderError;
use crate::oidc_settings::is_loopback;

/// From the first byte that is sent to the last that is read.
const ANSWER_LIMIT: Duration = Duration::from_secs(5);

/// In bytes. What providers say of themselves takes a tenth of it.
const LARGEST_ANSWER: usize = 256 * 1024;

#[derive(Clone, Debug)]
pub(super) struct Fetch(Client);

/// What the provider has answered.
pub(super) enum Answer {
    /// 200
    Ok(Vec<u8>),
    /// 400 to 499, where waiting helps nothing.
    Refused(Vec<u8>),
}

impl Fetch {
    pub(super) fn new(issuer: &Url) -> Result<Self, reqwest::Error> {
        if rustls::crypto::CryptoProvider::get_default().is_none() {
            // Another part of the process may be faster with the same one.
            let _ = rustls::crypto::ring::default_provider().install_default();
        }
        // Whoever answers is asked, and sends nobody elsewhere.
        let client = Client::builder().redirect(Policy::none()).timeout(ANSWER_LIMIT).user_agent("Infuse");
        let client = if is_loopback(issuer) { client.no_proxy() } else { client };
        client.build().map(Self)
    }

    pub(super) fn get(&self, url: &Url) -> RequestBuilder {
        self.0.get(url.clone())
    }

    pub(super) fn post(&self, url: &Url) -> RequestBuilder {
        self.0.post(url.clone())
    }

    pub(super) async fn send(&self, request: RequestBuilder) -> Result<Answer, ProviderError> {
        let request = request.header("accept", "application/json");
        let mut response = request.send().await.map_err(away)?;
        let status = response.status();
        if status.is_server_error() || status.as_u16() == 429 {
            tracing::warn!(status = status.as_u16(), "the identity provider answers that it can not");
            return Err(ProviderError::Away);
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(away)? {
            if body.len() + chunk.len() > LARGEST_ANSWER {
                return Err(ProviderError::Invalid("an answer is too large"));
            }
            body.extend_from_slice(&chunk);
        }
        match status.as_u16() {
            200 => Ok(Answer::Ok(body)),
            400..=499 => Ok(Answer::Refused(body)),
            _ => Err(ProviderError::Invalid("an answer is none to what was asked")),
        }
    }
}

/// Its address is left out: it is the operator's, and is known to them.
fn away(error: reqwest::Error) -> ProviderError {
    let error = error.without_url();
    tracing::warn!(%error, "the identity provider did not answer");
    ProviderError::Away
}
