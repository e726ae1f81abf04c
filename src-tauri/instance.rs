//! One app for each data folder. A lock of the system says whether one runs there, whatever path names the folder and
//! however the last one ended; whoever comes second leaves what they came for with the first, and goes.
//!
//! The first one that ends takes no more visits, so that a start meanwhile waits for the lock and becomes the first.

use std::fs::{File, TryLockError};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use infuse_engine::private;
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt};
use uuid::Uuid;

use crate::command_line::CommandLine;
use crate::end;

/// Locked for as long as an app uses the folder. It is never read: where locks are mandatory, nobody could.
const LOCK: &str = "lock";
/// Where the first one takes visits.
const DOOR: &str = "door.json";

/// How long an app that neither ends nor answers is waited for: longer than an end may take.
const PATIENCE: Duration = Duration::from_secs(8);
const PAUSE: Duration = Duration::from_millis(50);
/// How long a visit may take, on either side.
const VISIT: Duration = Duration::from_secs(2);
/// A visit is one line, of a command line's length at most.
const LONGEST_VISIT: u64 = 64 * 1024;

const _: () = assert!(PATIENCE.as_millis() > end::LIMIT.as_millis());

/// What somebody starts the app for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Visit {
    pub(crate) hidden: bool,
    pub(crate) link: Option<String>,
}

impl From<&CommandLine> for Visit {
    fn from(line: &CommandLine) -> Self {
        Self { hidden: line.hidden, link: line.link.clone() }
    }
}

/// How a start goes on.
pub(crate) enum Arrival {
    First(Instance),
    /// The app that runs has taken the visit.
    Second,
}

/// The app that may use the folder.
pub(crate) struct Instance {
    /// Held until the process ends, however it does. Absent where the folder's file system knows no locks.
    lock: Option<File>,
    listener: TcpListener,
    key: Uuid,
}

#[derive(Debug, thiserror::Error)]
pub enum InstanceError {
    #[error("another Infuse uses {0}, and does not answer")]
    NoAnswer(PathBuf),
    #[error("no other start of the app could reach this one: {0}")]
    NoDoor(#[from] io::Error),
}

/// Where and by which word the first one takes visits. The word is known to who may read the folder.
#[derive(Serialize, Deserialize)]
struct Door {
    port: u16,
    key: Uuid,
}

#[derive(Serialize, Deserialize)]
struct Knock {
    key: Uuid,
    visit: Visit,
}

const TAKEN: &[u8] = b"taken\n";

/// Becomes the one app of this folder, or leaves the visit with the one that is there. One that is ending is waited
/// for.
///
/// # Errors
/// When the one that is there neither ends nor answers.
pub(crate) fn arrive(folder: &Path, visit: &Visit) -> Result<Arrival, InstanceError> {
    arrive_within(PATIENCE, folder, visit)
}

fn arrive_within(patience: Duration, folder: &Path, visit: &Visit) -> Result<Arrival, InstanceError> {
    let deadline = Instant::now() + patience;
    loop {
        match lock(folder) {
            Ok(lock) => return Ok(Arrival::First(Instance::open(folder, Some(lock))?)),
            Err(TryLockError::WouldBlock) if is_taken(folder, visit) => return Ok(Arrival::Second),
            Err(TryLockError::WouldBlock) => {}
            // No file system can lock for another: whoever answers at the door is there.
            Err(TryLockError::Error(_)) if is_taken(folder, visit) => return Ok(Arrival::Second),
            Err(TryLockError::Error(_)) => return Ok(Arrival::First(Instance::open(folder, None)?)),
        }
        if Instant::now() > deadline {
            return Err(InstanceError::NoAnswer(folder.to_owned()));
        }
        std::thread::sleep(PAUSE);
    }
}

fn lock(folder: &Path) -> Result<File, TryLockError> {
    let file = File::options().create(true).truncate(false).write(true).open(folder.join(LOCK));
    let file = file.map_err(TryLockError::Error)?;
    file.try_lock().map(|()| file)
}

/// Whether the app that is there has taken the visit. One that is ending, or has not opened its door yet, has not.
fn is_taken(folder: &Path, visit: &Visit) -> bool {
    knock(folder, visit).unwrap_or_else(|error| {
        tracing::debug!(%error, "nobody answers at the door");
        false
    })
}

fn knock(folder: &Path, visit: &Visit) -> io::Result<bool> {
    let door: Door = serde_json::from_slice(&std::fs::read(folder.join(DOOR))?)?;
    let mut stream = TcpStream::connect_timeout(&SocketAddr::from((Ipv4Addr::LOCALHOST, door.port)), VISIT)?;
    stream.set_read_timeout(Some(VISIT))?;
    stream.set_write_timeout(Some(VISIT))?;
    let mut line = serde_json::to_vec(&Knock { key: door.key, visit: visit.clone() })?;
    line.push(b'\n');
    stream.write_all(&line)?;
    let mut answer = Vec::new();
    BufReader::new(stream.take(TAKEN.len() as u64)).read_until(b'\n', &mut answer)?;
    Ok(answer == TAKEN)
}

impl Instance {
    fn open(folder: &Path, lock: Option<File>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        let key = Uuid::now_v7();
        let door = Door { port: listener.local_addr()?.port(), key };
        let file = folder.join(DOOR);
        private::make_file(&file)?;
        std::fs::write(file, serde_json::to_vec(&door)?)?;
        Ok(Self { lock, listener, key })
    }

    /// Whether the system keeps others from the folder.
    pub(crate) fn is_locked(&self) -> bool {
        self.lock.is_some()
    }

    /// Takes visits until the app ends. `take` answers whether it has taken one.
    ///
    /// # Errors
    /// When the system takes the listener away.
    pub(crate) async fn take_visits(&self, take: impl Fn(&Visit) -> bool + Sync) -> io::Result<()> {
        let listener = tokio::net::TcpListener::from_std(self.listener.try_clone()?)?;
        loop {
            let (stream, _) = listener.accept().await?;
            match tokio::time::timeout(VISIT, self.receive(stream, &take)).await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::debug!(%error, "a visit came to nothing"),
                Err(_) => tracing::debug!("a visitor said nothing"),
            }
        }
    }

    async fn receive(&self, mut stream: tokio::net::TcpStream, take: impl Fn(&Visit) -> bool) -> io::Result<()> {
        let (read, mut write) = stream.split();
        let mut line = String::new();
        tokio::io::BufReader::new(read.take(LONGEST_VISIT)).read_line(&mut line).await?;
        let knock: Knock = serde_json::from_str(&line)?;
        if knock.key == self.key && take(&knock.visit) {
            write.write_all(TAKEN).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    fn visit(link: &str) -> Visit {
        Visit { hidden: false, link: Some(link.to_owned()) }
    }

    fn first(folder: &Path) -> Instance {
        match arrive(folder, &visit("infuse://usage")) {
            Ok(Arrival::First(instance)) => instance,
            Ok(Arrival::Second) => panic!("somebody else is there"),
            Err(error) => panic!("{error}"),
        }
    }

    #[tokio::test]
    async fn a_second_start_leaves_what_it_came_for_whatever_path_named_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let instance = first(folder.path());
        assert!(instance.is_locked());
        let other_path = folder.path().join(".");
        let second = tokio::task::spawn_blocking(move || arrive(&other_path, &visit("infuse://account")));
        let visits = Mutex::new(Vec::new());
        let take = |visit: &Visit| {
            visits.lock().unwrap().push(visit.clone());
            true
        };
        tokio::select! {
            ended = instance.take_visits(take) => panic!("{ended:?}"),
            arrival = second => assert!(matches!(arrival.unwrap(), Ok(Arrival::Second))),
        }
        assert_eq!(*visits.lock().unwrap(), [visit("infuse://account")]);
    }

    #[tokio::test]
    async fn a_start_while_the_last_run_is_ending_waits_for_its_end_and_is_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let ending = first(folder.path());
        let path = folder.path().to_owned();
        let mut next = tokio::task::spawn_blocking(move || arrive(&path, &visit("infuse://usage")));
        let (refused, mut refusals) = tokio::sync::mpsc::unbounded_channel();
        let refuse = move |_: &Visit| {
            refused.send(()).unwrap();
            false
        };
        tokio::select! {
            ended = ending.take_visits(refuse) => panic!("{ended:?}"),
            _ = &mut next => panic!("it did not wait"),
            Some(()) = async { refusals.recv().await; refusals.recv().await } => {}
        }
        drop(ending);
        assert!(matches!(next.await.unwrap(), Ok(Arrival::First(_))));
    }

    #[test]
    fn an_app_that_neither_ends_nor_answers_is_told_of() {
        let folder = tempfile::tempdir().unwrap();
        let _hung = first(folder.path());
        let arrival = arrive_within(Duration::from_millis(100), folder.path(), &visit("infuse://usage"));
        assert!(matches!(arrival, Err(InstanceError::NoAnswer(_))));
    }

    #[tokio::test]
    async fn whoever_does_not_know_the_word_is_not_heard() {
        let folder = tempfile::tempdir().unwrap();
        let instance = first(folder.path());
        let path = folder.path().to_owned();
        let mut door: Door = serde_json::from_slice(&std::fs::read(path.join(DOOR)).unwrap()).unwrap();
        door.key = Uuid::now_v7();
        std::fs::write(path.join(DOOR), serde_json::to_vec(&door).unwrap()).unwrap();
        let was_heard = AtomicBool::new(false);
        let take = |_: &Visit| {
            was_heard.store(true, Ordering::SeqCst);
            true
        };
        let stranger = tokio::task::spawn_blocking(move || knock(&path, &visit("infuse://usage")));
        tokio::select! {
            ended = instance.take_visits(take) => panic!("{ended:?}"),
            taken = stranger => assert!(!taken.unwrap().unwrap()),
        }
        assert!(!was_heard.load(Ordering::SeqCst));
    }
}
