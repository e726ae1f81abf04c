//! Who the person is.

mod api;

use infuse_protocol::account::Account;

use crate::error::AppError;
use crate::session::Session;

/// Changes the name of the account that is signed in. What was changed elsewhere between reading and writing is
/// kept, and the name changed on top of it.
pub(crate) async fn rename(session: &Session, name: String) -> Result<(), AppError> {
    let api = &session.api;
    let known = api.account().await?;
    match api.rename_account(&name, known.version).await {
        Err(error) if let Some(current) = error.current::<Account>() => {
            api.rename_account(&name, current.version).await?;
        }
        renamed => drop(renamed?),
    }
    Ok(())
}
