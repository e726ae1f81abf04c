//! The voices that answers can be read out by: which there are, and what each sounds like.

mod clips;
mod playback;

pub(crate) use playback::{Place, Player};
pub use playback::{Playback, Sounding};

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::api::Api;
use crate::error::{AppError, ErrorCode};
use clips::Clips;

/// A voice to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct VoiceRow {
    pub id: String,
    pub name: String,
    /// The languages that it speaks (BCP 47), its own first.
    pub languages: Vec<String>,
    /// What it is like, in two words of a list: `warm`, `calm`.
    pub character: Vec<String>,
}

/// Nobody chooses from more.
const MOST_VOICES: usize = 200;

/// In characters.
const LONGEST_NAME: usize = 100;

/// The voices of a home's server, or those that it told of last.
pub(crate) async fn voices(api: Result<Api, AppError>, folder: &Path) -> Result<Vec<VoiceRow>, AppError> {
    let answer = Clips::in_folder(folder).get(&api, "/v1/voices", |body| catalogue(body).map(drop)).await?;
    catalogue(&answer.body)
}

/// The voices that a server tells of, as far as they can be shown: of one that can not, the others are told all the same.
fn catalogue(body: &[u8]) -> Result<Vec<VoiceRow>, AppError> {
    #[derive(Deserialize)]
    struct Catalogue {
        items: Vec<serde_json::Value>,
    }
    let Catalogue { items } =
        serde_json::from_slice(body).map_err(|error| AppError::new(ErrorCode::ServerFault, error.to_string()))?;
    let mut rows: Vec<VoiceRow> = Vec::new();
    for voice in items.into_iter().filter_map(|item| VoiceRow::deserialize(item).ok()) {
        let name: String = voice.name.chars().filter(|sign| !sign.is_control()).take(LONGEST_NAME).collect();
        let is_another = rows.iter().all(|known| known.id != voice.id);
        if rows.len() < MOST_VOICES && is_another && !voice.id.is_empty() && !name.trim().is_empty() {
            rows.push(VoiceRow { name, ..voice });
        }
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_voice_that_can_not_be_shown_takes_no_other_away() {
        let voice =
            |id: &str, name: &str| serde_json::json!({"id": id, "name": name, "languages": [], "character": []});
        let told = serde_json::json!({"items": [
            voice("a", "A\u{7}da"), voice("a", "Again"), {"id": "b"}, 7, voice("", "Nobody"), voice("c", " "), voice("d", "Dora"),
        ]});
        let names: Vec<String> =
            catalogue(told.to_string().as_bytes()).unwrap().into_iter().map(|voice| voice.name).collect();
        assert_eq!(names, ["Ada", "Dora"]);
        assert!(catalogue(b"OggS").is_err());
    }
}
