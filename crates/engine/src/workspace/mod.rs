//! What credits belong to, and who may report them.

mod api;

use uuid::Uuid;

use crate::error::AppError;
use crate::session::Session;
use crate::usage::view::ConnectedAgent;

/// Makes a token that may report usage in the active workspace, and the line that does so once.
pub(crate) async fn connect_agent(session: &Session, name: String) -> Result<ConnectedAgent, AppError> {
    let issued = session.api.new_agent_token(name, session.workspace_id.clone()).await?;
    let path = format!("/v1/workspaces/{}/usage/events", session.workspace_id);
    let events_url = session.api.address(&path)?.to_string();
    let curl = curl(&events_url, &issued.token, Uuid::now_v7());
    Ok(ConnectedAgent { token: issued.token, events_url, curl })
}

/// One line for a terminal. Its event id is new, so that each made line is debited once, however often it is run.
fn curl(events_url: &str, token: &str, event_id: Uuid) -> String {
    let body = serde_json::json!({ "events": [{ "id": event_id, "action": "message", "source": "curl" }] });
    format!(
        "curl -sS '{events_url}' -H 'Authorization: Bearer {token}' -H 'Content-Type: application/json' -d '{body}'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_for_a_terminal_is_one_line_without_quotes_inside_quotes() {
        let line = curl("http://127.0.0.1:8787/v1/workspaces/w/usage/events", "ift_secret", Uuid::nil());
        assert!(!line.contains('\n'));
        assert_eq!(line.matches('\'').count(), 8, "{line}");
        assert!(line.contains(r#""action":"message""#), "{line}");
    }
}
