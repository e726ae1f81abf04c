//! The SQLite file itself: whose it is, who may read it, and whether it is still there.

use std::ffi::OsString;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use tokio::sync::watch;

use super::OpenError;
use super::backup::RESTORED;
use super::error::moved;

/// What SQLite keeps in the head of a file for the program that it belongs to: `Infu`.
pub(super) const APPLICATION_ID: u32 = u32::from_be_bytes(*b"Infu");

/// The head of an SQLite file: its first words, and where the application's id stands, in big-endian order.
/// <https://www.sqlite.org/fileformat2.html#the_database_header>
const MAGIC: &[u8; 16] = b"SQLite format 3\0";
const HEAD_LENGTH: usize = 100;
const APPLICATION_ID_AT: usize = 68;

/// A database file that is open.
#[derive(Debug)]
pub(super) struct DatabaseFile {
    path: PathBuf,
    identity: system::Identity,
    /// Since a write had no room, until there was some again.
    is_full: watch::Sender<bool>,
}

/// The right to serve a database file, which one process has at a time. It ends with the process, however that ends.
#[derive(Debug)]
pub(super) struct Claim(File);

impl DatabaseFile {
    /// Makes the folder of a file where it is missing, for no one else to enter.
    pub(super) fn make_folder(path: &Path) -> Result<(), OpenError> {
        match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => system::make_private_folder(folder)
                .map_err(|source| OpenError::Folder { folder: folder.to_owned(), source }),
            _ => Ok(()),
        }
    }

    /// Makes a folder that is not there yet, for no one else to enter.
    pub(super) fn make_private_folder(folder: &Path) -> io::Result<()> {
        system::make_private_folder(folder)
    }

    /// Looks whether a file at `path` may be made a database of this server, before anything is done to it: there is
    /// none, or it is empty, or one of Infuse. A second name of the file would have a log and a lock of its own.
    pub(super) fn check(path: &Path) -> Result<(), OpenError> {
        if beside(path, RESTORED).exists() {
            return Err(OpenError::RestoreCutOff(path.to_owned()));
        }
        is_marked(path)?;
        match system::names(path) {
            Ok(2..) => Err(OpenError::HardLinked(path.to_owned())),
            Ok(_) => Ok(()),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(source) => Err(OpenError::File { path: path.to_owned(), source }),
        }
    }

    /// Makes the file where it is missing, for no one else to read, and takes from others what rights they have on
    /// files that are there.
    pub(super) fn prepare(path: &Path) -> Result<(), OpenError> {
        // SQLite gives its log and its shared memory the rights of the file.
        open_private(path)?;
        for file in [path.to_owned(), beside(path, "-wal"), beside(path, "-shm")] {
            if let Err(error) = system::take_from_others(&file)
                && error.kind() != ErrorKind::NotFound
            {
                tracing::warn!(%error, file = %file.display(), "others may read this file");
            }
        }
        Ok(())
    }

    /// Remembers which file stands at `path`.
    pub(super) fn at(path: &Path) -> Result<Self, OpenError> {
        let identity = system::identity(path).map_err(|source| OpenError::File { path: path.to_owned(), source })?;
        Ok(Self { path: path.to_owned(), identity, is_full: watch::Sender::default() })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether its disk has no room.
    pub(super) fn is_full(&self) -> watch::Receiver<bool> {
        self.is_full.subscribe()
    }

    pub(super) fn note_room(&self, is_full: bool) {
        self.is_full.send_if_modified(|known| std::mem::replace(known, is_full) != is_full);
    }

    /// Whether the file that was opened still stands at its path.
    pub(super) fn is_in_place(&self) -> bool {
        system::identity(&self.path).is_ok_and(|now| now == self.identity)
    }
}

/// # Errors
/// Where the file that was opened no longer stands at its path.
pub(super) fn check_place(file: Option<&DatabaseFile>) -> Result<(), sqlx::Error> {
    if file.is_none_or(DatabaseFile::is_in_place) { Ok(()) } else { Err(moved()) }
}

impl Claim {
    /// Claims the file at `path`, by a lock on another one beside it: SQLite needs the locks of its own files.
    pub(super) fn of(path: &Path) -> Result<Self, OpenError> {
        let lock = beside(path, ".lock");
        let file = open_private(&lock)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(OpenError::ServedAlready { lock }),
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {
                tracing::warn!(%error, "this file system has no locks: nothing keeps a second server off the database");
                Ok(Self(file))
            }
            Err(TryLockError::Error(source)) => Err(OpenError::File { path: lock, source }),
        }
    }

    /// Lets another process serve the file.
    pub(super) fn end(&self) {
        if let Err(error) = self.0.unlock() {
            tracing::debug!(%error, "the lock ends with the process");
        }
    }
}

/// Whether the file at `path` is a database of Infuse; false where there is none yet.
///
/// # Errors
/// When it is anything else.
pub(super) fn is_marked(path: &Path) -> Result<bool, OpenError> {
    let failed = |source| OpenError::File { path: path.to_owned(), source };
    let mut head = Vec::with_capacity(HEAD_LENGTH);
    match File::open(path) {
        Ok(file) => file.take(HEAD_LENGTH as u64).read_to_end(&mut head).map_err(failed)?,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(failed(error)),
    };
    if head.is_empty() {
        return Ok(false);
    }
    let is_database = head.len() == HEAD_LENGTH && head.starts_with(MAGIC);
    match is_database.then(|| &head[APPLICATION_ID_AT..][..4]) {
        Some(id) if *id == APPLICATION_ID.to_be_bytes() => Ok(true),
        Some(_) => Err(OpenError::Foreign(path.to_owned())),
        None => Err(OpenError::NoDatabase(path.to_owned())),
    }
}

/// Makes a folder where it is missing, for no one else to enter.
pub(crate) fn make_private_folder(folder: &Path) -> io::Result<()> {
    system::make_private_folder(folder)
}

/// Makes a file that is not there yet, for no one else to read.
pub(crate) fn make_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    system::for_the_owner_only(&mut options);
    options.open(path)
}

/// Opens the file for writing; a missing one is made for no one else to read.
fn open_private(path: &Path) -> Result<File, OpenError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    system::for_the_owner_only(&mut options);
    match options.open(path) {
        // SQLite says what it can not do with it, where it needs to write at all.
        Err(error) if error.kind() == ErrorKind::PermissionDenied && path.exists() => File::open(path),
        opened => opened,
    }
    .map_err(|source| OpenError::File { path: path.to_owned(), source })
}

/// The path of what stands beside a file under its name and an ending.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}

#[cfg(unix)]
mod system {
    use std::fs::{DirBuilder, OpenOptions, Permissions};
    use std::io;
    use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _};
    use std::path::Path;

    /// The device and the number of the file on it.
    pub(super) type Identity = (u64, u64);

    pub(super) fn identity(path: &Path) -> io::Result<Identity> {
        let metadata = std::fs::metadata(path)?;
        Ok((metadata.dev(), metadata.ino()))
    }

    /// How many names the file has.
    pub(super) fn names(path: &Path) -> io::Result<u64> {
        std::fs::metadata(path).map(|metadata| metadata.nlink())
    }

    /// A folder that is there already may hold what others need, and is left as it is.
    pub(super) fn make_private_folder(folder: &Path) -> io::Result<()> {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)
    }

    pub(super) fn for_the_owner_only(options: &mut OpenOptions) {
        options.mode(0o600);
    }

    pub(super) fn take_from_others(file: &Path) -> io::Result<()> {
        let mode = std::fs::metadata(file)?.permissions().mode();
        let private = mode & !0o077;
        if mode == private { Ok(()) } else { std::fs::set_permissions(file, Permissions::from_mode(private)) }
    }
}

/// Elsewhere the folders of a person are closed to others by default, and a file that is open is not moved.
#[cfg(not(unix))]
mod system {
    use std::fs::OpenOptions;
    use std::io;
    use std::path::Path;

    /// That it is there.
    #[derive(Debug, PartialEq, Eq)]
    pub(super) struct Identity;

    pub(super) fn identity(path: &Path) -> io::Result<Identity> {
        std::fs::metadata(path).map(|_| Identity)
    }

    pub(super) fn names(path: &Path) -> io::Result<u64> {
        std::fs::metadata(path).map(|_| 1)
    }

    pub(super) fn make_private_folder(folder: &Path) -> io::Result<()> {
        std::fs::create_dir_all(folder)
    }

    pub(super) fn for_the_owner_only(_options: &mut OpenOptions) {}

    pub(super) fn take_from_others(file: &Path) -> io::Result<()> {
        std::fs::metadata(file).map(drop)
    }
}
