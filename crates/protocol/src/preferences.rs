//! `/v1/preferences`: of what a person wants to be told, by what, and when, and how the app looks and speaks to them.

use serde::{Deserialize, Serialize};

use crate::open_values::open_enum;

/// What a person prefers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Preferences {
    /// Goes up with every change; `If-Match` of an edit names it.
    pub version: i64,
    pub alerts: Alerts,
    /// Credits of the personal workspace: at that many or fewer the person is warned. 10 where none was set.
    pub low_credit_threshold: i64,
    pub quiet_hours: QuietHours,
    pub interface: Interface,
}

/// `PATCH /v1/preferences`: what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PreferencesEdit {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alerts: Option<AlertsEdit>,
    /// Credits, 0 to 1,000,000. At 0 nobody is warned before they are used up.
    #[serde(default, deserialize_with = "crate::whole::optional", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1_000_000))]
    pub low_credit_threshold: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiet_hours: Option<QuietHoursEdit>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interface: Option<InterfaceEdit>,
}

/// The hours of each day in which notifications wait, to be handed over together at their end. Mails do not wait, nor does
/// what tells who got in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QuietHours {
    /// `false` where nothing was chosen.
    pub enabled: bool,
    /// When they begin, by the time of the place where each device is: `HH:MM`, 00:00 to 23:59. `22:00` where none was chosen.
    pub from: String,
    /// When they end, on the next day where that is earlier than they begin. There are none where it is the same.
    /// `07:00` where none was chosen.
    pub to: String,
    pub let_through: LetThrough,
}

/// Other quiet hours; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct QuietHoursEdit {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$"))]
    pub from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$"))]
    pub to: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub let_through: Option<LetThroughEdit>,
}

open_enum! {
    /// The colours of the app.
    Theme {
        /// Those that each device has by itself.
        System "system",
        Light "light",
        Dark "dark",
    }
}

open_enum! {
    /// How close to each other things stand in the app.
    Density {
        Comfortable "comfortable",
        Compact "compact",
    }
}

open_enum! {
    /// What app and mails are written in, by its tag (BCP 47).
    Language {
        /// The app speaks as each device does, and mails are in English.
        System "system",
        English "en",
        German "de",
        Spanish "es",
        French "fr",
        Japanese "ja",
        Arabic "ar",
    }
}

/// How the app looks and speaks to a person on each of their devices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Interface {
    /// `system` where nothing was chosen.
    pub theme: Theme,
    /// `comfortable` where nothing was chosen.
    pub density: Density,
    /// The size of text in percent of the usual one, which is 100.
    pub text_scale: i64,
    /// Whether nothing moves, also on devices that do not ask for it themselves.
    pub reduce_motion: bool,
    /// `system` where nothing was chosen. Mails are in it, too.
    pub language: Language,
}

/// Another look or language; what is absent stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct InterfaceEdit {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<Theme>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub density: Option<Density>,
    /// Percent, 50 to 300. An app that has no such size takes the nearest one.
    #[serde(default, deserialize_with = "crate::whole::optional", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 50, maximum = 300))]
    pub text_scale: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reduce_motion: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

/// The kinds of alert, each with by what a person is told of it.
macro_rules! kinds {
    ($($kind:ident)+) => {
        /// By what the person is told of each kind of alert. All of them stand in the list of alerts, whatever is chosen.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub struct Alerts {
            $(pub $kind: Ways,)+
        }

        /// Other ways to be told of some kinds of alert; of the kinds that are absent it stays as it is.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(deny_unknown_fields)]
        pub struct AlertsEdit {
            $(
                #[serde(default, skip_serializing_if = "Option::is_none")]
                pub $kind: Option<WaysEdit>,
            )+
        }

        /// Which kinds of alert do not wait in quiet hours: `credits_exhausted` alone where nothing was chosen.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub struct LetThrough {
            $(pub $kind: bool,)+
        }

        /// Other kinds that do not wait; of those that are absent it stays as it is.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(deny_unknown_fields)]
        pub struct LetThroughEdit {
            $(
                #[serde(default, skip_serializing_if = "Option::is_none")]
                pub $kind: Option<bool>,
            )+
        }
    };
}

kinds! { credits_low credits_exhausted workflow_failed integration_needs_reconnect plan_upgraded }

/// By what a person is told of a kind of alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ways {
    /// By a notification on each of the person's devices. `true` where nothing was chosen.
    pub desktop: bool,
    /// By a mail to the person's address, once that is verified. `true` where nothing was chosen.
    pub email: bool,
}

/// Other ways for a kind of alert; what is absent stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WaysEdit {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub desktop: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<bool>,
}
