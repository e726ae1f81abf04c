//! Secrets that are handed out once and stored as hashes.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// What a secret opens; its prefix makes it recognisable, for people and for leak scanners.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum SecretKind {
    /// `ifs_…`: a person's session.
    Session,
    /// `ift_…`: an API token.
    Token,
    /// `ifv_…`: the link that verifies an address.
    Verification,
    /// `ifc_…`: a sign-in that still needs its second factor.
    Challenge,
    /// `ifu_…`: the link that ends mails of a kind.
    Unsubscribe,
    /// `ifr_…`: the link that gives an account a new password.
    PasswordReset,
    /// `ife_…`: the link that makes an address that of an account.
    EmailChange,
    /// `ifo_…`: the link that gives an account its old address back.
    EmailUndo,
    /// `ifn_…`: the link by which a person says that it was not them.
    NotMe,
    /// `ifa_…`: a sign-in that a person was sent to an identity provider for.
    Authorization,
}

/// A secret in clear text. It is never logged, and leaves the server once.
pub(crate) struct Secret {
    kind: SecretKind,
    text: String,
}

/// SHA-256 of a secret, in hexadecimal. A secret has 256 random bits, so that it needs no salt, and
/// looking its hash up tells an observer of the time it takes nothing about the secret.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct SecretHash {
    kind: SecretKind,
    hex: String,
}

impl SecretKind {
    fn prefix(self) -> &'static str {
        match self {
            Self::Session => "ifs_",
            Self::Token => "ift_",
            Self::Verification => "ifv_",
            Self::Challenge => "ifc_",
            Self::Unsubscribe => "ifu_",
            Self::PasswordReset => "ifr_",
            Self::EmailChange => "ife_",
            Self::EmailUndo => "ifo_",
            Self::NotMe => "ifn_",
            Self::Authorization => "ifa_",
        }
    }
}

impl Secret {
    /// A new secret of 32 random bytes.
    pub(crate) fn issue(kind: SecretKind) -> Self {
        let bytes: [u8; 32] = rand::random();
        Self { kind, text: format!("{}{}", kind.prefix(), URL_SAFE_NO_PAD.encode(bytes)) }
    }

    pub(crate) fn hash(&self) -> SecretHash {
        SecretHash { kind: self.kind, hex: hex_digest(&self.text) }
    }

    /// Prefix and last four characters, as in `ift_…9fQ2`: enough to tell secrets apart.
    pub(crate) fn hint(&self) -> String {
        let (_, end) = self.text.split_at(self.text.len() - 4);
        format!("{}…{end}", self.kind.prefix())
    }

    /// The clear text, for the one answer that shows it.
    pub(crate) fn reveal(self) -> String {
        self.text
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

impl SecretHash {
    /// The hash of what a client sent to show who it is; `None` where it can be no session and no token.
    pub(super) fn of(secret: &str) -> Option<Self> {
        [SecretKind::Session, SecretKind::Token].into_iter().find_map(|kind| Self::of_kind(kind, secret))
    }

    /// The hash of what stood in a link; `None` where it can be no secret of that kind.
    pub(crate) fn of_kind(kind: SecretKind, secret: &str) -> Option<Self> {
        secret.starts_with(kind.prefix()).then(|| Self { kind, hex: hex_digest(secret) })
    }

    /// A hash as the database keeps it.
    pub(super) fn stored(kind: SecretKind, hex: String) -> Self {
        Self { kind, hex }
    }

    pub(super) fn kind(&self) -> SecretKind {
        self.kind
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.hex
    }
}

fn hex_digest(secret: &str) -> String {
    hex::encode(Sha256::digest(secret.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_recognised_by_its_prefix_and_found_by_its_hash() {
        let secret = Secret::issue(SecretKind::Token);
        let hash = secret.hash();
        assert_eq!(format!("{secret:?}"), "Secret");
        assert!(secret.hint().starts_with("ift_…") && secret.hint().chars().count() == 9);
        let text = secret.reveal();
        assert_eq!(SecretHash::of(&text), Some(hash));
        assert_eq!(SecretHash::of("sk_live"), None);
        assert_eq!(SecretHash::of("ifv_a link is nobody's session"), None);
        assert_eq!(SecretHash::of_kind(SecretKind::Verification, &text), None);
    }

    #[test]
    fn no_secret_is_issued_twice() {
        let issued: std::collections::HashSet<String> =
            (0..1000).map(|_| Secret::issue(SecretKind::Session).reveal()).collect();
        assert_eq!(issued.len(), 1000);
    }
}
