//! Where the person is signed in, what integrations are given, and the second factor. All is known to the server alone:
//! nothing of it is kept here, and each list is asked for when somebody looks at it.

mod activity;
mod api;
pub mod export;
mod sessions;
mod tokens;
mod two_factor;
pub mod view;

pub(crate) use activity::{activity, began_at, new_device_sign_ins};
pub(crate) use sessions::{end_other_sessions, end_session, sessions};
pub(crate) use tokens::{issue_token, revoke_token, rotate_token, tokens};
pub(crate) use two_factor::{
    confirm_two_factor, disable_two_factor, renew_recovery_codes, set_up_two_factor, two_factor_since,
};

use uuid::Uuid;

use crate::api::ApiError;
use crate::error::{AppError, ErrorCode};

/// An id that a list has told: what is none is not put into an address.
fn known_form(id: &str) -> Result<Uuid, AppError> {
    Uuid::parse_str(id).map_err(|error| AppError::new(ErrorCode::NotFound, error.to_string()))
}

/// What is gone already, as somebody else was faster or the first answer was lost, is as it was wished to be.
fn gone(answer: Result<(), ApiError>) -> Result<(), AppError> {
    match answer {
        Err(error) if error.is_not_found() => Ok(()),
        answer => Ok(answer?),
    }
}
