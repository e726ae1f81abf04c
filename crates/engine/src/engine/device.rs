//! How the app looks and behaves on this device.

use super::Engine;
use crate::error::AppError;
use crate::preferences::Look;
use crate::snapshot::{Density, Language, PauseUntil, TextSize, Theme, TrayIcon};
use crate::usage;

impl Engine {
    /// Until the next reset, or until the person resumes.
    pub async fn pause_warnings(&self, until: PauseUntil) -> Result<(), AppError> {
        let clock = &self.context.ports.clock;
        let until_ms = match until {
            PauseUntil::Reset => {
                let cache = self.homes.cache().await?;
                let figures = cache.figures().await?.ok_or_else(AppError::reset_unknown)?;
                usage::now::next_reset(&figures.usage, clock.now_ms())?
            }
            PauseUntil::Tomorrow => usage::now::next_morning(self.context.today(), &clock.time_zone()),
        };
        self.homes.set_paused_until(Some(until_ms)).await
    }

    pub async fn resume_warnings(&self) -> Result<(), AppError> {
        self.homes.set_paused_until(None).await
    }

    /// Pauses warnings, or resumes them if they are paused.
    pub async fn toggle_warnings(&self) -> Result<(), AppError> {
        let is_paused = self.homes.are_warnings_paused().await?;
        if is_paused { self.resume_warnings().await } else { self.pause_warnings(PauseUntil::Reset).await }
    }

    pub async fn set_theme(&self, theme: Theme) -> Result<(), AppError> {
        self.look(Look::Theme(theme)).await
    }

    pub async fn set_density(&self, density: Density) -> Result<(), AppError> {
        self.look(Look::Density(density)).await
    }

    pub async fn set_text_size(&self, text_size: TextSize) -> Result<(), AppError> {
        self.look(Look::TextSize(text_size)).await
    }

    pub async fn set_reduce_motion(&self, on: bool) -> Result<(), AppError> {
        self.look(Look::ReduceMotion(on)).await
    }

    /// What windows, tray and notifications say everything in, and the server its mails.
    pub async fn set_language(&self, language: Language) -> Result<(), AppError> {
        self.look(Look::Language(language)).await
    }

    /// Has this device look so at once, and the others as soon as the server is told. Without an account, or at a server
    /// that does not keep it, it is this device's alone.
    async fn look(&self, look: Look) -> Result<(), AppError> {
        if let Ok(outbox) = self.homes.outbox().await {
            outbox.wear(look).await?;
        }
        self.context.device.change(|device| look.wear(device)).await
    }

    pub async fn set_tray_icon(&self, tray_icon: TrayIcon) -> Result<(), AppError> {
        self.context.device.change(|device| device.tray_icon = tray_icon).await
    }

    pub async fn set_autostart(&self, on: bool) -> Result<(), AppError> {
        self.context.device.change(|device| device.autostart = on).await
    }

    pub async fn set_quit_on_close(&self, on: bool) -> Result<(), AppError> {
        self.context.device.change(|device| device.quit_on_close = on).await
    }
}
