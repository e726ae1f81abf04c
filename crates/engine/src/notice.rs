//! What a person is told by a native notification.

use crate::snapshot::ApprovalNow;

/// One native notification, worded by the shell from the catalogues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Credits fell to the threshold or below.
    CreditsLow {
        /// `None` where the figure is not known.
        available: Option<i64>,
        resets_at_ms: Option<i64>,
    },
    CreditsExhausted {
        resets_at_ms: Option<i64>,
    },
    /// Credits had run out while warnings were not shown, and are there again.
    CreditsWereExhausted {
        at_ms: i64,
        /// What the plan has granted since; `None` where the credits came otherwise.
        granted: Option<i64>,
        available: i64,
    },
    /// A signal of an agent, in its own words.
    Signal {
        title: String,
        detail: String,
    },
    /// Of another workspace than the one that is shown, in the words of the server.
    Elsewhere {
        title: String,
        detail: String,
    },
    PlanUpgraded {
        plan: String,
    },
    /// Somebody signed in to the account from a device that it was not used on lately.
    NewDevice {
        /// Absent where it says nothing of itself.
        device: Option<String>,
        /// The network address.
        address: String,
    },
    /// An agent asks before it does something.
    Approval(ApprovalNow),
    /// What a person has shown to themselves, to see whether notices reach them.
    Test,
    /// Several things at once.
    Digest {
        occasion: Occasion,
        counts: Counts,
        available: Option<i64>,
    },
}

/// Why several things are told at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// They happened while the app was off or warnings were paused.
    Away,
    /// They come faster than anyone reads.
    Burst,
}

/// What is told at once, by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub low: u32,
    pub exhausted: u32,
    pub workflows_failed: u32,
    pub reconnects: u32,
    pub plan_changes: u32,
    /// Of kinds that only a newer server knows.
    pub others: u32,
    /// Of other workspaces than the one that is shown.
    pub elsewhere: u32,
}

impl Counts {
    pub fn total(&self) -> u32 {
        let ours = self.low + self.exhausted + self.workflows_failed + self.reconnects;
        ours + self.plan_changes + self.others + self.elsewhere
    }
}
