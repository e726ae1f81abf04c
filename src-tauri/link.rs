//! `infuse://…`: links that open a tab of the window.

use serde::{Deserialize, Serialize};
use url::Url;

/// A tab of the main window that exists in this version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Tab {
    Account,
    Preferences,
    Personalization,
    Usage,
}

/// A part of a tab that can be gone to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Part {
    /// The alerts that were raised, on the Usage tab.
    Alerts,
}

/// Where the window is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) tab: Tab,
    pub(crate) part: Option<Part>,
}

impl From<Tab> for Target {
    fn from(tab: Tab) -> Self {
        Self { tab, part: None }
    }
}

/// A link that the app does not open. It names no more of it than scheme and host, because it goes to the log, and
/// the rest may hold secrets.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a link of this app: {0}")]
pub(crate) struct UnknownLink(String);

impl UnknownLink {
    fn of(url: &Url) -> Self {
        Self(format!("{}://{}…", url.scheme(), url.host_str().unwrap_or_default()))
    }
}

impl Tab {
    /// The tab that a link names. Anything beyond the tab's name is refused, so that a page on the web
    /// can never make the app do more than show itself.
    pub(crate) fn from_link(link: &str) -> Result<Self, UnknownLink> {
        let url = Url::parse(link).map_err(|_| UnknownLink("nothing that can be read".to_owned()))?;
        let bare = matches!(url.path(), "" | "/")
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none()
            && url.port().is_none();
        match (url.scheme(), url.host_str()) {
            ("infuse", Some("usage")) if bare => Ok(Self::Usage),
            ("infuse", Some("account")) if bare => Ok(Self::Account),
            ("infuse", Some("preferences")) if bare => Ok(Self::Preferences),
            ("infuse", Some("personalization")) if bare => Ok(Self::Personalization),
            _ => Err(UnknownLink::of(&url)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_names_a_tab() {
        assert_eq!(Tab::from_link("infuse://usage"), Ok(Tab::Usage));
        assert_eq!(Tab::from_link("infuse://usage/"), Ok(Tab::Usage));
        assert_eq!(Tab::from_link("infuse://account"), Ok(Tab::Account));
        assert_eq!(Tab::from_link("infuse://preferences"), Ok(Tab::Preferences));
        assert_eq!(Tab::from_link("infuse://personalization"), Ok(Tab::Personalization));
    }

    #[test]
    fn everything_else_is_refused() {
        for link in [
            "",
            "usage",
            "infuse:usage",
            "infuse://",
            "infuse://billing",
            "infuse://usage/export",
            "infuse://usage?from=2026-01-01",
            "infuse://usage#top",
            "infuse://someone@usage",
            "infuse://usage:8787",
            "https://usage",
        ] {
            assert!(Tab::from_link(link).is_err(), "{link} was accepted");
        }
    }
    #[test]
    fn a_refused_link_is_told_without_what_may_be_secret() {
        for link in ["infuse://ada:hunter2@usage/hunter2?token=hunter2#hunter2", "infuse:hunter2", "hunter2"] {
            let refused = Tab::from_link(link).unwrap_err().to_string();
            assert!(!refused.contains("hunter2"), "{refused}");
        }
        let refused = Tab::from_link("infuse://billing?token=hunter2").unwrap_err();
        assert_eq!(refused.to_string(), "not a link of this app: infuse://billing…");
    }
}
