//! Edits of resources, with and without a server that takes them.

use tokio::sync::Notify;

use super::*;
use crate::resources::{Field, FieldState, ResourceName, ResourceView};

/// What a server keeps of its one account, and how it treats edits.
#[derive(Clone, Default)]
struct Book {
    page: Arc<Mutex<Page>>,
    /// An edit was taken.
    takes: Arc<Notify>,
}

struct Page {
    id: &'static str,
    version: i64,
    name: String,
    /// Each edit that was taken, with the version that it was made to.
    taken: Vec<(i64, String)>,
    is_away: bool,
    /// Edits are taken, and their answers are lost.
    loses_answers: bool,
}

impl Default for Page {
    fn default() -> Self {
        let (id, name) = ("a", "Ada".to_owned());
        Self { id, version: 1, name, taken: Vec::new(), is_away: false, loses_answers: false }
    }
}

impl Book {
    fn page(&self) -> std::sync::MutexGuard<'_, Page> {
        self.page.lock().unwrap()
    }

    /// Somebody renames the account elsewhere.
    fn rename(&self, name: &str) {
        let mut page = self.page();
        page.version += 1;
        name.clone_into(&mut page.name);
    }

    async fn read(State(book): State<Self>) -> Response {
        let page = book.page();
        if page.is_away { StatusCode::BAD_GATEWAY.into_response() } else { answer(page.account()) }
    }

    async fn edit(State(book): State<Self>, headers: HeaderMap, body: String) -> Response {
        let mut page = book.page();
        if page.is_away {
            return StatusCode::BAD_GATEWAY.into_response();
        }
        let version = headers["if-match"].to_str().unwrap().trim_matches('"').parse().unwrap();
        if page.version != version {
            let current = page.account();
            return problem(StatusCode::PRECONDITION_FAILED, json!({ "code": "version_conflict", "current": current }));
        }
        let edit: serde_json::Value = serde_json::from_str(&body).unwrap();
        let name = edit["name"].as_str().unwrap().to_owned();
        if name.len() > 100 {
            let fault = json!({ "pointer": "/name", "code": "too_long", "message": "" });
            return problem(
                StatusCode::UNPROCESSABLE_ENTITY,
                json!({ "code": "validation_failed", "errors": [fault] }),
            );
        }
        page.taken.push((version, name.clone()));
        page.version += 1;
        page.name = name;
        book.takes.notify_one();
        if page.loses_answers { StatusCode::BAD_GATEWAY.into_response() } else { answer(page.account()) }
    }

    /// A server that keeps this book, and has no stream.
    async fn serve(&self) -> String {
        let account = get(Self::read).patch(Self::edit).with_state(self.clone());
        let router = Router::new()
            .route("/v1/account", account)
            .route("/v1/workspaces/w/usage", get(async || StatusCode::BAD_GATEWAY))
            .route("/v1/stream", get(async || StatusCode::BAD_GATEWAY))
            .merge(signed_in_router_without_account());
        serve(router).await
    }
}

impl Page {
    fn account(&self) -> serde_json::Value {
        let mut account = renamed(&self.name, self.version);
        account["id"] = self.id.into();
        account
    }
}

async fn name_of(engine: &Engine) -> Option<Field<String>> {
    match engine.resource(ResourceName::Account).await.unwrap() {
        Some(ResourceView::Account { fields }) => Some(fields.name),
        _ => None,
    }
}

/// Waits until the name stands so. Each change of it is told.
async fn until_name(engine: &Engine, value: &str, state: FieldState<String>) {
    let wanted = Field { value: value.to_owned(), state };
    let mut versions = engine.resource_versions();
    let waiting = async {
        while name_of(engine).await.as_ref() != Some(&wanted) {
            versions.changed().await.unwrap();
        }
    };
    let is_so = tokio::time::timeout(PATIENCE, waiting).await.is_ok();
    assert!(is_so, "{:?} is not {wanted:?}", name_of(engine).await);
}

fn shows(name: &'static str) -> impl FnMut(&Snapshot) -> bool {
    move |snapshot| matches!(&snapshot.access, Access::SignedIn { account, .. } if account.name == name)
}

/// Somebody renames the account elsewhere, and the person does before this device can have heard of it.
async fn rename_on_both_sides(book: &Book, theirs: &str, engine: &Engine, mine: &str) {
    book.page().is_away = true;
    book.rename(theirs);
    engine.rename_account(mine.to_owned()).await.unwrap();
    book.page().is_away = false;
}

/// A device on which Ada is signed in, and the server's book of her account.
async fn signed_in() -> (Device, Book, Engine) {
    let (device, book) = (Device::new(), Book::default());
    let url = book.serve().await;
    let engine = device.start().await;
    sign_in(&engine, url).await;
    until_name(&engine, "Ada", FieldState::Saved).await;
    (device, book, engine)
}

#[tokio::test]
async fn an_edit_without_a_connection_is_answered_at_once_survives_the_app_and_is_told_when_the_server_is_back() {
    let (device, book, engine) = signed_in().await;
    book.page().is_away = true;
    for name in ["Grace", "Grace H.", "Grace Hopper"] {
        engine.rename_account(name.to_owned()).await.unwrap();
    }
    until_name(&engine, "Grace Hopper", FieldState::Pending).await;
    until(&engine, shows("Grace Hopper")).await;
    let home = engine.snapshot().borrow().homes[0].id.clone();
    assert_eq!(engine.unsent_edits(home).await.unwrap(), 1);
    engine.stop().await;

    let engine = device.start().await;
    until_name(&engine, "Grace Hopper", FieldState::Pending).await;
    book.page().is_away = false;
    until_name(&engine, "Grace Hopper", FieldState::Saved).await;
    assert_eq!(book.page().taken, [(1, "Grace Hopper".to_owned())]);
    engine.stop().await;
}

#[tokio::test]
async fn a_name_that_was_changed_here_and_elsewhere_is_a_conflict_until_the_person_chooses() {
    let (_device, book, engine) = signed_in().await;
    rename_on_both_sides(&book, "Augusta", &engine, "Grace").await;
    let conflict = FieldState::Conflict { mine: "Grace".to_owned(), theirs: "Augusta".to_owned() };
    until_name(&engine, "Grace", conflict).await;
    until(&engine, shows("Augusta")).await;
    assert_eq!(book.page().taken, []);
    engine.keep_mine(ResourceName::Account, "name".to_owned()).await.unwrap();
    until_name(&engine, "Grace", FieldState::Saved).await;
    assert_eq!(book.page().taken, [(2, "Grace".to_owned())]);

    rename_on_both_sides(&book, "Ada again", &engine, "Grace H.").await;
    let conflict = FieldState::Conflict { mine: "Grace H.".to_owned(), theirs: "Ada again".to_owned() };
    until_name(&engine, "Grace H.", conflict).await;
    engine.take_theirs(ResourceName::Account, "name".to_owned()).await.unwrap();
    until_name(&engine, "Ada again", FieldState::Saved).await;
    assert_eq!(book.page().taken.len(), 1);
    engine.stop().await;
}

#[tokio::test]
async fn an_edit_whose_answer_was_lost_is_not_taken_for_somebody_elses() {
    let (_device, book, engine) = signed_in().await;
    book.page().loses_answers = true;
    engine.rename_account("Grace".to_owned()).await.unwrap();
    tokio::time::timeout(PATIENCE, book.takes.notified()).await.expect("in time");
    book.page().loses_answers = false;
    engine.rename_account("Grace Hopper".to_owned()).await.unwrap();
    until_name(&engine, "Grace Hopper", FieldState::Saved).await;
    assert_eq!(book.page().taken, [(1, "Grace".to_owned()), (2, "Grace Hopper".to_owned())]);
    engine.stop().await;
}

#[tokio::test]
async fn a_refused_name_is_kept_to_be_mended() {
    let (_device, _book, engine) = signed_in().await;
    let long = "x".repeat(101);
    engine.rename_account(long.clone()).await.unwrap();
    let mut versions = engine.resource_versions();
    let refused = async {
        loop {
            match name_of(&engine).await {
                Some(Field { value, state: FieldState::Refused { error } }) if value == long => return error,
                _ => versions.changed().await.unwrap(),
            }
        }
    };
    let error = tokio::time::timeout(PATIENCE, refused).await.expect("in time");
    assert_eq!((error.code, error.field.as_deref()), (crate::ErrorCode::Validation, Some("name")));
    engine.rename_account("Grace".to_owned()).await.unwrap();
    until_name(&engine, "Grace", FieldState::Saved).await;
    engine.stop().await;
}

#[tokio::test]
async fn what_one_person_edited_is_never_told_as_the_next_ones() {
    let (device, book, engine) = signed_in().await;
    book.page().is_away = true;
    engine.rename_account("Grace".to_owned()).await.unwrap();
    until_name(&engine, "Grace", FieldState::Pending).await;
    engine.stop().await;
    // The session in the keyring is another person's, whatever stopped the app before it noted that.
    {
        let mut page = book.page();
        (page.id, page.is_away) = ("b", false);
        page.name = "Blaise".to_owned();
    }
    let engine = device.start().await;
    engine.refresh().await.unwrap_err();
    engine.rename_account("Grace H.".to_owned()).await.unwrap();
    until_name(&engine, "Grace H.", FieldState::Pending).await;
    {
        let page = book.page();
        assert_eq!((page.taken.as_slice(), page.name.as_str()), ([].as_slice(), "Blaise"));
    }
    engine.stop().await;
}

#[tokio::test]
async fn what_changes_while_it_is_read_is_read_once_more() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    until_name(&engine, "Ada", FieldState::Saved).await;
    engine.refresh().await.unwrap();
    let reads = server.asked_for("/v1/account");
    let let_go = server.hold("/v1/account");
    server.wire.account.lock().unwrap().replace(renamed("Augusta", 2));
    server.say("changed", "1", json!({ "resource": "account", "version": 2 }));
    server.asks_for("/v1/account", reads + 1).await;
    server.wire.account.lock().unwrap().replace(renamed("Augusta King", 3));
    server.say("changed", "2", json!({ "resource": "account", "version": 3 }));
    // The worker hears one thing after the other.
    server.say("entries", "3", entries(123));
    until_available(&engine, 123).await;
    let_go.send(()).unwrap();
    until_name(&engine, "Augusta King", FieldState::Saved).await;
    engine.stop().await;
}

#[tokio::test]
async fn only_what_changed_is_read_again() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    until_name(&engine, "Ada", FieldState::Saved).await;
    // What a stream that begins has read is over once a later question was answered.
    engine.refresh().await.unwrap();
    let before = server.asked_for("/v1/workspaces");
    server.wire.account.lock().unwrap().replace(renamed("Augusta", 2));
    server.say("changed", "1", json!({ "resource": "account", "version": 2 }));
    until_name(&engine, "Augusta", FieldState::Saved).await;
    until(&engine, shows("Augusta")).await;
    assert_eq!(server.asked_for("/v1/workspaces"), before);
    let accounts = server.asked_for("/v1/account");
    server.say("changed", "2", json!({ "resource": "workspace:w", "version": 2 }));
    server.say("entries", "3", entries(123));
    until_available(&engine, 123).await;
    server.asks_for("/v1/workspaces", before + 1).await;
    assert_eq!(server.asked_for("/v1/account"), accounts);
    engine.stop().await;
}
