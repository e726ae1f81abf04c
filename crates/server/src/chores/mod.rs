//! What every server does later: the kinds of its jobs, each with the work that it stands for.

mod expired;

use std::sync::Arc;

use crate::clock::SharedClock;
use crate::db::Db;
use crate::jobs::Kinds;
use crate::mail::Mailer;

/// The kinds of jobs of a server.
pub(crate) fn kinds(db: &Db, clock: &SharedClock, mailer: &Mailer) -> Kinds {
    let (db, clock) = (db.clone(), Arc::clone(clock));
    let expired = move |_| {
        let (db, clock) = (db.clone(), Arc::clone(&clock));
        async move { Ok(expired::delete(&db, clock.now_ms()).await?) }
    };
    mailer.add_to(Kinds::default().recurring(expired::KIND, expired::PERIOD, expired))
}
