use serde::{Deserialize, Deserializer, Serialize};

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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
    Other,
}

/// What becomes of something that needs an approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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
    Other,
}

impl<'de> Deserialize<'de> for ResponseStyle {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match String::deserialize(deserializer)?.as_str() {
            "concise" => Self::Concise,
            "balanced" => Self::Balanced,
            "detailed" => Self::Detailed,
            "step_by_step" => Self::StepByStep,
            "formal" => Self::Formal,
            "friendly" => Self::Friendly,
            _ => Self::Other,
        })
    }
}

impl<'de> Deserialize<'de> for Approval {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match String::deserialize(deserializer)?.as_str() {
            "ask" => Self::Ask,
            "allow" => Self::Allow,
            "never" => Self::Never,
            _ => Self::Other,
        })
    }
}
