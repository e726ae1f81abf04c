//! `/v1/account/export`: everything that is kept about a person, as one archive that is written while it is read.
//!
//! Each table with something about a person is a file, as the database has it; secrets, and what stands for them, are
//! left out. `docs/export.md` goes with it and says what each file is. Nothing is kept here, however long a journal is.

use std::io::{self, Write};
use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt as _, stream};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use infuse_protocol::Timestamp;
use infuse_protocol::account::SecurityEventKind;
use infuse_protocol::usage::Entry;
use infuse_protocol::workspace::Role;
use serde_json::{Map, Value};
use sqlx::any::{AnyRow, AnyTypeInfoKind};
use sqlx::{AssertSqlSafe, Column as _, Row as _, ValueRef as _};
use tokio::sync::mpsc;
use tokio::time::{Duration, Instant};
use tokio_stream::wrappers::ReceiverStream;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, ZipWriter};

mod kept;

pub use kept::{ELSEWHERE, KEPT, Kept};

use kept::Whose;

use super::find;
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::db::retried;
use crate::identity::{Pass, Person, account_key, email_key, lock_session};
use crate::ledger::{EntryFilter, Order};
use crate::names::stored;
use crate::problem::ApiError;
use crate::security::{self, Event};
use crate::throttle::Attempt;

/// What is said of the files, as one of them.
const README: &str = include_str!("../../../../../docs/export.md");

/// Rows and entries that are read at once.
const PAGE: i64 = 1_000;

/// How long a page may still go to whoever was let in, and the pages behind it.
const LET_IN_FOR: Duration = Duration::from_secs(1);

/// Pieces that wait for a slow client.
const CAPACITY: usize = 1;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(export_account))
}

/// Everything that is kept about the person, as a zip archive; `README.md` in it says what each file is
#[utoipa::path(
    get, path = "/v1/account/export", tag = "account",
    responses((status = 200, description = "The archive", body = Vec<u8>, content_type = "application/zip"))
)]
async fn export_account(
    State(app): State<App>,
    attempt: Attempt,
    address: ClientAddress,
    pass: Pass,
) -> Result<Response, ApiError> {
    let person = pass.caller.person()?.clone();
    let account = find(&app, &person.account_id).await?.resource;
    // A mail tells of each.
    app.throttle.count_mail(&attempt, &person.account_id)?;
    drop(app.reports.turn(&person.account_id).await?);
    let of_app = app.clone();
    let noting = {
        let person = person.clone();
        app.lifecycle.to_its_end(async move {
            retried(|| note(&of_app, &person, address)).await?;
            of_app.jobs.wake();
            of_app.bus.publish_account(&person.account_id);
            Ok::<_, ApiError>(())
        })
    };
    noting.await?;

    let (sender, receiver) = mpsc::channel(CAPACITY);
    let failures_key = account.email.as_deref().map(|email| account_key(&email_key(email)));
    let let_in_at = Instant::now();
    let export = Export { app, pass, let_in_at, account_id: person.account_id, failures_key, pieces: sender };
    // It is written as the body is read, and dropped with it. An error breaks the connection off, so that half an archive
    // is never taken for a whole one.
    let writing = stream::once(export.write()).filter_map(async |end| end.err().map(Err::<Vec<u8>, _>));
    let body = Body::from_stream(stream::select(ReceiverStream::new(receiver).map(Ok), writing));
    let headers =
        [(CONTENT_TYPE, "application/zip"), (CONTENT_DISPOSITION, "attachment; filename=\"infuse-account.zip\"")];
    Ok((headers, body).into_response())
}

async fn note(app: &App, person: &Person, address: ClientAddress) -> Result<(), ApiError> {
    let mut tx = app.db.begin_write().await?;
    lock_session(&mut tx, person).await?;
    let event = Event {
        kind: SecurityEventKind::Exported,
        account_id: &person.account_id,
        session_id: Some(&person.session_id),
        address,
        detail: None,
        at_ms: app.clock.now_ms(),
    };
    security::note(&mut tx, event).await?;
    Ok(tx.commit().await?)
}

/// An archive on its way.
struct Export {
    app: App,
    pass: Pass,
    let_in_at: Instant,
    account_id: String,
    failures_key: Option<String>,
    pieces: mpsc::Sender<Vec<u8>>,
}

/// What was written and not yet sent.
#[derive(Clone, Default)]
struct Unsent(Arc<Mutex<Vec<u8>>>);

impl Unsent {
    fn take(&self) -> Vec<u8> {
        mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Unsent {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The archive as far as it is written.
struct Archive {
    zip: ZipWriter<StreamWriter<Unsent>>,
    options: SimpleFileOptions,
    unsent: Unsent,
}

impl Archive {
    fn new(now: Timestamp) -> Self {
        let unsent = Unsent::default();
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .unix_permissions(0o600)
            // A journal may be larger than 4 GiB.
            .large_file(true)
            .last_modified_time(moment(now));
        Self { zip: ZipWriter::new_stream(unsent.clone()), options, unsent }
    }

    fn begin(&mut self, file: &str) -> Result<(), ApiError> {
        self.zip.start_file(file, self.options).map_err(ApiError::internal)
    }

    fn add(&mut self, bytes: &[u8]) -> Result<(), ApiError> {
        self.zip.write_all(bytes).map_err(ApiError::internal)
    }
}

impl Export {
    async fn write(mut self) -> Result<(), ApiError> {
        let mut archive = Archive::new(self.app.clock.now());
        archive.begin("README.md")?;
        archive.add(README.as_bytes())?;
        for kept in KEPT {
            archive.begin(kept.file)?;
            self.write_rows(&mut archive, kept).await?;
        }
        for (workspace_id, role) in self.workspaces().await? {
            archive.begin(&format!("journals/{workspace_id}.json"))?;
            self.write_journal(&mut archive, &workspace_id, role).await?;
        }
        let Archive { zip, unsent, .. } = archive;
        zip.finish().map_err(ApiError::internal)?;
        self.send(&unsent).await
    }

    /// Hands on what was written. Whoever reads it has gone where that fails, and this is dropped.
    async fn send(&self, unsent: &Unsent) -> Result<(), ApiError> {
        let piece = unsent.take();
        if !piece.is_empty() {
            self.pieces.send(piece).await.map_err(ApiError::internal)?;
        }
        Ok(())
    }

    /// What is read is for whoever may still read it.
    async fn renew(&mut self) -> Result<(), ApiError> {
        if self.let_in_at.elapsed() < LET_IN_FOR {
            return Ok(());
        }
        self.let_in_at = Instant::now();
        self.pass = self.pass.renew(&self.app.authenticator).await?.ok_or(ApiError::Unauthorized)?;
        Ok(())
    }

    async fn write_rows(&mut self, archive: &mut Archive, kept: &Kept) -> Result<(), ApiError> {
        let (Kept { table, order, .. }, columns) = (kept, kept.columns.join(", "));
        let whose = match kept.whose {
            Whose::Id(whose) | Whose::Bytes(whose) | Whose::Failures(whose) => whose,
        };
        let sql = format!("SELECT {columns} FROM {table} WHERE {whose} ORDER BY {order} LIMIT {PAGE} OFFSET $2");
        let (mut offset, mut list) = (0, List::default());
        loop {
            self.renew().await?;
            let query = sqlx::query(AssertSqlSafe(sql.clone()));
            let query = match kept.whose {
                Whose::Id(_) => query.bind(self.account_id.clone()),
                Whose::Bytes(_) => {
                    query.bind(self.account_id.parse::<Uuid>().map_err(ApiError::internal)?.as_bytes().to_vec())
                }
                Whose::Failures(_) => query.bind(self.failures_key.clone()),
            };
            let turn = self.app.reports.turn_of_many(&self.account_id).await?;
            let rows = query.bind(offset).fetch_all(self.app.db.reports()).await?;
            drop(turn);
            for row in &rows {
                archive.add(&list.item(&object(row)?))?;
            }
            self.send(&archive.unsent).await?;
            offset += PAGE;
            if (rows.len() as i64) < PAGE {
                return archive.add(list.end());
            }
        }
    }

    /// The workspaces of the person, with what they are in each.
    async fn workspaces(&self) -> Result<Vec<(String, Role)>, ApiError> {
        let sql = "SELECT workspace_id, role FROM members WHERE account_id = $1 ORDER BY workspace_id";
        let rows = sqlx::query(sql).bind(self.account_id.as_str()).fetch_all(self.app.db.pool()).await?;
        let read =
            rows.iter().map(|row| Ok((row.try_get("workspace_id")?, stored(row, "role").unwrap_or(Role::Other))));
        Ok(read.collect::<Result<_, sqlx::Error>>()?)
    }

    /// The journal of a workspace that the person owns; of another one, what they and their tokens wrote in it.
    async fn write_journal(&mut self, archive: &mut Archive, workspace_id: &str, role: Role) -> Result<(), ApiError> {
        let (filter, mut last_seq, mut list) = (EntryFilter::default(), 0, List::default());
        let own_id = self.account_id.clone();
        let is_theirs = |entry: &&Entry| role == Role::Owner || entry.actor.account_id.as_ref() == Some(&own_id);
        loop {
            self.renew().await?;
            let turn = self.app.reports.turn_of_many(workspace_id).await?;
            let order = Order::Ascending { after: last_seq };
            let entries = self.app.ledger.entries(workspace_id, &filter, order, PAGE).await?;
            drop(turn);
            for entry in entries.iter().filter(is_theirs) {
                archive.add(&list.item(entry))?;
            }
            self.send(&archive.unsent).await?;
            let Some(last) = entries.last() else { return archive.add(list.end()) };
            last_seq = last.seq;
        }
    }
}

/// A JSON array with a line for each item.
#[derive(Default)]
struct List {
    has_begun: bool,
}

impl List {
    fn item(&mut self, item: &impl serde::Serialize) -> Vec<u8> {
        let mut text = if mem::replace(&mut self.has_begun, true) { b",\n".to_vec() } else { b"[\n".to_vec() };
        // It is plain data with text keys, which always serialises.
        text.extend(serde_json::to_vec(item).unwrap_or_default());
        text
    }

    fn end(&self) -> &'static [u8] {
        if self.has_begun { b"\n]\n" } else { b"[]\n" }
    }
}

/// A row as JSON: bytes as the UUID or the hexadecimal number that they are, moments as RFC 3339 has them.
fn object(row: &AnyRow) -> Result<Value, sqlx::Error> {
    let mut object = Map::new();
    for column in row.columns() {
        let (name, at) = (column.name(), column.ordinal());
        let raw = row.try_get_raw(at)?;
        let kind = raw.type_info().kind();
        let value = if raw.is_null() {
            Value::Null
        } else {
            match kind {
                AnyTypeInfoKind::Text => Value::from(row.try_get::<String, _>(at)?),
                AnyTypeInfoKind::Blob => {
                    let bytes = row.try_get::<Vec<u8>, _>(at)?;
                    Value::from(Uuid::from_slice(&bytes).map_or_else(|_| hex::encode(&bytes), |id| id.to_string()))
                }
                _ => {
                    let number = row.try_get::<i64, _>(at)?;
                    let moment = name.strip_suffix("_ms").map(|_| Timestamp::from_millis(number).to_string());
                    moment.map_or_else(|| Value::from(number), Value::from)
                }
            }
        };
        let name = name.strip_suffix("_ms").map_or_else(|| name.to_owned(), named_as_a_moment);
        object.insert(name, value);
    }
    Ok(Value::Object(object))
}

/// As the contract names moments: `created_at`, `run_at`.
fn named_as_a_moment(name: &str) -> String {
    if name.ends_with("_at") { name.to_owned() } else { format!("{name}_at") }
}

/// In UTC, as far as an archive can say it.
fn moment(now: Timestamp) -> DateTime {
    let at = jiff::Timestamp::from_millisecond(now.as_millis()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let at = at.to_zoned(jiff::tz::TimeZone::UTC).datetime();
    let part = |part: i8| u8::try_from(part).unwrap_or_default();
    let year = u16::try_from(at.year()).unwrap_or_default();
    DateTime::from_date_and_time(
        year,
        part(at.month()),
        part(at.day()),
        part(at.hour()),
        part(at.minute()),
        part(at.second()),
    )
    .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_each_file_is_stands_in_the_archive() {
        let unsaid: Vec<&str> =
            KEPT.iter().map(|kept| kept.file).filter(|file| !README.contains(&format!("`{file}`"))).collect();
        assert_eq!(unsaid, [""; 0]);
    }

    #[test]
    fn a_list_is_json_however_long_it_is() {
        for length in 0..3 {
            let mut list = List::default();
            let mut text: Vec<u8> = (0..length).flat_map(|number| list.item(&number)).collect();
            text.extend(list.end());
            let read: Vec<i32> = serde_json::from_slice(&text).unwrap();
            assert_eq!(read, (0..length).collect::<Vec<_>>());
        }
    }
}
