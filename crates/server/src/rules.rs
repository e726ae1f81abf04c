//! Rules for what people and agents write, gathered so that all faults are answered at once.

use infuse_protocol::FieldError;
use uuid::Uuid;

use crate::problem::{ApiError, field_error};

/// The faults of one request.
#[derive(Debug, Default)]
pub struct Faults(Vec<FieldError>);

impl Faults {
    /// Notes a fault at a JSON pointer (RFC 6901).
    pub fn add(&mut self, pointer: &str, code: &str, message: impl AsRef<str>) {
        self.0.push(field_error(pointer, code, message.as_ref()));
    }

    /// 422 with all faults, if there are any.
    pub fn into_result(self) -> Result<(), ApiError> {
        if self.0.is_empty() { Ok(()) } else { Err(self.into_error()) }
    }

    /// 422 with all faults, where there is one for sure.
    pub fn into_error(self) -> ApiError {
        ApiError::Validation(self.0)
    }

    /// One line of text of 1 to `max` characters, without the space around it.
    pub fn line(&mut self, pointer: &str, text: &str, max: usize) -> String {
        let line = text.trim();
        if line.is_empty() {
            self.add(pointer, "required", "It must not be empty.");
        } else if line.chars().count() > max {
            self.add(pointer, "too_long", format!("It may have {max} characters at most."));
        } else if text.chars().any(char::is_control) {
            self.add(pointer, "control_character", "It must not contain control characters.");
        }
        line.to_owned()
    }

    /// Text of `least` to `most` characters, none of them a control character, kept as it is.
    pub fn text(&mut self, pointer: &str, text: &str, least: usize, most: usize) {
        let length = text.chars().count();
        if length < least || length > most {
            self.add(pointer, "invalid_length", format!("It must have {least} to {most} characters."));
        } else if text.chars().any(char::is_control) {
            self.add(pointer, "control_character", "It must not contain control characters.");
        }
    }

    /// Text of at most `most` characters that may have several lines, kept as it is.
    pub fn lines(&mut self, pointer: &str, text: &str, most: usize) {
        let unbroken = text.replace(['\n', '\r', '\t'], " ");
        self.text(pointer, &unbroken, 0, most);
    }

    /// A whole number in a range.
    pub fn range(&mut self, pointer: &str, number: i64, allowed: std::ops::RangeInclusive<i64>) {
        if !allowed.contains(&number) {
            let message = format!("It must be a whole number from {} to {}.", allowed.start(), allowed.end());
            self.add(pointer, "out_of_range", message);
        }
    }

    /// An id that the client made. Those of version 8 are the ledger's own (RFC 9562, 5.8).
    pub fn id(&mut self, pointer: &str, id: &str) -> Uuid {
        let uuid = Uuid::try_parse(id).ok().filter(|_| id.len() == 36);
        match uuid {
            None => self.add(pointer, "invalid_id", "It must be a UUID, as in 018f6b1e-1c2d-7e3f-8a4b-5c6d7e8f9a0b."),
            Some(uuid) if uuid.get_version_num() == 8 => {
                self.add(pointer, "reserved_id", "It may be a UUID of any version but 8.");
            }
            Some(_) => {}
        }
        uuid.unwrap_or_default()
    }

    /// An e-mail address, by the rule of browsers:
    /// <https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address>
    pub fn email(&mut self, pointer: &str, text: &str) -> String {
        let text = text.trim();
        if !is_email(text) {
            self.add(pointer, "not_an_email", "It must be an e-mail address, as in name@example.com.");
        }
        text.to_owned()
    }
}

/// The id of a path; what is no UUID names nothing, and answers 404.
pub fn known_form(id: &str) -> Result<(), ApiError> {
    match Uuid::try_parse(id) {
        Ok(uuid) if uuid.to_string() == id => Ok(()),
        _ => Err(ApiError::NotFound),
    }
}

/// An address is at most 254 octets, its local part 64 (RFC 5321, 4.5.3.1).
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    text.len() <= 254 && is_local_part(local) && domain.split('.').all(is_domain_label)
}

fn is_local_part(local: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    (1..=64).contains(&local.len()) && local.bytes().all(is_allowed)
}

fn is_domain_label(label: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=63).contains(&label.len()) && label.bytes().all(is_allowed) && !label.starts_with('-') && !label.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_has_the_form_that_browsers_demand() {
        for good in ["a@b", "ada.lovelace+infuse@example.co.uk", "o'neil@localhost"] {
            assert!(is_email(good), "{good}");
        }
        let long = format!("{}@example.com", "a".repeat(65));
        for bad in ["", "@", "a@", "@b", "a b@c", "a@b..c", "a@-b", "a@b-", "a@b c", "ä@b", "a\n@b", long.as_str()] {
            assert!(!is_email(bad), "{bad}");
        }
    }

    #[test]
    fn all_faults_are_answered_at_once() {
        let mut faults = Faults::default();
        assert_eq!(faults.line("/name", "  Ada  ", 100), "Ada");
        faults.line("/name", " ", 100);
        faults.line("/name", &"a".repeat(101), 100);
        faults.line("/name", "A\u{0}da", 100);
        faults.line("/name", "Ada\r", 100);
        faults.email("/email", "nobody");
        let Err(ApiError::Validation(faults)) = faults.into_result() else { panic!("faults were lost") };
        let codes: Vec<_> = faults.iter().map(|fault| fault.code.as_str()).collect();
        assert_eq!(codes, ["required", "too_long", "control_character", "control_character", "not_an_email"]);
    }

    #[test]
    fn lines_may_be_broken_and_indented_and_hold_no_other_control_characters() {
        let is_taken = |text: &str| {
            let mut faults = Faults::default();
            faults.lines("/detail", text, 10);
            faults.into_result().is_ok()
        };
        assert!(is_taken("") && is_taken("a\r\n\tb\n"));
        assert!(!is_taken("a\u{0}") && !is_taken("\u{1b}[31m") && !is_taken(&"a\n".repeat(6)));
    }

    #[test]
    fn an_id_has_one_form_only() {
        assert!(known_form("0197a2b8-5a1c-7d3e-8f00-000000000001").is_ok());
        for bad in ["", "1", "0197A2B8-5A1C-7D3E-8F00-000000000001", "0197a2b85a1c7d3e8f00000000000001", "%00"] {
            assert!(known_form(bad).is_err(), "{bad}");
        }
    }
}
