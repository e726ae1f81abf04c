//! Whose something is.

/// Whom the cache, alerts, a pause and the position of a stream belong to: what was one person's is never another's, and
/// what is told of one workspace is never told of another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Scope {
    pub(crate) home_id: String,
    pub(crate) account_id: String,
    pub(crate) workspace_id: String,
}
