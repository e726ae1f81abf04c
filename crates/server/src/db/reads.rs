//! Reads: each is one statement on any of several connections, with an end in time.

use std::time::Duration;

use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use sqlx::any::{AnyQueryResult, AnyRow, AnyStatement, AnyTypeInfo};
use sqlx::{Any, AnyConnection, Connection as _, Describe, Either, Execute, Executor, SqlStr};
use tokio::time::timeout;

use super::AnyQuery;
use super::connections::{Connections, Taken};
use super::error::no_answer;

/// How long a read that was given up may still run, while it counts as one of the connections in use.
const AFTERMATH: Duration = Duration::from_secs(5);

/// The connections that read, an executor of queries. A statement that would write fails on them.
#[derive(Clone, Debug)]
pub struct Reads {
    pub(super) connections: Connections,
    /// For the wait for a connection, the question and its answer together.
    pub(super) limit: Duration,
}

/// All that a statement answered.
type Steps = Vec<Either<AnyQueryResult, AnyRow>>;

impl Reads {
    /// Hands each row of the answer to `take` as it comes, so that memory does not grow with the answer.
    pub(crate) async fn each(
        &self,
        query: AnyQuery<'_>,
        mut take: impl FnMut(AnyRow) -> Result<(), sqlx::Error> + Send,
    ) -> Result<(), sqlx::Error> {
        let asking = async {
            let mut lent = self.lend().await?;
            let mut rows = lent.connection()?.fetch(query);
            let taken = loop {
                match rows.try_next().await {
                    Ok(Some(row)) => take(row)?,
                    Ok(None) => break Ok(()),
                    Err(error) => break Err(error),
                }
            };
            drop(rows);
            lent.settle(taken)
        };
        timeout(self.limit, asking).await.unwrap_or_else(|_| Err(no_answer()))
    }

    async fn all<'q, E: Execute<'q, Any> + 'q>(self, query: E) -> Result<Steps, sqlx::Error> {
        let asking = async {
            let mut lent = self.lend().await?;
            let steps = lent.connection()?.fetch_many(query).try_collect().await;
            lent.settle(steps)
        };
        timeout(self.limit, asking).await.unwrap_or_else(|_| Err(no_answer()))
    }

    async fn one<'q, E: Execute<'q, Any> + 'q>(self, query: E) -> Result<Option<AnyRow>, sqlx::Error> {
        let asking = async {
            let mut lent = self.lend().await?;
            let row = lent.connection()?.fetch_optional(query).await;
            lent.settle(row)
        };
        timeout(self.limit, asking).await.unwrap_or_else(|_| Err(no_answer()))
    }

    async fn lend(&self) -> Result<Lent, sqlx::Error> {
        Ok(Lent(Some(self.connections.take().await?)))
    }
}

/// A connection while a statement runs on it. Whoever gives the statement up leaves the connection in use until the
/// statement has ended: the database works for it as long.
struct Lent(Option<Taken>);

impl Lent {
    fn connection(&mut self) -> Result<&mut AnyConnection, sqlx::Error> {
        self.0.as_deref_mut().ok_or(sqlx::Error::WorkerCrashed)
    }

    fn settle<T>(mut self, answer: Result<T, sqlx::Error>) -> Result<T, sqlx::Error> {
        match (self.0.take(), &answer) {
            (Some(taken), Ok(_)) => taken.give_back(),
            (failed, _) => drop(failed),
        }
        answer
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let (Some(mut taken), Ok(runtime)) = (self.0.take(), tokio::runtime::Handle::try_current()) {
            runtime.spawn(async move {
                if let Ok(Ok(())) = timeout(AFTERMATH, taken.ping()).await {
                    taken.give_back();
                }
            });
        }
    }
}

/// The answer as a stream, once all of it is there.
pub(super) fn streamed<'e>(
    answer: impl Future<Output = Result<Steps, sqlx::Error>> + Send + 'e,
) -> BoxStream<'e, Result<Either<AnyQueryResult, AnyRow>, sqlx::Error>> {
    stream::once(answer).map_ok(|steps| stream::iter(steps.into_iter().map(Ok))).try_flatten().boxed()
}

impl<'p> Executor<'p> for &Reads {
    type Database = Any;

    fn fetch_many<'e, 'q: 'e, E>(self, query: E) -> BoxStream<'e, Result<Either<AnyQueryResult, AnyRow>, sqlx::Error>>
    where
        'p: 'e,
        E: 'q + Execute<'q, Any>,
    {
        streamed(self.clone().all(query))
    }

    fn fetch_optional<'e, 'q: 'e, E>(self, query: E) -> BoxFuture<'e, Result<Option<AnyRow>, sqlx::Error>>
    where
        'p: 'e,
        E: 'q + Execute<'q, Any>,
    {
        Box::pin(self.clone().one(query))
    }

    fn prepare_with<'e>(
        self,
        sql: SqlStr,
        parameters: &'e [AnyTypeInfo],
    ) -> BoxFuture<'e, Result<AnyStatement, sqlx::Error>>
    where
        'p: 'e,
    {
        let reads = self.clone();
        Box::pin(async move {
            let mut lent = reads.lend().await?;
            let statement = lent.connection()?.prepare_with(sql, parameters).await;
            lent.settle(statement)
        })
    }

    fn describe<'e>(self, sql: SqlStr) -> BoxFuture<'e, Result<Describe<Any>, sqlx::Error>>
    where
        'p: 'e,
    {
        let reads = self.clone();
        Box::pin(async move {
            let mut lent = reads.lend().await?;
            let description = lent.connection()?.describe(sql).await;
            lent.settle(description)
        })
    }
}
