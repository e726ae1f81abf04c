//! Books in the database: read under their row's lock, written back whole.

use std::collections::HashMap;

use sqlx::Row as _;
use sqlx::any::AnyRow;

use super::LedgerError;
use super::alert::{self, Alert, Level};
use super::book::{Book, Head};
use super::entry::{self, Entry};
use super::grant::{self, Grant};
use super::hold::{self, Hold};
use super::sql::{self, Cell, ManyRows};
use super::subscription::{Subscription, SubscriptionChange};
use crate::db::{Db, WriteTransaction};

pub(super) const BOOK_COLUMNS: &str = "workspace_id, plan, seats, pending_plan, pending_seats, anchor_ms, cycle, \
     cycle_ends_ms, seq, hash, balance, recorded_ms, open_holds, low_threshold, alert_level, alert_seq, memory_words, \
     active_workflows, version";
pub(super) const ENTRY_COLUMNS: &str = "workspace_id, seq, id, kind, action, quantity, credits, balance_after, \
     conversation_id, conversation_title, source, reason, event_id, occurred_ms, recorded_ms, split, catalog_version, \
     fingerprint, hash";
pub(super) const GRANT_COLUMNS: &str = "id, workspace_id, kind, amount, remaining, starts_ms, ends_ms, seq, live";
pub(super) const HOLD_COLUMNS: &str = "id, workspace_id, credits, captured, state, expires_ms, fingerprint";
const CHANGE_COLUMNS: &str = "id, workspace_id, plan, seats, begins_ms";
pub(super) const ALERT_COLUMNS: &str = "workspace_id, alert_seq, id, kind, title, detail, link, raised_ms";

/// What a batch of commands asks about, beside the books themselves.
#[derive(Debug, Default)]
pub(super) struct Questions<'a> {
    /// Sorted and without repeats, so that every writer locks rows in one order.
    pub(super) workspaces: Vec<&'a str>,
    pub(super) entry_ids: Vec<&'a str>,
    pub(super) refunded_events: Vec<&'a str>,
    pub(super) hold_ids: Vec<&'a str>,
    pub(super) signal_ids: Vec<&'a str>,
    pub(super) change_ids: Vec<&'a str>,
}

/// Reads and locks the books of a batch. A workspace without a book is absent from the answer.
pub(super) async fn load(
    tx: &mut WriteTransaction,
    db: &Db,
    questions: &Questions<'_>,
) -> Result<HashMap<String, Book>, LedgerError> {
    let many = &mut ManyRows::new(tx, db);
    let lock = format!(" ORDER BY workspace_id{}", db.for_update());
    let select = format!("SELECT {BOOK_COLUMNS}, due_ms FROM books WHERE workspace_id");
    let rows = sql::select_in(many, &select, &questions.workspaces, &lock).await?;
    let mut books: HashMap<String, Book> = HashMap::with_capacity(rows.len());
    for row in &rows {
        let head = read_head(row)?;
        let due_ms = row.try_get("due_ms")?;
        books.insert(head.workspace_id.clone(), Book::new(head, Vec::new(), Vec::new(), due_ms));
    }
    load_grants(many, &mut books, "workspace_id", &questions.workspaces, " AND live = 1").await?;
    load_holds(many, &mut books, questions).await?;
    load_entries(many, &mut books, questions).await?;
    for row in sql::select_in(many, "SELECT id, workspace_id FROM alerts WHERE id", &questions.signal_ids, "").await? {
        if let Some(book) = books.get_mut(row.try_get::<&str, _>("workspace_id")?) {
            book.known_signals.push(row.try_get("id")?);
        }
    }
    let changes = format!("SELECT {CHANGE_COLUMNS} FROM subscription_changes WHERE id");
    for row in sql::select_in(many, &changes, &questions.change_ids, "").await? {
        if let Some(book) = books.get_mut(row.try_get::<&str, _>("workspace_id")?) {
            let wanted = Subscription { plan: row.try_get("plan")?, seats: row.try_get("seats")? };
            let change = SubscriptionChange { id: row.try_get("id")?, wanted, begins_ms: row.try_get("begins_ms")? };
            book.known_changes.push(change);
        }
    }
    Ok(books)
}

async fn load_grants(
    many: &mut ManyRows<'_>,
    books: &mut HashMap<String, Book>,
    column: &str,
    ids: &[&str],
    tail: &str,
) -> Result<(), LedgerError> {
    let select = format!("SELECT {GRANT_COLUMNS} FROM grants WHERE {column}");
    for row in sql::select_in(many, &select, ids, tail).await? {
        let Some(book) = books.get_mut(row.try_get::<&str, _>("workspace_id")?) else { continue };
        let grant = read_grant(&row)?;
        if !book.grants.iter().any(|known| known.id == grant.id) {
            book.grants.push(grant);
        }
    }
    Ok(())
}

async fn load_holds(
    many: &mut ManyRows<'_>,
    books: &mut HashMap<String, Book>,
    questions: &Questions<'_>,
) -> Result<(), LedgerError> {
    let with_holds: Vec<&str> = questions
        .workspaces
        .iter()
        .copied()
        .filter(|id| books.get(*id).is_some_and(|book| book.head.open_holds > 0))
        .collect();
    let open = format!("SELECT {HOLD_COLUMNS} FROM holds WHERE workspace_id");
    let mut rows = sql::select_in(many, &open, &with_holds, " AND state = 'open'").await?;
    let asked = format!("SELECT {HOLD_COLUMNS} FROM holds WHERE id");
    rows.extend(sql::select_in(many, &asked, &questions.hold_ids, "").await?);
    for row in &rows {
        let Some(book) = books.get_mut(row.try_get::<&str, _>("workspace_id")?) else { continue };
        let hold = read_hold(row)?;
        if !book.holds.iter().any(|known| known.id == hold.id) {
            book.holds.push(hold);
        }
    }
    Ok(())
}

async fn load_entries(
    many: &mut ManyRows<'_>,
    books: &mut HashMap<String, Book>,
    questions: &Questions<'_>,
) -> Result<(), LedgerError> {
    let by_id = format!("SELECT {ENTRY_COLUMNS} FROM entries WHERE id");
    for row in sql::select_in(many, &by_id, &questions.entry_ids, "").await? {
        if let Some(book) = books.get_mut(row.try_get::<&str, _>("workspace_id")?) {
            let entry = read_entry(&row)?;
            book.known.insert(entry.id.clone(), entry);
        }
    }
    let refunds = "SELECT workspace_id, id, event_id FROM entries WHERE event_id";
    for row in sql::select_in(many, refunds, &questions.refunded_events, "").await? {
        if let Some(book) = books.get_mut(row.try_get::<&str, _>("workspace_id")?) {
            book.refunds.insert(row.try_get("event_id")?, row.try_get("id")?);
        }
    }
    let homes: Vec<String> = books
        .values()
        .flat_map(|book| questions.refunded_events.iter().filter_map(|event| book.known.get(*event)))
        .flat_map(|entry| entry.split.iter().map(|share| share.grant_id.clone()))
        .collect();
    let homes: Vec<&str> = homes.iter().map(String::as_str).collect();
    load_grants(many, books, "id", &homes, "").await
}

/// Writes what changed in the books.
pub(super) async fn save(tx: &mut WriteTransaction, db: &Db, books: &HashMap<String, Book>) -> Result<(), LedgerError> {
    let many = &mut ManyRows::new(tx, db);
    let changed: Vec<&Book> = books.values().filter(|book| book.has_changed()).collect();
    save_entries(many, &changed).await?;
    save_grants(many, &changed).await?;
    save_holds(many, &changed).await?;
    save_alerts(many, &changed).await?;
    save_changes(many, &changed).await?;
    save_heads(many, &changed).await
}

async fn save_heads(many: &mut ManyRows<'_>, books: &[&Book]) -> Result<(), LedgerError> {
    let columns: Vec<&str> = BOOK_COLUMNS.split(", ").chain(["due_ms"]).collect();
    let rows = books.iter().map(|book| {
        let head = &book.head;
        vec![
            Cell::from(&head.workspace_id),
            Cell::from(&head.subscription.plan),
            head.subscription.seats.into(),
            Cell::Text(head.pending_change.as_ref().map(|change| change.plan.clone())),
            Cell::Number(head.pending_change.as_ref().map(|change| change.seats)),
            head.anchor_ms.into(),
            head.cycle.into(),
            head.cycle_ends_ms.into(),
            head.seq.into(),
            Cell::from(&head.hash),
            head.balance.into(),
            head.recorded_ms.into(),
            head.open_holds.into(),
            head.low_threshold.into(),
            (head.alert_level as i64).into(),
            head.alert_seq.into(),
            head.memory_words.into(),
            head.active_workflows.into(),
            head.version.into(),
            book.due_ms().into(),
        ]
    });
    let update = sql::upsert("workspace_id", &columns[1..]);
    Ok(sql::insert(many, "books", &columns, rows.collect(), &update).await?)
}

async fn save_entries(many: &mut ManyRows<'_>, books: &[&Book]) -> Result<(), LedgerError> {
    let columns: Vec<&str> = ENTRY_COLUMNS.split(", ").collect();
    let rows = books.iter().flat_map(|book| {
        book.new_entries.iter().map(|entry| {
            vec![
                Cell::from(&book.head.workspace_id),
                entry.seq.into(),
                Cell::from(&entry.id),
                Cell::from(entry::kind_name(entry.kind)),
                Cell::from(&entry.action),
                entry.quantity.into(),
                entry.credits.into(),
                entry.balance_after.into(),
                Cell::from(&entry.conversation_id),
                Cell::from(&entry.conversation_title),
                Cell::from(&entry.source),
                Cell::from(&entry.reason),
                Cell::from(&entry.event_id),
                entry.occurred_ms.into(),
                entry.recorded_ms.into(),
                Cell::from(entry::split_text(&entry.split)),
                Cell::from(&entry.catalog_version),
                Cell::from(&entry.fingerprint),
                Cell::from(&entry.hash),
            ]
        })
    });
    Ok(sql::insert(many, "entries", &columns, rows.collect(), "").await?)
}

async fn save_grants(many: &mut ManyRows<'_>, books: &[&Book]) -> Result<(), LedgerError> {
    let columns: Vec<&str> = GRANT_COLUMNS.split(", ").collect();
    let rows = books.iter().flat_map(|book| {
        book.grants.iter().filter(|grant| grant.changed).map(|grant| {
            vec![
                Cell::from(&grant.id),
                Cell::from(&book.head.workspace_id),
                Cell::from(grant::kind_name(grant.kind)),
                grant.amount.into(),
                grant.remaining.into(),
                grant.starts_ms.into(),
                grant.ends_ms.into(),
                grant.seq.into(),
                i64::from(grant.live).into(),
            ]
        })
    });
    let update = sql::upsert("id", &["remaining", "ends_ms", "live"]);
    Ok(sql::insert(many, "grants", &columns, rows.collect(), &update).await?)
}

async fn save_holds(many: &mut ManyRows<'_>, books: &[&Book]) -> Result<(), LedgerError> {
    let columns: Vec<&str> = HOLD_COLUMNS.split(", ").collect();
    let rows = books.iter().flat_map(|book| {
        book.holds.iter().filter(|hold| hold.changed).map(|hold| {
            vec![
                Cell::from(&hold.id),
                Cell::from(&book.head.workspace_id),
                hold.credits.into(),
                hold.captured.into(),
                Cell::from(hold::state_name(hold.state)),
                hold.expires_ms.into(),
                Cell::from(&hold.fingerprint),
            ]
        })
    });
    let update = sql::upsert("id, workspace_id", &["captured", "state"]);
    Ok(sql::insert(many, "holds", &columns, rows.collect(), &update).await?)
}

async fn save_alerts(many: &mut ManyRows<'_>, books: &[&Book]) -> Result<(), LedgerError> {
    let columns: Vec<&str> = ALERT_COLUMNS.split(", ").collect();
    let rows = books.iter().flat_map(|book| {
        book.new_alerts.iter().map(|alert| {
            vec![
                Cell::from(&book.head.workspace_id),
                alert.alert_seq.into(),
                Cell::from(&alert.id),
                Cell::from(alert::kind_name(alert.kind)),
                Cell::from(&alert.title),
                Cell::from(&alert.detail),
                Cell::from(&alert.link),
                alert.raised_ms.into(),
            ]
        })
    });
    Ok(sql::insert(many, "alerts", &columns, rows.collect(), "").await?)
}

async fn save_changes(many: &mut ManyRows<'_>, books: &[&Book]) -> Result<(), LedgerError> {
    let columns: Vec<&str> = CHANGE_COLUMNS.split(", ").collect();
    let rows = books.iter().flat_map(|book| {
        book.new_changes.iter().map(|change| {
            vec![
                Cell::from(&change.id),
                Cell::from(&book.head.workspace_id),
                Cell::from(&change.wanted.plan),
                change.wanted.seats.into(),
                change.begins_ms.into(),
            ]
        })
    });
    Ok(sql::insert(many, "subscription_changes", &columns, rows.collect(), "").await?)
}

pub(super) fn read_head(row: &AnyRow) -> Result<Head, LedgerError> {
    let pending_plan: Option<String> = row.try_get("pending_plan")?;
    let pending_seats: Option<i64> = row.try_get("pending_seats")?;
    Ok(Head {
        workspace_id: row.try_get("workspace_id")?,
        subscription: Subscription { plan: row.try_get("plan")?, seats: row.try_get("seats")? },
        pending_change: pending_plan.zip(pending_seats).map(|(plan, seats)| Subscription { plan, seats }),
        anchor_ms: row.try_get("anchor_ms")?,
        cycle: row.try_get("cycle")?,
        cycle_ends_ms: row.try_get("cycle_ends_ms")?,
        seq: row.try_get("seq")?,
        hash: row.try_get("hash")?,
        balance: row.try_get("balance")?,
        recorded_ms: row.try_get("recorded_ms")?,
        open_holds: row.try_get("open_holds")?,
        low_threshold: row.try_get("low_threshold")?,
        alert_level: Level::from_number(row.try_get("alert_level")?),
        alert_seq: row.try_get("alert_seq")?,
        memory_words: row.try_get("memory_words")?,
        active_workflows: row.try_get("active_workflows")?,
        version: row.try_get("version")?,
    })
}

pub(super) fn read_grant(row: &AnyRow) -> Result<Grant, LedgerError> {
    Ok(Grant {
        id: row.try_get("id")?,
        kind: grant::parse_kind(row.try_get("kind")?).ok_or(LedgerError::Damaged("a grant's kind"))?,
        amount: row.try_get("amount")?,
        remaining: row.try_get("remaining")?,
        starts_ms: row.try_get("starts_ms")?,
        ends_ms: row.try_get("ends_ms")?,
        seq: row.try_get("seq")?,
        live: row.try_get::<i64, _>("live")? == 1,
        changed: false,
    })
}

pub(super) fn read_hold(row: &AnyRow) -> Result<Hold, LedgerError> {
    Ok(Hold {
        id: row.try_get("id")?,
        credits: row.try_get("credits")?,
        captured: row.try_get("captured")?,
        state: hold::parse_state(row.try_get("state")?).ok_or(LedgerError::Damaged("a hold's state"))?,
        expires_ms: row.try_get("expires_ms")?,
        fingerprint: row.try_get("fingerprint")?,
        changed: false,
    })
}

pub(super) fn read_entry(row: &AnyRow) -> Result<Entry, LedgerError> {
    Ok(Entry {
        seq: row.try_get("seq")?,
        id: row.try_get("id")?,
        kind: entry::parse_kind(row.try_get("kind")?).ok_or(LedgerError::Damaged("an entry's kind"))?,
        action: row.try_get("action")?,
        quantity: row.try_get("quantity")?,
        credits: row.try_get("credits")?,
        balance_after: row.try_get("balance_after")?,
        conversation_id: row.try_get("conversation_id")?,
        conversation_title: row.try_get("conversation_title")?,
        source: row.try_get("source")?,
        reason: row.try_get("reason")?,
        event_id: row.try_get("event_id")?,
        occurred_ms: row.try_get("occurred_ms")?,
        recorded_ms: row.try_get("recorded_ms")?,
        split: entry::parse_split(row.try_get("split")?).ok_or(LedgerError::Damaged("an entry's split"))?,
        catalog_version: row.try_get("catalog_version")?,
        fingerprint: row.try_get("fingerprint")?,
        hash: row.try_get("hash")?,
    })
}

pub(super) fn read_alert(row: &AnyRow) -> Result<Alert, LedgerError> {
    Ok(Alert {
        alert_seq: row.try_get("alert_seq")?,
        id: row.try_get("id")?,
        kind: alert::parse_kind(row.try_get("kind")?).ok_or(LedgerError::Damaged("an alert's kind"))?,
        title: row.try_get("title")?,
        detail: row.try_get("detail")?,
        link: row.try_get("link")?,
        raised_ms: row.try_get("raised_ms")?,
    })
}
