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
use infuse_policy::password::{self, Fault, Hint};
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
    ConfirmEmail,
    EmailConfirmed,
    EmailTaken,
    UndoEmail { has_password: bool },
    EmailUndone { has_password: bool },
    NotMe { has_password: bool },
    NotMeDone { has_password: bool },
    Reset,
    ResetDone,
    Void,
}

/// What a page asks for.
#[derive(Clone, Copy, Debug)]
enum Asked<'a> {
    Nothing,
    /// The id of what its button says. A form without an address is sent to that of the page, which holds the token.
    Consent(&'static str),
    Password {
        fault: Option<&'a str>,
        least: &'a str,
    },
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
            Self::ConfirmEmail => ("mail-page-change-title", "mail-page-change-body", Some("mail-page-change-button")),
            Self::EmailConfirmed => ("mail-page-changed-title", "mail-page-changed-body", None),
            Self::EmailTaken => ("mail-page-taken-title", "mail-page-taken-body", None),
            Self::UndoEmail { .. } => ("mail-page-undo-title", "mail-page-undo-body", Some("mail-page-undo-button")),
            Self::EmailUndone { .. } => ("mail-page-undone-title", "mail-page-undone-body", None),
            Self::NotMe { .. } => ("mail-page-not-me-title", "mail-page-not-me-body", Some("mail-page-not-me-button")),
            Self::NotMeDone { .. } => ("mail-page-ended-title", "mail-page-ended-body", None),
            Self::Reset => ("mail-page-reset-title", "mail-page-reset-body", None),
            Self::ResetDone => ("mail-page-reset-done-title", "mail-page-reset-done-body", None),
            Self::Void => ("mail-page-void-title", "mail-page-void-body", None),
        }
    }

    /// Whether whoever it is for has a password, where it says something else to who has none.
    const fn has_password(self) -> bool {
        match self {
            Self::UndoEmail { has_password }
            | Self::EmailUndone { has_password }
            | Self::NotMe { has_password }
            | Self::NotMeDone { has_password } => has_password,
            _ => true,
        }
    }

    fn html(self, asked: Asked<'_>, words: &Words) -> String {
        let (title, text, _) = self.words();
        let text = words.id_for(text, self.has_password());
        let (title, text, form) = (escaped(&words.text(title)), escaped(&words.text(&text)), asked.form(words));
        format!(
            "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"robots\" content=\"noindex\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n\
             <body>\n<main>\n<h1>{title}</h1>\n<p>{text}</p>\n{form}</main>\n</body>\n</html>\n",
            words.tag(),
            words.direction(),
        )
    }

    /// The page with a form for a new password, and why the last one was not taken.
    pub(crate) fn with_password(self, reader: Reader, fault: Option<Fault>, two_factor: bool) -> Response {
        let least = password::least_characters(two_factor).to_string();
        let fault = fault.map(|fault| words_of(fault, reader.words));
        let asked = Asked::Password { fault: fault.as_deref(), least: &least };
        let mut response = self.answer(asked, reader);
        if fault.is_some() {
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        }
        response
    }

    pub(crate) fn response(self, reader: Reader) -> Response {
        let (_, _, button) = self.words();
        self.answer(button.map_or(Asked::Nothing, Asked::Consent), reader)
    }

    fn answer(self, asked: Asked<'_>, reader: Reader) -> Response {
        let mut response = self.html(asked, reader.words).into_response();
        match self {
            Self::Void => *response.status_mut() = StatusCode::NOT_FOUND,
            Self::EmailTaken => *response.status_mut() = StatusCode::CONFLICT,
            _ => {}
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

impl Asked<'_> {
    fn form(self, words: &Words) -> String {
        let text = |id: &str| escaped(&words.text(id));
        match self {
            Self::Nothing => String::new(),
            Self::Consent(button) => {
                format!("<form method=\"post\"><button class=\"button\">{}</button></form>\n", text(button))
            }
            Self::Password { fault, least } => {
                let fault = fault.map_or_else(String::new, |fault| {
                    format!("<p class=\"fault\" id=\"fault\" role=\"alert\">{}</p>\n", escaped(fault))
                });
                let (described, invalid) =
                    if fault.is_empty() { ("hint", "") } else { ("fault hint", " aria-invalid=\"true\"") };
                format!(
                    "<form method=\"post\">\n<label for=\"new_password\">{}</label>\n\
                     <input id=\"new_password\" name=\"new_password\" type=\"password\" \
                     autocomplete=\"new-password\" required aria-describedby=\"{described}\"{invalid}>\n{fault}\
                     <p class=\"note\" id=\"hint\">{}</p>\n<button class=\"button\">{}</button>\n</form>\n",
                    text("mail-page-password-label"),
                    escaped(&words.text_with("mail-page-password-hint", &[("least", least)])),
                    text("mail-page-password-button"),
                )
            }
        }
    }
}

/// Why a password is not taken, as a person reads it.
fn words_of(fault: Fault, words: &Words) -> String {
    match fault {
        Fault::TooShort(least) => words.text_with("mail-page-fault-short", &[("least", &least.to_string())]),
        Fault::TooLong => words.text_with("mail-page-fault-long", &[("most", &password::MOST_CHARACTERS.to_string())]),
        Fault::OwnName => words.text("mail-page-fault-own"),
        Fault::Guessable(Hint::Common) => words.text("mail-page-fault-common"),
        Fault::Guessable(Hint::Walk) => words.text("mail-page-fault-walk"),
        Fault::Guessable(Hint::Repeats) => words.text("mail-page-fault-repeats"),
        Fault::Guessable(Hint::Date) => words.text("mail-page-fault-date"),
        Fault::Guessable(Hint::Name) => words.text("mail-page-fault-name"),
        Fault::Guessable(Hint::FewWords) => words.text("mail-page-fault-words"),
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
        self.page(Page::Void, no_link())
    }

    /// A page for a person, or what it says for a program.
    pub(crate) fn page(self, page: Page, error: ApiError) -> Result<Response, ApiError> {
        if self.is_browser { Ok(page.response(self)) } else { Err(error) }
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

    const ALL: [Page; 18] = [
        Page::Verify,
        Page::Verified,
        Page::Unsubscribe,
        Page::Unsubscribed,
        Page::ConfirmEmail,
        Page::EmailConfirmed,
        Page::EmailTaken,
        Page::UndoEmail { has_password: true },
        Page::UndoEmail { has_password: false },
        Page::EmailUndone { has_password: true },
        Page::EmailUndone { has_password: false },
        Page::NotMe { has_password: true },
        Page::NotMe { has_password: false },
        Page::NotMeDone { has_password: true },
        Page::NotMeDone { has_password: false },
        Page::Reset,
        Page::ResetDone,
        Page::Void,
    ];

    fn asked(page: Page) -> Asked<'static> {
        page.words().2.map_or(Asked::Nothing, Asked::Consent)
    }

    const READER: fn() -> Reader = || Reader { is_browser: true, words: Words::english() };

    #[test]
    fn a_page_holds_no_script_and_loads_nothing() {
        let password = Asked::Password { fault: Some("<b>"), least: "15" };
        for (page, asked) in ALL.map(|page| (page, asked(page))).into_iter().chain([(Page::Reset, password)]) {
            let html = page.html(asked, Words::english());
            for loaded in ["<script", "<img", "<link", "src=", "href=", "http:", "https:", "url(", "<b>"] {
                assert!(!html.contains(loaded), "{loaded} in {html}");
            }
            let answer = page.answer(asked, READER());
            let policy = answer.headers()[CONTENT_SECURITY_POLICY].to_str().unwrap();
            assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
            assert_eq!(answer.headers()[REFERRER_POLICY], "no-referrer");
        }
    }

    #[test]
    fn a_page_says_which_language_it_is_in() {
        let reader = Reader { is_browser: true, words: Words::of_language("de") };
        assert_eq!(Page::Verify.response(reader).headers()[CONTENT_LANGUAGE], "de");
        assert!(Page::Verify.html(asked(Page::Verify), reader.words).contains("<html lang=\"de\" dir=\"ltr\">"));
    }

    #[test]
    fn only_a_page_that_asks_has_a_button() {
        let with_button: Vec<Page> =
            ALL.into_iter().filter(|page| page.html(asked(*page), Words::english()).contains("<form")).collect();
        let expected = [
            Page::Verify,
            Page::Unsubscribe,
            Page::ConfirmEmail,
            Page::UndoEmail { has_password: true },
            Page::UndoEmail { has_password: false },
            Page::NotMe { has_password: true },
            Page::NotMe { has_password: false },
        ];
        assert_eq!(with_button, expected);
    }

    #[test]
    fn a_page_that_takes_an_account_back_speaks_of_a_password_only_to_who_has_one() {
        let pages: [fn(bool) -> Page; 4] = [
            |has_password| Page::UndoEmail { has_password },
            |has_password| Page::EmailUndone { has_password },
            |has_password| Page::NotMe { has_password },
            |has_password| Page::NotMeDone { has_password },
        ];
        for page in pages {
            for has_password in [true, false] {
                let page = page(has_password);
                let html = page.html(asked(page), Words::english());
                assert_eq!(html.contains("password"), has_password, "{html}");
            }
        }
    }

    #[test]
    fn a_password_that_was_not_taken_is_asked_for_again_with_the_reason() {
        let page = Page::Reset.with_password(READER(), Some(Fault::TooShort(15)), false);
        assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let words = words_of(Fault::TooShort(15), Words::english());
        let asked = Asked::Password { fault: Some(&words), least: "15" };
        let html = Page::Reset.html(asked, Words::english());
        assert!(html.contains("role=\"alert\">Use at least 15 characters."), "{html}");
        assert!(html.contains("<form method=\"post\">"), "{html}");
        assert!(html.contains("autocomplete=\"new-password\"") && html.contains("aria-invalid=\"true\""), "{html}");
    }
}
