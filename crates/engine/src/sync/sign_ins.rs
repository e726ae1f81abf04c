//! Sign-ins from new devices: which of them this device is to tell of. The courier carries them, each once, and also while
//! warnings are paused.

use crate::access;
use crate::api::ApiError;
use crate::session::Session;
use crate::state::SignIn;

/// Those that came after this session began; what was before is none of its concern, its own beginning included.
pub(super) async fn since_this_session(session: &Session) -> Result<Vec<SignIn>, ApiError> {
    let asked = tokio::try_join!(access::new_device_sign_ins(session), access::began_at(session));
    let (sign_ins, began_at) = match asked {
        // An older server keeps no record of them.
        Err(error) if error.is_not_found() => return Ok(Vec::new()),
        asked => asked?,
    };
    let Some(began_at) = began_at else { return Ok(Vec::new()) };
    let since = sign_ins.into_iter().filter(|sign_in| sign_in.happened_at > began_at);
    Ok(since
        .map(|sign_in| SignIn {
            id: sign_in.id,
            device: sign_in.device.map(|device| device.name.chars().take(100).collect()),
            address: sign_in.address.chars().take(60).collect(),
        })
        .collect())
}
