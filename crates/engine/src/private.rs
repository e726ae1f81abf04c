//! Folders and files that no other person at this computer can read.
//!
//! Elsewhere than on Unix the folders of a person are closed to others by default.

use std::io::{self, Write as _};
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Makes a folder, and those above it, for this person alone. One that is there already is left as it is: it may hold
/// what others need.
///
/// # Errors
/// Where it can not be made.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Makes the file, empty, where it is not there yet; one that others could read is taken from them.
///
/// A file that is there is not opened: closing it would end the locks that SQLite holds on it in this process
/// (<https://www.sqlite.org/howtocorrupt.html>, 2.2).
///
/// # Errors
/// Where it can not be made, or belongs to someone else.
pub fn make_file(path: &Path) -> io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => take_from_others(path),
        made => made.map(drop),
    }
}

/// What a file says in JSON; `None` where there is none, or none that says this.
///
/// # Errors
/// Where it can not be read.
pub(crate) fn read_json<T: DeserializeOwned>(path: &Path) -> io::Result<Option<T>> {
    match std::fs::read(path) {
        Ok(text) => Ok(serde_json::from_slice(&text).ok()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Puts a file that says so in JSON in the place of the one that is there, whole or not at all.
///
/// # Errors
/// Where it can not be written.
pub(crate) fn replace_json(path: &Path, value: &impl Serialize) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    make_folder(folder)?;
    // Made for this person alone.
    let mut fresh = tempfile::NamedTempFile::new_in(folder)?;
    fresh.write_all(&serde_json::to_vec_pretty(value)?)?;
    fresh.as_file().sync_all()?;
    fresh.persist(path).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(unix)]
fn take_from_others(file: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;

    let mode = std::fs::metadata(file)?.permissions().mode();
    let private = mode & !0o077;
    if mode == private { Ok(()) } else { std::fs::set_permissions(file, std::fs::Permissions::from_mode(private)) }
}

#[cfg(not(unix))]
fn take_from_others(_: &Path) -> io::Result<()> {
    Ok(())
}
