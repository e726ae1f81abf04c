//! What the engine needs from this computer.

#[cfg(target_os = "macos")]
#[path = "allowed_macos.rs"]
mod allowed;
#[cfg(windows)]
#[path = "allowed_windows.rs"]
mod allowed;
mod browser;
mod clock;
mod keyring;
#[cfg(target_os = "linux")]
#[path = "keyring_linux.rs"]
mod keyring_store;
#[cfg(not(target_os = "linux"))]
#[path = "keyring_native.rs"]
mod keyring_store;
#[cfg(feature = "local-server")]
mod local_server;
mod notice;
#[cfg(target_os = "linux")]
#[path = "notifier_linux.rs"]
mod notifier;
#[cfg(not(target_os = "linux"))]
#[path = "notifier_native.rs"]
mod notifier;
#[cfg(target_os = "linux")]
#[path = "sleep_linux.rs"]
mod sleep;
mod speaker;

use std::sync::Arc;

use infuse_engine::ports::{LocalServer, Ports};
use tauri::AppHandle;

use crate::request::Requests;
use crate::wording::Wordings;

pub(crate) use notifier::{follow_service as follow_notification_service, open_settings as open_notification_settings};

pub(crate) fn all(app: &AppHandle, wordings: Wordings, requests: Requests) -> Ports {
    let clock = Arc::new(clock::SystemClock::default());
    #[cfg(target_os = "linux")]
    sleep::follow(&clock);
    Ports {
        secrets: Arc::new(keyring::Keyring::start()),
        browser: Arc::new(browser::SystemBrowser(wordings.clone())),
        notifier: Arc::new(notifier::DesktopNotifier::new(app, wordings, clock.clone(), requests)),
        clock,
        speaker: Arc::new(speaker::SystemSpeaker::new()),
        local_server: local_server(),
    }
}

#[cfg(feature = "local-server")]
fn local_server() -> Option<Arc<dyn LocalServer>> {
    Some(Arc::new(local_server::EmbeddedServer::default()))
}

#[cfg(not(feature = "local-server"))]
fn local_server() -> Option<Arc<dyn LocalServer>> {
    None
}
