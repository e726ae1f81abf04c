//! Whether the app starts with the desktop.

use infuse_tests::desktop::{AppWindow, DesktopSession};

const SWITCH: &str = "document.querySelector('[role=switch][aria-labelledby$=autostart-title]')";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_switch_shows_what_the_desktop_does_also_when_it_was_changed_there() {
    let session = DesktopSession::start().await;
    let window = session.open_app(&[]).await;
    window.fill("Your name", "Ada").await;
    window.click("Start here").await;
    window.wait_for_figure("available", "300").await;
    open_account(&window).await;
    window.execute(&format!("{SWITCH}.click()")).await;
    window.wait_for_script(&format!("return {SWITCH}.checked")).await;
    let entry = session.home().join(".config/autostart/Infuse.desktop");
    assert!(std::fs::read_to_string(&entry).unwrap().contains("--hidden"));
    window.close().await;

    std::fs::remove_file(&entry).unwrap();
    let window = session.open_app(&[]).await;
    open_account(&window).await;
    window.wait_for_script(&format!("return !{SWITCH}.checked")).await;
    window.close().await;
}

async fn open_account(window: &AppWindow) {
    window.click("Account").await;
    window.wait_for_words("This device").await;
}
