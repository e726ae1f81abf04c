//! The table `alert_ways`, and quiet hours and how the app looks and speaks, which stand in `accounts`. At how many credits
//! a person is warned stands in the book of their personal workspace, where it is warned by it, and nowhere else.

use infuse_protocol::preferences::{
    Alerts, Density, Interface, InterfaceEdit, Language, LetThrough, Preferences, PreferencesEdit, QuietHours,
    QuietHoursEdit, Theme, Ways, WaysEdit,
};
use infuse_protocol::stream::{AlertKind, Resource};
use sqlx::Row as _;

use crate::db::{Db, DbError, WriteTransaction};
use crate::identity::SecretHash;
use crate::if_match::{self, Claimed, Expected};
use crate::ledger::{Ledger, LedgerError};
use crate::mail;
use crate::versions;

/// A notification on each of the person's devices, as it is called in tables.
const DESKTOP: &str = "desktop";

/// That a notification is shown in quiet hours, too, as it is called in tables.
const QUIET_HOURS: &str = "quiet_hours";

/// What is let through quiet hours where a person chose nothing: that the assistant answers no more.
const LET_THROUGH_BY_DEFAULT: LetThrough = LetThrough {
    credits_low: false,
    credits_exhausted: true,
    workflow_failed: false,
    integration_needs_reconnect: false,
    plan_upgraded: false,
};

/// By what a person is told where they chose nothing.
const BY_DEFAULT: Ways = Ways { desktop: true, email: mail::WANTED_BY_DEFAULT };

/// Another way for a kind of alert, and whether the person wants it.
pub(super) type Choice = (AlertKind, &'static str, bool);

/// What is to be otherwise.
pub(super) struct Edit {
    pub(super) threshold: Option<i64>,
    pub(super) ways: Vec<Choice>,
    pub(super) quiet_hours: QuietHoursEdit,
    pub(super) interface: InterfaceEdit,
}

impl Edit {
    /// Whether something is to be otherwise that stands in `accounts`.
    fn is_of_account(&self) -> bool {
        let QuietHoursEdit { enabled, from, to, let_through: _ } = &self.quiet_hours;
        self.interface != InterfaceEdit::default() || enabled.is_some() || from.is_some() || to.is_some()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.threshold.is_none() && self.ways.is_empty() && !self.is_of_account()
    }
}

/// How an edit ended.
pub(super) enum Edited {
    Done {
        /// The workspace whose book was changed with it, if one was.
        book_of: Option<String>,
    },
    OtherVersion,
    NoAccount,
}

/// What a link that ends mails has come to.
pub(super) enum Unsubscribed {
    Now {
        account_id: String,
    },
    /// The person wanted none already.
    Before,
    NoLink,
}

/// What an edit chooses of the ways.
pub(super) fn chosen(edit: &PreferencesEdit) -> Vec<Choice> {
    let alerts = edit.alerts.clone().unwrap_or_default();
    let let_through = edit.quiet_hours.clone().unwrap_or_default().let_through.unwrap_or_default();
    let kinds = [
        (AlertKind::CreditsLow, alerts.credits_low, let_through.credits_low),
        (AlertKind::CreditsExhausted, alerts.credits_exhausted, let_through.credits_exhausted),
        (AlertKind::WorkflowFailed, alerts.workflow_failed, let_through.workflow_failed),
        (
            AlertKind::IntegrationNeedsReconnect,
            alerts.integration_needs_reconnect,
            let_through.integration_needs_reconnect,
        ),
        (AlertKind::PlanUpgraded, alerts.plan_upgraded, let_through.plan_upgraded),
    ];
    let of_kind = |(kind, ways, let_through): (AlertKind, Option<WaysEdit>, Option<bool>)| {
        let ways = ways.unwrap_or_default();
        let choices = [(DESKTOP, ways.desktop), (mail::CHANNEL, ways.email), (QUIET_HOURS, let_through)];
        choices.into_iter().filter_map(move |(channel, wanted)| Some((kind, channel, wanted?)))
    };
    kinds.into_iter().flat_map(of_kind).collect()
}

/// What a person prefers, all of one moment; `None` where there is no such account.
pub(super) async fn of_account(db: &Db, account_id: &str) -> Result<Option<Preferences>, LedgerError> {
    let rows = sqlx::query(
        "SELECT v.version, b.low_threshold, a.theme, a.density, a.text_scale, a.reduce_motion, a.language,
                a.quiet_hours, a.quiet_from, a.quiet_to, c.kind, c.channel, c.wanted
         FROM members m JOIN accounts a ON a.id = m.account_id
         JOIN workspaces w ON w.id = m.workspace_id JOIN books b ON b.workspace_id = w.id
         LEFT JOIN resource_versions v ON v.owner = m.account_id AND v.resource = $2
         LEFT JOIN alert_ways c ON c.account_id = m.account_id
         WHERE m.account_id = $1 AND m.role = 'owner' AND w.kind = 'personal'",
    )
    .bind(account_id.to_owned())
    .bind(Resource::Preferences.name())
    .fetch_all(db.pool())
    .await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let mut preferences = Preferences {
        version: first.try_get::<Option<i64>, _>("version")?.unwrap_or(versions::FIRST),
        alerts: Alerts {
            credits_low: BY_DEFAULT,
            credits_exhausted: BY_DEFAULT,
            workflow_failed: BY_DEFAULT,
            integration_needs_reconnect: BY_DEFAULT,
            plan_upgraded: BY_DEFAULT,
        },
        low_credit_threshold: first.try_get("low_threshold")?,
        quiet_hours: QuietHours {
            enabled: first.try_get::<i64, _>("quiet_hours")? == 1,
            from: first.try_get("quiet_from")?,
            to: first.try_get("quiet_to")?,
            let_through: LET_THROUGH_BY_DEFAULT,
        },
        interface: Interface {
            theme: named(Theme::NAMES, first.try_get("theme")?, Theme::System),
            density: named(Density::NAMES, first.try_get("density")?, Density::Comfortable),
            text_scale: first.try_get("text_scale")?,
            reduce_motion: first.try_get::<i64, _>("reduce_motion")? == 1,
            language: named(Language::NAMES, first.try_get("language")?, Language::System),
        },
    };
    for row in &rows {
        let (kind, channel): (Option<&str>, Option<&str>) = (row.try_get("kind")?, row.try_get("channel")?);
        let choice = kind.zip(channel).and_then(|(kind, channel)| choice_of(&mut preferences, kind, channel));
        // Kinds and channels of a newer server are nothing to tell of here.
        if let Some(choice) = choice {
            *choice = row.try_get::<i64, _>("wanted")? == 1;
        }
    }
    Ok(Some(preferences))
}

/// Changes what a person prefers where it stands at a version which `expected` names: what they chose, and the book that
/// warns by it, in one transaction.
pub(super) async fn edit(
    db: &Db,
    ledger: &Ledger,
    account_id: &str,
    wanted: &Edit,
    expected: &Expected,
) -> Result<Edited, LedgerError> {
    let mut tx = db.begin_write().await?;
    let failed = match if_match::claim(&mut tx, account_id, Resource::Preferences, expected).await? {
        Claimed::Done => None,
        Claimed::OtherVersion => Some(Edited::OtherVersion),
        Claimed::NoOwner => Some(Edited::NoAccount),
    };
    if let Some(failed) = failed {
        tx.rollback().await?;
        return Ok(failed);
    }
    for choice in &wanted.ways {
        choose(&mut tx, account_id, choice).await?;
    }
    if wanted.is_of_account() {
        keep_in_account(&mut tx, account_id, wanted).await?;
    }
    let mut book_of = None;
    if let Some(threshold) = wanted.threshold {
        let workspace_id = personal_workspace(&mut tx, account_id).await?;
        ledger.warn_at(&mut tx, &workspace_id, threshold).await?;
        book_of = Some(workspace_id);
    }
    tx.commit().await?;
    Ok(Edited::Done { book_of })
}

/// The value of that name; that of a newer server looks as if nothing was chosen.
fn named<T: Copy>(names: &[(T, &str)], name: &str, unchosen: T) -> T {
    names.iter().find(|(_, known)| *known == name).map_or(unchosen, |(value, _)| *value)
}

async fn keep_in_account(tx: &mut WriteTransaction, account_id: &str, wanted: &Edit) -> Result<(), DbError> {
    let Edit { interface, quiet_hours, .. } = wanted;
    let sql = "UPDATE accounts SET theme = COALESCE($1, theme), density = COALESCE($2, density),
               text_scale = COALESCE($3, text_scale), reduce_motion = COALESCE($4, reduce_motion),
               language = COALESCE($5, language), quiet_hours = COALESCE($6, quiet_hours),
               quiet_from = COALESCE($7, quiet_from), quiet_to = COALESCE($8, quiet_to) WHERE id = $9";
    sqlx::query(sql)
        .bind(interface.theme.map(Theme::name))
        .bind(interface.density.map(Density::name))
        .bind(interface.text_scale)
        .bind(interface.reduce_motion.map(i64::from))
        .bind(interface.language.map(Language::name))
        .bind(quiet_hours.enabled.map(i64::from))
        .bind(quiet_hours.from.clone())
        .bind(quiet_hours.to.clone())
        .bind(account_id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

async fn personal_workspace(tx: &mut WriteTransaction, account_id: &str) -> Result<String, LedgerError> {
    let sql = "SELECT w.id FROM members m JOIN workspaces w ON w.id = m.workspace_id
               WHERE m.account_id = $1 AND m.role = 'owner' AND w.kind = 'personal'";
    let workspace_id = sqlx::query_scalar(sql).bind(account_id).fetch_optional(&mut **tx).await?;
    workspace_id.ok_or(LedgerError::NoBook)
}

/// Ends mails of the kind of the one that the link stands in.
pub(super) async fn unsubscribe(db: &Db, link: &SecretHash) -> Result<Unsubscribed, DbError> {
    let Some((account_id, kind)) = mail::unsubscribed_by(db, link).await? else { return Ok(Unsubscribed::NoLink) };
    let mut tx = db.begin_write().await?;
    if !versions::lock_account(&mut tx, &account_id).await? {
        tx.rollback().await?;
        return Ok(Unsubscribed::NoLink);
    }
    let sql = "SELECT wanted FROM alert_ways WHERE account_id = $1 AND kind = $2 AND channel = $3";
    let wanted: Option<i64> = sqlx::query_scalar(sql)
        .bind(account_id.as_str())
        .bind(kind.name())
        .bind(mail::CHANNEL)
        .fetch_optional(&mut *tx)
        .await?;
    if wanted == Some(0) {
        tx.rollback().await?;
        return Ok(Unsubscribed::Before);
    }
    choose(&mut tx, &account_id, &(kind, mail::CHANNEL, false)).await?;
    versions::bump(&mut tx, &account_id, Resource::Preferences).await?;
    tx.commit().await?;
    Ok(Unsubscribed::Now { account_id })
}

async fn choose(tx: &mut WriteTransaction, account_id: &str, (kind, channel, wanted): &Choice) -> Result<(), DbError> {
    sqlx::query(
        "INSERT INTO alert_ways (account_id, kind, channel, wanted) VALUES ($1, $2, $3, $4)
         ON CONFLICT (account_id, kind, channel) DO UPDATE SET wanted = excluded.wanted",
    )
    .bind(account_id)
    .bind(kind.name())
    .bind(*channel)
    .bind(i64::from(*wanted))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The choice that a row of `alert_ways` says; `None` where it is of a kind or a channel that is not known here.
fn choice_of<'a>(preferences: &'a mut Preferences, kind: &str, channel: &str) -> Option<&'a mut bool> {
    let (alerts, let_through) = (&mut preferences.alerts, &mut preferences.quiet_hours.let_through);
    let kinds = [
        (AlertKind::CreditsLow, &mut alerts.credits_low, &mut let_through.credits_low),
        (AlertKind::CreditsExhausted, &mut alerts.credits_exhausted, &mut let_through.credits_exhausted),
        (AlertKind::WorkflowFailed, &mut alerts.workflow_failed, &mut let_through.workflow_failed),
        (
            AlertKind::IntegrationNeedsReconnect,
            &mut alerts.integration_needs_reconnect,
            &mut let_through.integration_needs_reconnect,
        ),
        (AlertKind::PlanUpgraded, &mut alerts.plan_upgraded, &mut let_through.plan_upgraded),
    ];
    let (_, ways, let_through) = kinds.into_iter().find(|(known, ..)| known.name() == kind)?;
    match channel {
        DESKTOP => Some(&mut ways.desktop),
        mail::CHANNEL => Some(&mut ways.email),
        QUIET_HOURS => Some(let_through),
        _ => None,
    }
}
