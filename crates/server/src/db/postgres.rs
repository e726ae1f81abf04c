use sqlx::{AnyPool, Executor as _};

use super::{OpenError, connect_options, pool_options};

/// All that is asked often is asked by an index. A plan that PostgreSQL made while a table was small
/// would read all of it, and would be kept while the table grows.
const CONNECTION_SETTINGS: &str = "SET enable_seqscan = off";

/// One connection writes to the ledger; the others answer reads and do what is rare.
const MAX_CONNECTIONS: u32 = 16;

pub(super) async fn connect(url: &str) -> Result<AnyPool, OpenError> {
    pool_options()
        .max_connections(MAX_CONNECTIONS)
        .after_connect(|connection, _| {
            Box::pin(async move { connection.execute(CONNECTION_SETTINGS).await.map(|_| ()) })
        })
        .connect_with(connect_options(url)?)
        .await
        .map_err(OpenError::from_sqlx)
}
