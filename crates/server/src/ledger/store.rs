//! Books in the database: read under their row's lock, written back whole.

use std::collections::{HashMap, HashSet};

use sqlx::Row as _;
use sqlx::any::AnyRow;
use uuid::Uuid;

use super::LedgerError;
use super::actor::{Actor, ActorKey, KnownActor};
use super::alert;
use super::book::Book;
use super::digest::Seal;
use super::entry;
use super::grant::Change;
use super::rows::{
    ACTOR_COLUMNS, BOOK_COLUMNS, CHANGE_COLUMNS, GRANT_COLUMNS, HOLD_COLUMNS, SELECT_ENTRIES, read_actor, read_entry,
    read_grant, read_head, read_hold, read_id, read_seal,
};
use super::sql::{self, Cell, ManyRows, Row};
use super::subscription::{Subscription, SubscriptionChange};
use crate::db::{Db, WriteTransaction};

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

/// Which of these workspaces' books somebody else holds locked at this moment; none on SQLite, which has one lock for all.
pub(super) async fn held_elsewhere(db: &Db, workspace_ids: &[&str]) -> Result<HashSet<String>, LedgerError> {
    let Some(locking_free) = db.for_update_of_free() else { return Ok(HashSet::new()) };
    let select = "SELECT workspace_id FROM books WHERE workspace_id";
    let mut tx = db.begin_ledger_write().await?;
    let ids = async |tx: &mut WriteTransaction, tail| -> Result<HashSet<String>, LedgerError> {
        let rows = db.one_of(select, workspace_ids, tail).fetch_all(&mut **tx).await?;
        Ok(rows.iter().map(|row| row.try_get("workspace_id")).collect::<Result<_, sqlx::Error>>()?)
    };
    let (there, free) = (ids(&mut tx, "").await?, ids(&mut tx, locking_free).await?);
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
        ("alert_level", alert::number_of(head.alert_level).into()),
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
