//! What an agent asks, answered by the notification, in the window and in the tray.

use std::time::{Duration, Instant};

use infuse_protocol::Scope;
use infuse_protocol::approvals::{ApprovalRequest, ApprovalState};
use infuse_tests::desktop::DesktopSession;
use infuse_tests::wait::{ALLOWANCE, until};
use infuse_tests::{Agent, Person, Requests as _, TestServer};
use serde_json::json;
use uuid::Uuid;

use super::steps::sign_in_at;

/// In which an agent is told what a person has answered.
const TOLD_WITHIN: Duration = Duration::from_secs(1);

async fn ask(alice: &Person, agent: &Agent, title: &str, detail: Option<&str>) -> String {
    let body = json!({
        "id": Uuid::now_v7(), "category": "send_messages", "title": title, "detail": detail, "credits": 40,
        "expires_in_seconds": 600,
    });
    let path = format!("/v1/workspaces/{}/approvals", alice.workspace.id);
    let asked: ApprovalRequest = agent.post(&path, &body).await.expect_status(201).json();
    format!("{path}/{}?wait_seconds=60", asked.id)
}

/// What the agent is answered, and in which time once the person has answered.
async fn told(agent: &Agent, path: &str, answering: impl Future<Output = ()>) -> (ApprovalState, Duration) {
    let waiting = async {
        let request: ApprovalRequest = agent.get(path).await.expect_status(200).json();
        (request.state, Instant::now())
    };
    let answered = async {
        answering.await;
        Instant::now()
    };
    let ((state, heard), answered) = tokio::join!(waiting, answered);
    (state, heard.saturating_duration_since(answered))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_an_agent_asks_is_answered_by_the_notification_in_the_window_and_in_the_tray() {
    let server = TestServer::builder().start().await;
    let alice = server.sign_up("alice").await;
    let agent = alice.token(&[Scope::ApprovalsAsk]).await;
    let session = DesktopSession::start().await;
    let window = session.open_app(&[]).await;
    sign_in_at(&window, &format!("{}/", server.url()), "alice@example.com").await;

    let path = ask(&alice, &agent, "Send the report", Some("To 3 people <b>now</b>")).await;
    let shown = session.notifications().wait_for(1).await;
    assert!(shown[0].summary.contains("asks for your approval"), "{shown:?}");
    assert!(shown[0].body.starts_with("Send the report"), "{shown:?}");
    // In the words of the agent, which are never markup.
    assert!(shown[0].body.contains("&lt;b&gt;now&lt;/b&gt;") || shown[0].body.contains("<b>now</b>"), "{shown:?}");
    assert_eq!(shown[0].actions[1..], ["Allow", "Deny"]);
    window.wait_for_words("Send the report").await;
    let (state, within) = told(&agent, &path, session.click_button_of_notification("Allow")).await;
    assert_eq!(state, ApprovalState::Allowed);
    assert!(within < TOLD_WITHIN + ALLOWANCE, "{within:?}");
    let is_gone = "return !document.body.textContent.includes('Send the report')";
    window.wait_for_script(is_gone).await;

    let path = ask(&alice, &agent, "Send the invoice", Some("To Bob")).await;
    window.wait_for_words("Send the invoice").await;
    // There is more to know than a menu tells.
    let tray = session.tray().await;
    until("the tray offers to deny it", async || {
        let menu = tray.menu().await;
        (menu.iter().any(|row| row.label == "Deny") && menu.iter().all(|row| row.label != "Allow")).then_some(())
    })
    .await;
    let (state, within) = told(&agent, &path, window.click("Deny")).await;
    assert_eq!(state, ApprovalState::Denied);
    assert!(within < TOLD_WITHIN + ALLOWANCE, "{within:?}");

    let path = ask(&alice, &agent, "Send the reminder", None).await;
    until("the tray offers it", async || {
        tray.menu().await.iter().any(|row| row.label.contains("Send the reminder")).then_some(())
    })
    .await;
    let (state, within) = told(&agent, &path, tray.choose("Allow")).await;
    assert_eq!(state, ApprovalState::Allowed);
    assert!(within < TOLD_WITHIN + ALLOWANCE, "{within:?}");
    until("nothing is asked any more", async || {
        tray.menu().await.iter().all(|row| !row.label.contains("Allow")).then_some(())
    })
    .await;
}
