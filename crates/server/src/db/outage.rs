//! What the codes of both databases mean: one table for each.

use sqlx::postgres::PgDatabaseError;
use sqlx::sqlite::SqliteError;

use super::error::is_moved;

/// A state of the database in which no query can be expected to work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outage {
    /// It does not answer, or has failed within itself.
    Away,
    /// Its disk is full.
    Full,
    /// Others hold what a query needs.
    Locked,
    /// A query was ended because it took too long.
    Slow,
    /// It is damaged.
    Corrupt,
    /// It takes no writes, as a standby before it is promoted.
    ReadOnly,
    /// The file is no longer where it was opened.
    Moved,
    /// Its clock and that of this machine are more than a minute apart.
    ClockApart,
}

/// What an answer with that code is, besides a fault of the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Meaning {
    outage: Outage,
    /// The same transaction may succeed when it is begun anew.
    is_retryable: bool,
}

const fn is(outage: Outage) -> Meaning {
    Meaning { outage, is_retryable: false }
}

const fn retry(outage: Outage) -> Meaning {
    Meaning { outage, is_retryable: true }
}

/// Codes of SQLSTATE, and the classes that they begin with; the first that fits counts. What is not here is a fault of
/// the query: integrity (23), syntax (42) and the like.
/// <https://www.postgresql.org/docs/current/errcodes-appendix.html>
const SQLSTATES: &[(&str, Meaning)] = &[
    // Connections: broken, refused, or to a database or role that is not there.
    ("08", is(Outage::Away)),
    ("28", is(Outage::Away)),
    ("3D", is(Outage::Away)),
    // A standby, or a primary that has become one.
    ("25006", is(Outage::ReadOnly)),
    // The session was ended because it was idle within a transaction, or its transaction took too long.
    ("25P03", is(Outage::Away)),
    ("25P04", is(Outage::Slow)),
    // Serialization failure and deadlock: another transaction went first.
    ("40001", retry(Outage::Locked)),
    ("40P01", retry(Outage::Locked)),
    // Resources.
    ("53100", is(Outage::Full)),
    ("53", is(Outage::Away)),
    // Lock timeout, or NOWAIT.
    ("55P03", is(Outage::Locked)),
    // Cancelled, by a person or by the statement timeout.
    ("57014", is(Outage::Slow)),
    // Shut down, crashed, starting up.
    ("57P", is(Outage::Away)),
    // The system below it.
    ("58", is(Outage::Away)),
    // Within itself.
    ("XX001", is(Outage::Corrupt)),
    ("XX002", is(Outage::Corrupt)),
    ("XX", is(Outage::Away)),
];

/// `SQLITE_READONLY_DBMOVED`, an extended code: the file was renamed or removed.
const SQLITE_MOVED: i32 = 8 | (4 << 8);

/// `SQLITE_IOERR_SHMSIZE`, an extended code: there was no room for the index of the log.
const SQLITE_NO_ROOM_FOR_INDEX: i32 = 10 | (19 << 8);

/// Primary result codes. What is not here is a fault of the query. <https://www.sqlite.org/rescode.html>
const SQLITE_CODES: &[(i32, Outage)] = &[
    // BUSY, LOCKED, PROTOCOL: another connection holds the lock.
    (5, Outage::Locked),
    (6, Outage::Locked),
    (15, Outage::Locked),
    // NOMEM, IOERR, CANTOPEN.
    (7, Outage::Away),
    (10, Outage::Away),
    (14, Outage::Away),
    // READONLY.
    (8, Outage::ReadOnly),
    // INTERRUPT.
    (9, Outage::Slow),
    // CORRUPT, NOTADB.
    (11, Outage::Corrupt),
    (26, Outage::Corrupt),
    // FULL.
    (13, Outage::Full),
];

impl Outage {
    /// The reason as a client sees it.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Away => "database_away",
            Self::Full => "database_full",
            Self::Locked => "database_locked",
            Self::Slow => "database_slow",
            Self::Corrupt => "database_corrupt",
            Self::ReadOnly => "database_read_only",
            Self::Moved => "database_moved",
            Self::ClockApart => "clock_apart",
        }
    }

    pub(super) fn of(error: &sqlx::Error) -> Option<Self> {
        match error {
            sqlx::Error::Io(error) if is_moved(error) => Some(Self::Moved),
            // A relay that has no database behind it closes the connection in the middle of a word.
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Some(Self::Away),
            sqlx::Error::Database(error) => match error.try_downcast_ref::<SqliteError>() {
                Some(error) => of_sqlite_error(error),
                None => sqlstate(error.as_ref()).and_then(of_sqlstate).map(|meaning| meaning.outage),
            },
            _ => None,
        }
    }
}

/// Whether the same transaction may succeed when it is begun anew.
pub(super) fn is_retryable(error: &sqlx::Error) -> bool {
    let sqlx::Error::Database(error) = error else { return false };
    sqlstate(error.as_ref()).and_then(of_sqlstate).is_some_and(|meaning| meaning.is_retryable)
}

/// Whether the other end of a connection is gone, or says that it goes (SQLSTATE 57P, 25P03).
pub(super) fn has_hung_up(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(error) => error.kind() != std::io::ErrorKind::TimedOut,
        sqlx::Error::Database(error) => {
            sqlstate(error.as_ref()).is_some_and(|code| code.starts_with("57P") || code == "25P03")
        }
        _ => false,
    }
}

/// Whether the server has no connection to give for now: others hold all (SQLSTATE 53300), or it starts (57P03).
pub(super) fn has_no_connection_yet(error: &sqlx::Error) -> bool {
    let sqlx::Error::Database(error) = error else { return false };
    matches!(sqlstate(error.as_ref()), Some("53300" | "57P03"))
}

fn sqlstate(error: &dyn sqlx::error::DatabaseError) -> Option<&str> {
    error.try_downcast_ref::<PgDatabaseError>().map(PgDatabaseError::code)
}

fn of_sqlstate(code: &str) -> Option<Meaning> {
    SQLSTATES.iter().find(|(begin, _)| code.starts_with(begin)).map(|(_, meaning)| *meaning)
}

fn of_sqlite_error(error: &SqliteError) -> Option<Outage> {
    use sqlx::error::DatabaseError as _;
    of_sqlite_code(error.code()?.parse().ok()?)
}

fn of_sqlite_code(extended: i32) -> Option<Outage> {
    match extended {
        SQLITE_MOVED => return Some(Outage::Moved),
        SQLITE_NO_ROOM_FOR_INDEX => return Some(Outage::Full),
        _ => {}
    }
    SQLITE_CODES.iter().find(|(primary, _)| extended & 0xff == *primary).map(|(_, outage)| *outage)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sqlstate_has_its_answer() {
        for (codes, outage, is_retryable) in [
            (&["08000", "08003", "08006", "08001", "08004", "08P01"][..], Outage::Away, false),
            (&["28000", "28P01", "3D000"], Outage::Away, false),
            (&["25006"], Outage::ReadOnly, false),
            (&["25P03"], Outage::Away, false),
            (&["25P04", "57014"], Outage::Slow, false),
            (&["40001", "40P01"], Outage::Locked, true),
            (&["53100"], Outage::Full, false),
            (&["53000", "53200", "53300", "53400"], Outage::Away, false),
            (&["55P03"], Outage::Locked, false),
            (&["57P01", "57P02", "57P03", "57P04", "57P05"], Outage::Away, false),
            (&["58000", "58030", "58P01"], Outage::Away, false),
            (&["XX001", "XX002"], Outage::Corrupt, false),
            (&["XX000"], Outage::Away, false),
        ] {
            for code in codes {
                assert_eq!(of_sqlstate(code), Some(Meaning { outage, is_retryable }), "{code}");
            }
        }
    }

    #[test]
    fn a_fault_of_a_query_is_no_outage() {
        for code in ["0A000", "22001", "22021", "23502", "23505", "25P02", "42601", "42P01", "42501", "54000", "P0001"]
        {
            assert_eq!(of_sqlstate(code), None, "{code}");
        }
        // ERROR, CONSTRAINT, MISMATCH, MISUSE, RANGE.
        for code in [1, 19, 1555, 20, 21, 25] {
            assert_eq!(of_sqlite_code(code), None, "{code}");
        }
    }

    #[test]
    fn every_code_of_sqlite_has_its_answer() {
        for (codes, outage) in [
            // With BUSY_RECOVERY, BUSY_SNAPSHOT, LOCKED_SHAREDCACHE.
            (&[5, 261, 517, 6, 262, 15][..], Outage::Locked),
            // With IOERR_READ, IOERR_WRITE, IOERR_FSYNC, CANTOPEN_ISDIR.
            (&[7, 10, 266, 778, 1034, 14, 526], Outage::Away),
            // With READONLY_RECOVERY, READONLY_DIRECTORY.
            (&[8, 264, 1544], Outage::ReadOnly),
            (&[1032], Outage::Moved),
            (&[9], Outage::Slow),
            // With CORRUPT_INDEX.
            (&[11, 779, 26], Outage::Corrupt),
            // With IOERR_SHMSIZE.
            (&[13, 4874], Outage::Full),
        ] {
            for code in codes {
                assert_eq!(of_sqlite_code(*code), Some(outage), "{code}");
            }
        }
    }
}
