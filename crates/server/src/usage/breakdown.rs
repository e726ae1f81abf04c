//! Where the credits went.

use std::collections::BTreeMap;

use axum::extract::State;
use infuse_protocol::usage::{ActionSum, Breakdown, BreakdownItem};
use infuse_protocol::{Scope, Timestamp};
use jiff::civil::Date;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{ToSpan, civil::Weekday};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::extract::{Json, Path, Query};
use crate::identity::Caller;
use crate::ledger::{Group, Spent};
use crate::problem::ApiError;
use crate::workspace::{self, Needs};

/// How to group, and which debits.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct BreakdownQuery {
    #[param(inline)]
    by: Key,
    /// Occurred at or after.
    from: Option<Timestamp>,
    /// Occurred before.
    to: Option<Timestamp>,
    /// An IANA time zone, as in `Europe/Lisbon`; UTC where absent. Days, weeks and months follow it.
    tz: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
enum Key {
    Day,
    Week,
    Month,
    Action,
    Conversation,
    Source,
    Member,
}

/// Spent credits by day, week (from Monday), month, action, conversation, source or member, net of refunds.
#[utoipa::path(
    get, path = "/v1/workspaces/{w}/usage/breakdown", tag = "usage",
    params(("w" = String, Path, description = "The workspace's id"), BreakdownQuery),
    responses((status = 200, description = "Debits, summed up", body = Breakdown)),
)]
pub(super) async fn break_down(
    State(app): State<App>,
    caller: Caller,
    Path(workspace_id): Path<String>,
    Query(query): Query<BreakdownQuery>,
) -> Result<Json<Breakdown>, ApiError> {
    workspace::admit(&app, &caller, &workspace_id, Needs::scope(Scope::UsageRead)).await?;
    let zone = time_zone(query.tz.as_deref())?;
    let from_ms = query.from.map_or(0, Timestamp::as_millis);
    let to_ms = query.to.map_or(i64::MAX, Timestamp::as_millis);
    let spent = app.ledger.spent(&workspace_id, query.by.group(), from_ms, to_ms).await?;
    Ok(Json(Breakdown { items: group(query.by, &zone, spent) }))
}

impl Key {
    /// What the ledger has to tell debits apart by.
    fn group(self) -> Group {
        match self {
            Self::Day | Self::Week | Self::Month => Group::Quarter,
            Self::Action => Group::Action,
            Self::Conversation => Group::Conversation,
            Self::Source => Group::Source,
            Self::Member => Group::Member,
        }
    }
}

fn time_zone(name: Option<&str>) -> Result<TimeZone, ApiError> {
    let Some(name) = name else { return Ok(TimeZone::UTC) };
    // The program's own: a system may lack zones, or their old names, which browsers still send.
    TimeZoneDatabase::bundled()
        .get(name)
        .map_err(|_| ApiError::validation([("/tz", "unknown_time_zone", "must be an IANA name, as in Europe/Lisbon")]))
}

/// Sums of one group; credits are net.
#[derive(Debug, Default)]
struct Sums {
    title: Option<String>,
    credits: i64,
    refunded: i64,
    events: i64,
    by_action: BTreeMap<String, (i64, i64)>,
}

fn group(by: Key, zone: &TimeZone, spent: Vec<Spent>) -> Vec<BreakdownItem> {
    let mut groups: BTreeMap<String, Sums> = BTreeMap::new();
    for part in spent {
        let sums = groups.entry(key_of(by, zone, &part)).or_default();
        let net = part.credits - part.refunded;
        sums.credits += net;
        sums.refunded += part.refunded;
        sums.events += part.events;
        sums.title = part.title.or(sums.title.take());
        let action = sums.by_action.entry(part.action).or_default();
        action.0 += net;
        action.1 += part.quantity;
    }
    let mut items: Vec<BreakdownItem> = groups.into_iter().map(|(key, sums)| item(key, sums)).collect();
    if !matches!(by, Key::Day | Key::Week | Key::Month) {
        items.sort_by(|one, other| other.credits.cmp(&one.credits).then_with(|| one.key.cmp(&other.key)));
    }
    items
}

fn item(key: String, sums: Sums) -> BreakdownItem {
    let mut by_action: Vec<ActionSum> = sums
        .by_action
        .into_iter()
        .map(|(action, (credits, quantity))| ActionSum { action, credits, quantity })
        .collect();
    by_action.sort_by_key(|sum| std::cmp::Reverse(sum.credits));
    let Sums { title, credits, refunded, events, .. } = sums;
    BreakdownItem { key, title, credits, refunded, events, by_action }
}

fn key_of(by: Key, zone: &TimeZone, part: &Spent) -> String {
    match by {
        Key::Action => part.action.clone(),
        Key::Conversation | Key::Source | Key::Member => part.key.clone(),
        Key::Day | Key::Week | Key::Month => first_day(by, date_in(zone, part.quarter_ms)).to_string(),
    }
}

/// The first day of the period that a day lies in.
fn first_day(by: Key, day: Date) -> Date {
    match by {
        Key::Month => day.first_of_month(),
        Key::Week => {
            let since_monday = i64::from(day.weekday().since(Weekday::Monday));
            day.saturating_sub(since_monday.days())
        }
        _ => day,
    }
}

fn date_in(zone: &TimeZone, at_ms: i64) -> Date {
    let at = jiff::Timestamp::from_millisecond(at_ms).unwrap_or(jiff::Timestamp::MAX);
    at.to_zoned(zone.clone()).date()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spent(at: &str) -> Spent {
        let at_ms = at.parse::<Timestamp>().expect("a time").as_millis();
        Spent {
            quarter_ms: at_ms,
            action: "message".to_owned(),
            credits: 1,
            events: 1,
            quantity: 1,
            ..Spent::default()
        }
    }

    fn keys(by: Key, zone: &str, times: &[&str]) -> Vec<String> {
        let zone = TimeZone::get(zone).expect("a zone");
        group(by, &zone, times.iter().map(|at| spent(at)).collect())
            .into_iter()
            .map(|item| format!("{} {}", item.key, item.credits))
            .collect()
    }

    #[test]
    fn days_weeks_and_months_follow_the_time_zone() {
        let times = ["2026-11-01T02:00:00Z", "2026-11-01T23:45:00Z", "2026-11-02T05:00:00Z"];
        assert_eq!(keys(Key::Day, "America/New_York", &times), ["2026-10-31 1", "2026-11-01 1", "2026-11-02 1"]);
        assert_eq!(keys(Key::Month, "America/New_York", &times), ["2026-10-01 1", "2026-11-01 2"]);
        assert_eq!(keys(Key::Week, "UTC", &times), ["2026-10-26 2", "2026-11-02 1"]);
        assert_eq!(keys(Key::Day, "Asia/Kathmandu", &times), ["2026-11-01 1", "2026-11-02 2"]);
    }
}
