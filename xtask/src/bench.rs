//! `cargo xtask bench`: the figures that the product promises, measured here.

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::postgres::Cluster;
use crate::process::{self, cargo};
use crate::{setup, test, workspace};

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

/// Runs the reference model and the kills for hours: on each database at least that many operations, and that many
/// times `kill -9`. The stories print what they counted.
pub(crate) fn soak(counts: &[&str]) -> Result<ExitCode> {
    let (operations, kills) = match counts {
        [] => ("1000000", "1000"),
        [operations, kills] => (*operations, *kills),
        _ => bail!("`bench --soak` takes two counts, of operations and of kills, or none"),
    };
    let Some(postgres) = setup::for_testing()?.postgres else { bail!("the soak needs PostgreSQL") };
    let cluster = Cluster::start(postgres)?;
    process::run(cargo().args(["build", "--release", "--locked", "--package", "infuse-server"]))?;
    let status = process::status(
        cargo()
            .args(["test", "--release", "--locked", "--package", "infuse-tests", "--test", "stories", "--"])
            .args(["--nocapture", "random_histories_agree", "every_answered_debit_survives_kill_9"])
            .env("INFUSE_TEST_POSTGRES", cluster.url())
            .env("INFUSE_TEST_OPERATIONS", operations)
            .env("INFUSE_TEST_KILLS", kills),
    )?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Builds what the benchmark starts, in the profile that it is built in itself: one choice of packages for
/// both, so that nothing is compiled twice.
fn build_programs() -> Result<()> {
    process::run(cargo().args(["build", "--release", "--locked", "--workspace", "--bins", "--example", "empty-window"]))
}
