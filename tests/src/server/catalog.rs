use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use infuse_protocol::Timestamp;
use tempfile::NamedTempFile;

const BUILT_IN: &str = include_str!("../../../crates/server/catalog.toml");
const FREE_PLAN: &str = "[version.plans.free]\ncredits = 300\n";

/// A catalogue file that exists for one story; clones share it.
#[derive(Clone)]
pub(super) struct CatalogFile(Arc<NamedTempFile>);

impl CatalogFile {
    /// The built-in catalogue, but for the credits of the free plan.
    pub(super) fn with_free_credits(credits: u64) -> Self {
        Self::write(&replaced(BUILT_IN, FREE_PLAN, &format!("[version.plans.free]\ncredits = {credits}\n")))
    }

    /// The built-in catalogue until `begins`; from then on a message costs 3 credits, and deep research is not sold.
    pub(super) fn with_a_next_version(begins: Timestamp) -> Self {
        let mut next = replaced(BUILT_IN, "version = \"2025-01\"", "version = \"next\"");
        next = replaced(&next, "2025-01-01T00:00:00Z", &begins.to_string());
        next = replaced(&next, "message = 1\n", "message = 3\n");
        next = replaced(&next, "deep_research = 20\n", "");
        Self::write(&format!("{BUILT_IN}\n{next}"))
    }

    fn write(text: &str) -> Self {
        let mut file = NamedTempFile::with_suffix(".toml").expect("a temporary file");
        file.write_all(text.as_bytes()).expect("a temporary file can be written");
        Self(Arc::new(file))
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }
}

fn replaced(text: &str, part: &str, by: &str) -> String {
    assert!(text.contains(part), "the built-in catalogue says {part}");
    text.replace(part, by)
}
