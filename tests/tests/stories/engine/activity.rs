//! What happens to the access of an account, as its devices hear of it; and taking its data along, or having it deleted.

use std::time::Duration;

use infuse_engine::access::view::ActivityGroup;
use infuse_engine::snapshot::{Condition, PauseUntil};
use infuse_protocol::Code;
use infuse_tests::wait::{ALLOWANCE, until_within};
use infuse_tests::{Caller, Database, Person, on_both_databases};

use super::*;

on_both_databases!(
    what_happened_is_listed_by_group_and_a_change_elsewhere_is_heard_of_within_a_second,
    a_new_device_is_told_of_once_also_across_restarts_and_while_warnings_are_paused,
    a_new_device_that_no_desktop_could_tell_of_is_told_of_later,
    all_that_is_kept_about_the_person_is_saved_as_one_file,
    a_deletion_is_asked_for_shown_and_taken_back,
);

/// A second, and what a busy machine takes.
const AT_ONCE: Duration = Duration::from_secs(1).saturating_add(ALLOWANCE);

async fn scene(database: Database) -> (TestServer, Person, TestDevice, Engine) {
    let server = TestServer::builder().database(database).start().await;
    let alice = server.sign_up("alice").await;
    let device = TestDevice::new();
    let engine = device.start().await;
    sign_in(&engine, &server).await;
    until_available(&engine, 300).await;
    (server, alice, device, engine)
}

async fn sign_in_on(server: &TestServer, device: &str) -> Caller {
    let device = json!({ "name": device, "platform": "linux", "app_version": "0.1.0" });
    let body = json!({ "email": "alice@example.com", "password": PASSWORD, "device": device });
    let answer = server.anyone().post("/v1/sessions", &body).await.expect_status(201);
    let signed_in: infuse_protocol::session::SignedIn = answer.json();
    server.anyone().with_secret(&signed_in.token)
}

async fn kinds(engine: &Engine, group: Option<ActivityGroup>) -> Vec<String> {
    engine.activity(group, 100).await.unwrap().into_iter().map(|row| row.kind).collect()
}

fn new_device(name: &str) -> Notice {
    Notice::NewDevice { device: Some(name.to_owned()), address: "127.0.0.1".to_owned() }
}

async fn what_happened_is_listed_by_group_and_a_change_elsewhere_is_heard_of_within_a_second(database: Database) {
    let (server, alice, _device, engine) = scene(database).await;
    assert_eq!(kinds(&engine, None).await, ["signed_in_from_new_device", "signed_up"]);
    // What the stream may have left out before it began is looked for before.
    until_shown(&engine, "the server is followed", |snapshot| (snapshot.connection == Connection::Live).then_some(()))
        .await;
    let versions = engine.activity_version();
    let before = *versions.borrow();
    let heard = async |changes: u64| (*versions.borrow() >= before + changes).then_some(());
    let laptop = sign_in_on(&server, "Laptop").await;
    until_within(AT_ONCE, "a session that began is heard of", async || heard(1).await).await;
    assert_eq!(engine.sessions().await.unwrap().len(), 3);
    let _ = laptop.delete("/v1/sessions/current").await.expect_status(204);
    until_within(AT_ONCE, "a session that ended is heard of", async || heard(2).await).await;
    assert_eq!(engine.sessions().await.unwrap().len(), 2);
    let _ = alice.token(&[Scope::UsageRead]).await;

    let rows = engine.activity(None, 3).await.unwrap();
    let told: Vec<(&str, Option<&str>)> = rows.iter().map(|row| (row.kind.as_str(), row.detail.as_deref())).collect();
    let expected = [("token_issued", Some("story")), ("signed_out", None), ("signed_in_from_new_device", None)];
    assert_eq!(told, expected);
    assert_eq!(rows[1].device.as_ref().map(|device| device.name.as_str()), Some("Laptop"));
    assert!(rows.iter().all(|row| row.from_this_computer));
    assert_eq!(kinds(&engine, Some(ActivityGroup::Tokens)).await, ["token_issued"]);
    assert_eq!(kinds(&engine, Some(ActivityGroup::Secrets)).await, [""; 0]);
    assert_eq!(engine.activity(Some(ActivityGroup::SignIns), 1).await.unwrap().len(), 1);
    engine.stop().await;
}

async fn a_new_device_is_told_of_once_also_across_restarts_and_while_warnings_are_paused(database: Database) {
    let (server, _alice, device, engine) = scene(database).await;
    sign_in_on(&server, "Laptop").await;
    until("the laptop is told of", async || (device.desktop.shown() == [new_device("Laptop")]).then_some(())).await;
    // A device that is known is nothing to tell of, and whoever signs in here themselves knows of it.
    sign_in_on(&server, "Laptop").await;
    engine.pause_warnings(PauseUntil::Reset).await.unwrap();
    sign_in_on(&server, "Phone").await;
    let both = [new_device("Laptop"), new_device("Phone")];
    until("the phone is told of", async || (device.desktop.shown() == both).then_some(())).await;
    engine.stop().await;

    sign_in_on(&server, "Tablet").await;
    let engine = device.start().await;
    until_available(&engine, 300).await;
    let all = [new_device("Laptop"), new_device("Phone"), new_device("Tablet")];
    until("the tablet is told of", async || (device.desktop.shown() == all).then_some(())).await;
    engine.stop().await;
    let engine = device.start().await;
    until_available(&engine, 300).await;
    engine.refresh().await.unwrap();
    assert_eq!(kinds(&engine, Some(ActivityGroup::SignIns)).await.len(), 6);
    assert_eq!(device.desktop.shown(), all);
    engine.stop().await;
}

async fn a_new_device_that_no_desktop_could_tell_of_is_told_of_later(database: Database) {
    let (server, _alice, device, engine) = scene(database).await;
    device.desktop.break_down(true);
    sign_in_on(&server, "Laptop").await;
    let is_missing = |snapshot: &Snapshot| snapshot.conditions.contains(&Condition::NoNotifications).then_some(());
    until_shown(&engine, "no desktop could tell of it", is_missing).await;
    assert_eq!(device.desktop.shown(), []);
    engine.stop().await;
    device.desktop.break_down(false);
    let engine = device.start().await;
    until("the laptop is told of", async || (device.desktop.shown() == [new_device("Laptop")]).then_some(())).await;
    engine.stop().await;
}

async fn all_that_is_kept_about_the_person_is_saved_as_one_file(database: Database) {
    let (server, _alice, device, engine) = scene(database).await;
    let path = device.folder().join("infuse-account.zip");
    let export = engine.begin_account_export().await.unwrap();
    let length = export.write(path.clone()).await.unwrap().unwrap();
    assert_eq!(length, std::fs::metadata(&path).unwrap().len());
    let archive = zip::ZipArchive::new(std::fs::File::open(&path).unwrap()).unwrap();
    assert!(archive.index_for_name("README.md").is_some() && archive.len() > 20, "{:?}", archive.len());
    assert_eq!(kinds(&engine, Some(ActivityGroup::Account)).await, ["exported"]);
    assert_eq!(engine.snapshot().borrow().jobs, []);

    // What can not be fetched leaves the file that was there, and nothing beside it.
    let export = engine.begin_account_export().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("infuse-account.zip");
    std::fs::write(&path, "before").unwrap();
    server.stop().await;
    assert_eq!(export.write(path.clone()).await.unwrap_err().code, ErrorCode::Unreachable);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "before");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    engine.stop().await;
}

async fn a_deletion_is_asked_for_shown_and_taken_back(database: Database) {
    let (_server, alice, _device, engine) = scene(database).await;
    let agent = alice.token(&[Scope::UsageRead]).await;
    let usage = format!("/v1/workspaces/{}/usage", alice.workspace.id);
    let ask = async |email: &str, password: &str| {
        engine.schedule_deletion(email.to_owned(), Some(password.to_owned()), None).await
    };
    assert_eq!(ask("bob@example.com", PASSWORD).await.unwrap_err().field.as_deref(), Some("email"));
    let refused = ask("alice@example.com", "another quiet harbour").await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::InvalidCredentials);
    let scheduled_at = ask("alice@example.com", PASSWORD).await.unwrap();
    let shown = until_shown(&engine, "the deletion is shown", |snapshot| match &snapshot.access {
        Access::SignedIn { account, .. } => account.deletion_scheduled_at.clone(),
        _ => None,
    });
    assert_eq!(shown.await, scheduled_at);
    let _ = agent.get(&usage).await.expect_problem(Code::Unauthorized);
    engine.cancel_deletion().await.unwrap();
    until_shown(&engine, "the account stays", |snapshot| match &snapshot.access {
        Access::SignedIn { account, .. } => account.deletion_scheduled_at.is_none().then_some(()),
        _ => None,
    })
    .await;
    let _ = agent.get(&usage).await.expect_status(200);
    assert_eq!(kinds(&engine, Some(ActivityGroup::Account)).await, ["deletion_cancelled", "deletion_scheduled"]);
    engine.stop().await;
}
