//! Who the person is.

mod api;

use crate::error::AppError;
use crate::home::Homes;
use crate::sync::Ask;

/// Changes the name of the account that is signed in.
pub(crate) async fn rename(homes: &Homes, name: String) -> Result<(), AppError> {
    homes.session().await?.api.rename_account(name).await?;
    homes.tell(Ask::ProfileChanged).await;
    Ok(())
}
