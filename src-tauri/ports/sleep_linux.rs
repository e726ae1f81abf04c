//! Waking from sleep, as the login manager tells it. Elsewhere, and where there is none, the clock shows it some seconds
//! later.

use std::sync::Arc;

use futures_util::StreamExt;

use super::clock::SystemClock;
use crate::tasks::keep;

/// As https://www.freedesktop.org/wiki/Software/systemd/logind/ describes it; elogind offers the same.
#[zbus::proxy(
    interface = "org.freedesktop.login1.Manager",
    default_service = "org.freedesktop.login1",
    default_path = "/org/freedesktop/login1"
)]
trait LoginManager {
    /// Sent before the computer sleeps, and with `false` when it has woken.
    #[zbus(signal)]
    fn prepare_for_sleep(&self, start: bool) -> zbus::Result<()>;
}

/// Has the clock tell of every wake that the login manager tells of.
pub(super) fn follow(clock: &Arc<SystemClock>) {
    let clock = clock.clone();
    keep("sleep", move || {
        let clock = clock.clone();
        async move {
            if let Err(error) = try_follow(&clock).await {
                tracing::info!(%error, "nobody tells when the computer wakes");
            }
        }
    });
}

async fn try_follow(clock: &SystemClock) -> zbus::Result<()> {
    let bus = zbus::Connection::system().await?;
    let mut signals = LoginManagerProxy::new(&bus).await?.receive_prepare_for_sleep().await?;
    while let Some(signal) = signals.next().await {
        if !signal.args()?.start {
            clock.woke();
        }
    }
    Ok(())
}
