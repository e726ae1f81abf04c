//! Whole numbers of requests. JSON has one kind of number: `3.0` is as whole as `3` (JSON Schema
//! 2020-12, 6.1.1), and some languages write it so.

use std::fmt;

use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};

/// Above this a float no longer tells neighbouring whole numbers apart: 2^53.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// For `#[serde(deserialize_with)]` of an `i64`.
pub(crate) fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    Whole::deserialize(deserializer).map(|whole| whole.0)
}

/// For `#[serde(default, deserialize_with)]` of an `Option<i64>`.
pub(crate) fn optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    Ok(Option::<Whole>::deserialize(deserializer)?.map(|whole| whole.0))
}

struct Whole(i64);

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_i64(WholeVisitor)
    }
}

struct WholeVisitor;

impl Visitor<'_> for WholeVisitor {
    type Value = Whole;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Whole, E> {
        Ok(Whole(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Whole, E> {
        i64::try_from(number).map(Whole).map_err(|_| E::invalid_value(Unexpected::Unsigned(number), &self))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Whole, E> {
        if number.fract() != 0.0 || number.abs() > EXACT {
            return Err(E::invalid_value(Unexpected::Float(number), &self));
        }
        Ok(Whole(number as i64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_number_is_taken_however_it_is_written() {
        for (text, number) in [("3", Some(3)), ("3.0", Some(3)), ("-2e2", Some(-200)), ("null", None)] {
            assert_eq!(optional(&mut serde_json::Deserializer::from_str(text)).ok(), Some(number), "{text}");
        }
        for text in ["3.5", "1e300", "18446744073709551615", "\"3\"", "true"] {
            assert!(optional(&mut serde_json::Deserializer::from_str(text)).is_err(), "{text}");
        }
    }
}
