//! Sessions that are over here: their servers are told, as soon as they can be reached.

use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;
use tokio::sync::Notify;
use tokio::time::timeout;
use tracing::{debug, warn};
use url::Url;
use uuid::Uuid;

use crate::api::Api;
use crate::context::Context;
use crate::error::{AppError, ErrorCode};
use crate::state::{EndedSession, HomeRecord};
use crate::vault::Secret;

/// Pauses between tries.
const FIRST_PAUSE: Duration = Duration::from_secs(5);
const LONGEST_PAUSE: Duration = Duration::from_secs(60 * 60);

/// A session that was not used for so long ends by itself.
const LIFE_MS: i64 = 400 * 24 * 60 * 60 * 1_000;

/// The sessions that are over, and whose servers have still to be told.
pub(super) struct Farewells {
    context: Arc<Context>,
    /// There is one more, or another reason to try again at once.
    due: Notify,
}

impl Farewells {
    pub(super) fn new(context: Arc<Context>) -> Self {
        Self { context, due: Notify::new() }
    }

    /// Notes that the session of a Local or Remote home is over, and takes it from the home; the server is told after
    /// [`Farewells::tell_now`]. What may be refused comes first: then all is as it was.
    pub(super) async fn end_session(&self, home: &HomeRecord, token: SecretString) -> Result<(), AppError> {
        let ended = self.note(&home.url, token).await?;
        if let Err(error) = self.context.vault.forget(Secret::Session(&home.id)).await {
            self.forget(&ended.id).await?;
            return Err(error);
        }
        Ok(())
    }

    /// The same for a session that another one has taken the place of already.
    pub(super) async fn end_former_session(&self, url: &str, token: SecretString) {
        match self.note(url, token).await {
            Ok(_) => self.tell_now(),
            Err(error) => warn!(%error, "a former session is not ended on its server"),
        }
    }

    pub(super) fn tell_now(&self) {
        self.due.notify_one();
    }

    async fn note(&self, url: &str, token: SecretString) -> Result<EndedSession, AppError> {
        let ended_at_ms = self.context.ports.clock.now_ms();
        let ended = EndedSession { id: Uuid::now_v7().to_string(), url: url.to_owned(), ended_at_ms };
        self.context.vault.keep(Secret::Ended(&ended.id), token).await?;
        if let Err(error) = self.context.state.keep_ended_session(&ended).await {
            // No row names it: it would stay for ever.
            self.context.vault.forget(Secret::Ended(&ended.id)).await?;
            return Err(error.into());
        }
        Ok(ended)
    }

    /// Tells servers of sessions that are over, for as long as this is polled.
    pub(super) async fn keep_telling(&self) {
        let mut pause = FIRST_PAUSE;
        loop {
            if self.tell_all().await {
                self.due.notified().await;
                pause = FIRST_PAUSE;
            } else {
                let is_due = timeout(pause, self.due.notified()).await.is_ok();
                pause = if is_due { FIRST_PAUSE } else { (pause * 2).min(LONGEST_PAUSE) };
            }
        }
    }

    /// Answers whether all were told.
    async fn tell_all(&self) -> bool {
        let sessions = match self.context.state.ended_sessions().await {
            Ok(sessions) => sessions,
            Err(error) => {
                warn!(%error, "it is not known which sessions are over");
                return false;
            }
        };
        let mut all = true;
        for session in sessions {
            if let Err(error) = self.tell(&session).await {
                debug!(%error, "a server is told later that a session is over");
                all = false;
            }
        }
        all
    }

    async fn tell(&self, session: &EndedSession) -> Result<(), AppError> {
        let has_ended_by_itself = self.context.ports.clock.now_ms() - session.ended_at_ms > LIFE_MS;
        if !has_ended_by_itself && let Some(token) = self.context.vault.get(Secret::Ended(&session.id)).await? {
            let base = match session.url.as_str() {
                // Wherever it is by now: at its former port another program may listen.
                "" => self.context.hosting.address_of_local_home().await?,
                url => Url::parse(url).map_err(|error| AppError::new(ErrorCode::InvalidUrl, error.to_string()))?,
            };
            match Api::new(base)?.with_token(token).with_one_try().sign_out().await {
                Err(error) if !error.is_unauthorized() => return Err(error.into()),
                _ => {}
            }
        }
        self.forget(&session.id).await
    }

    async fn forget(&self, id: &str) -> Result<(), AppError> {
        // The row first: without it nobody is told anything, whatever becomes of the secret.
        self.context.state.forget_ended_session(id).await?;
        self.context.vault.forget(Secret::Ended(id)).await
    }
}
