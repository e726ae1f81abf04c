//! Whether the app starts with the desktop.

use infuse_tests::desktop::{AppWindow, DesktopSession};
use infuse_tests::wait;

const SWITCH: &str = "document.querySelector('[role=switch][aria-labelledby$=autostart-title]')";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_switch_shows_what_the_desktop_does_also_when_it_was_changed_there() {
    let session = DesktopSession::start().await;
    let window = session.open_app(&[]).await;
    window.fill("Your name", "Ada").await;
    window.click("Start here").await;
    window.wait_for_figure("available", "300").await;
    open_preferences(&window).await;
    window.execute(&format!("{SWITCH}.click()")).await;
    window.wait_for_script(&format!("return {SWITCH}.checked")).await;
    let entry = session.home().join(".config/autostart/Infuse.desktop");
    let made = std::fs::read_to_string(&entry).unwrap();
    assert!(made.contains("\" \"--hidden\""), "{made}");
    window.close().await;

    // As one that was moved since, or of a version in another folder.
    std::fs::write(&entry, made.replace("Exec=\"/", "Exec=\"/where/it/was/")).unwrap();
    let window = session.open_app(&[]).await;
    wait::until("the entry leads to the app", async || (std::fs::read_to_string(&entry).ok()? == made).then_some(()))
        .await;
    window.close().await;

    // As a tool of the desktop does it.
    std::fs::write(&entry, format!("{made}\nX-GNOME-Autostart-enabled=false\n")).unwrap();
    let window = session.open_app(&[]).await;
    open_preferences(&window).await;
    window.wait_for_script(&format!("return !{SWITCH}.checked")).await;
    window.execute(&format!("{SWITCH}.click()")).await;
    window.wait_for_script(&format!("return {SWITCH}.checked")).await;
    assert_eq!(std::fs::read_to_string(&entry).unwrap(), made);
    window.close().await;

    std::fs::remove_file(&entry).unwrap();
    let window = session.open_app(&[]).await;
    open_preferences(&window).await;
    window.wait_for_script(&format!("return !{SWITCH}.checked")).await;
    window.close().await;
}

async fn open_preferences(window: &AppWindow) {
    window.click("Preferences").await;
    window.wait_for_words("This device").await;
}
