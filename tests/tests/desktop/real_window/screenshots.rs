//! Pictures of the documentation, taken from the real window with sample data.

use std::path::PathBuf;
use std::time::Duration;

use infuse_tests::desktop::{AppWindow, DesktopSession};

/// More than a hundred days of sample data go through the metering API.
const SAMPLE_LIMIT: Duration = Duration::from_secs(180);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_can_be_photographed_in_light_and_dark() {
    let (_keeper, folder) = images();
    let session = DesktopSession::start().await;
    let window = session.open_app(&[]).await;
    window.fill("Your name", "Ada Lovelace").await;
    photograph(&session, &window, folder.join("welcome.png")).await;

    window.click("Open sample data").await;
    window.wait_for_words_within(SAMPLE_LIMIT, "Credits available").await;
    window.wait_for_words("Live").await;
    choose_theme(&window, "Light").await;
    // Each page begins at its head again when it is come back to.
    window.click("Usage").await;
    window.wait_for_words("By conversation").await;
    window.click("Account").await;
    window.wait_for_words("No tokens yet.").await;
    photograph(&session, &window, folder.join("account-light.png")).await;
    window.click("Preferences").await;
    window.wait_for_words("In the last 30 days").await;
    photograph(&session, &window, folder.join("preferences-light.png")).await;
    window.click("Personalization").await;
    window.wait_for_words("Willa").await;
    photograph(&session, &window, folder.join("personalization-light.png")).await;
    window.click("Usage").await;
    window.wait_for_words("By conversation").await;
    photograph(&session, &window, folder.join("usage-light.png")).await;
    photograph_quick_look(&session, folder.join("quick-look.png")).await;
    choose_theme(&window, "Dark").await;
    window.click("Personalization").await;
    window.wait_for_words("Willa").await;
    photograph(&session, &window, folder.join("personalization-dark.png")).await;
    window.click("Usage").await;
    window.wait_for_words("By conversation").await;
    photograph(&session, &window, folder.join("usage-dark.png")).await;
}

/// Where pictures go: the documentation's folder when `cargo xtask shots` asks for them, else one that is removed.
fn images() -> (Option<tempfile::TempDir>, PathBuf) {
    if let Some(folder) = std::env::var_os("INFUSE_TEST_IMAGES") {
        std::fs::create_dir_all(&folder).unwrap();
        return (None, folder.into());
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_owned();
    (Some(folder), path)
}

async fn choose_theme(window: &AppWindow, theme: &str) {
    window.click("Preferences").await;
    window.wait_for_words("This device").await;
    window.click(theme).await;
    let scheme = theme.to_lowercase();
    window
        .wait_for_script(&format!("return getComputedStyle(document.documentElement).colorScheme === '{scheme}'"))
        .await;
}

async fn photograph(session: &DesktopSession, window: &AppWindow, path: PathBuf) {
    window.wait_until_painted().await;
    let windows = session.wait_for_windows(1).await;
    let picture = session.photograph(&windows[0], &path).await;
    assert!(picture.shows_something(session).await, "{} is blank", path.display());
}

async fn photograph_quick_look(session: &DesktopSession, path: PathBuf) {
    let before = session.visible_windows().await;
    session.tray().await.click().await;
    let windows = session.wait_for_windows(before.len() + 1).await;
    let quick_look = windows.iter().find(|id| !before.contains(id)).expect("one window more");
    let picture = session.photograph(quick_look, &path).await;
    assert!(picture.shows_something(session).await, "{} is blank", path.display());
    session.press_in(quick_look, "Escape").await;
    session.wait_for_windows(before.len()).await;
}
