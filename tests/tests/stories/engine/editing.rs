//! Edits of what the server keeps, online or not, on both databases.

use infuse_engine::resources::{Field, FieldState, ResourceName, ResourceView};
use infuse_protocol::account::Account;
use infuse_tests::relay::Behaviour;
use infuse_tests::{Database, on_both_databases};

use super::*;

on_both_databases!(
    a_name_that_was_changed_without_a_server_arrives_when_both_are_back,
    a_name_that_another_device_changed_meanwhile_is_shown_with_both_until_the_person_chooses,
    what_a_server_does_not_take_is_shown_and_kept,
    who_signs_out_with_something_unsent_finds_it_and_nobody_else_does,
);

impl Scene {
    /// The account as the server has it.
    async fn account(&self) -> Account {
        self.alice.get("/v1/account").await.expect_status(200).json()
    }

    /// The person renames the account on another device.
    async fn rename_elsewhere(&self, name: &str) {
        let version = self.account().await.version;
        let edit = serde_json::json!({ "name": name });
        self.alice.edit("/v1/account", version, &edit).await.expect_status(200);
    }
}

async fn name_of(engine: &Engine) -> Field<String> {
    match engine.resource(ResourceName::Account).await.unwrap() {
        Some(ResourceView::Account { fields }) => fields.name,
        _ => panic!("the account is not known"),
    }
}

async fn until_name(engine: &Engine, value: &str, state: FieldState<String>) {
    let wanted = Field { value: value.to_owned(), state };
    until(&format!("the name is {wanted:?}"), async || (name_of(engine).await == wanted).then_some(())).await;
}

async fn a_name_that_was_changed_without_a_server_arrives_when_both_are_back(database: Database) {
    let scene = Scene::begin(database).await;
    scene.relay.set(Behaviour::HangUp);
    scene.until_offline().await;
    scene.engine.rename_account("Grace".to_owned()).await.unwrap();
    scene.engine.rename_account("Grace Hopper".to_owned()).await.unwrap();
    until_name(&scene.engine, "Grace Hopper", FieldState::Pending).await;
    scene.engine.stop().await;

    let engine = scene.device.start().await;
    until_name(&engine, "Grace Hopper", FieldState::Pending).await;
    let before = scene.account().await;
    scene.relay.set(Behaviour::Pass);
    until_name(&engine, "Grace Hopper", FieldState::Saved).await;
    let after = scene.account().await;
    assert_eq!((after.name.as_str(), after.version), ("Grace Hopper", before.version + 1));
    engine.stop().await;
}

async fn a_name_that_another_device_changed_meanwhile_is_shown_with_both_until_the_person_chooses(database: Database) {
    let scene = Scene::begin(database).await;
    let engine = &scene.engine;
    for keeps_mine in [true, false] {
        scene.relay.set(Behaviour::HangUp);
        scene.until_offline().await;
        let (mine, theirs) = if keeps_mine { ("Grace", "Augusta") } else { ("Grace H.", "Augusta Ada") };
        engine.rename_account(mine.to_owned()).await.unwrap();
        scene.rename_elsewhere(theirs).await;
        scene.relay.set(Behaviour::Pass);
        let conflict = FieldState::Conflict { mine: mine.to_owned(), theirs: theirs.to_owned() };
        until_name(engine, mine, conflict).await;
        assert_eq!(scene.account().await.name, theirs);
        if keeps_mine {
            engine.keep_mine(ResourceName::Account, "name".to_owned()).await.unwrap();
        } else {
            engine.take_theirs(ResourceName::Account, "name".to_owned()).await.unwrap();
        }
        let chosen = if keeps_mine { mine } else { theirs };
        until_name(engine, chosen, FieldState::Saved).await;
        assert_eq!(scene.account().await.name, chosen);
        until_available(engine, 300).await;
    }
    engine.stop().await;
}

async fn what_a_server_does_not_take_is_shown_and_kept(database: Database) {
    let scene = Scene::begin(database).await;
    let long = "x".repeat(101);
    scene.engine.rename_account(long.clone()).await.unwrap();
    let error = until("the name is refused", async || match name_of(&scene.engine).await {
        Field { value, state: FieldState::Refused { error } } if value == long => Some(error),
        _ => None,
    })
    .await;
    assert_eq!((error.code, error.field.as_deref()), (ErrorCode::Validation, Some("name")));
    assert_eq!(scene.account().await.name, "alice");
    scene.engine.rename_account("Grace".to_owned()).await.unwrap();
    until_name(&scene.engine, "Grace", FieldState::Saved).await;
    assert_eq!(scene.account().await.name, "Grace");
    scene.engine.stop().await;
}

async fn who_signs_out_with_something_unsent_finds_it_and_nobody_else_does(database: Database) {
    let scene = Scene::begin(database).await;
    let engine = &scene.engine;
    let bob = scene.server.sign_up("bob").await;
    let home = engine.snapshot().borrow().homes[0].id.clone();
    for next_is_alice in [true, false] {
        scene.relay.set(Behaviour::HangUp);
        scene.until_offline().await;
        let name = if next_is_alice { "Grace" } else { "Grace Hopper" };
        engine.rename_account(name.to_owned()).await.unwrap();
        assert_eq!(engine.unsent_edits(home.clone()).await.unwrap(), 1);
        engine.sign_out().await.unwrap();
        until_signed_out(engine).await;
        scene.relay.set(Behaviour::Pass);
        scene.sign_in(if next_is_alice { "alice" } else { "bob" }).await;
        until_available(engine, 300).await;
        until_name(engine, if next_is_alice { "Grace" } else { "bob" }, FieldState::Saved).await;
    }
    let of_bob: Account = bob.get("/v1/account").await.expect_status(200).json();
    assert_eq!((of_bob.name.as_str(), scene.account().await.name.as_str()), ("bob", "Grace"));
    assert_eq!(engine.unsent_edits(home).await.unwrap(), 0);
    engine.stop().await;
}
