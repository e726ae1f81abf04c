//! The comparator of the debits: PostgreSQL's own benchmark on the same cluster.

use std::path::PathBuf;
use std::process::Command;

/// pgbench's tables, made once in a database of their own.
pub(crate) struct Pgbench {
    program: PathBuf,
    url: String,
}

impl Pgbench {
    /// Makes the tables, scale 10, in `database`'s URL.
    pub(crate) fn prepare(url: &str) -> Self {
        let folder = std::env::var_os("INFUSE_BENCH_POSTGRES_PROGRAMS").expect("`cargo xtask bench` names the folder");
        let pgbench = Self { program: PathBuf::from(folder).join("pgbench"), url: url.to_owned() };
        pgbench.run(&["-i", "-q", "-s", "10"]);
        pgbench
    }

    /// Transactions per second, TPC-B-like, 64 clients, over that many seconds.
    pub(crate) fn transactions_per_second(&self, seconds: u64) -> f64 {
        let said = self.run(&["-n", "-c", "64", "-j", "2", "-T", &seconds.to_string()]);
        let line = said.lines().find_map(|line| line.strip_prefix("tps = ")).expect("pgbench says its tps");
        line.split(' ').next().and_then(|number| number.parse().ok()).expect("tps is a number")
    }

    fn run(&self, arguments: &[&str]) -> String {
        let output = Command::new(&self.program).args(arguments).arg(&self.url).output().expect("pgbench runs");
        assert!(output.status.success(), "pgbench: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}
