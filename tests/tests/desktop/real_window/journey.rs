//! The main job: a debit becomes a warning.

use infuse_protocol::Code;
use infuse_protocol::usage::Events;
use infuse_tests::desktop::DesktopSession;
use infuse_tests::wait::until;
use infuse_tests::{Agent, Metering as _, events_of};

use super::steps::{agent_of, begin_on_this_computer, connect_agent, debit, wait_for_tray};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_newcomer_connects_an_agent_and_is_warned_once_before_the_credits_end() {
    let session = DesktopSession::start().await;
    let window = session.open_app(&[]).await;
    begin_on_this_computer(&window).await;

    let line = connect_agent(&window).await;
    session.run("sh", &["-c", &line]).await;
    window.wait_for_figure("available", "299").await;
    window.wait_for_words("First event received.").await;
    wait_for_tray(&session, "299 of 300 credits").await;

    let agent = agent_of(&line);
    debit(&agent, 288).await;
    window.wait_for_figure("available", "11").await;
    assert!(session.notifications().taken().is_empty(), "11 credits are above the threshold");
    debit(&agent, 1).await;
    let low = session.notifications().wait_for(1).await;
    assert_eq!(low[0].summary, "10 credits left");
    window.wait_for_figure("available", "10").await;
    wait_for_tray(&session, "10 of 300 credits").await;
    window.close().await;

    let window = session.open_app(&[]).await;
    window.wait_for_figure("available", "10").await;
    window.wait_for_words("Live").await;
    debit(&agent, 10).await;
    let both = session.notifications().wait_for(2).await;
    // A warning that were shown again would have come before, or within this one.
    assert_eq!(both[..1], low);
    assert_eq!(both[1].summary, "No credits left");
    window.wait_for_figure("available", "0").await;
    wait_for_tray(&session, "0 of 300 credits").await;
    refused(&agent).await;
    window.close().await;

    let window = session.open_app(&[]).await;
    window.wait_for_figure("available", "0").await;
    window.wait_for_words("Live").await;
    wait_for_tray(&session, "0 of 300 credits").await;
    refused(&agent).await;
    assert_eq!(session.notifications().taken(), both);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_click_on_a_warning_opens_the_window() {
    let session = DesktopSession::start().await;
    let window = session.open_app(&[]).await;
    begin_on_this_computer(&window).await;
    let agent = agent_of(&connect_agent(&window).await);
    window.close().await;
    until("the icon has gone with the app", async || (session.tray_icons().await == 0).then_some(())).await;

    let _app = session.start_app(&["--hidden"]);
    wait_for_tray(&session, "300 of 300 credits").await;
    debit(&agent, 290).await;
    let warning = session.notifications().wait_for(1).await;
    assert_eq!(warning[0].summary, "10 credits left");
    assert!(session.visible_windows().await.is_empty());
    session.run("dunstctl", &["action"]).await;
    session.wait_for_windows(1).await;
}

async fn refused(agent: &Agent) {
    let events = Events { events: vec![events_of("message", 1)] };
    let problem = agent.report(&events.events).await.expect_status(402).expect_problem(Code::InsufficientCredits);
    assert_eq!(problem.available, Some(0));
}
