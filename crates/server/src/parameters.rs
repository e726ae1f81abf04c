//! Parameters of a query that no one knows are refused, like unknown fields of a body.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::Method;
use url::form_urlencoded;
use utoipa::openapi::path::{Operation, ParameterIn};
use utoipa::openapi::{OpenApi, RefOr};

use crate::problem::ApiError;

/// The names of the parameters that each operation's query may have, as the OpenAPI document lists them.
/// Outside of `/v1` stand the routes of operators, whose probes may add what they like.
#[derive(Clone, Debug)]
pub(crate) struct KnownParameters(Arc<HashMap<(String, Method), HashSet<String>>>);

impl KnownParameters {
    pub(crate) fn of(document: &OpenApi) -> Self {
        let paths = document.paths.paths.iter().filter(|(path, _)| path.starts_with("/v1/"));
        let operations = paths.flat_map(|(path, item)| {
            let methods = [
                (Method::GET, &item.get),
                (Method::PUT, &item.put),
                (Method::POST, &item.post),
                (Method::DELETE, &item.delete),
                (Method::PATCH, &item.patch),
            ];
            methods
                .into_iter()
                .filter_map(|(method, operation)| Some(((path.clone(), method), names(operation.as_ref()?))))
        });
        Self(Arc::new(operations.collect()))
    }

    fn unknown(&self, path: &str, method: &Method, query: &str) -> Option<String> {
        let method = if *method == Method::HEAD { &Method::GET } else { method };
        let known = self.0.get(&(path.to_owned(), method.clone()))?;
        let mut asked = form_urlencoded::parse(query.as_bytes()).map(|(name, _)| name);
        asked.find(|name| !known.contains(name.as_ref())).map(std::borrow::Cow::into_owned)
    }
}

fn names(operation: &Operation) -> HashSet<String> {
    let parameters = operation.parameters.iter().flatten();
    let in_query = parameters.filter_map(|parameter| match parameter {
        RefOr::T(parameter) if parameter.parameter_in == ParameterIn::Query => Some(parameter.name.clone()),
        _ => None,
    });
    in_query.collect()
}

/// Middleware: 400 for a query with a parameter that the operation does not have.
pub(crate) async fn refuse_unknown(State(known): State<KnownParameters>, request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    let unknown =
        request.uri().query().zip(path).and_then(|(query, path)| known.unknown(path, request.method(), query));
    match unknown {
        None => next.run(request).await,
        Some(name) => {
            let pointer = format!("/{}", name.replace('~', "~0").replace('/', "~1"));
            ApiError::Malformed { pointer, message: "It is no parameter of this operation.".to_owned() }.into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http_service::openapi;
    use crate::settings::Settings;

    #[test]
    fn what_the_document_does_not_list_is_unknown() {
        let known = KnownParameters::of(&openapi(&Settings::default()));
        let unknown = |path: &str, query: &str| known.unknown(path, &Method::GET, query);
        let entries = "/v1/workspaces/{w}/usage/entries";
        assert_eq!(unknown(entries, "limit=1&from=x&kind=&action=a%20b"), None);
        assert_eq!(unknown(entries, "limit=1&w=1").as_deref(), Some("w"));
        assert_eq!(unknown("/v1/catalog", "%78").as_deref(), Some("x"));
        assert_eq!(unknown("/v1/catalog", ""), None);
        assert_eq!(unknown("/healthz", "x=1"), None);
    }
}
