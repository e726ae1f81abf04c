//! What the UI sees of a resource.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::kept::{FieldStanding, Kept};
use crate::api::ApiError;
use crate::error::{AppError, ErrorCode};

/// A field as the person has it, and what has become of that.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct Field<T> {
    pub value: T,
    pub state: FieldState<T>,
}

/// Where a field stands between the person and the server.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum FieldState<T> {
    /// The server has it.
    Saved,
    /// The server is being told.
    Saving,
    /// Kept on this computer; the server is told once it can be reached.
    Pending,
    /// It was changed elsewhere too. Both are kept until the person chooses.
    Conflict { mine: T, theirs: T },
    /// The server does not take it. It is kept to be mended.
    Refused { error: AppError },
}

impl<T: DeserializeOwned> Field<T> {
    pub(super) fn draw(kept: &Kept, field: &str, is_away: bool) -> Result<Self, AppError> {
        let mine = kept.mine(field);
        let state = match kept.standing(field) {
            FieldStanding::Settled => FieldState::Saved,
            FieldStanding::Unsent if is_away => FieldState::Pending,
            FieldStanding::Unsent => FieldState::Saving,
            FieldStanding::Conflict { theirs } => FieldState::Conflict { mine: read(mine)?, theirs: read(theirs)? },
            FieldStanding::Refused(problem) => {
                let refusal = ApiError::Problem { problem: Box::new(problem.clone()), retry_after: None };
                FieldState::Refused { error: refusal.into() }
            }
        };
        Ok(Self { value: read(mine)?, state })
    }
}

fn read<T: DeserializeOwned>(value: &Value) -> Result<T, AppError> {
    T::deserialize(value).map_err(|error| AppError::new(ErrorCode::ServerFault, error.to_string()))
}
