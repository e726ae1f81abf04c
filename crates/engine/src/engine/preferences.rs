//! Of what the person is told, and how.

use std::path::PathBuf;

use secrecy::SecretString;

use super::Engine;
use crate::error::AppError;
use crate::hosting::LocalMail;
use crate::preferences::{AlertKind, AlertWay, QuietBoundary};
use crate::resources::ResourceName;
use crate::usage::view::ThresholdReplay;
use crate::{preferences, private, usage};

impl Engine {
    /// Warns the person at so many credits or fewer, from now on here, and at the server as soon as it is told.
    pub async fn set_low_credit_threshold(&self, credits: i32) -> Result<(), AppError> {
        self.homes.outbox().await?.edit(ResourceName::Preferences, preferences::warned_at(credits)).await
    }

    /// Whether the person is told in that way of alerts of that kind. They are kept to be read either way.
    pub async fn set_alert_way(&self, kind: AlertKind, way: AlertWay, on: bool) -> Result<(), AppError> {
        let edit = preferences::told_by(way, kind, on);
        self.homes.outbox().await?.edit(ResourceName::Preferences, edit).await
    }

    /// Whether notifications wait in quiet hours.
    pub async fn set_quiet_hours(&self, on: bool) -> Result<(), AppError> {
        self.homes.outbox().await?.edit(ResourceName::Preferences, preferences::quiet(on)).await
    }

    /// When quiet hours begin or end: `HH:MM`, by the time of the place where each device is.
    pub async fn set_quiet_boundary(&self, boundary: QuietBoundary, time: String) -> Result<(), AppError> {
        self.homes.outbox().await?.edit(ResourceName::Preferences, preferences::quiet_at(boundary, time)).await
    }

    /// Whether alerts of that kind do not wait in quiet hours.
    pub async fn set_let_through(&self, kind: AlertKind, on: bool) -> Result<(), AppError> {
        self.homes.outbox().await?.edit(ResourceName::Preferences, preferences::let_through(kind, on)).await
    }

    /// Has one notification shown, also while warnings are paused, so that the person sees whether they come.
    pub async fn test_notification(&self) -> Result<(), AppError> {
        preferences::test_notification(&*self.context.ports.notifier).await
    }

    /// Has the server mail a test, the way that alerts go.
    pub async fn test_email(&self) -> Result<(), AppError> {
        preferences::test_email(&self.homes.session().await?.api).await
    }

    /// Who takes the mails of the Local home's server; `None` where they become files.
    pub async fn local_mail(&self) -> Result<Option<LocalMail>, AppError> {
        self.context.hosting.mail()
    }

    /// Has a mail server take the mails of the Local home's server, once it has shown that it does. Without a password it is
    /// the one that is kept for it.
    pub async fn set_local_mail(&self, mail: LocalMail, password: Option<String>) -> Result<(), AppError> {
        self.context.vault.may_ask_again();
        self.context.hosting.set_mail(&mail, password.map(SecretString::from)).await
    }

    /// Has the mails of the Local home's server become files again.
    pub async fn forget_local_mail(&self) -> Result<(), AppError> {
        self.context.hosting.forget_mail().await
    }

    /// The folder that those files are in; it is made where no mail has been written yet.
    pub fn local_outbox(&self) -> Result<PathBuf, AppError> {
        let folder = self.context.folders.local_outbox();
        private::make_folder(&folder)?;
        Ok(folder)
    }

    /// What a warning at so many credits or fewer would have come to in the last 30 days, from the cache; `None` while
    /// the journal is not known.
    pub async fn replay_threshold(&self, credits: i32) -> Result<Option<ThresholdReplay>, AppError> {
        let (today, zone) = (self.context.today(), self.context.ports.clock.time_zone());
        let cache = self.homes.cache().await?;
        self.homes.answer(&cache, usage::replay::replay(&cache, credits.into(), today, &zone)).await
    }
}
