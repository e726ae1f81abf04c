//! An authenticator app: codes by RFC 6238, computed as that text says and by nothing of the product's.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;

use crate::TestServer;

/// An authenticator app with one secret.
pub struct Authenticator {
    secret: Vec<u8>,
}

impl Authenticator {
    /// What a person does who types the secret into their app, with or without spaces.
    pub fn with(secret: &str) -> Self {
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        let letters = secret.chars().filter(|letter| *letter != ' ');
        let bits: String = letters.map(|letter| format!("{:05b}", alphabet.find(letter).unwrap())).collect();
        let bytes =
            bits.as_bytes().chunks_exact(8).map(|byte| u8::from_str_radix(std::str::from_utf8(byte).unwrap(), 2));
        Self { secret: bytes.collect::<Result<_, _>>().unwrap() }
    }

    /// The code so many steps from the present of the server.
    pub async fn code(&self, server: &TestServer, steps: i64) -> String {
        self.code_of(server.move_clock(0).await.now.as_millis() / 30_000 + steps)
    }

    /// The code of a step (RFC 6238).
    pub fn code_of(&self, step: i64) -> String {
        let mut hmac = Hmac::<Sha1>::new_from_slice(&self.secret).unwrap();
        hmac.update(&step.to_be_bytes());
        let digest = hmac.finalize().into_bytes();
        let at = usize::from(digest[19] & 15);
        let number = u32::from_be_bytes(digest[at..at + 4].try_into().unwrap()) & 0x7fff_ffff;
        format!("{:06}", number % 1_000_000)
    }
}
