//! What is true now, in one value: the tray, the sidebar and every tab's head are drawn from it.

mod approval;
mod device;
mod personalization;

use serde::{Deserialize, Serialize};

pub use approval::{ApprovalCategory, ApprovalNow};
pub use device::{Density, DeviceSettings, Language, TextSize, Theme, TrayIcon, Volume};
pub use personalization::{Approval, ResponseStyle};

/// The whole of it. Small, cloned freely, sent to the web view as one event when it changes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct Snapshot {
    pub homes: Vec<Home>,
    pub access: Access,
    pub connection: Connection,
    /// Absent until the first figures came, for unknown is not 0, and while they would be nobody's.
    pub usage: Option<UsageNow>,
    /// Whether the figures may no longer be so, because they are stale or the server is out of reach. They are
    /// drawn hollow then.
    pub outdated: bool,
    pub warnings: Warnings,
    pub device: DeviceSettings,
    /// Troubles of this computer that the person should know of.
    pub conditions: Vec<Condition>,
    /// Why the Local home's server does not run, where it should.
    pub local_server: Option<LocalServerTrouble>,
    /// What takes long and is under way, in the order in which it was begun.
    pub jobs: Vec<JobNow>,
    /// What agents ask the person before they do it, and nobody has answered, oldest first.
    pub approvals: Vec<ApprovalNow>,
}

impl Snapshot {
    /// Before anything is known.
    pub fn starting() -> Self {
        Self {
            homes: Vec::new(),
            access: Access::Starting,
            connection: Connection::Connecting,
            usage: None,
            outdated: false,
            warnings: Warnings::On,
            device: DeviceSettings::default(),
            conditions: Vec::new(),
            local_server: None,
            jobs: Vec::new(),
            approvals: Vec::new(),
        }
    }

    pub(crate) fn set_condition(&mut self, condition: Condition, present: bool) {
        if !present {
            self.conditions.retain(|known| *known != condition);
        } else if !self.conditions.contains(&condition) {
            self.conditions.push(condition);
        }
    }

    /// Draws what follows from what has changed.
    pub(crate) fn conclude(&mut self) {
        if !self.access.has_figures() {
            self.usage = None;
            self.approvals.clear();
        }
        if let Access::Preparing { done, total } = &mut self.access
            && let Some(job) = self.jobs.iter().find(|job| job.kind == JobKind::SampleData)
        {
            (*done, *total) = (job.done, job.total);
        }
        let is_stale = self.usage.as_ref().is_some_and(|usage| usage.stale);
        self.outdated = is_stale || matches!(self.connection, Connection::Offline { .. });
    }
}

/// A server that this app can talk to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct Home {
    pub id: String,
    pub kind: HomeKind,
    /// The host of a Remote home; empty for the others, which the UI names.
    pub name: String,
    pub url: String,
    /// Of who signs in there with it; absent of a Local home whose account is not protected.
    pub email: Option<String>,
    pub active: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum HomeKind {
    /// The server inside this app.
    Local,
    /// A server inside this app that holds made-up data.
    Sample,
    Remote,
}

/// Whether the app may act for someone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(tag = "state", rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "there are a few snapshots at a time, and mostly somebody is signed in")]
pub enum Access {
    /// The app has started and does not know yet.
    Starting,
    /// No home is active: the welcome page.
    Welcome,
    /// The active home asks for a sign-in.
    SignedOut {
        email: String,
    },
    /// The keyring did not give the session; it is tried again.
    KeyringLocked,
    /// Sample data is being made; done of total days, as its job says.
    Preparing {
        done: u32,
        total: u32,
    },
    SignedIn {
        account: AccountNow,
        workspace: WorkspaceNow,
    },
}

impl Access {
    /// Whether the figures belong to someone. A locked keyring does not take them away.
    fn has_figures(&self) -> bool {
        match self {
            Self::SignedIn { .. } | Self::KeyringLocked => true,
            Self::Starting | Self::Welcome | Self::SignedOut { .. } | Self::Preparing { .. } => false,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct AccountNow {
    pub id: String,
    pub name: String,
    /// Empty where the account has none.
    pub email: String,
    /// Whether somebody has opened the link that was mailed there.
    pub email_verified: bool,
    /// What keeps mails from it.
    pub email_problem: Option<EmailProblem>,
    /// The address that it will have once somebody opens the link that was mailed there.
    pub pending_email: Option<String>,
    pub sign_in_method: SignInMethod,
    /// RFC 3339.
    pub created_at: String,
    /// When the account will be erased, RFC 3339; absent: nobody has asked for it.
    pub deletion_scheduled_at: Option<String>,
    pub two_factor: TwoFactorNow,
}

/// What keeps mails from an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum EmailProblem {
    /// A mail server has refused a mail to it for good.
    Refused,
    /// One that only a newer server can name.
    #[serde(other)]
    Other,
}

/// How the account proves who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum SignInMethod {
    Password,
    /// With an identity provider (OpenID Connect).
    Oidc,
    /// By the app that holds the server itself.
    Local,
    /// In a way that only a newer server can name, or that is not known yet.
    #[default]
    Other,
}

/// Whether a sign-in asks for a code beside the password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct TwoFactorNow {
    pub enabled: bool,
    pub recovery_codes_left: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct WorkspaceNow {
    pub id: String,
    pub name: String,
    /// The plan's name in the catalogue, as in `free`.
    pub plan: String,
    pub personal: bool,
}

/// Whether the figures follow the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Connection {
    Connecting,
    /// The stream is open: what is shown is what is.
    Live,
    /// The stream can not be opened; the server is asked again and again instead.
    Polling,
    /// The server can not be reached, since then (RFC 3339).
    Offline {
        since: String,
    },
}

/// Figures of the active workspace as last heard. Credits are whole numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct UsageNow {
    pub monthly_total: i32,
    pub monthly_used: i32,
    /// Of the monthly credits, what can be spent. What is held is taken from these first.
    pub monthly_available: i32,
    /// Of the purchased credits, what can be spent.
    pub purchased_available: i32,
    /// Set aside for work that is still running.
    pub held: i32,
    /// What can be spent: the sum of the monthly and the purchased part.
    pub available: i32,
    /// What the available credits are out of: the plan's month, and what is left of what was bought.
    pub total: i32,
    /// How many thousandths of the total are available: 0 to 1000, and 0 only when none are.
    pub left_per_mille: u16,
    pub level: CreditLevel,
    /// RFC 3339.
    pub cycle_started_at: String,
    /// RFC 3339.
    pub resets_at: String,
    /// Absent: nothing reported it yet.
    pub memory_words_used: Option<i32>,
    pub memory_words_limit: i32,
    pub workflows_active: Option<i32>,
    pub workflows_limit: i32,
    /// When this device last knew it to be so, RFC 3339.
    pub as_of: String,
    /// Whether that is too long ago to be shown without its age.
    pub stale: bool,
    /// Credits spent today, in the person's time zone.
    pub today: i32,
    /// Credits spent on each of the last 14 days, today last.
    pub last_days: Vec<i32>,
    pub forecast: Option<Forecast>,
}

/// How much there is to spend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum CreditLevel {
    Enough,
    /// A warning is due.
    Low,
    /// New work is refused.
    Exhausted,
}

/// How long the available credits last at the present pace. Dates are `YYYY-MM-DD` in the person's time zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(tag = "outlook", rename_all = "snake_case")]
pub enum Forecast {
    /// They outlast the cycle.
    Enough,
    /// They end on `date`, probably between `earliest` and `latest`, `days_short` days before the reset.
    Short { date: String, earliest: String, latest: String, days_short: i32 },
}

/// Whether warnings are shown on this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Warnings {
    On,
    /// Until then (RFC 3339).
    Paused {
        until: String,
    },
    /// They wait for the end of quiet hours, but for those that the person lets through, until then (RFC 3339).
    Quiet {
        until: String,
    },
}

/// Until when a person pauses warnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum PauseUntil {
    /// The plan grants anew.
    Reset,
    /// Eight in the morning of the next day, by the time of the place where this device is.
    Tomorrow,
}

/// A trouble of this computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Nothing shows notifications.
    NoNotifications,
    /// The system shows none of this app.
    NotificationsOff,
    NoTray,
    KeyringLocked,
    KeyringMissing,
    /// There is a keyring service, and no keyring in it yet.
    KeyringUnset,
    /// The cache was broken, was set aside, and is being rebuilt.
    CacheRebuilt,
    /// The cache was written by a newer app; it is left alone, and nothing is kept offline.
    CacheNewer,
    /// The cache can not be opened, as something else holds it or its disk fails; it is tried again, and nothing is kept
    /// offline meanwhile.
    CacheLocked,
    /// Homes and settings can not be kept on this computer; they last until the app is closed.
    StateUnsaved,
    /// Something else holds the file of homes and settings, or it can not be locked; it is tried again.
    StateLocked,
    /// What is heard can not be written.
    DiskFull,
    /// What follows the server failed, and was started anew.
    WorkerRestarted,
}

/// Why the server inside the app does not run, or takes nothing. It is tried again by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum LocalServerTrouble {
    /// Another program listens at its port. It stays there, for agents report to it, until the person moves it.
    PortTaken {
        port: u16,
        /// The program, where the system tells.
        holder: Option<String>,
        /// Another port, which was free; absent where none is.
        free: Option<u16>,
    },
    /// Its data can not be opened. One of the backups may be restored, newest first.
    Unreadable { backups: Vec<LocalBackup> },
    /// Its disk has no room for what agents report.
    DiskFull,
    /// Something else, in the system's words.
    Failed { detail: String },
}

/// Something that takes long. It can be cancelled by its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct JobNow {
    pub id: String,
    pub kind: JobKind,
    /// How many steps of how many are done: days of sample data, entries of an export.
    pub done: u32,
    pub total: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum JobKind {
    /// Sample data is being made.
    SampleData,
    /// The journal is written to a file.
    Export,
    /// What the server keeps about the person is written to a file. Its steps are KiB, of a number that nobody knows.
    AccountExport,
}

/// A backup of the Local home's data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct LocalBackup {
    pub name: String,
    /// RFC 3339.
    pub made_at: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_outdated_when_the_server_is_out_of_reach_and_not_before_they_are_known() {
        let mut snapshot = Snapshot::starting();
        snapshot.conclude();
        assert!(!snapshot.outdated);
        snapshot.connection = Connection::Offline { since: "2026-11-21T14:10:00Z".to_owned() };
        snapshot.conclude();
        assert!(snapshot.outdated);
        snapshot.connection = Connection::Live;
        snapshot.conclude();
        assert!(!snapshot.outdated);
    }
}
