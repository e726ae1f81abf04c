//! What the tray shows, as a plain value: it is worked out of a snapshot, and shown only when it differs.

use infuse_engine::snapshot::{Access, Connection, Snapshot, UsageNow, Warnings};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::art::Art;
use crate::wording::Wording;

/// Picture, tooltip and menu of the tray.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Face {
    pub(crate) art: Art,
    pub(crate) tooltip: String,
    /// Credits, purchased, memory, workflows, last update.
    pub(crate) rows: [String; 5],
    pub(crate) warnings_paused: bool,
}

/// When and where the tray is read.
pub(crate) struct Here<'a> {
    pub(crate) wording: &'a Wording,
    pub(crate) now: Timestamp,
    pub(crate) zone: TimeZone,
}

impl Face {
    pub(crate) fn of(snapshot: &Snapshot, here: &Here<'_>) -> Self {
        let usage = snapshot.usage.as_ref();
        let live = usage.is_some() && !snapshot.outdated;
        Self {
            art: usage.map_or(Art::Unknown, |usage| Art::of(usage, live)),
            tooltip: match usage {
                Some(usage) => tooltip_of_usage(usage, live, here),
                None => tooltip_of_access(&snapshot.access, here.wording),
            },
            rows: rows(snapshot, usage, here),
            warnings_paused: matches!(snapshot.warnings, Warnings::Paused { .. }),
        }
    }
}

fn tooltip_of_usage(usage: &UsageNow, live: bool, here: &Here<'_>) -> String {
    let wording = here.wording;
    let remaining = wording.number(usage.monthly_remaining.into());
    let total = wording.number(usage.monthly_total.into());
    let day = here.day(&usage.resets_at);
    let tooltip = if usage.purchased_remaining > 0 {
        let purchased = wording.number(usage.purchased_remaining.into());
        let args = [
            ("remaining", remaining.into()),
            ("total", total.into()),
            ("purchased", purchased.into()),
            ("day", day.into()),
        ];
        wording.text_with("tooltip-purchased", args)
    } else {
        wording.text_with("tooltip", [("remaining", remaining.into()), ("total", total.into()), ("day", day.into())])
    };
    if live {
        return tooltip;
    }
    let moment = here.moment(&usage.as_of);
    wording.text_with("tooltip-stale", [("tooltip", tooltip.into()), ("moment", moment.into())])
}

fn tooltip_of_access(access: &Access, wording: &Wording) -> String {
    match access {
        Access::Starting => wording.text("tooltip-starting"),
        Access::Welcome => wording.text("tooltip-welcome"),
        Access::SignedOut { .. } => wording.text("tooltip-signed-out"),
        Access::KeyringLocked => wording.text("tooltip-keyring-locked"),
        Access::Preparing { done, total } => {
            let args = [("done", (*done).into()), ("total", (*total).into())];
            wording.text_with("tooltip-preparing", args)
        }
        Access::SignedIn { .. } => wording.text("tooltip-unknown"),
    }
}

fn rows(snapshot: &Snapshot, usage: Option<&UsageNow>, here: &Here<'_>) -> [String; 5] {
    let wording = here.wording;
    let Some(usage) = usage else {
        return [
            "menu-credits-unknown",
            "menu-purchased-unknown",
            "menu-memory-unknown",
            "menu-workflows-unknown",
            "menu-updated-never",
        ]
        .map(|id| wording.text(id));
    };
    let number = |number: i32| wording.number(number.into());
    let (remaining, total) = (number(usage.monthly_remaining), number(usage.monthly_total));
    let memory = usage.memory_words_used.map(|used| {
        let limit = number(usage.memory_words_limit);
        wording.text_with("menu-memory", [("used", number(used).into()), ("limit", limit.into())])
    });
    let workflows = usage.workflows_active.map(|active| {
        let limit = number(usage.workflows_limit);
        wording.text_with("menu-workflows", [("active", number(active).into()), ("limit", limit.into())])
    });
    let updated = match snapshot.connection {
        Connection::Offline { .. } => "menu-updated-offline",
        Connection::Connecting | Connection::Live | Connection::Polling => "menu-updated",
    };
    [
        wording.text_with("menu-credits", [("remaining", remaining.into()), ("total", total.into())]),
        wording.text_with("menu-purchased", [("credits", number(usage.purchased_remaining).into())]),
        memory.unwrap_or_else(|| wording.text("menu-memory-unknown")),
        workflows.unwrap_or_else(|| wording.text("menu-workflows-unknown")),
        wording.text_with(updated, [("moment", here.moment(&usage.as_of).into())]),
    ]
}

impl Here<'_> {
    /// The date of a time in RFC 3339. One that does not parse shows as it came.
    fn day(&self, time: &str) -> String {
        match time.parse::<Timestamp>() {
            Ok(time) => self.wording.day(time.to_zoned(self.zone.clone()).date()),
            Err(_) => time.to_owned(),
        }
    }

    fn moment(&self, time: &str) -> String {
        match time.parse() {
            Ok(time) => self.wording.moment(time, self.now, &self.zone),
            Err(_) => time.to_owned(),
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use infuse_engine::snapshot::{AccountNow, WorkspaceNow};

    use super::*;
    use crate::tray::art::Level;

    /// Ada on the plan `pro`, live, with 253 of 1,000 credits.
    pub(in crate::tray) fn snapshot_of_ada() -> Snapshot {
        let account = AccountNow {
            id: "0197".to_owned(),
            name: "Ada Lovelace".to_owned(),
            email: "ada@example.com".to_owned(),
            created_at: "2026-09-03T09:00:00Z".to_owned(),
        };
        let workspace = WorkspaceNow {
            id: "0198".to_owned(),
            name: "Ada Lovelace".to_owned(),
            plan: "pro".to_owned(),
            personal: true,
        };
        let usage = UsageNow {
            monthly_total: 1_000,
            monthly_used: 747,
            monthly_remaining: 253,
            purchased_remaining: 0,
            held: 0,
            available: 253,
            low_threshold: 10,
            cycle_started_at: "2026-11-03T09:00:00Z".to_owned(),
            resets_at: "2026-12-03T09:00:00Z".to_owned(),
            memory_words_used: Some(412_000),
            memory_words_limit: 1_000_000,
            workflows_active: Some(7),
            workflows_limit: 10,
            as_of: "2026-11-21T14:02:30Z".to_owned(),
            stale: false,
            today: 31,
            last_days: vec![0; 14],
            forecast: None,
        };
        Snapshot {
            access: Access::SignedIn { account, workspace },
            connection: Connection::Live,
            usage: Some(usage),
            ..Snapshot::starting()
        }
    }

    pub(in crate::tray) fn face_of(snapshot: &Snapshot) -> Face {
        let wording = Wording::english();
        let now = "2026-11-21T15:00:00Z".parse().unwrap();
        Face::of(snapshot, &Here { wording: &wording, now, zone: TimeZone::UTC })
    }

    fn face_with(change: impl FnOnce(&mut UsageNow)) -> Face {
        let mut snapshot = snapshot_of_ada();
        change(snapshot.usage.as_mut().unwrap());
        face_of(&snapshot)
    }

    #[test]
    fn the_tooltip_says_what_is_left_and_until_when() {
        assert_eq!(face_of(&snapshot_of_ada()).tooltip, "253 of 1,000 credits · resets 3 Dec");
        let with_pack = face_with(|usage| usage.purchased_remaining = 400);
        assert_eq!(with_pack.tooltip, "253 of 1,000 credits + 400 purchased · resets 3 Dec");
    }

    #[test]
    fn figures_that_are_not_live_show_their_age() {
        let stale = face_of(&Snapshot { outdated: true, ..snapshot_of_ada() });
        assert_eq!(stale.tooltip, "253 of 1,000 credits · resets 3 Dec · as of 14:02");
        let offline = face_of(&Snapshot {
            outdated: true,
            connection: Connection::Offline { since: "2026-11-21T14:10:00Z".to_owned() },
            ..snapshot_of_ada()
        });
        assert_eq!(offline.tooltip, "253 of 1,000 credits · resets 3 Dec · as of 14:02");
        assert_eq!(offline.rows[4], "Offline, updated 14:02");
        assert!(matches!(offline.art, Art::Known { live: false, .. }));
    }

    #[test]
    fn the_rows_are_credits_purchased_memory_workflows_and_last_update() {
        let face = face_with(|usage| usage.purchased_remaining = 1_200);
        let rows = [
            "Credits: 253 of 1,000",
            "Purchased: 1,200",
            "Memory: 412,000 of 1,000,000 words",
            "Workflows: 7 of 10",
            "Updated 14:02",
        ];
        assert_eq!(face.rows, rows);
    }

    #[test]
    fn unknown_is_not_zero() {
        let unknown = face_of(&Snapshot { usage: None, ..snapshot_of_ada() });
        assert_eq!(unknown.art, Art::Unknown);
        assert_eq!(unknown.tooltip, "Credits are not known yet");
        assert_eq!(unknown.rows[0], "Credits: not known yet");
        let unreported = face_with(|usage| (usage.memory_words_used, usage.workflows_active) = (None, None));
        assert_eq!(unreported.rows[2..4], ["Memory: not reported yet", "Workflows: not reported yet"]);
    }

    #[test]
    fn without_figures_it_says_why_there_are_none() {
        let access = Access::SignedOut { email: "ada@example.com".to_owned() };
        let face = face_of(&Snapshot { access, usage: None, ..snapshot_of_ada() });
        assert_eq!((face.art, face.tooltip.as_str()), (Art::Unknown, "Signed out of Infuse"));
    }

    #[test]
    fn a_locked_keyring_hides_no_figures() {
        let face = face_of(&Snapshot { access: Access::KeyringLocked, ..snapshot_of_ada() });
        assert_eq!(face.tooltip, "253 of 1,000 credits · resets 3 Dec");
        let without = Snapshot { access: Access::KeyringLocked, usage: None, ..snapshot_of_ada() };
        assert_eq!(face_of(&without).tooltip, "The keyring is locked");
    }

    #[test]
    fn the_ring_is_low_at_the_threshold_and_empty_at_nothing() {
        let level = |available: i32| match face_with(|usage| usage.available = available).art {
            Art::Known { level, .. } => level,
            Art::Unknown => panic!("there are figures"),
        };
        assert_eq!([11, 10, 1, 0].map(level), [Level::Enough, Level::Low, Level::Low, Level::Empty]);
    }
}
