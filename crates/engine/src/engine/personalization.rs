//! How InfuseOS answers, by which voice, and what it asks first.

use tokio::sync::watch;

use super::Engine;
use crate::error::AppError;
use crate::personalization::{self, Choice, EffectivePersonalization};
use crate::resources::ResourceName;
use crate::snapshot::{Approval, ApprovalCategory, ResponseStyle, Volume};
use crate::voices::{self, Place, Playback, VoiceRow};

impl Engine {
    /// What holds in the workspace that is shown; `None` while the server has not told what the person chose.
    pub async fn effective_personalization(&self) -> Result<Option<EffectivePersonalization>, AppError> {
        Ok(personalization::effective(&self.context.state, &self.homes.scope().await?).await?)
    }

    /// A tag (BCP 47), or `auto`; `None` inherits it, as with all that follows.
    pub async fn set_response_language(&self, language: Option<String>) -> Result<(), AppError> {
        self.choose(Choice::ResponseLanguage(language)).await
    }

    pub async fn set_response_style(&self, style: Option<ResponseStyle>) -> Result<(), AppError> {
        self.choose(Choice::ResponseStyle(style)).await
    }

    pub async fn set_voice(&self, voice_id: Option<String>) -> Result<(), AppError> {
        self.choose(Choice::Voice(voice_id)).await
    }

    pub async fn set_approval(&self, category: ApprovalCategory, approval: Option<Approval>) -> Result<(), AppError> {
        self.choose(Choice::Approval(category, approval)).await
    }

    /// Credits: what spends more at once is of the category [`ApprovalCategory::SpendCredits`].
    pub async fn set_spend_over(&self, credits: Option<i32>) -> Result<(), AppError> {
        self.choose(Choice::SpendOver(credits)).await
    }

    async fn choose(&self, choice: Choice) -> Result<(), AppError> {
        self.homes.outbox().await?.edit(ResourceName::Personalization, personalization::chosen(choice)).await
    }

    /// The voices that there are, or those that the server told of last.
    pub async fn voices(&self) -> Result<Vec<VoiceRow>, AppError> {
        let (api, folder) = self.homes.voices_place().await?;
        voices::voices(api, &folder).await
    }

    /// Plays voices one after another, in a language that they speak (BCP 47), or else in the one that answers are in. It
    /// answers as soon as the first one sounds; what plays before it falls silent.
    pub async fn preview_voices(&self, voice_ids: Vec<String>, language: Option<String>) -> Result<(), AppError> {
        let engine = self.clone();
        let place = async move {
            let (api, folder) = engine.homes.voices_place().await?;
            let language = match language {
                Some(language) => Some(language),
                None => engine.effective_personalization().await?.map(|holds| holds.response_language.value),
            };
            Ok(Place { api, folder, language: language.unwrap_or_default() })
        };
        self.context.player.preview(voice_ids, place).await
    }

    /// Silence.
    pub fn stop_preview(&self) {
        self.context.player.stop();
    }

    /// What plays, and every change of it.
    pub fn playback(&self) -> watch::Receiver<Playback> {
        self.context.player.playback()
    }

    /// How loud voices are heard on this device: percent, of which more than 100 is 100.
    pub async fn set_volume(&self, percent: u8) -> Result<(), AppError> {
        let volume = Volume::of_percent(percent);
        self.context.player.set_volume(volume);
        self.context.device.change(|device| device.volume = volume).await
    }
}
