//! Whether Windows shows notifications of this app.

use windows::UI::Notifications::{NotificationSetting, ToastNotificationManager};
use windows::core::HSTRING;

/// Where the person allows them (<https://learn.microsoft.com/windows/apps/develop/launch/launch-settings-app>).
pub(super) const SETTINGS: &str = "ms-settings:notifications";

/// Asked of the system with each notice. A sender that it does not know yet is allowed to show what it sends.
pub(super) async fn are_allowed(id: &str) -> bool {
    let notifier = ToastNotificationManager::CreateToastNotifierWithId(&HSTRING::from(id));
    match notifier.and_then(|notifier| notifier.Setting()) {
        Ok(setting) => setting == NotificationSetting::Enabled,
        Err(error) => {
            tracing::debug!(%error, "the system does not say whether notifications are on");
            true
        }
    }
}
