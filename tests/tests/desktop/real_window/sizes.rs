//! Windows fit where they stand.

use infuse_tests::desktop::DesktopSession;

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
