//! What a workspace chooses for its members, and what it lets them choose nothing else for.

use axum::extract::State;
use infuse_protocol::personalization::{Defaults, DefaultsEdit, Field, PersonalizationEdit};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::store::ForMembers;
use super::*;
use crate::extract::Path;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(read_defaults, edit_defaults))
}

/// What the workspace chose for its members
#[utoipa::path(
    get, path = "/v1/workspaces/{w}/defaults", tag = "personalization",
    params(("w" = String, Path, description = "The workspace's id")),
    responses((status = 200, description = "The choices, their version as `ETag`", body = Defaults))
)]
async fn read_defaults(
    State(app): State<App>,
    caller: Caller,
    Path(workspace_id): Path<String>,
) -> Result<Versioned<Defaults>, ApiError> {
    admit(&app, &caller, &workspace_id, Needs::scope(Scope::SettingsRead)).await?;
    find(&app, caller.account_id(), &workspace_id).await
}

/// Changes what the workspace chose for its members, each field by itself; owners and admins may
#[utoipa::path(
    patch, path = "/v1/workspaces/{w}/defaults", tag = "personalization", request_body = DefaultsEdit,
    params(IfMatch, ("w" = String, Path, description = "The workspace's id")),
    responses((status = 200, description = "The choices after the change, their version as `ETag`", body = Defaults))
)]
async fn edit_defaults(
    State(app): State<App>,
    caller: Caller,
    if_match: IfMatch,
    Path(workspace_id): Path<String>,
    Json(request): Json<DefaultsEdit>,
) -> Result<Versioned<Defaults>, ApiError> {
    admit(&app, &caller, &workspace_id, Needs::person(Role::Admin)).await?;
    let account_id = caller.account_id().to_owned();
    let expected = if_match.expected()?;
    let DefaultsEdit { response_language, response_style, voice_id, approvals, spend_over, locked } = request;
    let choices = PersonalizationEdit { response_language, response_style, voice_id, approvals, spend_over };
    let mut faults = Faults::default();
    let changes = edit::changes(&mut faults, &choices);
    for (at, _) in locked.iter().flatten().enumerate().filter(|(_, field)| **field == Field::Other) {
        faults.add(&format!("/locked/{at}"), "unknown", "It must be one of the fields that there are.");
    }
    faults.into_result()?;
    if changes.is_empty() && locked.is_none() {
        return expected.of(find(&app, &account_id, &workspace_id).await?);
    }
    let lifecycle = app.lifecycle.clone();
    let editing = lifecycle.to_its_end(async move {
        let chosen = || store::choose_for_members(&app.db, (&workspace_id, &account_id), &changes, &locked, &expected);
        match retried(chosen).await? {
            ForMembers::Done => {}
            ForMembers::OtherVersion => return Err(version_conflict(&find(&app, &account_id, &workspace_id).await?)),
            ForMembers::NotThere => return Err(ApiError::NotFound),
            ForMembers::NotAllowed => return Err(ApiError::Forbidden(workspace::below(Role::Admin))),
        }
        for member in workspace::member_ids(&app.db, &workspace_id).await? {
            app.bus.publish_account(&member);
        }
        find(&app, &account_id, &workspace_id).await
    });
    editing.await
}

async fn find(app: &App, account_id: &str, workspace_id: &str) -> Result<Versioned<Defaults>, ApiError> {
    let stored = store::read(&app.db, account_id, workspace_id).await?;
    let version = stored.workspace_version;
    let resource = Defaults { version, choices: stored.workspace, locked: stored.locked };
    Ok(Versioned { version, resource })
}
