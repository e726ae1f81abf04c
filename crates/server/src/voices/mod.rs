//! `/v1/voices`: the voices that answers can be read out by, and what each sounds like.
//!
//! The clips were made beforehand (`docs/voices.md`) and come with the program.

use std::sync::LazyLock;

use axum::response::{IntoResponse as _, Response};
use http::header::{CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use http::{HeaderMap, HeaderValue, StatusCode};
use infuse_protocol::personalization::{Voice, Voices};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::extract::{Json, Path, Query};
use crate::identity::Caller;
use crate::problem::ApiError;

/// In bytes.
const LONGEST_TAG: usize = 100;

/// A voice that says who it is in one of its languages.
struct Clip {
    voice: &'static str,
    language: &'static str,
    /// Ogg Vorbis, 24 kHz, mono.
    ogg: &'static [u8],
}

static CLIPS: &[Clip] = &include!(concat!(env!("OUT_DIR"), "/clips.rs"));

/// A test reads it first.
static CATALOGUE: LazyLock<Vec<Voice>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../voices/catalogue.json")).unwrap_or_default());

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_voices)).routes(routes!(preview_voice))
}

/// The voice of that id.
pub(crate) fn by_id(id: &str) -> Option<&'static Voice> {
    CATALOGUE.iter().find(|voice| voice.id == id)
}

/// The voices that answers can be read out by
#[utoipa::path(
    get, path = "/v1/voices", tag = "personalization",
    responses((status = 200, description = "All of them", body = Voices))
)]
async fn list_voices(_caller: Caller) -> Json<Voices> {
    Json(Voices { items: CATALOGUE.clone() })
}

/// What is to be heard.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct PreviewQuery {
    /// A tag (BCP 47). A voice that does not speak the language is heard in the nearest that it does, or in its own;
    /// `Content-Language` says which.
    #[param(max_length = 100)]
    language: Option<String>,
}

/// A clip of a few seconds in which the voice says who it is
#[utoipa::path(
    get, path = "/v1/voices/{id}/preview", tag = "personalization",
    params(("id" = String, Path, description = "The voice's id"), PreviewQuery),
    responses(
        (status = 200, description = "Ogg Vorbis, its hash as `ETag`", body = Vec<u8>, content_type = "audio/ogg"),
        (status = 304, description = "It is the one that `If-None-Match` names"),
    )
)]
async fn preview_voice(
    _caller: Caller,
    Path(id): Path<String>,
    Query(query): Query<PreviewQuery>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let voice = by_id(&id).ok_or(ApiError::NotFound)?;
    if query.language.as_deref().is_some_and(|language| language.len() > LONGEST_TAG) {
        return Err(ApiError::validation([("/language", "too_long", "It may have 100 characters at most.")]));
    }
    let language = nearest(&voice.languages, query.language.as_deref().unwrap_or_default());
    let clip = CLIPS.iter().find(|clip| clip.voice == voice.id && Some(clip.language) == language);
    let clip = clip.ok_or(ApiError::NotFound)?;
    let tag = format!("\"{}\"", hex::encode(Sha256::digest(clip.ogg)));
    let is_known = headers.get_all(IF_NONE_MATCH).iter().any(|known| names(known, &tag));
    let tag = HeaderValue::from_str(&tag).map_err(ApiError::internal)?;
    // It is the same for everyone, and asked for again only to learn whether it is another by now.
    let headers = [
        (ETAG, tag),
        (CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
        (CONTENT_LANGUAGE, HeaderValue::from_static(clip.language)),
    ];
    if is_known {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    Ok((headers, [(CONTENT_TYPE, HeaderValue::from_static("audio/ogg"))], clip.ogg).into_response())
}

/// Whether `If-None-Match` names a tag (RFC 9110, 13.1.2).
fn names(header: &HeaderValue, tag: &str) -> bool {
    let listed = header.to_str().unwrap_or_default().split(',').map(str::trim);
    listed.map(|known| known.strip_prefix("W/").unwrap_or(known)).any(|known| known == "*" || known == tag)
}

/// The language of those that is nearest to what was asked for; the first, where none is near.
fn nearest<'a>(languages: &'a [String], asked: &str) -> Option<&'a str> {
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let exact = languages.iter().find(|language| language.eq_ignore_ascii_case(asked));
    let near = || languages.iter().find(|language| primary(language) == primary(asked));
    exact.or_else(near).or(languages.first()).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_voice_has_a_clip_in_each_of_its_languages_and_each_clip_is_of_a_voice() {
        let catalogue: Vec<Voice> = serde_json::from_str(include_str!("../../voices/catalogue.json")).unwrap();
        let named = catalogue.iter().flat_map(|voice| voice.languages.iter().map(move |tag| (&*voice.id, &**tag)));
        let named: BTreeSet<(&str, &str)> = named.collect();
        let clips: BTreeSet<(&str, &str)> = CLIPS.iter().map(|clip| (clip.voice, clip.language)).collect();
        assert_eq!(clips, named);
        assert!(catalogue.len() >= 12);
        let languages: BTreeSet<&str> = clips.iter().map(|(_, tag)| tag.split('-').next().unwrap()).collect();
        assert!(languages.len() >= 8, "{languages:?}");
        assert_eq!(catalogue[0].id, infuse_policy::personalization::DEFAULT_VOICE);
        assert!(CLIPS.iter().all(|clip| clip.ogg.starts_with(b"OggS")));
    }

    #[test]
    fn the_nearest_language_that_a_voice_speaks_is_heard() {
        let languages = ["fr-FR", "en-GB", "en-US"].map(str::to_owned);
        for (asked, heard) in [("en-us", "en-US"), ("en-AU", "en-GB"), ("fr", "fr-FR"), ("ja", "fr-FR"), ("", "fr-FR")]
        {
            assert_eq!(nearest(&languages, asked), Some(heard), "{asked}");
        }
    }
}
