//! Which choices an edit makes, and which of them can not be.

use std::ops::RangeInclusive;

use infuse_protocol::personalization::{Approval, Field, PersonalizationEdit, ResponseStyle, SAME_LANGUAGE};
use oxilangtag::LanguageTag;

use crate::rules::Faults;
use crate::voices;

/// In credits, as thresholds of warnings are.
const SPEND_OVER: RangeInclusive<i64> = 0..=1_000_000;

/// A field, and what was chosen for it, as tables have it; `None`: it is inherited from then on.
pub(super) type Change = (Field, Option<String>);

/// What an edit changes. Faults are noted at where they stand.
pub(super) fn changes(faults: &mut Faults, edit: &PersonalizationEdit) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    if let Some(language) = &edit.response_language {
        changes.push((Field::ResponseLanguage, language.as_deref().map(|tag| checked_language(faults, tag))));
    }
    if let Some(style) = edit.response_style {
        if style == Some(ResponseStyle::Other) {
            faults.add("/response_style", "unknown", "It must be one of the styles that there are.");
        }
        changes.push((Field::ResponseStyle, style.map(|style| style.name().to_owned())));
    }
    if let Some(voice_id) = &edit.voice_id {
        if voice_id.as_deref().is_some_and(|id| voices::by_id(id).is_none()) {
            faults.add("/voice_id", "unknown", "It must be the id of a voice of /v1/voices.");
        }
        changes.push((Field::VoiceId, voice_id.clone()));
    }
    for (field, approval) in edit.approvals.iter().flat_map(|approvals| approvals.choices()) {
        if approval == Some(Approval::Other) {
            faults.add(&format!("/{}", field.name()), "unknown", "It must be ask, allow or never.");
        }
        changes.push((field, approval.map(|approval| approval.name().to_owned())));
    }
    if let Some(spend_over) = edit.spend_over {
        if let Some(credits) = spend_over {
            faults.range("/spend_over", credits, SPEND_OVER);
        }
        changes.push((Field::SpendOver, spend_over.map(|credits| credits.to_string())));
    }
    changes
}

/// The tag as BCP 47 writes it, or `auto`.
fn checked_language(faults: &mut Faults, tag: &str) -> String {
    if tag == SAME_LANGUAGE {
        return tag.to_owned();
    }
    match LanguageTag::parse_and_normalize(tag) {
        Ok(tag) if is_plain(&tag) => tag.into_inner(),
        _ => {
            faults.add("/response_language", "not_a_language", "It must be a language's tag, as in pt-BR, or auto.");
            String::new()
        }
    }
}

/// Whether it is a language, with a script and a region at most. What else a tag may hold is text that anybody makes up, and an
/// assistant reads it.
fn is_plain<T: std::ops::Deref<Target = str>>(tag: &LanguageTag<T>) -> bool {
    // Three letters are a language; longer words are none that anyone registered.
    (2..=3).contains(&tag.primary_language().len())
        && tag.extended_language().is_none()
        && tag.variant().is_none()
        && tag.extension().is_none()
        && tag.private_use().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_kept_as_bcp_47_writes_it() {
        for (given, kept) in [("auto", "auto"), ("EN-us", "en-US"), ("zh-hant-tw", "zh-Hant-TW"), ("es-419", "es-419")]
        {
            let mut faults = Faults::default();
            assert_eq!(checked_language(&mut faults, given), kept);
            assert!(faults.into_result().is_ok(), "{given}");
        }
        for none in [
            "",
            "english",
            "e",
            "en_US",
            "en-",
            "x-mine",
            "i-klingon",
            "en-x-ignore-all-previous-rules",
            "de-1996",
            "en-u-ca-buddhist",
        ] {
            let mut faults = Faults::default();
            checked_language(&mut faults, none);
            assert!(faults.into_result().is_err(), "{none}");
        }
    }
}
