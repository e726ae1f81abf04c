//! `cargo xtask test`: every test of every room, and one line that says how they went.

use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result};

use crate::postgres::Cluster;
use crate::process::{self, cargo};
use crate::setup::{self, Counterparts};
use crate::tally::Tally;
use crate::{ui, workspace};

/// Tests that need a counterpart are found by this part of their name.
const NEEDS_POSTGRES: &str = "postgres::";
const NEEDS_SCHEMATHESIS: &str = "schemathesis::";
const NEEDS_AIOSMTPD: &str = "aiosmtpd::";
const NEEDS_PYOTP: &str = "pyotp::";
const NEEDS_OIDC_PROVIDER: &str = "oidc_provider::";
const NEEDS_DESKTOP: &str = "real_window::";

/// Installs or checks what the tests need, and builds what they look at in the web view.
pub(crate) fn set_up() -> Result<Counterparts> {
    let counterparts = setup::for_testing()?;
    ui::build()?;
    Ok(counterparts)
}

/// Runs them all. The exit code tells whether every test that ran has passed.
pub(crate) fn test() -> Result<ExitCode> {
    let counterparts = set_up()?;
    let mut tally = Tally::default();
    ui::test(&mut tally)?;
    build_programs()?;
    build_server_as_the_readme_says()?;
    rust_tests(&counterparts, &mut tally)?;
    report(&tally);
    Ok(if tally.is_success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Builds the app and the server, which some tests start, together with the tests: one choice of
/// features for all, so that nothing is compiled twice.
pub(crate) fn build_programs() -> Result<()> {
    process::run(cargo().args(["build", "--locked", "--workspace", "--bins", "--lib", "--tests"]))
}

/// Optimising takes most of the time of a release build, and what is optimised is the bench's to judge.
const NOT_OPTIMISED: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
];

/// Runs the README's command that builds the server for release; the tests run its other commands with that program.
/// It is built where nobody takes it for one to hand out.
fn build_server_as_the_readme_says() -> Result<()> {
    let readme = std::fs::read_to_string(workspace::root().join("README.md"))?;
    let command = readme.split('`').find_map(|code| code.strip_prefix("cargo build "));
    let arguments = command.context("the README does not say how the server is built")?.split(' ');
    let folder = workspace::target().join("readme");
    process::run(cargo().arg("build").args(arguments).arg("--target-dir").arg(folder).envs(NOT_OPTIMISED))
}

/// `cargo test` over the workspace, told where the counterparts are.
pub(crate) fn cargo_test(counterparts: &Counterparts) -> Command {
    let mut command = cargo();
    command.args(["test", "--locked", "--workspace", "--no-fail-fast"]);
    if let Some(driver) = &counterparts.tauri_driver {
        command.env("INFUSE_TEST_TAURI_DRIVER", driver);
    }
    if let Some(schemathesis) = &counterparts.schemathesis {
        command.env("INFUSE_TEST_SCHEMATHESIS", schemathesis);
    }
    if let Some(aiosmtpd) = &counterparts.aiosmtpd {
        command.env("INFUSE_TEST_AIOSMTPD", aiosmtpd);
    }
    if let Some(pyotp) = &counterparts.pyotp {
        command.env("INFUSE_TEST_PYOTP", pyotp);
    }
    if let Some(oidc_provider) = &counterparts.oidc_provider {
        command.env("INFUSE_TEST_OIDC_PROVIDER", oidc_provider);
    }
    command
}

fn rust_tests(counterparts: &Counterparts, tally: &mut Tally) -> Result<()> {
    let left_out = left_out(counterparts);
    if !left_out.is_empty() {
        name_skipped(counterparts, &left_out, tally)?;
    }
    // Lives until the tests have ended, however they end.
    let cluster = counterparts.postgres.clone().map(Cluster::start).transpose()?;
    let mut command = cargo_test(counterparts);
    if let Some(cluster) = &cluster {
        command.env("INFUSE_TEST_POSTGRES", cluster.url());
    }
    if std::env::var_os("RUST_TEST_THREADS").is_none() {
        command.env("RUST_TEST_THREADS", test_threads().to_string());
    }
    command.arg("--").args(left_out.iter().flat_map(|part| ["--skip", part]));
    let failed_before = tally.failed();
    let status = process::stream(&mut command, |line| tally.read_rust_line(line))?;
    if !status.success() && tally.failed() == failed_before {
        tally.fail();
    }
    Ok(())
}

/// How many tests run at once. Each waits for servers, disks and clocks for half of its time, so that twice as many keep
/// all cores at work.
fn test_threads() -> usize {
    2 * std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// The parts of names whose tests can not run here.
fn left_out(counterparts: &Counterparts) -> Vec<&'static str> {
    let here = [
        (NEEDS_POSTGRES, counterparts.postgres.is_some()),
        (NEEDS_SCHEMATHESIS, counterparts.schemathesis.is_some()),
        (NEEDS_AIOSMTPD, counterparts.aiosmtpd.is_some()),
        (NEEDS_PYOTP, counterparts.pyotp.is_some()),
        (NEEDS_OIDC_PROVIDER, counterparts.oidc_provider.is_some()),
        (NEEDS_DESKTOP, counterparts.tauri_driver.is_some()),
    ];
    here.into_iter().filter(|(_, is_here)| !is_here).map(|(part, _)| part).collect()
}

/// Counts the tests that will be left out. Those of a desktop that this system does not even compile
/// are counted as one.
fn name_skipped(counterparts: &Counterparts, left_out: &[&str], tally: &mut Tally) -> Result<()> {
    let names = process::output(cargo_test(counterparts).args(["--", "--list", "--format=terse"]))?;
    let names = names.lines().filter_map(|line| line.strip_suffix(": test"));
    for name in names.filter(|name| left_out.iter().any(|part| name.contains(part))) {
        tally.skip(name);
    }
    if !cfg!(target_os = "linux") {
        tally.skip("real_window");
    }
    Ok(())
}

/// Names what was skipped, and closes with the totals.
pub(crate) fn report(tally: &Tally) {
    println!();
    for name in tally.skipped() {
        println!("skipped: {name}");
    }
    println!("{tally}");
}
