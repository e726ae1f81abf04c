//! A mail as it goes over the line: one in plain text and one in HTML, of which each program shows the one it can.

use std::time::{Duration, SystemTime};

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};
use url::Url;

use super::words::Words;
use crate::rules::label;

/// The most characters of a name or a subject. Whoever makes them is asked for fewer.
const LONGEST_LINE: usize = 300;

/// What a mail says, before it is put into the form of one.
pub(super) struct Letter<'a> {
    pub(super) words: &'a Words,
    /// What makes it the same mail when it is sent again.
    pub(super) id: String,
    /// When what it tells of happened.
    pub(super) at_ms: i64,
    pub(super) to_name: &'a str,
    pub(super) to: &'a str,
    pub(super) subject: String,
    pub(super) paragraphs: Vec<String>,
    /// The one thing that it leads to, where it leads to something.
    pub(super) link: Option<Link>,
    /// Behind the link, in small letters.
    pub(super) notes: Vec<String>,
    /// By which whoever has the mail ends mails of its kind (RFC 8058). None for what one can not do without.
    pub(super) unsubscribe: Option<Url>,
}

pub(super) struct Link {
    pub(super) url: String,
    pub(super) label: String,
}

/// Why no mail came of a letter.
#[derive(Debug, thiserror::Error)]
pub(super) enum ComposeError {
    #[error("its address is none")]
    Address(#[from] lettre::address::AddressError),
    #[error("it could not be put into form: {0}")]
    Form(#[from] lettre::error::Error),
    #[error("a header has no name")]
    Header(#[from] lettre::message::header::InvalidHeaderName),
}

impl Letter<'_> {
    pub(super) fn compose(self, from: &Mailbox) -> Result<Message, ComposeError> {
        let name = Some(one_line(self.to_name)).filter(|name| !name.is_empty());
        let to = Mailbox::new(name, self.to.parse::<Address>()?);
        let subject = one_line(&self.subject);
        let at = SystemTime::UNIX_EPOCH + Duration::from_millis(u64::try_from(self.at_ms).unwrap_or_default());
        let mut message = Message::builder()
            .from(from.clone())
            .to(to)
            .subject(subject.as_str())
            .date(at)
            .message_id(Some(format!("<{}@{}>", self.id, from.email.domain())))
            .raw_header(header("Auto-Submitted", "auto-generated".to_owned())?);
        if let Some(url) = &self.unsubscribe {
            message = message
                .raw_header(header("List-Unsubscribe", format!("<{url}>"))?)
                .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned())?);
        }
        let (plain, html) = (self.plain(), self.html(&subject));
        let parts = MultiPart::alternative()
            .singlepart(SinglePart::builder().header(ContentType::TEXT_PLAIN).body(plain))
            .singlepart(SinglePart::builder().header(ContentType::TEXT_HTML).body(html));
        Ok(message.multipart(parts)?)
    }

    fn plain(&self) -> String {
        let link = self.link.iter().map(|link| format!("{}:\n{}", link.label, link.url));
        let body = self.paragraphs.iter().cloned().chain(link).collect::<Vec<_>>().join("\n\n");
        // What stands behind two hyphens and a space programs show apart (RFC 3676, 4.3).
        if self.notes.is_empty() { format!("{body}\n") } else { format!("{body}\n\n-- \n{}\n", self.notes.join("\n")) }
    }

    fn html(&self, subject: &str) -> String {
        let paragraphs: String = self.paragraphs.iter().map(|text| format!("<p>{}</p>\n", lines(text))).collect();
        let notes: String = self.notes.iter().map(|text| format!("<p class=\"note\">{}</p>\n", lines(text))).collect();
        let link = self.link.as_ref().map_or_else(String::new, |link| {
            let (url, label) = (escaped(&link.url), escaped(&link.label));
            format!("<p><a class=\"button\" href=\"{url}\">{label}</a></p>\n<p class=\"note\" dir=\"ltr\">{url}</p>\n")
        });
        format!(
            "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <meta name=\"supported-color-schemes\" content=\"light dark\">\n\
             <title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{paragraphs}{link}{notes}\
             </main>\n</body>\n</html>\n",
            self.words.tag(),
            self.words.direction(),
            escaped(subject),
        )
    }
}

/// Of mails and of the pages that their links open. Programs that show no style show a plain page.
pub(super) const STYLE: &str = "\
:root{color-scheme:light dark;supported-color-schemes:light dark}\
body{margin:0;padding:24px;background:#f5f5f3;color:#1d1d1b;font:16px/1.5 system-ui,sans-serif}\
main{max-width:560px;margin:0 auto;padding:24px;background:#fff;border-radius:12px}\
h1{margin:0 0 12px;font-size:22px;line-height:1.3}\
p{margin:0 0 16px;overflow-wrap:anywhere}\
.button{display:inline-block;padding:10px 18px;border:0;border-radius:8px;background:#0b6b5d;color:#fff;\
font:inherit;font-weight:600;text-decoration:none;cursor:pointer}\
.note{color:#5c5c58;font-size:13px}\
label{display:block;margin:0 0 6px;font-weight:600}\
input{box-sizing:border-box;width:100%;margin:0 0 8px;padding:10px 12px;border:1px solid #8a8a85;border-radius:8px;\
background:#fff;color:inherit;font:inherit}\
.fault{margin:0 0 8px;color:#b3261e}\
@media (prefers-color-scheme:dark){\
body{background:#161618;color:#ececea}main{background:#212124}.button{background:#4fd1b5;color:#06231d}\
.note{color:#a5a5a1}input{background:#161618;border-color:#8f8f8a}.fault{color:#ff9b90}}";

/// A name or a title as it is written into a mail: its line breaks and control characters are spaces.
pub(super) fn one_line(text: &str) -> String {
    label(text, LONGEST_LINE).unwrap_or_default()
}

fn header(name: &str, value: String) -> Result<HeaderValue, ComposeError> {
    Ok(HeaderValue::new(HeaderName::new_from_ascii(name.to_owned())?, value))
}

/// As text of a page, its lines kept.
fn lines(text: &str) -> String {
    escaped(text).replace('\n', "<br>\n")
}

/// As text or as an attribute in double quotes.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter<'a>(name: &'a str, title: &str) -> Letter<'a> {
        Letter {
            words: Words::english(),
            id: "a1".to_owned(),
            at_ms: 1_764_754_200_000,
            to_name: name,
            to: "ada@example.com",
            subject: format!("A workflow failed: {title}"),
            paragraphs: vec![format!("Hello {name},"), title.to_owned()],
            link: Some(Link { url: "infuse://usage".to_owned(), label: "Open Usage".to_owned() }),
            notes: vec!["Why this came.".to_owned()],
            unsubscribe: Url::parse("https://infuse.example.com/v1/unsubscribe?token=ifu_x").ok(),
        }
    }

    fn composed(letter: Letter<'_>) -> String {
        let from = "Infuse <infuse@example.com>".parse().unwrap();
        String::from_utf8(letter.compose(&from).unwrap().formatted()).unwrap()
    }

    /// Names and values of the headers, unfolded.
    fn headers(mail: &str) -> Vec<(String, String)> {
        let head = mail.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ");
        head.split("\r\n")
            .map(|line| line.split_once(": ").map(|(n, v)| (n.to_owned(), v.to_owned())).unwrap())
            .collect()
    }

    fn header<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
        let mut values = headers.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str());
        let value = values.next();
        assert_eq!(values.next(), None, "{name} stands there once");
        value
    }

    #[test]
    fn a_mail_has_both_parts_and_says_that_a_program_wrote_it() {
        let mail = composed(letter("Ada", "The nightly report"));
        let headers = headers(&mail);
        let header = |name: &str| header(&headers, name);
        assert_eq!(header("Subject"), Some("A workflow failed: The nightly report"));
        assert_eq!(header("From"), Some("Infuse <infuse@example.com>"));
        assert_eq!(header("To"), Some("Ada <ada@example.com>"));
        assert_eq!(header("Date"), Some("Wed, 03 Dec 2025 09:30:00 +0000"));
        assert_eq!(header("Message-ID"), Some("<a1@example.com>"));
        assert_eq!(header("Auto-Submitted"), Some("auto-generated"));
        let unsubscribe = "<https://infuse.example.com/v1/unsubscribe?token=ifu_x>";
        assert_eq!(header("List-Unsubscribe"), Some(unsubscribe));
        assert_eq!(header("List-Unsubscribe-Post"), Some("List-Unsubscribe=One-Click"));
        assert!(header("Content-Type").unwrap().starts_with("multipart/alternative;"));
        assert!(mail.contains("Content-Type: text/plain; charset=utf-8"), "{mail}");
        assert!(mail.contains("Content-Type: text/html; charset=utf-8"), "{mail}");
        assert!(mail.contains("infuse://usage"));
    }

    #[test]
    fn a_mail_that_one_can_not_do_without_offers_no_end() {
        let mail = composed(Letter { unsubscribe: None, ..letter("Ada", "x") });
        assert!(!mail.contains("List-Unsubscribe"), "{mail}");
    }

    #[test]
    fn the_same_letter_is_the_same_mail() {
        let identity = |mail: &str| {
            let headers = headers(mail);
            headers.into_iter().filter(|(name, _)| name != "Content-Type").collect::<Vec<_>>()
        };
        let [one, other] = [composed(letter("Ada", "x")), composed(letter("Ada", "x"))];
        assert_eq!(identity(&one), identity(&other));
    }

    #[test]
    fn no_name_and_no_title_writes_a_header() {
        let evil = "x\r\nBcc: eve@example.com\r\n\r\nHello\u{2028}\u{85}\u{b}\nX-Evil: 1\0";
        let plain = headers(&composed(letter("Ada", "x")));
        let names = |headers: &[(String, String)]| headers.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        for (name, title) in
            [(evil, "x"), ("Ada", evil), (evil, evil), ("\"Ada\" <eve@example.com>,", "=?utf-8?q?=0D=0ABcc:?=")]
        {
            let mail = composed(letter(name, title));
            let injected = headers(&mail);
            assert_eq!(names(&injected), names(&plain), "{mail}");
            assert!(header(&injected, "To").unwrap().ends_with("<ada@example.com>"), "{mail}");
            let head = mail.split("\r\n\r\n").next().unwrap();
            assert!(head.is_ascii() && head.lines().all(|line| line.len() < 998), "{mail}");
        }
        let from = "infuse@example.com".parse().unwrap();
        for address in ["ada@example.com\r\nBcc: eve@example.com", "ada@example.com, eve@example.com", ""] {
            assert!(Letter { to: address, ..letter("Ada", "x") }.compose(&from).is_err(), "{address}");
        }
    }

    #[test]
    fn names_of_all_scripts_arrive() {
        let mail = composed(letter("李 Ωμέγα 👩‍🚀", "Отчёт"));
        assert!(mail.is_ascii(), "{mail}");
        let headers = headers(&mail);
        assert!(header(&headers, "To").unwrap().starts_with("=?utf-8?b?"), "{mail}");
    }

    #[test]
    fn what_a_mail_shows_is_text_and_loads_nothing() {
        let html = letter("<img src=x onerror=alert(1)>", "\"><script>alert('1')</script>\nline & line").html("a < b");
        for tag in ["<img", "<script", "http:", "https:", "src=\"", "url(", "@import"] {
            assert!(!html.contains(tag), "{tag} in {html}");
        }
        assert!(
            html.contains("&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;<br>\nline &amp; line"),
            "{html}"
        );
        assert!(html.contains("prefers-color-scheme:dark") && html.contains("color-scheme"));
        assert_eq!(html.matches("href=").count(), 1);
    }
}
