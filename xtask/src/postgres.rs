//! A private PostgreSQL cluster, made for one run and removed after it.

use std::fs;
use std::net::TcpListener;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::process;
use owner::Owner;

const START_LIMIT: Duration = Duration::from_secs(30);

/// A running cluster with its data in a temporary folder. Dropping it stops the server and removes the folder.
pub(crate) struct Cluster {
    programs: PathBuf,
    owner: Owner,
    port: u16,
    server: Child,
    // Last, so that it is removed after the server has stopped.
    folder: TempDir,
}

/// The folder of PostgreSQL's programs, the newest where there are several.
pub(crate) fn programs() -> Option<PathBuf> {
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = debian
        .filter_map(|version| Some((version.file_name().to_str()?.parse::<u32>().ok()?, version.path().join("bin"))))
        .filter(|(_, folder)| folder.join("initdb").exists())
        .max();
    match newest {
        Some((_, folder)) => Some(folder),
        None => process::find("initdb")?.parent().map(Path::to_owned),
    }
}

impl Cluster {
    /// Makes and starts a cluster that keeps what it answered (`fsync` is on) and trusts everyone on this computer.
    pub(crate) fn start(programs: PathBuf) -> Result<Self> {
        let owner = Owner::choose()?;
        let folder = tempfile::Builder::new().prefix("infuse-postgres-").tempdir().context("no temporary folder")?;
        owner.take(folder.path())?;
        let data = folder.path().join("data");
        let mut initdb = as_owner(&programs.join("initdb"), owner);
        initdb.args(["--username=infuse", "--auth=trust", "--encoding=UTF8", "--locale=C"]).arg("--pgdata").arg(&data);
        process::run(initdb.stdout(Stdio::null()))?;

        let port = free_port()?;
        let log = fs::File::create(folder.path().join("log")).context("the server's log could not be made")?;
        let server = as_owner(&programs.join("postgres"), owner)
            .arg("-D")
            .arg(&data)
            .args(["-p", &port.to_string(), "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=300", "-k"])
            .arg(if cfg!(windows) { Path::new("") } else { folder.path() })
            .stdin(Stdio::null())
            .stdout(log.try_clone().context("the server's log could not be shared")?)
            .stderr(log)
            .spawn()
            .context("postgres could not be started")?;
        let mut cluster = Self { programs, owner, port, server, folder };
        cluster.wait_until_ready()?;
        Ok(cluster)
    }

    /// The URL of its maintenance database, as a user who may create others.
    pub(crate) fn url(&self) -> String {
        format!("postgres://infuse@127.0.0.1:{}/postgres", self.port)
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        let deadline = Instant::now() + START_LIMIT;
        loop {
            let mut ready = Command::new(self.programs.join("pg_isready"));
            ready.args(["--quiet", "--host=127.0.0.1", "--username=infuse"]).arg(format!("--port={}", self.port));
            if process::status(&mut ready)?.success() {
                return Ok(());
            }
            let ended = self.server.try_wait().context("the state of postgres could not be read")?;
            if ended.is_some() || Instant::now() > deadline {
                let log = fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
                bail!("postgres did not start:\n{log}");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut stop = as_owner(&self.programs.join("pg_ctl"), self.owner);
        stop.args(["stop", "--silent", "--mode=immediate", "--pgdata"]).arg(self.folder.path().join("data"));
        let stopped = process::run(&mut stop)
            .and_then(|()| self.server.wait().map(drop).context("postgres could not be waited for"));
        if let Err(error) = stopped {
            eprintln!("xtask: {error:#}");
        }
    }
}

/// A command that runs as `owner`, in a folder that every user may enter.
fn as_owner(program: &Path, owner: Owner) -> Command {
    let mut command = Command::new(program);
    command.current_dir(std::env::temp_dir());
    owner.run(&mut command);
    command
}

#[cfg(unix)]
mod owner {
    use std::os::unix::process::CommandExt as _;
    use std::path::Path;
    use std::process::{Command, Stdio};

    use anyhow::{Context, Result};

    use crate::process;

    /// Who runs the server: ourselves, or, when we are root, which PostgreSQL refuses to run as, a user and its group.
    #[derive(Clone, Copy)]
    pub(super) struct Owner(Option<(u32, u32)>);

    impl Owner {
        pub(super) fn choose() -> Result<Self> {
            let id = |arguments: &[&str]| -> Result<u32> {
                let text = process::output(Command::new("id").args(arguments).stderr(Stdio::null()))?;
                text.trim().parse().context("`id` answered no number")
            };
            if id(&["-u"])? != 0 {
                return Ok(Self(None));
            }
            let name = ["postgres", "nobody"].into_iter().find(|name| id(&["-u", name]).is_ok());
            let name =
                name.context("PostgreSQL refuses to run as root, and there is no user `postgres` or `nobody`")?;
            Ok(Self(Some((id(&["-u", name])?, id(&["-g", name])?))))
        }

        pub(super) fn take(self, folder: &Path) -> Result<()> {
            let Some((user, group)) = self.0 else { return Ok(()) };
            std::os::unix::fs::chown(folder, Some(user), Some(group))
                .with_context(|| format!("{} could not be handed over", folder.display()))
        }

        pub(super) fn run(self, command: &mut Command) {
            if let Some((user, group)) = self.0 {
                command.uid(user).gid(group);
            }
        }
    }
}

/// Elsewhere nobody is root, and the server is run by ourselves.
#[cfg(not(unix))]
mod owner {
    use std::path::Path;
    use std::process::Command;

    use anyhow::Result;

    #[derive(Clone, Copy)]
    pub(super) struct Owner;

    impl Owner {
        pub(super) fn choose() -> Result<Self> {
            Ok(Self)
        }

        pub(super) fn take(self, _folder: &Path) -> Result<()> {
            Ok(())
        }

        pub(super) fn run(self, _command: &mut Command) {}
    }
}

/// A port that nothing listens on, below those that the system gives out itself: nobody is given it before the cluster
/// listens. Another process looks elsewhere first.
fn free_port() -> Result<u16> {
    const PORTS: Range<u32> = 15_000..20_000;
    let (length, offset) = (PORTS.end - PORTS.start, std::process::id().wrapping_mul(16));
    let ports = (0..length).map(|number| PORTS.start + offset.wrapping_add(number) % length);
    let mut ports = ports.filter_map(|port| u16::try_from(port).ok());
    ports.find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok()).context("no free port")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_answers_and_leaves_nothing_behind() {
        let cluster = Cluster::start(programs().expect("PostgreSQL is installed")).unwrap();
        let folder = cluster.folder.path().to_owned();
        let answer = process::output(Command::new(cluster.programs.join("psql")).args([
            "-At",
            "-c",
            "SHOW fsync",
            &cluster.url(),
        ]));
        assert_eq!(answer.unwrap().trim(), "on");
        let port = cluster.port;
        drop(cluster);
        assert!(!folder.exists());
        assert!(std::net::TcpStream::connect(("127.0.0.1", port)).is_err());
    }
}
