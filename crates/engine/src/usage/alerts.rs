//! When a person is warned on this device, and of what.

/// One native notification, worded by the shell from the catalogues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Credits fell to the threshold or below.
    CreditsLow {
        available: i64,
        resets_at_ms: Option<i64>,
    },
    CreditsExhausted {
        resets_at_ms: Option<i64>,
    },
    /// A signal of an agent, in its own words.
    Signal {
        title: String,
        detail: String,
    },
    PlanUpgraded {
        plan: String,
    },
    /// Several things that happened while the app was off or warnings were paused.
    Digest {
        low: u32,
        exhausted: u32,
        signals: u32,
        available: Option<i64>,
    },
}
