//! The journal as a file, streamed page by page.

use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use infuse_protocol::usage::Entry;
use infuse_protocol::{Scope, csv_cell};
use serde::Deserialize;
use utoipa::IntoParams;

use super::filter::FilterQuery;
use crate::app::App;
use crate::extract::{Path, Query};
use crate::identity::Pass;
use crate::ledger::{EntryFilter, Order};
use crate::problem::ApiError;
use crate::rules::Faults;
use crate::workspace::{self, Needs};

/// Entries that are read at once.
const PAGE: i64 = 1_000;

/// As what.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct FormatQuery {
    #[param(inline)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
enum Format {
    Csv,
    Json,
}

/// The journal by ascending number, as CSV with a header line or as a JSON array.
#[utoipa::path(
    get, path = "/v1/workspaces/{w}/usage/export", tag = "usage",
    params(("w" = String, Path, description = "The workspace's id"), FormatQuery, FilterQuery),
    responses((
        status = 200,
        description = "The filtered journal",
        content((String = "text/csv"), (Vec<Entry> = "application/json"))
    )),
)]
pub(super) async fn export_entries(
    State(app): State<App>,
    pass: Pass,
    Path(workspace_id): Path<String>,
    Query(FormatQuery { format }): Query<FormatQuery>,
    Query(filter): Query<FilterQuery>,
) -> Result<Response, ApiError> {
    workspace::admit(&app, &pass.caller, &workspace_id, NEEDS).await?;
    let mut faults = Faults::default();
    let filter = filter.checked(&mut faults);
    faults.into_result()?;
    app.ledger.usage(&workspace_id).await?;
    drop(app.reports.turn(&workspace_id).await?);
    let (media_type, file_name) = match format {
        Format::Csv => ("text/csv; charset=utf-8", "attachment; filename=\"infuse-journal.csv\""),
        Format::Json => ("application/json", "attachment; filename=\"infuse-journal.json\""),
    };
    let export = Export { app, pass, workspace_id, format, filter, last_seq: 0, part: Part::Head };
    let body = Body::from_stream(stream::try_unfold(export, Export::next));
    Ok(([(CONTENT_TYPE, media_type), (CONTENT_DISPOSITION, file_name)], body).into_response())
}

const NEEDS: Needs = Needs::scope(Scope::UsageRead);

/// An export on its way.
struct Export {
    app: App,
    pass: Pass,
    workspace_id: String,
    format: Format,
    filter: EntryFilter,
    last_seq: i64,
    part: Part,
}

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Head,
    FirstPage,
    Page,
    End,
}

impl Export {
    /// The next piece of the file; `None` behind its end. An error breaks the connection off, so
    /// that half a file is never taken for a whole one.
    async fn next(mut self) -> Result<Option<(Vec<u8>, Self)>, ApiError> {
        let piece = match self.part {
            Part::Head => {
                self.part = Part::FirstPage;
                self.format.head()
            }
            Part::FirstPage | Part::Page => self.page().await?,
            Part::End => return Ok(None),
        };
        Ok(Some((piece, self)))
    }

    /// Each page takes its turn among the reports, as a client may be slow to take them; for the same reason it is for
    /// those alone who may still read it.
    async fn page(&mut self) -> Result<Vec<u8>, ApiError> {
        self.pass = self.pass.renew(&self.app.authenticator).await?.ok_or(ApiError::Unauthorized)?;
        workspace::admit(&self.app, &self.pass.caller, &self.workspace_id, NEEDS).await?;
        let order = Order::Ascending { after: self.last_seq };
        let turn = self.app.reports.turn_of_many(&self.workspace_id).await?;
        let entries = self.app.ledger.entries(&self.workspace_id, &self.filter, order, PAGE).await?;
        drop(turn);
        let Some(last) = entries.last() else {
            self.part = Part::End;
            return Ok(self.format.tail());
        };
        self.last_seq = last.seq;
        let first = std::mem::replace(&mut self.part, Part::Page) == Part::FirstPage;
        Ok(match self.format {
            Format::Csv => csv_rows(&entries),
            Format::Json => json_items(&entries, first),
        })
    }
}

impl Format {
    fn head(self) -> Vec<u8> {
        match self {
            Self::Csv => csv_lines(std::iter::once(COLUMNS.map(str::to_owned))),
            Self::Json => b"[".to_vec(),
        }
    }

    fn tail(self) -> Vec<u8> {
        match self {
            Self::Csv => Vec::new(),
            Self::Json => b"]\n".to_vec(),
        }
    }
}

const COLUMNS: [&str; 16] = [
    "seq",
    "id",
    "kind",
    "action",
    "quantity",
    "credits",
    "balance_after",
    "conversation_id",
    "conversation_title",
    "source",
    "reason",
    "occurred_at",
    "recorded_at",
    "account_id",
    "token_id",
    "actor",
];

fn csv_rows(entries: &[Entry]) -> Vec<u8> {
    csv_lines(entries.iter().map(|entry| {
        let conversation = entry.conversation.as_ref();
        [
            entry.seq.to_string(),
            entry.id.clone(),
            entry.kind.name().to_owned(),
            entry.action.as_deref().map(inert).unwrap_or_default(),
            entry.quantity.map(|quantity| quantity.to_string()).unwrap_or_default(),
            entry.credits.to_string(),
            entry.balance_after.to_string(),
            conversation.map(|conversation| inert(&conversation.id)).unwrap_or_default(),
            conversation.and_then(|conversation| conversation.title.as_deref()).map(inert).unwrap_or_default(),
            entry.source.as_deref().map(inert).unwrap_or_default(),
            entry.reason.as_deref().map(inert).unwrap_or_default(),
            entry.occurred_at.to_string(),
            entry.recorded_at.to_string(),
            entry.actor.account_id.clone().unwrap_or_default(),
            entry.actor.token_id.clone().unwrap_or_default(),
            inert(&entry.actor.name),
        ]
    }))
}

/// Text of clients as a cell that no spreadsheet runs.
fn inert(text: &str) -> String {
    csv_cell(text).into_owned()
}

/// RFC 4180 lines.
fn csv_lines(rows: impl Iterator<Item = [String; COLUMNS.len()]>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        // Rows have one length, and memory does not refuse a write.
        let _ = writer.write_record(row);
    }
    writer.into_inner().unwrap_or_default()
}

fn json_items(entries: &[Entry], first: bool) -> Vec<u8> {
    let mut text = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        if index > 0 || !first {
            text.push(b',');
        }
        text.push(b'\n');
        // An entry is plain data, which always serialises.
        text.extend(serde_json::to_vec(entry).unwrap_or_default());
    }
    text
}
