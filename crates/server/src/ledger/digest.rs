//! Digests of the ledger: over fields that are told apart, whatever they hold.

use sha2::{Digest as _, Sha256};

/// A SHA-256.
pub(crate) type Hash = [u8; 32];

/// Feeds fields into a SHA-256, each with its length or its presence, so that no two lists of fields are the same bytes.
#[derive(Debug, Default)]
pub(super) struct Fields(Sha256);

impl Fields {
    /// Fields of one use, so that digests of different uses never agree by chance.
    pub(super) fn of(domain: &str) -> Self {
        Self::default().text(domain)
    }

    pub(super) fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.update((bytes.len() as u64).to_be_bytes());
        self.0.update(bytes);
        self
    }

    pub(super) fn text(self, text: &str) -> Self {
        self.bytes(text.as_bytes())
    }

    pub(super) fn number(mut self, number: i64) -> Self {
        self.0.update(number.to_be_bytes());
        self
    }

    /// A field that may be absent, fed by `feed` where it is not.
    pub(super) fn optional<T>(mut self, value: Option<T>, feed: impl FnOnce(Self, T) -> Self) -> Self {
        self.0.update([u8::from(value.is_some())]);
        match value {
            Some(value) => feed(self, value),
            None => self,
        }
    }

    pub(super) fn hash(self) -> Hash {
        self.0.finalize().into()
    }

    /// The first half of the hash: enough to tell requests apart that one client makes.
    pub(super) fn half(self) -> [u8; 16] {
        let mut half = [0; 16];
        half.copy_from_slice(&self.hash()[..16]);
        half
    }
}

/// What stands for personal text in a chain of hashes: a digest with a salt. Erasing the text and the salt leaves the
/// digest, from which neither can be found again, and the chain still holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seal {
    /// Of text that is still there.
    Salt([u8; 16]),
    /// Of text that was erased.
    Digest(Hash),
}

impl Seal {
    /// A seal with a new salt.
    pub(super) fn new() -> Self {
        Self::Salt(rand::random())
    }

    /// The seal as it is stored; `None` where these bytes are none.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        match bytes.len() {
            16 => bytes.try_into().ok().map(Self::Salt),
            32 => bytes.try_into().ok().map(Self::Digest),
            _ => None,
        }
    }

    /// The seal as it is stored.
    pub(super) fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Salt(salt) => salt,
            Self::Digest(digest) => digest,
        }
    }

    /// The digest of what `feed` feeds; of erased text, the digest that was kept.
    pub(super) fn digest(&self, feed: impl FnOnce(Fields) -> Fields) -> Hash {
        match self {
            Self::Salt(salt) => feed(Fields::of("infuse text").bytes(salt)).hash(),
            Self::Digest(digest) => *digest,
        }
    }

    /// The salt, as long as there is one.
    pub(super) fn salt(&self) -> &[u8] {
        match self {
            Self::Salt(salt) => salt,
            Self::Digest(_) => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn fields_are_told_apart_whatever_they_hold() {
        let joined = |one: &str, other: &str| Fields::default().text(one).text(other).hash();
        assert_ne!(joined("ab", "c"), joined("a", "bc"));
        let absent = Fields::default().optional(None::<i64>, Fields::number).number(1).hash();
        assert_ne!(absent, Fields::default().optional(Some(1), Fields::number).hash());
    }

    #[test]
    fn a_seal_keeps_its_digest_when_the_text_is_erased() {
        let seal = Seal::new();
        let digest = seal.digest(|fields| fields.text("a title"));
        assert_ne!(digest, seal.digest(|fields| fields.text("another title")));
        let erased = Seal::from_bytes(&digest).expect("a digest");
        assert_eq!(erased.digest(|fields| fields.text("")), digest);
        assert_eq!(Seal::from_bytes(seal.as_bytes()), Some(seal));
        assert_eq!(Seal::from_bytes(b"damaged"), None);
    }

    proptest! {
        #[test]
        fn bytes_are_a_seal_that_is_stored_as_they_are_or_none(bytes in proptest::collection::vec(any::<u8>(), 0..48)) {
            match Seal::from_bytes(&bytes) {
                Some(seal) => prop_assert_eq!(seal.as_bytes(), bytes),
                None => prop_assert!(bytes.len() != 16 && bytes.len() != 32),
            }
        }
    }
}
