//! One address for each thing, however a client writes it.

use axum::extract::Request;
use http::Uri;
use http::uri::PathAndQuery;
use uuid::Uuid;

/// The request with ids of its path in lower case, and without a slash at its end.
pub(crate) fn in_plain_form(mut request: Request) -> Request {
    if let Some(uri) = plain(request.uri()) {
        *request.uri_mut() = uri;
    }
    request
}

/// The address in its plain form, where it is not in it already.
fn plain(uri: &Uri) -> Option<Uri> {
    let path = uri.path();
    let without_slash = path.strip_suffix('/').filter(|path| !path.is_empty());
    let has_capital_id = path.split('/').any(is_capital_id);
    if without_slash.is_none() && !has_capital_id {
        return None;
    }
    let lower = |segment: &str| if is_capital_id(segment) { segment.to_ascii_lowercase() } else { segment.to_owned() };
    let segments: Vec<String> = without_slash.unwrap_or(path).split('/').map(lower).collect();
    let mut written = segments.join("/");
    if let Some(query) = uri.query() {
        written.push('?');
        written.push_str(query);
    }
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(written).ok()?);
    Uri::from_parts(parts).ok()
}

/// A UUID in its hyphenated form, with capitals.
fn is_capital_id(segment: &str) -> bool {
    segment.len() == 36 && segment.bytes().any(|byte| byte.is_ascii_uppercase()) && Uuid::try_parse(segment).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plainly(address: &str) -> String {
        let uri: Uri = address.parse().unwrap();
        plain(&uri).unwrap_or(uri).to_string()
    }

    #[test]
    fn ids_are_written_in_lower_case_and_no_slash_stands_at_the_end() {
        let id = "0197a2b8-5a1c-7d3e-8f00-00000000000a";
        let entries = format!("/v1/workspaces/{id}/usage/entries?action=A%2FB&source=/");
        assert_eq!(plainly(&entries.replace(id, &id.to_uppercase())), entries);
        assert_eq!(plainly(&format!("/v1/sessions/{}/", id.to_uppercase())), format!("/v1/sessions/{id}"));
        assert_eq!(plainly("/v1/account/?x=1"), "/v1/account?x=1");
        assert_eq!(plainly("http://example.com/v1/account/"), "http://example.com/v1/account");
    }

    #[test]
    fn other_addresses_are_left_alone() {
        for address in ["/", "/v1/Account", "/v1/account", "/0197A2B85A1C7D3E8F00000000000001", "*"] {
            assert_eq!(plainly(address), address);
        }
    }
}
