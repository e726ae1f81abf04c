//! The keys that the provider signs with (RFC 7517).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use super::fetch::{Answer, Fetch};
use super::jws::{Algorithm, Jws};
use super::{ProviderError, parsed};

/// No provider has so many; each may cost a look at a signature.
const MOST_KEYS: usize = 64;

#[derive(Debug)]
pub(super) struct Keys(Vec<Key>);

/// RFC 7517, 4, with the members of RFC 7518, 6 and RFC 8037, 2.
#[derive(Debug, Deserialize)]
struct Key {
    kty: String,
    kid: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    alg: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

#[derive(Deserialize)]
struct KeySet {
    keys: Vec<Value>,
}

impl Keys {
    pub(super) async fn fetch(fetch: &Fetch, url: &Url) -> Result<Self, ProviderError> {
        match fetch.send(fetch.get(url)).await? {
            Answer::Ok(body) => Self::of(parsed(&body, "its keys can not be read")?),
            Answer::Refused(_) => Err(ProviderError::Invalid("it does not show its keys")),
        }
    }

    /// Keys of kinds that are not known are left out (RFC 7517, 5).
    fn of(set: KeySet) -> Result<Self, ProviderError> {
        if set.keys.len() > MOST_KEYS {
            return Err(ProviderError::Invalid("it has too many keys"));
        }
        Ok(Self(set.keys.into_iter().filter_map(|key| serde_json::from_value(key).ok()).collect()))
    }

    /// Whether a token's signature is of the key that it names; `None` where there is no such key, or where it names none
    /// and it is of none that there is.
    pub(super) fn verify(&self, jws: &Jws) -> Result<Option<bool>, ProviderError> {
        let mut fitting = self.0.iter().filter(|key| key.fits(jws.algorithm));
        let Some(key_id) = &jws.key_id else {
            return Ok(fitting.any(|key| key.has_signed(jws)).then_some(true));
        };
        let mut named = fitting.filter(|key| key.kid.as_ref() == Some(key_id)).peekable();
        if named.peek().is_none() {
            return Ok(None);
        }
        Ok(Some(named.any(|key| key.has_signed(jws))))
    }
}

impl Key {
    fn fits(&self, algorithm: Algorithm) -> bool {
        let is_of_kind = match algorithm {
            Algorithm::Rs256 => self.kty == "RSA",
            Algorithm::Es256 => self.kty == "EC" && self.crv.as_deref() == Some("P-256"),
            Algorithm::EdDsa => self.kty == "OKP" && self.crv.as_deref() == Some("Ed25519"),
        };
        let is_for = |wanted: &str, said: &Option<String>| said.as_ref().is_none_or(|said| said == wanted);
        is_of_kind && is_for("sig", &self.purpose) && is_for(algorithm.name(), &self.alg)
    }

    fn has_signed(&self, jws: &Jws) -> bool {
        self.check(jws).is_some()
    }

    fn check(&self, jws: &Jws) -> Option<()> {
        let (message, signature) = (jws.signed.as_bytes(), jws.signature.as_slice());
        let checked = match jws.algorithm {
            Algorithm::Rs256 => {
                let (n, e) = (number(&self.n)?, number(&self.e)?);
                RsaPublicKeyComponents { n: &n, e: &e }.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature)
            }
            Algorithm::Es256 => {
                // Uncompressed (SEC 1, 2.3.3): both coordinates have as many bytes as the field (RFC 7518, 6.2.1).
                let point = [&[4][..], &bytes(&self.x)?, &bytes(&self.y)?].concat();
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature)
            }
            Algorithm::EdDsa => UnparsedPublicKey::new(&ED25519, bytes(&self.x)?).verify(message, signature),
        };
        checked.ok()
    }
}

fn bytes(member: &Option<String>) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(member.as_ref()?).ok()
}

/// Without the zeros that some write before it.
fn number(member: &Option<String>) -> Option<Vec<u8>> {
    Some(bytes(member)?.into_iter().skip_while(|byte| *byte == 0).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of RFC 7515, appendices A.2 and A.3, and RFC 8037, appendix A.
    const SIGNED: [(&str, &str); 3] = [
        (
            r#"{"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"}"#,
            "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw",
        ),
        (
            r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#,
            "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
        ),
        (
            r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#,
            "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg",
        ),
    ];

    fn keys(of: &[&str]) -> Keys {
        Keys::of(KeySet { keys: of.iter().map(|key| serde_json::from_str(key).unwrap()).collect() }).unwrap()
    }

    #[test]
    fn each_signature_that_is_taken_is_checked_as_the_standards_do() {
        let all = keys(&SIGNED.map(|(key, _)| key));
        for (at, (_, token)) in SIGNED.iter().enumerate() {
            assert_eq!(all.verify(&Jws::parse(token).unwrap()), Ok(Some(true)), "{at}");
            let (signed, signature) = token.rsplit_once('.').unwrap();
            let of_other = format!("{signed}A.{signature}");
            assert_eq!(all.verify(&Jws::parse(&of_other).unwrap_or_else(|_| unreachable!())), Ok(None), "{at}");
            let others: Vec<&str> =
                SIGNED.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, (key, _))| *key).collect();
            assert_eq!(keys(&others).verify(&Jws::parse(token).unwrap()), Ok(None), "{at}");
        }
    }

    #[test]
    fn no_other_way_of_signing_is_taken() {
        for alg in ["none", "None", "HS256", "RS384", "rs256", ""] {
            let header = URL_SAFE_NO_PAD.encode(format!(r#"{{"alg":"{alg}"}}"#));
            assert!(Jws::parse(&format!("{header}.e30.")).is_err(), "{alg}");
        }
        let critical = URL_SAFE_NO_PAD.encode(r#"{"alg":"ES256","crit":["exp"]}"#);
        for token in [format!("{critical}.e30."), "e30".to_owned(), String::new(), "a.b".to_owned(), "ä.b.c".to_owned()]
        {
            assert!(Jws::parse(&token).is_err(), "{token}");
        }
    }

    #[test]
    fn a_key_is_taken_for_what_it_is_for() {
        let [_, (key, token), _] = SIGNED;
        for member in [r#""use":"enc""#, r#""alg":"ES384""#, r#""kid":1"#] {
            let other = key.replacen('{', &format!("{{{member},"), 1);
            assert_eq!(keys(&[&other]).verify(&Jws::parse(token).unwrap()), Ok(None), "{member}");
        }
    }
}
