//! A resource as this device keeps it: what the server said last, and what the person has changed since. Pure: what
//! happens to it is one change of one value, which `state.db` keeps whole or not at all.

use std::collections::BTreeMap;

use infuse_protocol::Problem;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::merge::{Merge, merge};

/// Values by the names of their fields; those within another one by their paths.
pub(crate) type Fields = Map<String, Value>;

/// A resource with its pending edits. Of each field there is one edit at most: a later one takes the place of the one
/// before, and what is sent is always the latest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    /// What `If-Match` names.
    version: i64,
    /// As the server said it last.
    value: Fields,
    edits: BTreeMap<String, Edit>,
}

/// What a person has changed, and the server has not confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Edit {
    /// What stood there when the person changed it.
    base: Value,
    mine: Value,
    /// What was sent to the version that is kept and was not answered. The server may have taken any of it in, so that
    /// one of these values is no change of somebody else's.
    #[serde(default)]
    tried: Vec<Value>,
    /// Why the server did not take it. It is not sent again until the person changes it.
    #[serde(default)]
    refusal: Option<Problem>,
}

/// What is to be sent.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Request {
    pub(crate) version: i64,
    pub(crate) fields: Fields,
}

/// Where a field stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum FieldStanding<'a> {
    /// As the server has it.
    Settled,
    /// To be sent.
    Unsent,
    /// Changed here and elsewhere; it is kept until the person chooses.
    Conflict {
        theirs: &'a Value,
    },
    Refused(&'a Problem),
}

/// No server counts below 0.
const UNHEARD: i64 = -1;

impl Kept {
    /// A resource that was never heard of before.
    pub(crate) fn new(version: i64, value: Fields) -> Self {
        Self::with_edits(version, value, BTreeMap::new())
    }

    pub(crate) fn with_edits(version: i64, value: Fields, edits: BTreeMap<String, Edit>) -> Self {
        Self { version, value, edits }
    }

    /// One that the server has not told yet, for edits that need not know what stands there.
    pub(crate) fn unheard() -> Self {
        Self::new(UNHEARD, Fields::new())
    }

    pub(crate) fn is_heard(&self) -> bool {
        self.version != UNHEARD
    }

    pub(crate) fn version(&self) -> i64 {
        self.version
    }

    /// As the server said it last.
    pub(crate) fn value(&self) -> &Fields {
        &self.value
    }

    pub(crate) fn edits(&self) -> &BTreeMap<String, Edit> {
        &self.edits
    }

    /// The value of a field as the person has it.
    pub(crate) fn mine(&self, field: &str) -> &Value {
        self.edits.get(field).map_or_else(|| self.theirs(field), |edit| &edit.mine)
    }

    /// The resource as it is to be everywhere: what waits for a person's choice, or was refused, is as the server has it.
    pub(crate) fn shown(&self) -> Fields {
        let mut shown = self.value.clone();
        for (field, edit) in &self.edits {
            if self.standing(field) == FieldStanding::Unsent {
                shown.insert(field.clone(), edit.mine.clone());
            }
        }
        shown
    }

    pub(crate) fn standing(&self, field: &str) -> FieldStanding<'_> {
        let Some(edit) = self.edits.get(field) else { return FieldStanding::Settled };
        let theirs = self.theirs(field);
        match (merge(&edit.base, &edit.mine, theirs), &edit.refusal) {
            (Merge::Conflict, _) => FieldStanding::Conflict { theirs },
            (_, Some(refusal)) => FieldStanding::Refused(refusal),
            (Merge::Agreed | Merge::Mine | Merge::Theirs, None) => FieldStanding::Unsent,
        }
    }

    /// The person changed these fields.
    pub(crate) fn edit(&mut self, fields: Fields) {
        for (field, mine) in fields {
            let base = self.theirs(&field).clone();
            let edit = self.edits.entry(field.clone()).or_insert_with(|| Edit::new(base));
            edit.mine = mine;
            edit.refusal = None;
            self.settle(&field);
        }
    }

    /// The server said how it stands.
    pub(crate) fn hear(&mut self, version: i64, value: Fields) {
        let (is_another, is_first) = (self.version != version, !self.is_heard());
        self.version = version;
        self.value = value;
        if is_first {
            // What was changed before was changed from whatever stood there; what the server does not keep can not be.
            let value = &self.value;
            self.edits.retain(|field, edit| {
                edit.base = value.get(field).cloned().unwrap_or_default();
                !edit.base.is_null()
            });
        }
        for field in self.fields_with_edits() {
            self.merge(&field, is_another);
        }
    }

    /// What is to be sent, if anything is. It is kept that it was tried, before it is.
    pub(crate) fn begin(&mut self) -> Option<Request> {
        if !self.is_heard() {
            return None;
        }
        let mut fields = Fields::new();
        for field in self.fields_with_edits() {
            if self.standing(&field) != FieldStanding::Unsent {
                continue;
            }
            let Some(edit) = self.edits.get_mut(&field) else { continue };
            if !edit.tried.contains(&edit.mine) {
                edit.tried.push(edit.mine.clone());
            }
            fields.insert(field, edit.mine.clone());
        }
        (!fields.is_empty()).then_some(Request { version: self.version, fields })
    }

    /// The server took in what was sent, and this came of it.
    pub(crate) fn sent(&mut self, request: &Request, version: i64, value: Fields) {
        for (field, sent) in &request.fields {
            let theirs = value.get(field).unwrap_or(&Value::Null);
            match self.edits.get_mut(field) {
                Some(edit) if edit.mine == *sent => {
                    self.edits.remove(field);
                }
                // The person went on meanwhile, from what was sent.
                Some(edit) => *edit = Edit { mine: edit.mine.clone(), ..Edit::new(theirs.clone()) },
                None => {}
            }
        }
        self.hear(version, value);
    }

    /// The server refused what was sent: the fields that it names, or all of them where it names none.
    pub(crate) fn refused(&mut self, request: &Request, problem: &Problem) {
        // A server that does not know what a field stands in names that.
        let names = |pointer: &str, field: &str| {
            let rest = pointer.strip_prefix('/').and_then(|path| field.strip_prefix(path));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let is_named = |field: &str| problem.errors.iter().any(|fault| names(&fault.pointer, field));
        let names_any = request.fields.keys().any(|field| is_named(field));
        for (field, sent) in &request.fields {
            let Some(edit) = self.edits.get_mut(field) else { continue };
            edit.tried.retain(|tried| tried != sent);
            if edit.mine == *sent && (is_named(field) || !names_any) {
                let errors = problem.errors.iter().filter(|fault| names(&fault.pointer, field));
                edit.refusal = Some(Problem { errors: errors.cloned().collect(), ..problem.clone() });
            }
            self.settle(field);
        }
    }

    /// The person wants theirs of two values to stand, whatever became of it elsewhere.
    pub(crate) fn keep_mine(&mut self, field: &str) {
        let theirs = self.theirs(field).clone();
        if let Some(edit) = self.edits.get_mut(field) {
            edit.base = theirs;
            self.settle(field);
        }
    }

    /// The person gives up what they wrote.
    pub(crate) fn take_theirs(&mut self, field: &str) {
        let theirs = self.theirs(field).clone();
        if let Some(edit) = self.edits.get_mut(field) {
            edit.refusal = None;
            edit.base = theirs.clone();
            edit.mine = theirs;
            self.settle(field);
        }
    }

    fn theirs(&self, field: &str) -> &Value {
        self.value.get(field).unwrap_or(&Value::Null)
    }

    fn fields_with_edits(&self) -> Vec<String> {
        self.edits.keys().cloned().collect()
    }

    /// Takes in what the server has said about a field. To another version than before nothing can arrive any more that
    /// was sent to the one before, by its `If-Match`.
    fn merge(&mut self, field: &str, is_another_version: bool) {
        let theirs = self.theirs(field).clone();
        let Some(edit) = self.edits.get_mut(field) else { return };
        if edit.tried.contains(&theirs) {
            edit.base = theirs;
        }
        if is_another_version {
            edit.tried.clear();
        }
        self.settle(field);
    }

    /// An edit is over where nothing of it is left to be told, and nothing is on its way that could still change that.
    fn settle(&mut self, field: &str) {
        let Some(edit) = self.edits.get(field) else { return };
        let merged = merge(&edit.base, &edit.mine, self.theirs(field));
        if edit.tried.is_empty() && matches!(merged, Merge::Agreed | Merge::Theirs) {
            self.edits.remove(field);
        }
    }
}

impl Edit {
    fn new(base: Value) -> Self {
        Self { mine: base.clone(), base, tried: Vec::new(), refusal: None }
    }
}
