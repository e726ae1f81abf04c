//! Credits: the cache of the journal, what is asked of it, and the warnings that come from it.

pub mod alerts;
pub(crate) mod api;
pub mod export;
pub(crate) mod forecast;
pub(crate) mod history;
pub(crate) mod journal;
pub(crate) mod now;
pub(crate) mod range;
pub(crate) mod replay;
pub(crate) mod report;
pub mod view;

use crate::cache::{Cache, Conversation};
use crate::error::AppError;

/// How many conversations the filter offers.
const CONVERSATION_CHOICES: u32 = 500;

/// The most recent conversations.
pub(crate) async fn conversation_choices(cache: &Cache) -> Result<Vec<view::ConversationChoice>, AppError> {
    let known = cache.conversations(CONVERSATION_CHOICES).await?;
    Ok(known.into_iter().map(|Conversation { id, title }| view::ConversationChoice { id, title }).collect())
}

/// Credits and quantities are 64 bits wide on the wire; the web view counts in 32, which no plan comes near.
pub(crate) fn narrow(number: i64) -> i32 {
    i32::try_from(number).unwrap_or(if number < 0 { i32::MIN } else { i32::MAX })
}
