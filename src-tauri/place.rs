//! Where this run keeps its data, and by which name the desktop knows it.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::command_line::CommandLine;

/// The folder of one run of the app. Two runs with different folders know nothing of each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) folder: PathBuf,
    /// Told apart from the app's own folder by this suffix of its identifier.
    suffix: Option<String>,
}

/// There is no folder to keep anything in.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    #[error("this user has no data folder: give one with --data-dir")]
    NoFolder,
    #[error("the data folder {path} can not be made: {source}")]
    NotMade { path: PathBuf, source: std::io::Error },
}

impl Place {
    /// The folder that the command line names, or the platform's; made if it is not there.
    pub(crate) fn of(line: &CommandLine) -> Result<Self, PlaceError> {
        let folder = match &line.data_dir {
            Some(folder) => folder.clone(),
            None => {
                let folders = directories::ProjectDirs::from("app", "Infuse", "Infuse").ok_or(PlaceError::NoFolder)?;
                folders.data_local_dir().to_owned()
            }
        };
        let not_made = |source| PlaceError::NotMade { path: folder.clone(), source };
        infuse_engine::private::make_folder(&folder).map_err(not_made)?;
        let folder = folder.canonicalize().map_err(not_made)?;
        let suffix = line.data_dir.is_some().then(|| suffix_of(&folder));
        Ok(Self { folder, suffix })
    }

    /// How the desktop starts this run's app when the person signs in.
    pub(crate) fn autostart_arguments(&self) -> Vec<String> {
        let mut arguments = vec!["--hidden".to_owned()];
        if self.suffix.is_some() {
            arguments.extend(["--data-dir".to_owned(), self.folder.to_string_lossy().into_owned()]);
        }
        arguments
    }

    /// The app's identifier for this run: single instance, settings of windows and the like go by it.
    pub(crate) fn identifier(&self, identifier: &str) -> String {
        match &self.suffix {
            Some(suffix) => format!("{identifier}.{suffix}"),
            None => identifier.to_owned(),
        }
    }
}

/// Starts with a letter, because parts of a D-Bus name must. It only has to agree between two runs of one
/// build, which is all that the standard library's hash promises.
fn suffix_of(folder: &Path) -> String {
    let mut hasher = DefaultHasher::new();
    folder.hash(&mut hasher);
    format!("at{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(data_dir: &Path) -> Place {
        Place::of(&CommandLine { hidden: false, data_dir: Some(data_dir.to_owned()), link: None }).unwrap()
    }

    #[test]
    fn each_data_folder_has_its_own_identifier() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let identifier = |folder: &Path| place(folder).identifier("app.infuse.desktop");
        assert_eq!(identifier(one.path()), identifier(&one.path().join(".")));
        assert_ne!(identifier(one.path()), identifier(other.path()));
        assert!(identifier(one.path()).starts_with("app.infuse.desktop.at"));
    }

    #[test]
    fn a_folder_that_is_not_there_is_made() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("a/b");
        assert!(place(&folder).folder.is_dir());
    }

    #[test]
    fn a_folder_that_can_not_be_made_is_an_error() {
        let parent = tempfile::tempdir().unwrap();
        let file = parent.path().join("file");
        std::fs::write(&file, "").unwrap();
        let line = CommandLine { hidden: false, data_dir: Some(file.join("below")), link: None };
        assert!(matches!(Place::of(&line), Err(PlaceError::NotMade { .. })));
    }
}
