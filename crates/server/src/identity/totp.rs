//! Codes of an authenticator app: TOTP (RFC 6238) with what every such app does: HMAC-SHA-1, steps of 30 seconds, six
//! digits.

use std::fmt;
use std::ops::RangeInclusive;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;

/// How long a set-up may take from its secret to the code that confirms it: one hour.
pub(crate) const SET_UP_WITHIN_MS: i64 = 3_600_000;

const STEP_MS: i64 = 30_000;

/// One step each way: for the time that a person takes to type, and for clocks that are nearly right (RFC 6238, 5.2).
const WINDOW: i64 = 1;

/// How far beyond the window a code is recognised, which is not accepted: ten minutes.
const APART: i64 = 20;

/// A million: codes have six digits.
const CODES: u32 = 1_000_000;

const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// What an authenticator app makes codes from. It is not printed.
pub(crate) struct TotpSecret(Vec<u8>);

/// How a code stands to a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// It is of this step, which has not been used.
    At(i64),
    /// It would be of this step, beyond the window.
    Apart(i64),
    Not,
}

impl TotpSecret {
    /// A new secret of 160 random bits, as long as the hash (RFC 4226, 4).
    pub(crate) fn issue() -> Self {
        let bytes: [u8; 20] = rand::random();
        Self(bytes.to_vec())
    }

    /// Reads Base32 (RFC 4648) without padding; `None` where it is none.
    pub(crate) fn from_base32(text: &str) -> Option<Self> {
        let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0_u32);
        for letter in text.bytes() {
            let value = BASE32.iter().position(|known| *known == letter)?;
            held = (held << 5) | u32::try_from(value).ok()?;
            bits += 5;
            if bits >= 8 {
                bits -= 8;
                bytes.push(u8::try_from((held >> bits) & 0xff).ok()?);
            }
        }
        Some(Self(bytes))
    }

    /// It in Base32, without padding.
    pub(crate) fn to_base32(&self) -> String {
        let (mut text, mut held, mut bits) = (String::new(), 0_u32, 0_u32);
        let letter = |value: u32| char::from(BASE32[(value & 31) as usize]);
        for byte in &self.0 {
            held = (held << 8) | u32::from(*byte);
            bits += 8;
            while bits >= 5 {
                bits -= 5;
                text.push(letter(held >> bits));
            }
        }
        if bits > 0 {
            text.push(letter(held << (5 - bits)));
        }
        text
    }

    /// How a code of six digits stands to the present, where steps up to `last_step` are used and nothing of `told_step`
    /// is accepted. All steps are looked at, whichever fits.
    pub(crate) fn fit(&self, code: u32, now_ms: i64, last_step: i64, told_step: i64) -> Fit {
        let now = step_of(now_ms);
        let fits = |range: RangeInclusive<i64>| {
            let fitting = range.filter(|step| self.code(*step) == code);
            fitting.fold(None, |first: Option<i64>, step| first.or(Some(step).filter(|step| *step > last_step)))
        };
        let within = fits(now - WINDOW..=now + WINDOW).filter(|step| *step != told_step);
        let before = fits(now - WINDOW - APART..=now - WINDOW - 1);
        let after = fits(now + WINDOW + 1..=now + WINDOW + APART);
        within.map(Fit::At).or(before.or(after).map(Fit::Apart)).unwrap_or(Fit::Not)
    }

    /// The code of a step (RFC 4226, 5.3).
    fn code(&self, step: i64) -> u32 {
        let Ok(mut hmac) = Hmac::<Sha1>::new_from_slice(&self.0) else { return CODES };
        hmac.update(&step.to_be_bytes());
        let digest = hmac.finalize().into_bytes();
        let offset = usize::from(digest[19] & 0xf);
        let chosen = [digest[offset], digest[offset + 1], digest[offset + 2], digest[offset + 3]];
        (u32::from_be_bytes(chosen) & 0x7fff_ffff) % CODES
    }
}

impl fmt::Debug for TotpSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TotpSecret")
    }
}

/// The step that a moment lies in.
pub(crate) fn step_of(at_ms: i64) -> i64 {
    at_ms.div_euclid(STEP_MS)
}

/// The number of a code as a person typed it, with or without spaces; `None` where it is none of six digits.
pub(crate) fn number_of(typed: &str) -> Option<u32> {
    let digits: String = typed.chars().filter(|character| !character.is_whitespace()).collect();
    (digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_the_rfc() -> TotpSecret {
        TotpSecret(b"12345678901234567890".to_vec())
    }

    #[test]
    fn codes_are_those_of_rfc_6238() {
        // Appendix B, the last six of its eight digits.
        let vectors = [
            (59, 287_082),
            (1_111_111_109, 81_804),
            (1_111_111_111, 50_471),
            (1_234_567_890, 5_924),
            (2_000_000_000, 279_037),
            (20_000_000_000, 353_130),
        ];
        for (seconds, code) in vectors {
            assert_eq!(of_the_rfc().code(step_of(seconds * 1_000)), code);
        }
    }

    #[test]
    fn codes_are_those_of_rfc_4226() {
        let vectors = [755_224, 287_082, 359_152, 969_429, 338_314, 254_676, 287_922, 162_583, 399_871, 520_489];
        for (counter, code) in (0_i64..).zip(vectors) {
            assert_eq!(of_the_rfc().code(counter), code);
        }
    }

    #[test]
    fn a_code_fits_one_step_each_way_and_is_recognised_ten_minutes_beyond() {
        let (secret, now) = (of_the_rfc(), 1_000);
        let fit = |step, last| secret.fit(secret.code(step), now * STEP_MS, last, -1);
        for step in now - 1..=now + 1 {
            assert_eq!((fit(step, 0), fit(step, step)), (Fit::At(step), Fit::Not));
        }
        for step in [now - 21, now - 2, now + 2, now + 21] {
            assert_eq!(fit(step, 0), Fit::Apart(step));
        }
        assert_eq!((fit(now - 22, 0), fit(now + 22, 0)), (Fit::Not, Fit::Not));
        assert_eq!(secret.fit(secret.code(now), now * STEP_MS, 0, now), Fit::Not);
    }

    #[test]
    fn a_secret_is_read_as_it_was_written() {
        assert_eq!(of_the_rfc().to_base32(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        let secret = TotpSecret::issue();
        assert_eq!(TotpSecret::from_base32(&secret.to_base32()).unwrap().0, secret.0);
        assert!(TotpSecret::from_base32("1!").is_none());
        assert_eq!(format!("{secret:?}"), "TotpSecret");
    }

    #[test]
    fn a_code_is_read_however_it_is_grouped() {
        assert_eq!((number_of("012 345"), number_of(" 012345\n")), (Some(12_345), Some(12_345)));
        assert_eq!(
            (number_of("12345"), number_of("1234567"), number_of("१२३४५६"), number_of("+12345")),
            (None, None, None, None)
        );
    }
}
