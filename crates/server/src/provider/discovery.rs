//! Where the provider is asked what (OpenID Connect Discovery 1.0).

use serde::Deserialize;
use url::Url;

use super::fetch::{Answer, Fetch};
use super::{ProviderError, parsed};
use crate::oidc_settings::{OidcClient, is_kept_from_others, is_loopback};

#[derive(Debug)]
pub(super) struct Discovery {
    pub(super) authorization_endpoint: Url,
    pub(super) token_endpoint: Url,
    pub(super) jwks_uri: Url,
    pub(super) userinfo_endpoint: Option<Url>,
    /// Whether the secret goes into a header, as is the rule, and not into the form.
    pub(super) takes_basic: bool,
    /// Whether it says that it tells when people have logged in.
    pub(super) tells_log_in: bool,
}

/// OpenID Connect Discovery 1.0, 3.
#[derive(Deserialize)]
struct Document {
    issuer: String,
    authorization_endpoint: Url,
    token_endpoint: Url,
    jwks_uri: Url,
    userinfo_endpoint: Option<Url>,
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
    code_challenge_methods_supported: Option<Vec<String>>,
    claims_supported: Option<Vec<String>>,
}

impl Discovery {
    pub(super) async fn fetch(fetch: &Fetch, client: &OidcClient) -> Result<Self, ProviderError> {
        let url = format!("{}/.well-known/openid-configuration", client.issuer.trim_end_matches('/'));
        let url = Url::parse(&url).map_err(|_| ProviderError::Invalid("its issuer is no address"))?;
        match fetch.send(fetch.get(&url)).await? {
            Answer::Ok(body) => Self::of(parsed(&body, "what it says of itself can not be read")?, client),
            Answer::Refused(_) => Err(ProviderError::Invalid("it does not say where it is asked what")),
        }
    }

    fn of(document: Document, client: &OidcClient) -> Result<Self, ProviderError> {
        if document.issuer != client.issuer {
            return Err(ProviderError::Invalid("it calls itself something else than --oidc-issuer says"));
        }
        // Where nothing is said, it may know it all the same.
        if document.code_challenge_methods_supported.is_some_and(|methods| methods.iter().all(|one| one != "S256")) {
            return Err(ProviderError::Invalid("it knows no PKCE with S256"));
        }
        let endpoints = [&document.authorization_endpoint, &document.token_endpoint, &document.jwks_uri];
        let is_here = is_loopback(&client.issuer_url);
        let is_safe = |url: &Url| if is_here { is_kept_from_others(url) } else { url.scheme() == "https" };
        if !endpoints.into_iter().chain(&document.userinfo_endpoint).all(is_safe) {
            return Err(ProviderError::Invalid("one of its addresses is not kept from others by TLS"));
        }
        let methods = document.token_endpoint_auth_methods_supported;
        let names = |method: &str| methods.as_ref().is_some_and(|methods| methods.iter().any(|one| one == method));
        let claims = document.claims_supported.unwrap_or_default();
        Ok(Self {
            tells_log_in: claims.iter().any(|claim| claim == "auth_time"),
            takes_basic: names("client_secret_basic") || !names("client_secret_post"),
            authorization_endpoint: document.authorization_endpoint,
            token_endpoint: document.token_endpoint,
            jwks_uri: document.jwks_uri,
            userinfo_endpoint: document.userinfo_endpoint,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::settings::OidcSettings;

    fn discovery(change: impl FnOnce(&mut Value)) -> Result<Discovery, ProviderError> {
        let (issuer, client_id) = (Some("https://id.example.com".to_owned()), Some("infuse".to_owned()));
        let settings = OidcSettings { issuer, client_id, ..OidcSettings::default() };
        let mut document = json!({
            "issuer": "https://id.example.com", "authorization_endpoint": "https://id.example.com/auth",
            "token_endpoint": "https://id.example.com/token", "jwks_uri": "https://keys.example.com/",
        });
        change(&mut document);
        Discovery::of(serde_json::from_value(document).unwrap(), &settings.client().unwrap().unwrap())
    }

    #[test]
    fn a_provider_that_calls_itself_something_else_or_is_not_kept_from_others_is_not_believed() {
        assert!(discovery(|_| ()).unwrap().takes_basic);
        for (member, value) in [
            ("issuer", json!("https://id.example.com/")),
            ("token_endpoint", json!("http://id.example.com/token")),
            ("jwks_uri", json!("http://127.0.0.1/keys")),
            ("userinfo_endpoint", json!("http://id.example.com/me")),
            ("code_challenge_methods_supported", json!(["plain"])),
        ] {
            assert!(discovery(|document| document[member] = value).is_err(), "{member}");
        }
    }

    #[test]
    fn the_secret_goes_where_the_provider_takes_it() {
        let takes_basic = |methods: Value| {
            discovery(|document| document["token_endpoint_auth_methods_supported"] = methods).unwrap().takes_basic
        };
        assert!(takes_basic(json!(["client_secret_post", "client_secret_basic"])));
        assert!(!takes_basic(json!(["private_key_jwt", "client_secret_post"])));
    }
}
