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
    pub interface: Option<InterfaceEdit>,
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
