//! What the desktop owes: soon on the screen, small in memory, silent when idle; each beside an app that does nothing.

use std::time::{Duration, Instant};

use infuse_tests::actor::PASSWORD;
use infuse_tests::desktop::{App, DesktopSession};
use infuse_tests::wait::until;
use infuse_tests::{Metering as _, event};

use crate::journal::Home;
use crate::process_tree;
use crate::screen::Screen;
use crate::table::{Bar, Row, Table, list, median};

const RUNS: usize = 5;
const IDLE: Duration = Duration::from_secs(10);

/// Reading the whole journal for the first time may take so long.
const SYNC_LIMIT: Duration = Duration::from_secs(300);

/// How long a program must have used no processor time before it counts as at rest, and how long that may take.
const REST: Duration = Duration::from_secs(3);
const REST_LIMIT: Duration = Duration::from_secs(60);

/// A program that is measured.
#[derive(Clone, Copy)]
struct Subject {
    /// Its path in the folder of the profile.
    program: &'static str,
    /// Part of the class of its windows.
    class: &'static str,
    only_a_tray: &'static str,
}

const INFUSE: Subject = Subject { program: "infuse", class: "infuse", only_a_tray: "--hidden" };
const EMPTY: Subject = Subject { program: "examples/empty-window", class: "empty-window", only_a_tray: "--tray" };

/// Runs of one program.
#[derive(Default)]
struct Runs {
    painted_ms: Vec<f64>,
    window_mb: Vec<f64>,
    tray_mb: Vec<f64>,
    idle_ticks: Vec<f64>,
}

/// Needs the whole journal of `home`.
pub(crate) async fn measure(table: &mut Table, home: &Home) {
    let session = DesktopSession::start().await;
    sign_in(&session, home).await;
    let (mut infuse, mut empty) = (Runs::default(), Runs::default());
    // The first start of each fills the caches of the system, and is not counted.
    for subject in [INFUSE, EMPTY] {
        open_window(&session, subject, &mut Runs::default()).await;
    }
    for _ in 0..RUNS {
        open_window(&session, INFUSE, &mut infuse).await;
        open_window(&session, EMPTY, &mut empty).await;
        stay_in_tray(&session, INFUSE, Some(home), &mut infuse).await;
        stay_in_tray(&session, EMPTY, None, &mut empty).await;
    }
    report(table, &infuse, &empty);
}

fn report(table: &mut Table, infuse: &Runs, empty: &Runs) {
    let mut compare = |figure: &str, unit: &str, ours: &[f64], theirs: &[f64], bar: f64| {
        table.add(Row {
            figure: figure.to_owned(),
            measured: list(ours, unit),
            comparator: format!("empty app {}", list(theirs, unit)),
            value: median(ours) / median(theirs),
            unit: "×",
            bar: Bar::AtMost(bar),
        });
    };
    compare("start → painted Usage tab, 1,000,000 cached entries", "ms", &infuse.painted_ms, &empty.painted_ms, 1.3);
    compare("memory of all processes, tray only", "MB", &infuse.tray_mb, &empty.tray_mb, 1.2);
    compare("memory of all processes, window open", "MB", &infuse.window_mb, &empty.window_mb, 1.2);
    table.add(Row {
        figure: "processor time in 10 idle seconds, connected, tray only".to_owned(),
        measured: list(&infuse.idle_ticks, "ticks"),
        comparator: format!("empty app {}", list(&empty.idle_ticks, "ticks")),
        value: median(&infuse.idle_ticks),
        unit: "ticks",
        bar: Bar::AtMost(0.0),
    });
}

/// Signs in through the window, as a person does, and waits until the journal is in the app's cache.
async fn sign_in(session: &DesktopSession, home: &Home) {
    let window = session.open_app(&[]).await;
    window.click("Sign in…").await;
    window.fill("Server address", home.server.url()).await;
    window.fill("Email", home.email()).await;
    window.fill("Password", PASSWORD).await;
    window.press("\u{e007}").await;
    window.wait_for_words_within(SYNC_LIMIT, "Live").await;
    window.close().await;
}

async fn open_window(session: &DesktopSession, subject: Subject, runs: &mut Runs) {
    let screen = Screen::watch(session.display());
    let watching = tokio::task::spawn_blocking(move || screen.wait_for_paint(subject.class));
    let begun = Instant::now();
    let app = session.start_program(subject.program, &[]);
    let painted = watching.await.expect("the window comes up");
    runs.painted_ms.push((painted - begun).as_secs_f64() * 1e3);
    come_to_rest(&app).await;
    runs.window_mb.push(memory_mb(&app));
    app.terminate().await;
}

/// Starts it without a window; where it has a home, until a debit there has reached its icon.
async fn stay_in_tray(session: &DesktopSession, subject: Subject, home: Option<&Home>, runs: &mut Runs) {
    let app = session.start_program(subject.program, &[subject.only_a_tray]);
    let tray = session.tray().await;
    if let Some(home) = home {
        home.agent.debit(event("message")).await;
        let left = grouped(home.agent.usage().await.credits.available);
        until("the icon follows the server", async || tray.tooltip().await.contains(&left).then_some(())).await;
    }
    come_to_rest(&app).await;
    runs.tray_mb.push(memory_mb(&app));
    let before = ticks(&app);
    tokio::time::sleep(IDLE).await;
    runs.idle_ticks.push((ticks(&app) - before) as f64);
    app.terminate().await;
    until("the icon has gone", async || (session.tray_icons().await == 0).then_some(())).await;
}

/// The number as the tray writes it: `1,234,567`.
fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let groups = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy);
    groups.collect::<Vec<_>>().join(",")
}

/// Waits until it has used no processor time for a while; what never rests is measured as it is.
async fn come_to_rest(app: &App) {
    let deadline = Instant::now() + REST_LIMIT;
    let mut before = ticks(app);
    while Instant::now() < deadline {
        tokio::time::sleep(REST).await;
        let now = ticks(app);
        if now == before {
            return;
        }
        before = now;
    }
    eprintln!("the app does not come to rest");
}

fn ticks(app: &App) -> u64 {
    process_tree::ticks(&process_tree::of(app.id()))
}

fn memory_mb(app: &App) -> f64 {
    process_tree::memory_bytes(&process_tree::of(app.id())) as f64 / 1e6
}
