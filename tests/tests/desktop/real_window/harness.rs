//! The desktop itself keeps what its stories count on.

use infuse_tests::desktop::{DesktopSession, Part};

#[tokio::test]
async fn a_notification_is_counted_once_the_daemon_took_it() {
    let session = DesktopSession::start().await;
    session.run("notify-send", &["Tea", "is ready"]).await;
    let taken = session.notifications().wait_for(1).await;
    assert_eq!((taken[0].summary.as_str(), taken[0].body.as_str()), ("Tea", "is ready"));
    assert_ne!(taken[0].id, 0);
}

#[tokio::test]
async fn the_screen_can_be_photographed() {
    let session = DesktopSession::start().await;
    let folder = tempfile::tempdir().unwrap();
    let picture = session.photograph_screen(&folder.path().join("screen.png")).await;
    assert!(picture.shows_something(&session).await);
}

#[tokio::test]
async fn a_session_leaves_no_process_behind() {
    let session = DesktopSession::start_without(&[Part::TrayHost]).await;
    assert_eq!(session.processes_named("dunst").len(), 1);
    let home = session.home();
    drop(session);
    assert!(!home.exists());
}
