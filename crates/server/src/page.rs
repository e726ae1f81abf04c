//! Pages of lists, most of which are ordered by their UUIDv7 ids, newest first.

use infuse_protocol::Page;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::problem::ApiError;

/// The query of a list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// 1 to 1,000; 100 where absent.
    #[param(minimum = 1, maximum = 1000)]
    pub(crate) limit: Option<i64>,
    /// `next_cursor` of the page before.
    #[param(format = "uuid")]
    pub(crate) cursor: Option<String>,
}

/// Which items to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRange {
    /// Items have ids below this one.
    pub before_id: String,
    limit: usize,
}

impl PageQuery {
    /// # Errors
    /// 422 where the limit is out of range or the cursor is none of ours.
    pub fn range(&self) -> Result<PageRange, ApiError> {
        let limit = self.limit.unwrap_or(100);
        if !(1..=1000).contains(&limit) {
            return Err(ApiError::validation([("/limit", "out_of_range", "It must be from 1 to 1,000.")]));
        }
        let before_id = match &self.cursor {
            None => Uuid::max(),
            Some(cursor) => Uuid::try_parse(cursor)
                .map_err(|_| ApiError::validation([("/cursor", "unknown", "It must be the next_cursor of a page.")]))?,
        };
        Ok(PageRange { before_id: before_id.to_string(), limit: limit as usize })
    }
}

impl PageRange {
    /// How many rows to read: one more than the page has, to know whether another one follows.
    pub fn rows(&self) -> i64 {
        self.limit as i64 + 1
    }

    /// The page of those rows.
    pub fn page<T>(&self, items: Vec<T>, id: impl Fn(&T) -> &str) -> Page<T> {
        cut(items, self.limit, |item| id(item).to_owned())
    }
}

/// A page of `limit` items at most, of rows of which one more was read; `cursor` leads behind an item.
pub(crate) fn cut<T>(mut items: Vec<T>, limit: usize, cursor: impl Fn(&T) -> String) -> Page<T> {
    let has_more = items.len() > limit;
    items.truncate(limit);
    let next_cursor = items.last().filter(|_| has_more).map(cursor);
    Page { items, next_cursor }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(limit: i64) -> PageRange {
        PageQuery { limit: Some(limit), cursor: None }.range().unwrap()
    }

    #[test]
    fn the_last_page_has_no_cursor() {
        let ids = vec!["c".to_owned(), "b".to_owned(), "a".to_owned()];
        assert_eq!(range(3).page(ids.clone(), |id| id).next_cursor, None);
        let page = range(2).page(ids, |id| id);
        assert_eq!((page.items.len(), page.next_cursor.as_deref()), (2, Some("b")));
    }

    #[test]
    fn limits_out_of_range_and_foreign_cursors_are_refused() {
        for (limit, cursor) in [(Some(0), None), (Some(1001), None), (Some(i64::MIN), None), (None, Some("x"))] {
            let query = PageQuery { limit, cursor: cursor.map(str::to_owned) };
            assert!(matches!(query.range(), Err(ApiError::Validation(_))), "{query:?}");
        }
    }
}
