//! Where this run keeps its data.

use std::path::PathBuf;

use crate::command_line::CommandLine;

/// The folder of one run of the app. Two runs with different folders know nothing of each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) folder: PathBuf,
    /// Whether it is another folder than the platform's.
    chosen: bool,
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
        let folder = dunce::canonicalize(&folder).map_err(not_made)?;
        Ok(Self { folder, chosen: line.data_dir.is_some() })
    }

    /// How the desktop starts this run's app when the person signs in.
    pub(crate) fn autostart_arguments(&self) -> Vec<String> {
        let mut arguments = vec!["--hidden".to_owned()];
        if self.chosen {
            arguments.extend(["--data-dir".to_owned(), self.folder.to_string_lossy().into_owned()]);
        }
        arguments
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn place(data_dir: &Path) -> Place {
        Place::of(&CommandLine { hidden: false, data_dir: Some(data_dir.to_owned()), link: None }).unwrap()
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
