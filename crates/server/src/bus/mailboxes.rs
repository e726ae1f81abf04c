//! Who follows what: an index from each thing that changes to the mailboxes of those who want to hear of it.
//!
//! A mailbox keeps each change once, however often it comes, and only what its owner follows, so that a slow owner
//! costs no more memory than a quick one.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use super::Change;

/// All mailboxes of the process; clones share them.
#[derive(Clone, Debug, Default)]
pub(super) struct Mailboxes(Arc<Mutex<Index>>);

#[derive(Debug, Default)]
struct Index {
    last_id: u64,
    all: HashMap<u64, Arc<Mailbox>>,
    followers: HashMap<Change, HashSet<u64>>,
}

#[derive(Debug, Default)]
struct Mailbox {
    heard: Mutex<Heard>,
    arrived: Notify,
}

/// What has come since a mailbox was last emptied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// These, of what is followed.
    Changes(BTreeSet<Change>),
    /// All that is followed may have changed.
    Anything,
}

/// An open mailbox. Dropping it closes it.
#[derive(Debug)]
pub struct Subscription {
    id: u64,
    mailbox: Arc<Mailbox>,
    followed: BTreeSet<Change>,
    mailboxes: Mailboxes,
}

impl Mailboxes {
    pub(super) fn open(&self) -> Subscription {
        let mailbox = Arc::<Mailbox>::default();
        let mut index = lock(&self.0);
        index.last_id += 1;
        let id = index.last_id;
        index.all.insert(id, Arc::clone(&mailbox));
        Subscription { id, mailbox, followed: BTreeSet::new(), mailboxes: self.clone() }
    }

    pub(super) fn followed(&self) -> Vec<Change> {
        lock(&self.0).followers.keys().cloned().collect()
    }

    pub(super) fn deliver(&self, change: &Change) {
        let index = lock(&self.0);
        match change {
            Change::Anything => index.all.values().for_each(|mailbox| mailbox.put(change)),
            _ => {
                let followers = index.followers.get(change).into_iter().flatten();
                followers.filter_map(|id| index.all.get(id)).for_each(|mailbox| mailbox.put(change));
            }
        }
    }
}

impl Mailbox {
    fn put(&self, change: &Change) {
        match (&mut *lock(&self.heard), change) {
            (heard, Change::Anything) => *heard = Heard::Anything,
            (Heard::Changes(changes), change) => {
                changes.insert(change.clone());
            }
            (Heard::Anything, _) => {}
        }
        self.arrived.notify_one();
    }
}

impl Heard {
    /// Whether this is among what may have changed.
    pub fn includes(&self, change: &Change) -> bool {
        match self {
            Self::Changes(changes) => changes.contains(change),
            Self::Anything => true,
        }
    }

    fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl Default for Heard {
    fn default() -> Self {
        Self::Changes(BTreeSet::new())
    }
}

impl Subscription {
    /// Follows these from now on, and nothing else.
    pub fn follow(&mut self, wanted: BTreeSet<Change>) {
        let mut index = lock(&self.mailboxes.0);
        for change in self.followed.difference(&wanted) {
            index.unfollow(change, self.id);
        }
        for change in wanted.difference(&self.followed) {
            index.followers.entry(change.clone()).or_default().insert(self.id);
        }
        drop(index);
        self.followed = wanted;
    }

    /// Waits until there is something, and leaves it there. It has one owner, so that one waits at a time.
    pub async fn arrival(&self) {
        while lock(&self.mailbox.heard).is_nothing() {
            self.mailbox.arrived.notified().await;
        }
    }

    /// Puts back what was taken and could not be looked at.
    pub fn put_back(&self) {
        self.mailbox.put(&Change::Anything);
    }

    /// Empties the mailbox.
    pub fn take(&self) -> Heard {
        std::mem::take(&mut lock(&self.mailbox.heard))
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        let mut index = lock(&self.mailboxes.0);
        index.all.remove(&self.id);
        for change in &self.followed {
            index.unfollow(change, self.id);
        }
    }
}

impl Index {
    fn unfollow(&mut self, change: &Change, id: u64) {
        if let Some(followers) = self.followers.get_mut(change) {
            followers.remove(&id);
            if followers.is_empty() {
                self.followers.remove(change);
            }
        }
    }
}

/// No change of an index or a mailbox stops halfway, so that one which a panic left behind is whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workspace(id: &str) -> Change {
        Change::Workspace(id.to_owned())
    }

    fn follower(mailboxes: &Mailboxes, ids: &[&str]) -> Subscription {
        let mut subscription = mailboxes.open();
        subscription.follow(ids.iter().map(|id| workspace(id)).collect());
        subscription
    }

    #[tokio::test]
    async fn a_change_reaches_whoever_follows_it_and_no_one_else() {
        let mailboxes = Mailboxes::default();
        let (one, both, other) =
            (follower(&mailboxes, &["v"]), follower(&mailboxes, &["v", "w"]), follower(&mailboxes, &["w"]));
        mailboxes.deliver(&workspace("v"));
        mailboxes.deliver(&workspace("v"));
        one.arrival().await;
        both.arrival().await;
        let heard = Heard::Changes(BTreeSet::from([workspace("v")]));
        assert_eq!([one.take(), both.take(), other.take()], [heard.clone(), heard, Heard::default()]);
        assert_eq!(one.take(), Heard::default());
    }

    #[test]
    fn when_anything_may_have_changed_all_hear_it() {
        let mailboxes = Mailboxes::default();
        let (one, none) = (follower(&mailboxes, &["v"]), mailboxes.open());
        mailboxes.deliver(&workspace("v"));
        mailboxes.deliver(&Change::Anything);
        mailboxes.deliver(&workspace("v"));
        assert_eq!([one.take(), none.take()], [Heard::Anything, Heard::Anything]);
        assert!(Heard::Anything.includes(&workspace("x")));
    }

    #[test]
    fn what_is_no_longer_followed_leaves_nothing_behind() {
        let mailboxes = Mailboxes::default();
        let mut one = follower(&mailboxes, &["v", "w"]);
        one.follow(BTreeSet::from([workspace("w")]));
        assert_eq!(mailboxes.followed(), [workspace("w")]);
        mailboxes.deliver(&workspace("v"));
        assert_eq!(one.take(), Heard::default());
        drop(one);
        let index = lock(&mailboxes.0);
        assert!(index.all.is_empty() && index.followers.is_empty());
    }
}
