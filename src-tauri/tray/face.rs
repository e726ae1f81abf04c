//! What the tray shows, as a plain value: it is worked out of a snapshot, and shown only when it differs.

use infuse_engine::snapshot::{Access, Connection, HomeKind, Snapshot, UsageNow, Warnings};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::art::{Art, Style};
use crate::wording::Wording;

/// Picture, tooltip and menu of the tray.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Face {
    pub(crate) art: Art,
    pub(crate) style: Style,
    pub(crate) tooltip: String,
    /// Credits, purchased, memory, workflows, last update.
    pub(crate) rows: [String; 5],
    /// What agents ask, as far as there is room.
    pub(crate) approvals: Vec<AskedApproval>,
    pub(crate) warnings: WarningsAction,
    pub(crate) words: Words,
}

/// What an agent asks, as a menu can tell it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AskedApproval {
    pub(crate) id: String,
    pub(crate) label: String,
    /// Who asks, and what it would spend.
    pub(crate) facts: Vec<String>,
    /// Whether that is all there is to know: only then is it allowed from here.
    pub(crate) is_whole: bool,
}

/// What agents ask beyond that stands in the window.
const MOST_APPROVALS: usize = 3;
/// Of what an agent calls it, in characters: menus do not wrap.
const LONGEST_LABEL: usize = 60;

/// What the tray says of itself, and of what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) title: String,
    pub(crate) open: String,
    /// What is done about warnings.
    pub(crate) warnings: String,
    pub(crate) allow: String,
    pub(crate) deny: String,
    /// How many more approvals wait; empty where there are none.
    pub(crate) more_approvals: String,
    pub(crate) quit: String,
}

/// What the menu does about warnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WarningsAction {
    /// Nobody is there to be warned.
    None,
    Pause,
    Resume,
}

impl WarningsAction {
    fn of(snapshot: &Snapshot) -> Self {
        match (&snapshot.access, &snapshot.warnings) {
            (Access::SignedIn { .. } | Access::KeyringLocked, Warnings::Paused { .. }) => Self::Resume,
            (Access::SignedIn { .. } | Access::KeyringLocked, _) if snapshot.usage.is_some() => Self::Pause,
            _ => Self::None,
        }
    }

    /// The message that names it.
    fn label(self) -> &'static str {
        match self {
            Self::None | Self::Pause => "warnings-pause",
            Self::Resume => "warnings-resume",
        }
    }
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
        let warnings = WarningsAction::of(snapshot);
        Self {
            art: usage.map_or(Art::Unknown, |usage| Art::of(usage, live)),
            style: Style::of(snapshot.device.tray_icon, usage),
            tooltip: tooltip(snapshot, live, here),
            rows: rows(snapshot, usage, here),
            approvals: approvals(snapshot, here.wording),
            warnings,
            words: Words {
                title: here.wording.text("product"),
                open: here.wording.text("open-app"),
                warnings: here.wording.text(warnings.label()),
                allow: here.wording.text("approval-allow"),
                deny: here.wording.text("approval-deny"),
                more_approvals: more_approvals(snapshot, here.wording),
                quit: here.wording.text("quit"),
            },
        }
    }
}

fn approvals(snapshot: &Snapshot, wording: &Wording) -> Vec<AskedApproval> {
    let shown = snapshot.approvals.iter().take(MOST_APPROVALS);
    shown
        .map(|approval| {
            let mut what: String = approval.title.chars().take(LONGEST_LABEL).collect();
            let is_cut = what.len() < approval.title.len();
            if is_cut {
                what.push('…');
            }
            let asks = wording.text_with("notice-approval", [("agent", approval.asked_by.as_str().into())]);
            let spends = approval.credits.map(|credits| {
                let number = wording.number(credits.into());
                wording.text_with("notice-approval-credits", [("count", credits.into()), ("credits", number.into())])
            });
            AskedApproval {
                id: approval.id.clone(),
                label: wording.text_with("tray-approval", [("what", what.into())]),
                facts: [Some(asks), spends].into_iter().flatten().collect(),
                is_whole: !is_cut && approval.detail.is_none(),
            }
        })
        .collect()
}

fn more_approvals(snapshot: &Snapshot, wording: &Wording) -> String {
    match snapshot.approvals.len().saturating_sub(MOST_APPROVALS) {
        0 => String::new(),
        more => wording.text_with("tray-approvals-more", [("count", more.into())]),
    }
}

fn tooltip(snapshot: &Snapshot, live: bool, here: &Here<'_>) -> String {
    let Some(usage) = &snapshot.usage else { return tooltip_of_access(&snapshot.access, here.wording) };
    let tooltip = tooltip_of_usage(usage, live, here);
    // Figures that are made up are never taken for the person's own.
    let is_sample = snapshot.homes.iter().any(|home| home.active && home.kind == HomeKind::Sample);
    if is_sample { here.wording.text_with("tooltip-sample", [("tooltip", tooltip.into())]) } else { tooltip }
}

fn tooltip_of_usage(usage: &UsageNow, live: bool, here: &Here<'_>) -> String {
    let wording = here.wording;
    let available = wording.number(usage.monthly_available.into());
    let total = wording.number(usage.monthly_total.into());
    let day = here.day(&usage.resets_at);
    let id = match (usage.purchased_available > 0, live) {
        (false, true) => "tooltip",
        (true, true) => "tooltip-purchased",
        (false, false) => "tooltip-stale",
        (true, false) => "tooltip-purchased-stale",
    };
    let args = [
        ("available", available.into()),
        ("total", total.into()),
        ("purchased", wording.number(usage.purchased_available.into()).into()),
        ("day", day.into()),
        ("moment", here.moment(&usage.as_of).into()),
    ];
    wording.text_with(id, args)
}

fn tooltip_of_access(access: &Access, wording: &Wording) -> String {
    match access {
        Access::Starting => wording.text("standing-starting"),
        Access::Welcome => wording.text("standing-welcome"),
        Access::SignedOut { .. } => wording.text("standing-signed_out"),
        Access::KeyringLocked => wording.text("standing-keyring_locked"),
        Access::Preparing { done, total } => {
            let args = [("done", (*done).into()), ("total", (*total).into())];
            wording.text_with("standing-preparing", args)
        }
        Access::SignedIn { .. } => wording.text("unknown-credits"),
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
    let (available, total) = (number(usage.monthly_available), number(usage.monthly_total));
    let id = if usage.held > 0 { "menu-credits-held" } else { "menu-credits" };
    let args = [("available", available.into()), ("total", total.into()), ("held", number(usage.held).into())];
    let credits = wording.text_with(id, args);
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
        credits,
        wording.text_with("menu-purchased", [("credits", number(usage.purchased_available).into())]),
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
    use infuse_engine::snapshot::{AccountNow, CreditLevel, Home, SignInMethod, TrayIcon, TwoFactorNow, WorkspaceNow};

    use super::*;

    /// Ada on the plan `pro`, live, with 253 of 1,000 credits.
    pub(in crate::tray) fn snapshot_of_ada() -> Snapshot {
        let account = AccountNow {
            deletion_scheduled_at: None,
            two_factor: TwoFactorNow::default(),
            id: "0197".to_owned(),
            name: "Ada Lovelace".to_owned(),
            email: "ada@example.com".to_owned(),
            email_verified: true,
            email_problem: None,
            pending_email: None,
            sign_in_method: SignInMethod::Password,
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
            monthly_available: 253,
            purchased_available: 0,
            held: 0,
            available: 253,
            total: 1_000,
            left_per_mille: 253,
            level: CreditLevel::Enough,
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
        face_said_in(&Wording::english(), snapshot)
    }

    pub(in crate::tray) fn face_said_in(wording: &Wording, snapshot: &Snapshot) -> Face {
        let now = "2026-11-21T15:00:00Z".parse().unwrap();
        Face::of(snapshot, &Here { wording, now, zone: TimeZone::UTC })
    }

    fn face_with(change: impl FnOnce(&mut UsageNow)) -> Face {
        let mut snapshot = snapshot_of_ada();
        change(snapshot.usage.as_mut().unwrap());
        face_of(&snapshot)
    }

    #[test]
    fn the_tooltip_says_what_is_left_and_until_when() {
        assert_eq!(face_of(&snapshot_of_ada()).tooltip, "253 of 1,000 credits · resets 3 Dec");
        let with_pack = face_with(|usage| usage.purchased_available = 400);
        assert_eq!(with_pack.tooltip, "253 of 1,000 credits + 400 purchased · resets 3 Dec");
    }

    #[test]
    fn figures_that_are_made_up_are_said_to_be() {
        let sample = Home {
            id: "0199".to_owned(),
            kind: HomeKind::Sample,
            name: String::new(),
            url: String::new(),
            email: None,
            active: true,
        };
        let elsewhere = Home { active: false, ..sample.clone() };
        let tooltip = |home| face_of(&Snapshot { homes: vec![home], ..snapshot_of_ada() }).tooltip;
        assert_eq!(tooltip(sample), "Sample data · 253 of 1,000 credits · resets 3 Dec");
        assert_eq!(tooltip(elsewhere), "253 of 1,000 credits · resets 3 Dec");
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
        let face = face_with(|usage| usage.purchased_available = 1_200);
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
        assert_eq!(unknown.tooltip, "Credits not known yet");
        assert_eq!(unknown.rows[0], "Credits: not known yet");
        let unreported = face_with(|usage| (usage.memory_words_used, usage.workflows_active) = (None, None));
        assert_eq!(unreported.rows[2..4], ["Memory: not reported yet", "Workflows: not reported yet"]);
    }

    #[test]
    fn without_figures_it_says_why_there_are_none() {
        let access = Access::SignedOut { email: "ada@example.com".to_owned() };
        let face = face_of(&Snapshot { access, usage: None, ..snapshot_of_ada() });
        assert_eq!((face.art, face.tooltip.as_str()), (Art::Unknown, "You're signed out"));
    }

    #[test]
    fn warnings_are_paused_only_of_someone_whose_reset_is_known() {
        let warnings = |snapshot: Snapshot| face_of(&snapshot).warnings;
        let paused = Warnings::Paused { until: "2026-12-03T09:00:00Z".to_owned() };
        assert_eq!(warnings(snapshot_of_ada()), WarningsAction::Pause);
        assert_eq!(warnings(Snapshot { usage: None, ..snapshot_of_ada() }), WarningsAction::None);
        assert_eq!(warnings(Snapshot { warnings: paused, usage: None, ..snapshot_of_ada() }), WarningsAction::Resume);
        assert_eq!(warnings(Snapshot::starting()), WarningsAction::None);
        let access = Access::SignedOut { email: "ada@example.com".to_owned() };
        assert_eq!(warnings(Snapshot { access, usage: None, ..snapshot_of_ada() }), WarningsAction::None);
    }

    #[test]
    fn a_locked_keyring_hides_no_figures() {
        let face = face_of(&Snapshot { access: Access::KeyringLocked, ..snapshot_of_ada() });
        assert_eq!(face.tooltip, "253 of 1,000 credits · resets 3 Dec");
        let without = Snapshot { access: Access::KeyringLocked, usage: None, ..snapshot_of_ada() };
        assert_eq!(face_of(&without).tooltip, "The keyring is locked");
    }

    #[test]
    fn what_is_held_can_not_be_spent_and_is_named() {
        let face = face_with(|usage| {
            (usage.monthly_total, usage.monthly_available, usage.available) = (300, 0, 0);
            (usage.held, usage.left_per_mille, usage.level) = (10, 0, CreditLevel::Exhausted);
        });
        assert_eq!(face.tooltip, "0 of 300 credits · resets 3 Dec");
        assert_eq!(face.rows[0], "Credits: 0 of 300, 10 held");
        assert_eq!(face.art, Art::Known { level: CreditLevel::Exhausted, left: 0, live: true });
    }

    #[test]
    fn the_icon_is_drawn_as_this_device_is_set_to() {
        let mut snapshot = snapshot_of_ada();
        assert_eq!(face_of(&snapshot).style, Style::Ring);
        snapshot.device.tray_icon = TrayIcon::Number;
        assert_eq!(face_of(&snapshot).style, Style::Number(Some(25)));
        snapshot.device.tray_icon = TrayIcon::Monochrome;
        assert_eq!(face_of(&snapshot).style, Style::Monochrome);
    }

    #[test]
    fn the_ring_is_as_long_as_the_share_that_is_left_and_shows_the_last_credit() {
        let left = |per_mille: u16| match face_with(|usage| usage.left_per_mille = per_mille).art {
            Art::Known { left, .. } => left,
            Art::Unknown => panic!("there are figures"),
        };
        assert_eq!([0, 1, 500, 1_000].map(left), [0, 1, 30, 60]);
    }
}
