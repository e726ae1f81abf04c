use infuse_protocol::Timestamp;
use infuse_protocol::stream::{Alert, AlertKind};

use super::*;
use crate::scope::Scope;
use crate::snapshot::{DeviceSettings, HomeKind, Language, TextSize, Theme, TrayIcon};

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

fn scope(home_id: &str) -> Scope {
    Scope { home_id: home_id.to_owned(), account_id: "a".to_owned(), workspace_id: "w".to_owned() }
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
    }
}

#[tokio::test]
async fn what_was_kept_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let device = DeviceSettings {
        theme: Theme::Dark,
        text_size: TextSize::Largest,
        autostart: true,
        language: Language::Arabic,
        reduce_motion: true,
        tray_icon: TrayIcon::Number,
        ..DeviceSettings::default()
    };
    {
        let (state, condition) = State::open(folder.path()).await;
        assert_eq!(condition, None);
        state.keep_home(&home("1")).await.unwrap();
        state.keep_home(&home("2")).await.unwrap();
        state.set_active_home(Some("2")).await.unwrap();
        state.keep_device(&device).await.unwrap();
        state.keep_alert(&scope("1"), &alert(1)).await.unwrap();
        state.keep_stream_position(&scope("1"), "w:7:1").await.unwrap();
        state.close().await;
    }
    let (state, _) = State::open(folder.path()).await;
    let active: Vec<bool> = state.homes().await.unwrap().iter().map(|home| home.active).collect();
    assert_eq!(active, [false, true]);
    assert_eq!(state.device().await.unwrap(), device);
    assert_eq!(state.waiting_alerts(&scope("1")).await.unwrap(), [alert(1)]);
    assert_eq!(state.waiting_alerts(&scope("2")).await.unwrap(), []);
    assert_eq!(state.stream_position(&scope("1")).await.unwrap().as_deref(), Some("w:7:1"));
    assert_eq!(state.stream_position(&scope("2")).await.unwrap(), None);
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
        assert_eq!((condition, state.stream_position(&scope("1")).await.unwrap()), (None, None));
    }
}

#[tokio::test]
async fn a_home_that_is_forgotten_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let (state, _) = State::open(folder.path()).await;
    state.keep_home(&home("1")).await.unwrap();
    state.keep_alert(&scope("1"), &alert(1)).await.unwrap();
    state.keep_stream_position(&scope("1"), "w:7:1").await.unwrap();
    state.forget_home("1").await.unwrap();
    assert_eq!(state.home("1").await.unwrap(), None);
    assert_eq!(state.alert(&scope("1"), &alert(1)).await.unwrap(), None);
    assert_eq!(state.stream_position(&scope("1")).await.unwrap(), None);
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
    state.keep_alert(&scope("1"), &alert(1)).await.unwrap();
    state.set_alerts(&scope("1"), &[alert(1)], AlertState::Showing).await.unwrap();
    state.keep_alert(&scope("1"), &alert(1)).await.unwrap();
    assert_eq!(state.waiting_alerts(&scope("1")).await.unwrap(), []);
}

#[tokio::test]
async fn the_memory_forgets_the_oldest_and_knows_that_it_did() {
    let folder = tempfile::tempdir().unwrap();
    let (state, _) = State::open(folder.path()).await;
    let alerts: Vec<Alert> = (1..=1_003).map(alert).collect();
    for alert in &alerts {
        state.keep_alert(&scope("1"), alert).await.unwrap();
    }
    state.set_alerts(&scope("1"), &alerts[1..], AlertState::Shown).await.unwrap();
    state.forget_old_alerts(&scope("1")).await.unwrap();
    assert_eq!(state.remembered_since(&scope("1")).await.unwrap(), Some(4));
    assert_eq!(state.alert(&scope("1"), &alert(3)).await.unwrap(), None);
    assert_eq!(state.waiting_alerts(&scope("1")).await.unwrap(), [alert(1)]);
}

#[tokio::test]
async fn what_was_one_persons_is_never_the_next_ones() {
    let folder = tempfile::tempdir().unwrap();
    let (state, _) = State::open(folder.path()).await;
    let (first, next) = (scope("1"), Scope { account_id: "b".to_owned(), ..scope("1") });
    state.keep_alert(&first, &alert(1)).await.unwrap();
    state.pause_until(&first, 99).await.unwrap();
    state.keep_stream_position(&first, "w:7:1").await.unwrap();
    state.forget_others(&first).await.unwrap();
    assert_eq!(state.paused_until(&first).await.unwrap(), Some(99));
    let of = async |scope: &Scope| {
        let waiting = state.waiting_alerts(scope).await.unwrap();
        (waiting, state.paused_until(scope).await.unwrap(), state.stream_position(scope).await.unwrap())
    };
    assert_eq!(of(&next).await, (Vec::new(), None, None));
    state.forget_others(&next).await.unwrap();
    assert_eq!(of(&first).await, (Vec::new(), None, None));
}

#[tokio::test]
async fn an_id_that_comes_again_at_another_time_or_in_another_workspace_is_another_alert() {
    let folder = tempfile::tempdir().unwrap();
    let (state, _) = State::open(folder.path()).await;
    state.keep_alert(&scope("1"), &alert(1)).await.unwrap();
    let later = Alert { raised_at: Timestamp::from_millis(2), ..alert(1) };
    let elsewhere = Alert { workspace_id: "v".to_owned(), ..alert(1) };
    for other in [&later, &elsewhere] {
        assert_eq!(state.alert(&scope("1"), other).await.unwrap(), None);
    }
    state.set_alerts(&scope("1"), &[elsewhere], AlertState::Shown).await.unwrap();
    assert_eq!(state.alert(&scope("1"), &alert(1)).await.unwrap(), Some(AlertState::Waiting));
}

#[tokio::test]
async fn a_row_that_can_not_be_read_holds_no_other_back() {
    let folder = tempfile::tempdir().unwrap();
    let (state, _) = State::open(folder.path()).await;
    for number in 1..=3 {
        state.keep_alert(&scope("1"), &alert(number)).await.unwrap();
    }
    sqlx::raw_sql("UPDATE alerts SET alert = '{' WHERE raised_at = 2").execute(&state.pool()).await.unwrap();
    assert_eq!(state.waiting_alerts(&scope("1")).await.unwrap(), [alert(1), alert(3)]);
}

#[tokio::test]
async fn a_profile_that_an_older_app_kept_is_read_as_far_as_it_goes() {
    let folder = tempfile::tempdir().unwrap();
    let (state, _) = State::open(folder.path()).await;
    state.keep_home(&home("1")).await.unwrap();
    let older = r#"{ "account": { "id": "a", "name": "Ada" }, "workspace": { "id": "w", "colour": "green" } }"#;
    sqlx::query("UPDATE homes SET profile = $1").bind(older).execute(&state.pool()).await.unwrap();
    let profile = state.home("1").await.unwrap().unwrap().profile.unwrap();
    assert_eq!((profile.account.name.as_str(), profile.workspace.id.as_str()), ("Ada", "w"));
    state.set_profile("1", &profile).await.unwrap();
    assert_eq!(state.home("1").await.unwrap().unwrap().profile, Some(profile));
}
