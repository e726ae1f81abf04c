//! Which identity provider people may sign in with (OpenID Connect).

use std::convert::Infallible;
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use clap::Args;
use url::{Host, Url};

/// The identity provider, as an operator names it. Empty means: not configured.
#[derive(Clone, Debug, Default, Args)]
pub struct OidcSettings {
    /// The identity provider that people may sign in with (OpenID Connect), as in https://id.example.com; what it calls
    /// itself, to the letter. Needs --oidc-client-id
    #[arg(long = "oidc-issuer", env = "INFUSE_OIDC_ISSUER", value_name = "URL")]
    pub issuer: Option<String>,
    /// What the identity provider calls this server
    #[arg(long = "oidc-client-id", env = "INFUSE_OIDC_CLIENT_ID", value_name = "ID")]
    pub client_id: Option<String>,
    /// What proves to the identity provider that it is this server; left out where it asks for none
    #[arg(
        long = "oidc-client-secret",
        env = "INFUSE_OIDC_CLIENT_SECRET",
        value_name = "SECRET",
        hide_env_values = true
    )]
    pub client_secret: Option<ClientSecret>,
    /// What people know the identity provider as; by default its host
    #[arg(long = "oidc-name", env = "INFUSE_OIDC_NAME", value_name = "NAME")]
    pub name: Option<String>,
    /// Lets the identity provider also sign in to accounts that have a password, by an e-mail address that both sides have
    /// verified. Only where nobody signs up by themselves with addresses of others: whoever did knows the password
    #[arg(long = "oidc-links-accounts", env = "INFUSE_OIDC_LINKS_ACCOUNTS")]
    pub links_accounts: bool,
}

/// A secret that is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct ClientSecret(String);

/// A provider whose settings are whole.
#[derive(Clone, Debug)]
pub(crate) struct OidcClient {
    /// To the letter.
    pub(crate) issuer: String,
    pub(crate) issuer_url: Url,
    pub(crate) id: String,
    pub(crate) secret: Option<ClientSecret>,
    pub(crate) name: String,
    /// Whether it may be linked to accounts that have a password.
    pub(crate) links_accounts: bool,
}

/// Why these settings name no provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OidcSettingsError {
    #[error("--oidc-issuer needs --oidc-client-id: a provider knows whom it signs people in for")]
    NoClientId,
    #[error("--oidc-client-id, --oidc-client-secret and --oidc-name need --oidc-issuer: they say nothing without it")]
    NoIssuer,
    #[error("--oidc-issuer must begin with https://, or be on a loopback address, and have no user, query or fragment")]
    Issuer,
}

impl OidcSettings {
    /// The provider that is configured, if one is.
    pub(crate) fn client(&self) -> Result<Option<OidcClient>, OidcSettingsError> {
        let (issuer, id, name) = (said(&self.issuer), said(&self.client_id), said(&self.name));
        let secret = self.client_secret.clone().filter(|secret| !secret.0.is_empty());
        let Some(issuer) = issuer else {
            let is_nothing = id.is_none() && secret.is_none() && name.is_none();
            return if is_nothing { Ok(None) } else { Err(OidcSettingsError::NoIssuer) };
        };
        let id = id.ok_or(OidcSettingsError::NoClientId)?;
        let issuer_url = issuer_url(&issuer).ok_or(OidcSettingsError::Issuer)?;
        let name = name.or_else(|| issuer_url.host_str().map(str::to_owned)).ok_or(OidcSettingsError::Issuer)?;
        let links_accounts = self.links_accounts;
        Ok(Some(OidcClient { issuer, issuer_url, id, secret, name, links_accounts }))
    }
}

/// What was said, where something was.
fn said(text: &Option<String>) -> Option<String> {
    text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// OpenID Connect Discovery 1.0, 3: https, without query and fragment.
fn issuer_url(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let is_plain = url.username().is_empty() && url.password().is_none() && url.query().is_none();
    (is_plain && url.fragment().is_none() && is_kept_from_others(&url)).then_some(url)
}

/// Whether nobody on the way can read or change what is sent there: TLS sees to it, or it leaves this machine at no place.
pub(crate) fn is_kept_from_others(url: &Url) -> bool {
    match url.scheme() {
        "https" => url.host().is_some(),
        "http" => is_loopback(url),
        _ => false,
    }
}

/// Whether an address is one of this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(domain)) => domain == "localhost",
        Some(Host::Ipv4(address)) => IpAddr::V4(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).is_loopback(),
        None => false,
    }
}

impl ClientSecret {
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl FromStr for ClientSecret {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(text.trim().to_owned()))
    }
}

impl fmt::Debug for ClientSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ClientSecret")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(issuer: &str, client_id: &str, secret: &str, name: &str) -> OidcSettings {
        let Ok(secret) = secret.parse();
        OidcSettings {
            issuer: Some(issuer.to_owned()),
            client_id: Some(client_id.to_owned()),
            client_secret: Some(secret),
            name: Some(name.to_owned()),
            links_accounts: false,
        }
    }

    #[test]
    fn half_a_configuration_is_refused_and_none_is_none() {
        assert!(OidcSettings::default().client().unwrap().is_none());
        assert!(settings("", " ", "", "").client().unwrap().is_none());
        for half in [settings("", "infuse", "", ""), settings("", "", "s", ""), settings("", "", "", "Example")] {
            assert_eq!(half.client().unwrap_err(), OidcSettingsError::NoIssuer);
        }
        let nobody = settings("https://id.example.com", "", "", "");
        assert_eq!(nobody.client().unwrap_err(), OidcSettingsError::NoClientId);
    }

    #[test]
    fn a_provider_is_reached_over_tls_or_on_this_machine_and_known_by_its_host_where_it_has_no_name() {
        let client = |issuer| settings(issuer, "infuse", "", "").client();
        for good in ["https://id.example.com/tenant", "http://127.0.0.1:3000", "http://localhost:3000", "http://[::1]"]
        {
            assert!(client(good).unwrap().is_some(), "{good}");
        }
        for bad in
            ["http://id.example.com", "https://a@id.example.com", "https://x/?q", "https://x/#y", "id", "ftp://x"]
        {
            assert_eq!(client(bad).unwrap_err(), OidcSettingsError::Issuer, "{bad}");
        }
        assert_eq!(client("https://id.example.com/tenant").unwrap().unwrap().name, "id.example.com");
        let named = settings("https://id.example.com", "infuse", "hunter2", "Example");
        assert_eq!(named.client().unwrap().unwrap().name, "Example");
        assert!(!format!("{:?} {named:?}", named.client()).contains("hunter2"));
    }
}
