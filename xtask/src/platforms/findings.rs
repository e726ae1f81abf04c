//! What cargo says of a check, message by message.

use std::fmt;

use serde_json::Value;

/// What was found, each thing once: a library and its tests are compiled from the same file.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    faults: Vec<String>,
    lints: Vec<String>,
}

impl Findings {
    /// Reads a line of `cargo check --message-format=json`.
    pub(crate) fn read(&mut self, line: &str) {
        let Ok(message) = serde_json::from_str::<Value>(line) else { return };
        if message["reason"] != "compiler-message" {
            return;
        }
        let message = &message["message"];
        let code = message["code"]["code"].as_str();
        let text = message["rendered"].as_str().or(message["message"].as_str()).unwrap_or_default();
        let list = match message["level"].as_str() {
            Some("warning") if code.is_some_and(|code| code.starts_with("clippy::")) => &mut self.lints,
            Some("warning") if code.is_some() => &mut self.faults,
            Some(level) if level.starts_with("error") && !is_summary(message) => &mut self.faults,
            _ => return,
        };
        if !list.iter().any(|known| known == text) {
            list.push(text.to_owned());
        }
    }

    /// What must not be: errors, and warnings of the compiler itself.
    pub(crate) fn faults(&self) -> &[String] {
        &self.faults
    }

    /// Lints that warn. This compiler is a newer one than the project's, and has lints of its own.
    pub(crate) fn lints(&self) -> &[String] {
        &self.lints
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} faults, {} lints that are only told", self.faults.len(), self.lints.len())
    }
}

/// The last word of a compiler that has told its errors.
fn is_summary(message: &Value) -> bool {
    message["message"].as_str().is_some_and(|text| text.starts_with("aborting due to"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings_of(messages: &[(&str, Option<&str>, &str)]) -> Findings {
        let mut findings = Findings::default();
        for (level, code, text) in messages {
            let code = code.map(|code| serde_json::json!({ "code": code }));
            let message = serde_json::json!({ "level": level, "code": code, "message": text, "rendered": text });
            findings.read(&serde_json::json!({ "reason": "compiler-message", "message": message }).to_string());
        }
        findings
    }

    #[test]
    fn errors_and_warnings_of_the_compiler_are_faults_and_lints_of_clippy_are_told() {
        let findings = findings_of(&[
            ("error", Some("E0432"), "unresolved import"),
            ("error", Some("clippy::async_yields_async"), "an async block that yields another"),
            ("error", None, "aborting due to 2 previous errors"),
            ("warning", Some("unused_imports"), "unused import"),
            ("warning", Some("clippy::needless_return"), "unneeded return"),
            ("warning", None, "1 warning emitted"),
            ("note", None, "see there"),
        ]);
        assert_eq!(findings.faults(), ["unresolved import", "an async block that yields another", "unused import"]);
        assert_eq!(findings.lints(), ["unneeded return"]);
        assert_eq!(findings.to_string(), "3 faults, 1 lints that are only told");
    }

    #[test]
    fn what_a_library_and_its_tests_say_alike_is_found_once() {
        let twice = ("warning", Some("dead_code"), "never used");
        assert_eq!(findings_of(&[twice, twice]).faults(), ["never used"]);
    }

    #[test]
    fn other_lines_say_nothing() {
        let mut findings = Findings::default();
        for line in ["", "no JSON", r#"{"reason": "build-finished", "success": false}"#] {
            findings.read(line);
        }
        assert!(findings.faults().is_empty() && findings.lints().is_empty());
    }
}
