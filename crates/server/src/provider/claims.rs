//! What an ID token says, and whether it says it of this sign-in (OpenID Connect Core 1.0, 3.1.3.7).

use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use super::ProviderError;

/// How far the clocks of provider and server may be apart.
const TOLERANCE_MS: i64 = 60_000;

/// OpenID Connect Core 1.0, 2.
const LONGEST_SUBJECT: usize = 255;

fn is_subject(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_graphic() || byte == b' ';
    (1..=LONGEST_SUBJECT).contains(&text.len()) && text.bytes().all(is_plain)
}

/// What ties an ID token to one sign-in. It is kept as a hash, and not printed.
pub(crate) struct Nonce(String);

/// Whom a provider vouches for. It is not printed: it is about a person.
#[derive(Clone)]
pub(crate) struct Vouched {
    pub(crate) issuer: String,
    /// Which of the provider's people it is, now and ever.
    pub(crate) subject: String,
    pub(crate) email: Option<String>,
    pub(crate) email_verified: bool,
    pub(crate) name: Option<String>,
    /// When they had shown who they are, where that is told.
    pub(crate) authenticated_ms: Option<i64>,
}

#[derive(Deserialize)]
pub(super) struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    azp: Option<String>,
    exp: f64,
    iat: f64,
    nbf: Option<f64>,
    nonce: Option<String>,
    auth_time: Option<f64>,
    #[serde(flatten)]
    person: Person,
}

/// OpenID Connect Core 1.0, 5.3.2.
#[derive(Deserialize)]
pub(super) struct UserInfo {
    sub: String,
    #[serde(flatten)]
    person: Person,
}

/// What is of another kind than it should be says nothing.
#[derive(Deserialize)]
struct Person {
    email: Option<Value>,
    email_verified: Option<Value>,
    name: Option<Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

/// What a token of this sign-in says.
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) client_id: &'a str,
    pub(super) nonce_hash: &'a str,
    /// In seconds: how long before the sign-in the person may have logged in.
    pub(super) max_age: i64,
    /// Whether the provider says that it tells when people have logged in.
    pub(super) tells_log_in: bool,
    pub(super) begun_ms: i64,
}

impl Nonce {
    pub(crate) fn issue() -> Self {
        Self(hex::encode(rand::random::<[u8; 32]>()))
    }

    pub(crate) fn hash(&self) -> String {
        hash_of(&self.0)
    }

    pub(super) fn reveal(&self) -> &str {
        &self.0
    }
}

fn hash_of(nonce: &str) -> String {
    hex::encode(Sha256::digest(nonce.as_bytes()))
}

impl Claims {
    pub(super) fn check(&self, expected: &Expected<'_>, now_ms: i64) -> Result<(), ProviderError> {
        let (exp_ms, iat_ms, nbf_ms) = (ms(self.exp), ms(self.iat), self.nbf.map(ms));
        let is_named = self.nonce.as_deref().map(hash_of);
        let is_named = is_named.is_some_and(|hash| bool::from(hash.as_bytes().ct_eq(expected.nonce_hash.as_bytes())));
        let fault = if self.iss != expected.issuer {
            "an ID token is of another issuer"
        } else if !self.is_for(expected.client_id) {
            "an ID token is for somebody else"
        } else if !is_named {
            "an ID token is of another sign-in"
        } else if exp_ms.saturating_add(TOLERANCE_MS) <= now_ms {
            "an ID token has expired"
        } else if iat_ms.max(nbf_ms.unwrap_or(iat_ms)) > now_ms.saturating_add(TOLERANCE_MS) {
            "an ID token is of a time to come"
        } else if iat_ms.saturating_add(TOLERANCE_MS) < expected.begun_ms {
            "an ID token is older than the sign-in"
        } else if !is_subject(&self.sub) {
            "an ID token names nobody"
        } else {
            let oldest_ms = expected.begun_ms.saturating_sub(expected.max_age.saturating_mul(1_000) + TOLERANCE_MS);
            // One that says it to nobody is believed: it was asked to see to it. Where one that does says nothing, the question
            // may have been taken out of the address.
            let is_too_old = match self.auth_time {
                Some(seconds) => ms(seconds) < oldest_ms,
                None => expected.tells_log_in && expected.max_age == 0,
            };
            return if is_too_old { Err(ProviderError::TooLongAgo) } else { Ok(()) };
        };
        Err(ProviderError::Invalid(fault))
    }

    /// Whoever else it is for, too: then it says that it was given to this one.
    fn is_for(&self, client_id: &str) -> bool {
        let is_given = self.azp.as_ref().is_none_or(|azp| azp == client_id);
        is_given
            && match &self.aud {
                Audience::One(one) => one == client_id,
                Audience::Many(many) => {
                    many.iter().any(|one| one == client_id) && (many.len() == 1 || self.azp.is_some())
                }
            }
    }

    pub(super) fn has_no_email(&self) -> bool {
        self.person.email.is_none()
    }

    /// The person, by what was checked, and by what else the provider says of the same one.
    pub(super) fn vouch(self, user_info: Option<UserInfo>, tells_log_in: bool) -> Result<Vouched, ProviderError> {
        let person = match user_info {
            // OpenID Connect Core 1.0, 5.3.2: else it could be said of anybody.
            Some(told) if told.sub != self.sub => return Err(ProviderError::Invalid("it speaks of another person")),
            Some(told) => told.person,
            None => self.person,
        };
        let text = |value: Option<Value>| match value {
            Some(Value::String(text)) => Some(text),
            _ => None,
        };
        Ok(Vouched {
            issuer: self.iss,
            subject: self.sub,
            email: text(person.email),
            email_verified: person.email_verified == Some(Value::Bool(true)),
            name: text(person.name),
            // What is left unsaid by one that says it is no log-in of now.
            authenticated_ms: self.auth_time.map(ms).or(tells_log_in.then_some(0)),
        })
    }
}

/// Seconds since the epoch (RFC 7519, 2), in milliseconds. What is out of reach is as far away as can be.
fn ms(seconds: f64) -> i64 {
    (seconds * 1_000.0) as i64
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const NOW_MS: i64 = 1_000_000_000;

    fn check(change: impl FnOnce(&mut Value)) -> Result<(), ProviderError> {
        let mut claims = json!({
            "iss": "https://id.example.com", "sub": "7", "aud": "infuse", "exp": 1_000_300, "iat": 1_000_000, "nonce": "n",
        });
        change(&mut claims);
        let claims: Claims = serde_json::from_value(claims).map_err(|_| ProviderError::Invalid("unreadable"))?;
        let (issuer, client_id, begun_ms) = ("https://id.example.com", "infuse", NOW_MS - 120_000);
        claims.check(
            &Expected { issuer, client_id, nonce_hash: &hash_of("n"), max_age: 600, tells_log_in: false, begun_ms },
            NOW_MS,
        )
    }

    #[test]
    fn a_token_is_taken_for_this_sign_in_alone() {
        assert_eq!(check(|_| ()), Ok(()));
        for (member, wrong) in [
            ("iss", json!("https://id.example.com/")),
            ("aud", json!("other")),
            ("aud", json!([])),
            ("aud", json!(["infuse", "other"])),
            ("azp", json!("other")),
            ("nonce", json!("m")),
            ("nonce", Value::Null),
            ("sub", json!("")),
            ("sub", json!("s".repeat(256))),
            ("sub", json!("s\u{0}")),
            ("exp", Value::Null),
        ] {
            assert!(check(|claims| claims[member] = wrong.clone()).is_err(), "{member}: {wrong}");
        }
        let given = |claims: &mut Value| {
            claims["aud"] = json!(["infuse", "other"]);
            claims["azp"] = json!("infuse");
        };
        assert_eq!(check(given), Ok(()));
    }

    #[test]
    fn clocks_may_be_a_minute_apart_and_no_more() {
        for (member, seconds, is_taken) in [
            ("exp", 999_941, true),
            ("exp", 999_940, false),
            ("iat", 1_000_060, true),
            ("iat", 1_000_061, false),
            ("nbf", 1_000_061, false),
            ("iat", 999_820, true),
            ("iat", 999_819, false),
            ("auth_time", 999_220, true),
            ("auth_time", 999_219, false),
        ] {
            assert_eq!(check(|claims| claims[member] = json!(seconds)).is_ok(), is_taken, "{member}: {seconds}");
        }
        for out_of_reach in [json!(1e300), json!(-1e300)] {
            assert!(check(|claims| claims["iat"] = out_of_reach).is_err());
        }
    }

    #[test]
    fn what_is_said_of_another_person_is_not_taken() {
        let claims =
            |sub: &str| json!({"iss": "i", "sub": sub, "aud": "c", "exp": 1, "iat": 1, "email": "a@example.com"});
        let said =
            |sub: &str| serde_json::from_value(json!({"sub": sub, "email": "b@example.com", "email_verified": "true"}));
        let vouch =
            |told: &str| serde_json::from_value::<Claims>(claims("7")).unwrap().vouch(Some(said(told).unwrap()), false);
        assert!(vouch("8").is_err());
        let vouched = vouch("7").ok().unwrap();
        // Nothing but `true` is true.
        assert_eq!((vouched.email.as_deref(), vouched.email_verified), (Some("b@example.com"), false));
    }
}
