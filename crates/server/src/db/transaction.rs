//! Transactions: those that may write, each on a connection of a lane, and those that read.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;
use futures_util::{FutureExt as _, TryStreamExt as _};
use sqlx::any::{AnyQueryResult, AnyRow, AnyStatement, AnyTypeInfo};
use sqlx::{Any, Describe, Either, Execute, Executor, SqlStr};
use tokio::time::timeout;

use super::connections::{Connections, Taken};
use super::error::{DbError, no_answer};
use super::file::DatabaseFile;
use super::file::check_place;
use super::outage::{Outage, has_hung_up};
use super::reads::streamed;

/// A transaction that may write. Who drops it before [`WriteTransaction::commit`] or [`WriteTransaction::rollback`]
/// closes its connection, at once and without waiting: the database forgets what was not committed.
#[derive(Debug)]
pub struct WriteTransaction(Statements);

/// A transaction whose reads are all of one moment. Who drops it before [`ReadTransaction::end`] closes its connection.
#[derive(Debug)]
pub struct ReadTransaction(Statements);

/// What statements of a transaction run on: an executor in which each has an end in time.
#[derive(Debug)]
pub struct Statements {
    taken: Taken,
    limit: Duration,
    /// The file that is written to, on SQLite; absent where nothing is written.
    file: Option<Arc<DatabaseFile>>,
    /// Every statement has ended, and ended well.
    is_sound: bool,
}

/// How long the parts of a transaction may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// For the wait for the lane, for a connection where it has none, and for `BEGIN` together.
    pub(super) begin: Duration,
    /// For each statement, and for `COMMIT`.
    pub(super) statement: Duration,
}

impl WriteTransaction {
    /// Begins with `statement` on a connection of the lane.
    pub(super) async fn begin(
        lane: &Connections,
        statement: &'static str,
        limits: Limits,
        file: Option<Arc<DatabaseFile>>,
    ) -> Result<Self, DbError> {
        // What is written into a file that was moved away, nobody will find.
        check_place(file.as_deref())?;
        let taken = within(limits.begin, begin(lane, statement)).await?;
        Ok(Self(Statements { taken, limit: limits.statement, file, is_sound: true }))
    }

    /// Whether nothing was asked of its connection before: what was read on others may be of another server, which had
    /// not come as far, or of a database that was restored.
    pub(crate) fn is_on_new_connection(&self) -> bool {
        self.0.taken.is_new()
    }

    /// Makes everything last that was written. Where it fails, whether something lasts is not known.
    ///
    /// # Errors
    /// Also when a statement has failed or did not end: then nothing lasts.
    pub async fn commit(self) -> Result<(), DbError> {
        check_place(self.0.file.as_deref())?;
        self.0.end("COMMIT").await
    }

    /// Takes everything back, and keeps the connection: for refusals, which are no failures.
    pub async fn rollback(self) -> Result<(), DbError> {
        self.0.end("ROLLBACK").await
    }
}

impl ReadTransaction {
    /// Begins with `statement` on one of the connections; each statement takes as long as `limit` at most.
    pub(super) async fn begin(
        connections: &Connections,
        statement: &'static str,
        limit: Duration,
    ) -> Result<Self, DbError> {
        let taken = within(limit, begin(connections, statement)).await?;
        Ok(Self(Statements { taken, limit, file: None, is_sound: true }))
    }

    /// Keeps the connection for others.
    pub async fn end(self) -> Result<(), DbError> {
        self.0.end("COMMIT").await
    }
}

async fn begin(lane: &Connections, statement: &'static str) -> Result<Taken, sqlx::Error> {
    let mut taken = lane.take().await?;
    match taken.execute(statement).await {
        // The connection was ended while it was idle. Nothing was asked of it yet: another can take its place.
        Err(error) if !taken.is_new() && has_hung_up(&error) => {
            taken.renew().await?;
            taken.execute(statement).await?;
        }
        begun => {
            begun?;
        }
    }
    Ok(taken)
}

impl Statements {
    async fn end(mut self, statement: &'static str) -> Result<(), DbError> {
        if !self.is_sound {
            return Err(sqlx::Error::Protocol("a statement of the transaction failed".to_owned()).into());
        }
        let ended = within(self.limit, self.taken.execute(statement)).await;
        self.look_for_room(&ended);
        ended?;
        self.taken.give_back();
        Ok(())
    }

    /// Runs a statement; one that is given up leaves the transaction unsound.
    async fn all<'q, E: Execute<'q, Any> + 'q>(
        &mut self,
        query: E,
    ) -> Result<Vec<Either<AnyQueryResult, AnyRow>>, sqlx::Error> {
        let was_sound = std::mem::replace(&mut self.is_sound, false);
        let answer = within(self.limit, self.taken.fetch_many(query).try_collect()).await;
        self.is_sound = was_sound && answer.is_ok();
        self.look_for_room(&answer);
        answer
    }

    /// Tells the file where its disk had no room for a statement.
    fn look_for_room<T>(&self, answer: &Result<T, sqlx::Error>) {
        if let (Some(file), Err(error)) = (&self.file, answer)
            && Outage::of(error) == Some(Outage::Full)
        {
            file.note_room(true);
        }
    }

    async fn one<'q, E: Execute<'q, Any> + 'q>(&mut self, query: E) -> Result<Option<AnyRow>, sqlx::Error> {
        let was_sound = std::mem::replace(&mut self.is_sound, false);
        let answer = within(self.limit, self.taken.fetch_optional(query)).await;
        self.is_sound = was_sound && answer.is_ok();
        self.look_for_room(&answer);
        answer
    }
}

async fn within<T>(limit: Duration, answer: impl Future<Output = Result<T, sqlx::Error>>) -> Result<T, sqlx::Error> {
    timeout(limit, answer).await.unwrap_or_else(|_| Err(no_answer()))
}

impl Deref for WriteTransaction {
    type Target = Statements;

    fn deref(&self) -> &Statements {
        &self.0
    }
}

impl DerefMut for WriteTransaction {
    fn deref_mut(&mut self) -> &mut Statements {
        &mut self.0
    }
}

impl Deref for ReadTransaction {
    type Target = Statements;

    fn deref(&self) -> &Statements {
        &self.0
    }
}

impl DerefMut for ReadTransaction {
    fn deref_mut(&mut self) -> &mut Statements {
        &mut self.0
    }
}

impl<'c> Executor<'c> for &'c mut Statements {
    type Database = Any;

    fn fetch_many<'e, 'q: 'e, E>(self, query: E) -> BoxStream<'e, Result<Either<AnyQueryResult, AnyRow>, sqlx::Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Any>,
    {
        streamed(self.all(query))
    }

    fn fetch_optional<'e, 'q: 'e, E>(self, query: E) -> BoxFuture<'e, Result<Option<AnyRow>, sqlx::Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Any>,
    {
        self.one(query).boxed()
    }

    fn prepare_with<'e>(
        self,
        sql: SqlStr,
        parameters: &'e [AnyTypeInfo],
    ) -> BoxFuture<'e, Result<AnyStatement, sqlx::Error>>
    where
        'c: 'e,
    {
        within(self.limit, self.taken.prepare_with(sql, parameters)).boxed()
    }

    fn describe<'e>(self, sql: SqlStr) -> BoxFuture<'e, Result<Describe<Any>, sqlx::Error>>
    where
        'c: 'e,
    {
        within(self.limit, self.taken.describe(sql)).boxed()
    }
}
