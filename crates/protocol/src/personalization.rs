//! `/v1/personalization` and the defaults of a workspace: how InfuseOS answers, by which voice, and what it asks first.
//!
//! Each field can be chosen by a person, for themselves, and by a workspace, for its members. What nobody chose is `null`,
//! and inherited.

use serde::{Deserialize, Deserializer, Serialize};

use crate::open_values::open_enum;

/// As response language: each answer is in the language of its question. No tag of BCP 47 is spelled so.
pub const SAME_LANGUAGE: &str = "auto";

open_enum! {
    /// How an answer is written.
    ResponseStyle {
        Concise "concise",
        Balanced "balanced",
        Detailed "detailed",
        StepByStep "step_by_step",
        Formal "formal",
        Friendly "friendly",
    }
}

open_enum! {
    /// What becomes of something that needs an approval.
    Approval {
        /// The person is asked each time.
        Ask "ask",
        /// It is done without asking.
        Allow "allow",
        /// It is not done, and nobody is asked.
        Never "never",
    }
}

open_enum! {
    /// Where a value comes from.
    Source {
        /// Nobody chose another.
        Default "default",
        /// The workspace chose it for its members.
        Workspace "workspace",
        /// The person chose it.
        Personal "personal",
    }
}

/// The value that holds, and why it does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Inherited<T> {
    pub value: T,
    pub source: Source,
    /// Whether the workspace lets nobody choose another.
    pub locked: bool,
}

/// The categories of what needs an approval.
macro_rules! categories {
    ($($(#[doc = $doc:literal])+ $variant:ident $category:ident $name:literal;)+) => {
        open_enum! {
            /// What an assistant does that needs an approval.
            ApprovalCategory { $($(#[doc = $doc])+ $variant $name,)+ }
        }

        open_enum! {
            /// A field that can be chosen, by its path.
            Field {
                ResponseLanguage "response_language",
                ResponseStyle "response_style",
                VoiceId "voice_id",
                $($variant concat!("approvals/", $name),)+
                SpendOver "spend_over",
            }
        }

        impl Field {
            /// Whether it says what becomes of a category.
            pub const fn is_approval(self) -> bool {
                matches!(self, $(Self::$variant)|+)
            }
        }

        impl ApprovalCategory {
            /// The field that says what becomes of it; `None` of one that is not known here.
            pub const fn field(self) -> Option<Field> {
                match self {
                    $(Self::$variant => Some(Field::$variant),)+
                    Self::Other => None,
                }
            }
        }

        impl Approvals {
            /// The choice that a field holds; `None` where the field is none of a category.
            pub const fn choice_mut(&mut self, field: Field) -> Option<&mut Option<Approval>> {
                match field {
                    $(Field::$variant => Some(&mut self.$category),)+
                    _ => None,
                }
            }
        }

        impl ApprovalsEdit {
            /// What is chosen anew, with the field that it is chosen for.
            pub fn choices(&self) -> impl Iterator<Item = (Field, Option<Approval>)> {
                [$((Field::$variant, self.$category)),+].into_iter().filter_map(|(field, choice)| Some((field, choice?)))
            }
        }

        impl EffectiveApprovals {
            /// What holds of each category, by what holds of a field.
            pub fn each(mut holds: impl FnMut(Field, fn(&Approvals) -> Option<Approval>) -> Inherited<Approval>) -> Self {
                Self { $($category: holds(Field::$variant, |approvals| approvals.$category),)+ }
            }

            /// What becomes of a category; `None` of one that is not known here.
            pub const fn of(&self, category: ApprovalCategory) -> Option<&Inherited<Approval>> {
                match category {
                    $(ApprovalCategory::$variant => Some(&self.$category),)+
                    ApprovalCategory::Other => None,
                }
            }
        }

        /// What becomes of each category, as far as it was chosen.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(default)]
        pub struct Approvals {
            $($(#[doc = $doc])+ pub $category: Option<Approval>,)+
        }

        /// Other choices; what is absent stays, what is `null` is inherited from then on.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(deny_unknown_fields)]
        pub struct ApprovalsEdit {
            $(
                #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
                #[cfg_attr(feature = "openapi", schema(value_type = Option<Approval>))]
                pub $category: Option<Option<Approval>>,
            )+
        }

        /// What becomes of each category.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub struct EffectiveApprovals {
            $($(#[doc = $doc])+ pub $category: Inherited<Approval>,)+
        }
    };
}

categories! {
    /// Sends messages to others in the person's name.
    SendMessages send_messages "send_messages";
    /// Makes, moves and deletes events of a calendar.
    ChangeCalendar change_calendar "change_calendar";
    /// Deletes data of the person.
    DeleteData delete_data "delete_data";
    /// Runs commands on a computer.
    RunCommands run_commands "run_commands";
    /// Spends more credits at once than `spend_over` says.
    SpendCredits spend_credits "spend_credits";
}

/// What a person or a workspace chose; what is `null` is inherited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Choices {
    /// A tag (BCP 47), or `auto`: the language of each question.
    pub response_language: Option<String>,
    pub response_style: Option<ResponseStyle>,
    /// The voice that reads answers out, as `/v1/voices` lists it.
    pub voice_id: Option<String>,
    pub approvals: Approvals,
    /// Credits: what spends more at once is of the category `spend_credits`.
    pub spend_over: Option<i64>,
}

/// What a person chose for themselves, and what holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Personalization {
    /// Goes up with every change; `If-Match` of an edit names it.
    pub version: i64,
    #[serde(flatten)]
    pub choices: Choices,
    /// What holds in the workspace.
    pub effective: Effective,
}

/// What holds for a person in a workspace: what is locked there, else what the person chose, else what the workspace did,
/// else the default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Effective {
    /// A tag (BCP 47), or `auto`, which is the default.
    pub response_language: Inherited<String>,
    /// `balanced` by default.
    pub response_style: Inherited<ResponseStyle>,
    /// The first voice by default.
    pub voice_id: Inherited<String>,
    /// `ask` by default.
    pub approvals: EffectiveApprovals,
    /// 20 credits by default.
    pub spend_over: Inherited<i64>,
}

/// The choices that an edit makes, with what else it has: serde refuses no unknown field of a struct that holds another one's.
macro_rules! edits {
    ($($(#[doc = $doc:literal])+ $edit:ident { $($rest:tt)* })+) => {
        $(
            $(#[doc = $doc])+
            #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
            #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
            #[serde(deny_unknown_fields)]
            pub struct $edit {
                #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
                #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::language_or_nothing))]
                pub response_language: Option<Option<String>>,
                #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
                #[cfg_attr(feature = "openapi", schema(value_type = Option<ResponseStyle>))]
                pub response_style: Option<Option<ResponseStyle>>,
                #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
                #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
                pub voice_id: Option<Option<String>>,
                #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
                #[cfg_attr(feature = "openapi", schema(value_type = ApprovalsEdit, required = false))]
                pub approvals: Option<ApprovalsEdit>,
                /// Credits, 0 to 1,000,000.
                #[serde(default, deserialize_with = "given_number", skip_serializing_if = "Option::is_none")]
                #[cfg_attr(feature = "openapi", schema(value_type = Option<i64>, minimum = 0, maximum = 1_000_000))]
                pub spend_over: Option<Option<i64>>,
                $($rest)*
            }
        )+
    };
}

edits! {
    /// `PATCH /v1/personalization`: what is absent stays, what is `null` is inherited from then on.
    PersonalizationEdit {}
    /// `PATCH /v1/workspaces/{w}/defaults`: what is absent stays, what is `null` is the product's default from then on.
    DefaultsEdit {
        /// All that are to be locked, in place of those that are.
        #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "openapi", schema(value_type = Vec<Field>, required = false))]
        pub locked: Option<Vec<Field>>,
    }
}

/// What a workspace chose for its members.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Defaults {
    /// Goes up with every change; `If-Match` of an edit names it.
    pub version: i64,
    #[serde(flatten)]
    pub choices: Choices,
    /// The fields that members can choose nothing else for.
    pub locked: Vec<Field>,
}

/// `POST /v1/approvals/check`: may the assistant do this?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ApprovalQuestion {
    pub category: ApprovalCategory,
    /// Credits that it would spend, where that is known.
    #[serde(default, deserialize_with = "crate::whole::optional", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 0))]
    pub credits: Option<i64>,
    /// Where it would be done: the personal workspace, or the one that the token is made for, where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workspace_id: Option<String>,
}

/// What becomes of it, and by which rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApprovalRule {
    pub decision: Approval,
    /// The field that decided; `spend_over` where so few credits need no approval.
    pub rule: Field,
    /// Where that field's value comes from.
    pub source: Source,
    pub locked: bool,
}

/// A voice that answers can be read out by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Voice {
    pub id: String,
    pub name: String,
    /// The languages that it speaks (BCP 47), its own first.
    pub languages: Vec<String>,
    /// What it is like, in two words: `warm`, `calm`.
    pub character: Vec<String>,
}

/// `GET /v1/voices`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Voices {
    pub items: Vec<Voice>,
}

/// For a field that may be absent, `null`, or there: the last two are told apart from the first.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// For a field that may be absent or there, and not `null`, which would be taken for *inherit all of it*.
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// As [`given`], of a whole number.
fn given_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<i64>>, D::Error> {
    crate::whole::optional(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_absent_is_told_apart_from_what_is_to_be_inherited() {
        let edit: PersonalizationEdit =
            serde_json::from_str(r#"{"response_style": null, "spend_over": 5.0, "approvals": {"run_commands": null}}"#)
                .expect("an edit");
        assert_eq!((edit.response_style, &edit.response_language, edit.spend_over), (Some(None), &None, Some(Some(5))));
        let approvals = edit.approvals.clone().expect("some");
        assert_eq!((approvals.run_commands, approvals.send_messages), (Some(None), None));
        let written = serde_json::to_value(&edit).expect("plain data");
        let expected =
            serde_json::json!({"response_style": null, "approvals": {"run_commands": null}, "spend_over": 5});
        assert_eq!(written, expected);
    }
}
