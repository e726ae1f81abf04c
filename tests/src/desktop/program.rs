//! A program of the session, ended together with everything that it started.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use rustix::process::{Pid, Signal, kill_process_group};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

/// A running program in a process group of its own. Dropping it kills the group.
pub struct Program {
    child: Child,
    group: Pid,
}

impl Program {
    /// Starts it. What it writes goes to `<name>.log` in `logs`.
    pub(crate) fn start(mut command: Command, name: &str, logs: &Path) -> Self {
        let log = open_log(name, logs);
        command.stdout(log.try_clone().expect("a file can be shared"));
        Self::spawn(command, name, log)
    }

    /// Starts one whose standard output is read, by [`Program::take_stdout`].
    pub(crate) fn start_heard(mut command: Command, name: &str, logs: &Path) -> Self {
        command.stdout(Stdio::piped());
        Self::spawn(command, name, open_log(name, logs))
    }

    fn spawn(mut command: Command, name: &str, log: fs::File) -> Self {
        let child = command
            .stderr(log)
            .process_group(0)
            .kill_on_drop(true)
            .spawn()
            .unwrap_or_else(|error| panic!("{name} could not be started: {error}"));
        let id = child.id().and_then(|id| i32::try_from(id).ok());
        let group = id.and_then(Pid::from_raw).expect("it was just started");
        Self { child, group }
    }

    /// The id of its process.
    pub fn id(&self) -> u32 {
        self.group.as_raw_nonzero().get().unsigned_abs()
    }

    /// Whether it has not ended by itself.
    pub fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Waits until it has ended.
    pub async fn wait(&mut self) -> std::process::ExitStatus {
        let ended = tokio::time::timeout(crate::wait::PATIENCE, self.child.wait()).await;
        ended.expect("the program ends in time").expect("a child can be waited for")
    }

    /// Asks it to end, as a logout does.
    pub fn terminate(&self) {
        // It may have ended meanwhile.
        let _ = kill_process_group(self.group, Signal::TERM);
    }

    pub(crate) fn take_stdin(&mut self) -> ChildStdin {
        self.child.stdin.take().expect("the command pipes it")
    }

    pub(crate) fn take_stdout(&mut self) -> ChildStdout {
        self.child.stdout.take().expect("the command pipes it")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended meanwhile.
        let _ = kill_process_group(self.group, Signal::KILL);
    }
}

fn open_log(name: &str, logs: &Path) -> fs::File {
    let path = logs.join(format!("{name}.log"));
    fs::File::options().create(true).append(true).open(path).expect("the log can be written")
}

/// Shows what the programs of a failed test wrote.
pub(crate) fn print_logs(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let text = fs::read(entry.path()).unwrap_or_default();
        if !text.is_empty() {
            eprintln!("--- {} ---\n{}", entry.file_name().display(), String::from_utf8_lossy(&text));
        }
    }
}
