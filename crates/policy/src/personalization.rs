//! What holds where a person, their workspace and the product may each say something.

use infuse_protocol::personalization::{
    Approval, Approvals, Choices, Effective, EffectiveApprovals, Field, Inherited, ResponseStyle, SAME_LANGUAGE, Source,
};

/// The voice of whoever chose none.
pub const DEFAULT_VOICE: &str = "willa";

/// Credits: what spends no more at once needs no approval, where nobody chose another figure.
pub const DEFAULT_SPEND_OVER: i64 = 20;

const SPENDING: [Field; 2] = [Field::SpendCredits, Field::SpendOver];

/// What holds for a person in a workspace that locks these fields. What becomes of spending and from how many credits on it
/// counts as that are locked together: one without the other would hold nothing.
pub fn effective(personal: &Choices, workspace: &Choices, locked: &[Field]) -> Effective {
    fn field<T>(
        (personal, workspace, locked): (&Choices, &Choices, &[Field]),
        (field, default): (Field, T),
        read: impl Fn(&Choices) -> Option<T>,
    ) -> Inherited<T> {
        let is_spending = SPENDING.contains(&field) && SPENDING.iter().any(|spending| locked.contains(spending));
        let is_locked = locked.contains(&field) || is_spending;
        let of_workspace = OfWorkspace { value: read(workspace), locked: is_locked };
        inherit(default, of_workspace, read(personal))
    }
    let all = (personal, workspace, locked);
    let approval = |of, read: fn(&Approvals) -> Option<Approval>| {
        field(all, (of, Approval::Ask), |choices| read(&choices.approvals))
    };
    Effective {
        response_language: field(all, (Field::ResponseLanguage, SAME_LANGUAGE.to_owned()), |choices| {
            choices.response_language.clone()
        }),
        response_style: field(all, (Field::ResponseStyle, ResponseStyle::Balanced), |choices| choices.response_style),
        voice_id: field(all, (Field::VoiceId, DEFAULT_VOICE.to_owned()), |choices| choices.voice_id.clone()),
        approvals: EffectiveApprovals::each(approval),
        spend_over: field(all, (Field::SpendOver, DEFAULT_SPEND_OVER), |choices| choices.spend_over),
    }
}

/// Whether what is chosen of a field permits more without a question than what was chosen before; nothing chosen is the
/// default.
pub fn permits_more(field: Field, before: Option<&str>, after: Option<&str>) -> bool {
    if field == Field::SpendOver {
        let credits = |chosen: Option<&str>| chosen.map_or(Some(DEFAULT_SPEND_OVER), |text| text.parse().ok());
        return credits(after) > credits(before);
    }
    let is_allowed = |chosen: Option<&str>| chosen == Some(Approval::Allow.name());
    field.is_approval() && is_allowed(after) && !is_allowed(before)
}

/// What a workspace says of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
struct OfWorkspace<T> {
    /// `None`: nothing.
    value: Option<T>,
    /// Whether its members can choose nothing else.
    locked: bool,
}

/// What holds: what is locked, else what the person chose, else what the workspace did, else the default. Where a workspace
/// locks what it chose nothing for, the default holds.
fn inherit<T>(default: T, workspace: OfWorkspace<T>, personal: Option<T>) -> Inherited<T> {
    let OfWorkspace { value, locked } = workspace;
    let (value, source) = match (personal.filter(|_| !locked), value) {
        (Some(value), _) => (value, Source::Personal),
        (None, Some(value)) => (value, Source::Workspace),
        (None, None) => (default, Source::Default),
    };
    Inherited { value, source, locked }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn choices() -> impl Strategy<Value = Choices> {
        let text = || proptest::option::of("[a-z]{2}");
        let style = proptest::option::of(prop_oneof![Just(ResponseStyle::Formal), Just(ResponseStyle::Concise)]);
        let approval = || proptest::option::of(prop_oneof![Just(Approval::Allow), Just(Approval::Never)]);
        let approvals = (approval(), approval(), approval(), approval(), approval());
        (text(), style, text(), approvals, proptest::option::of(0i64..100)).prop_map(
            |(response_language, response_style, voice_id, approvals, spend_over)| {
                let (send_messages, change_calendar, delete_data, run_commands, spend_credits) = approvals;
                let approvals = Approvals { send_messages, change_calendar, delete_data, run_commands, spend_credits };
                Choices { response_language, response_style, voice_id, approvals, spend_over }
            },
        )
    }

    /// What a field of choices says, by its name on the wire.
    fn said(of: &impl serde::Serialize, field: Field) -> serde_json::Value {
        let of = serde_json::to_value(of).expect("plain data");
        of.pointer(&format!("/{}", field.name())).cloned().expect("the field is there")
    }

    proptest! {
        #[test]
        fn each_field_holds_by_its_own_choices_and_its_own_lock(
            personal in choices(), workspace in choices(),
            locked in proptest::sample::subsequence(Field::NAMES.iter().map(|(field, _)| *field).collect::<Vec<_>>(), 0..9),
        ) {
            let holds = effective(&personal, &workspace, &locked);
            let defaults = effective(&Choices::default(), &Choices::default(), &[]);
            for (field, _) in Field::NAMES {
                let is_of_spending = [Field::SpendOver, Field::SpendCredits].contains(field)
                    && (locked.contains(&Field::SpendOver) || locked.contains(&Field::SpendCredits));
                let is_locked = locked.contains(field) || is_of_spending;
                let option = |of: &Choices| Some(said(of, *field)).filter(|value| !value.is_null());
                let expected = inherit(
                    said(&defaults, *field)["value"].clone(),
                    OfWorkspace { value: option(&workspace), locked: is_locked },
                    option(&personal),
                );
                prop_assert_eq!(said(&holds, *field), serde_json::to_value(expected).expect("plain data"));
            }
        }

        #[test]
        fn a_lock_goes_before_the_person_the_person_before_the_workspace_and_the_workspace_before_the_default(
            default: u8, value: Option<u8>, locked: bool, personal: Option<u8>,
        ) {
            let holds = inherit(default, OfWorkspace { value, locked }, personal);
            prop_assert_eq!(holds.locked, locked);
            // Each rank by itself: whoever is first and says something is the one that holds.
            let ranks = [
                (locked.then(|| value.unwrap_or(default)), if value.is_some() { Source::Workspace } else { Source::Default }),
                (personal, Source::Personal),
                (value, Source::Workspace),
                (Some(default), Source::Default),
            ];
            let first = ranks.into_iter().find_map(|(value, source)| Some((value?, source)));
            prop_assert_eq!(Some((holds.value, holds.source)), first);
        }

        #[test]
        fn what_a_person_chooses_changes_nothing_that_is_locked(value: Option<u8>, mine: Option<u8>, other: Option<u8>) {
            let locked = || OfWorkspace { value, locked: true };
            prop_assert_eq!(inherit(0, locked(), mine), inherit(0, locked(), other));
        }
    }
}
