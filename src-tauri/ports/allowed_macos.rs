//! Whether macOS shows notifications of this app.

use std::ptr::NonNull;
use std::sync::{Mutex, PoisonError};

use block2::RcBlock;
use objc2_foundation::NSBundle;
use objc2_user_notifications::{UNAuthorizationStatus, UNNotificationSettings, UNUserNotificationCenter};
use tokio::sync::oneshot;

/// Where the person allows them.
pub(super) const SETTINGS: &str = "x-apple.systempreferences:com.apple.preference.notifications";

/// Asked of the system with each notice. A person who was not asked yet is asked by the first.
pub(super) async fn are_allowed(_id: &str) -> bool {
    // A program outside of a bundle has no center, and would be ended for asking for it.
    if NSBundle::mainBundle().bundleIdentifier().is_none() {
        return true;
    }
    let (tell, told) = oneshot::channel();
    ask(tell);
    !told.await.is_ok_and(|status| status == UNAuthorizationStatus::Denied)
}

/// The system answers on a thread of its own.
fn ask(tell: oneshot::Sender<UNAuthorizationStatus>) {
    let tell = Mutex::new(Some(tell));
    let answer = RcBlock::new(move |settings: NonNull<UNNotificationSettings>| {
        #[expect(unsafe_code, reason = "the pointer holds for as long as the block runs, and nothing keeps it")]
        let status = unsafe { settings.as_ref() }.authorizationStatus();
        if let Some(tell) = tell.lock().unwrap_or_else(PoisonError::into_inner).take() {
            // Nobody may wait any more.
            let _ = tell.send(status);
        }
    });
    UNUserNotificationCenter::currentNotificationCenter().getNotificationSettingsWithCompletionHandler(&answer);
}
