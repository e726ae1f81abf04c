//! The app lives in the tray; a window is there only while someone looks at it.

use std::time::Duration;

use infuse_tests::desktop::{DesktopSession, Part};
use infuse_tests::wait::{until, until_within};

const REGISTRY: &str = "org.kde.StatusNotifierWatcher";

/// How long a start may show nothing where no tray takes the icon.
const WITHOUT_TRAY: Duration = Duration::from_secs(15);

/// As the kernel cuts it.
const WEB_VIEW: &str = "WebKitWebProces";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hidden_start_makes_an_icon_and_no_web_view() {
    let session = DesktopSession::start().await;
    let _app = session.start_app(&["--hidden"]);
    let tray = session.tray().await;
    assert!(!tray.icon().await.is_empty());
    assert!(session.processes_named(WEB_VIEW).is_empty());
    assert!(session.visible_windows().await.is_empty());

    tray.choose("Open Infuse").await;
    session.wait_for_windows(1).await;
    assert_eq!(session.processes_named(WEB_VIEW).len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closing_the_window_leaves_the_icon_and_ends_the_web_view() {
    let session = DesktopSession::start().await;
    let mut app = session.start_app(&[]);
    let windows = session.wait_for_windows(1).await;
    session.close_window(&windows[0]).await;
    session.wait_for_windows(0).await;
    until("the web view has ended", async || session.processes_named(WEB_VIEW).is_empty().then_some(())).await;
    assert!(app.is_running());
    assert_eq!(session.tray_icons().await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_start_opens_the_window_of_the_first_and_ends() {
    let session = DesktopSession::start().await;
    let mut first = session.start_app(&["--hidden"]);
    session.tray().await;
    let mut second = session.start_app(&[]);
    assert!(second.wait().await.success());
    session.wait_for_windows(1).await;
    assert!(first.is_running());
    assert_eq!(session.tray_icons().await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_start_that_is_to_stay_hidden_opens_no_window() {
    let session = DesktopSession::start().await;
    let mut first = session.start_app(&["--hidden"]);
    let tray = session.tray().await;
    let mut second = session.start_app(&["--hidden"]);
    assert!(second.wait().await.success());
    // What is asked for now comes after whatever the second start asked for.
    tray.click().await;
    let windows = session.wait_for_windows(1).await;
    session.press_in(&windows[0], "Escape").await;
    session.wait_for_windows(0).await;
    assert!(first.is_running());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_tray_a_hidden_start_opens_the_window_and_a_later_tray_gets_its_icon() {
    let mut session = DesktopSession::start_without(&[Part::TrayHost]).await;
    let _app = session.start_app(&["--hidden"]);
    session.wait_for_windows(1).await;
    session.add(Part::TrayHost).await;
    let tray = session.tray().await;
    assert!(!tray.tooltip().await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tray_that_never_answers_gets_the_window_and_a_real_one_later_the_icon() {
    let mut session = DesktopSession::start_without(&[Part::TrayHost]).await;
    let deaf = session.hold_name(REGISTRY).await;
    window_then_icon(&mut session, deaf).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tray_that_takes_no_icons_gets_the_window_and_a_real_one_later_the_icon() {
    let mut session = DesktopSession::start_without(&[Part::TrayHost]).await;
    let hollow = session.hold_name_without_objects(REGISTRY).await;
    window_then_icon(&mut session, hollow).await;
}

/// Starts the app beside a false registry, which goes once the window is there.
async fn window_then_icon(session: &mut DesktopSession, registry: zbus::Connection) {
    let _app = session.start_app(&["--hidden"]);
    until_within(WITHOUT_TRAY, "the window is there", async || {
        (session.visible_windows().await.len() == 1).then_some(())
    })
    .await;
    drop(registry);
    session.add(Part::TrayHost).await;
    assert!(!session.tray().await.tooltip().await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_click_on_the_icon_opens_the_quick_look_and_escape_closes_it() {
    let session = DesktopSession::start().await;
    let _app = session.start_app(&["--hidden"]);
    session.tray().await.click().await;
    let windows = session.wait_for_windows(1).await;
    session.press_in(&windows[0], "Escape").await;
    session.wait_for_windows(0).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn quit_in_the_menu_ends_the_app() {
    let session = DesktopSession::start().await;
    let mut app = session.start_app(&["--hidden"]);
    session.tray().await.choose("Quit").await;
    assert!(app.wait().await.success());
}
