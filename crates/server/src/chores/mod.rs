//! What every server does later: the kinds of its jobs, each with the work that it stands for.

mod due_accounts;
mod expired;

use std::sync::Arc;

use tokio_util::task::TaskTracker;

use crate::bus::Bus;
use crate::clock::SharedClock;
use crate::db::Db;
use crate::jobs::Kinds;
use crate::mail::{self, Mailer};

/// The kinds of jobs of a server.
pub(crate) fn kinds(db: &Db, clock: &SharedClock, mailer: &Mailer, bus: &Bus, tasks: &TaskTracker) -> Kinds {
    let erasing = {
        let (db, clock, bus, tasks) = (db.clone(), Arc::clone(clock), bus.clone(), tasks.clone());
        move |_| due_accounts::erase_all(db.clone(), Arc::clone(&clock), bus.clone(), tasks.clone())
    };
    let (db, clock, bus) = (db.clone(), Arc::clone(clock), bus.clone());
    let expired = move |_| {
        let (db, clock, bus) = (db.clone(), Arc::clone(&clock), bus.clone());
        async move {
            for account_id in mail::link::end_changes(&db, clock.now_ms()).await? {
                bus.publish_account(&account_id);
            }
            Ok(expired::delete(&db, clock.now_ms()).await?)
        }
    };
    let kinds = Kinds::default().recurring(expired::KIND, expired::PERIOD, expired).recurring(
        due_accounts::KIND,
        due_accounts::PERIOD,
        erasing,
    );
    mailer.add_to(kinds)
}
