//! What the parts of the engine work with: each of them is a room of its own below this one.

use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;
use tokio::time::timeout;
use tokio_util::task::TaskTracker;
use tracing::warn;

use crate::cache::days::date_at;
use crate::config::Config;
use crate::device::Device;
use crate::error::AppError;
use crate::folders::Folders;
use crate::hosting::Hosting;
use crate::job::Jobs;
use crate::ports::Ports;
use crate::snapshot::Snapshot;
use crate::state::State;
use crate::vault::Vault;
use crate::view::View;
use crate::voices::Player;

/// How long the desktop may take to take a notice back.
const WITHDRAW_LIMIT: Duration = Duration::from_secs(5);

pub(crate) struct Context {
    pub(crate) config: Config,
    pub(crate) ports: Ports,
    pub(crate) folders: Folders,
    pub(crate) vault: Vault,
    pub(crate) state: Arc<State>,
    pub(crate) view: Arc<View>,
    pub(crate) device: Device,
    pub(crate) hosting: Hosting,
    pub(crate) jobs: Jobs,
    pub(crate) player: Player,
    /// Notices that are being shown: what became of them is still to be noted.
    pub(crate) notices: TaskTracker,
}

impl Context {
    /// Opens what is kept on disk, as far as it can be opened now.
    pub(crate) async fn open(config: Config, ports: Ports) -> Self {
        let (folders, vault) = (Folders::new(config.folder.clone()), Vault::new(ports.secrets.clone()));
        let (state, condition) = State::open(&config.folder).await;
        let mut snapshot = Snapshot::starting();
        snapshot.conditions.extend(condition);
        let (state, view) = (Arc::new(state), Arc::new(View::new(snapshot)));
        // The desktop compares it with what it does before more is known.
        let device = Device::read(state.clone(), view.clone()).await;
        let hosting =
            Hosting::new(ports.local_server.clone(), state.clone(), view.clone(), folders.clone(), vault.clone());
        let jobs = Jobs::new(view.clone());
        let volume = view.snapshot().borrow().device.volume;
        let player = Player::new(ports.speaker.clone(), volume);
        Self { config, ports, folders, vault, state, view, device, hosting, jobs, player, notices: TaskTracker::new() }
    }

    /// Takes notices of approvals back, beside everything else.
    pub(crate) fn withdraw_notices(&self, approval_ids: Vec<String>) {
        if approval_ids.is_empty() {
            return;
        }
        let notifier = self.ports.notifier.clone();
        self.notices.spawn(async move {
            for id in approval_ids {
                // Nothing depends on it: their buttons do nothing any more.
                let _ = timeout(WITHDRAW_LIMIT, notifier.withdraw(&id)).await;
            }
        });
    }

    /// Shows what is kept: this device's settings, and the homes.
    pub(crate) async fn show_kept(&self) -> Result<(), AppError> {
        self.device.show().await?;
        if let Err(error) = self.hosting.find_local_home().await {
            warn!(%error, "it is not known whether there is a Local home");
        }
        self.show_homes().await
    }

    pub(crate) async fn show_homes(&self) -> Result<(), AppError> {
        self.view.show_homes(&self.state.homes().await?);
        Ok(())
    }

    /// Today in the person's time zone.
    pub(crate) fn today(&self) -> Date {
        date_at(self.ports.clock.now_ms(), &self.ports.clock.time_zone())
    }
}
