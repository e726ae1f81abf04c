//! `POST /v1/workspaces/{w}/signals`: what an agent wants a person to know becomes an alert.

use axum::extract::State;
use http::StatusCode;
use infuse_protocol::Scope;
use infuse_protocol::signals::{Signal, SignalKind};
use infuse_protocol::stream::AlertKind;
use url::Url;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::extract::{Json, Path};
use crate::identity::Caller;
use crate::problem::ApiError;
use crate::rules::{Faults, label, label_of_lines};
use crate::workspace::{self, Needs};

/// The most characters of a title; what is longer is cut.
const LONGEST_TITLE: usize = 200;

/// The most characters of a detail; what is longer is cut.
const LONGEST_DETAIL: usize = 2_000;

/// The most bytes of a link.
const LONGEST_LINK: usize = 2_000;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(send_signal))
}

/// Raises an alert. The same id again changes nothing.
#[utoipa::path(
    post, path = "/v1/workspaces/{w}/signals", tag = "signals",
    params(("w" = String, Path, description = "The workspace's id")),
    request_body = Signal,
    responses((status = 202, description = "Taken, now or before")),
)]
async fn send_signal(
    State(app): State<App>,
    caller: Caller,
    Path(workspace_id): Path<String>,
    Json(signal): Json<Signal>,
) -> Result<StatusCode, ApiError> {
    workspace::admit(&app, &caller, &workspace_id, Needs::scope(Scope::SignalsWrite)).await?;
    let mut faults = Faults::default();
    let id = faults.id("/id", &signal.id);
    let title = label(&signal.title, LONGEST_TITLE).unwrap_or_else(|| {
        faults.add("/title", "required", "It must have something to see.");
        String::new()
    });
    let detail = signal.detail.and_then(|detail| label_of_lines(&detail, LONGEST_DETAIL)).unwrap_or_default();
    let link = signal.link.map(|link| checked_link(&mut faults, &link));
    faults.into_result()?;
    let kind = match signal.kind {
        SignalKind::WorkflowFailed => AlertKind::WorkflowFailed,
        SignalKind::IntegrationNeedsReconnect => AlertKind::IntegrationNeedsReconnect,
    };
    app.ledger.signal(&workspace_id, id, kind, title, detail, link).await?;
    Ok(StatusCode::ACCEPTED)
}

/// The address as browsers write it, with what an address can not hold percent-encoded.
fn checked_link(faults: &mut Faults, link: &str) -> String {
    let url = Some(link).filter(|link| !link.contains(char::is_control)).and_then(|link| Url::parse(link).ok());
    match url.filter(|url| matches!(url.scheme(), "http" | "https") && url.as_str().len() <= LONGEST_LINK) {
        Some(url) => url.into(),
        None => {
            let message = format!("It must be an http or https address of at most {LONGEST_LINK} bytes.");
            faults.add("/link", "invalid_link", message);
            String::new()
        }
    }
}
