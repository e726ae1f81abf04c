//! However much hangs, the app ends when it is told to, and the next start begins.

use std::io::Write as _;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use infuse_tests::Agent;
use infuse_tests::desktop::{App, DesktopSession, Part};
use infuse_tests::wait::{ALLOWANCE, until};

use super::steps::{agent_of, begin_on_this_computer, connect_agent, debit, wait_for_tray};

/// How long quitting may take: three seconds, of which the app gives itself 2.7, and what a busy machine takes.
const LIMIT: Duration = Duration::from_secs(3).saturating_add(ALLOWANCE);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn quitting_ends_the_app_though_notifications_are_deaf_and_an_agent_is_half_through_a_request() {
    let (session, agent) = desktop_with_a_local_home().await;
    let _deaf = session.hold_name("org.freedesktop.Notifications").await;
    let mut app = session.start_app(&[]);
    session.wait_for_windows(1).await;
    wait_for_tray(&session, "300 of 300 credits").await;
    let _half = send_half_a_request(&agent);
    debit(&agent, 290).await;
    quit(&session, &mut app).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_start_while_the_last_run_is_ending_begins_once_it_has_ended() {
    let (session, agent) = desktop_with_a_local_home().await;
    let mut last = session.start_app(&["--hidden"]);
    wait_for_tray(&session, "300 of 300 credits").await;
    let _half = send_half_a_request(&agent);
    session.tray().await.choose("Quit").await;
    let mut next = session.start_app(&[]);
    assert!(last.is_running(), "it ended too soon to show anything");
    assert!(last.wait().await.success());
    session.wait_for_windows(1).await;
    wait_for_tray(&session, "300 of 300 credits").await;
    quit(&session, &mut next).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_app_that_is_stopped_by_the_system_ends_in_order() {
    let session = DesktopSession::start().await;
    let mut app = session.start_app(&[]);
    session.wait_for_windows(1).await;
    let asked = Instant::now();
    app.ask_to_end();
    assert!(app.wait().await.success());
    assert!(asked.elapsed() < LIMIT);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_start_that_fails_tells_why_in_a_dialog() {
    let session = DesktopSession::start_without(&[Part::TrayHost]).await;
    let mut app = session.start_app(&["--data-dir", "/dev/null/infuse"]);
    let dialog = session.wait_for_windows(1).await;
    session.press_in(&dialog[0], "Escape").await;
    assert_eq!(app.wait().await.code(), Some(1));
}

/// A desktop whose person has begun on this computer, without the app; and their agent.
async fn desktop_with_a_local_home() -> (DesktopSession, Agent) {
    let session = DesktopSession::start_without(&[Part::NotificationDaemon]).await;
    let window = session.open_app(&[]).await;
    begin_on_this_computer(&window).await;
    let agent = agent_of(&connect_agent(&window).await);
    window.close().await;
    until("the icon has gone with the app", async || (session.tray_icons().await == 0).then_some(())).await;
    (session, agent)
}

/// The beginning of a request, whose rest never comes. It ends when it is dropped.
fn send_half_a_request(agent: &Agent) -> TcpStream {
    let mut line = TcpStream::connect(agent.address()).unwrap();
    line.write_all(b"POST /v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{").unwrap();
    line
}

/// Quits in the tray's menu, and holds the app to its limit.
async fn quit(session: &DesktopSession, app: &mut App) {
    let tray = session.tray().await;
    let asked = Instant::now();
    tray.choose("Quit").await;
    assert!(app.wait().await.success());
    assert!(asked.elapsed() < LIMIT, "it took {:?}", asked.elapsed());
}
