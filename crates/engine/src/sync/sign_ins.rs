//! That somebody signed in from a new device: told by a native notification, once for each, and also while warnings are
//! paused.

use std::sync::Arc;

use infuse_protocol::Timestamp;
use infuse_protocol::account::SecurityEvent;
use tracing::{debug, warn};

use crate::access;
use crate::api::ApiError;
use crate::context::Context;
use crate::notice::Notice;
use crate::scope::Scope;
use crate::session::Session;

/// The newest ones are told one by one; who missed more finds them in the list.
const MOST_TOLD: usize = 3;

/// Looks whether there are any that this device has not told of, and tells.
pub(super) async fn look(context: Arc<Context>, session: Session, scope: Scope) {
    match heard(&session).await {
        Ok((sign_ins, Some(began_at))) if !sign_ins.is_empty() => {
            let of_notices = context.clone();
            // It runs to its end when nobody waits for it any more: what is noted as told has to be told.
            context.notices.spawn(async move { tell(&of_notices, &scope, sign_ins, began_at).await });
        }
        Ok(_) => {}
        Err(error) => debug!(%error, "who signed in is not known"),
    }
}

/// The sign-ins from new devices, newest first, and when this session began.
async fn heard(session: &Session) -> Result<(Vec<SecurityEvent>, Option<Timestamp>), ApiError> {
    tokio::try_join!(access::new_device_sign_ins(session), access::began_at(session))
}

/// What was before this session began is none of its concern, its own beginning included.
async fn tell(context: &Context, scope: &Scope, sign_ins: Vec<SecurityEvent>, began_at: Timestamp) {
    let mut untold = Vec::new();
    for sign_in in sign_ins.into_iter().filter(|sign_in| sign_in.happened_at > began_at) {
        match context.state.claim_sign_in(scope, &sign_in.id).await {
            Ok(true) => untold.push(sign_in),
            Ok(false) => {}
            // What can not be noted is not told, for it would be told again.
            Err(error) => return warn!(%error, "which sign-ins were told of can not be noted"),
        }
    }
    untold.truncate(MOST_TOLD);
    for sign_in in untold.into_iter().rev() {
        let notice = Notice::NewDevice {
            device: sign_in.device.map(|device| device.name.chars().take(100).collect()),
            address: sign_in.address.chars().take(60).collect(),
        };
        if let Err(error) = context.ports.notifier.show(&notice).await {
            warn!(%error, "a sign-in is told of later");
            if let Err(error) = context.state.release_sign_in(scope, &sign_in.id).await {
                warn!(%error, "a sign-in is not told of");
            }
        }
    }
}
