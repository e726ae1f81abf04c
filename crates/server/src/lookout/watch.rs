//! What a replica does about changes that no one told it of, because the one that made them ended before it could:
//! once a second it looks at all that its streams follow, in few queries however many streams there are, and wakes
//! those alone whose something has changed.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::time::Duration;

use sqlx::Row as _;
use tokio::time::MissedTickBehavior;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::bus::{Bus, Change};
use crate::db::{Db, DbError};
use crate::ledger::{Ledger, LedgerError};
use crate::supervisor::supervise;
use crate::versions;

/// How late a stream is at most, when a notification was lost.
const EVERY: Duration = Duration::from_secs(1);

/// Rows that one query asks for.
const AT_ONCE: usize = 1_024;

/// What each thing that is followed looked like, as a digest; `None` while it is gone.
type Seen = HashMap<Change, Option<u64>>;

/// Starts the watch on `tasks`, until `finished`.
pub(super) fn start(db: &Db, ledger: &Ledger, bus: &Bus, tasks: &TaskTracker, finished: &CancellationToken) {
    let (db, ledger, bus) = (db.clone(), ledger.clone(), bus.clone());
    supervise("watch", tasks, finished, move || {
        let (db, ledger, bus) = (db.clone(), ledger.clone(), bus.clone());
        async move { watch(&db, &ledger, &bus).await }
    });
}

async fn watch(db: &Db, ledger: &Ledger, bus: &Bus) {
    let mut ticks = tokio::time::interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut seen = Seen::new();
    loop {
        ticks.tick().await;
        match look(db, ledger, bus.followed()).await {
            Ok(now) => {
                differing(&seen, &now).for_each(|change| bus.tell_here(change));
                seen = now;
            }
            Err(error) => tracing::warn!(%error, "changes of other replicas may be heard late"),
        }
    }
}

/// What has changed between two looks. What is followed anew may have changed before it was seen for the first time.
fn differing<'a>(before: &'a Seen, now: &'a Seen) -> impl Iterator<Item = &'a Change> {
    now.iter().filter(|(change, digest)| before.get(*change) != Some(digest)).map(|(change, _)| change)
}

async fn look(db: &Db, ledger: &Ledger, followed: Vec<Change>) -> Result<Seen, LedgerError> {
    let (mut workspaces, mut accounts, mut credentials) = (Vec::new(), Vec::new(), Vec::new());
    let mut seen = Seen::with_capacity(followed.len());
    for change in followed {
        match &change {
            Change::Workspace(id) => workspaces.push(id.clone()),
            Change::Account(id) => accounts.push(id.clone()),
            Change::Credential(id) => credentials.push(id.clone()),
            Change::Anything => continue,
        }
        seen.insert(change, None);
    }
    for ids in workspaces.chunks(AT_ONCE) {
        for progress in ledger.progress(ids).await? {
            seen.insert(Change::Workspace(progress.workspace_id), Some(digest(&progress.version)));
        }
    }
    for ids in accounts.chunks(AT_ONCE) {
        for (id, state) in versions::of_accounts(db, ids).await? {
            seen.insert(Change::Account(id), Some(digest(&state)));
        }
    }
    for ids in credentials.chunks(AT_ONCE) {
        for (id, state) in of_credentials(db, ids).await? {
            seen.insert(Change::Credential(id), Some(digest(&state)));
        }
    }
    Ok(seen)
}

/// Of each session or token that there is, what changes when one of its secrets ends.
async fn of_credentials(db: &Db, ids: &[String]) -> Result<Vec<(String, i64)>, DbError> {
    let sessions = "SELECT id, CAST(0 AS BIGINT) AS state FROM sessions WHERE id";
    let tokens = "SELECT token_id AS id, CAST(COUNT(*) + COALESCE(SUM(ends_ms), 0) AS BIGINT) AS state
                  FROM token_secrets WHERE token_id";
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let sessions = db.one_of(sessions, &ids, "").fetch_all(db.pool()).await?;
    let tokens = db.one_of(tokens, &ids, " GROUP BY token_id").fetch_all(db.pool()).await?;
    let rows = sessions.iter().chain(&tokens);
    Ok(rows.map(|row| Ok((row.try_get("id")?, row.try_get("state")?))).collect::<Result<_, sqlx::Error>>()?)
}

fn digest(state: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    state.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changed_or_is_new_or_has_gone_is_told() {
        let workspace = |id: &str| Change::Workspace(id.to_owned());
        let before =
            Seen::from([(workspace("same"), Some(1)), (workspace("other"), Some(1)), (workspace("gone"), Some(1))]);
        let now = Seen::from([
            (workspace("same"), Some(1)),
            (workspace("other"), Some(2)),
            (workspace("gone"), None),
            (workspace("new"), Some(1)),
        ]);
        let mut told: Vec<&Change> = differing(&before, &now).collect();
        told.sort();
        assert_eq!(told, [&workspace("gone"), &workspace("new"), &workspace("other")]);
    }
}
