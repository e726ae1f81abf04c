//! Plans, packs and prices as data: versioned, effective-dated, read once at the start.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use infuse_protocol::Timestamp;
use infuse_protocol::usage::ActionQuantity;
use serde::Deserialize;
use serde::de::Error as _;
use toml::Spanned;

const DEFAULT: &str = include_str!("../catalog.toml");

/// The plan of a new workspace; every catalogue must have it.
pub const FREE: &str = "free";

/// All versions, oldest first; never empty.
#[derive(Clone, Debug)]
pub struct Catalog {
    versions: Vec<Version>,
}

/// Prices and plans from one date on.
#[derive(Clone, Debug)]
pub struct Version {
    pub name: String,
    pub effective_from: Timestamp,
    /// ISO 4217.
    pub currency: String,
    /// Credits of one unit, by action.
    pub actions: BTreeMap<String, i64>,
    pub plans: BTreeMap<String, Plan>,
    pub packs: BTreeMap<String, Pack>,
}

/// What a plan grants each month; for each seat where `per_seat`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    #[serde(deserialize_with = "above_zero")]
    pub credits: i64,
    #[serde(deserialize_with = "not_negative")]
    pub price_minor: i64,
    #[serde(default)]
    pub per_seat: bool,
    #[serde(deserialize_with = "above_zero")]
    pub memory_words: i64,
    #[serde(deserialize_with = "above_zero")]
    pub workflows: i64,
}

impl Plan {
    /// An amount of the plan for that many seats.
    pub fn for_seats(&self, amount: i64, seats: i64) -> i64 {
        if self.per_seat { amount.saturating_mul(seats) } else { amount }
    }
}

/// Credits for one payment, kept until used.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    #[serde(deserialize_with = "above_zero")]
    pub credits: i64,
    #[serde(deserialize_with = "not_negative")]
    pub price_minor: i64,
}

/// Why a catalogue can not be used. The server does not start with it.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    #[error("the catalogue {path} can not be read: {source}")]
    Unreadable { path: PathBuf, source: std::io::Error },
    #[error("the catalogue {origin}, line {line}: {reason}")]
    Invalid { origin: String, line: usize, reason: String },
}

impl Catalog {
    /// Reads the catalogue at `path`, or the one compiled in.
    pub fn load(path: Option<&Path>) -> Result<Self, CatalogError> {
        let Some(path) = path else { return Self::parse("compiled in", DEFAULT) };
        let text = std::fs::read_to_string(path)
            .map_err(|source| CatalogError::Unreadable { path: path.to_owned(), source })?;
        Self::parse(&path.display().to_string(), &text)
    }

    /// The one compiled in, without one of its actions.
    #[cfg(test)]
    pub(crate) fn without_action(action: &str) -> Self {
        let mut catalog = Self::load(None).expect("the default catalogue");
        for version in &mut catalog.versions {
            version.actions.remove(action);
        }
        catalog
    }

    fn parse(origin: &str, text: &str) -> Result<Self, CatalogError> {
        let invalid = |offset: usize, reason: &str| CatalogError::Invalid {
            origin: origin.to_owned(),
            line: text[..offset.min(text.len())].matches('\n').count() + 1,
            reason: reason.trim().to_owned(),
        };
        let file: File = toml::from_str(text)
            .map_err(|error| invalid(error.span().map_or(0, |span| span.start), error.message()))?;
        let mut versions: Vec<Version> = Vec::new();
        for spanned in file.version {
            let at = spanned.span().start;
            let version = Version::from(spanned.into_inner());
            if let Some(reason) = version.fault(versions.last()) {
                return Err(invalid(at, &reason));
            }
            versions.push(version);
        }
        if versions.is_empty() {
            return Err(invalid(0, "there must be at least one [[version]]"));
        }
        Ok(Self { versions })
    }

    /// The version in force at `now_ms` (milliseconds since the Unix epoch); before the first one's date, the first.
    pub fn in_force(&self, now_ms: i64) -> &Version {
        let begun = self.versions.partition_point(|version| version.effective_from.as_millis() <= now_ms);
        &self.versions[begun.saturating_sub(1)]
    }
}

impl Version {
    /// Credits that `quantity` units of `action` cost; `None` for an action that is not for sale.
    /// This is the one place where a price is made: estimates, holds and debits all come here.
    pub fn price(&self, action: &str, quantity: i64) -> Option<i64> {
        self.actions.get(action).map(|credits| credits.saturating_mul(quantity))
    }

    /// Credits that each of these actions costs, or the index of the first one that is not for sale.
    pub fn price_all(&self, actions: &[ActionQuantity]) -> Result<Vec<i64>, usize> {
        let priced = actions.iter().enumerate();
        priced.map(|(index, line)| self.price(&line.action, line.quantity.unwrap_or(1)).ok_or(index)).collect()
    }

    /// The terms of a plan. A plan that this version does not know has the terms of the free one;
    /// the server refuses to start on books that would need it.
    pub fn plan(&self, name: &str) -> &Plan {
        self.plans.get(name).unwrap_or_else(|| &self.plans[FREE])
    }

    fn fault(&self, previous: Option<&Self>) -> Option<String> {
        if !self.plans.contains_key(FREE) {
            return Some(format!("version {} has no plan `{FREE}`", self.name));
        }
        if self.actions.is_empty() {
            return Some(format!("version {} has no actions", self.name));
        }
        let previous = previous?;
        if previous.effective_from >= self.effective_from {
            return Some(format!("version {} does not begin after version {}", self.name, previous.name));
        }
        let lost = previous.plans.keys().find(|plan| !self.plans.contains_key(*plan))?;
        Some(format!("version {} drops the plan `{lost}`, which workspaces may have", self.name))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: Vec<Spanned<VersionText>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VersionText {
    version: String,
    effective_from: Timestamp,
    currency: String,
    actions: BTreeMap<String, Price>,
    plans: BTreeMap<String, Plan>,
    #[serde(default)]
    packs: BTreeMap<String, Pack>,
}

#[derive(Deserialize)]
#[serde(transparent)]
struct Price(#[serde(deserialize_with = "above_zero")] i64);

impl From<VersionText> for Version {
    fn from(text: VersionText) -> Self {
        Self {
            name: text.version,
            effective_from: text.effective_from,
            currency: text.currency,
            actions: text.actions.into_iter().map(|(action, price)| (action, price.0)).collect(),
            plans: text.plans,
            packs: text.packs,
        }
    }
}

/// Amounts stay far below what 64 bits hold, so that sums over them can not overflow.
const LARGEST: i64 = 1_000_000_000;

fn above_zero<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    let number = i64::deserialize(deserializer)?;
    if (1..=LARGEST).contains(&number) {
        return Ok(number);
    }
    Err(D::Error::custom(format!("{number} is not a whole number from 1 to {LARGEST}")))
}

fn not_negative<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    let number = i64::deserialize(deserializer)?;
    if (0..=LARGEST).contains(&number) {
        return Ok(number);
    }
    Err(D::Error::custom(format!("{number} is not a whole number from 0 to {LARGEST}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        Catalog::parse("test.toml", text).expect_err("a bad catalogue").to_string()
    }

    #[test]
    fn the_catalogue_compiled_in_prices_every_action_of_the_contract() {
        let catalog = Catalog::load(None).expect("the default catalogue");
        let version = catalog.in_force(i64::MAX);
        let prices: Vec<_> = version.actions.iter().map(|(action, credits)| (action.as_str(), *credits)).collect();
        assert_eq!(
            prices,
            [
                ("agent_step", 2),
                ("deep_research", 20),
                ("image_edit", 5),
                ("image_generation", 5),
                ("message", 1),
                ("web_fetch", 1)
            ]
        );
        assert_eq!(version.plans[FREE].credits, 300);
        assert_eq!(version.packs["large"].credits, 2_500);
    }

    #[test]
    fn a_bad_catalogue_is_refused_with_line_and_reason() {
        assert!(fault("").contains("missing field `version`"));
        let negative = DEFAULT.replace("web_fetch = 1 ", "web_fetch = -1 ");
        assert_eq!(fault(&negative), "the catalogue test.toml, line 13: -1 is not a whole number from 1 to 1000000000");
        let unknown = DEFAULT.replace("per_seat = true", "per_chair = true");
        assert!(fault(&unknown).contains("line 37: unknown field `per_chair`"), "{}", fault(&unknown));
        let no_free = DEFAULT.replace("[version.plans.free]", "[version.plans.gratis]");
        assert!(fault(&no_free).contains("has no plan `free`"));
        let twice = format!("{DEFAULT}\n{DEFAULT}");
        assert!(fault(&twice).contains("does not begin after"));
    }

    #[test]
    fn a_version_is_in_force_from_its_date_on() {
        let next = DEFAULT.replace("2025-01", "2026-01").replace("message = 1", "message = 3");
        let catalog = Catalog::parse("test.toml", &format!("{DEFAULT}\n{next}")).expect("two versions");
        let boundary = "2026-01-01T00:00:00Z".parse::<Timestamp>().expect("a time").as_millis();
        assert_eq!(catalog.in_force(boundary - 1).price("message", 2), Some(2));
        assert_eq!(catalog.in_force(boundary).price("message", 2), Some(6));
        assert_eq!(catalog.in_force(0).name, "2025-01");
        assert_eq!(catalog.in_force(boundary).price("nap", 1), None);
    }
}
