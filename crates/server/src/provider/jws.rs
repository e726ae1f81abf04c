//! A signed token (RFC 7515, compact), before and after its signature was looked at.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde_json::Value;

use super::claims::Claims;
use super::{ProviderError, parsed};

/// How a token is signed. There is no other way: neither without a signature, nor by a secret that both sides know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Algorithm {
    Rs256,
    Es256,
    EdDsa,
}

/// A token that is not believed yet. It is not printed.
pub(super) struct Jws {
    pub(super) algorithm: Algorithm,
    pub(super) key_id: Option<String>,
    /// What is signed.
    pub(super) signed: String,
    pub(super) signature: Vec<u8>,
    payload: Vec<u8>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    crit: Option<Value>,
}

impl Algorithm {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Es256 => "ES256",
            Self::EdDsa => "EdDSA",
        }
    }
}

impl Jws {
    pub(super) fn parse(token: &str) -> Result<Self, ProviderError> {
        const FAULT: &str = "an ID token can not be read";
        let unreadable = || ProviderError::Invalid(FAULT);
        let decoded = |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| unreadable());
        let (signed, signature) = token.rsplit_once('.').ok_or_else(unreadable)?;
        let (header, payload) = signed.split_once('.').ok_or_else(unreadable)?;
        let Header { alg, kid, crit } = parsed(&decoded(header)?, FAULT)?;
        // RFC 7515, 4.1.11: what has to be understood, and is not.
        if crit.is_some() {
            return Err(ProviderError::Invalid("an ID token asks for more than is known"));
        }
        let known = [Algorithm::Rs256, Algorithm::Es256, Algorithm::EdDsa];
        let algorithm = known.into_iter().find(|known| known.name() == alg);
        let algorithm = algorithm.ok_or(ProviderError::Invalid("an ID token is signed in no way that is taken"))?;
        let (signature, payload) = (decoded(signature)?, decoded(payload)?);
        Ok(Self { algorithm, key_id: kid, signed: signed.to_owned(), signature, payload })
    }

    /// What it says, to be asked once its signature was looked at.
    pub(super) fn claims(&self) -> Result<Claims, ProviderError> {
        parsed(&self.payload, "what an ID token says can not be read")
    }
}
