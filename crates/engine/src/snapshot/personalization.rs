use serde::{Deserialize, Serialize};

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ResponseStyle {
    Concise,
    Balanced,
    Detailed,
    StepByStep,
    Formal,
    Friendly,
    /// One that only a newer server knows.
    #[serde(other)]
    Other,
}

/// What becomes of something that needs an approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Approval {
    /// The person is asked each time.
    Ask,
    /// It is done without asking.
    Allow,
    /// It is not done.
    Never,
    /// One that only a newer server knows.
    #[serde(other)]
    Other,
}
