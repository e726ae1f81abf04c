//! `cargo xtask bench`: the figures that the product promises, measured here.

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::postgres::Cluster;
use crate::process::{self, cargo};
use crate::{test, workspace};

/// Measures the named sections, or all of them, and prints a table; the same goes to `target/bench.json`.
pub(crate) fn bench(sections: &[&str]) -> Result<ExitCode> {
    let counterparts = test::set_up()?;
    let (Some(postgres), Some(driver)) = (counterparts.postgres, counterparts.tauri_driver) else {
        bail!("the figures are measured on Linux, beside PostgreSQL and on a headless desktop");
    };
    build_programs()?;
    let cluster = Cluster::start(postgres.clone())?;
    let status = process::status(
        cargo()
            .args(["bench", "--locked", "--workspace", "--bench", "figures", "--"])
            .args(sections)
            .env("INFUSE_TEST_POSTGRES", cluster.url())
            .env("INFUSE_TEST_TAURI_DRIVER", driver)
            .env("INFUSE_BENCH_POSTGRES_PROGRAMS", postgres)
            .env("INFUSE_BENCH_JSON", workspace::target().join("bench.json")),
    )?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Builds what the benchmark starts, in the profile that it is built in itself: one choice of packages for
/// both, so that nothing is compiled twice.
fn build_programs() -> Result<()> {
    process::run(cargo().args(["build", "--release", "--locked", "--workspace", "--bins", "--example", "empty-window"]))
}
