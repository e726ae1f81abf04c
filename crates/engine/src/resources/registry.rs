//! The list of resources. What is needed for a new one is an entry here, and what the UI does with it.
//!
//! What a server may be too old to know is an `Option`, and absent then.

use infuse_protocol::stream::{Owner, Resource};
use serde::{Deserialize, Serialize};

use super::kept::Kept;
use super::view::Field;
use crate::error::AppError;
use crate::scope::Scope;
use crate::snapshot::EmailProblem;
use crate::snapshot::{Approval, Density, Language, ResponseStyle, Theme};

/// Where a field stands within its resource.
macro_rules! path_within {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $path:literal) => {
        $path
    };
}

/// Makes of a list of resources their names, what each of them looks like to the UI, and where it is asked for. A field that
/// stands within another one says its path.
macro_rules! resources {
    ($(
        $(#[doc = $doc:literal])+
        $resource:ident at $path:literal, seen as $view:ident {
            $($(#[doc = $field_doc:literal])* $field:ident $(at $field_path:literal)?: $type:ty,)+
        }
    )+) => {
        /// What has an event and a query of its own, and can be edited with or without a connection.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "typescript", derive(specta::Type))]
        #[serde(rename_all = "snake_case")]
        pub enum ResourceName {
            $($(#[doc = $doc])+ $resource,)+
        }

        $(
            $(#[doc = $doc])+
            #[derive(Clone, Debug, PartialEq, Serialize)]
            #[cfg_attr(feature = "typescript", derive(specta::Type))]
            pub struct $view {
                $($(#[doc = $field_doc])* pub $field: Field<$type>,)+
            }
        )+

        /// A resource as it stands between the person and the server.
        #[derive(Clone, Debug, PartialEq, Serialize)]
        #[cfg_attr(feature = "typescript", derive(specta::Type))]
        #[serde(tag = "resource", rename_all = "snake_case")]
        pub enum ResourceView {
            $($resource { fields: Box<$view> },)+
        }

        impl ResourceName {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$resource,)+];

            /// As the contract calls it.
            pub(crate) const fn wire(self) -> Resource {
                match self {
                    $(Self::$resource => Resource::$resource,)+
                }
            }

            const fn path_template(self) -> &'static str {
                match self {
                    $(Self::$resource => $path,)+
                }
            }

            /// Where a field stands within the resource, by its name in the view.
            pub(crate) fn path_of(self, field: &str) -> &str {
                let paths: &[(&str, &'static str)] = match self {
                    $(Self::$resource => &[$((stringify!($field), path_within!($field $($field_path)?)),)+],)+
                };
                paths.iter().find(|(name, _)| *name == field).map_or(field, |(_, path)| *path)
            }
        }

        impl ResourceView {
            /// As the UI sees it; `is_away` when what is unsent waits for the server.
            pub(crate) fn draw(name: ResourceName, kept: &Kept, is_away: bool) -> Result<Self, AppError> {
                Ok(match name {
                    $(ResourceName::$resource => Self::$resource {
                        fields: Box::new($view {
                            $($field: Field::draw(kept, path_within!($field $($field_path)?), is_away)?,)+
                        }),
                    },)+
                })
            }
        }
    };
}

resources! {
    /// Who the person is.
    Account at "/v1/account", seen as AccountView {
        /// 1 to 100 characters.
        name: String,
        /// Absent where the account has none.
        email: Option<String>,
        /// Whether a link that was mailed there was opened. Alerts are mailed nowhere else.
        email_verified: bool,
        /// Why nothing can be mailed there.
        email_problem: Option<EmailProblem>,
    }
    /// Of what the person wants to be told, and how the app looks and speaks to them.
    Preferences at "/v1/preferences", seen as PreferencesView {
        /// In credits, 0 to 1,000,000: at that many or fewer the person is warned.
        low_credit_threshold: i32,
        /// Whether a notification tells the person of this kind.
        credits_low_desktop at "alerts/credits_low/desktop": bool,
        /// The same.
        credits_exhausted_desktop at "alerts/credits_exhausted/desktop": bool,
        /// The same.
        workflow_failed_desktop at "alerts/workflow_failed/desktop": bool,
        /// The same.
        integration_needs_reconnect_desktop at "alerts/integration_needs_reconnect/desktop": bool,
        /// The same.
        plan_upgraded_desktop at "alerts/plan_upgraded/desktop": bool,
        /// Whether a mail does.
        credits_low_email at "alerts/credits_low/email": Option<bool>,
        /// The same.
        credits_exhausted_email at "alerts/credits_exhausted/email": Option<bool>,
        /// The same.
        workflow_failed_email at "alerts/workflow_failed/email": Option<bool>,
        /// The same.
        integration_needs_reconnect_email at "alerts/integration_needs_reconnect/email": Option<bool>,
        /// The same.
        plan_upgraded_email at "alerts/plan_upgraded/email": Option<bool>,
        /// Whether notifications wait in quiet hours.
        quiet_enabled at "quiet_hours/enabled": Option<bool>,
        /// When those begin, by the time of the place where each device is: `HH:MM`.
        quiet_from at "quiet_hours/from": Option<String>,
        /// When they end, on the next day where that is earlier. There are none where it is the same.
        quiet_to at "quiet_hours/to": Option<String>,
        /// Whether a notification of this kind does not wait.
        credits_low_through at "quiet_hours/let_through/credits_low": Option<bool>,
        /// The same.
        credits_exhausted_through at "quiet_hours/let_through/credits_exhausted": Option<bool>,
        /// The same.
        workflow_failed_through at "quiet_hours/let_through/workflow_failed": Option<bool>,
        /// The same.
        integration_needs_reconnect_through at "quiet_hours/let_through/integration_needs_reconnect": Option<bool>,
        /// The same.
        plan_upgraded_through at "quiet_hours/let_through/plan_upgraded": Option<bool>,
        /// The colours of the app, on each of the person's devices.
        theme at "interface/theme": Option<Theme>,
        /// The same.
        density at "interface/density": Option<Density>,
        /// In percent of the usual size.
        text_scale at "interface/text_scale": Option<i32>,
        /// Whether nothing moves.
        reduce_motion at "interface/reduce_motion": Option<bool>,
        /// What app and mails are written in.
        language at "interface/language": Option<Language>,
    }
    /// What the person chose of how InfuseOS answers, and what it asks first; absent is what they inherit.
    Personalization at "/v1/personalization", seen as PersonalizationView {
        /// A tag (BCP 47), or `auto`: the language of each question.
        response_language: Option<String>,
        response_style: Option<ResponseStyle>,
        voice_id: Option<String>,
        send_messages at "approvals/send_messages": Option<Approval>,
        change_calendar at "approvals/change_calendar": Option<Approval>,
        delete_data at "approvals/delete_data": Option<Approval>,
        run_commands at "approvals/run_commands": Option<Approval>,
        spend_credits at "approvals/spend_credits": Option<Approval>,
        /// In credits: what spends more at once needs an approval.
        spend_over: Option<i32>,
    }
    /// What the workspace chose of the same for its members. What of it holds is asked for with what the person chose.
    Defaults at "/v1/workspaces/{workspace}/defaults", seen as DefaultsView {
        /// The paths of the fields that members can choose nothing else for.
        locked: Option<Vec<String>>,
    }
}

impl ResourceName {
    /// What `changed` tells of, where that is kept here.
    pub(crate) fn of(resource: Resource) -> Option<Self> {
        Self::ALL.iter().copied().find(|name| name.wire() == resource)
    }

    /// Where it is asked for.
    pub(crate) fn path(self, scope: &Scope) -> String {
        self.path_template().replace("{workspace}", &scope.workspace_id)
    }

    /// Whose it is: what belongs to an account is the same in each of its workspaces.
    pub(crate) fn key(self, scope: &Scope) -> Scope {
        match self.wire().owner() {
            Owner::Account => Scope { workspace_id: String::new(), ..scope.clone() },
            Owner::Workspace => scope.clone(),
        }
    }
}
