//! `/v1/workspaces`: what credits belong to, and who belongs to it.

mod admission;
mod store;

use axum::extract::State;
use infuse_protocol::Page;
use infuse_protocol::workspace::{Role, Workspace, WorkspaceEdit, WorkspaceKind};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::app::App;
use crate::catalog;
use crate::db::{Db, WriteTransaction, retried};
use crate::extract::{Json, Path, Query};
use crate::identity::Caller;
use crate::page::PageQuery;
use crate::problem::ApiError;
use crate::rules::Faults;

pub(crate) use admission::{Needs, admit, below, least_role, reaches};
pub(crate) use store::{lock_role, member_ids, personal_of};

const MAX_NAME: usize = 100;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_workspaces)).routes(routes!(read_workspace, edit_workspace))
}

/// The workspaces that the caller belongs to; of a token, the one that it was made for
#[utoipa::path(
    get, path = "/v1/workspaces", tag = "workspaces", params(PageQuery),
    responses((status = 200, description = "A page of workspaces, newest first", body = Page<Workspace>))
)]
async fn list_workspaces(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<PageQuery>,
) -> Result<Json<Page<Workspace>>, ApiError> {
    let range = query.range()?;
    let workspaces = match &caller {
        Caller::Person(person) => store::of_account(&app.db, &person.account_id, &range).await?,
        Caller::Token(token) => {
            let only = store::by_id(&app.db, &token.workspace_id, &token.account_id).await?;
            only.into_iter().filter(|workspace| workspace.id < range.before_id).collect()
        }
    };
    Ok(Json(range.page(workspaces, |workspace| &workspace.id)))
}

/// One workspace
#[utoipa::path(
    get, path = "/v1/workspaces/{w}", tag = "workspaces",
    params(("w" = String, Path, description = "The workspace's id")),
    responses((status = 200, description = "The workspace", body = Workspace))
)]
async fn read_workspace(
    State(app): State<App>,
    caller: Caller,
    Path(workspace_id): Path<String>,
) -> Result<Json<Workspace>, ApiError> {
    admit(&app, &caller, &workspace_id, Needs::any_scope()).await?;
    find(&app.db, &workspace_id, caller.account_id()).await.map(Json)
}

/// Changes a workspace's name; owners and admins may
#[utoipa::path(
    patch, path = "/v1/workspaces/{w}", tag = "workspaces", request_body = WorkspaceEdit,
    params(("w" = String, Path, description = "The workspace's id")),
    responses((status = 200, description = "The workspace after the change", body = Workspace))
)]
async fn edit_workspace(
    State(app): State<App>,
    caller: Caller,
    Path(workspace_id): Path<String>,
    Json(request): Json<WorkspaceEdit>,
) -> Result<Json<Workspace>, ApiError> {
    admit(&app, &caller, &workspace_id, Needs::person(Role::Admin)).await?;
    let mut workspace = find(&app.db, &workspace_id, caller.account_id()).await?;
    if let Some(name) = request.name {
        let mut faults = Faults::default();
        workspace.name = faults.line("/name", &name, MAX_NAME);
        faults.into_result()?;
        let (of_app, name) = (app.clone(), workspace.name.clone());
        let edit = app.lifecycle.to_its_end(async move {
            retried(|| store::rename(&of_app.db, &workspace_id, &name)).await?;
            for member in store::member_ids(&of_app.db, &workspace_id).await? {
                of_app.bus.publish_account(&member);
            }
            Ok::<_, ApiError>(())
        });
        edit.await?;
    }
    Ok(Json(workspace))
}

/// Makes the workspace that a new account starts with, named after the person, and opens its book.
pub(crate) async fn create_personal(
    app: &App,
    tx: &mut WriteTransaction,
    account_id: &str,
    name: &str,
    now_ms: i64,
) -> Result<Workspace, ApiError> {
    let workspace = Workspace {
        id: Uuid::now_v7().to_string(),
        name: name.to_owned(),
        kind: WorkspaceKind::Personal,
        role: Role::Owner,
        plan: catalog::FREE.to_owned(),
    };
    store::insert(tx, &workspace, now_ms).await?;
    store::add_member(tx, &workspace.id, account_id, workspace.role, now_ms).await?;
    app.ledger.open_book(tx, &workspace.id, catalog::FREE).await?;
    Ok(workspace)
}

async fn find(db: &Db, workspace_id: &str, account_id: &str) -> Result<Workspace, ApiError> {
    store::by_id(db, workspace_id, account_id).await?.ok_or(ApiError::NotFound)
}
