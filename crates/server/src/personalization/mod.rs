//! `/v1/personalization`, and what workspaces choose for their members: how InfuseOS answers, by which voice, and what
//! it asks first.

mod approve;
mod defaults;
mod edit;
mod store;

use axum::extract::State;
use infuse_policy::personalization::effective;
use infuse_protocol::Scope;
use infuse_protocol::personalization::{Personalization, PersonalizationEdit};
use infuse_protocol::workspace::Role;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::client_address::ClientAddress;
use crate::db::retried;
use crate::extract::{Json, Query};
use crate::identity::Caller;
use crate::if_match::{Claimed, IfMatch, Versioned, version_conflict};
use crate::problem::ApiError;
use crate::rules::Faults;
use crate::workspace::{self, Needs, admit};
use edit::Change;

pub(crate) use approve::rule;
pub(crate) use store::ask_again;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(read_personalization, edit_personalization))
        .merge(defaults::routes())
        .merge(approve::routes())
}

/// Where what holds is asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct WhereQuery {
    /// The workspace that `effective` is about; the personal one, or that of the token, where it is absent.
    #[param(format = "uuid")]
    workspace_id: Option<String>,
}

/// What the caller chose, and what holds in a workspace; of a token, what its maker chose
#[utoipa::path(
    get, path = "/v1/personalization", tag = "personalization", params(WhereQuery),
    responses((status = 200, description = "The choices, their version as `ETag`", body = Personalization))
)]
async fn read_personalization(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<WhereQuery>,
) -> Result<Versioned<Personalization>, ApiError> {
    let workspace_id = place(&app, &caller, query.workspace_id).await?;
    find(&app, caller.account_id(), &workspace_id).await
}

/// Changes what the person chose, each field by itself
///
/// A field that the workspace has locked can be changed, too: the choice holds wherever it is not locked.
#[utoipa::path(
    patch, path = "/v1/personalization", tag = "personalization", request_body = PersonalizationEdit,
    params(IfMatch, WhereQuery),
    responses((status = 200, description = "The choices after the change, their version as `ETag`", body = Personalization))
)]
async fn edit_personalization(
    State(app): State<App>,
    address: ClientAddress,
    caller: Caller,
    if_match: IfMatch,
    Query(query): Query<WhereQuery>,
    Json(request): Json<PersonalizationEdit>,
) -> Result<Versioned<Personalization>, ApiError> {
    let person = caller.person()?.clone();
    let account_id = person.account_id.clone();
    let workspace_id = place(&app, &caller, query.workspace_id).await?;
    let expected = if_match.expected()?;
    let mut faults = Faults::default();
    let changes = edit::changes(&mut faults, &request);
    faults.into_result()?;
    if changes.is_empty() {
        return expected.of(find(&app, &account_id, &workspace_id).await?);
    }
    let lifecycle = app.lifecycle.clone();
    let editing = lifecycle.to_its_end(async move {
        let from = (address, app.clock.now_ms());
        match retried(|| store::choose(&app.db, &person, &changes, &expected, from)).await? {
            Claimed::Done => {}
            Claimed::OtherVersion => return Err(version_conflict(&find(&app, &account_id, &workspace_id).await?)),
            Claimed::NoOwner => return Err(ApiError::Unauthorized),
        }
        // A mail may tell of it.
        app.jobs.wake();
        app.bus.publish_account(&account_id);
        find(&app, &account_id, &workspace_id).await
    });
    editing.await
}

/// The workspace that the caller asks about, of which they are a member, or a token with the scope `settings:read`.
async fn place(app: &App, caller: &Caller, asked: Option<String>) -> Result<String, ApiError> {
    let workspace_id = match (asked, caller) {
        // Ids are of any case, and stored in one.
        (Some(asked), _) => asked.to_ascii_lowercase(),
        (None, Caller::Token(token)) => token.workspace_id.clone(),
        (None, Caller::Person(person)) => {
            workspace::personal_of(&app.db, &person.account_id).await?.ok_or(ApiError::Unauthorized)?
        }
    };
    admit(app, caller, &workspace_id, Needs::scope(Scope::SettingsRead)).await?;
    Ok(workspace_id)
}

async fn find(app: &App, account_id: &str, workspace_id: &str) -> Result<Versioned<Personalization>, ApiError> {
    let stored = store::read(&app.db, account_id, workspace_id).await?;
    let effective = effective(&stored.personal, &stored.workspace, &stored.locked);
    let version = stored.personal_version;
    Ok(Versioned { version, resource: Personalization { version, choices: stored.personal, effective } })
}
