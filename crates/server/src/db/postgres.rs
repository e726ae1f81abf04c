use std::time::Duration;

use sqlx::{AnyPool, Connection as _};

use super::{OpenError, connect_options, pool_options};

/// Every statement is planned once for each connection, and by index: a plan that was made while a
/// table was small would read all of it, and would be kept while the table grows.
const CONNECTION_SETTINGS: &str = "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off";

/// Lets a write that goes past the one connection fail, on this database as on the other. Notifications are no writes.
const READ_ONLY: &str = "SET default_transaction_read_only = on";

const MAX_READERS: u32 = 15;

/// A connection that was idle longer than this is asked whether it still stands before it is used. One that
/// has just been used is not: under load the question would be every other message.
const TRUSTED: Duration = Duration::from_millis(100);

/// Connects to the database of `url`. The second pool holds the one connection that writes.
pub(super) async fn connect(url: &str) -> Result<(AnyPool, AnyPool), OpenError> {
    let readers = connections(url, MAX_READERS, &[CONNECTION_SETTINGS, READ_ONLY]).await?;
    Ok((readers, connections(url, 1, &[CONNECTION_SETTINGS]).await?))
}

async fn connections(url: &str, most: u32, settings: &'static [&'static str]) -> Result<AnyPool, OpenError> {
    pool_options(settings)
        .max_connections(most)
        .test_before_acquire(false)
        .before_acquire(|connection, meta| {
            Box::pin(async move {
                if meta.idle_for > TRUSTED {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
        .connect_with(connect_options(url)?)
        .await
        .map_err(OpenError::from_sqlx)
}
