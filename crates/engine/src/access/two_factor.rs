use std::fmt::Write as _;

use infuse_protocol::account::{SecurityEventKind, TwoFactorCode, TwoFactorEnd, TwoFactorSetUp as Asked};
use qrcode::{Color, EcLevel, QrCode};

use super::view::{QrPicture, RecoveryCodes, TwoFactorSetUp};
use crate::error::{AppError, ErrorCode};
use crate::session::Session;

/// Modules that stay light around a QR code, so that cameras find it (ISO/IEC 18004, 6.3.8).
const QUIET_ZONE: usize = 4;

/// Begins to switch two-factor on; nothing has changed until a code confirms it.
pub(crate) async fn set_up_two_factor(session: &Session, password: Option<String>) -> Result<TwoFactorSetUp, AppError> {
    let given = session.api.set_up_two_factor(&Asked { password }).await?;
    Ok(TwoFactorSetUp { key: grouped(&given.secret), picture: picture_of(&given.otpauth_uri)? })
}

/// Switches it on, by a code of what was answered last.
pub(crate) async fn confirm_two_factor(session: &Session, code: String) -> Result<RecoveryCodes, AppError> {
    let given = session.api.confirm_two_factor(&TwoFactorCode { code }).await?;
    Ok(RecoveryCodes { codes: given.recovery_codes })
}

/// Ten new recovery codes; those from before are void.
pub(crate) async fn renew_recovery_codes(session: &Session, code: String) -> Result<RecoveryCodes, AppError> {
    let given = session.api.renew_recovery_codes(&TwoFactorCode { code }).await?;
    Ok(RecoveryCodes { codes: given.recovery_codes })
}

pub(crate) async fn disable_two_factor(
    session: &Session,
    password: Option<String>,
    code: String,
) -> Result<(), AppError> {
    Ok(session.api.disable_two_factor(&TwoFactorEnd { password, code }).await?)
}

/// When it was switched on last, as RFC 3339 has it; `None` where that is longer ago than the server remembers.
pub(crate) async fn two_factor_since(session: &Session) -> Result<Option<String>, AppError> {
    let events = session.api.activity_of(SecurityEventKind::TwoFactorEnabled).await?;
    let last = events.into_iter().find(|event| event.kind == SecurityEventKind::TwoFactorEnabled);
    Ok(last.map(|event| event.happened_at.to_string()))
}

/// A key as it is easiest to type: authenticator apps take no notice of the spaces.
fn grouped(key: &str) -> String {
    let letters: Vec<char> = key.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// Draws the address that an authenticator app scans. It is drawn here, so that no picture of a server's is shown.
fn picture_of(uri: &str) -> Result<QrPicture, AppError> {
    let code = QrCode::with_error_correction_level(uri, EcLevel::M)
        .map_err(|error| AppError::new(ErrorCode::ServerFault, format!("its address can not be drawn: {error}")))?;
    let mut path = String::new();
    for (row, colors) in code.to_colors().chunks(code.width()).enumerate() {
        let mut column = 0;
        for run in colors.chunk_by(|one, next| one == next) {
            if run[0] == Color::Dark {
                let (x, y, length) = (column + QUIET_ZONE, row + QUIET_ZONE, run.len());
                // Writing to a text does not fail.
                let _ = write!(path, "M{x} {y}h{length}v1h-{length}z");
            }
            column += run.len();
        }
    }
    let modules = u32::try_from(code.width() + 2 * QUIET_ZONE).unwrap_or(u32::MAX);
    Ok(QrPicture { modules, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_shown_in_groups_of_four() {
        assert_eq!(grouped("GEZDGNBVGY"), "GEZD GNBV GY");
        assert_eq!(grouped(""), "");
    }

    #[test]
    fn a_picture_has_its_finder_patterns_within_the_quiet_zone() {
        let picture = picture_of("otpauth://totp/Infuse:a?secret=GEZDGNBV&issuer=Infuse").unwrap();
        // The upper edges of the two finder patterns, seven modules each.
        let far = picture.modules - 4 - 7;
        assert!(picture.path.starts_with("M4 4h7v1h-7z"), "{}", picture.path);
        assert!(picture.path.contains(&format!("M{far} 4h7v1h-7z")), "{}", picture.path);
    }

    #[test]
    fn what_is_too_long_to_be_drawn_is_a_fault_of_the_server() {
        assert_eq!(picture_of(&"a".repeat(5_000)).unwrap_err().code, ErrorCode::ServerFault);
    }
}
