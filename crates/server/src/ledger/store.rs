//! Books in the database: read under their row's lock, written back whole.

use std::collections::{HashMap, HashSet};

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row as _};
use uuid::Uuid;

use super::LedgerError;
use super::actor::{Actor, ActorKey, KnownActor, SERVER_NAME};
use super::alert::{Alert, Level};
use super::book::{Book, Head};
use super::digest::{Hash, Seal};
use super::entry::{self, Entry, ReadEntry, Texts};
use super::grant::{Change, Grant};
use super::hold::Hold;
use super::sql::{self, Cell, ManyRows, Row};
use super::subscription::{Subscription, SubscriptionChange};
use crate::db::{Db, WriteTransaction};
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
const HOLD_COLUMNS: &str = "id, book, credits, captured, state, expires_ms, fingerprint";
const CHANGE_COLUMNS: &str = "id, book, plan, seats, begins_ms";
const ACTOR_COLUMNS: &str = "book, actor, account_id, token_id, name, seal";
pub(super) const ALERT_COLUMNS: &str = "alert_seq, id, kind, title, detail, link, raised_ms";

/// What a batch of commands asks about, beside the books themselves.
#[derive(Debug, Default)]
pub(super) struct Questions<'a> {
    /// Without repeats.
    pub(super) workspaces: Vec<&'a str>,
    pub(super) entry_ids: Vec<Uuid>,
    /// Debits that are to be taken back; they are among the entries that are asked about.
    pub(super) refunded_events: Vec<Uuid>,
    /// Entries whose grants are asked about, whether or not they still count; they are among the entries, too.
    pub(super) granting_entries: Vec<Uuid>,
    pub(super) hold_ids: Vec<Uuid>,
    pub(super) signal_ids: Vec<Uuid>,
    pub(super) change_ids: Vec<Uuid>,
    pub(super) actors: Vec<(&'a str, &'a Actor)>,
}

/// The books of a batch.
#[derive(Debug, Default)]
pub(super) struct Books {
    by_number: HashMap<i64, Book>,
    numbers: HashMap<String, i64>,
}

/// Actors that books are known to know. An actor's number never changes, so that this saves a look.
#[derive(Debug, Default)]
pub(super) struct ActorMemory(HashMap<(i64, ActorKey), KnownActor>);

/// Actors that are remembered at once, at most.
const MOST_ACTORS: usize = 100_000;

impl ActorMemory {
    /// Forgets all of them.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Remembers who acted on books that have been written.
    pub(super) fn remember(&mut self, books: &Books) {
        if self.0.len() > MOST_ACTORS {
            self.0.clear();
        }
        for (number, book) in &books.by_number {
            for known in &book.actors {
                self.0.insert((*number, known.actor.key()), KnownActor { changed: false, ..known.clone() });
            }
        }
    }
}

impl Books {
    /// One new book.
    pub(super) fn of(book: Book) -> Self {
        let mut books = Self::default();
        books.add(book);
        books
    }

    /// The book of a workspace.
    pub(super) fn get_mut(&mut self, workspace_id: &str) -> Option<&mut Book> {
        let number = self.numbers.get(workspace_id)?;
        self.by_number.get_mut(number)
    }

    /// Those in which something changed, in the order of their numbers.
    pub(super) fn changed(&self) -> Vec<&Book> {
        let mut changed: Vec<&Book> = self.by_number.values().filter(|book| book.has_changed()).collect();
        changed.sort_by_key(|book| book.head.book);
        changed
    }

    fn add(&mut self, book: Book) {
        self.numbers.insert(book.head.workspace_id.clone(), book.head.book);
        self.by_number.insert(book.head.book, book);
    }

    fn of_row(&mut self, row: &AnyRow) -> Result<Option<&mut Book>, LedgerError> {
        let number: i64 = row.try_get("book")?;
        Ok(self.by_number.get_mut(&number))
    }

    fn numbers(&self) -> Vec<i64> {
        self.by_number.keys().copied().collect()
    }
}

/// Takes the number of a new book.
pub(super) async fn next_number(tx: &mut WriteTransaction) -> Result<i64, LedgerError> {
    let sql = "UPDATE book_numbers SET last = last + 1 RETURNING CAST(last AS BIGINT) AS last";
    Ok(sqlx::query_scalar(sql).fetch_one(&mut **tx).await?)
}

/// Which of these workspaces' books somebody else holds locked at this moment.
pub(super) async fn held_elsewhere(db: &Db, workspace_ids: &[&str]) -> Result<HashSet<String>, LedgerError> {
    let select = "SELECT workspace_id FROM books WHERE workspace_id";
    let mut tx = db.begin_ledger_write().await?;
    let ids = async |tx: &mut WriteTransaction, tail| -> Result<HashSet<String>, LedgerError> {
        let rows = db.one_of(select, workspace_ids, tail).fetch_all(&mut **tx).await?;
        Ok(rows.iter().map(|row| row.try_get("workspace_id")).collect::<Result<_, sqlx::Error>>()?)
    };
    let (there, free) = (ids(&mut tx, "").await?, ids(&mut tx, " FOR UPDATE SKIP LOCKED").await?);
    tx.rollback().await?;
    Ok(there.difference(&free).cloned().collect())
}

/// Writes something, and nothing that lasts: whoever can do this can write books.
pub(super) async fn prove_write(tx: &mut WriteTransaction) -> Result<(), LedgerError> {
    sqlx::query("UPDATE book_numbers SET last = last").execute(&mut **tx).await?;
    Ok(())
}

/// Reads and locks the books of a batch; `now_ms` is asked once they are locked. A workspace without a book is absent
/// from the answer.
pub(super) async fn load(
    tx: &mut WriteTransaction,
    db: &Db,
    questions: &Questions<'_>,
    memory: &ActorMemory,
    now_ms: impl FnOnce() -> i64,
) -> Result<(Books, i64), LedgerError> {
    let many = &mut ManyRows::new(tx, db);
    // Every writer locks rows in one order.
    let lock = format!(" ORDER BY book{}", db.for_update());
    let select = format!("SELECT {BOOK_COLUMNS}, due_ms FROM books WHERE workspace_id");
    let mut books = Books::default();
    for row in &sql::select_in(many, &select, &questions.workspaces, &lock).await? {
        books.add(Book::new(read_head(row)?, row.try_get("due_ms")?));
    }
    let now_ms = now_ms();
    load_grants(many, &mut books).await?;
    load_holds(many, &mut books, questions, now_ms).await?;
    load_entries(many, &mut books, questions).await?;
    load_actors(many, &mut books, questions, memory).await?;
    for row in sql::select_in(many, "SELECT id, book FROM alerts WHERE id", &questions.signal_ids, "").await? {
        if let Some(book) = books.of_row(&row)? {
            book.known_signals.push(read_id(&row, "id")?);
        }
    }
    let changes = format!("SELECT {CHANGE_COLUMNS} FROM subscription_changes WHERE id");
    for row in sql::select_in(many, &changes, &questions.change_ids, "").await? {
        if let Some(book) = books.of_row(&row)? {
            let wanted = Subscription { plan: row.try_get("plan")?, seats: row.try_get("seats")? };
            let id = read_id(&row, "id")?;
            book.known_changes.push(SubscriptionChange { id, wanted, begins_ms: row.try_get("begins_ms")? });
        }
    }
    Ok((books, now_ms))
}

async fn load_grants(many: &mut ManyRows<'_>, books: &mut Books) -> Result<(), LedgerError> {
    let select = format!("SELECT {GRANT_COLUMNS} FROM grants WHERE book");
    for row in sql::select_in(many, &select, &books.numbers(), " AND live = 1").await? {
        if let Some(book) = books.of_row(&row)? {
            book.grants.push(read_grant(&row)?);
        }
    }
    Ok(())
}

async fn load_holds(
    many: &mut ManyRows<'_>,
    books: &mut Books,
    questions: &Questions<'_>,
    now_ms: i64,
) -> Result<(), LedgerError> {
    let due = books.by_number.iter().filter(|(_, book)| book.needs_all_holds(now_ms));
    let due: Vec<i64> = due.map(|(number, _)| *number).collect();
    let open = format!("SELECT {HOLD_COLUMNS} FROM holds WHERE book");
    let mut rows = sql::select_in(many, &open, &due, " AND state = 'open'").await?;
    let asked = format!("SELECT {HOLD_COLUMNS} FROM holds WHERE id");
    rows.extend(sql::select_in(many, &asked, &questions.hold_ids, "").await?);
    for row in &rows {
        let Some(book) = books.of_row(row)? else { continue };
        let hold = read_hold(row)?;
        if !book.holds.iter().any(|known| known.id == hold.id) {
            book.holds.push(hold);
        }
    }
    Ok(())
}

async fn load_entries(
    many: &mut ManyRows<'_>,
    books: &mut Books,
    questions: &Questions<'_>,
) -> Result<(), LedgerError> {
    let by_id = format!("{SELECT_ENTRIES} WHERE e.id");
    let mut actors = Vec::new();
    for row in sql::select_in(many, &by_id, &questions.entry_ids, "").await? {
        let Some(book) = books.of_row(&row)? else { continue };
        let read = read_entry(&row)?;
        if let Some((number, _)) = read.entry.actor.filter(|_| questions.refunded_events.contains(&read.entry.id)) {
            actors.push((book.head.book, number, read.actor.clone(), read_seal(&row, "actor_seal")?));
        }
        book.known.insert(read.entry.id, read.entry);
    }
    for (number, actor_number, actor, seal) in actors {
        if let (Some(book), Some(seal)) = (books.by_number.get_mut(&number), seal)
            && !book.actors.iter().any(|known| known.number == actor_number)
        {
            book.actors.push(KnownActor { number: actor_number, actor, seal, changed: false });
        }
    }
    load_refunds(many, books, questions).await
}

/// The refunds of debits that are to be taken back, and the grants that the entries in question draw on or brought.
async fn load_refunds(
    many: &mut ManyRows<'_>,
    books: &mut Books,
    questions: &Questions<'_>,
) -> Result<(), LedgerError> {
    if questions.refunded_events.is_empty() && questions.granting_entries.is_empty() {
        return Ok(());
    }
    for book in books.by_number.values_mut() {
        let debits: Vec<i64> =
            questions.refunded_events.iter().filter_map(|id| book.known.get(id)).map(|debit| debit.seq).collect();
        let number = book.head.book;
        let refunds = format!("SELECT takes_back, id FROM entries WHERE book = {number} AND takes_back");
        for row in sql::select_in(many, &refunds, &debits, "").await? {
            book.refunds.insert(row.try_get("takes_back")?, read_id(&row, "id")?);
        }
        let concerned = questions.refunded_events.iter().chain(&questions.granting_entries);
        let shares = concerned.filter_map(|id| book.known.get(id)).flat_map(|entry| &entry.split);
        let missing: HashSet<i64> =
            shares.map(|share| share.grant).filter(|seq| !book.grants.iter().any(|grant| grant.seq == *seq)).collect();
        let missing: Vec<i64> = missing.into_iter().collect();
        let grants = format!("SELECT {GRANT_COLUMNS} FROM grants WHERE book = {number} AND seq");
        for row in sql::select_in(many, &grants, &missing, "").await? {
            book.grants.push(read_grant(&row)?);
        }
    }
    Ok(())
}

/// Those who act now, as far as their books know them.
async fn load_actors(
    many: &mut ManyRows<'_>,
    books: &mut Books,
    questions: &Questions<'_>,
    memory: &ActorMemory,
) -> Result<(), LedgerError> {
    let mut unknown: HashMap<i64, HashSet<ActorKey>> = HashMap::new();
    for (workspace_id, actor) in &questions.actors {
        let Some(book) = books.get_mut(workspace_id) else { continue };
        let is_here = book.actors.iter().any(|known| known.actor.key() == actor.key());
        match memory.0.get(&(book.head.book, actor.key())) {
            _ if is_here || actor.key() == (None, None) => {}
            Some(known) => book.actors.push(known.clone()),
            None => {
                unknown.entry(book.head.book).or_default().insert(actor.key());
            }
        }
    }
    let numbers: Vec<i64> = unknown.keys().copied().collect();
    let select = format!("SELECT {ACTOR_COLUMNS} FROM actors WHERE book");
    for row in sql::select_in(many, &select, &numbers, "").await? {
        let known = read_actor(&row)?;
        let Some(book) = books.of_row(&row)? else { continue };
        let is_asked_for = unknown.get(&book.head.book).is_some_and(|keys| keys.contains(&known.actor.key()));
        if is_asked_for && !book.actors.iter().any(|other| other.number == known.number) {
            book.actors.push(known);
        }
    }
    Ok(())
}

/// Writes what changed in the books.
pub(super) async fn save(tx: &mut WriteTransaction, db: &Db, books: &Books) -> Result<(), LedgerError> {
    let many = &mut ManyRows::new(tx, db);
    let changed = books.changed();
    save_entries(many, &changed).await?;
    save_grants(many, &changed).await?;
    save_holds(many, &changed).await?;
    save_alerts(many, &changed).await?;
    save_changes(many, &changed).await?;
    save_actors(many, &changed).await?;
    save_spend(many, &changed).await?;
    save_heads(many, &changed).await
}

/// An index is written anew for every column of it that a statement sets, also where its value stays: when a book is
/// due is set only where it changed.
async fn save_heads(many: &mut ManyRows<'_>, books: &[&Book]) -> Result<(), LedgerError> {
    for due_otherwise in [false, true] {
        let concerned = books.iter().filter(|book| book.is_due_otherwise() == due_otherwise);
        let rows: Vec<Row> = concerned.map(|book| head_row(book)).collect();
        let kept = ["book", "workspace_id"];
        let columns = rows.first().into_iter().flatten().map(|(column, _)| *column);
        let changing: Vec<&str> =
            columns.filter(|column| !kept.contains(column) && (due_otherwise || *column != "due_ms")).collect();
        sql::insert(many, "books", rows, &sql::upsert("book", &changing)).await?;
    }
    Ok(())
}

fn head_row(book: &Book) -> Row {
    let head = &book.head;
    vec![
        ("book", head.book.into()),
        ("workspace_id", Cell::from(&head.workspace_id)),
        ("plan", Cell::from(&head.subscription.plan)),
        ("seats", head.subscription.seats.into()),
        ("pending_plan", Cell::Text(head.pending_change.as_ref().map(|change| change.plan.clone()))),
        ("pending_seats", head.pending_change.as_ref().map(|change| change.seats).into()),
        ("anchor_ms", head.anchor_ms.into()),
        ("cycle", head.cycle.into()),
        ("cycle_ends_ms", head.cycle_ends_ms.into()),
        ("seq", head.seq.into()),
        ("hash", head.hash.as_slice().into()),
        ("balance", head.balance.into()),
        ("owed", head.owed.into()),
        ("recorded_ms", head.recorded_ms.into()),
        ("held", head.held.into()),
        ("open_holds", head.open_holds.into()),
        ("holds_due_ms", head.holds_due_ms.into()),
        ("low_threshold", head.low_threshold.into()),
        ("alert_level", (head.alert_level as i64).into()),
        ("hold_warned", head.hold_warned.into()),
        ("alert_seq", head.alert_seq.into()),
        ("memory_words", head.memory_words.into()),
        ("active_workflows", head.active_workflows.into()),
        ("actors", head.actors.into()),
        ("version", head.version.into()),
        ("due_ms", book.due_ms().into()),
    ]
}

async fn save_entries(many: &mut ManyRows<'_>, books: &[&Book]) -> Result<(), LedgerError> {
    let rows = books.iter().flat_map(|book| {
        book.new_entries.iter().map(|entry| {
            vec![
                ("book", book.head.book.into()),
                ("actor", entry.actor.map(|(number, _)| number).into()),
                ("format", entry.format.into()),
                ("quantity", entry.quantity.into()),
                ("seq", entry.seq.into()),
                ("credits", entry.credits.into()),
                ("balance_after", entry.balance_after.into()),
                ("occurred_ms", entry.occurred_ms.into()),
                ("recorded_ms", entry.recorded_ms.into()),
                ("takes_back", entry.takes_back.into()),
                ("id", entry.id.into()),
                ("hash", entry.hash.as_slice().into()),
                ("kind", entry.kind.name().into()),
                ("action", Cell::from(&entry.action)),
                ("split", entry::split_text(&entry.split).into()),
                ("catalog_version", Cell::from(&entry.catalog_version)),
                ("fingerprint", entry.fingerprint.as_ref().map(<[u8; 16]>::as_slice).into()),
                ("conversation_id", Cell::from(&entry.texts.conversation_id)),
                ("conversation_title", Cell::from(&entry.texts.conversation_title)),
                ("source", Cell::from(&entry.texts.source)),
                ("reason", Cell::from(&entry.texts.reason)),
                ("seal", entry.seal.as_ref().map(Seal::as_bytes).into()),
            ]
        })
    });
    Ok(sql::insert(many, "entries", rows.collect(), "").await?)
}

/// Whether a grant counts is set only where it changed, for it is what the index of live grants is made of.
async fn save_grants(many: &mut ManyRows<'_>, books: &[&Book]) -> Result<(), LedgerError> {
    for (change, changing) in
        [(Change::Figures, &["remaining", "ends_ms"][..]), (Change::Liveness, &["remaining", "ends_ms", "live"][..])]
    {
        let rows = books.iter().flat_map(|book| {
            book.grants.iter().filter(|grant| grant.change == change).map(|grant| {
                vec![
                    ("book", book.head.book.into()),
                    ("seq", grant.seq.into()),
                    ("kind", grant.kind.name().into()),
                    ("amount", grant.amount.into()),
                    ("remaining", grant.remaining.into()),
                    ("starts_ms", grant.starts_ms.into()),
                    ("ends_ms", grant.ends_ms.into()),
                    ("live", grant.live.into()),
                ]
            })
        });
        sql::insert(many, "grants", rows.collect(), &sql::upsert("book, seq", changing)).await?;
    }
    Ok(())
}

async fn save_holds(many: &mut ManyRows<'_>, books: &[&Book]) -> Result<(), LedgerError> {
    let rows = books.iter().flat_map(|book| {
        book.holds.iter().filter(|hold| hold.changed).map(|hold| {
            vec![
                ("id", hold.id.into()),
                ("book", book.head.book.into()),
                ("credits", hold.credits.into()),
                ("captured", hold.captured.into()),
                ("state", hold.state.name().into()),
                ("expires_ms", hold.expires_ms.into()),
                ("fingerprint", hold.fingerprint.as_slice().into()),
            ]
        })
    });
    Ok(sql::insert(many, "holds", rows.collect(), &sql::upsert("id, book", &["captured", "state"])).await?)
}

async fn save_alerts(many: &mut ManyRows<'_>, books: &[&Book]) -> Result<(), LedgerError> {
    let rows = books.iter().flat_map(|book| {
        book.new_alerts.iter().map(|alert| {
            vec![
                ("book", book.head.book.into()),
                ("alert_seq", alert.alert_seq.into()),
                ("id", alert.id.into()),
                ("kind", alert.kind.name().into()),
                ("title", Cell::from(&alert.title)),
                ("detail", Cell::from(&alert.detail)),
                ("link", Cell::from(&alert.link)),
                ("raised_ms", alert.raised_ms.into()),
            ]
        })
    });
    Ok(sql::insert(many, "alerts", rows.collect(), "").await?)
}

async fn save_changes(many: &mut ManyRows<'_>, books: &[&Book]) -> Result<(), LedgerError> {
    let rows = books.iter().flat_map(|book| {
        book.new_changes.iter().map(|change| {
            vec![
                ("id", change.id.into()),
                ("book", book.head.book.into()),
                ("plan", Cell::from(&change.wanted.plan)),
                ("seats", change.wanted.seats.into()),
                ("begins_ms", change.begins_ms.into()),
            ]
        })
    });
    Ok(sql::insert(many, "subscription_changes", rows.collect(), "").await?)
}

async fn save_actors(many: &mut ManyRows<'_>, books: &[&Book]) -> Result<(), LedgerError> {
    let rows = books.iter().flat_map(|book| {
        book.actors.iter().filter(|known| known.changed).map(|known| {
            vec![
                ("book", book.head.book.into()),
                ("actor", known.number.into()),
                ("account_id", known.actor.account_id.into()),
                ("token_id", known.actor.token_id.into()),
                ("name", Cell::from(&known.actor.name)),
                ("seal", known.seal.as_bytes().into()),
            ]
        })
    });
    Ok(sql::insert(many, "actors", rows.collect(), &sql::upsert("book, actor", &["name"])).await?)
}

async fn save_spend(many: &mut ManyRows<'_>, books: &[&Book]) -> Result<(), LedgerError> {
    let rows = books.iter().flat_map(|book| {
        book.new_spend.iter().map(|((account_id, cycle_starts_ms), credits)| {
            vec![
                ("book", book.head.book.into()),
                ("account_id", (*account_id).into()),
                ("cycle_starts_ms", (*cycle_starts_ms).into()),
                ("credits", (*credits).into()),
            ]
        })
    });
    let add = "ON CONFLICT (book, account_id, cycle_starts_ms) \
               DO UPDATE SET credits = member_spend.credits + excluded.credits";
    Ok(sql::insert(many, "member_spend", rows.collect(), add).await?)
}

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
        alert_level: Level::from_number(row.try_get("alert_level")?),
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

fn read_hold(row: &AnyRow) -> Result<Hold, LedgerError> {
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

fn read_half(row: &AnyRow, column: &str) -> Result<Option<[u8; 16]>, LedgerError> {
    read_exactly(row, column)
}

pub(super) fn read_optional_id(row: &AnyRow, column: &str) -> Result<Option<Uuid>, LedgerError> {
    Ok(read_exactly(row, column)?.map(Uuid::from_bytes))
}

fn read_id(row: &AnyRow, column: &str) -> Result<Uuid, LedgerError> {
    read_optional_id(row, column)?.ok_or(LedgerError::Damaged("an id"))
}

pub(super) fn read_hash(row: &AnyRow, column: &str) -> Result<Hash, LedgerError> {
    read_exactly(row, column)?.ok_or(LedgerError::Damaged("a hash"))
}

fn read_seal(row: &AnyRow, column: &str) -> Result<Option<Seal>, LedgerError> {
    let Some(bytes) = read_bytes(row, column)? else { return Ok(None) };
    Seal::from_bytes(&bytes).map(Some).ok_or(LedgerError::Damaged("a seal"))
}

/// A statement whose text is ours; what others wrote is bound.
pub(super) fn select(text: String) -> crate::db::AnyQuery<'static> {
    sqlx::query(AssertSqlSafe(text))
}
