//! What was used.

use super::Engine;
use crate::error::AppError;
use crate::usage::export::Export;
use crate::usage::view::{AlertRow, ConnectedAgent, ConversationChoice, Filter, JournalPage, Period, Report};
use crate::{usage, workspace};

impl Engine {
    /// Asks the server now.
    pub async fn refresh(&self) -> Result<(), AppError> {
        self.context.vault.may_ask_again();
        self.homes.refresh().await
    }

    /// Answers from the cache, online or not.
    pub async fn report(&self, filter: Filter, period: Period) -> Result<Report, AppError> {
        let today = self.context.today();
        let cache = self.homes.cache().await?;
        self.homes.answer(&cache, usage::report::report(&cache, &filter, period, today)).await
    }

    /// The most recent conversations, from the cache.
    pub async fn conversations(&self) -> Result<Vec<ConversationChoice>, AppError> {
        let cache = self.homes.cache().await?;
        self.homes.answer(&cache, usage::conversation_choices(&cache)).await
    }

    /// A page of at most `limit` rows (1 to 500), with entries numbered below `before`; from the cache.
    pub async fn journal(&self, filter: Filter, before: Option<i64>, limit: u32) -> Result<JournalPage, AppError> {
        let cache = self.homes.cache().await?;
        self.homes.answer(&cache, usage::journal::journal(&cache, &filter, before, limit)).await
    }

    /// The alerts that this device remembers of who is signed in, newest first, at most `limit` (1 to 500).
    pub async fn alerts(&self, limit: u32) -> Result<Vec<AlertRow>, AppError> {
        let scope = self.homes.scope().await?;
        usage::history::alerts(&self.context.state, &scope, limit).await
    }

    /// The journal of the active home as a file that is still to be chosen.
    pub async fn begin_export(&self) -> Result<Export, AppError> {
        Export::of(&*self.homes.cache().await?, self.context.jobs.clone()).await
    }

    /// Cancels what takes long, by the id that the snapshot shows. What it made by then is taken back.
    pub fn cancel_job(&self, id: &str) {
        self.context.jobs.cancel(id);
    }

    /// Makes a `usage:write` token for the active workspace.
    pub async fn connect_agent(&self, name: String) -> Result<ConnectedAgent, AppError> {
        workspace::connect_agent(&self.homes.session().await?, name).await
    }
}
