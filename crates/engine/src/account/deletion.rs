use infuse_protocol::account::{Deletion, ScheduledDeletion};

use crate::api::Api;
use crate::error::AppError;

/// Has the account erased in a while; answers when, as RFC 3339 has it.
pub(crate) async fn schedule_deletion(api: &Api, request: &Deletion) -> Result<String, AppError> {
    let ScheduledDeletion { scheduled_at } = api.schedule_deletion(request).await?;
    Ok(scheduled_at.to_string())
}

/// Takes that back.
pub(crate) async fn cancel_deletion(api: &Api) -> Result<(), AppError> {
    Ok(api.cancel_deletion().await?)
}
