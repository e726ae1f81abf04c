use sqlx::AnyPool;

use super::{OpenError, connect_options, pool_options};

/// Every statement is planned once for each connection, and by index: a plan that was made while a
/// table was small would read all of it, and would be kept while the table grows.
const CONNECTION_SETTINGS: &str = "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off";

const MAX_READERS: u32 = 15;

/// Connects to the database of `url`. The second pool holds the one connection that writes.
pub(super) async fn connect(url: &str) -> Result<(AnyPool, AnyPool), OpenError> {
    Ok((connections(url, MAX_READERS).await?, connections(url, 1).await?))
}

async fn connections(url: &str, most: u32) -> Result<AnyPool, OpenError> {
    pool_options(CONNECTION_SETTINGS)
        .max_connections(most)
        .connect_with(connect_options(url)?)
        .await
        .map_err(OpenError::from_sqlx)
}
