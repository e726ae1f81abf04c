//! Who the person is.

mod api;

use infuse_protocol::account::Account;

use crate::error::AppError;
use crate::home::Homes;
use crate::sync::Ask;

/// Changes the name of the account that is signed in. What was changed elsewhere between reading and writing is
/// kept, and the name changed on top of it.
pub(crate) async fn rename(homes: &Homes, name: String) -> Result<(), AppError> {
    let api = homes.session().await?.api;
    let known = api.account().await?;
    match api.rename_account(&name, known.version).await {
        Err(error) if let Some(current) = error.current::<Account>() => {
            api.rename_account(&name, current.version).await?;
        }
        renamed => drop(renamed?),
    }
    homes.tell(Ask::ProfileChanged).await;
    Ok(())
}
