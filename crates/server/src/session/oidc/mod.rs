//! `/v1/sign-in-methods` and `/v1/oidc`: signing in with an identity provider, in the system's browser (RFC 8252).
//!
//! The app listens on a loopback address and keeps a secret of its own, of which the provider and this server are told the
//! hash (RFC 7636). Whoever else on the machine gets hold of what comes back to that address can do nothing with it.

mod admission;
mod authorizations;

use axum::extract::State;
use http::StatusCode;
use infuse_protocol::oidc::{Authorization, IdentityProvider, NewAuthorization, ProviderSignIn, SignInMethods};
use infuse_protocol::session::SignedIn;
use infuse_protocol::{Code, Problem, Timestamp};
use url::{Host, Url};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::client_address::ClientAddress;
use crate::db::retried;
use crate::extract::Json;
use crate::identity::{Secret, SecretHash, SecretKind, checked_device};
use crate::problem::ApiError;
use crate::provider::{Beginning, Ending, Nonce, Provider, authorization_ended};
use crate::rules::Faults;
use crate::throttle::Attempt;
use admission::Admission;
use authorizations::{LASTS_MS, NewRow};

/// Of a redirect address, in bytes.
const LONGEST_URI: usize = 200;

/// In seconds: ten years. However long ago the person logged in at the provider, it is taken, and told, as a maximum has it
/// be (OpenID Connect Core 1.0, 2: `auth_time`).
const ANY_AGE: i64 = 315_360_000;

/// Of what a provider gives out, in bytes.
const LONGEST_CODE: usize = 4_096;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(sign_in_methods)).routes(routes!(begin)).routes(routes!(sign_in_by_provider))
}

/// How one can sign in to this server
#[utoipa::path(
    get, path = "/v1/sign-in-methods", tag = "sessions", security(()),
    responses((status = 200, description = "The ways in", body = SignInMethods))
)]
async fn sign_in_methods(State(app): State<App>) -> Json<SignInMethods> {
    let oidc = app.provider.as_ref().map(|provider| IdentityProvider { name: provider.name().to_owned() });
    Json(SignInMethods { password: true, oidc })
}

/// Begins a sign-in with the identity provider, for an app that listens on a loopback address
///
/// The app makes a `code_verifier`, keeps it, and sends its hash. It opens `authorization_url` in the system's browser, and
/// looks whether what comes to its address has the same `state`.
#[utoipa::path(
    post, path = "/v1/oidc/authorizations", tag = "sessions", security(()), request_body = NewAuthorization,
    responses((status = 201, description = "Begun; good for ten minutes", body = Authorization))
)]
async fn begin(
    State(app): State<App>,
    attempt: Attempt,
    Json(request): Json<NewAuthorization>,
) -> Result<(StatusCode, Json<Authorization>), ApiError> {
    let mut faults = Faults::default();
    if !is_loopback_uri(&request.redirect_uri) {
        let message = "It must be http://127.0.0.1:PORT/… or http://[::1]:PORT/…, without query and fragment.";
        faults.add("/redirect_uri", "not_loopback", message);
    }
    if request.code_challenge.len() != 43 || !request.code_challenge.bytes().all(is_base64url) {
        faults.add("/code_challenge", "not_a_challenge", "It must be SHA-256 in Base64url, of 43 characters.");
    }
    faults.into_result()?;
    let provider = configured(&app)?;
    app.throttle.count_authorization(&attempt)?;
    let waiting = provider.wait(attempt.network)?;
    let (secret, nonce) = (Secret::issue(SecretKind::Authorization), Nonce::issue());
    let (hash, nonce_hash, now_ms) = (secret.hash(), nonce.hash(), app.clock.now_ms());
    let state = secret.reveal();
    let NewAuthorization { redirect_uri, code_challenge, reauthenticate } = request;
    let max_age = if reauthenticate { 0 } else { ANY_AGE };
    let beginning = Beginning {
        redirect_uri: &redirect_uri,
        code_challenge: &code_challenge,
        state: &state,
        nonce: &nonce,
        max_age,
    };
    let authorization_url = provider.authorization_url(beginning).await?.to_string();
    drop(waiting);
    let issuer = provider.issuer();
    let (redirect_uri, code_challenge) = (redirect_uri.as_str(), code_challenge.as_str());
    let row = NewRow { hash, issuer, redirect_uri, code_challenge, nonce_hash, max_age, now_ms };
    retried(|| authorizations::keep(&app.db, &row)).await?;
    let expires_at = Timestamp::from_millis(now_ms.saturating_add(LASTS_MS));
    Ok((StatusCode::CREATED, Json(Authorization { authorization_url, state, expires_at })))
}

/// Signs in whom the identity provider vouches for
///
/// The first time, an account is made, or the one is linked whose verified address is the one that the provider has
/// verified. Where the account has two-factor on, the answer is 401 `two_factor_required` with a `challenge`, which
/// `POST /v1/sessions/two-factor` takes with a code; nothing is linked before.
#[utoipa::path(
    post, path = "/v1/oidc/sessions", tag = "sessions", security(()), request_body = ProviderSignIn,
    responses((status = 201, description = "Signed in", body = SignedIn))
)]
async fn sign_in_by_provider(
    State(app): State<App>,
    attempt: Attempt,
    address: ClientAddress,
    Json(request): Json<ProviderSignIn>,
) -> Result<(StatusCode, Json<SignedIn>), ApiError> {
    let mut faults = Faults::default();
    faults.text("/code", &request.code, 1, LONGEST_CODE);
    let is_verifier = |byte: u8| is_base64url(byte) || matches!(byte, b'.' | b'~');
    if !(43..=128).contains(&request.code_verifier.len()) || !request.code_verifier.bytes().all(is_verifier) {
        faults.add("/code_verifier", "not_a_verifier", "It must be what the challenge was made from (RFC 7636, 4.1).");
    }
    let device = request.device.map(|device| checked_device(&mut faults, device));
    faults.into_result()?;
    let provider = configured(&app)?.clone();
    let hash = SecretHash::of_kind(SecretKind::Authorization, &request.state).ok_or_else(authorization_ended)?;
    // It was counted when it began, and is there once: whoever has none learns so before anybody waits.
    let challenge = authorizations::challenge_of(&request.code_verifier);
    if !authorizations::is_there(&app.db, &hash, &challenge, app.clock.now_ms()).await? {
        return Err(authorization_ended());
    }
    let waiting = provider.wait(attempt.network)?;
    let lifecycle = app.lifecycle.clone();
    let signing_in = lifecycle.to_its_end(async move {
        let begun = retried(|| authorizations::take(&app.db, &hash, &challenge, provider.issuer(), app.clock.now_ms()));
        let begun = begun.await?.ok_or_else(authorization_ended)?;
        let ending = Ending {
            redirect_uri: &begun.redirect_uri,
            code: &request.code,
            code_verifier: &request.code_verifier,
            nonce_hash: &begun.nonce_hash,
            max_age: begun.max_age,
            begun_ms: begun.created_ms,
        };
        let vouched = provider.redeem(ending).await?;
        drop(waiting);
        Admission::of(vouched, device, address).admit(&app, &provider).await
    });
    let signed_in = signing_in.await?;
    Ok((StatusCode::CREATED, Json(signed_in)))
}

/// The provider, where there is one. Waiting does not bring one.
fn configured(app: &App) -> Result<&Provider, ApiError> {
    app.provider.as_ref().ok_or_else(|| {
        let reason = Some("identity_provider_not_configured".to_owned());
        let problem = Problem::new(Code::Unavailable, "This server knows no identity provider.");
        ApiError::Refused(Box::new(Problem { reason, ..problem }))
    })
}

/// Whether an address is one that only this machine can listen at (RFC 8252, 7.3), by its number, which no name server
/// answers for (8.3). It is given to the provider as it is: so it has to be as a browser would write it.
fn is_loopback_uri(text: &str) -> bool {
    let Ok(url) = Url::parse(text) else { return false };
    let is_here = match url.host() {
        Some(Host::Ipv4(address)) => address == std::net::Ipv4Addr::LOCALHOST,
        Some(Host::Ipv6(address)) => address == std::net::Ipv6Addr::LOCALHOST,
        _ => false,
    };
    let is_plain =
        url.query().is_none() && url.fragment().is_none() && url.username().is_empty() && url.password().is_none();
    let has_port = url.port().is_some_and(|port| port > 0);
    text.len() <= LONGEST_URI && is_here && is_plain && has_port && url.scheme() == "http" && url.as_str() == text
}

/// RFC 4648, 5.
fn is_base64url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_in_comes_back_to_this_machine_alone() {
        for good in ["http://127.0.0.1:49152/", "http://[::1]:8080/callback", "http://127.0.0.1:1/a/b"] {
            assert!(is_loopback_uri(good), "{good}");
        }
        let long = format!("http://127.0.0.1:49152/{}", "a".repeat(200));
        for bad in [
            "http://127.0.0.1:49152",
            "http://127.0.0.1/",
            "http://127.0.0.1:80/",
            "http://127.0.0.1:0/",
            "https://127.0.0.1:49152/",
            "http://localhost:49152/",
            "http://127.0.0.2:49152/",
            "http://127.1:49152/",
            "http://2130706433:49152/",
            "http://[::ffff:127.0.0.1]:49152/",
            "http://0.0.0.0:49152/",
            "http://127.0.0.1.example.com:49152/",
            "http://a@127.0.0.1:49152/",
            "http://127.0.0.1:49152/?a=b",
            "http://127.0.0.1:49152/#a",
            "http://127.0.0.1:49152/a b",
            "HTTP://127.0.0.1:49152/",
            "infuse://callback",
            "",
            &long,
        ] {
            assert!(!is_loopback_uri(bad), "{bad}");
        }
    }
}
