//! A resource on a device against a model of its server: others change it too, requests and answers are lost or come late,
//! the app dies between any two steps.

use std::collections::{BTreeMap, BTreeSet};

use infuse_protocol::{Code, FieldError, Problem};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::kept::{FieldStanding, Fields, Kept, Request};

const FIELDS: [&str; 2] = ["name", "motto"];

/// What can happen. A field is one of [`FIELDS`].
#[derive(Clone, Copy, Debug)]
enum Step {
    /// The person writes something that nobody has written before.
    Edit(usize),
    /// The person writes what the server had when it was last heard.
    EditBack(usize),
    KeepMine(usize),
    TakeTheirs(usize),
    /// Somebody else writes something.
    Foreign(usize),
    Read,
    Send(Fate),
    /// Once more, and the person goes on writing meanwhile.
    SendWhileEditing(Fate, usize),
    /// A request that was late arrives.
    Arrive,
    /// The app dies, and comes back with what is on the disk.
    Restart,
}

#[derive(Clone, Copy, Debug)]
enum Fate {
    Answered,
    RequestLost,
    AnswerLost,
    Late,
}

fn step() -> impl Strategy<Value = Step> {
    let field = || 0..FIELDS.len();
    let fate = || prop_oneof![4 => Just(Fate::Answered), 1 => Just(Fate::RequestLost), 2 => Just(Fate::AnswerLost), 1 => Just(Fate::Late)];
    prop_oneof![
        4 => field().prop_map(Step::Edit),
        1 => field().prop_map(Step::EditBack),
        1 => field().prop_map(Step::KeepMine),
        1 => field().prop_map(Step::TakeTheirs),
        3 => field().prop_map(Step::Foreign),
        2 => Just(Step::Read),
        5 => fate().prop_map(Step::Send),
        2 => (fate(), field()).prop_map(|(fate, field)| Step::SendWhileEditing(fate, field)),
        1 => Just(Step::Arrive),
        1 => Just(Step::Restart),
    ]
}

/// A server, and all that it was told.
struct Server {
    version: i64,
    value: Fields,
    /// By field, each value that the device has written, with what stood there before.
    written: Vec<(String, Value, Value)>,
}

enum Answer {
    Done,
    OtherVersion,
    Refused(Box<Problem>),
}

impl Server {
    fn patch(&mut self, request: &Request) -> Answer {
        if request.version != self.version {
            return Answer::OtherVersion;
        }
        let refused: Vec<FieldError> = request
            .fields
            .iter()
            .filter(|(_, value)| value.as_str().is_some_and(|text| text.ends_with("bad")))
            .map(|(field, _)| FieldError { pointer: format!("/{field}"), code: String::new(), message: String::new() })
            .collect();
        if !refused.is_empty() {
            return Answer::Refused(Box::new(Problem {
                errors: refused,
                ..Problem::new(Code::ValidationFailed, "no")
            }));
        }
        for (field, value) in &request.fields {
            let before = self.value.insert(field.clone(), value.clone()).unwrap();
            self.written.push((field.clone(), value.clone(), before));
        }
        self.version += 1;
        Answer::Done
    }
}

struct World {
    server: Server,
    kept: Kept,
    late: Vec<Request>,
    count: u32,
    /// What the person wrote last, and has not given up.
    wishes: BTreeMap<&'static str, Value>,
    /// Values of others that the person saw when they decided that their own should stand.
    seen: BTreeSet<String>,
    /// How often the person has decided for a value of their own.
    decisions: BTreeMap<String, usize>,
}

impl World {
    fn new() -> Self {
        let value = Fields::from_iter(FIELDS.map(|field| (field.to_owned(), json!("first"))));
        let kept = Kept::new(1, value.clone());
        let server = Server { version: 1, value, written: Vec::new() };
        let (late, wishes, seen, decisions) = Default::default();
        Self { server, kept, late, count: 0, wishes, seen, decisions }
    }

    fn next(&mut self, whose: &str) -> Value {
        self.count += 1;
        let kind = if self.count.is_multiple_of(7) { " bad" } else { "" };
        json!(format!("{whose} {}{kind}", self.count))
    }

    fn see(&mut self, field: &str) {
        self.seen.insert(self.kept.value()[field].to_string());
    }

    fn decide_for(&mut self, value: &Value) {
        *self.decisions.entry(value.to_string()).or_default() += 1;
    }

    fn edit(&mut self, field: &'static str, value: Value) {
        if self.kept.standing(field) == FieldStanding::Settled {
            self.see(field);
        }
        self.decide_for(&value);
        self.kept.edit(Fields::from_iter([(field.to_owned(), value.clone())]));
        self.wishes.insert(field, value);
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Edit(field) => {
                let value = self.next("mine");
                self.edit(FIELDS[field], value);
            }
            Step::EditBack(field) => {
                let field = FIELDS[field];
                // It is no wish where it can not be told from having changed nothing.
                if !matches!(self.kept.standing(field), FieldStanding::Conflict { .. }) {
                    let value = self.kept.value()[field].clone();
                    self.see(field);
                    self.decide_for(&value);
                    self.kept.edit(Fields::from_iter([(field.to_owned(), value)]));
                    self.wishes.remove(field);
                }
            }
            Step::KeepMine(field) => {
                let field = FIELDS[field];
                if let FieldStanding::Conflict { .. } = self.kept.standing(field) {
                    self.see(field);
                    self.decide_for(&self.kept.mine(field).clone());
                }
                self.kept.keep_mine(field);
            }
            Step::TakeTheirs(field) => {
                let field = FIELDS[field];
                self.see(field);
                self.decide_for(&self.kept.value()[field].clone());
                self.kept.take_theirs(field);
                self.wishes.remove(field);
            }
            Step::Foreign(field) => {
                let value = self.next("theirs");
                self.server.value.insert(FIELDS[field].to_owned(), value);
                self.server.version += 1;
            }
            Step::Read => self.kept.hear(self.server.version, self.server.value.clone()),
            Step::Send(fate) => self.send(fate, None),
            Step::SendWhileEditing(fate, field) => self.send(fate, Some(field)),
            Step::Arrive => {
                if let Some(request) = self.late.pop() {
                    self.server.patch(&request);
                }
            }
            Step::Restart => {
                let edits = serde_json::to_string(self.kept.edits()).unwrap();
                let value = self.kept.value().clone();
                self.kept = Kept::with_edits(self.kept.version(), value, serde_json::from_str(&edits).unwrap());
            }
        }
    }

    fn send(&mut self, fate: Fate, editing: Option<usize>) {
        let Some(request) = self.kept.begin() else { return };
        let answer = match fate {
            Fate::Answered | Fate::AnswerLost => Some(self.server.patch(&request)),
            Fate::RequestLost => None,
            Fate::Late => {
                self.late.push(request.clone());
                None
            }
        };
        if let Some(field) = editing {
            self.step(Step::Edit(field));
        }
        let (Fate::Answered, Some(answer)) = (fate, answer) else { return };
        let Server { version, value, .. } = &self.server;
        match answer {
            Answer::Done => self.kept.sent(&request, *version, value.clone()),
            Answer::OtherVersion => self.kept.hear(*version, value.clone()),
            Answer::Refused(problem) => self.kept.refused(&request, &problem),
        }
    }

    /// The server can be reached, and nobody changes anything any more.
    fn come_to_rest(&mut self) {
        for _ in 0..6 {
            self.step(Step::Read);
            self.send(Fate::Answered, None);
        }
        assert_eq!(self.kept.begin(), None, "something is still to be sent");
        assert_eq!(*self.kept.value(), self.server.value);
    }

    /// What the person wrote was told, or is shown with why it was not.
    fn check(&self) {
        for (field, wish) in &self.wishes {
            let was_written = self.server.written.iter().any(|(at, value, _)| at == field && value == wish);
            match self.kept.standing(field) {
                FieldStanding::Settled => assert!(was_written, "{wish} was lost"),
                FieldStanding::Unsent => panic!("{wish} waits for nothing"),
                FieldStanding::Conflict { .. } | FieldStanding::Refused(_) => assert_eq!(self.kept.mine(field), wish),
            }
        }
        for (field, value, before) in &self.server.written {
            let is_known = before.as_str().is_some_and(|before| !before.starts_with("theirs"))
                || self.seen.contains(&before.to_string());
            assert!(is_known, "{value} went over {before} of {field}, which the person had not seen");
            if value.as_str().is_some_and(|value| value.starts_with("mine")) {
                let times = self
                    .server
                    .written
                    .iter()
                    .filter(|(at, other, before)| at == field && other == value && before != value)
                    .count();
                assert!(times <= self.decisions[&value.to_string()], "{value} was written {times} times");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]
    #[test]
    fn no_edit_is_lost_none_goes_over_what_was_not_seen_and_all_ends_in_agreement_or_a_shown_choice(
        steps in proptest::collection::vec(step(), 0..40)
    ) {
        let mut world = World::new();
        for step in steps {
            world.step(step);
        }
        world.come_to_rest();
        world.check();
    }
}

fn heard(name: &str, motto: &str) -> Fields {
    Fields::from_iter([("name".to_owned(), json!(name)), ("motto".to_owned(), json!(motto))])
}

fn edit(field: &str, value: &str) -> Fields {
    Fields::from_iter([(field.to_owned(), json!(value))])
}

#[test]
fn fields_that_only_one_side_changed_are_merged() {
    let mut kept = Kept::new(1, heard("Ada", "work"));
    kept.edit(edit("name", "Grace"));
    kept.hear(2, heard("Ada", "play"));
    assert_eq!(kept.shown(), heard("Grace", "play"));
    assert_eq!(kept.begin(), Some(Request { version: 2, fields: edit("name", "Grace") }));
}

#[test]
fn a_conflict_keeps_both_values_until_the_person_chooses() {
    let mut kept = Kept::new(1, heard("Ada", "work"));
    kept.edit(edit("name", "Grace"));
    kept.hear(2, heard("Augusta", "work"));
    let theirs = json!("Augusta");
    assert_eq!(
        (kept.mine("name"), kept.standing("name")),
        (&json!("Grace"), FieldStanding::Conflict { theirs: &theirs })
    );
    assert_eq!(kept.begin(), None);
    let mut given_up = kept.clone();
    given_up.take_theirs("name");
    assert_eq!((given_up.mine("name"), given_up.standing("name")), (&json!("Augusta"), FieldStanding::Settled));
    kept.keep_mine("name");
    assert_eq!(kept.begin(), Some(Request { version: 2, fields: edit("name", "Grace") }));
}

#[test]
fn edits_of_one_field_are_one_and_what_was_sent_before_is_no_change_of_somebody_else() {
    let mut kept = Kept::new(1, heard("Ada", "work"));
    kept.edit(edit("name", "Grace"));
    kept.begin().unwrap();
    kept.edit(edit("name", "Grace H."));
    kept.edit(edit("name", "Grace Hopper"));
    // The answer was lost; the server had taken it in.
    kept.hear(2, heard("Grace", "work"));
    assert_eq!(kept.begin(), Some(Request { version: 2, fields: edit("name", "Grace Hopper") }));
}

#[test]
fn a_refused_edit_keeps_its_text_and_is_not_sent_again_before_it_was_mended() {
    let mut kept = Kept::new(1, heard("Ada", "work"));
    kept.edit(Fields::from_iter([("name".to_owned(), json!("")), ("motto".to_owned(), json!("play"))]));
    let request = kept.begin().unwrap();
    let fault = FieldError { pointer: "/name".to_owned(), code: "required".to_owned(), message: String::new() };
    let problem = Problem { errors: vec![fault], ..Problem::new(Code::ValidationFailed, "no") };
    kept.refused(&request, &problem);
    assert_eq!((kept.mine("name"), kept.standing("name")), (&json!(""), FieldStanding::Refused(&problem)));
    assert_eq!(kept.shown(), heard("Ada", "play"));
    assert_eq!(kept.begin(), Some(Request { version: 1, fields: edit("motto", "play") }));
    kept.edit(edit("name", "Grace"));
    assert_eq!(kept.standing("name"), FieldStanding::Unsent);
}

#[test]
fn what_was_changed_before_the_first_answer_is_told_after_it_where_the_server_keeps_it() {
    let fields = |fields: &[(&str, &str)]| -> Fields {
        fields.iter().map(|(field, value)| ((*field).to_owned(), Value::from(*value))).collect()
    };
    let mut kept = Kept::unheard();
    kept.edit(fields(&[("theme", "dark"), ("moon", "full")]));
    assert_eq!((kept.is_heard(), kept.begin()), (false, None));
    assert_eq!(kept.shown()["theme"], "dark");
    kept.hear(3, fields(&[("theme", "system")]));
    assert_eq!(kept.standing("theme"), FieldStanding::Unsent);
    let request = kept.begin().unwrap();
    assert_eq!((request.version, request.fields), (3, fields(&[("theme", "dark")])));
    // What it has already need not be told.
    let mut kept = Kept::unheard();
    kept.edit(fields(&[("theme", "dark")]));
    kept.hear(3, fields(&[("theme", "dark")]));
    assert_eq!((kept.edits().len(), kept.begin()), (0, None));
}
