use std::cmp::Reverse;
use std::net::IpAddr;

use infuse_protocol::session as wire;

use super::view::{SessionDevice, SessionRow};
use super::{gone, known_form};
use crate::error::AppError;
use crate::session::Session;

/// Where the person is signed in: here first, then where they were seen last.
pub(crate) async fn sessions(session: &Session) -> Result<Vec<SessionRow>, AppError> {
    let mut sessions = session.api.sessions().await?;
    sessions.sort_by_key(|session| (Reverse(session.current), Reverse(session.last_seen_at)));
    let serves_here = session.api.is_on_this_computer();
    Ok(sessions.into_iter().map(|session| row(session, serves_here)).collect())
}

/// Ends one session, whichever device it is on. That device finds out by itself.
pub(crate) async fn end_session(session: &Session, id: &str) -> Result<(), AppError> {
    gone(session.api.end_session(known_form(id)?).await)
}

/// Ends all sessions but this one; answers how many there were.
pub(crate) async fn end_other_sessions(session: &Session) -> Result<u32, AppError> {
    let ended = session.api.end_other_sessions().await?.revoked;
    Ok(u32::try_from(ended).unwrap_or(u32::MAX))
}

/// What reaches a server on this computer from within it, comes from this computer.
pub(super) fn is_from_here(address: &str, serves_here: bool) -> bool {
    serves_here && address.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

fn row(session: wire::Session, serves_here: bool) -> SessionRow {
    let from_this_computer = is_from_here(&session.address, serves_here);
    SessionRow {
        id: session.id,
        current: session.current,
        device: session.device.map(|device| SessionDevice { name: device.name, platform: device.platform }),
        from_this_computer,
        address: Some(session.address).filter(|address| !address.is_empty()),
        first_seen_at: session.created_at.to_string(),
        last_seen_at: session.last_seen_at.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use infuse_protocol::Timestamp;

    use super::*;

    fn seen_from(address: &str) -> wire::Session {
        wire::Session {
            id: "a".to_owned(),
            current: false,
            device: None,
            address: address.to_owned(),
            created_at: Timestamp::from_millis(0),
            last_seen_at: Timestamp::from_millis(0),
        }
    }

    #[test]
    fn only_what_comes_from_within_the_computer_of_the_server_may_be_this_one() {
        let here = |address, serves_here| row(seen_from(address), serves_here).from_this_computer;
        assert!(here("127.0.0.1", true) && here("::1", true));
        assert!(!here("127.0.0.1", false) && !here("192.0.2.4", true) && !here("", true));
        assert_eq!(row(seen_from(""), true).address, None);
    }
}
