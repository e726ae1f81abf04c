//! Alerts through everything that can come between the stream and the desktop.

use infuse_protocol::Timestamp;
use infuse_protocol::stream::{Alert, AlertKind};
use proptest::prelude::*;

use super::*;
use crate::context::Context;
use crate::scope::Scope;
use crate::sqlite::Durability;
use crate::state::AlertState;
use crate::sync::courier::{Courier, Outcome};
use crate::usage::alerts::Figures;
use serde_json::to_value;
use tokio::time::Instant;

fn scope() -> Scope {
    Scope { home_id: "home".to_owned(), account_id: "a".to_owned(), workspace_id: "w".to_owned() }
}

/// One thing that can happen between a server and a device.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// The server raises an alert.
    Raised,
    /// The device hears the next one, and notes so.
    Heard,
    /// The same, but the app is killed before it notes how far it heard.
    KilledWhileHearing,
    /// What waits is shown, if a notification service is there.
    Shown,
    /// A notification service comes or goes.
    Desktop { broken: bool },
    /// The stream is opened again, behind what was noted.
    Reconnected,
    /// The app is started again. After a power cut the position is an older one.
    Restarted { after_power_cut: bool },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => Just(Step::Raised),
        6 => Just(Step::Heard),
        1 => Just(Step::KilledWhileHearing),
        3 => Just(Step::Shown),
        1 => any::<bool>().prop_map(|broken| Step::Desktop { broken }),
        1 => Just(Step::Reconnected),
        1 => any::<bool>().prop_map(|after_power_cut| Step::Restarted { after_power_cut }),
    ]
}

/// A device that follows a server whose stream is nothing but alerts. A position is how many of them were heard.
struct World {
    device: Device,
    context: Arc<Context>,
    courier: Courier,
    now: Instant,
    raised: usize,
    reached: usize,
}

impl World {
    async fn new() -> Self {
        let device = Device::new();
        let (context, courier) = Self::start(&device).await;
        context.state.keep_stream_position(&scope(), "0").await.unwrap();
        Self { device, context, courier, now: Instant::now(), raised: 0, reached: 0 }
    }

    async fn start(device: &Device) -> (Arc<Context>, Courier) {
        let context = Arc::new(Context::open(device.config(), device.ports()).await);
        let mut courier = Courier::new(context.clone());
        courier.serve(scope());
        courier.connected(0);
        (context, courier)
    }

    async fn take(&mut self, step: Step) {
        match step {
            Step::Raised => self.raised += 1,
            Step::Heard => self.hear().await,
            Step::KilledWhileHearing => {
                let noted = self.position().await;
                self.hear().await;
                self.restart(noted).await;
            }
            Step::Shown => self.show().await,
            Step::Desktop { broken } => self.device.desktop.broken.store(broken, Ordering::SeqCst),
            Step::Reconnected => self.reached = self.position().await,
            Step::Restarted { after_power_cut } => {
                let noted = self.position().await;
                self.restart(if after_power_cut { noted / 2 } else { noted }).await;
            }
        }
    }

    async fn hear(&mut self) {
        if self.reached == self.raised {
            return;
        }
        self.reached += 1;
        self.courier.hear(&alert(self.reached), true).await.unwrap();
        self.note(self.reached).await;
    }

    /// Shows all that waits, until nothing more does or the desktop refuses it. Each notice comes long after the one before.
    async fn show(&mut self) {
        loop {
            let due = self.courier.due().await.unwrap();
            if due.is_empty() {
                return;
            }
            self.now += Duration::from_secs(60);
            self.courier.show(due, &Figures::default(), self.now).await.unwrap();
            if !matches!(self.courier.outcome().await, Outcome::Shown) {
                return;
            }
        }
    }

    async fn restart(&mut self, position: usize) {
        self.note(position).await;
        self.context.state.close().await;
        (self.context, self.courier) = Self::start(&self.device).await;
        self.reached = self.position().await;
    }

    async fn note(&self, position: usize) {
        self.context.state.keep_stream_position(&scope(), &position.to_string()).await.unwrap();
    }

    async fn position(&self) -> usize {
        self.context.state.stream_position(&scope()).await.unwrap().unwrap().parse().unwrap()
    }

    /// How many alerts all notices together told of.
    fn told(&self) -> usize {
        let of = |notice: &Notice| match notice {
            Notice::Digest { counts, .. } => usize::try_from(counts.total()).unwrap(),
            _ => 1,
        };
        self.device.desktop.shown().iter().map(of).sum()
    }
}

fn alert(number: usize) -> Alert {
    Alert {
        id: format!("alert-{number}"),
        workspace_id: "w".to_owned(),
        kind: AlertKind::WorkflowFailed,
        title: String::new(),
        detail: String::new(),
        link: None,
        raised_at: Timestamp::from_millis(i64::try_from(number).unwrap()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_alert_is_told_once_whatever_comes_between(steps in proptest::collection::vec(step(), 0..60)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut world = World::new().await;
            for step in steps {
                world.take(step).await;
                prop_assert!(world.told() <= world.raised);
            }
            world.take(Step::Desktop { broken: false }).await;
            world.take(Step::Reconnected).await;
            while world.reached < world.raised {
                world.hear().await;
            }
            world.take(Step::Shown).await;
            // Each at least once, and together as many as there are.
            for number in 1..=world.raised {
                let known = world.context.state.alert(&scope(), &alert(number)).await.unwrap();
                prop_assert_eq!(known, Some(AlertState::Shown));
            }
            prop_assert_eq!(world.told(), world.raised);
            Ok(())
        })?;
    }
}

#[tokio::test]
async fn an_alert_that_can_not_be_noted_is_heard_again() {
    let device = Device::new();
    let server = FakeServer::start().await;
    let engine = live(&device, &server).await;
    let file = crate::sqlite::open(&device.folder.path().join("state.db"), Durability::Durable, 1).await.unwrap();
    sqlx::raw_sql("ALTER TABLE alerts RENAME TO elsewhere").execute(&file).await.unwrap();
    server.say("entries", "1", entries(249));
    server.say("alert", "2", to_value(alert(1)).unwrap());
    server.say("entries", "3", entries(248));
    until_available(&engine, 248).await;
    assert_eq!(device.desktop.shown(), []);
    engine.stop().await;

    sqlx::raw_sql("ALTER TABLE elsewhere RENAME TO alerts").execute(&file).await.unwrap();
    let engine = device.start().await;
    until(&engine, |snapshot| snapshot.connection == Connection::Live).await;
    assert_eq!(server.opened_behind(2).await, [None, Some("1".to_owned())]);
    engine.stop().await;
}

#[tokio::test]
async fn a_stream_is_live_when_it_is_known_from_where_on_it_tells() {
    let device = Device::new();
    let server = FakeServer::start().await;
    server.wire.silent.store(true, Ordering::SeqCst);
    let engine = device.start().await;
    sign_in(&engine, server.url()).await;
    assert_eq!(server.opened_behind(1).await, [None]);
    engine.refresh().await.unwrap();
    assert_eq!(until_available(&engine, 250).await.connection, Connection::Connecting);
    // A stream without a position tells nothing of what was raised until now. From its first event on it tells all.
    server.say("entries", "7", entries(250));
    until(&engine, |snapshot| snapshot.connection == Connection::Live).await;
    engine.stop().await;

    let engine = device.start().await;
    assert_eq!(server.opened_behind(2).await, [None, Some("7".to_owned())]);
    engine.stop().await;
}
