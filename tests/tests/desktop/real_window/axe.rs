//! What axe-core finds in the pages of the real window, whose engine has colours and a layout.

use std::path::Path;
use std::time::Duration;

use infuse_tests::desktop::{AppWindow, DesktopSession};
use infuse_tests::wait::until_within;
use serde_json::Value;

use super::steps::{ESCAPE, agent_of, begin_on_this_computer, connect_agent, debit};

/// Colours are compared pixel by pixel where one lies upon another.
const LOOKING: Duration = Duration::from_secs(120);

/// axe takes what would have to be scrolled to for hidden.
const TALL: (u32, u32) = (1280, 3200);

/// Has axe-core look at the page as it stands, and keep what it found.
const LOOK: &str = "window.found = null; \
    axe.run(document, { resultTypes: ['violations'] }).then( \
      ({ violations }) => { window.found = violations.map(({ id, nodes }) => \
        `${id}: ${nodes.map((node) => `${node.html} (${node.any.map((check) => check.message)})`).join(' | ')}`) }, \
      (error) => { window.found = [`axe does not run: ${error}`] }); return true";

/// Looks at the page once it has painted.
async fn look(window: &AppWindow, page: &str, found: &mut Vec<String>) {
    window.wait_until_painted().await;
    if window.execute("return typeof axe").await == "undefined" {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
        let _ = window.execute(&std::fs::read_to_string(source).expect("axe-core is installed")).await;
    }
    let _ = window.execute(LOOK).await;
    let faults = until_within(LOOKING, "axe has looked", async || match window.execute("return window.found").await {
        Value::Null => None,
        faults => serde_json::from_value::<Vec<String>>(faults).ok(),
    })
    .await;
    found.extend(faults.into_iter().map(|fault| format!("{page}: {fault}")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn axe_finds_nothing_in_any_view_of_the_window_in_light_and_dark() {
    let session = DesktopSession::start_on(TALL, &[]).await;
    let window = session.open_app(&[]).await;
    window.resize(TALL.0, TALL.1).await;
    let mut found = Vec::new();
    look(&window, "welcome", &mut found).await;
    window.click("Sign in…").await;
    look(&window, "sign in", &mut found).await;
    window.press(ESCAPE).await;
    begin_on_this_computer(&window).await;
    look(&window, "first steps", &mut found).await;
    debit(&agent_of(&connect_agent(&window).await), 295).await;
    for theme in ["Light", "Dark"] {
        window.click("Preferences").await;
        window.click(theme).await;
        look(&window, &format!("preferences, {theme}"), &mut found).await;
        window.click("Set up a mail server…").await;
        look(&window, &format!("mail server, {theme}"), &mut found).await;
        window.press(ESCAPE).await;
        window.click("Account").await;
        window.wait_for_words("Nightly agent").await;
        look(&window, &format!("account, {theme}"), &mut found).await;
        for dialog in ["Protect this account…", "New token…"] {
            window.click(dialog).await;
            look(&window, &format!("{dialog} {theme}"), &mut found).await;
            window.press(ESCAPE).await;
        }
        window.click("Personalization").await;
        window.wait_for_words("Willa").await;
        look(&window, &format!("personalization, {theme}"), &mut found).await;
        window.click("Usage").await;
        window.wait_for_words("By conversation").await;
        look(&window, &format!("usage, {theme}"), &mut found).await;
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    window.close().await;
}
