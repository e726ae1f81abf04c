use std::fmt;
use std::str::FromStr;

use jiff::SignedDuration;
use jiff::civil::{DateTime, Time};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An instant with millisecond precision; on the wire RFC 3339 in UTC, as in `2026-12-03T09:30:00.000Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
pub struct Timestamp(i64);

/// The text is not an RFC 3339 time, or lies outside the years 0 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidTimestamp;

impl Timestamp {
    /// The instant `millis` milliseconds after the Unix epoch.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the Unix epoch.
    pub const fn as_millis(self) -> i64 {
        self.0
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match EPOCH.checked_add(SignedDuration::from_millis(self.0)) {
            Ok(utc) => write!(f, "{utc:.3}Z"),
            Err(_) => f.write_str("out of range"),
        }
    }
}

impl FromStr for Timestamp {
    type Err = InvalidTimestamp;

    /// Reads RFC 3339, 5.6. Other forms of ISO 8601 are refused: not every client could read them back.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (local, zone) = text.split_at(text.rfind(['Z', 'z', '+', '-']).ok_or(InvalidTimestamp)?);
        let (date_time, fraction) = local.split_at_checked(DATE_TIME.len()).ok_or(InvalidTimestamp)?;
        if !has_form(date_time, DATE_TIME) || !is_fraction(fraction) {
            return Err(InvalidTimestamp);
        }
        // More digits of a second than jiff reads say nothing about its milliseconds.
        let local = &local[..local.len().min(DATE_TIME.len() + NANOSECONDS)];
        let local: DateTime = local.parse().map_err(|_| InvalidTimestamp)?;
        let utc = local.checked_sub(offset(zone)?).map_err(|_| InvalidTimestamp)?;
        let has_four_digit_year = (0..=9999).contains(&utc.year());
        let millis = i64::try_from(utc.duration_since(EPOCH).as_millis()).map_err(|_| InvalidTimestamp)?;
        has_four_digit_year.then_some(Self(millis)).ok_or(InvalidTimestamp)
    }
}

/// Years 0 to 9999 in all zones are civil times, while jiff's instants end a day before the year 9999 does.
const EPOCH: DateTime = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);

/// Forms in which `0` stands for any digit.
const DATE_TIME: &str = "0000-00-00T00:00:00";
const OFFSET: &str = "+00:00";

/// Length of a point and nine digits.
const NANOSECONDS: usize = 10;

fn has_form(text: &str, form: &str) -> bool {
    let fits = |(byte, wanted): (u8, u8)| match wanted {
        b'0' => byte.is_ascii_digit(),
        sign => byte.eq_ignore_ascii_case(&sign),
    };
    text.len() == form.len() && text.bytes().zip(form.bytes()).all(fits)
}

/// Of a second; it may be absent.
fn is_fraction(text: &str) -> bool {
    let digits = text.strip_prefix('.').unwrap_or_default();
    text.is_empty() || (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// How far a zone is ahead of UTC.
fn offset(zone: &str) -> Result<SignedDuration, InvalidTimestamp> {
    if zone.eq_ignore_ascii_case("Z") {
        return Ok(SignedDuration::ZERO);
    }
    if !has_form(&zone.replacen('-', "+", 1), OFFSET) {
        return Err(InvalidTimestamp);
    }
    let ahead = zone[1..].parse::<Time>().map_err(|_| InvalidTimestamp)?.duration_since(Time::midnight());
    Ok(if zone.starts_with('-') { -ahead } else { ahead })
}

impl fmt::Display for InvalidTimestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time must be RFC 3339, as in 2026-12-03T09:30:00Z")
    }
}

impl std::error::Error for InvalidTimestamp {}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_in_utc_with_milliseconds_and_reads_back_equal() {
        let instant = Timestamp::from_millis(1_764_754_200_005);
        assert_eq!(instant.to_string(), "2025-12-03T09:30:00.005Z");
        assert_eq!(instant.to_string().parse(), Ok(instant));
        assert_eq!("2025-12-03T10:30:00.005+01:00".parse(), Ok(instant));
        assert_eq!("2025-12-03T09:30:00.005999999999Z".parse(), Ok(instant));
        assert_eq!("2025-12-03T09:30:00.00599999999999999999Z".parse(), Ok(instant));
        assert_eq!("2025-12-03t05:15:00.0059-04:15".parse(), Ok(Timestamp::from_millis(1_764_754_200_005)));
    }

    #[test]
    fn every_instant_of_the_years_0_to_9999_is_a_time() {
        for text in ["0000-01-01T00:00:00.000Z", "1969-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"] {
            assert_eq!(text.parse::<Timestamp>().map(|instant| instant.to_string()), Ok(text.to_owned()));
        }
        for text in ["0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01"] {
            assert_eq!(text.parse::<Timestamp>(), Err(InvalidTimestamp), "{text}");
        }
    }

    #[test]
    fn text_that_is_no_time_is_refused() {
        for text in ["", "yesterday", "2025-12-03", "2025-12-03T09:30:00", "12025-01-01T00:00:00Z"] {
            assert_eq!(text.parse::<Timestamp>(), Err(InvalidTimestamp), "{text}");
        }
    }

    #[test]
    fn other_forms_of_iso_8601_are_refused() {
        for text in [
            "2026-11-21T23Z",
            "2026-11-21T23:00Z",
            "20261121T230000Z",
            "+002026-11-21T22:00:00Z",
            "2026-11-21T22:00:00,5Z",
            "2026-11-21T22:00:00.Z",
            "2026-11-21 22:00:00Z",
            "2026-11-21T22:00:00+02",
            "2026-11-21T22:00:00+0200",
            "2026-11-21T22:00:00+24:00",
            "2026-11-21T22:00:00--2:00",
            "2026-11-21T22:00:00Z[UTC]",
            "2026-11-21T22:00:00+00:00[Europe/London]",
            "2026-02-30T22:00:00Z",
            "２026-11-21T22:00:0Z",
        ] {
            assert_eq!(text.parse::<Timestamp>(), Err(InvalidTimestamp), "{text}");
        }
    }
}
