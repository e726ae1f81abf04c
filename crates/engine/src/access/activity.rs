use infuse_protocol::Timestamp;
use infuse_protocol::account::{SecurityEvent, SecurityEventKind};

use super::sessions::is_from_here;
use super::view::{ActivityGroup, ActivityRow, SessionDevice};
use crate::access::api::ToldEvent;
use crate::api::ApiError;
use crate::error::AppError;
use crate::session::Session;

/// The most rows that are answered at once.
const MOST_ROWS: usize = 1_000;

/// The most events that are looked at for them. Whoever asks for one group finds none of it behind so many others.
const MOST_EVENTS: usize = 5_000;

/// What has happened to the access of the account, newest first: at most so many rows, of one group where it is given.
pub(crate) async fn activity(
    session: &Session,
    group: Option<ActivityGroup>,
    limit: u32,
) -> Result<Vec<ActivityRow>, AppError> {
    let limit = usize::try_from(limit).unwrap_or(MOST_ROWS).clamp(1, MOST_ROWS);
    let serves_here = session.api.is_on_this_computer();
    let (mut rows, mut cursor, mut looked_at) = (Vec::new(), None, 0);
    loop {
        let page = session.api.activity(cursor.as_deref()).await?;
        looked_at += page.items.len();
        let goes_on = !page.items.is_empty() && looked_at < MOST_EVENTS;
        let of_group = |event: &ToldEvent| group.is_none_or(|group| group_of(&event.kind) == group);
        rows.extend(page.items.into_iter().filter(of_group).map(|event| row(event, serves_here)));
        cursor = page.next_cursor.filter(|_| goes_on);
        if rows.len() >= limit || cursor.is_none() {
            rows.truncate(limit);
            return Ok(rows);
        }
    }
}

/// Sign-ins from new devices, newest first.
pub(crate) async fn new_device_sign_ins(session: &Session) -> Result<Vec<SecurityEvent>, ApiError> {
    let mut events = session.api.activity_of(SecurityEventKind::SignedInFromNewDevice).await?;
    // A server that knows no such filter told more.
    events.retain(|event| event.kind == SecurityEventKind::SignedInFromNewDevice);
    Ok(events)
}

/// When this session began, by the server's clock; `None` where it is in no list.
pub(crate) async fn began_at(session: &Session) -> Result<Option<Timestamp>, ApiError> {
    let sessions = session.api.sessions().await?;
    Ok(sessions.into_iter().find(|session| session.current).map(|session| session.created_at))
}

/// What a kind is about. One that only a newer server knows is about the account.
fn group_of(kind: &str) -> ActivityGroup {
    match kind {
        "signed_up" | "signed_in" | "signed_in_from_new_device" | "signed_out" => ActivityGroup::SignIns,
        "session_ended" | "other_sessions_ended" | "not_me" => ActivityGroup::Sessions,
        "token_issued" | "token_rotated" | "token_revoked" => ActivityGroup::Tokens,
        "password_changed"
        | "password_reset"
        | "password_reset_asked"
        | "second_factor_refused"
        | "account_protected"
        | "identity_linked"
        | "identity_unlinked"
        | "two_factor_enabled"
        | "two_factor_disabled"
        | "recovery_code_used"
        | "recovery_codes_renewed" => ActivityGroup::Secrets,
        "email_verified" | "email_change_asked" | "email_changed" | "email_change_undone" => ActivityGroup::Email,
        _ => ActivityGroup::Account,
    }
}

fn row(event: ToldEvent, serves_here: bool) -> ActivityRow {
    ActivityRow {
        group: group_of(&event.kind),
        from_this_computer: is_from_here(&event.address, serves_here),
        id: event.id,
        kind: event.kind,
        device: event.device.map(|device| SessionDevice { name: device.name, platform: device.platform }),
        address: Some(event.address).filter(|address| !matches!(address.as_str(), "" | "unknown")),
        happened_at: event.happened_at.to_string(),
        detail: event.detail,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_that_servers_know_has_its_group_and_a_newer_one_is_about_the_account() {
        let account = ["exported", "deletion_scheduled", "deletion_cancelled", "approvals_loosened"];
        let ungrouped: Vec<&str> = SecurityEventKind::NAMES
            .iter()
            .map(|(_, name)| *name)
            .filter(|name| group_of(name) == ActivityGroup::Account && !account.contains(name))
            .collect();
        assert_eq!(ungrouped, [""; 0]);
        assert_eq!(group_of("moon_landed"), ActivityGroup::Account);
    }
}
