//! `/v1/workspaces/{w}/approvals`: an agent asks a person before it does something, and waits for the answer.
//!
//! It is its maker whom a token asks, wherever they are signed in; the first answer decides. What the person's choices decide
//! by themselves is answered at once.

mod store;

use std::collections::BTreeSet;
use std::time::Duration;

use axum::extract::State;
use http::StatusCode;
use infuse_protocol::approvals::{ApprovalRequest, ApprovalState, NewApprovalRequest, NewDecision};
use infuse_protocol::personalization::{Approval, ApprovalCategory};
use infuse_protocol::workspace::Role;
use infuse_protocol::{Code, Page, Problem, Scope};
use serde::Deserialize;
use tokio::time::sleep;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::bus::Change;
use crate::db::retried;
use crate::extract::{Json, Path, Query};
use crate::identity::Caller;
use crate::page::PageQuery;
use crate::personalization;
use crate::problem::ApiError;
use crate::rules::{Faults, label, label_of_lines};
use crate::workspace::{Needs, admit};
use store::{Asked, Decided, New, Reader};

/// The most characters of a title; what is longer is cut.
const LONGEST_TITLE: usize = 200;

/// The most characters of a detail; what is longer is cut.
const LONGEST_DETAIL: usize = 2_000;

/// A person reads the figure before they allow it.
const MOST_CREDITS: i64 = 1_000_000_000;

/// Seconds.
const LONGEST_TO_ANSWER: i64 = 86_400;

/// Seconds.
const LONGEST_WAIT: i64 = 60;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_approvals, ask_for_approval))
        .routes(routes!(read_approval))
        .routes(routes!(decide_approval))
}

/// Which requests.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListQuery {
    /// Only those that stand so.
    #[param(value_type = Option<ApprovalState>)]
    state: Option<String>,
    /// 1 to 1,000; 100 where absent.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    #[param(format = "uuid")]
    cursor: Option<String>,
}

/// How long to wait.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct WaitQuery {
    /// 0 to 60 seconds, in which the answer comes as soon as it is decided; none where it is absent.
    #[param(minimum = 0, maximum = 60)]
    wait_seconds: Option<i64>,
}

/// Asks for an approval
///
/// The person's choices decide at once where they allow it or do not (`allowed`, `denied`, with the `rule`); otherwise it is
/// `pending` until a person answers, and `expired` when nobody has in time. The same id with the same content answers how it
/// stands.
#[utoipa::path(
    post, path = "/v1/workspaces/{w}/approvals", tag = "approvals",
    params(("w" = String, Path, description = "The workspace's id")),
    request_body = NewApprovalRequest,
    responses((status = 201, description = "The request", body = ApprovalRequest))
)]
async fn ask_for_approval(
    State(app): State<App>,
    caller: Caller,
    Path(workspace_id): Path<String>,
    Json(request): Json<NewApprovalRequest>,
) -> Result<(StatusCode, Json<ApprovalRequest>), ApiError> {
    admit(&app, &caller, &workspace_id, Needs::scope(Scope::ApprovalsAsk)).await?;
    let mut faults = Faults::default();
    let id = faults.id("/id", &request.id).to_string();
    if request.category == ApprovalCategory::Other {
        faults.add("/category", "unknown", "It must be one of the categories that there are.");
    }
    let title = label(&request.title, LONGEST_TITLE).unwrap_or_else(|| {
        faults.add("/title", "required", "It must have something to see.");
        String::new()
    });
    let detail = request.detail.and_then(|detail| label_of_lines(&detail, LONGEST_DETAIL));
    if let Some(credits) = request.credits {
        faults.range("/credits", credits, 0..=MOST_CREDITS);
    }
    faults.range("/expires_in_seconds", request.expires_in_seconds, 1..=LONGEST_TO_ANSWER);
    faults.into_result()?;
    let account_id = caller.account_id();
    let rule = personalization::rule(&app, account_id, &workspace_id, request.category, request.credits).await?;
    let state = match rule.decision {
        Approval::Allow => ApprovalState::Allowed,
        Approval::Never => ApprovalState::Denied,
        Approval::Ask | Approval::Other => ApprovalState::Pending,
    };
    let now_ms = app.clock.now_ms();
    let new = New {
        account_id: account_id.to_owned(),
        asked_by_id: caller.credential_id().to_owned(),
        request: ApprovalRequest {
            id,
            workspace_id,
            asked_by: caller.actor().name,
            category: request.category,
            title,
            detail,
            credits: request.credits,
            state,
            rule: (state != ApprovalState::Pending).then_some(rule.rule),
            asked_at: infuse_protocol::Timestamp::from_millis(now_ms),
            expires_at: infuse_protocol::Timestamp::from_millis(now_ms + request.expires_in_seconds * 1_000),
            decided_at: (state != ApprovalState::Pending).then(|| infuse_protocol::Timestamp::from_millis(now_ms)),
        },
    };
    let lifecycle = app.lifecycle.clone();
    let asking = lifecycle.to_its_end(async move {
        match retried(|| store::ask(&app.db, &new)).await? {
            Asked::Now => {
                app.bus.publish_account(&new.account_id);
                Ok(new.request)
            }
            Asked::Before(request) => Ok(request.standing_at(now_ms)),
            Asked::Otherwise => {
                let detail = "This id was used to ask for something else.";
                Err(ApiError::Refused(Box::new(Problem::new(Code::IdempotencyConflict, detail))))
            }
            Asked::TooMany => {
                let detail = "Too many requests wait for this person, or of this token.";
                Err(ApiError::Refused(Box::new(Problem::new(Code::LimitReached, detail))))
            }
            Asked::Nobody => Err(ApiError::Unauthorized),
        }
    });
    Ok((StatusCode::CREATED, Json(asking.await?)))
}

/// What was asked, newest first: of a token, what it asked; of a person, what is theirs to answer
#[utoipa::path(
    get, path = "/v1/workspaces/{w}/approvals", tag = "approvals",
    params(("w" = String, Path, description = "The workspace's id"), ListQuery),
    responses((status = 200, description = "A page of requests", body = Page<ApprovalRequest>))
)]
async fn list_approvals(
    State(app): State<App>,
    caller: Caller,
    Path(workspace_id): Path<String>,
    Query(query): Query<ListQuery>,
) -> Result<Json<Page<ApprovalRequest>>, ApiError> {
    let reader = reader(&app, &caller, &workspace_id).await?;
    let state = query.state.map(|name| {
        let known = ApprovalState::NAMES.iter().find(|(_, known)| *known == name);
        known.map(|(state, _)| *state).ok_or_else(|| {
            ApiError::validation([("/state", "unknown", "It must be pending, allowed, denied or expired.")])
        })
    });
    let range = PageQuery { limit: query.limit, cursor: query.cursor }.range()?;
    let now_ms = app.clock.now_ms();
    let found = store::list(&app.db, &workspace_id, &reader, state.transpose()?, &range, now_ms).await?;
    let page = range.page(found, |(position, _)| position);
    let items = page.items.into_iter().map(|(_, request)| request.standing_at(now_ms)).collect();
    Ok(Json(Page { items, next_cursor: page.next_cursor }))
}

/// How a request stands; with `wait_seconds`, as soon as it is decided
#[utoipa::path(
    get, path = "/v1/workspaces/{w}/approvals/{id}", tag = "approvals",
    params(
        ("w" = String, Path, description = "The workspace's id"),
        ("id" = String, Path, description = "The request's id"), WaitQuery
    ),
    responses((status = 200, description = "The request", body = ApprovalRequest))
)]
async fn read_approval(
    State(app): State<App>,
    caller: Caller,
    Path((workspace_id, id)): Path<(String, String)>,
    Query(query): Query<WaitQuery>,
) -> Result<Json<ApprovalRequest>, ApiError> {
    let reader = reader(&app, &caller, &workspace_id).await?;
    let mut faults = Faults::default();
    let wait = query.wait_seconds.unwrap_or_default();
    faults.range("/wait_seconds", wait, 0..=LONGEST_WAIT);
    faults.into_result()?;
    // Of each caller as many wait as may have streams open.
    let _waiting = if wait > 0 { Some(app.throttle.open_stream(caller.credential_id())?) } else { None };
    let ends = sleep(Duration::from_secs(wait.unsigned_abs()));
    tokio::pin!(ends);
    // Followed before it is read: what happens in between is heard.
    let mut news = app.bus.subscribe();
    news.follow(BTreeSet::from([Change::Account(caller.account_id().to_owned())]));
    loop {
        let _ = news.take();
        let found = store::find(&app.db, &workspace_id, &id, &reader).await?.ok_or(ApiError::NotFound)?;
        let now_ms = app.clock.now_ms();
        let request = found.standing_at(now_ms);
        if request.state != ApprovalState::Pending || ends.is_elapsed() {
            return Ok(Json(request));
        }
        let left_ms = request.expires_at.as_millis().saturating_sub(now_ms).max(1).unsigned_abs();
        tokio::select! {
            () = &mut ends => {}
            () = news.arrival() => {}
            () = sleep(Duration::from_millis(left_ms)) => {}
            () = app.lifecycle.shutdown.cancelled() => return Ok(Json(request)),
        }
    }
}

/// A person allows or denies what was asked; the first answer stands
///
/// 409 `already_decided` afterwards, and when it has expired; `current` is the request.
#[utoipa::path(
    post, path = "/v1/workspaces/{w}/approvals/{id}/decision", tag = "approvals",
    params(
        ("w" = String, Path, description = "The workspace's id"),
        ("id" = String, Path, description = "The request's id")
    ),
    request_body = NewDecision,
    responses((status = 200, description = "The request", body = ApprovalRequest))
)]
async fn decide_approval(
    State(app): State<App>,
    caller: Caller,
    Path((workspace_id, id)): Path<(String, String)>,
    Json(NewDecision { decision }): Json<NewDecision>,
) -> Result<Json<ApprovalRequest>, ApiError> {
    admit(&app, &caller, &workspace_id, Needs::person(Role::Member)).await?;
    let person = caller.person()?.clone();
    let lifecycle = app.lifecycle.clone();
    let deciding = lifecycle.to_its_end(async move {
        let decided = retried(|| store::decide(&app.db, (&workspace_id, &id), &person, decision, &app.clock)).await?;
        match decided {
            Decided::Now(request) => {
                app.bus.publish_account(&person.account_id);
                Ok(Json(request))
            }
            Decided::Before(request) => {
                let problem = Problem::new(Code::AlreadyDecided, "The first answer stands.");
                let current =
                    serde_json::to_value(request.standing_at(app.clock.now_ms())).map_err(ApiError::internal)?;
                Err(ApiError::Refused(Box::new(Problem { current: Some(current), ..problem })))
            }
            Decided::NotThere => Err(ApiError::NotFound),
        }
    });
    deciding.await
}

/// What of the workspace's requests the caller sees.
async fn reader(app: &App, caller: &Caller, workspace_id: &str) -> Result<Reader, ApiError> {
    admit(app, caller, workspace_id, Needs::scope(Scope::ApprovalsAsk)).await?;
    Ok(match caller {
        Caller::Person(person) => Reader::Person { account_id: person.account_id.clone() },
        Caller::Token(token) => Reader::Token { token_id: token.token_id.clone() },
    })
}
