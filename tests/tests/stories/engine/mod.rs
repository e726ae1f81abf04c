//! Stories of the app's engine against the real server.

mod access;
mod activity;
mod approvals;
mod credentials;
mod editing;
mod leaving;
mod local;
mod personalization;
mod provider;
mod sample;
mod two_factor;

use std::path::Path;

use infuse_engine::ErrorCode;
use infuse_engine::notice::{Counts, Notice, Occasion};
use infuse_engine::ports::LocalServer as _;
use infuse_engine::snapshot::{Access, Connection, HomeKind, PauseUntil, UsageNow, Warnings};
use infuse_engine::usage::view::{AlertRowKind, ExportFormat, Filter, Period};
use infuse_engine::{Engine, Snapshot};
use infuse_tests::actor::PASSWORD;
use infuse_tests::relay::Relay;
use infuse_tests::wait::until;
use infuse_tests::{Agent, Database, Metering as _, Person, Requests as _, TestServer, event, events_of};

use infuse_protocol::Scope;
use infuse_tests::device::{TestDevice, until_shown};
use serde_json::json;
use uuid::Uuid;

fn usage(snapshot: &Snapshot) -> Option<&UsageNow> {
    snapshot.usage.as_ref().filter(|_| snapshot.connection == Connection::Live)
}

async fn until_available(engine: &Engine, credits: i32) -> UsageNow {
    let what = format!("{credits} credits are shown");
    until_shown(engine, &what, |snapshot| usage(snapshot).filter(|usage| usage.available == credits).cloned()).await
}

/// Takes so many credits.
async fn spend(agent: &Agent, credits: i64) {
    agent.report(&[events_of("message", credits)]).await.expect_status(200);
}

async fn connect_agent(engine: &Engine) -> Agent {
    let connected = engine.connect_agent("story".to_owned()).await.unwrap();
    Agent::reporting_to(&connected.events_url, &connected.token)
}

/// A server behind a relay, its person, and a device on which that person has signed in.
struct Scene {
    server: TestServer,
    alice: Person,
    relay: Relay,
    device: TestDevice,
    engine: Engine,
}

impl Scene {
    async fn begin(database: Database) -> Self {
        let server = TestServer::builder().database(database).start().await;
        let alice = server.sign_up("alice").await;
        let relay = Relay::to(&server.address().to_string()).await;
        let device = TestDevice::new();
        let engine = device.start().await;
        let scene = Self { server, alice, relay, device, engine };
        scene.sign_in("alice").await;
        until_available(&scene.engine, 300).await;
        scene
    }

    async fn sign_in(&self, name: &str) {
        let url = format!("http://{}/", self.relay.address());
        self.engine.sign_in(url, format!("{name}@example.com"), PASSWORD.to_owned()).await.unwrap();
    }

    async fn until_offline(&self) {
        let is_offline = |snapshot: &Snapshot| matches!(snapshot.connection, Connection::Offline { .. }).then_some(());
        until_shown(&self.engine, "the server is out of reach", is_offline).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_debit_becomes_a_figure_and_a_warning_and_no_warning_comes_twice() {
    let device = TestDevice::new();
    let engine = device.start().await;
    until_shown(&engine, "the welcome page", |snapshot| (snapshot.access == Access::Welcome).then_some(())).await;
    engine.use_local("Ada".to_owned()).await.unwrap();
    until_available(&engine, 300).await;
    let agent = connect_agent(&engine).await;

    spend(&agent, 289).await;
    assert_eq!(until_available(&engine, 11).await.today, 289);
    assert_eq!(device.desktop.shown(), []);
    spend(&agent, 1).await;
    until("the first warning", async || (device.desktop.shown().len() == 1).then_some(())).await;
    spend(&agent, 10).await;
    until("the second warning", async || (device.desktop.shown().len() == 2).then_some(())).await;
    let shown = device.desktop.shown();
    assert!(matches!(shown[0], Notice::CreditsLow { available: Some(10), .. }), "{shown:?}");
    assert!(matches!(shown[1], Notice::CreditsExhausted { .. }), "{shown:?}");

    let report = engine.report(Filter::default(), Period::Day).await.unwrap();
    assert_eq!((report.total, report.bars.len()), (300, 30));
    engine.stop().await;

    let engine = device.start().await;
    until_available(&engine, 0).await;
    // What the stream replays comes before this answer.
    engine.refresh().await.unwrap();
    assert_eq!(device.desktop.shown().len(), 2);
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happened_while_the_app_was_off_is_one_digest() {
    let (_server, agent, device, engine) = signed_in().await;
    // The stream's position is kept before this figure is shown.
    spend(&agent, 1).await;
    until_available(&engine, 299).await;
    engine.stop().await;

    spend(&agent, 290).await;
    let signals = format!("/v1/workspaces/{}/signals", agent.workspace_id());
    let signal = json!({ "id": Uuid::now_v7(), "kind": "workflow_failed", "title": "The nightly report" });
    let _ = agent.post(&signals, &signal).await.expect_status(202);
    spend(&agent, 9).await;
    let engine = device.start().await;
    until("a digest", async || (!device.desktop.shown().is_empty()).then_some(())).await;
    // That credits were low is overtaken: none are left.
    let counts = Counts { exhausted: 1, workflows_failed: 1, ..Counts::default() };
    assert_eq!(device.desktop.shown(), [Notice::Digest { occasion: Occasion::Away, counts, available: Some(0) }]);
    // Each of them can be read again, newest first.
    let told = engine.alerts(500).await.unwrap();
    let told: Vec<_> = told.iter().map(|alert| (alert.kind, alert.title.as_str())).collect();
    let signal = (AlertRowKind::Signal, "The nightly report");
    assert_eq!(told, [(AlertRowKind::CreditsExhausted, ""), signal, (AlertRowKind::CreditsLow, "")]);
    assert_eq!(engine.alerts(1).await.unwrap().len(), 1);
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_cache_is_read_anew_and_costs_no_alert() {
    use infuse_engine::snapshot::Condition;
    let (_server, agent, device, engine) = signed_in().await;
    spend(&agent, 290).await;
    until("the first warning", async || (device.desktop.shown().len() == 1).then_some(())).await;
    until_available(&engine, 10).await;
    engine.stop().await;

    device.break_caches();
    spend(&agent, 10).await;
    let engine = device.start().await;
    until("the missed warning", async || (device.desktop.shown().len() == 2).then_some(())).await;
    let shown = device.desktop.shown();
    assert!(matches!(shown[1], Notice::CreditsExhausted { .. }), "{shown:?}");
    assert!(engine.snapshot().borrow().conditions.contains(&Condition::CacheRebuilt));
    assert_eq!(engine.report(Filter::default(), Period::Day).await.unwrap().total, 300);
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn paused_warnings_are_held_and_told_when_the_person_resumes() {
    let device = TestDevice::new();
    let engine = device.start().await;
    engine.use_local("Ada".to_owned()).await.unwrap();
    until_available(&engine, 300).await;
    let agent = connect_agent(&engine).await;
    engine.pause_warnings(PauseUntil::Reset).await.unwrap();
    spend(&agent, 295).await;
    until_available(&engine, 5).await;
    engine.refresh().await.unwrap();
    assert_eq!(device.desktop.shown(), []);
    engine.resume_warnings().await.unwrap();
    until("the held warning", async || (device.desktop.shown().len() == 1).then_some(())).await;
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_that_nobody_took_is_kept_and_shown_when_a_service_comes() {
    use infuse_engine::snapshot::Condition;
    let device = TestDevice::new();
    let engine = device.start().await;
    engine.use_local("Ada".to_owned()).await.unwrap();
    until_available(&engine, 300).await;
    device.desktop.break_down(true);
    let agent = connect_agent(&engine).await;
    spend(&agent, 295).await;
    until_shown(&engine, "no notifications", |snapshot| {
        snapshot.conditions.contains(&Condition::NoNotifications).then_some(())
    })
    .await;
    device.desktop.break_down(false);
    engine.set_condition(Condition::NoNotifications, false);
    until("the kept notice", async || (device.desktop.shown().len() == 1).then_some(())).await;
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_keyring_is_not_signed_out() {
    let device = TestDevice::new();
    device.keyring.lock(true);
    let engine = device.start().await;
    let refused = engine.use_local("Ada".to_owned()).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::KeyringLocked);
    assert!(engine.snapshot().borrow().homes.is_empty());
    assert!(!device.folder().join("local/server/infuse.db").exists());

    device.keyring.lock(false);
    engine.use_local("Ada".to_owned()).await.unwrap();
    until_available(&engine, 300).await;
    engine.stop().await;
    device.keyring.lock(true);
    let engine = device.start().await;
    until_shown(&engine, "a locked keyring", |snapshot| (snapshot.access == Access::KeyringLocked).then_some(())).await;
    assert_eq!(engine.snapshot().borrow().usage.as_ref().map(|usage| usage.available), Some(300));
    device.keyring.lock(false);
    until_available(&engine, 300).await;
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_keyring_that_locks_while_the_app_runs_costs_nothing_and_is_asked_again() {
    use infuse_engine::snapshot::Condition;
    let device = TestDevice::new();
    let engine = device.start().await;
    engine.use_local("Ada".to_owned()).await.unwrap();
    until_available(&engine, 300).await;
    let agent = connect_agent(&engine).await;
    device.keyring.lock(true);
    // The session is known already.
    spend(&agent, 1).await;
    until_available(&engine, 299).await;
    assert_eq!(engine.sign_out().await.unwrap_err().code, ErrorCode::KeyringLocked);

    // When the app starts again, the keyring is asked.
    engine.stop().await;
    let engine = device.start().await;
    let locked = until_shown(&engine, "a locked keyring", |snapshot| {
        (snapshot.access == Access::KeyringLocked).then(|| snapshot.clone())
    });
    let locked = locked.await;
    assert!(locked.conditions.contains(&Condition::KeyringLocked));
    assert_eq!((locked.homes.len(), locked.usage.map(|usage| usage.available)), (1, Some(299)));
    assert_eq!(engine.report(Filter::default(), Period::Day).await.unwrap().total, 1);
    device.keyring.lock(false);
    until_account(&engine).await;
    until_available(&engine, 299).await;
    let unlocked = engine.snapshot().borrow().clone();
    assert!(matches!(unlocked.access, Access::SignedIn { .. }));
    assert!(!unlocked.conditions.contains(&Condition::KeyringLocked));
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_local_home_signs_in_again_without_typing() {
    let device = TestDevice::new();
    let engine = device.start().await;
    engine.use_local("Ada".to_owned()).await.unwrap();
    let before = until_account(&engine).await;
    engine.sign_out().await.unwrap();
    until_signed_out(&engine).await;
    engine.stop().await;

    // Who signed out stays so over a restart.
    let engine = device.start().await;
    until_signed_out(&engine).await;
    engine.use_local("Grace".to_owned()).await.unwrap();
    assert_eq!(until_account(&engine).await, before);
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_ends_elsewhere_takes_its_figures_away() {
    let server = TestServer::builder().start().await;
    let alice = server.sign_up("alice").await;
    let device = TestDevice::new();
    let engine = device.start().await;
    sign_in(&engine, &server).await;
    until_available(&engine, 300).await;
    alice.delete("/v1/sessions").await.expect_status(200);
    until_signed_out(&engine).await;
    let snapshot = engine.snapshot().borrow().clone();
    assert_eq!(snapshot.usage, None);
    assert_eq!(engine.refresh().await.unwrap_err().code, ErrorCode::SignedOut);
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_and_a_server_that_is_none_leave_no_home_behind() {
    let server = TestServer::builder().start().await;
    let _alice = server.sign_up("alice").await;
    let device = TestDevice::new();
    let engine = device.start().await;
    let wrong =
        engine.sign_in(server.url().to_owned(), "alice@example.com".to_owned(), "not this one, sorry".to_owned());
    assert_eq!(wrong.await.unwrap_err().code, ErrorCode::InvalidCredentials);
    let plain = engine.sign_in("http://example.com".to_owned(), "a@example.com".to_owned(), PASSWORD.to_owned());
    assert_eq!(plain.await.unwrap_err().code, ErrorCode::InvalidUrl);
    let short = engine.sign_up(server.url().to_owned(), "Bob".to_owned(), "bob@example.com".to_owned(), "x".to_owned());
    let refused = short.await.unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (ErrorCode::Validation, Some("password")));
    assert!(engine.snapshot().borrow().homes.is_empty());
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_local_server_that_ended_is_started_again_and_the_cache_answers_meanwhile() {
    let device = TestDevice::new();
    let engine = device.start().await;
    engine.use_local("Ada".to_owned()).await.unwrap();
    until_available(&engine, 300).await;
    spend(&connect_agent(&engine).await, 7).await;
    until_available(&engine, 293).await;
    device.server.stop(&device.folder().join("local/server")).await;
    assert_eq!(engine.report(Filter::default(), Period::Week).await.unwrap().total, 7);
    until("it is back", async || engine.refresh().await.ok()).await;
    spend(&connect_agent(&engine).await, 1).await;
    until_available(&engine, 292).await;
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_home_that_is_away_is_offline_and_answers_from_the_cache() {
    let (server, agent, _device, engine) = signed_in().await;
    spend(&agent, 7).await;
    until_available(&engine, 293).await;
    server.stop().await;
    let is_offline = |snapshot: &Snapshot| matches!(snapshot.connection, Connection::Offline { .. }).then_some(());
    until_shown(&engine, "it is offline", is_offline).await;
    assert_eq!(engine.report(Filter::default(), Period::Week).await.unwrap().total, 7);
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_person_at_a_server_is_shown_nothing_of_the_last() {
    let (server, agent, device, engine) = signed_in().await;
    engine.pause_warnings(PauseUntil::Reset).await.unwrap();
    spend(&agent, 295).await;
    until_available(&engine, 5).await;
    let _bob = server.sign_up("bob").await;
    engine.sign_in(server.url().to_owned(), "bob@example.com".to_owned(), PASSWORD.to_owned()).await.unwrap();
    assert_eq!(until_available(&engine, 300).await.today, 0);
    engine.refresh().await.unwrap();
    assert_eq!(engine.snapshot().borrow().warnings, Warnings::On);
    assert_eq!(engine.report(Filter::default(), Period::Day).await.unwrap().total, 0);
    assert_eq!(device.desktop.shown(), []);
    engine.stop().await;

    // Nor does it come back with who left.
    let engine = device.start().await;
    sign_in(&engine, &server).await;
    until_available(&engine, 5).await;
    assert_eq!(engine.snapshot().borrow().warnings, Warnings::On);
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn homes_stand_side_by_side_each_with_its_own_figures() {
    let server = TestServer::builder().start().await;
    let alice = server.sign_up("alice").await;
    let agent = alice.token(&[Scope::UsageWrite]).await;
    spend(&agent, 50).await;
    let device = TestDevice::new();
    let engine = device.start().await;
    engine.use_local("Ada".to_owned()).await.unwrap();
    until_available(&engine, 300).await;
    sign_in(&engine, &server).await;
    until_available(&engine, 250).await;
    let homes = engine.snapshot().borrow().homes.clone();
    let active: Vec<(HomeKind, bool)> = homes.iter().map(|home| (home.kind, home.active)).collect();
    assert_eq!(active, [(HomeKind::Local, false), (HomeKind::Remote, true)]);
    engine.activate_home(homes[0].id.clone()).await.unwrap();
    until_available(&engine, 300).await;
    assert_eq!(engine.remove_home(homes[0].id.clone()).await.unwrap_err().code, ErrorCode::Forbidden);
    engine.remove_home(homes[1].id.clone()).await.unwrap();
    assert_eq!(engine.snapshot().borrow().homes.len(), 1);
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sample_data_fills_ninety_days_with_their_resets_and_can_be_removed() {
    let device = TestDevice::new();
    let engine = device.start().await;
    engine.use_sample().await.unwrap();
    let usage = until_shown(&engine, "the sample's figures", |snapshot| usage(snapshot).cloned()).await;
    assert!((400..=1_000).contains(&usage.available) && usage.today > 0, "{usage:?}");
    assert_eq!((usage.monthly_total, usage.purchased_available), (1_000, 400));
    assert!(usage.forecast.is_some() && usage.memory_words_used.is_some() && usage.workflows_active.is_some());
    let today = device.today();
    let from = today - jiff::ToSpan::days(89);
    let filter = Filter { from: Some(from.to_string()), to: Some(today.to_string()), ..Filter::default() };
    let report = engine.report(filter, Period::Day).await.unwrap();
    assert!(report.bars.iter().filter(|bar| bar.total > 0).count() > 60, "{report:?}");
    assert_eq!(report.by_action.len(), 6);
    assert!(report.by_conversation.iter().all(|conversation| conversation.title.is_some()));
    let journal = engine.journal(Filter::default(), None, 500).await.unwrap();
    let resets = journal.rows.iter().filter(|row| row.kind == infuse_engine::usage::view::RowKind::Expiry).count();
    assert_eq!(resets, 3);
    assert_eq!(device.desktop.shown(), []);

    let home = engine.snapshot().borrow().homes[0].clone();
    assert_eq!(home.kind, HomeKind::Sample);
    engine.remove_home(home.id).await.unwrap();
    assert!(!device.folder().join("sample").exists());
    assert_eq!(engine.snapshot().borrow().access, Access::Welcome);
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_home_that_is_removed_leads_back_to_one_that_can_be_entered() {
    let device = TestDevice::new();
    let engine = device.start().await;
    engine.use_local("Ada".to_owned()).await.unwrap();
    until_available(&engine, 300).await;
    engine.use_sample().await.unwrap();
    until_shown(&engine, "the sample's figures", |snapshot| {
        usage(snapshot).filter(|usage| usage.purchased_available > 0).cloned()
    })
    .await;
    let homes = engine.snapshot().borrow().homes.clone();
    let sample = homes.iter().find(|home| home.kind == HomeKind::Sample && home.active).unwrap();
    engine.remove_home(sample.id.clone()).await.unwrap();
    until_available(&engine, 300).await;
    assert!(engine.snapshot().borrow().homes[0].active);
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_export_holds_the_journal_and_no_formula() {
    let device = TestDevice::new();
    let engine = device.start().await;
    engine.use_local("Ada".to_owned()).await.unwrap();
    until_available(&engine, 300).await;
    let agent = connect_agent(&engine).await;
    let mut events = [event("message"), event("message"), event("message")];
    for event in &mut events {
        let title = Some("=HYPERLINK(\"http://example.com\")".to_owned());
        event.conversation = Some(infuse_protocol::usage::Conversation { id: "c".to_owned(), title });
    }
    agent.report(&events).await.expect_status(200);
    until_available(&engine, 297).await;
    let csv = export(&engine, ExportFormat::Csv, &device.folder().join("usage.csv")).await;
    assert_eq!(csv.lines().count(), 5);
    assert!(csv.starts_with("seq,occurred_at,kind,action,quantity,credits,balance_after,"), "{csv}");
    assert!(csv.contains("'=HYPERLINK"), "{csv}");
    let json = export(&engine, ExportFormat::Json, &device.folder().join("usage.json")).await;
    let rows: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    assert_eq!((rows.len(), &rows[0]["credits"]), (4, &serde_json::json!(-1)));
    let row = engine.journal(Filter::default(), None, 10).await.unwrap().rows.remove(0);
    assert_eq!((row.credits, row.steps.len()), (-3, 3));
    engine.stop().await;
}

async fn export(engine: &Engine, format: ExportFormat, path: &Path) -> String {
    let export = engine.begin_export().await.unwrap();
    assert_eq!(export.write(Filter::default(), format, path.to_owned()).await.unwrap(), Some(4));
    std::fs::read_to_string(path).unwrap()
}

/// A server, an agent that reports to a workspace of it, and a device on which its person has signed in.
async fn signed_in() -> (TestServer, Agent, TestDevice, Engine) {
    let server = TestServer::builder().start().await;
    let alice = server.sign_up("alice").await;
    let agent = alice.token(&[Scope::UsageWrite, Scope::SignalsWrite]).await;
    let device = TestDevice::new();
    let engine = device.start().await;
    sign_in(&engine, &server).await;
    until_available(&engine, 300).await;
    (server, agent, device, engine)
}

async fn sign_in(engine: &Engine, server: &TestServer) {
    let email = "alice@example.com".to_owned();
    engine.sign_in(server.url().to_owned(), email, PASSWORD.to_owned()).await.unwrap();
}

async fn until_account(engine: &Engine) -> String {
    until_shown(engine, "someone is signed in", |snapshot| match &snapshot.access {
        Access::SignedIn { account, .. } => Some(account.id.clone()),
        _ => None,
    })
    .await
}

async fn until_signed_out(engine: &Engine) {
    let look = |snapshot: &Snapshot| matches!(snapshot.access, Access::SignedOut { .. }).then_some(());
    until_shown(engine, "nobody is signed in", look).await;
}
