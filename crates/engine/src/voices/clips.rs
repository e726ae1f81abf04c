//! What a server answered of voices, kept in a folder: each answer is asked for again by its tag, and heard as it is where
//! nothing answers in time.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use tokio::time::timeout;
use tracing::warn;

use crate::api::{Answer, Api, ApiError};
use crate::error::{AppError, ErrorCode};

/// In bytes. Those that were not heard for longest make room.
const MOST: u64 = 50 * 1024 * 1024;

/// A server has so long to say that what is kept is another by now.
const PATIENCE: Duration = Duration::from_secs(1);

/// Whether an answer is what was asked for. What is not is neither kept nor heard.
pub(super) type Check = fn(&[u8]) -> Result<(), AppError>;

pub(super) struct Clips {
    folder: PathBuf,
    most: u64,
}

/// What stands before the body of a file, as one line of JSON.
#[derive(Serialize, Deserialize)]
struct Head {
    path: String,
    tag: Option<String>,
    language: Option<String>,
    /// SHA-256 of what follows: a disk may lose the end of a file.
    body: String,
}

impl Clips {
    pub(super) fn in_folder(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), most: MOST }
    }

    /// The server's answer, or the one that is kept where nothing answers.
    ///
    /// # Errors
    /// Where there is neither, or what was answered is not what was asked for.
    pub(super) async fn get(&self, api: &Result<Api, AppError>, path: &str, check: Check) -> Result<Answer, AppError> {
        let kept = self.kept(path).await;
        let asked = match (api, &kept) {
            (Ok(api), None) => api.fetch(path, None).await.map_err(AppError::from),
            (Ok(api), Some(kept)) => match timeout(PATIENCE, api.fetch(path, kept.tag.as_deref())).await {
                Ok(answer) => or_kept(answer, kept),
                Err(_) => Ok(Some(kept.clone())),
            },
            (Err(error), None) => Err(error.clone()),
            (Err(_), Some(kept)) => Ok(Some(kept.clone())),
        };
        match (asked?, kept) {
            (Some(answer), Some(kept)) if answer == kept => Ok(kept),
            (Some(answer), _) => {
                check(&answer.body)?;
                self.keep(path, answer.clone()).await;
                Ok(answer)
            }
            (None, Some(kept)) => Ok(kept),
            (None, None) => Err(AppError::new(ErrorCode::ServerFault, "what was never told is said to be the same")),
        }
    }

    fn file(&self, path: &str) -> PathBuf {
        self.folder.join(hex::encode(Sha256::digest(path)))
    }

    /// What can not be read is not kept.
    async fn kept(&self, path: &str) -> Option<Answer> {
        let (file, path) = (self.file(path), path.to_owned());
        let reading = tokio::task::spawn_blocking(move || {
            let bytes = fs::read(&file).ok()?;
            let head = bytes.iter().position(|byte| *byte == b'\n')?;
            let (head, body) = (&bytes[..head], &bytes[head + 1..]);
            let Head { path: of, tag, language, body: hash } = serde_json::from_slice(head).ok()?;
            if of != path || hash != hex::encode(Sha256::digest(body)) {
                return None;
            }
            // It was heard now: others make room before it.
            if let Ok(file) = File::options().append(true).open(&file) {
                drop(file.set_modified(SystemTime::now()));
            }
            Some(Answer { body: body.to_vec(), tag, language })
        });
        reading.await.ok()?
    }

    /// Keeps an answer, as far as the disk lets it: hearing a voice does not depend on it.
    async fn keep(&self, path: &str, answer: Answer) {
        let (folder, file, most) = (self.folder.clone(), self.file(path), self.most);
        let body = hex::encode(Sha256::digest(&answer.body));
        let head = Head { path: path.to_owned(), tag: answer.tag, language: answer.language, body };
        let writing = tokio::task::spawn_blocking(move || {
            // That of its home is not made: it may have been forgotten meanwhile.
            match fs::create_dir(&folder) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                _ => {}
            }
            let mut part = tempfile::NamedTempFile::new_in(&folder)?;
            part.write_all(&serde_json::to_vec(&head)?)?;
            part.write_all(b"\n")?;
            part.write_all(&answer.body)?;
            part.persist(&file).map_err(|error| error.error)?;
            make_room(&folder, most)
        });
        match writing.await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => warn!(%error, "a voice is not kept"),
            Err(error) => warn!(%error, "a voice is not kept"),
        }
    }
}

fn or_kept(answer: Result<Option<Answer>, ApiError>, kept: &Answer) -> Result<Option<Answer>, AppError> {
    match answer {
        // That there is none by now is news, too.
        Err(error) if error.is_not_found() => Err(error.into()),
        Err(_) => Ok(Some(kept.clone())),
        Ok(answer) => Ok(answer),
    }
}

/// Removes what was not heard for longest, until the rest is no larger than that.
fn make_room(folder: &Path, most: u64) -> io::Result<()> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let about = entry.metadata()?;
        files.push((about.modified()?, about.len(), entry.path()));
    }
    files.sort();
    let mut size: u64 = files.iter().map(|(_, length, _)| length).sum();
    for (_, length, path) in files {
        if size <= most {
            break;
        }
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => size -= length,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(body: &[u8]) -> Answer {
        Answer { body: body.to_vec(), tag: Some("\"1\"".to_owned()), language: Some("fr-FR".to_owned()) }
    }

    #[tokio::test]
    async fn what_was_heard_last_is_kept_within_the_room_there_is() {
        let folder = tempfile::tempdir().unwrap();
        let clips = Clips { folder: folder.path().join("voices"), most: 2_500 };
        for (at, path) in ["/a", "/b", "/c"].into_iter().enumerate() {
            clips.keep(path, answer(&[b'x'; 1_000])).await;
            // The clock of a disk may not tell two files of a moment apart.
            let file = File::options().append(true).open(clips.file(path)).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(at as u64)).unwrap();
        }
        assert!(clips.kept("/a").await.is_none());
        assert_eq!(clips.kept("/b").await, Some(answer(&[b'x'; 1_000])));
        clips.keep("/d", answer(&[b'x'; 1_000])).await;
        assert!(
            clips.kept("/c").await.is_none() && clips.kept("/b").await.is_some() && clips.kept("/d").await.is_some()
        );
    }

    #[tokio::test]
    async fn a_file_that_is_none_of_ours_is_not_heard() {
        let folder = tempfile::tempdir().unwrap();
        let clips = Clips::in_folder(folder.path());
        for broken in [&b""[..], b"OggS", b"{}\nOggS"] {
            fs::write(clips.file("/a"), broken).unwrap();
            assert_eq!(clips.kept("/a").await, None);
        }
        clips.keep("/b", answer(b"OggS")).await;
        fs::copy(clips.file("/b"), clips.file("/a")).unwrap();
        assert_eq!(clips.kept("/a").await, None);
        let whole = fs::read(clips.file("/b")).unwrap();
        fs::write(clips.file("/b"), &whole[..whole.len() - 1]).unwrap();
        assert_eq!(clips.kept("/b").await, None);
    }
}
