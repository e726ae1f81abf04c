//! Whether the disk of an SQLite file has room for what is written.

use std::io::{self, ErrorKind, Write as _};
use std::path::Path;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::sleep;

use super::Db;
use super::file::{beside, make_private};

/// How often room is looked for while the disk is full: nobody may have anything to write when there is some again.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// More than what is written at once, in bytes: a small write may find room where a larger one does not.
const ROOM: usize = 1 << 20;

/// Tells `is_full` while the disk has no room, for as long as the server runs. On PostgreSQL nothing is told: its
/// operator looks after its disk.
pub(crate) async fn keep_telling(db: Db, is_full: watch::Sender<bool>) {
    let Some(file) = &db.file else { return };
    let mut now = file.is_full();
    // The file tells as long as it is open.
    while now.wait_for(|is_full| *is_full).await.is_ok() {
        is_full.send_replace(true);
        while *now.borrow() {
            sleep(LOOK_EVERY).await;
            let path = file.path().to_owned();
            match tokio::task::spawn_blocking(move || take_room(&path)).await {
                Ok(Ok(())) => file.note_room(false),
                Ok(Err(error)) => tracing::debug!(%error, "the disk is still full"),
                Err(error) => tracing::warn!(%error, "no room was looked for"),
            }
        }
        is_full.send_replace(false);
    }
}

/// Takes room beside a file, and gives it back.
fn take_room(path: &Path) -> io::Result<()> {
    let filler = beside(path, ".room");
    // One may be left of a server that was ended in the midst of this.
    remove(&filler)?;
    let taken = make_private(&filler).and_then(|mut file| {
        file.write_all(&vec![1; ROOM])?;
        file.sync_all()
    });
    remove(&filler)?;
    taken
}

fn remove(file: &Path) -> io::Result<()> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}
