use infuse_protocol::account::EmailChange;

use crate::api::Api;
use crate::error::AppError;

/// Has a link mailed to another address, which becomes the account's once somebody opens it.
pub(crate) async fn change_email(api: &Api, email: String, password: Option<String>) -> Result<(), AppError> {
    Ok(api.change_email(&EmailChange { email, password }).await?)
}

/// Gives that up while nobody has opened the link.
pub(crate) async fn withdraw_email_change(api: &Api) -> Result<(), AppError> {
    Ok(api.withdraw_email_change().await?)
}
