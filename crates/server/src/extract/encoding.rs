use std::io::Read as _;

use axum::body::Bytes;
use flate2::bufread::MultiGzDecoder;
use http::HeaderMap;
use http::header::CONTENT_ENCODING;

use super::MAX_BODY_BYTES;
use crate::problem::ApiError;

/// How a body is encoded (RFC 9110, 8.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Identity,
    Gzip,
}

impl Encoding {
    /// # Errors
    /// 415 for another encoding, or several.
    pub(super) fn of(headers: &HeaderMap) -> Result<Self, ApiError> {
        let mut values = headers.get_all(CONTENT_ENCODING).iter();
        let (value, another) = (values.next(), values.next());
        let name = value.map_or(Ok(""), |value| value.to_str()).map_err(|_| ApiError::UnsupportedEncoding)?;
        match name.trim().to_ascii_lowercase().as_str() {
            _ if another.is_some() => Err(ApiError::UnsupportedEncoding),
            "" | "identity" => Ok(Self::Identity),
            // RFC 9110, 8.4.1.3: the two are one.
            "gzip" | "x-gzip" => Ok(Self::Gzip),
            _ => Err(ApiError::UnsupportedEncoding),
        }
    }

    /// The body behind the encoding. No more is unpacked than a body may have, however small it was packed.
    ///
    /// # Errors
    /// 413 over [`MAX_BODY_BYTES`], 400 where it is not encoded so.
    pub(super) fn decode(self, body: Bytes) -> Result<Bytes, ApiError> {
        if self == Self::Identity || body.is_empty() {
            return Ok(body);
        }
        let mut unpacked = Vec::new();
        let mut decoder = MultiGzDecoder::new(body.as_ref()).take(MAX_BODY_BYTES as u64 + 1);
        decoder.read_to_end(&mut unpacked).map_err(|error| ApiError::Malformed {
            pointer: String::new(),
            message: format!("It is no gzip: {error}."),
        })?;
        if unpacked.len() > MAX_BODY_BYTES { Err(ApiError::TooLarge) } else { Ok(unpacked.into()) }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn packed(body: &[u8]) -> Bytes {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(body).unwrap();
        encoder.finish().unwrap().into()
    }

    fn encoding(values: &[&'static str]) -> Result<Encoding, ApiError> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(CONTENT_ENCODING, value.parse().unwrap());
        }
        Encoding::of(&headers)
    }

    #[test]
    fn gzip_is_taken_and_no_other_encoding() {
        assert!(matches!(encoding(&[]), Ok(Encoding::Identity)));
        assert!(matches!(encoding(&["identity"]), Ok(Encoding::Identity)));
        assert!(matches!(encoding(&["GZIP"]), Ok(Encoding::Gzip)));
        assert!(matches!(encoding(&["x-gzip"]), Ok(Encoding::Gzip)));
        for others in [&["br"][..], &["gzip, gzip"], &["deflate"], &["gzip", "gzip"], &["zstd"]] {
            assert!(matches!(encoding(others), Err(ApiError::UnsupportedEncoding)), "{others:?}");
        }
    }

    #[test]
    fn a_body_is_unpacked_as_far_as_a_body_may_be_large() {
        let of_bytes = |count: usize| Encoding::Gzip.decode(packed(&vec![b' '; count]));
        assert_eq!(of_bytes(MAX_BODY_BYTES).map(|body| body.len()).ok(), Some(MAX_BODY_BYTES));
        assert!(matches!(of_bytes(MAX_BODY_BYTES + 1), Err(ApiError::TooLarge)));
        let bomb = packed(&vec![0; 64 * MAX_BODY_BYTES]);
        assert!(bomb.len() < MAX_BODY_BYTES);
        assert!(matches!(Encoding::Gzip.decode(bomb), Err(ApiError::TooLarge)));
    }

    #[test]
    fn what_is_no_gzip_is_malformed() {
        let cut_off = packed(b"{}").slice(..12);
        for body in [Bytes::from_static(b"{}"), cut_off] {
            assert!(matches!(Encoding::Gzip.decode(body), Err(ApiError::Malformed { .. })));
        }
    }
}
