//! The identity provider that people may sign in with (OpenID Connect Core 1.0, the authorization code flow): where it
//! sends them, and whom it vouches for. It knows no account, and nothing that it says is believed before it is checked.

mod cached;
mod claims;
mod discovery;
mod fetch;
mod jws;
mod keys;
mod waits;

use std::sync::Arc;
use std::time::Duration;

use reqwest::RequestBuilder;
use serde::Deserialize;
use tokio::time::timeout;
use url::Url;
use url::form_urlencoded::{Serializer, byte_serialize};

use cached::Cached;
use claims::{Claims, Expected, UserInfo};
use discovery::Discovery;
use fetch::{Answer, Fetch};
use jws::Jws;
use keys::Keys;
use waits::Waits;

pub(crate) use claims::{Nonce, Vouched};
pub(crate) use waits::Wait;

use crate::client_address::ClientNetwork;
use crate::clock::SharedClock;
use crate::oidc_settings::OidcClient;
use crate::problem::ApiError;

/// How long all that is asked of the provider for one sign-in may take together.
const SIGN_IN_LIMIT: Duration = Duration::from_secs(15);

/// What is asked for: who the person is, their address, and their name.
const SCOPE: &str = "openid email profile";

/// A handle; clones share what is known of the provider.
#[derive(Clone, Debug)]
pub(crate) struct Provider(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    client: OidcClient,
    clock: SharedClock,
    fetch: Fetch,
    discovery: Cached<Discovery>,
    keys: Cached<Keys>,
    waits: Waits,
}

/// Why the provider has vouched for nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProviderError {
    /// It did not answer, not in time, or that it can not for now.
    Away,
    /// What it says is not to be believed, or can not be read; and what is wrong with it.
    Invalid(&'static str),
    /// It did not have the person log in again, and says so.
    TooLongAgo,
    /// It does not take the code: it was used, has expired, or is of another sign-in.
    CodeRefused,
}

/// A sign-in that a person is about to be sent to the provider for.
pub(crate) struct Beginning<'a> {
    pub(crate) redirect_uri: &'a str,
    /// RFC 7636, S256.
    pub(crate) code_challenge: &'a str,
    pub(crate) state: &'a str,
    pub(crate) nonce: &'a Nonce,
    /// In seconds.
    pub(crate) max_age: i64,
}

/// A sign-in that a person has come back from.
pub(crate) struct Ending<'a> {
    pub(crate) redirect_uri: &'a str,
    pub(crate) code: &'a str,
    pub(crate) code_verifier: &'a str,
    pub(crate) nonce_hash: &'a str,
    /// In seconds.
    pub(crate) max_age: i64,
    /// When it began: nothing that the provider said before was said of it.
    pub(crate) begun_ms: i64,
}

/// RFC 6749, 5.1, with OpenID Connect Core 1.0, 3.1.3.3.
#[derive(Deserialize)]
struct Tokens {
    id_token: String,
    access_token: Option<String>,
}

/// RFC 6749, 5.2.
#[derive(Deserialize)]
struct Refusal {
    error: String,
}

impl Provider {
    /// # Errors
    /// Where the certificates can not be loaded that the provider's is checked by.
    pub(crate) fn new(client: OidcClient, clock: SharedClock) -> Result<Self, reqwest::Error> {
        let fetch = Fetch::new(&client.issuer_url)?;
        let (discovery, keys, waits) = (Cached::default(), Cached::default(), Waits::default());
        Ok(Self(Arc::new(Parts { client, clock, fetch, discovery, keys, waits })))
    }

    /// What it is known by, to the letter.
    pub(crate) fn issuer(&self) -> &str {
        &self.0.client.issuer
    }

    /// What people know it as.
    pub(crate) fn name(&self) -> &str {
        &self.0.client.name
    }

    /// Whether it may be linked to accounts that have a password.
    pub(crate) fn links_accounts(&self) -> bool {
        self.0.client.links_accounts
    }

    /// A place among those who wait for the provider; it is given back when it is dropped.
    ///
    /// # Errors
    /// 503 `busy` where too many wait, or too many of that network.
    pub(crate) fn wait(&self, network: ClientNetwork) -> Result<Wait, ApiError> {
        self.0.waits.begin(network)
    }

    /// What the person's browser is to open (OpenID Connect Core 1.0, 3.1.2.1).
    pub(crate) async fn authorization_url(&self, beginning: Beginning<'_>) -> Result<Url, ProviderError> {
        let mut url = self.discovery().await?.authorization_endpoint.clone();
        url.query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.0.client.id)
            .append_pair("redirect_uri", beginning.redirect_uri)
            .append_pair("scope", SCOPE)
            .append_pair("state", beginning.state)
            .append_pair("nonce", beginning.nonce.reveal())
            .append_pair("code_challenge", beginning.code_challenge)
            .append_pair("code_challenge_method", "S256")
            .append_pair("max_age", &beginning.max_age.to_string());
        Ok(url)
    }

    /// Whom the provider vouches for.
    pub(crate) async fn redeem(&self, ending: Ending<'_>) -> Result<Vouched, ProviderError> {
        timeout(SIGN_IN_LIMIT, self.try_redeem(ending)).await.unwrap_or(Err(ProviderError::Away))
    }

    async fn try_redeem(&self, ending: Ending<'_>) -> Result<Vouched, ProviderError> {
        let discovery = self.discovery().await?;
        let tokens = self.exchange(&discovery, &ending).await?;
        let claims = self.verified(&discovery, &tokens.id_token).await?;
        let OidcClient { issuer, id: client_id, .. } = &self.0.client;
        let tells_log_in = discovery.tells_log_in;
        let Ending { nonce_hash, max_age, begun_ms, .. } = ending;
        let expected = Expected { issuer, client_id, nonce_hash, max_age, tells_log_in, begun_ms };
        claims.check(&expected, self.0.clock.now_ms())?;
        let user_info = match (&discovery.userinfo_endpoint, &tokens.access_token) {
            // Many say there alone what a person is called and reached by.
            (Some(endpoint), Some(token)) if claims.has_no_email() => Some(self.user_info(endpoint, token).await?),
            _ => None,
        };
        claims.vouch(user_info, tells_log_in)
    }

    async fn discovery(&self) -> Result<Arc<Discovery>, ProviderError> {
        let Parts { client, clock, fetch, discovery, .. } = &*self.0;
        discovery.get(clock.now_ms(), || Discovery::fetch(fetch, client)).await
    }

    /// What the provider gives for the code (RFC 6749, 4.1.3; RFC 7636, 4.5).
    async fn exchange(&self, discovery: &Discovery, ending: &Ending<'_>) -> Result<Tokens, ProviderError> {
        let request = self.code_request(discovery, ending);
        match self.0.fetch.send(request).await? {
            Answer::Ok(body) => parsed(&body, "its answer to a code can not be read"),
            Answer::Refused(body) => {
                let Refusal { error } = parsed(&body, "its refusal of a code can not be read")?;
                if error == "invalid_grant" {
                    return Err(ProviderError::CodeRefused);
                }
                Err(ProviderError::Invalid("it refuses this server: look at client id, secret and redirect addresses"))
            }
        }
    }

    fn code_request(&self, discovery: &Discovery, ending: &Ending<'_>) -> RequestBuilder {
        let OidcClient { id, secret, .. } = &self.0.client;
        let mut form = Serializer::new(String::new());
        form.append_pair("grant_type", "authorization_code")
            .append_pair("code", ending.code)
            .append_pair("redirect_uri", ending.redirect_uri)
            .append_pair("code_verifier", ending.code_verifier);
        let mut request = self.0.fetch.post(&discovery.token_endpoint);
        match secret {
            // RFC 6749, 2.3.1: both are encoded as in a form.
            Some(secret) if discovery.takes_basic => {
                let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
                request = request.basic_auth(encoded(id), Some(encoded(secret.reveal())));
            }
            Some(secret) => {
                form.append_pair("client_id", id).append_pair("client_secret", secret.reveal());
            }
            None => {
                form.append_pair("client_id", id);
            }
        }
        request.header("content-type", "application/x-www-form-urlencoded").body(form.finish())
    }

    /// What an ID token says whose signature is the provider's.
    async fn verified(&self, discovery: &Discovery, id_token: &str) -> Result<Claims, ProviderError> {
        let Parts { clock, fetch, keys: cached, .. } = &*self.0;
        let (jws, now_ms) = (Jws::parse(id_token)?, clock.now_ms());
        let fetched = || Keys::fetch(fetch, &discovery.jwks_uri);
        let keys = cached.get(now_ms, fetched).await?;
        let is_signed = match keys.verify(&jws)? {
            Some(is_signed) => is_signed,
            // The provider may have new keys.
            None => match cached.renew(now_ms, &keys, fetched).await? {
                Some(keys) => keys.verify(&jws)?.unwrap_or(false),
                None => false,
            },
        };
        if is_signed { jws.claims() } else { Err(ProviderError::Invalid("an ID token has a wrong signature")) }
    }

    /// OpenID Connect Core 1.0, 5.3.
    async fn user_info(&self, endpoint: &Url, access_token: &str) -> Result<UserInfo, ProviderError> {
        match self.0.fetch.send(self.0.fetch.get(endpoint).bearer_auth(access_token)).await? {
            Answer::Ok(body) => parsed(&body, "what it says of a person can not be read"),
            Answer::Refused(_) => Err(ProviderError::Invalid("it does not say who a person is")),
        }
    }
}

fn parsed<'a, T: Deserialize<'a>>(body: &'a [u8], fault: &'static str) -> Result<T, ProviderError> {
    serde_json::from_slice(body).map_err(|_| ProviderError::Invalid(fault))
}

impl From<ProviderError> for ApiError {
    fn from(error: ProviderError) -> Self {
        match error {
            ProviderError::Away => Self::Unavailable { reason: "identity_provider_away" },
            ProviderError::Invalid(fault) => {
                tracing::warn!(fault, "the identity provider is not believed");
                Self::Unavailable { reason: "identity_provider_invalid" }
            }
            ProviderError::TooLongAgo => Self::forbidden_as(
                "not_asked_again",
                "The identity provider let you in without a log-in. Log out there, and begin again.",
            ),
            ProviderError::CodeRefused => authorization_ended(),
        }
    }
}

/// 401 for a sign-in that was used, has expired, or is another app's; it does not tell which.
pub(crate) fn authorization_ended() -> ApiError {
    ApiError::invalid_code(Some("authorization_ended"), "This sign-in has ended. Begin again.")
}
