//! How the app looks and behaves on this device, and how that is written.

use serde::{Deserialize, Deserializer, Serialize};

/// How the app looks and behaves on this device. Look and language follow the account that is signed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct DeviceSettings {
    pub language: Language,
    pub theme: Theme,
    pub density: Density,
    pub text_size: TextSize,
    /// Whether nothing moves, also where the system does not ask for that.
    pub reduce_motion: bool,
    pub tray_icon: TrayIcon,
    /// Whether the app starts with the desktop, without a window.
    pub autostart: bool,
    /// Whether closing the window ends the app.
    pub quit_on_close: bool,
    /// How loud voices are heard.
    pub volume: Volume,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    Light,
    Dark,
    /// That of the system, and in place of one that only a newer app knows.
    #[default]
    System,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Density {
    Compact,
    /// In place of one that only a newer app knows, too.
    #[default]
    Comfortable,
}

/// What the app says everything in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub enum Language {
    #[serde(rename = "en")]
    English,
    #[serde(rename = "de")]
    German,
    #[serde(rename = "es")]
    Spanish,
    #[serde(rename = "fr")]
    French,
    #[serde(rename = "ja")]
    Japanese,
    #[serde(rename = "ar")]
    Arabic,
    /// That of the system, and in place of one that only a newer app knows.
    #[default]
    #[serde(rename = "system")]
    System,
}

impl<'de> Deserialize<'de> for Theme {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match String::deserialize(deserializer)?.as_str() {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        })
    }
}

impl<'de> Deserialize<'de> for Density {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match String::deserialize(deserializer)?.as_str() {
            "compact" => Self::Compact,
            _ => Self::Comfortable,
        })
    }
}

impl<'de> Deserialize<'de> for Language {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Ok(Self::TAGS.iter().find(|(_, tag)| *tag == name).map_or(Self::System, |(language, _)| *language))
    }
}

impl Language {
    /// Every language that can be chosen with its tag (BCP 47).
    pub const TAGS: [(Self, &'static str); 6] = [
        (Self::English, "en"),
        (Self::German, "de"),
        (Self::Spanish, "es"),
        (Self::French, "fr"),
        (Self::Japanese, "ja"),
        (Self::Arabic, "ar"),
    ];

    /// Its tag; `None` of the system's.
    pub fn tag(self) -> Option<&'static str> {
        Self::TAGS.iter().find(|(language, _)| *language == self).map(|(_, tag)| *tag)
    }
}

/// How loud something is heard, in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct Volume(u8);

impl Volume {
    /// More than 100 is 100.
    pub fn of_percent(percent: u8) -> Self {
        Self(percent.min(100))
    }

    /// 0 to 100.
    pub const fn percent(self) -> u8 {
        self.0
    }

    /// What samples are multiplied by. People hear loudness by its logarithm; a square comes near enough to that.
    pub fn factor(self) -> f32 {
        (f32::from(self.0) / 100.0).powi(2)
    }
}

impl Default for Volume {
    fn default() -> Self {
        Self(80)
    }
}

/// How the tray's icon is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum TrayIcon {
    /// A ring as long as what is left, in the colour of what that means.
    #[default]
    Ring,
    /// The same, with the percentage within it.
    Number,
    /// The ring in one colour, as other icons of the panel are.
    Monochrome,
}

/// How large text is, in percent of what it is where nobody has changed it. All that holds text grows with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub enum TextSize {
    #[serde(rename = "90")]
    Small,
    #[default]
    #[serde(rename = "100")]
    Usual,
    #[serde(rename = "110")]
    Large,
    #[serde(rename = "125")]
    Larger,
    #[serde(rename = "140")]
    Largest,
}

impl TextSize {
    const ALL: [Self; 5] = [Self::Small, Self::Usual, Self::Large, Self::Larger, Self::Largest];

    pub fn percent(self) -> u16 {
        match self {
            Self::Small => 90,
            Self::Usual => 100,
            Self::Large => 110,
            Self::Larger => 125,
            Self::Largest => 140,
        }
    }

    pub(crate) fn of_percent(percent: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|size| i64::from(size.percent()) == percent)
    }

    /// That which is nearest to it.
    pub(crate) fn nearest(percent: i64) -> Self {
        let distance = |size: &Self| i64::from(size.percent()).abs_diff(percent);
        Self::ALL.into_iter().min_by_key(distance).unwrap_or_default()
    }
}
