use jiff::ToSpan;
use jiff::civil::Date;

use crate::cache::days::{Day, day_of};
use crate::error::{AppError, ErrorCode};
use crate::usage::view::Filter;

/// No chart is longer: ten years of days.
const LONGEST_DAYS: i64 = 3_660;

/// The days of a report: the last 30, where the filter does not say.
pub(crate) fn of_report(filter: &Filter, today: Date) -> Result<(Date, Date), AppError> {
    let to = date(filter.to.as_deref(), "to")?.unwrap_or(today);
    let from = match date(filter.from.as_deref(), "from")? {
        Some(from) => from,
        None => to.checked_sub(29.days()).unwrap_or(Date::MIN),
    };
    if from > to {
        return Err(refused("from", "it lies behind the end"));
    }
    if day_of(to) - day_of(from) >= LONGEST_DAYS {
        return Err(refused("from", "the range is longer than ten years"));
    }
    Ok((from, to))
}

/// The days of a list: all of them, where the filter does not say.
pub(crate) fn of_list(filter: &Filter) -> Result<Option<(Day, Day)>, AppError> {
    let from = date(filter.from.as_deref(), "from")?;
    let to = date(filter.to.as_deref(), "to")?;
    if from.is_none() && to.is_none() {
        return Ok(None);
    }
    Ok(Some((day_of(from.unwrap_or(Date::MIN)), day_of(to.unwrap_or(Date::MAX)))))
}

fn date(text: Option<&str>, field: &str) -> Result<Option<Date>, AppError> {
    text.map(|text| text.parse().map_err(|_| refused(field, "a date is written as in 2026-11-21"))).transpose()
}

fn refused(field: &str, detail: &str) -> AppError {
    AppError { field: Some(field.to_owned()), ..AppError::new(ErrorCode::Validation, detail) }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 21);

    fn filter(from: Option<&str>, to: Option<&str>) -> Filter {
        Filter { from: from.map(str::to_owned), to: to.map(str::to_owned), ..Filter::default() }
    }

    #[test]
    fn without_a_range_a_report_is_about_the_last_thirty_days() {
        assert_eq!(of_report(&filter(None, None), TODAY), Ok((date(2026, 10, 23), TODAY)));
    }

    #[test]
    fn a_range_that_is_none_names_its_field() {
        for (from, to, field) in [
            (Some("yesterday"), None, "from"),
            (None, Some("2026-02-30"), "to"),
            (Some("2026-11-22"), Some("2026-11-21"), "from"),
            (Some("0001-01-01"), None, "from"),
        ] {
            let refused = of_report(&filter(from, to), TODAY).map_err(|error| (error.code, error.field));
            assert_eq!(refused, Err((ErrorCode::Validation, Some(field.to_owned()))));
        }
    }
}
