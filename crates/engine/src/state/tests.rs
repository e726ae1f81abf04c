use infuse_protocol::Timestamp;
use infuse_protocol::stream::{Alert, AlertKind};

use super::*;
use crate::snapshot::{DeviceSettings, HomeKind, Theme};

fn alert(number: i64) -> Alert {
    Alert {
        id: format!("alert-{number:05}"),
        workspace_id: "w".to_owned(),
        kind: AlertKind::CreditsLow,
        title: String::new(),
        detail: String::new(),
        link: None,
        raised_at: Timestamp::from_millis(number),
    }
}

fn home(id: &str) -> HomeRecord {
    HomeRecord {
        id: id.to_owned(),
        kind: HomeKind::Remote,
        url: "https://infuse.example.com/".to_owned(),
        port: 0,
        email: "ada@example.com".to_owned(),
        profile: None,
        signed_out: false,
        active: false,
        paused_until_ms: None,
    }
}

#[tokio::test]
async fn what_was_kept_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let device = DeviceSettings { theme: Theme::Dark, autostart: true, ..DeviceSettings::default() };
    {
        let (state, condition) = State::open(folder.path()).await;
        assert_eq!(condition, None);
        state.keep_home(&home("1")).await.unwrap();
        state.keep_home(&home("2")).await.unwrap();
        state.set_active_home(Some("2")).await.unwrap();
        state.keep_device(&device).await.unwrap();
        state.keep_alert("1", &alert(1)).await.unwrap();
        state.keep_stream_position("1", "w:7:1").await.unwrap();
        state.close().await;
    }
    let (state, _) = State::open(folder.path()).await;
    let active: Vec<bool> = state.homes().await.unwrap().iter().map(|home| home.active).collect();
    assert_eq!(active, [false, true]);
    assert_eq!(state.device().await.unwrap(), device);
    assert_eq!(state.waiting_alerts("1").await.unwrap(), [alert(1)]);
    assert_eq!(state.waiting_alerts("2").await.unwrap(), []);
    assert_eq!(state.stream_position("1").await.unwrap().as_deref(), Some("w:7:1"));
    assert_eq!(state.stream_position("2").await.unwrap(), None);
}

#[tokio::test]
async fn a_file_of_each_older_app_is_brought_up_to_date() {
    for version in 1..=MIGRATIONS.len() {
        let folder = tempfile::tempdir().unwrap();
        let pool = sqlite::open(&folder.path().join("state.db"), Durability::Durable, 1).await.unwrap();
        for migration in &MIGRATIONS[..version] {
            sqlx::raw_sql(*migration).execute(&pool).await.unwrap();
        }
        sqlx::raw_sql(AssertSqlSafe(format!("PRAGMA user_version = {version}"))).execute(&pool).await.unwrap();
        pool.close().await;
        let (state, condition) = State::open(folder.path()).await;
        assert_eq!((condition, state.stream_position("1").await.unwrap()), (None, None));
    }
}

#[tokio::test]
async fn a_home_that_is_forgotten_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let (state, _) = State::open(folder.path()).await;
    state.keep_home(&home("1")).await.unwrap();
    state.keep_alert("1", &alert(1)).await.unwrap();
    state.keep_stream_position("1", "w:7:1").await.unwrap();
    state.forget_home("1").await.unwrap();
    assert_eq!(state.home("1").await.unwrap(), None);
    assert_eq!(state.alert("1", &alert(1).id).await.unwrap(), None);
    assert_eq!(state.stream_position("1").await.unwrap(), None);
}

#[tokio::test]
async fn a_file_that_can_not_be_read_is_left_alone_and_said_so() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("state.db");
    std::fs::write(&file, b"this is no database, and was perhaps restored from somewhere").unwrap();
    let (state, condition) = State::open(folder.path()).await;
    assert_eq!(condition, Some(Condition::StateUnsaved));
    state.keep_home(&home("1")).await.unwrap();
    assert_eq!(state.homes().await.unwrap().len(), 1);
    assert!(std::fs::read(&file).unwrap().starts_with(b"this is no database"));
}

#[tokio::test]
async fn an_alert_that_was_being_shown_is_not_waiting_any_more() {
    let folder = tempfile::tempdir().unwrap();
    let (state, _) = State::open(folder.path()).await;
    state.keep_alert("1", &alert(1)).await.unwrap();
    state.set_alerts("1", &[alert(1)], AlertState::Showing).await.unwrap();
    state.keep_alert("1", &alert(1)).await.unwrap();
    assert_eq!(state.waiting_alerts("1").await.unwrap(), []);
}

#[tokio::test]
async fn the_memory_forgets_the_oldest_and_knows_that_it_did() {
    let folder = tempfile::tempdir().unwrap();
    let (state, _) = State::open(folder.path()).await;
    let alerts: Vec<Alert> = (1..=1_003).map(alert).collect();
    for alert in &alerts {
        state.keep_alert("1", alert).await.unwrap();
    }
    state.set_alerts("1", &alerts[1..], AlertState::Shown).await.unwrap();
    state.forget_old_alerts("1").await.unwrap();
    assert_eq!(state.remembered_since("1").await.unwrap(), Some(4));
    assert_eq!(state.alert("1", "alert-00003").await.unwrap(), None);
    assert_eq!(state.waiting_alerts("1").await.unwrap(), [alert(1)]);
}

#[tokio::test]
async fn a_profile_that_an_older_app_kept_is_read_as_far_as_it_goes() {
    let folder = tempfile::tempdir().unwrap();
    let (state, _) = State::open(folder.path()).await;
    state.keep_home(&home("1")).await.unwrap();
    let older = r#"{ "account": { "id": "a", "name": "Ada" }, "workspace": { "id": "w", "colour": "green" } }"#;
    sqlx::query("UPDATE homes SET profile = $1").bind(older).execute(&state.pool).await.unwrap();
    let profile = state.home("1").await.unwrap().unwrap().profile.unwrap();
    assert_eq!((profile.account.name.as_str(), profile.workspace.id.as_str()), ("Ada", "w"));
    state.set_profile("1", &profile).await.unwrap();
    assert_eq!(state.home("1").await.unwrap().unwrap().profile, Some(profile));
}
