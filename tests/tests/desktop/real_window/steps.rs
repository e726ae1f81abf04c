//! What stories of the window have in common.

use infuse_protocol::usage::EventStatus;
use infuse_tests::actor::PASSWORD;
use infuse_tests::desktop::{AppWindow, DesktopSession};
use infuse_tests::wait::until;
use infuse_tests::{Agent, Metering as _, events_of};

/// Makes the Local home of Ada.
pub(super) async fn begin_on_this_computer(window: &AppWindow) {
    window.fill("Your name", "Ada").await;
    window.click("Start here").await;
    window.wait_for_figure("available", "300").await;
}

/// As WebDriver writes the key: <https://www.w3.org/TR/webdriver2/#keyboard-actions>
pub(super) const ENTER: &str = "\u{E007}";
pub(super) const ESCAPE: &str = "\u{E00C}";

const TAB: &str = "\u{E004}";

/// Moves the focus by the keyboard until it is on what is labelled so.
pub(super) async fn tab_to(window: &AppWindow, label: &str) {
    let script = "const at = document.activeElement; \
                  return (at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent ?? at.textContent).trim()";
    for _ in 0..100 {
        if window.execute(script).await == label {
            return;
        }
        window.press(TAB).await;
    }
    panic!("the keyboard does not lead to {label:?}");
}

/// Signs in at a server, from the welcome page.
pub(super) async fn sign_in_at(window: &AppWindow, url: &str, email: &str) {
    window.click("Sign in…").await;
    window.fill("Server address", url).await;
    window.fill("Email", email).await;
    window.fill("Password", PASSWORD).await;
    window.press(ENTER).await;
    window.wait_for_figure("available", "300").await;
}

/// Asks for a token, and answers the line that is shown to be pasted into a terminal.
pub(super) async fn connect_agent(window: &AppWindow) -> String {
    window.fill("Agent name", "Nightly agent").await;
    window.click("Create token").await;
    window.figure("curl").await
}

/// The agent whose line it is.
pub(super) fn agent_of(line: &str) -> Agent {
    let word = |beginning: &str| {
        let rest = &line[line.find(beginning).unwrap_or_else(|| panic!("no {beginning} in {line}"))..];
        rest.split(|character: char| character.is_whitespace() || "'\"".contains(character)).next().unwrap().to_owned()
    };
    Agent::reporting_to(&word("http://"), &word("ift_"))
}

pub(super) async fn debit(agent: &Agent, messages: i64) {
    let result = agent.debit(events_of("message", messages)).await;
    assert_eq!(result.status, EventStatus::Debited, "{result:?}");
}

/// Waits until both the tooltip and the menu's first row of the tray speak of these credits.
pub(super) async fn wait_for_tray(session: &DesktopSession, credits: &str) {
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
