//! The pages that links of mails open. They hold no script and load nothing. A page that is only looked at changes
//! nothing: programs that look through mails open every link in them.

use std::convert::Infallible;
use std::sync::LazyLock;

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{
    ACCEPT, ACCEPT_LANGUAGE, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use http::request::Parts;
use http::{HeaderName, HeaderValue, StatusCode};
use infuse_protocol::{Code, Problem};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use utoipa::IntoParams;

use super::compose::{STYLE, escaped};
use super::words::Words;
use crate::problem::ApiError;

/// What stands behind the address of a page. It is not printed: it opens what the page is about.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct LinkQuery {
    /// What stands in the link of the mail.
    pub(crate) token: String,
}

/// A page, by what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    Verify,
    Verified,
    Unsubscribe,
    Unsubscribed,
    Void,
}

/// Who opens a link.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader {
    /// Whether it is a person's browser that asks, and not a program.
    is_browser: bool,
    /// In the language that they read best.
    words: &'static Words,
}

/// Scripts, pictures and other pages are out; the one style is in by its digest, and the one form goes back here.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let digest = STANDARD.encode(Sha256::digest(STYLE.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
});

impl Page {
    /// The ids of its title, its text, and its button where it has one.
    fn words(self) -> (&'static str, &'static str, Option<&'static str>) {
        match self {
            Self::Verify => ("mail-page-verify-title", "mail-page-verify-body", Some("mail-page-verify-button")),
            Self::Verified => ("mail-page-verified-title", "mail-page-verified-body", None),
            Self::Unsubscribe => {
                ("mail-page-unsubscribe-title", "mail-page-unsubscribe-body", Some("mail-page-unsubscribe-button"))
            }
            Self::Unsubscribed => ("mail-page-unsubscribed-title", "mail-page-unsubscribed-body", None),
            Self::Void => ("mail-page-void-title", "mail-page-void-body", None),
        }
    }

    fn html(self, words: &Words) -> String {
        let (title, text, button) = self.words();
        let (title, text) = (escaped(&words.text(title)), escaped(&words.text(text)));
        // A form without an address is sent to that of the page, which holds the token.
        let form = button.map_or_else(String::new, |button| {
            let button = escaped(&words.text(button));
            format!("<form method=\"post\"><button class=\"button\">{button}</button></form>\n")
        });
        format!(
            "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"robots\" content=\"noindex\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n\
             <body>\n<main>\n<h1>{title}</h1>\n<p>{text}</p>\n{form}</main>\n</body>\n</html>\n",
            words.tag(),
            words.direction(),
        )
    }

    pub(crate) fn response(self, reader: Reader) -> Response {
        let mut response = self.html(reader.words).into_response();
        if self == Self::Void {
            *response.status_mut() = StatusCode::NOT_FOUND;
        }
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(reader.words.tag()));
        headers.insert(VARY, HeaderValue::from_static("accept-language"));
        headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        // The address holds the token.
        headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        if let Ok(policy) = HeaderValue::from_str(&POLICY) {
            headers.insert(CONTENT_SECURITY_POLICY, policy);
        }
        response
    }
}

/// What a link is answered with that leads nowhere any more.
pub(crate) fn no_link() -> ApiError {
    ApiError::Refused(Box::new(Problem::new(
        Code::NotFound,
        "The link was used, has expired, or a newer one was sent.",
    )))
}

impl Reader {
    /// The same for whoever opened a link, in the form that they read.
    pub(crate) fn no_link(self) -> Result<Response, ApiError> {
        if self.is_browser { Ok(Page::Void.response(self)) } else { Err(no_link()) }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let header =
            |name: HeaderName| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let is_browser = header(ACCEPT).split([',', ';']).any(|part| part.trim().eq_ignore_ascii_case("text/html"));
        Ok(Self { is_browser, words: Words::accepted(header(ACCEPT_LANGUAGE)) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Page; 5] = [Page::Verify, Page::Verified, Page::Unsubscribe, Page::Unsubscribed, Page::Void];

    const READER: fn() -> Reader = || Reader { is_browser: true, words: Words::english() };

    #[test]
    fn a_page_holds_no_script_and_loads_nothing() {
        for page in ALL {
            let html = page.html(Words::english());
            for loaded in ["<script", "<img", "<link", "src=", "href=", "http:", "https:", "url("] {
                assert!(!html.contains(loaded), "{loaded} in {html}");
            }
            let answer = page.response(READER());
            let policy = answer.headers()[CONTENT_SECURITY_POLICY].to_str().unwrap();
            assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
            assert_eq!(answer.headers()[REFERRER_POLICY], "no-referrer");
        }
    }

    #[test]
    fn a_page_says_which_language_it_is_in() {
        let reader = Reader { is_browser: true, words: Words::of_language("de") };
        assert_eq!(Page::Verify.response(reader).headers()[CONTENT_LANGUAGE], "de");
        assert!(Page::Verify.html(reader.words).contains("<html lang=\"de\" dir=\"ltr\">"));
    }

    #[test]
    fn only_a_page_that_asks_has_a_button() {
        let with_button: Vec<Page> =
            ALL.into_iter().filter(|page| page.html(Words::english()).contains("<form")).collect();
        assert_eq!(with_button, [Page::Verify, Page::Unsubscribe]);
    }
}
