//! What keeps the app out of its home, and trying again.

use super::*;
use crate::error::ErrorCode;
use crate::hosting::FIRST_PORT;
use crate::snapshot::{Access, Condition, HomeKind};
use crate::state::{HomeRecord, State};

#[tokio::test]
async fn trying_again_answers_what_is_wrong_with_the_keyring() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    engine.stop().await;

    device.keyring.set_trouble(Some(SecretsError::Locked));
    let engine = device.start().await;
    until(&engine, |snapshot| snapshot.access == Access::KeyringLocked).await;
    let troubles = [
        (SecretsError::Locked, ErrorCode::KeyringLocked, Condition::KeyringLocked),
        (SecretsError::Missing("no bus".to_owned()), ErrorCode::KeyringMissing, Condition::KeyringMissing),
        (SecretsError::Unset, ErrorCode::KeyringUnset, Condition::KeyringUnset),
    ];
    for (trouble, code, condition) in troubles {
        device.keyring.set_trouble(Some(trouble));
        assert_eq!(engine.refresh().await.unwrap_err().code, code);
        let shown = engine.snapshot().borrow().clone();
        assert_eq!((shown.access, shown.conditions), (Access::KeyringLocked, vec![condition]));
    }
    assert_eq!(
        device.keyring.asked_again.load(Ordering::SeqCst),
        4,
        "by the person alone, who signed in and asked thrice"
    );

    device.keyring.set_trouble(None);
    engine.refresh().await.unwrap();
    let shown = engine.snapshot().borrow().clone();
    assert!(matches!(shown.access, Access::SignedIn { .. }));
    assert_eq!(shown.conditions, []);
    engine.stop().await;
}

#[tokio::test]
async fn of_who_has_signed_out_nothing_is_shown_though_the_keyring_is_locked() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    engine.sign_out().await.unwrap();
    engine.stop().await;
    device.keyring.set_trouble(Some(SecretsError::Locked));
    let engine = device.start().await;
    let shown = until(&engine, |snapshot| !matches!(snapshot.access, Access::Starting)).await;
    assert!(matches!(shown.access, Access::SignedOut { .. }), "{:?}", shown.access);
    assert_eq!(shown.usage, None);
    assert_eq!(engine.conversations().await.unwrap_err().code, ErrorCode::SignedOut);
    engine.stop().await;
}

#[tokio::test]
async fn who_is_shown_and_the_cached_figures_come_together() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    engine.stop().await;
    let available = |shown: Snapshot| shown.usage.map(|usage| usage.available);

    device.keyring.set_trouble(Some(SecretsError::Locked));
    let engine = device.start().await;
    let locked = until(&engine, |snapshot| snapshot.access == Access::KeyringLocked).await;
    assert_eq!(locked.conditions, [Condition::KeyringLocked]);
    assert_eq!(available(locked), Some(250));
    engine.stop().await;

    device.keyring.set_trouble(None);
    let engine = device.start().await;
    let signed_in = until(&engine, |snapshot| matches!(snapshot.access, Access::SignedIn { .. })).await;
    assert_eq!(available(signed_in), Some(250));
    engine.stop().await;
}

#[tokio::test]
async fn trying_again_answers_that_the_local_server_does_not_start() {
    let device = Device::new();
    let (state, _) = State::open(device.folder.path()).await;
    let home = HomeRecord {
        id: "home".to_owned(),
        kind: HomeKind::Local,
        url: String::new(),
        port: FIRST_PORT,
        email: "ada@example.com".to_owned(),
        profile: None,
        signed_out: false,
        active: true,
    };
    state.keep_home(&home).await.unwrap();
    state.set_active_home(Some(&home.id)).await.unwrap();
    state.close().await;

    // A build without the embedded server.
    let engine = device.start().await;
    until(&engine, is_offline).await;
    assert_eq!(engine.refresh().await.unwrap_err().code, ErrorCode::LocalServer);
    engine.stop().await;
}
