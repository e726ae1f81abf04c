//! What a person is warned of, and when, as they set it in the window.

use infuse_protocol::preferences::{Preferences, Ways};
use infuse_protocol::stream::Alert;
use infuse_tests::desktop::DesktopSession;
use infuse_tests::mail_server::secret_in;
use infuse_tests::outbox::wait_for_mails;
use infuse_tests::wait::until;
use infuse_tests::{EventStream, Person, Requests as _, TestServer};
use jiff::{ToSpan as _, Zoned};
use serde_json::json;
use uuid::Uuid;

use super::steps::{ENTER, ESCAPE, debit, sign_in_at, wait_for_tray};

async fn preferences(alice: &Person) -> Preferences {
    alice.get("/v1/preferences").await.expect_status(200).json()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_warning_comes_at_the_threshold_that_was_set_by_notification_and_mail_and_none_of_a_kind_that_is_off() {
    let server = TestServer::builder().start().await;
    let alice = server.sign_up("alice").await;
    let agent = alice.as_agent();
    let session = DesktopSession::start().await;
    let window = session.open_app(&[]).await;
    sign_in_at(&window, &format!("{}/", server.url()), "alice@example.com").await;
    window.click("Preferences").await;
    window.fill("Warn me at", "290").await;
    window.press(ENTER).await;
    window.wait_for_words("At 290 credits or fewer").await;
    window.turn("A workflow fails", "Desktop").await;
    window.turn("A workflow fails", "Email").await;
    let kept = until("the server keeps all of it", async || {
        let kept = preferences(&alice).await;
        let workflows = kept.alerts.workflow_failed;
        (kept.low_credit_threshold == 290 && !workflows.desktop && !workflows.email).then_some(kept)
    });
    assert_eq!(kept.await.alerts.credits_low, Ways { desktop: true, email: true });

    // The link that was mailed to her is opened elsewhere, and the window follows.
    window.wait_for_words("open the link that was mailed to alice@example.com").await;
    let mails = wait_for_mails(server.outbox(), "alice@example.com", 2).await;
    assert!(mails.iter().any(|mail| mail.contains("A new device signed in")), "{mails:?}");
    let link = json!({ "token": mails.iter().find_map(|mail| secret_in(mail, "ifv_")).expect("a link") });
    let _ = server.anyone().post("/v1/account/email/verification/confirm", &link).await.expect_status(200);
    window.wait_for_words("Emails go to alice@example.com.").await;

    let mut stream = EventStream::open(&alice).await;
    let signal = json!({"id": Uuid::now_v7(), "kind": "workflow_failed", "title": "The nightly report"});
    let signals = format!("/v1/workspaces/{}/signals", agent.workspace_id());
    let _ = agent.post(&signals, &signal).await.expect_status(202);
    assert_eq!(stream.next_of::<Alert>("alert").await.title, "The nightly report");
    debit(&agent, 9).await;
    wait_for_tray(&session, "291 of 300 credits").await;
    assert!(session.notifications().taken().is_empty(), "291 credits are above the threshold");
    debit(&agent, 1).await;
    // Whatever were told of the workflow would have come before.
    let warnings = session.notifications().wait_for(1).await;
    assert_eq!(warnings[0].summary, "290 credits left");
    let mails = wait_for_mails(server.outbox(), "alice@example.com", 3).await;
    let alerts: Vec<&String> = mails.iter().filter(|mail| mail.contains("List-Unsubscribe:")).collect();
    assert!(alerts.len() == 1 && alerts[0].contains("290 credits left"), "{alerts:?}");

    // What another threshold would have come to is said before it is kept.
    window.wait_for_words("you'd have had 1 low-credit warning").await;
    window.fill("Warn me at", "100").await;
    window.wait_for_words("you'd have had no alerts about your credits").await;
    window.press(ESCAPE).await;
    window.wait_for_words("you'd have had 1 low-credit warning").await;
    assert_eq!(preferences(&alice).await.low_credit_threshold, 290);

    // She sees for herself that both reach her.
    window.click("Notification").await;
    let warnings = session.notifications().wait_for(2).await;
    assert_eq!(warnings[1].summary, "This is a test");
    window.click("Email").await;
    window.wait_for_words("A test is on its way to alice@example.com").await;
    let mails = wait_for_mails(server.outbox(), "alice@example.com", 4).await;
    assert_eq!(mails.iter().filter(|mail| mail.contains("Subject: A test from Infuse\r\n")).count(), 1);

    window.click("Usage").await;
    window.click("Credits ran low").await;
    window.wait_for_words("The nightly report").await;
    window.close().await;
    assert_eq!(session.notifications().taken(), warnings);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn quiet_hours_hold_notifications_and_hand_them_over_as_a_digest_but_for_what_is_let_through() {
    let server = TestServer::builder().start().await;
    let alice = server.sign_up("alice").await;
    let agent = alice.as_agent();
    // Another device has set the times: it is quiet now, and for two hours or three.
    let hour = |hours: i64| {
        let then = Zoned::now().checked_add(hours.hours()).unwrap();
        format!("{:02}:00", then.hour())
    };
    let times = json!({"quiet_hours": {"from": hour(-1), "to": hour(3)}});
    let _ = alice.edit_matching("/v1/preferences", "*".to_owned(), &times).await.expect_status(200);
    let session = DesktopSession::start().await;
    let window = session.open_app(&[]).await;
    sign_in_at(&window, &format!("{}/", server.url()), "alice@example.com").await;
    window.click("Preferences").await;
    window.switch("Hold notifications").await;
    window.wait_for_words("when quiet hours end").await;
    until("the server keeps it", async || preferences(&alice).await.quiet_hours.enabled.then_some(())).await;

    let signals = format!("/v1/workspaces/{}/signals", agent.workspace_id());
    for (kind, title) in [("workflow_failed", "The nightly report"), ("integration_needs_reconnect", "Calendar")] {
        let signal = json!({"id": Uuid::now_v7(), "kind": kind, "title": title});
        let _ = agent.post(&signals, &signal).await.expect_status(202);
    }
    debit(&agent, 300).await;
    let shown = session.notifications().wait_for(1).await;
    assert_eq!(shown[0].summary, "No credits left");
    window.click("Usage").await;
    window.click("Credits ran out").await;
    window.wait_for_words("Waiting").await;

    window.click("Preferences").await;
    window.switch("Hold notifications").await;
    let shown = session.notifications().wait_for(2).await;
    assert_eq!(shown[1].summary, "What you missed");
    assert!(shown[1].body.contains("One workflow failed."), "{:?}", shown[1].body);
    window.click("Usage").await;
    window.wait_for_script("return !document.body.innerText.includes('Waiting')").await;
    window.close().await;
}
