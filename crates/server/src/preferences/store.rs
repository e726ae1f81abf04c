//! The table `alert_ways`, and how the app looks and speaks, which stands in `accounts`. At how many credits a person is warned stands in the book of their personal workspace, where
//! it is warned by it, and nowhere else.

use infuse_protocol::preferences::{
    Alerts, Density, Interface, InterfaceEdit, Language, Preferences, PreferencesEdit, Theme, Ways, WaysEdit,
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

/// By what a person is told where they chose nothing.
const BY_DEFAULT: Ways = Ways { desktop: true, email: mail::WANTED_BY_DEFAULT };

/// Another way for a kind of alert, and whether the person wants it.
pub(super) type Choice = (AlertKind, &'static str, bool);

/// What is to be otherwise.
pub(super) struct Edit {
    pub(super) threshold: Option<i64>,
    pub(super) ways: Vec<Choice>,
    pub(super) interface: InterfaceEdit,
}

impl Edit {
    pub(super) fn is_empty(&self) -> bool {
        self.threshold.is_none() && self.ways.is_empty() && self.interface == InterfaceEdit::default()
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
    let kinds = [
        (AlertKind::CreditsLow, alerts.credits_low),
        (AlertKind::CreditsExhausted, alerts.credits_exhausted),
        (AlertKind::WorkflowFailed, alerts.workflow_failed),
        (AlertKind::IntegrationNeedsReconnect, alerts.integration_needs_reconnect),
        (AlertKind::PlanUpgraded, alerts.plan_upgraded),
    ];
    let of_kind = |(kind, ways): (AlertKind, Option<WaysEdit>)| {
        let ways = ways.unwrap_or_default();
        let choices = [(DESKTOP, ways.desktop), (mail::CHANNEL, ways.email)];
        choices.into_iter().filter_map(move |(channel, wanted)| Some((kind, channel, wanted?)))
    };
    kinds.into_iter().flat_map(of_kind).collect()
}

/// What a person prefers, all of one moment; `None` where there is no such account.
pub(super) async fn of_account(db: &Db, account_id: &str) -> Result<Option<Preferences>, LedgerError> {
    let rows = sqlx::query(
        "SELECT v.version, b.low_threshold, a.theme, a.density, a.text_scale, a.reduce_motion, a.language,
                c.kind, c.channel, c.wanted
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
        let ways = kind.and_then(|kind| ways_of(&mut preferences.alerts, kind));
        let way = ways.zip(channel).and_then(|(ways, channel)| match channel {
            DESKTOP => Some(&mut ways.desktop),
            mail::CHANNEL => Some(&mut ways.email),
            _ => None,
        });
        // Kinds and channels of a newer server are nothing to tell of here.
        if let Some(way) = way {
            *way = row.try_get::<i64, _>("wanted")? == 1;
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
        Claimed::NoAccount => Some(Edited::NoAccount),
    };
    if let Some(failed) = failed {
        tx.rollback().await?;
        return Ok(failed);
    }
    for choice in &wanted.ways {
        choose(&mut tx, account_id, choice).await?;
    }
    if wanted.interface != InterfaceEdit::default() {
        wear(&mut tx, account_id, &wanted.interface).await?;
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

async fn wear(tx: &mut WriteTransaction, account_id: &str, wanted: &InterfaceEdit) -> Result<(), DbError> {
    let sql = "UPDATE accounts SET theme = COALESCE($1, theme), density = COALESCE($2, density),
               text_scale = COALESCE($3, text_scale), reduce_motion = COALESCE($4, reduce_motion),
               language = COALESCE($5, language) WHERE id = $6";
    sqlx::query(sql)
        .bind(wanted.theme.map(Theme::name))
        .bind(wanted.density.map(Density::name))
        .bind(wanted.text_scale)
        .bind(wanted.reduce_motion.map(i64::from))
        .bind(wanted.language.map(Language::name))
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

/// The ways of the kind of that name.
fn ways_of<'a>(alerts: &'a mut Alerts, kind: &str) -> Option<&'a mut Ways> {
    let kinds = [
        (AlertKind::CreditsLow, &mut alerts.credits_low),
        (AlertKind::CreditsExhausted, &mut alerts.credits_exhausted),
        (AlertKind::WorkflowFailed, &mut alerts.workflow_failed),
        (AlertKind::IntegrationNeedsReconnect, &mut alerts.integration_needs_reconnect),
        (AlertKind::PlanUpgraded, &mut alerts.plan_upgraded),
    ];
    kinds.into_iter().find(|(known, _)| known.name() == kind).map(|(_, ways)| ways)
}
