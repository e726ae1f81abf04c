use std::time::Duration;

use reqwest::Method;
use serde_json::json;
use tokio::time::timeout;

use crate::api::{Api, ApiError};
use crate::error::{AppError, ErrorCode};
use crate::notice::Notice;
use crate::ports::Notifier;

/// How long the desktop may take to say whether it shows a notification.
const ANSWER_LIMIT: Duration = Duration::from_secs(5);

impl Api {
    /// Not repeated: each is a mail.
    async fn mail_test(&self) -> Result<(), ApiError> {
        self.tell_once(Method::POST, "/v1/preferences/test-email", &json!({})).await
    }
}

/// Has a test mailed, the way that alerts go.
pub(crate) async fn test_email(api: &Api) -> Result<(), AppError> {
    Ok(api.mail_test().await?)
}

/// Has a test shown by the desktop; an error says why none is.
pub(crate) async fn test_notification(notifier: &dyn Notifier) -> Result<(), AppError> {
    let shown = async {
        notifier.reach().await?;
        notifier.show(&Notice::Test).await
    };
    match timeout(ANSWER_LIMIT, shown).await {
        Ok(shown) => Ok(shown?),
        Err(_) => Err(AppError::new(ErrorCode::NotificationsMissing, "the desktop does not answer")),
    }
}
