use infuse_protocol::billing::Catalog;
use infuse_protocol::service::{Advance, Health, Now, Purchase};
use reqwest::Method;

use crate::api::{Api, ApiError, Repeat};
use crate::error::{AppError, ErrorCode};

impl Api {
    /// Makes sure that an Infuse server answers there.
    pub(crate) async fn probe(&self) -> Result<(), AppError> {
        let not_infuse = |detail: String| AppError::new(ErrorCode::NotInfuse, detail);
        match self.get::<Health>("/healthz").await {
            Ok(health) if health.service == "infuse" => Ok(()),
            Ok(health) => Err(not_infuse(format!("it calls itself {:?}", health.service))),
            Err(error) if error.is_an_answer() => Err(not_infuse(error.to_string())),
            Err(error) => Err(error.into()),
        }
    }

    /// What an action costs there.
    pub(crate) async fn catalog(&self) -> Result<Catalog, ApiError> {
        self.get("/v1/catalog").await
    }

    /// Moves the clock of a server that makes sample data.
    pub(crate) async fn advance_clock(&self, advance_ms: i64) -> Result<Now, ApiError> {
        self.send(Method::POST, "/v1/test/clock", &Advance { advance_ms }, Repeat::Never).await
    }

    /// Gives a workspace of such a server what is paid for elsewhere.
    pub(crate) async fn purchase(&self, purchase: &Purchase) -> Result<(), ApiError> {
        self.tell(Method::POST, "/v1/test/purchase", purchase).await
    }
}
