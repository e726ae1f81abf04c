//! What agents ask the person before they do it.

use infuse_protocol::Page;
use infuse_protocol::approvals::{ApprovalRequest, Decision, NewDecision};
use reqwest::Method;
use uuid::Uuid;

use crate::api::{ApiError, Repeat};
use crate::error::{AppError, ErrorCode};
use crate::session::Session;
use crate::snapshot::ApprovalNow;

/// More than that are looked at once these are answered.
const LOOKED_AT: usize = 100;

/// What waits for the person in the workspace that is shown, oldest first.
pub(crate) async fn pending(session: &Session) -> Result<Vec<ApprovalNow>, ApiError> {
    let path = format!("/v1/workspaces/{}/approvals?state=pending&limit={LOOKED_AT}", session.workspace_id);
    match session.api.get::<Page<ApprovalRequest>>(&path).await {
        Ok(page) => Ok(page.items.into_iter().rev().map(ApprovalNow::from).collect()),
        // An older server asks nobody.
        Err(error) if error.is_not_found() => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// Answers what an agent asks. The first answer stands, whoever gave it.
///
/// # Errors
/// `already_decided` where there is one, or the time is over; `not_found` of what is asked elsewhere, as by a notice of
/// another home.
pub(crate) async fn decide(session: &Session, id: &str, allow: bool) -> Result<(), AppError> {
    let asked_here = id.split_once('/').filter(|(workspace_id, _)| *workspace_id == session.workspace_id);
    let id = asked_here.and_then(|(_, id)| Uuid::try_parse(id).ok());
    let id = id.ok_or_else(|| AppError::new(ErrorCode::NotFound, "no such request"))?;
    let path = format!("/v1/workspaces/{}/approvals/{id}/decision", session.workspace_id);
    let decision = NewDecision { decision: if allow { Decision::Allow } else { Decision::Deny } };
    let _: ApprovalRequest = session.api.send(Method::POST, &path, &decision, Repeat::Never).await?;
    Ok(())
}
