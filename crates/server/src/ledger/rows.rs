//! Rows of the ledger's tables, read: which columns are asked for, and what they say. What can not be is damaged.

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row as _};
use uuid::Uuid;

use super::LedgerError;
use super::actor::{Actor, KnownActor, SERVER_NAME};
use super::alert::{self, Alert};
use super::book::Head;
use super::digest::{Hash, Seal};
use super::entry::{self, Entry, ReadEntry, Texts};
use super::grant::{Change, Grant};
use super::hold::Hold;
use super::subscription::Subscription;
use crate::names::Named;

pub(super) const BOOK_COLUMNS: &str = "book, workspace_id, plan, seats, pending_plan, pending_seats, anchor_ms, cycle, \
     cycle_ends_ms, seq, hash, balance, owed, recorded_ms, held, open_holds, holds_due_ms, low_threshold, alert_level, \
     hold_warned, alert_seq, memory_words, active_workflows, actors, version";

/// All that an entry says, with the names behind its numbers; what follows names `e` for the entry's own row.
pub(super) const SELECT_ENTRIES: &str = "SELECT e.book, e.seq, e.format, e.id, e.kind, e.action, e.quantity, e.credits, \
     e.balance_after, e.conversation_id, e.conversation_title, e.source, e.reason, e.seal, e.takes_back, e.occurred_ms, \
     e.recorded_ms, e.split, e.catalog_version, e.fingerprint, e.actor, e.hash, \
     a.account_id, a.token_id, a.name AS actor_name, a.seal AS actor_seal, d.id AS event_id \
     FROM entries e LEFT JOIN actors a ON a.book = e.book AND a.actor = e.actor \
     LEFT JOIN entries d ON d.book = e.book AND d.seq = e.takes_back";
pub(super) const GRANT_COLUMNS: &str = "book, seq, kind, amount, remaining, starts_ms, ends_ms, live";
pub(super) const HOLD_COLUMNS: &str = "id, book, credits, captured, state, expires_ms, fingerprint";
pub(super) const CHANGE_COLUMNS: &str = "id, book, plan, seats, begins_ms";
pub(super) const ACTOR_COLUMNS: &str = "book, actor, account_id, token_id, name, seal";
pub(super) const ALERT_COLUMNS: &str = "alert_seq, id, kind, title, detail, link, raised_ms";

pub(super) fn read_head(row: &AnyRow) -> Result<Head, LedgerError> {
    let pending_plan: Option<String> = row.try_get("pending_plan")?;
    let pending_seats: Option<i64> = row.try_get("pending_seats")?;
    Ok(Head {
        book: row.try_get("book")?,
        workspace_id: row.try_get("workspace_id")?,
        subscription: Subscription { plan: row.try_get("plan")?, seats: row.try_get("seats")? },
        pending_change: pending_plan.zip(pending_seats).map(|(plan, seats)| Subscription { plan, seats }),
        anchor_ms: row.try_get("anchor_ms")?,
        cycle: row.try_get("cycle")?,
        cycle_ends_ms: row.try_get("cycle_ends_ms")?,
        seq: row.try_get("seq")?,
        hash: read_hash(row, "hash")?,
        balance: row.try_get("balance")?,
        owed: row.try_get("owed")?,
        recorded_ms: row.try_get("recorded_ms")?,
        held: row.try_get("held")?,
        open_holds: row.try_get("open_holds")?,
        holds_due_ms: row.try_get("holds_due_ms")?,
        low_threshold: row.try_get("low_threshold")?,
        alert_level: alert::level_of(row.try_get("alert_level")?),
        hold_warned: row.try_get::<i64, _>("hold_warned")? == 1,
        alert_seq: row.try_get("alert_seq")?,
        memory_words: row.try_get("memory_words")?,
        active_workflows: row.try_get("active_workflows")?,
        actors: row.try_get("actors")?,
        version: row.try_get("version")?,
    })
}

pub(super) fn read_grant(row: &AnyRow) -> Result<Grant, LedgerError> {
    Ok(Grant {
        seq: row.try_get("seq")?,
        kind: read_name(row, "kind")?.ok_or(LedgerError::Damaged("a grant's kind"))?,
        amount: row.try_get("amount")?,
        remaining: row.try_get("remaining")?,
        starts_ms: row.try_get("starts_ms")?,
        ends_ms: row.try_get("ends_ms")?,
        live: row.try_get::<i64, _>("live")? == 1,
        change: Change::Nothing,
    })
}

pub(super) fn read_actor(row: &AnyRow) -> Result<KnownActor, LedgerError> {
    Ok(KnownActor {
        number: row.try_get("actor")?,
        actor: Actor {
            account_id: read_optional_id(row, "account_id")?,
            token_id: read_optional_id(row, "token_id")?,
            name: row.try_get::<Option<String>, _>("name")?.unwrap_or_default(),
        },
        seal: read_seal(row, "seal")?.ok_or(LedgerError::Damaged("an actor's seal"))?,
        changed: false,
    })
}

pub(super) fn read_hold(row: &AnyRow) -> Result<Hold, LedgerError> {
    Ok(Hold {
        id: read_id(row, "id")?,
        credits: row.try_get("credits")?,
        captured: row.try_get("captured")?,
        state: read_name(row, "state")?.ok_or(LedgerError::Damaged("a hold's state"))?,
        expires_ms: row.try_get("expires_ms")?,
        fingerprint: read_half(row, "fingerprint")?.ok_or(LedgerError::Damaged("a hold's fingerprint"))?,
        changed: false,
    })
}

/// Reads a row of [`SELECT_ENTRIES`].
pub(super) fn read_entry(row: &AnyRow) -> Result<ReadEntry, LedgerError> {
    let actor = Actor {
        account_id: read_optional_id(row, "account_id")?,
        token_id: read_optional_id(row, "token_id")?,
        name: row.try_get::<Option<String>, _>("actor_name")?.unwrap_or_default(),
    };
    let number: Option<i64> = row.try_get("actor")?;
    let numbered = match number {
        None => None,
        Some(number) => {
            let seal = read_seal(row, "actor_seal")?.ok_or(LedgerError::Damaged("an entry's actor"))?;
            let known = KnownActor { number, actor: actor.clone(), seal, changed: false };
            Some((number, known.digest()))
        }
    };
    let entry = Entry {
        format: row.try_get("format")?,
        seq: row.try_get("seq")?,
        id: read_id(row, "id")?,
        kind: read_name(row, "kind")?.ok_or(LedgerError::Damaged("an entry's kind"))?,
        action: row.try_get("action")?,
        quantity: row.try_get("quantity")?,
        credits: row.try_get("credits")?,
        balance_after: row.try_get("balance_after")?,
        texts: Texts {
            conversation_id: row.try_get("conversation_id")?,
            conversation_title: row.try_get("conversation_title")?,
            source: row.try_get("source")?,
            reason: row.try_get("reason")?,
        },
        seal: read_seal(row, "seal")?,
        takes_back: row.try_get("takes_back")?,
        occurred_ms: row.try_get("occurred_ms")?,
        recorded_ms: row.try_get("recorded_ms")?,
        split: entry::parse_split(row.try_get("split")?).ok_or(LedgerError::Damaged("an entry's split"))?,
        catalog_version: row.try_get("catalog_version")?,
        fingerprint: read_half(row, "fingerprint")?,
        actor: numbered,
        hash: read_hash(row, "hash")?,
    };
    let actor = if number.is_none() { Actor { name: SERVER_NAME.to_owned(), ..actor } } else { actor };
    Ok(ReadEntry { entry, actor, event_id: read_optional_id(row, "event_id")? })
}

/// An alert; `None` for one of a kind that a newer server has raised.
pub(super) fn read_alert(row: &AnyRow) -> Result<Option<Alert>, LedgerError> {
    let Some(kind) = read_name(row, "kind")? else { return Ok(None) };
    Ok(Some(Alert {
        alert_seq: row.try_get("alert_seq")?,
        id: read_id(row, "id")?,
        kind,
        title: row.try_get("title")?,
        detail: row.try_get("detail")?,
        link: row.try_get("link")?,
        raised_ms: row.try_get("raised_ms")?,
    }))
}

fn read_name<T: Named>(row: &AnyRow, column: &str) -> Result<Option<T>, LedgerError> {
    Ok(T::from_name(row.try_get(column)?))
}

fn read_bytes(row: &AnyRow, column: &str) -> Result<Option<Vec<u8>>, LedgerError> {
    Ok(row.try_get(column)?)
}

/// Bytes of a length that is always the same.
fn read_exactly<const N: usize>(row: &AnyRow, column: &str) -> Result<Option<[u8; N]>, LedgerError> {
    let Some(bytes) = read_bytes(row, column)? else { return Ok(None) };
    bytes.try_into().map(Some).map_err(|_| LedgerError::Damaged("an id or a hash"))
}

pub(super) fn read_half(row: &AnyRow, column: &str) -> Result<Option<[u8; 16]>, LedgerError> {
    read_exactly(row, column)
}

pub(super) fn read_optional_id(row: &AnyRow, column: &str) -> Result<Option<Uuid>, LedgerError> {
    Ok(read_exactly(row, column)?.map(Uuid::from_bytes))
}

pub(super) fn read_id(row: &AnyRow, column: &str) -> Result<Uuid, LedgerError> {
    read_optional_id(row, column)?.ok_or(LedgerError::Damaged("an id"))
}

pub(super) fn read_hash(row: &AnyRow, column: &str) -> Result<Hash, LedgerError> {
    read_exactly(row, column)?.ok_or(LedgerError::Damaged("a hash"))
}

pub(super) fn read_seal(row: &AnyRow, column: &str) -> Result<Option<Seal>, LedgerError> {
    let Some(bytes) = read_bytes(row, column)? else { return Ok(None) };
    Seal::from_bytes(&bytes).map(Some).ok_or(LedgerError::Damaged("a seal"))
}

/// A statement whose text is ours; what others wrote is bound.
pub(super) fn select(text: String) -> crate::db::AnyQuery<'static> {
    sqlx::query(AssertSqlSafe(text))
}
