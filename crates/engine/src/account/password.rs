use infuse_policy::password::{Fault, Hint, Strength, estimate, least_characters};
use infuse_protocol::account::{Account, PasswordChange, PasswordResetAsked, Protection};

use super::view::{PasswordEstimate, PasswordFault, PasswordHint, PasswordStrength};
use crate::api::{Api, address};
use crate::error::AppError;

/// Gives the account another password, and ends all its other sessions.
pub(crate) async fn change_password(api: &Api, current: String, new: String) -> Result<(), AppError> {
    Ok(api.change_password(&PasswordChange { current_password: current, new_password: new }).await?)
}

/// Gives the account of a Local home an address and a password.
pub(crate) async fn protect(api: &Api, email: String, password: String) -> Result<Account, AppError> {
    Ok(api.protect(&Protection { email, password }).await?)
}

/// Has the server mail a link to a new password, where it knows the address; it does not say whether.
pub(crate) async fn ask_password_reset(url: &str, email: String) -> Result<(), AppError> {
    let api = Api::new(address::parse(url)?)?;
    api.probe().await?;
    Ok(api.ask_password_reset(&PasswordResetAsked { email }).await?)
}

/// What there is to say of a password that is being chosen, by the policy of the server that refuses it.
pub(crate) fn estimate_password(password: &str, own: &[String], two_factor: bool) -> PasswordEstimate {
    let own: Vec<&str> = own.iter().map(String::as_str).collect();
    let estimate = estimate(password, &own, two_factor);
    let (fault, why) = match estimate.fault {
        None => (None, None),
        Some(Fault::TooShort(_)) => (Some(PasswordFault::TooShort), None),
        Some(Fault::TooLong) => (Some(PasswordFault::TooLong), None),
        Some(Fault::Guessable(hint)) => (Some(PasswordFault::Guessable), Some(hint)),
        Some(Fault::OwnName) => (Some(PasswordFault::OwnName), None),
    };
    PasswordEstimate {
        strength: match estimate.strength {
            Strength::Weak => PasswordStrength::Weak,
            Strength::Good => PasswordStrength::Good,
            Strength::Strong => PasswordStrength::Strong,
        },
        fault,
        hint: why.or(estimate.hint).map(|hint| match hint {
            Hint::Common => PasswordHint::Common,
            Hint::Walk => PasswordHint::Walk,
            Hint::Repeats => PasswordHint::Repeats,
            Hint::Date => PasswordHint::Date,
            Hint::Name => PasswordHint::Name,
            Hint::FewWords => PasswordHint::FewWords,
        }),
        least: u32::try_from(least_characters(two_factor)).unwrap_or(u32::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_that_the_server_refuses_is_told_with_its_reason() {
        let of = |password: &str, two_factor| {
            let estimate = estimate_password(password, &["ada@example.com".to_owned()], two_factor);
            (estimate.fault, estimate.hint)
        };
        assert_eq!(of("short", false).0, Some(PasswordFault::TooShort));
        assert_eq!(of("ada@example.com", false).0, Some(PasswordFault::OwnName));
        let common = (Some(PasswordFault::Guessable), Some(PasswordHint::Common));
        assert_eq!(of("qwertyuiopasdfghjkl", false), common);
        assert_eq!(of(&"long ".repeat(100), false).0, Some(PasswordFault::TooLong));
        assert_eq!(of("plover-quilt-sandbar", true).0, None);
    }

    #[test]
    fn a_second_factor_lets_a_shorter_password_stand() {
        assert_eq!(estimate_password("", &[], false).least, 15);
        assert_eq!(estimate_password("", &[], true).least, 8);
    }
}
