//! What plays. One sound at a time: the next one ends the last.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use tokio::sync::{oneshot, watch};
use tokio_util::task::AbortOnDropHandle;

use super::clips::Clips;
use crate::api::{Answer, Api};
use crate::error::{AppError, ErrorCode};
use crate::ports::Speaker;
use crate::snapshot::Volume;

/// A clip is no larger.
const MOST_BYTES: usize = 1024 * 1024;

/// What plays, and why it ended where that was no end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct Playback {
    pub playing: Option<Sounding>,
    pub failure: Option<ErrorCode>,
}

/// A voice that is heard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct Sounding {
    pub voice_id: String,
    /// What it speaks (BCP 47).
    pub language: String,
    /// How long it takes in all, in milliseconds.
    pub length_ms: u32,
}

/// Where voices are had from.
pub(crate) struct Place {
    pub(crate) api: Result<Api, AppError>,
    /// Where what was heard is kept.
    pub(crate) folder: PathBuf,
    /// What they are to speak (BCP 47).
    pub(crate) language: String,
}

/// Plays voices.
pub(crate) struct Player {
    speaker: Arc<dyn Speaker>,
    volume: watch::Sender<Volume>,
    shared: Arc<Shared>,
}

struct Shared {
    playback: watch::Sender<Playback>,
    turn: Mutex<Turn>,
}

/// Whose turn it is to be heard.
#[derive(Default)]
struct Turn {
    number: u64,
    /// What fetches and plays. It falls silent when this is dropped.
    task: Option<AbortOnDropHandle<()>>,
}

impl Player {
    pub(crate) fn new(speaker: Arc<dyn Speaker>, volume: Volume) -> Self {
        let shared = Shared { playback: watch::Sender::default(), turn: Mutex::default() };
        Self { speaker, volume: watch::Sender::new(volume), shared: Arc::new(shared) }
    }

    pub(crate) fn playback(&self) -> watch::Receiver<Playback> {
        self.shared.playback.subscribe()
    }

    /// What plays, too, is so loud from now on.
    pub(crate) fn set_volume(&self, volume: Volume) {
        self.volume.send_replace(volume);
    }

    /// Silence.
    pub(crate) fn stop(&self) {
        self.shared.begin(|_| None);
    }

    /// Plays voices one after another, in place of what plays now; answers as soon as the first one sounds, or another
    /// preview took its place.
    ///
    /// # Errors
    /// Where a voice can not be had, or nothing can be heard.
    pub(crate) async fn preview(
        &self,
        voice_ids: Vec<String>,
        place: impl Future<Output = Result<Place, AppError>> + Send + 'static,
    ) -> Result<(), AppError> {
        let (sounds, answer) = oneshot::channel();
        let (shared, speaker, volume) = (self.shared.clone(), self.speaker.clone(), self.volume.clone());
        self.shared.begin(|number| {
            let playing = async move {
                let mut sounds = Some(sounds);
                let played = async {
                    let place = place.await?;
                    // All are had before the first one sounds, so that there is no pause between them.
                    let mut clips = Vec::new();
                    for voice_id in voice_ids {
                        let clip = place.clip(&voice_id).await?;
                        clips.push((voice_id, clip));
                    }
                    for (voice_id, Answer { body, language, .. }) in clips {
                        let playing = speaker.play(body, volume.subscribe()).await?;
                        let length_ms = u32::try_from(playing.length.as_millis()).unwrap_or(u32::MAX);
                        let language = language.unwrap_or_default();
                        let sounding = Sounding { voice_id, language, length_ms };
                        shared.show(number, Playback { playing: Some(sounding), failure: None });
                        if let Some(sounds) = sounds.take() {
                            drop(sounds.send(Ok(())));
                        }
                        playing.to_its_end().await?;
                    }
                    Ok::<_, AppError>(())
                };
                let failure = match (played.await, sounds.take()) {
                    (Ok(()), _) => None,
                    // Who asked is told.
                    (Err(error), Some(sounds)) => {
                        drop(sounds.send(Err(error)));
                        None
                    }
                    (Err(error), None) => Some(error.code),
                };
                shared.show(number, Playback { playing: None, failure });
            };
            Some(AbortOnDropHandle::new(tokio::spawn(playing)))
        });
        // Nothing is told where another preview came before it sounded.
        answer.await.unwrap_or(Ok(()))
    }
}

impl Shared {
    /// Ends what plays, and begins something else, or nothing.
    fn begin(&self, task: impl FnOnce(u64) -> Option<AbortOnDropHandle<()>>) {
        let mut turn = self.turn();
        turn.number += 1;
        turn.task = None;
        self.playback.send_if_modified(|playback| std::mem::take(playback) != Playback::default());
        turn.task = task(turn.number);
    }

    /// Tells what plays, while it is that one's turn.
    fn show(&self, number: u64, playback: Playback) {
        let turn = self.turn();
        if turn.number == number {
            self.playback.send_replace(playback);
        }
    }

    fn turn(&self) -> MutexGuard<'_, Turn> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    async fn clip(&self, voice_id: &str) -> Result<Answer, AppError> {
        let [voice, language] = [voice_id, &self.language].map(|text| utf8_percent_encode(text, NON_ALPHANUMERIC));
        let path = format!("/v1/voices/{voice}/preview?language={language}");
        let heard = Clips::in_folder(&self.folder).get(&self.api, &path, check).await;
        heard.map_err(|error| match error.code {
            ErrorCode::NotFound => AppError { code: ErrorCode::VoiceUnknown, ..error },
            _ => error,
        })
    }
}

/// A few seconds take some 30 kB.
fn check(clip: &[u8]) -> Result<(), AppError> {
    let broken = |detail: &str| Err(AppError::new(ErrorCode::ClipBroken, detail));
    match clip.len() {
        0..=MOST_BYTES if clip.starts_with(b"OggS") => Ok(()),
        0..=MOST_BYTES => broken("it is no Ogg"),
        _ => broken("it is too large"),
    }
}
