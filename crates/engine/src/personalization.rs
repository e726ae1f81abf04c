//! How InfuseOS answers, by which voice, and what it asks first: what a person chose, and what holds.

use infuse_policy::personalization as policy;
use infuse_protocol::personalization::{self as wire, Choices, Inherited};
use serde::{Deserialize as _, Serialize};
use serde_json::{Value, json};

use crate::resources::{Fields, ResourceName, nested};
use crate::scope::Scope;
use crate::snapshot::{Approval, ApprovalCategory, ResponseStyle};
use crate::state::State;

const fn path_of(category: ApprovalCategory) -> &'static str {
    match category {
        ApprovalCategory::SendMessages => wire::Field::SendMessages.name(),
        ApprovalCategory::ChangeCalendar => wire::Field::ChangeCalendar.name(),
        ApprovalCategory::DeleteData => wire::Field::DeleteData.name(),
        ApprovalCategory::RunCommands => wire::Field::RunCommands.name(),
        ApprovalCategory::SpendCredits => wire::Field::SpendCredits.name(),
    }
}

/// Something else that a person chooses; `None` inherits it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    ResponseLanguage(Option<String>),
    ResponseStyle(Option<ResponseStyle>),
    Voice(Option<String>),
    Approval(ApprovalCategory, Option<Approval>),
    SpendOver(Option<i32>),
}

/// The edit that chooses it.
pub(crate) fn chosen(choice: Choice) -> Fields {
    let (path, value) = match choice {
        Choice::ResponseLanguage(language) => (wire::Field::ResponseLanguage.name(), json!(language)),
        Choice::ResponseStyle(style) => (wire::Field::ResponseStyle.name(), json!(style)),
        Choice::Voice(voice_id) => (wire::Field::VoiceId.name(), json!(voice_id)),
        Choice::Approval(category, approval) => (path_of(category), json!(approval)),
        Choice::SpendOver(credits) => (wire::Field::SpendOver.name(), json!(credits)),
    };
    Fields::from_iter([(path.to_owned(), value)])
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Source {
    Default,
    Workspace,
    Personal,
}

/// The value that holds, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct Effective<T> {
    pub value: T,
    pub source: Source,
    /// Whether the workspace lets nobody choose another.
    pub locked: bool,
    /// What holds once the person chooses nothing themselves.
    pub inherited: T,
}

/// What holds in the workspace that is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct EffectivePersonalization {
    /// A tag (BCP 47), or `auto`: the language of each question.
    pub response_language: Effective<String>,
    pub response_style: Effective<ResponseStyle>,
    pub voice_id: Effective<String>,
    pub send_messages: Effective<Approval>,
    pub change_calendar: Effective<Approval>,
    pub delete_data: Effective<Approval>,
    pub run_commands: Effective<Approval>,
    pub spend_credits: Effective<Approval>,
    /// Credits.
    pub spend_over: Effective<i32>,
}

/// What holds for a person in a workspace, with what the server is still to be told; `None` while it has not told what the
/// person chose. One that keeps no choices of workspaces has none.
pub(crate) async fn effective(state: &State, scope: &Scope) -> Result<Option<EffectivePersonalization>, sqlx::Error> {
    let Some(personal) = kept(state, scope, ResourceName::Personalization).await? else { return Ok(None) };
    let of_workspace = kept(state, scope, ResourceName::Defaults).await?.unwrap_or_default();
    let locked = of_workspace.get("locked").and_then(Value::as_array).into_iter().flatten();
    let locked: Vec<wire::Field> = locked.filter_map(|field| wire::Field::deserialize(field).ok()).collect();
    let (personal, of_workspace) = (choices(personal), choices(of_workspace));
    let holds = policy::effective(&personal, &of_workspace, &locked);
    Ok(Some(drawn(holds, policy::effective(&Choices::default(), &of_workspace, &locked))))
}

async fn kept(state: &State, scope: &Scope, name: ResourceName) -> Result<Option<Fields>, sqlx::Error> {
    let kept = state.resource(scope, name).await?;
    Ok(kept.filter(|kept| kept.is_heard()).map(|kept| kept.shown()))
}

/// What is of another form than is known here was not chosen.
fn choices(fields: Fields) -> Choices {
    let fields = fields.into_iter().filter(|(path, value)| is_readable(path, value));
    Choices::deserialize(nested(fields.collect())).unwrap_or_default()
}

fn is_readable(path: &str, value: &Value) -> bool {
    let Some((field, _)) = wire::Field::NAMES.iter().find(|(_, name)| *name == path) else { return false };
    value.is_null() || if *field == wire::Field::SpendOver { value.is_i64() } else { value.is_string() }
}

/// What holds, with what would without the person's own choices.
fn drawn(holds: wire::Effective, otherwise: wire::Effective) -> EffectivePersonalization {
    let (approvals, others) = (holds.approvals, otherwise.approvals);
    EffectivePersonalization {
        response_language: seen(holds.response_language, otherwise.response_language, |language| language),
        response_style: seen(holds.response_style, otherwise.response_style, style),
        voice_id: seen(holds.voice_id, otherwise.voice_id, |voice_id| voice_id),
        send_messages: seen(approvals.send_messages, others.send_messages, approval),
        change_calendar: seen(approvals.change_calendar, others.change_calendar, approval),
        delete_data: seen(approvals.delete_data, others.delete_data, approval),
        run_commands: seen(approvals.run_commands, others.run_commands, approval),
        spend_credits: seen(approvals.spend_credits, others.spend_credits, approval),
        spend_over: seen(holds.spend_over, otherwise.spend_over, |credits| i32::try_from(credits).unwrap_or(i32::MAX)),
    }
}

fn seen<T, U>(holds: Inherited<T>, otherwise: Inherited<T>, read: impl Fn(T) -> U) -> Effective<U> {
    let source = match holds.source {
        wire::Source::Personal => Source::Personal,
        wire::Source::Workspace => Source::Workspace,
        wire::Source::Default | wire::Source::Other => Source::Default,
    };
    Effective { value: read(holds.value), source, locked: holds.locked, inherited: read(otherwise.value) }
}

fn style(style: wire::ResponseStyle) -> ResponseStyle {
    match style {
        wire::ResponseStyle::Concise => ResponseStyle::Concise,
        wire::ResponseStyle::Balanced => ResponseStyle::Balanced,
        wire::ResponseStyle::Detailed => ResponseStyle::Detailed,
        wire::ResponseStyle::StepByStep => ResponseStyle::StepByStep,
        wire::ResponseStyle::Formal => ResponseStyle::Formal,
        wire::ResponseStyle::Friendly => ResponseStyle::Friendly,
        wire::ResponseStyle::Other => ResponseStyle::Other,
    }
}

fn approval(approval: wire::Approval) -> Approval {
    match approval {
        wire::Approval::Ask => Approval::Ask,
        wire::Approval::Allow => Approval::Allow,
        wire::Approval::Never => Approval::Never,
        wire::Approval::Other => Approval::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_of_another_form_takes_nothing_away_from_the_others() {
        let fields = json!({
            "version": 3, "response_style": "sung", "voice_id": 7, "response_language": "pt-BR", "spend_over": 5,
            "approvals/send_messages": "allow", "approvals/fly": "never",
            "effective/response_language/value": "de",
        });
        let Value::Object(fields) = fields else { unreachable!("it is one") };
        let read = choices(fields);
        assert_eq!((read.response_language.as_deref(), read.spend_over, read.voice_id), (Some("pt-BR"), Some(5), None));
        assert_eq!(read.response_style, Some(wire::ResponseStyle::Other));
        assert_eq!(read.approvals.send_messages, Some(wire::Approval::Allow));
        let fields =
            Fields::from_iter([("spend_over".to_owned(), json!("5")), ("voice_id".to_owned(), json!("willa"))]);
        let read = choices(fields);
        assert_eq!((read.voice_id.as_deref(), read.spend_over), (Some("willa"), None));
    }
}
