//! What the app can be started with.

use std::path::PathBuf;

use clap::Parser;

/// The command line. A second start hands its own to the app that runs.
#[derive(Clone, Debug, PartialEq, Eq, Parser)]
#[command(name = "infuse", version, about)]
pub(crate) struct CommandLine {
    /// Start in the tray, without a window
    #[arg(long)]
    pub(crate) hidden: bool,

    /// Keep everything in this folder, and run beside an app that uses another one
    #[arg(long, value_name = "DIR", env = "INFUSE_DATA_DIR")]
    pub(crate) data_dir: Option<PathBuf>,

    /// A tab to open, as in infuse://usage
    #[arg(value_name = "LINK")]
    pub(crate) link: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_and_options_stand_beside_each_other() {
        let line = CommandLine::parse_from(["infuse", "--hidden", "--data-dir", "/data", "infuse://usage"]);
        assert!(line.hidden);
        assert_eq!(line.data_dir, Some(PathBuf::from("/data")));
        assert_eq!(line.link.as_deref(), Some("infuse://usage"));
    }

    #[test]
    fn an_unknown_option_is_refused() {
        assert!(CommandLine::try_parse_from(["infuse", "--minimised"]).is_err());
    }
}
