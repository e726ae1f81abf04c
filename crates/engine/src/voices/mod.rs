//! The voices that answers can be read out by: which there are, and what each sounds like.

mod clips;
mod playback;

pub(crate) use playback::Player;
pub use playback::{Playback, Sounding};

use std::path::Path;

use infuse_protocol::personalization::Voices;
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

/// The voices of a home's server, or those that it told of last.
pub(crate) async fn voices(api: Result<Api, AppError>, folder: &Path) -> Result<Vec<VoiceRow>, AppError> {
    let answer = Clips::in_folder(folder).get(api, "/v1/voices").await?;
    let voices: Voices = serde_json::from_slice(&answer.body)
        .map_err(|error| AppError::new(ErrorCode::ServerFault, error.to_string()))?;
    let row = |voice: infuse_protocol::personalization::Voice| VoiceRow {
        id: voice.id,
        name: voice.name,
        languages: voice.languages,
        character: voice.character,
    };
    Ok(voices.items.into_iter().map(row).collect())
}
