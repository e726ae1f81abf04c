//! What an identity provider vouches for somebody with, asked for in the system's browser (RFC 8252).

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use infuse_protocol::oidc::NewAuthorization;
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};
use tokio::time::timeout;
use url::Url;

use super::SignInMethods;
use super::loopback::{Answer, Loopback};
use crate::api::{Api, address};
use crate::error::{AppError, ErrorCode};
use crate::ports::Browser;

/// The server waits as long.
const WAITING: Duration = Duration::from_secs(600);

/// What a sign-in ends with that went through a browser. It is not printed.
pub(crate) struct Vouched {
    pub(super) state: SecretString,
    pub(super) code: SecretString,
    pub(super) verifier: SecretString,
}

/// The ways in that the server at an address offers.
pub(crate) async fn methods(url: &str) -> Result<SignInMethods, AppError> {
    let api = Api::new(address::parse(url)?)?.with_one_try();
    match api.sign_in_methods().await {
        Ok(methods) => Ok(SignInMethods { provider: methods.oidc.map(|provider| provider.name) }),
        Err(error) if error.is_not_found() => Ok(SignInMethods { provider: None }),
        Err(error) => Err(error.into()),
    }
}

/// Has the person sign in with the server's identity provider, in the browser, and waits until they come back. Where they
/// are to show once more who they are, the provider is to have them log in whether or not they are logged in there.
///
/// # Errors
/// `provider_refused` where they are not let in there, `provider_away`, `no_browser`, and `sign_in_ended` after ten minutes.
pub(crate) async fn ask(api: &Api, browser: &dyn Browser, reauthenticate: bool) -> Result<Vouched, AppError> {
    let not_heard =
        |error: std::io::Error| AppError::new(ErrorCode::Internal, format!("no address to come back to: {error}"));
    let loopback = Loopback::bind(api.base()).await.map_err(not_heard)?;
    let verifier = SecretString::from(URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>()));
    let begun = api
        .begin_authorization(&NewAuthorization {
            redirect_uri: loopback.redirect_uri().to_string(),
            code_challenge: challenge_of(&verifier),
            reauthenticate,
        })
        .await?;
    let url = checked(api, &begun.authorization_url)?;
    browser.open(&url).await.map_err(|error| AppError::new(ErrorCode::NoBrowser, error.to_string()))?;
    let answer = timeout(WAITING, loopback.answer(&begun.state, browser.landing_page())).await;
    let too_late = |_| AppError::new(ErrorCode::SignInEnded, "nobody came back from the browser");
    match answer.map_err(too_late)? {
        Answer::Code(code) => Ok(Vouched { state: begun.state.into(), code, verifier }),
        Answer::Refused(error) => {
            let is_away = matches!(error.as_str(), "server_error" | "temporarily_unavailable");
            let code = if is_away { ErrorCode::ProviderAway } else { ErrorCode::ProviderRefused };
            Err(AppError::new(code, format!("the identity provider answered {error:?}")))
        }
    }
}

/// RFC 7636, 4.2: S256.
fn challenge_of(verifier: &SecretString) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.expose_secret()))
}

/// What a browser may be sent to: pages of the web, and of this computer only by a server that runs on it, as far as the
/// address tells. Whatever else a server names could start a program.
fn checked(api: &Api, url: &str) -> Result<Url, AppError> {
    let not_a_page =
        || AppError::new(ErrorCode::ServerFault, "the address of the identity provider is no page of the web");
    let url = Url::parse(url).map_err(|_| not_a_page())?;
    let is_page = match url.scheme() {
        "https" => !address::is_loopback(&url) || api.is_on_this_computer(),
        "http" => address::is_loopback(&url) && api.is_on_this_computer(),
        _ => false,
    };
    if is_page { Ok(url) } else { Err(not_a_page()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_challenge_is_that_of_rfc_7636() {
        let verifier = SecretString::from("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assert_eq!(challenge_of(&verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn a_browser_is_sent_to_pages_alone_and_to_those_of_this_computer_only_by_its_own_server() {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let api = |url: &str| Api::new(Url::parse(url).unwrap()).unwrap();
        let (elsewhere, here) = (api("https://infuse.example.com/"), api("http://127.0.0.1:8787/"));
        for (url, from_elsewhere, from_here) in [
            ("https://id.example.com/authorize?a=b", true, true),
            ("http://127.0.0.1:9000/authorize", false, true),
            ("https://localhost/", false, true),
            ("https://localhost./", false, true),
            ("https://[::ffff:127.0.0.1]/", false, true),
            ("https://0.0.0.0/", false, true),
            ("http://id.example.com/", false, false),
            ("file:///etc/passwd", false, false),
            ("smb://id.example.com/share", false, false),
            ("javascript:alert(1)", false, false),
            ("infuse://usage", false, false),
            ("", false, false),
        ] {
            let taken = [checked(&elsewhere, url).is_ok(), checked(&here, url).is_ok()];
            assert_eq!(taken, [from_elsewhere, from_here], "{url}");
        }
    }
}
