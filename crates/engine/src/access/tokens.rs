use std::collections::HashMap;

use infuse_protocol::tokens::{NewToken, Rotation, Token};
use infuse_protocol::{Scope, Timestamp};

use super::sessions::is_from_here;
use super::view::{TokenLifetime, TokenOverlap, TokenRow, TokenScope, TokenSecret, TokenStanding};
use super::{gone, known_form};
use crate::error::AppError;
use crate::session::Session;

const HOUR_S: i64 = 60 * 60;
const DAY_S: i64 = 24 * HOUR_S;
const DAY_MS: i64 = DAY_S * 1_000;

/// What nothing has used for so long is perhaps needed by nothing.
const LONG_UNUSED_MS: i64 = 90 * DAY_MS;

/// The tokens that the person has made, newest first.
pub(crate) async fn tokens(session: &Session, now_ms: i64) -> Result<Vec<TokenRow>, AppError> {
    let (tokens, workspaces) = tokio::try_join!(session.api.tokens(), session.api.workspaces())?;
    let names: HashMap<_, _> = workspaces.into_iter().map(|workspace| (workspace.id, workspace.name)).collect();
    let serves_here = session.api.is_on_this_computer();
    Ok(tokens.into_iter().map(|token| row(token, &names, serves_here, now_ms)).collect())
}

/// Makes a token for the active workspace.
pub(crate) async fn issue_token(
    session: &Session,
    name: String,
    scopes: Vec<TokenScope>,
    lifetime: TokenLifetime,
    now_ms: i64,
) -> Result<TokenSecret, AppError> {
    let request = NewToken {
        name,
        workspace_id: session.workspace_id.clone(),
        scopes: scopes.into_iter().map(Scope::from).collect(),
        expires_at: days_of(lifetime).map(|days| Timestamp::from_millis(now_ms.saturating_add(days * DAY_MS))),
    };
    Ok(TokenSecret { token: session.api.issue_token(&request).await?.token })
}

/// Gives a token a new secret.
pub(crate) async fn rotate_token(session: &Session, id: &str, overlap: TokenOverlap) -> Result<TokenSecret, AppError> {
    let rotation = Rotation { overlap_seconds: Some(seconds_of(overlap)) };
    Ok(TokenSecret { token: session.api.rotate_token(known_form(id)?, &rotation).await?.token })
}

/// Revokes a token: whatever uses it is refused from its next request on.
pub(crate) async fn revoke_token(session: &Session, id: &str) -> Result<(), AppError> {
    gone(session.api.revoke_token(known_form(id)?).await)
}

const fn days_of(lifetime: TokenLifetime) -> Option<i64> {
    match lifetime {
        TokenLifetime::Forever => None,
        TokenLifetime::Days30 => Some(30),
        TokenLifetime::Days90 => Some(90),
        TokenLifetime::Year => Some(365),
    }
}

const fn seconds_of(overlap: TokenOverlap) -> i64 {
    match overlap {
        TokenOverlap::Nothing => 0,
        TokenOverlap::Hour => HOUR_S,
        TokenOverlap::Day => DAY_S,
    }
}

fn row(token: Token, workspaces: &HashMap<String, String>, serves_here: bool, now_ms: i64) -> TokenRow {
    let standing = standing(&token, now_ms);
    let address = token.last_used_address;
    TokenRow {
        id: token.id,
        name: token.name,
        workspace: workspaces.get(&token.workspace_id).cloned(),
        scopes: token.scopes.into_iter().map(TokenScope::from).collect(),
        hint: token.hint,
        created_at: token.created_at.to_string(),
        last_used_at: token.last_used_at.map(|at| at.to_string()),
        from_this_computer: address.as_deref().is_some_and(|address| is_from_here(address, serves_here)),
        address,
        expires_at: token.expires_at.map(|at| at.to_string()),
        standing,
    }
}

/// One that was never used has been unused since it was made.
fn standing(token: &Token, now_ms: i64) -> TokenStanding {
    let used_ms = token.last_used_at.unwrap_or(token.created_at).as_millis();
    if token.expires_at.is_some_and(|expires_at| expires_at.as_millis() <= now_ms) {
        TokenStanding::Expired
    } else if now_ms.saturating_sub(used_ms) >= LONG_UNUSED_MS {
        TokenStanding::Unused
    } else {
        TokenStanding::InUse
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(created_day: i64, used_day: Option<i64>, expires_day: Option<i64>) -> Token {
        let day = |day: i64| Timestamp::from_millis(day * DAY_MS);
        Token {
            id: "a".to_owned(),
            name: "Nightly agent".to_owned(),
            workspace_id: "w".to_owned(),
            scopes: vec![Scope::UsageWrite],
            hint: "ift_…9fQ2".to_owned(),
            created_at: day(created_day),
            last_used_at: used_day.map(day),
            last_used_address: None,
            expires_at: expires_day.map(day),
        }
    }

    #[test]
    fn a_token_is_pointed_out_once_nothing_has_used_it_for_ninety_days() {
        let on = |day: i64, token: &Token| standing(token, day * DAY_MS);
        let never_used = token(0, None, None);
        assert_eq!((on(89, &never_used), on(90, &never_used)), (TokenStanding::InUse, TokenStanding::Unused));
        let used = token(0, Some(50), None);
        assert_eq!((on(139, &used), on(140, &used)), (TokenStanding::InUse, TokenStanding::Unused));
    }

    #[test]
    fn a_token_that_has_ended_is_expired_and_no_longer_merely_unused() {
        let ended = token(0, None, Some(100));
        assert_eq!(standing(&ended, 100 * DAY_MS - 1), TokenStanding::Unused);
        assert_eq!(standing(&ended, 100 * DAY_MS), TokenStanding::Expired);
    }

    #[test]
    fn a_token_of_a_workspace_that_was_left_names_none() {
        let names = HashMap::from([("w".to_owned(), "Research".to_owned())]);
        assert_eq!(row(token(0, None, None), &names, false, 0).workspace.as_deref(), Some("Research"));
        assert_eq!(row(token(0, None, None), &HashMap::new(), false, 0).workspace, None);
    }
}
