use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use tempfile::NamedTempFile;

const BUILT_IN: &str = include_str!("../../../crates/server/catalog.toml");
const FREE_PLAN: &str = "[version.plans.free]\ncredits = 300\n";

/// A catalogue file that exists for one story; clones share it.
#[derive(Clone)]
pub(super) struct CatalogFile(Arc<NamedTempFile>);

impl CatalogFile {
    /// The built-in catalogue, but for the credits of the free plan.
    pub(super) fn with_free_credits(credits: u64) -> Self {
        assert!(BUILT_IN.contains(FREE_PLAN), "the built-in catalogue grants 300 credits with the free plan");
        let text = BUILT_IN.replace(FREE_PLAN, &format!("[version.plans.free]\ncredits = {credits}\n"));
        let mut file = NamedTempFile::with_suffix(".toml").expect("a temporary file");
        file.write_all(text.as_bytes()).expect("a temporary file can be written");
        Self(Arc::new(file))
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }
}
