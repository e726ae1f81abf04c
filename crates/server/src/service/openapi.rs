//! The OpenAPI 3.1 document, made from the routes themselves.

use infuse_protocol::Problem;
use infuse_protocol::stream::{Alert, Changed, EntriesEvent};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ContentBuilder, OpenApi, Ref, ResponseBuilder, Server};
use utoipa::{Modify, OpenApi as _};

use crate::settings::Settings;

/// What does not come from a route.
#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Infuse",
        version = "1",
        description = "Accounts, metering and the credit ledger of Infuse. Ids are UUIDs, times RFC 3339 in UTC, \
                       credits whole numbers. Unknown fields and parameters of a request are refused. Every \
                       answer that is not the one asked for is a problem (RFC 9457) with a stable `code`."
    ),
    components(schemas(Problem, EntriesEvent, Alert, Changed)),
    modifiers(&BearerSecrets),
    security(("bearer" = [])),
    tags(
        (name = "account", description = "Signing up, and who one is"),
        (name = "preferences", description = "Of what one is told, by what, and when"),
        (name = "personalization", description = "How InfuseOS answers, by which voice, and what it asks first"),
        (name = "approvals", description = "What agents ask a person before they do it"),
        (name = "sessions", description = "Signing in and out"),
        (name = "tokens", description = "What agents and scripts report with"),
        (name = "workspaces", description = "What credits belong to"),
        (name = "usage", description = "Credits, the journal, and what agents report"),
        (name = "signals", description = "What an agent wants a person to know"),
        (name = "billing", description = "What there is to buy, and what an action costs"),
        (name = "stream", description = "All that happens, as it happens"),
        (name = "service", description = "For operators"),
    )
)]
struct Frame;

/// Sessions and tokens are sent the same way.
struct BearerSecrets;

impl Modify for BearerSecrets {
    fn modify(&self, document: &mut OpenApi) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("A session (`ifs_…`, a person) or an API token (`ift_…`, scopes, one workspace)."))
            .build();
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("bearer", SecurityScheme::Http(scheme));
    }
}

/// The document before the routes are added.
pub(crate) fn frame(settings: &Settings) -> OpenApi {
    let mut document = Frame::openapi();
    if let Some(url) = &settings.public_url {
        document.servers = Some(vec![Server::new(url.as_str().trim_end_matches('/'))]);
    }
    document
}

/// Adds to every operation what every operation can answer: a problem.
pub(crate) fn add_problems(document: &mut OpenApi) {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    let problem = ResponseBuilder::new()
        .description("Why it was not carried out")
        .content("application/problem+json", content)
        .build();
    for path in document.paths.paths.values_mut() {
        let operations =
            [&mut path.get, &mut path.put, &mut path.post, &mut path.delete, &mut path.patch].into_iter().flatten();
        for operation in operations {
            operation.responses.responses.insert("default".to_owned(), problem.clone().into());
        }
    }
}
