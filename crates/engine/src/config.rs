use std::path::PathBuf;

use infuse_protocol::session::Device;

/// What is fixed for one run of the app.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where homes, caches and settings are kept.
    pub folder: PathBuf,
    pub device_name: String,
    /// `linux`, `macos` or `windows`.
    pub platform: String,
    pub app_version: String,
}

impl Config {
    /// What a person signs in from.
    pub(crate) fn device(&self) -> Device {
        Device {
            name: self.device_name.clone(),
            platform: self.platform.clone(),
            app_version: self.app_version.clone(),
        }
    }
}
