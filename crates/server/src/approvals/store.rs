//! The table `approval_requests`.

use infuse_protocol::Timestamp;
use infuse_protocol::approvals::{ApprovalRequest, ApprovalState, Decision};
use infuse_protocol::personalization::{ApprovalCategory, Field};
use infuse_protocol::stream::Resource;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row as _};
use uuid::Uuid;

use crate::clock::SharedClock;
use crate::db::{Db, DbError, WriteTransaction};
use crate::identity::{Person, lock_session};
use crate::names::{Named as _, named_as_on_the_wire, stored};
use crate::page::PageRange;
use crate::problem::ApiError;
use crate::versions;

named_as_on_the_wire!(ApprovalState, ApprovalCategory);

/// Requests that wait for one person at once, at most: nobody answers more.
pub(super) const MOST_PENDING: i64 = 100;

/// Of one token, so that it leaves room for others.
const MOST_OF_ONE: i64 = 20;

const COLUMNS: &str = "position, id, workspace_id, asked_by, category, title, detail, credits, state, rule, asked_ms,
                       expires_ms, decided_ms";

/// A request that is about to be asked.
pub(super) struct New {
    /// Who is asked.
    pub(super) account_id: String,
    /// The token, or the session, that asks.
    pub(super) asked_by_id: String,
    pub(super) request: ApprovalRequest,
}

/// How asking ended.
pub(super) enum Asked {
    Now,
    /// The same was asked by the same before.
    Before(Stored),
    /// The id was used for something else.
    Otherwise,
    TooMany,
    /// There is no such account any more.
    Nobody,
}

/// How an answer ended.
pub(super) enum Decided {
    Now(ApprovalRequest),
    Before(Stored),
    NotThere,
}

/// Who asks how requests stand.
#[derive(Clone, Debug)]
pub(super) enum Reader {
    /// Who was asked.
    Person { account_id: String },
    /// What asked.
    Token { token_id: String },
}

/// A request as it was written. One that waits may have expired since.
pub(super) struct Stored(ApprovalRequest);

impl Stored {
    /// How it stands at a moment.
    pub(super) fn standing_at(self, now_ms: i64) -> ApprovalRequest {
        let Self(request) = self;
        let is_over = request.state == ApprovalState::Pending && request.expires_at.as_millis() <= now_ms;
        let state = if is_over { ApprovalState::Expired } else { request.state };
        ApprovalRequest { state, ..request }
    }
}

impl Reader {
    /// The condition on rows, and what `$2` stands for in it.
    fn condition(&self) -> (&'static str, &str) {
        match self {
            Self::Person { account_id } => ("account_id = $2", account_id),
            Self::Token { token_id } => ("asked_by_id = $2", token_id),
        }
    }
}

/// Asks, unless the same was asked before.
pub(super) async fn ask(db: &Db, new: &New) -> Result<Asked, DbError> {
    let New { account_id, asked_by_id, request } = new;
    let mut tx = db.begin_write().await?;
    let asked = try_ask(&mut tx, new).await?;
    if !matches!(asked, Asked::Now) {
        tx.rollback().await?;
        return Ok(asked);
    }
    sqlx::query(
        "INSERT INTO approval_requests (workspace_id, id, position, account_id, asked_by_id, asked_by, category, title, detail,
                                        credits, state, rule, asked_ms, expires_ms, decided_ms)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
    )
    .bind(request.workspace_id.as_str())
    .bind(request.id.as_str())
    .bind(Uuid::now_v7().to_string())
    .bind(account_id.as_str())
    .bind(asked_by_id.as_str())
    .bind(request.asked_by.as_str())
    .bind(request.category.name())
    .bind(request.title.as_str())
    .bind(request.detail.as_deref())
    .bind(request.credits)
    .bind(request.state.name())
    .bind(request.rule.map(Field::name))
    .bind(request.asked_at.as_millis())
    .bind(request.expires_at.as_millis())
    .bind(request.decided_at.map(Timestamp::as_millis))
    .execute(&mut *tx)
    .await?;
    versions::bump(&mut tx, &request.workspace_id, Resource::Approvals).await?;
    tx.commit().await?;
    Ok(Asked::Now)
}

/// Whether it can be asked; the account is locked by it, so that nothing else asks it meanwhile.
async fn try_ask(tx: &mut WriteTransaction, new: &New) -> Result<Asked, DbError> {
    let New { account_id, asked_by_id, request } = new;
    if !versions::lock_account(tx, account_id).await? {
        return Ok(Asked::Nobody);
    }
    let sql = format!("SELECT {COLUMNS}, asked_by_id FROM approval_requests WHERE workspace_id = $1 AND id = $2");
    let row = sqlx::query(AssertSqlSafe(sql))
        .bind(request.workspace_id.as_str())
        .bind(request.id.as_str())
        .fetch_optional(&mut **tx)
        .await?;
    if let Some(row) = row {
        let (_, before) = from_row(&row)?;
        let is_same = row.try_get::<&str, _>("asked_by_id")? == asked_by_id
            && (before.0.category, &before.0.title, &before.0.detail, before.0.credits)
                == (request.category, &request.title, &request.detail, request.credits);
        return Ok(if is_same { Asked::Before(before) } else { Asked::Otherwise });
    }
    let row = sqlx::query(
        "SELECT COUNT(*) AS pending, COUNT(CASE WHEN asked_by_id = $4 THEN 1 END) AS own
         FROM approval_requests WHERE account_id = $1 AND state = $2 AND expires_ms > $3",
    )
    .bind(account_id.as_str())
    .bind(ApprovalState::Pending.name())
    .bind(request.asked_at.as_millis())
    .bind(asked_by_id.as_str())
    .fetch_one(&mut **tx)
    .await?;
    let (pending, own): (i64, i64) = (row.try_get("pending")?, row.try_get("own")?);
    let waits = request.state == ApprovalState::Pending;
    Ok(if waits && (pending >= MOST_PENDING || own >= MOST_OF_ONE) { Asked::TooMany } else { Asked::Now })
}

/// The requests that somebody sees, newest first, with their positions in the list.
pub(super) async fn list(
    db: &Db,
    workspace_id: &str,
    reader: &Reader,
    state: Option<ApprovalState>,
    range: &PageRange,
    now_ms: i64,
) -> Result<Vec<(String, Stored)>, DbError> {
    let (condition, who) = reader.condition();
    let standing = match state {
        None | Some(ApprovalState::Other) => "$4 = $4",
        Some(ApprovalState::Pending) => "state = 'pending' AND expires_ms > $4",
        Some(ApprovalState::Expired) => "state = 'pending' AND expires_ms <= $4",
        Some(ApprovalState::Allowed) => "state = 'allowed' AND $4 = $4",
        Some(ApprovalState::Denied) => "state = 'denied' AND $4 = $4",
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM approval_requests WHERE workspace_id = $1 AND {condition} AND position < $3 AND {standing}
         ORDER BY position DESC LIMIT $5"
    );
    let rows = sqlx::query(AssertSqlSafe(sql))
        .bind(workspace_id)
        .bind(who)
        .bind(range.before_id.as_str())
        .bind(now_ms)
        .bind(range.rows())
        .fetch_all(db.pool())
        .await?;
    Ok(rows.iter().map(from_row).collect::<Result<_, _>>()?)
}

pub(super) async fn find(db: &Db, workspace_id: &str, id: &str, reader: &Reader) -> Result<Option<Stored>, DbError> {
    let (condition, who) = reader.condition();
    let sql = format!("SELECT {COLUMNS} FROM approval_requests WHERE workspace_id = $1 AND {condition} AND id = $3");
    let query = sqlx::query(AssertSqlSafe(sql)).bind(workspace_id).bind(who).bind(id.to_ascii_lowercase());
    let row = query.fetch_optional(db.pool()).await?;
    Ok(row.as_ref().map(from_row).transpose()?.map(|(_, stored)| stored))
}

/// A person's answer, where it is the first and comes in time.
///
/// # Errors
/// 401 where their session has ended.
pub(super) async fn decide(
    db: &Db,
    (workspace_id, id): (&str, &str),
    person: &Person,
    decision: Decision,
    clock: &SharedClock,
) -> Result<Decided, ApiError> {
    let mut tx = db.begin_write().await?;
    lock_session(&mut tx, person).await?;
    // It may have waited for its turn until the time was over, and somebody was told so.
    let now_ms = clock.now_ms();
    let sql = format!(
        "UPDATE approval_requests SET state = $4, decided_ms = $5 WHERE workspace_id = $1 AND account_id = $2 AND id = $3
         AND state = 'pending' AND expires_ms > $5 RETURNING {COLUMNS}"
    );
    let row = sqlx::query(AssertSqlSafe(sql))
        .bind(workspace_id)
        .bind(person.account_id.as_str())
        .bind(id.to_ascii_lowercase())
        .bind(decision.state().name())
        .bind(now_ms)
        .fetch_optional(&mut *tx)
        .await?;
    let Some(row) = row else {
        tx.rollback().await?;
        let before = find(db, workspace_id, id, &Reader::Person { account_id: person.account_id.clone() }).await?;
        return Ok(before.map_or(Decided::NotThere, Decided::Before));
    };
    let (_, Stored(request)) = from_row(&row)?;
    versions::bump(&mut tx, workspace_id, Resource::Approvals).await?;
    tx.commit().await?;
    Ok(Decided::Now(request))
}

fn from_row(row: &AnyRow) -> Result<(String, Stored), sqlx::Error> {
    let request = ApprovalRequest {
        id: row.try_get("id")?,
        workspace_id: row.try_get("workspace_id")?,
        asked_by: row.try_get("asked_by")?,
        category: stored(row, "category")?,
        title: row.try_get("title")?,
        detail: row.try_get("detail")?,
        credits: row.try_get("credits")?,
        state: stored(row, "state")?,
        rule: row.try_get::<Option<&str>, _>("rule")?.and_then(Field::from_name),
        asked_at: Timestamp::from_millis(row.try_get("asked_ms")?),
        expires_at: Timestamp::from_millis(row.try_get("expires_ms")?),
        decided_at: row.try_get::<Option<i64>, _>("decided_ms")?.map(Timestamp::from_millis),
    };
    Ok((row.try_get("position")?, Stored(request)))
}
