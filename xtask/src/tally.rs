//! Counting what tests answered.

use std::fmt;

use anyhow::{Context, Result};
use serde_json::Value;

/// What became of all tests so far.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    passed: u64,
    failed: u64,
    skipped: Vec<String>,
}

impl Tally {
    pub(crate) fn is_success(&self) -> bool {
        self.failed == 0
    }

    /// Names of tests that did not run.
    pub(crate) fn skipped(&self) -> &[String] {
        &self.skipped
    }

    pub(crate) fn skip(&mut self, name: impl Into<String>) {
        self.skipped.push(name.into());
    }

    pub(crate) fn failed(&self) -> u64 {
        self.failed
    }

    /// Counts something that failed without a result of its own, as a test program that crashed.
    pub(crate) fn fail(&mut self) {
        self.failed += 1;
    }

    /// Reads a line of Rust's test harness.
    pub(crate) fn read_rust_line(&mut self, line: &str) {
        if let Some(counts) = line.strip_prefix("test result: ") {
            self.passed += count_before(counts, " passed");
            self.failed += count_before(counts, " failed");
        } else if let Some((name, _)) = line.strip_prefix("test ").and_then(|line| line.split_once(" ... ignored")) {
            self.skip(name);
        }
    }

    /// Reads the JSON report of vitest.
    pub(crate) fn read_vitest_report(&mut self, report: &str) -> Result<()> {
        let report: Value = serde_json::from_str(report).context("the report of vitest is not JSON")?;
        self.passed += report["numPassedTests"].as_u64().context("vitest reported no numPassedTests")?;
        self.failed += report["numFailedTests"].as_u64().context("vitest reported no numFailedTests")?;
        let files = report["testResults"].as_array().context("vitest reported no testResults")?;
        for test in files.iter().filter_map(|file| file["assertionResults"].as_array()).flatten() {
            if matches!(test["status"].as_str(), Some("skipped" | "pending" | "todo" | "disabled")) {
                self.skip(test["fullName"].as_str().unwrap_or("a test without a name"));
            }
        }
        Ok(())
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped.len())
    }
}

/// The number that stands directly before `label`, or 0.
fn count_before(text: &str, label: &str) -> u64 {
    let before = text.split(label).next().unwrap_or_default();
    before.rsplit(' ').next().and_then(|word| word.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_result_line_is_added_up_and_ignored_tests_are_named() {
        let mut tally = Tally::default();
        for line in [
            "test grants::a_debit_burns_the_earliest_end_first ... ok",
            "test slow ... ignored, needs a server",
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.10s",
            "test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.00s",
        ] {
            tally.read_rust_line(line);
        }
        assert_eq!(tally, Tally { passed: 16, failed: 2, skipped: vec!["slow".into()] });
        assert_eq!(tally.to_string(), "16 passed, 2 failed, 1 skipped");
        assert!(!tally.is_success());
    }

    #[test]
    fn the_report_of_vitest_is_added_and_its_skipped_tests_are_named() {
        let mut tally = Tally::default();
        let report = r#"{
            "numPassedTests": 5, "numFailedTests": 1,
            "testResults": [{"assertionResults": [
                {"fullName": "chart draws", "status": "passed"},
                {"fullName": "chart waits", "status": "skipped"}
            ]}]
        }"#;
        tally.read_vitest_report(report).unwrap();
        assert_eq!(tally, Tally { passed: 5, failed: 1, skipped: vec!["chart waits".into()] });
    }

    #[test]
    fn a_report_of_another_shape_is_an_error_and_not_zero_tests() {
        assert!(Tally::default().read_vitest_report("{}").is_err());
    }
}
