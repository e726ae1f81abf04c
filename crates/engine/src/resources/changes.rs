use std::collections::BTreeMap;

use tokio::sync::watch;

use super::ResourceName;

/// How often each resource has changed since the app started; only whether it differs matters to who compares.
pub type ResourceVersions = BTreeMap<ResourceName, u64>;

/// Which resources are to be asked for again.
#[derive(Clone)]
pub(crate) struct Changes(watch::Sender<ResourceVersions>);

impl Default for Changes {
    fn default() -> Self {
        Self(watch::Sender::new(ResourceVersions::new()))
    }
}

impl Changes {
    pub(crate) fn versions(&self) -> watch::Receiver<ResourceVersions> {
        self.0.subscribe()
    }

    pub(crate) fn tell(&self, names: &[ResourceName]) {
        self.0.send_modify(|versions| {
            for name in names {
                *versions.entry(*name).or_default() += 1;
            }
        });
    }
}
