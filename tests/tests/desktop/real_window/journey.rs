//! The main job: a debit becomes a warning.

use infuse_protocol::Code;
use infuse_protocol::usage::{EventStatus, Events};
use infuse_tests::desktop::{AppWindow, DesktopSession};
use infuse_tests::wait::until;
use infuse_tests::{Agent, Metering as _, events_of};

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

async fn begin_on_this_computer(window: &AppWindow) {
    window.fill("Your name", "Ada").await;
    window.click("Start here").await;
    window.wait_for_figure("available", "300").await;
}

/// Asks for a token, and answers the line that is shown to be pasted into a terminal.
async fn connect_agent(window: &AppWindow) -> String {
    window.fill("Agent name", "Nightly agent").await;
    window.click("Create token").await;
    window.figure("curl").await
}

/// The agent whose line it is.
fn agent_of(line: &str) -> Agent {
    let word = |beginning: &str| {
        let rest = &line[line.find(beginning).unwrap_or_else(|| panic!("no {beginning} in {line}"))..];
        rest.split(|character: char| character.is_whitespace() || "'\"".contains(character)).next().unwrap().to_owned()
    };
    Agent::reporting_to(&word("http://"), &word("ift_"))
}

async fn debit(agent: &Agent, messages: i64) {
    let result = agent.debit(events_of("message", messages)).await;
    assert_eq!(result.status, EventStatus::Debited, "{result:?}");
}

async fn refused(agent: &Agent) {
    let events = Events { events: vec![events_of("message", 1)] };
    let problem = agent.report(&events.events).await.expect_status(402).expect_problem(Code::InsufficientCredits);
    assert_eq!(problem.available, Some(0));
}

/// Waits until both the tooltip and the menu's first row of the tray speak of these credits.
async fn wait_for_tray(session: &DesktopSession, credits: &str) {
    let tray = session.tray().await;
    let (row, tooltip) = (format!("Credits: {}", credits.trim_end_matches(" credits")), format!("{credits} · resets "));
    let mut seen = None;
    until(&format!("the tray says {credits}"), async || {
        let said = (tray.tooltip().await, tray.menu().await.first().map(|row| row.label.clone()));
        let is_due = said.0.starts_with(&tooltip) && said.1.as_ref() == Some(&row);
        if seen.replace(said.clone()) != Some(said.clone()) {
            println!("the tray says {said:?}");
        }
        is_due.then_some(())
    })
    .await;
}
