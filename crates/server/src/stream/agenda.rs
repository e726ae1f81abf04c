use std::collections::BTreeSet;

use crate::bus::Change;

/// What changes ask a stream to look at.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Agenda {
    pub(super) credential: bool,
    pub(super) account: bool,
    pub(super) workspaces: Workspaces,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Workspaces {
    All,
    Some(BTreeSet<String>),
}

/// Which changes concern a stream.
#[derive(Clone, Copy, Debug)]
pub(super) struct Interests<'a> {
    pub(super) credential_id: &'a str,
    /// Of a person.
    pub(super) account_id: Option<&'a str>,
}

impl Agenda {
    pub(super) fn everything() -> Self {
        Self { credential: true, account: true, workspaces: Workspaces::All }
    }

    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Adds what a change asks for; `is_followed` tells which workspaces the stream shows.
    pub(super) fn add(&mut self, change: Change, interests: Interests<'_>, is_followed: impl Fn(&str) -> bool) {
        match change {
            Change::Workspace(id) if is_followed(&id) => {
                if let Workspaces::Some(ids) = &mut self.workspaces {
                    ids.insert(id);
                }
            }
            Change::Workspace(_) => {}
            Change::Account(id) => self.account |= interests.account_id == Some(id.as_str()),
            Change::Credential(id) => self.credential |= interests.credential_id == id,
            Change::Anything => *self = Self::everything(),
        }
    }
}

impl Default for Workspaces {
    fn default() -> Self {
        Self::Some(BTreeSet::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INTERESTS: Interests<'_> = Interests { credential_id: "s", account_id: Some("a") };

    fn after(changes: &[Change]) -> Agenda {
        let mut agenda = Agenda::default();
        for change in changes {
            agenda.add(change.clone(), INTERESTS, |id| id == "w");
        }
        agenda
    }

    #[test]
    fn what_concerns_others_is_not_looked_at() {
        let others = ["x"].map(str::to_owned);
        let [x] = others;
        assert!(after(&[Change::Workspace(x.clone()), Change::Account(x.clone()), Change::Credential(x)]).is_empty());
    }

    #[test]
    fn a_missed_change_may_have_been_any() {
        let workspace = Change::Workspace("w".to_owned());
        assert_eq!(
            after(std::slice::from_ref(&workspace)).workspaces,
            Workspaces::Some(BTreeSet::from(["w".to_owned()]))
        );
        assert_eq!(after(&[Change::Anything, workspace]), Agenda::everything());
    }
}
