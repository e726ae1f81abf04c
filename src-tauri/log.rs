//! What the app says of itself: to standard error, and to a file in the data folder, because nobody sees what an app
//! that the desktop started writes there.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use infuse_engine::private;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

const FILE: &str = "infuse.log";
/// The file of the time before, when one had grown too large.
const OLD_FILE: &str = "infuse.old.log";
/// A file that is larger is begun anew with the next start, in bytes.
const LARGE: u64 = 1024 * 1024;
/// One run writes no more than that, in bytes: a trouble that repeats itself must not fill the disk.
const MOST: u64 = 8 * 1024 * 1024;

/// Logs what `INFUSE_LOG` asks for; warnings without it. Panics are among them.
pub(crate) fn begin(folder: &Path) {
    let asked = std::env::var("INFUSE_LOG").ok().and_then(|filter| filter.parse().ok());
    let filter = asked.unwrap_or_else(|| Targets::new().with_default(LevelFilter::WARN));
    let file = open(folder);
    let kept = file.as_ref().ok().map(|file| {
        let file = file.clone();
        tracing_subscriber::fmt::layer().with_ansi(false).with_writer(move || file.clone())
    });
    let shown = tracing_subscriber::fmt::layer().with_writer(io::stderr);
    tracing_subscriber::registry().with(kept).with(shown).with(filter).init();
    if let Err(error) = file {
        tracing::warn!(%error, "the log is not kept");
    }
    std::panic::set_hook(Box::new(|panic| tracing::error!("{panic}\n{}", std::backtrace::Backtrace::capture())));
}

fn open(folder: &Path) -> io::Result<LogFile> {
    let path = folder.join(FILE);
    if std::fs::metadata(&path).is_ok_and(|file| file.len() > LARGE) {
        std::fs::rename(&path, folder.join(OLD_FILE))?;
    }
    private::make_file(&path)?;
    Ok(LogFile { file: Arc::new(File::options().append(true).open(path)?), left: Arc::new(AtomicU64::new(MOST)) })
}

/// The file, up to what one run may write.
#[derive(Clone)]
struct LogFile {
    file: Arc<File>,
    left: Arc<AtomicU64>,
}

impl io::Write for LogFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let length = bytes.len() as u64;
        let take = |left: u64| left.checked_sub(length);
        if self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok() {
            (&*self.file).write_all(bytes)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_run_adds_to_the_log_until_it_is_large_and_never_without_end() {
        let folder = tempfile::tempdir().unwrap();
        let size = |name: &str| std::fs::metadata(folder.path().join(name)).map(|file| file.len()).ok();
        for expected in [3, 6] {
            open(folder.path()).unwrap().write_all(b"one").unwrap();
            assert_eq!(size(FILE), Some(expected));
        }
        let mut log = open(folder.path()).unwrap();
        let line = vec![b'x'; 1024 * 1024];
        for _ in 0..20 {
            log.write_all(&line).unwrap();
        }
        assert!(size(FILE).unwrap() <= MOST + 6);
        open(folder.path()).unwrap();
        assert_eq!(size(FILE), Some(0));
        assert!(size(OLD_FILE).unwrap() > LARGE);
    }
}
