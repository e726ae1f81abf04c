//! Cells of exported CSV that no spreadsheet runs.

use std::borrow::Cow;

/// The text of a cell, inert in whatever program the file is opened with.
///
/// A spreadsheet runs what begins with a formula's sign (OWASP, "CSV Injection"), and where a cell begins depends on the
/// reader: one may part cells at semicolons, tabs or bars, end them at line breaks, or leave quotes and space aside.
/// Behind an apostrophe a formula is text in all of them; other text is as it was. It still has to be quoted as RFC 4180
/// demands.
pub fn csv_cell(text: &str) -> Cow<'_, str> {
    let mut cell = String::new();
    let mut kept = 0;
    // Programs leave a tab or a line break at the beginning aside, and run what follows.
    if text.starts_with(['\t', '\r', '\n']) {
        cell.push('\'');
    }
    let mut is_at_start = true;
    for (at, character) in text.char_indices() {
        if is_at_start && is_formula_sign(character) {
            cell.push_str(&text[kept..at]);
            cell.push('\'');
            kept = at;
        }
        is_at_start = parts_cells(character) || (is_at_start && is_left_aside(character));
    }
    if cell.is_empty() {
        return Cow::Borrowed(text);
    }
    cell.push_str(&text[kept..]);
    Cow::Owned(cell)
}

/// Also in the wide and small forms that some programs take for the same.
fn is_formula_sign(character: char) -> bool {
    matches!(character, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '﹦' | '﹢' | '﹣' | '﹫' | '\u{2212}')
}

/// Whether some reader begins another cell behind it.
fn parts_cells(character: char) -> bool {
    matches!(character, ',' | ';' | '|' | '\t' | '\u{a}'..='\u{d}' | '\u{1c}'..='\u{1f}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether some reader takes no notice of it at the beginning of a cell.
fn is_left_aside(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character, '"' | '\u{200b}'..='\u{200f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_formula_becomes_text_wherever_a_reader_begins_a_cell() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1", "'＝1"),
            ("＋1", "'＋1"),
            ("－1", "'－1"),
            ("＠A", "'＠A"),
            ("x;=1", "x;'=1"),
            ("x|+1", "x|'+1"),
            ("x,=1", "x,'=1"),
            ("x\t=1", "x\t'=1"),
            ("x\r\n =1", "x\r\n '=1"),
            ("\t=1", "'\t'=1"),
            ("\r=1", "'\r'=1"),
            ("\n=1", "'\n'=1"),
            (" =1", " '=1"),
            ("\u{feff}=1", "\u{feff}'=1"),
            ("x;\"=1\"", "x;\"'=1\""),
            ("=1;=2", "'=1;'=2"),
            ("==1", "'==1"),
        ] {
            assert_eq!(csv_cell(text), cell, "{text:?}");
        }
    }

    #[test]
    fn other_text_is_kept() {
        for text in ["", "Inbox triage", "a=b", "1-1", "a - b", "Ünïcode", "x; y", "'=1", "don't", "mail@example.com"]
        {
            assert!(matches!(csv_cell(text), Cow::Borrowed(kept) if kept == text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_reader_finds_a_formula(text in r#"[a=+@＝－;,|"'\t\r\n -]{0,24}|\PC{0,24}"#) {
            let cell = csv_cell(&text);
            for separators in [&[','][..], &[';'], &['|'], &['\t'], &['\r', '\n'], &[',', ';', '|', '\t', '\r', '\n']] {
                for piece in cell.split(separators) {
                    let seen = piece.trim_start_matches(is_left_aside);
                    prop_assert!(!seen.starts_with(is_formula_sign), "{:?} of {:?}", piece, cell);
                }
            }
            prop_assert!(!cell.starts_with(['\t', '\r', '\n']));
        }

        #[test]
        fn nothing_but_apostrophes_is_added(text in r#"[a=+;|"\t\n -]{0,24}"#) {
            prop_assert_eq!(csv_cell(&text).replace('\'', ""), text);
        }
    }
}
