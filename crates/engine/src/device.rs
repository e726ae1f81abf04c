//! What this device keeps for itself: how the app looks here, and when it starts and ends.

use std::sync::Arc;

use tokio::sync::Mutex;
use tracing::warn;

use crate::error::AppError;
use crate::snapshot::DeviceSettings;
use crate::state::State;
use crate::view::View;

pub(crate) struct Device {
    state: Arc<State>,
    view: Arc<View>,
    /// As they are kept; `None` while that is not known. Held while they change: one change is kept before the next one
    /// begins.
    known: Mutex<Option<DeviceSettings>>,
}

impl Device {
    /// Reads the settings, where that is possible now.
    pub(crate) async fn read(state: Arc<State>, view: Arc<View>) -> Self {
        let device = Self { state, view, known: Mutex::new(None) };
        if let Err(error) = device.show().await {
            warn!(%error, "the settings of this device can not be read now");
        }
        device
    }

    /// Shows the settings, which are read where they were not known before: by now they may have been changed.
    pub(crate) async fn show(&self) -> Result<(), AppError> {
        let mut known = self.known.lock().await;
        if known.is_none() {
            let device = self.state.device().await?;
            self.view.update(|snapshot| snapshot.device = device.clone());
            *known = Some(device);
        }
        Ok(())
    }

    /// Changes one of them, keeps and shows it. What is not known is read first: the others stay as they are kept.
    pub(crate) async fn change(&self, change: impl FnOnce(&mut DeviceSettings)) -> Result<(), AppError> {
        let mut known = self.known.lock().await;
        let mut device = match &*known {
            Some(device) => device.clone(),
            None => self.state.device().await?,
        };
        change(&mut device);
        if known.as_ref() == Some(&device) {
            return Ok(());
        }
        self.state.keep_device(&device).await?;
        self.view.update(|snapshot| snapshot.device = device.clone());
        *known = Some(device);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::{Snapshot, Theme};
    use crate::sqlite::{self, Durability};

    #[tokio::test]
    async fn changing_one_setting_before_they_could_be_read_keeps_the_others() {
        let folder = tempfile::tempdir().unwrap();
        let dark = DeviceSettings { theme: Theme::Dark, ..DeviceSettings::default() };
        let (state, _) = State::open(folder.path()).await;
        state.keep_device(&dark).await.unwrap();
        state.close().await;
        let holder = sqlite::open(&folder.path().join("state.db"), Durability::Durable, 1).await.unwrap();
        let hold =
            "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; PRAGMA user_version = 0; ROLLBACK; BEGIN EXCLUSIVE";
        sqlx::raw_sql(hold).execute(&holder).await.unwrap();
        let (state, _) = State::open(folder.path()).await;
        let (state, view) = (Arc::new(state), Arc::new(View::new(Snapshot::starting())));
        let device = Device::read(state.clone(), view).await;
        holder.close().await;
        assert!(state.open_again().await);
        device.change(|device| device.autostart = true).await.unwrap();
        assert_eq!(state.device().await.unwrap(), DeviceSettings { autostart: true, ..dark });
    }
}
