//! Windows fit where they stand, and hold what they show.

use infuse_tests::desktop::DesktopSession;
use infuse_tests::wait::until;

use super::steps::begin_on_this_computer;

/// The screen of a session, in pixels.
const SCREEN: (u32, u32) = (1280, 900);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_window_is_no_larger_than_a_screen_of_twice_the_scale() {
    let session = DesktopSession::start().await;
    let _app = session.start_app_with("GDK_SCALE", "2", &[]);
    let window = session.wait_for_windows(1).await;
    let (width, height) = session.size_of(&window[0]).await;
    assert!(width <= SCREEN.0 && height <= SCREEN.1, "{width} × {height}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn larger_text_is_kept_and_makes_the_smallest_window_and_the_quick_look_as_much_larger() {
    let session = DesktopSession::start().await;
    let window = session.open_app(&[]).await;
    begin_on_this_computer(&window).await;
    window.click("Preferences").await;
    window.click("Text size: 100%").await;
    window.click("140%").await;
    window.wait_for_script("return getComputedStyle(document.documentElement).fontSize === '18.9px'").await;
    until("the window can not be made smaller than its text needs", async || {
        (shrunk(&session).await == (1008, 728)).then_some(())
    })
    .await;
    window.close().await;

    let _app = session.start_app(&[]);
    session.wait_for_windows(1).await;
    assert_eq!(shrunk(&session).await, (1008, 728));
    session.tray().await.click().await;
    let windows = session.wait_for_windows(2).await;
    let mut sizes = Vec::new();
    for window in &windows {
        sizes.push(session.size_of(window).await);
    }
    assert!(sizes.contains(&(470, 526)), "{sizes:?}");
}

/// What is left of the main window when its person makes it as small as they can.
async fn shrunk(session: &DesktopSession) -> (u32, u32) {
    let window = session.wait_for_windows(1).await;
    session.run("xdotool", &["windowsize", "--sync", &window[0], "200", "200"]).await;
    session.size_of(&window[0]).await
}
