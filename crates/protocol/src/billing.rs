//! `GET /v1/catalog`: what there is to buy, and what an action costs.

use serde::{Deserialize, Serialize};

/// An amount of money in minor units (cents for USD).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Money {
    pub amount_minor: i64,
    /// ISO 4217 code.
    pub currency: String,
}

/// The catalogue in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Catalog {
    pub version: String,
    pub actions: Vec<ActionPrice>,
    pub plans: Vec<Plan>,
    pub packs: Vec<Pack>,
}

/// What one unit of an action costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActionPrice {
    pub action: String,
    pub credits: i64,
}

/// A monthly plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Plan {
    pub plan: String,
    /// Credits granted each month; for each seat where `per_seat`.
    pub credits: i64,
    pub price: Money,
    pub per_seat: bool,
    pub memory_words: i64,
    pub workflows: i64,
}

/// A one-time purchase of credits that are kept until used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pack {
    pub pack: String,
    pub credits: i64,
    pub price: Money,
}
