//! Of what a person wants to be told, at how many credits they are warned, and how the app looks and speaks to them.

mod quiet_hours;
mod reach;

pub(crate) use quiet_hours::{QuietHours, Standing};
pub(crate) use reach::{test_email, test_notification};

use infuse_policy::DEFAULT_THRESHOLD;
use infuse_protocol::stream as wire;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::resources::{Fields, ResourceName};
use crate::scope::Scope;
use crate::snapshot::{Density, DeviceSettings, Language, TextSize, Theme};
use crate::state::State;

const THRESHOLD: &str = "low_credit_threshold";

/// A kind of alert that a person can do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum AlertKind {
    CreditsLow,
    CreditsExhausted,
    WorkflowFailed,
    IntegrationNeedsReconnect,
    PlanUpgraded,
}

impl AlertKind {
    const fn wire(self) -> wire::AlertKind {
        match self {
            Self::CreditsLow => wire::AlertKind::CreditsLow,
            Self::CreditsExhausted => wire::AlertKind::CreditsExhausted,
            Self::WorkflowFailed => wire::AlertKind::WorkflowFailed,
            Self::IntegrationNeedsReconnect => wire::AlertKind::IntegrationNeedsReconnect,
            Self::PlanUpgraded => wire::AlertKind::PlanUpgraded,
        }
    }
}

/// How a person is told of an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum AlertWay {
    /// By a notification on each of their devices.
    Desktop,
    /// By a mail, to an address that was verified.
    Email,
}

impl AlertWay {
    const fn name(self) -> &'static str {
        match self {
            Self::Desktop => "desktop",
            Self::Email => "email",
        }
    }
}

fn path_of(kind: wire::AlertKind, way: AlertWay) -> String {
    format!("alerts/{}/{}", kind.name(), way.name())
}

/// The edit by which the person is warned at so many credits or fewer.
pub(crate) fn warned_at(credits: i32) -> Fields {
    Fields::from_iter([(THRESHOLD.to_owned(), credits.into())])
}

/// The edit by which the person is told of that kind in that way, or is not.
pub(crate) fn told_by(way: AlertWay, kind: AlertKind, on: bool) -> Fields {
    Fields::from_iter([(path_of(kind.wire(), way), Value::Bool(on))])
}

const QUIET_ENABLED: &str = "quiet_hours/enabled";
const QUIET_FROM: &str = "quiet_hours/from";
const QUIET_TO: &str = "quiet_hours/to";

fn path_through(kind: wire::AlertKind) -> String {
    format!("quiet_hours/let_through/{}", kind.name())
}

/// The edit by which there are quiet hours, or none.
pub(crate) fn quiet(on: bool) -> Fields {
    Fields::from_iter([(QUIET_ENABLED.to_owned(), Value::Bool(on))])
}

/// When quiet hours begin or end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum QuietBoundary {
    From,
    To,
}

/// The edit by which quiet hours begin or end then: `HH:MM`, which the server checks.
pub(crate) fn quiet_at(boundary: QuietBoundary, time: String) -> Fields {
    let path = match boundary {
        QuietBoundary::From => QUIET_FROM,
        QuietBoundary::To => QUIET_TO,
    };
    Fields::from_iter([(path.to_owned(), Value::String(time))])
}

/// The edit by which that kind does not wait in quiet hours, or does.
pub(crate) fn let_through(kind: AlertKind, on: bool) -> Fields {
    Fields::from_iter([(path_through(kind.wire()), Value::Bool(on))])
}

/// One of the ways in which the app looks and speaks on each of a person's devices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    Theme(Theme),
    Density(Density),
    TextSize(TextSize),
    ReduceMotion(bool),
    Language(Language),
}

const LANGUAGE: &str = "interface/language";
const THEME: &str = "interface/theme";
const DENSITY: &str = "interface/density";
const TEXT_SCALE: &str = "interface/text_scale";
const REDUCE_MOTION: &str = "interface/reduce_motion";

impl Look {
    /// Has this device look so.
    pub(crate) fn wear(self, device: &mut DeviceSettings) {
        match self {
            Self::Theme(theme) => device.theme = theme,
            Self::Density(density) => device.density = density,
            Self::TextSize(text_size) => device.text_size = text_size,
            Self::ReduceMotion(on) => device.reduce_motion = on,
            Self::Language(language) => device.language = language,
        }
    }

    const fn path(self) -> &'static str {
        match self {
            Self::Theme(_) => THEME,
            Self::Density(_) => DENSITY,
            Self::TextSize(_) => TEXT_SCALE,
            Self::ReduceMotion(_) => REDUCE_MOTION,
            Self::Language(_) => LANGUAGE,
        }
    }

    fn value(self) -> Value {
        match self {
            Self::Theme(theme) => json!(theme),
            Self::Density(density) => json!(density),
            Self::TextSize(text_size) => text_size.percent().into(),
            Self::ReduceMotion(on) => on.into(),
            Self::Language(language) => json!(language),
        }
    }
}

/// The edit by which all devices of the person look so.
pub(crate) fn worn(look: Look) -> Fields {
    Fields::from_iter([(look.path().to_owned(), look.value())])
}

/// Whether a server that told these preferences keeps it.
pub(crate) fn keeps(told: &Fields, look: Look) -> bool {
    told.get(look.path()).is_some_and(|value| !value.is_null())
}

/// What is known of a person's preferences, with what the server is still to be told. Where nothing is, as of a kind that
/// an older server does not know, a person is told of everything.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known(Fields);

impl Known {
    /// At how many credits or fewer they are warned: as one who set nothing, as long as it is not known what they set.
    pub(crate) fn threshold(&self) -> i64 {
        self.0.get(THRESHOLD).and_then(Value::as_i64).unwrap_or(DEFAULT_THRESHOLD)
    }

    /// How the app looks and speaks to them, as far as their server knows.
    pub(crate) fn looks(&self) -> impl Iterator<Item = Look> {
        let text_scale = self.0.get(TEXT_SCALE).and_then(Value::as_i64);
        let looks = [
            self.read(THEME).map(Look::Theme),
            self.read(DENSITY).map(Look::Density),
            text_scale.map(|percent| Look::TextSize(TextSize::nearest(percent))),
            self.read(REDUCE_MOTION).map(Look::ReduceMotion),
            self.read(LANGUAGE).map(Look::Language),
        ];
        looks.into_iter().flatten()
    }

    fn read<T: serde::de::DeserializeOwned>(&self, path: &str) -> Option<T> {
        self.0.get(path).and_then(|value| T::deserialize(value).ok())
    }

    /// The hours of each day in which notifications wait; `None` where there are none.
    pub(crate) fn quiet_hours(&self) -> Option<QuietHours> {
        let text = |path| self.0.get(path).and_then(Value::as_str);
        let is_on = self.0.get(QUIET_ENABLED).and_then(Value::as_bool).unwrap_or(false);
        if is_on { QuietHours::read(text(QUIET_FROM)?, text(QUIET_TO)?) } else { None }
    }

    /// Whether a notification of such an alert does not wait for the end of quiet hours.
    pub(crate) fn lets_through(&self, kind: wire::AlertKind) -> bool {
        self.0.get(&path_through(kind)).and_then(Value::as_bool).unwrap_or(false)
    }

    /// Whether a notification tells them of such an alert.
    pub(crate) fn shows(&self, kind: wire::AlertKind) -> bool {
        self.0.get(&path_of(kind, AlertWay::Desktop)).and_then(Value::as_bool).unwrap_or(true)
    }
}

/// The person's preferences as this device keeps them.
pub(crate) async fn known(state: &State, scope: &Scope) -> Result<Known, sqlx::Error> {
    let kept = state.resource(scope, ResourceName::Preferences).await?;
    Ok(Known(kept.map(|kept| kept.shown()).unwrap_or_default()))
}
