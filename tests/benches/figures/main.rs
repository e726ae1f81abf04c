//! `cargo xtask bench`: the figures that the product promises, each beside its bar and its comparator.
//!
//! Not a test: it prints a table, and the same as JSON into the file that `INFUSE_BENCH_JSON` names.
//! Every figure is the median of at least five runs; a comparator is measured in the same run.
//! Names of sections as arguments leave the others out; `growth` and `history` take long, and are measured only by name.

mod access;
mod debits;
#[cfg(target_os = "linux")]
mod desktop;
mod engine;
mod growth;
mod journal;
mod load;
mod pgbench;
#[cfg(target_os = "linux")]
mod process_tree;
mod reports;
#[cfg(target_os = "linux")]
mod screen;
#[cfg(target_os = "linux")]
mod streams;
mod table;

use std::process::ExitCode;

use journal::{ENTRIES, Home};
use table::Table;

const SECTIONS: [&str; 8] = ["debits", "access", "reports", "streams", "engine", "desktop", GROWTH, HISTORY];

/// The sections that are left out where none is named.
const GROWTH: &str = "growth";
const HISTORY: &str = "history";

fn main() -> ExitCode {
    // Cargo adds options of the standard harness.
    let asked: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    if let Some(unknown) = asked.iter().find(|name| !SECTIONS.contains(&name.as_str())) {
        eprintln!("there is no section {unknown}, only {}", SECTIONS.join(", "));
        return ExitCode::FAILURE;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let mut table = Table::default();
    let is_asked_for = |name: &str| {
        if asked.is_empty() { ![GROWTH, HISTORY].contains(&name) } else { asked.iter().any(|one| one == name) }
    };
    runtime.block_on(measure(&mut table, is_asked_for));
    table.print();
    if let Ok(path) = std::env::var("INFUSE_BENCH_JSON") {
        table.write_json(path.as_ref());
    }
    ExitCode::SUCCESS
}

async fn measure(table: &mut Table, is_asked_for: impl Fn(&str) -> bool) {
    if is_asked_for("debits") {
        debits::measure(table).await;
    }
    if is_asked_for("access") {
        access::measure(table).await;
    }
    if is_asked_for("reports") {
        reports::measure(table).await;
    }
    #[cfg(target_os = "linux")]
    if is_asked_for("streams") {
        streams::measure(table).await;
    }
    if is_asked_for("engine") || is_asked_for("desktop") {
        let home = Home::start().await;
        home.fill(ENTRIES).await;
        if is_asked_for("engine") {
            engine::measure(table, &home).await;
        }
        #[cfg(target_os = "linux")]
        if is_asked_for("desktop") {
            desktop::measure(table, &home).await;
        }
    }
    if is_asked_for(GROWTH) {
        growth::measure(table).await;
    }
    if is_asked_for(HISTORY) {
        engine::measure_long_history(table, &Home::start().await).await;
    }
}
