//! `GET /v1/catalog`: what there is to buy, and what an action costs.

use axum::extract::State;
use infuse_protocol::billing::{ActionPrice, Catalog, Money, Pack, Plan};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::catalog::Version;
use crate::extract::Json;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(read_catalog))
}

/// Prices and plans in force, for everyone to see.
#[utoipa::path(
    get, path = "/v1/catalog", tag = "billing", security(()),
    responses((status = 200, description = "Plans, packs and prices", body = Catalog)),
)]
async fn read_catalog(State(app): State<App>) -> Json<Catalog> {
    Json(app.ledger.prices().into())
}

impl From<&Version> for Catalog {
    fn from(version: &Version) -> Self {
        let money = |amount_minor| Money { amount_minor, currency: version.currency.clone() };
        Self {
            version: version.name.clone(),
            actions: version
                .actions
                .iter()
                .map(|(action, credits)| ActionPrice { action: action.clone(), credits: *credits })
                .collect(),
            plans: version
                .plans
                .iter()
                .map(|(name, plan)| Plan {
                    plan: name.clone(),
                    credits: plan.credits,
                    price: money(plan.price_minor),
                    per_seat: plan.per_seat,
                    memory_words: plan.memory_words,
                    workflows: plan.workflows,
                })
                .collect(),
            packs: version
                .packs
                .iter()
                .map(|(name, pack)| Pack { pack: name.clone(), credits: pack.credits, price: money(pack.price_minor) })
                .collect(),
        }
    }
}
