//! Rules for what people and agents write, gathered so that all faults are answered at once.

use infuse_protocol::FieldError;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory as _};
use unicode_segmentation::UnicodeSegmentation as _;
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

    /// One line of text of 1 to `max` characters with something to see in it, without the space around it and
    /// without signs that turn the text beside it round.
    pub fn line(&mut self, pointer: &str, text: &str, max: usize) -> String {
        let text = text.trim();
        // A character has four bytes at most.
        if text.len() > 4 * max {
            self.too_long(pointer, max);
            return String::new();
        }
        let line: String = text.chars().filter(|character| !is_bidi_control(*character)).collect();
        let line = line.trim();
        if text.chars().any(|character| character.is_control() || ends_a_line(character)) {
            self.add(pointer, "control_character", "It must not contain control characters.");
        } else if !line.chars().any(is_visible) {
            self.add(pointer, "required", "It must have something to see.");
        } else if line.chars().count() > max {
            self.too_long(pointer, max);
        }
        line.to_owned()
    }

    fn too_long(&mut self, pointer: &str, max: usize) {
        self.add(pointer, "too_long", format!("It may have {max} characters at most."));
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
    /// <https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address>. They take dots that mail servers do not
    /// (RFC 5321, 4.1.2).
    pub fn email(&mut self, pointer: &str, text: &str) -> String {
        let text = text.trim();
        if !is_email(text) {
            self.add(pointer, "not_an_email", "It must be an e-mail address, as in name@example.com.");
        }
        text.to_owned()
    }
}

/// A title or another label of what is recorded: one line of at most `max` characters, or `None` where there is nothing
/// to see.
///
/// It refuses nothing, for what it labels counts more. White space, line breaks and control characters become one
/// space, signs that turn the text beside it round are left out, and what is too long is cut between two characters as
/// people count them.
pub fn label(text: &str, max: usize) -> Option<String> {
    folded(text, max, |_| false)
}

/// The same, whose lines and tabs are kept.
pub fn label_of_lines(text: &str, max: usize) -> Option<String> {
    folded(&text.replace("\r\n", "\n"), max, |character| matches!(character, '\n' | '\t'))
}

fn folded(text: &str, max: usize, is_kept: impl Fn(char) -> bool) -> Option<String> {
    let mut folded = String::new();
    let mut characters = 0;
    let mut is_behind_space = true;
    for character in text.trim().chars().filter(|character| !is_bidi_control(*character)) {
        // One more than is kept shows where the cut falls.
        if characters > max {
            break;
        }
        let is_space = (character.is_control() || character.is_whitespace()) && !is_kept(character);
        if !(is_space && is_behind_space) {
            folded.push(if is_space { ' ' } else { character });
            characters += 1;
        }
        is_behind_space = is_space;
    }
    let label = cut(&folded, max).trim();
    label.chars().any(is_visible).then(|| label.to_owned())
}

/// The first `max` characters, or a few less where a cut there would take a person's character apart.
fn cut(text: &str, max: usize) -> &str {
    let Some((end, _)) = text.char_indices().nth(max) else { return text };
    let between = text.grapheme_indices(true).map(|(start, _)| start).take_while(|start| *start <= end).last();
    &text[..between.filter(|start| *start > 0).unwrap_or(end)]
}

/// Signs that turn the text around them round (UAX 9): a name or a title that holds one rearranges the sentence that it
/// is shown in.
fn is_bidi_control(character: char) -> bool {
    matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character shows something by itself. Space, control and format characters and marks do not, nor do letters
/// and symbols that are drawn as nothing: fillers of Hangul, and the empty pattern of Braille.
fn is_visible(character: char) -> bool {
    use GeneralCategoryGroup::{Mark, Separator};
    if matches!(character, '\u{115f}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}') {
        return false;
    }
    let is_unseen = matches!(character.general_category_group(), Mark | Separator)
        || matches!(character.general_category(), GeneralCategory::Control | GeneralCategory::Format)
        // Kept free for format characters to come (UAX 44, Default_Ignorable_Code_Point).
        || matches!(character, '\u{2065}' | '\u{fff0}'..='\u{fff8}' | '\u{e0000}'..='\u{e0fff}');
    !is_unseen
}

/// The id of a path; what is no UUID names nothing, and answers 404.
pub fn known_form(id: &str) -> Result<(), ApiError> {
    match Uuid::try_parse(id) {
        Ok(uuid) if uuid.to_string() == id => Ok(()),
        _ => Err(ApiError::NotFound),
    }
}

/// An address is at most 254 octets, its local part 64 (RFC 5321, 4.5.3.1).
/// Line and paragraph separators, which are no control characters.
fn ends_a_line(character: char) -> bool {
    matches!(character, '\u{2028}' | '\u{2029}')
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    text.len() <= 254 && is_local_part(local) && domain.split('.').all(is_domain_label)
}

fn is_local_part(local: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte);
    (1..=64).contains(&local.len()) && local.bytes().all(is_allowed) && local.split('.').all(|part| !part.is_empty())
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
        for bad in [
            "",
            "@",
            "a@",
            "@b",
            "a b@c",
            "a@b..c",
            "a@-b",
            "a@b-",
            "a@b c",
            "ä@b",
            "a\n@b",
            "a..b@c",
            ".a@b",
            "a.@b",
            long.as_str(),
        ] {
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
        faults.email("/email", "nobody");
        let Err(ApiError::Validation(faults)) = faults.into_result() else { panic!("faults were lost") };
        let codes: Vec<_> = faults.iter().map(|fault| fault.code.as_str()).collect();
        assert_eq!(codes, ["required", "too_long", "control_character", "not_an_email"]);
    }

    fn name(text: &str) -> Result<String, String> {
        let mut faults = Faults::default();
        let name = faults.line("/name", text, 100);
        match faults.into_result() {
            Err(ApiError::Validation(faults)) => Err(faults[0].code.clone()),
            _ => Ok(name),
        }
    }

    #[test]
    fn a_name_has_something_to_see() {
        for unseen in [
            "",
            "  \u{a0}\u{3000}",
            "\u{200b}\u{200d}\u{feff}",
            "\u{ad}\u{34f}\u{2060}",
            "\u{3164}\u{ffa0}\u{115f}\u{1160}",
            "\u{2800}",
            "\u{fe0f}\u{e0041}",
            "\u{301}\u{20dd}",
            "\u{202e}\u{2066}\u{200f}",
        ] {
            assert_eq!(name(unseen).as_deref(), Err(&"required".to_owned()), "{}", unseen.escape_unicode());
        }
        for seen in ["A", "李", "👩‍🚀", "e\u{301}", "ا", "1", "…", "نی‌ها"] {
            assert_eq!(name(seen).as_deref(), Ok(seen));
        }
    }

    #[test]
    fn a_name_does_not_turn_the_text_around_it_round() {
        assert_eq!(name("\u{202e}Ada\u{202c} \u{2067}L.\u{2069}\u{200f}").as_deref(), Ok("Ada L."));
        assert_eq!(name("\u{61c} Ada \u{200e}").as_deref(), Ok("Ada"));
    }

    #[test]
    fn a_name_of_a_megabyte_is_not_looked_into() {
        assert_eq!(name(&"\u{202e}".repeat(400_000)), Err("too_long".to_owned()));
        assert_eq!(name(&"a".repeat(1_000_000)), Err("too_long".to_owned()));
    }

    #[test]
    fn a_label_is_folded_into_one_line_and_never_refused() {
        let folded = |text: &str| label(text, 200);
        assert_eq!(folded(" A\r\n\tb \u{2028}\u{0}c\u{1b}[31m ").as_deref(), Some("A b c [31m"));
        assert_eq!(folded("\u{202e}A\u{2066} \u{200f} b").as_deref(), Some("A b"));
        assert_eq!(folded("Inbox triage").as_deref(), Some("Inbox triage"));
        for nothing in ["", " \n\t", "\u{200b}", "\u{0}", "\u{202e}"] {
            assert_eq!(folded(nothing), None);
        }
        assert_eq!(folded(&"a".repeat(1_000_000)).map(|label| label.len()), Some(200));
    }

    #[test]
    fn a_label_is_cut_between_two_characters_as_people_count_them() {
        assert_eq!(label("abcd", 4).as_deref(), Some("abcd"));
        assert_eq!(label("abc de", 4).as_deref(), Some("abc"));
        assert_eq!(label("abe\u{301}", 3).as_deref(), Some("ab"));
        assert_eq!(label("ab👩‍🚀", 4).as_deref(), Some("ab"));
        // One that is longer than a label may be is cut all the same.
        assert_eq!(label(&format!("e{}", "\u{301}".repeat(9)), 4).map(|label| label.chars().count()), Some(4));
    }

    #[test]
    fn a_label_of_several_lines_keeps_them() {
        let text = "Step 3:\r\n\tthe\u{0} file  is\u{202e} missing\n";
        assert_eq!(label_of_lines(text, 2_000).as_deref(), Some("Step 3:\n\tthe file is missing"));
        assert_eq!(label_of_lines(text, 8).as_deref(), Some("Step 3:"));
    }

    #[test]
    fn an_id_has_one_form_only() {
        assert!(known_form("0197a2b8-5a1c-7d3e-8f00-000000000001").is_ok());
        for bad in ["", "1", "0197A2B8-5A1C-7D3E-8F00-000000000001", "0197a2b85a1c7d3e8f00000000000001", "%00"] {
            assert!(known_form(bad).is_err(), "{bad}");
        }
    }
}
