//! Every example of the README does what the README says.

use std::path::{Path, PathBuf};

use infuse_protocol::Scope;
use infuse_tests::{Agent, Metering as _, Requests as _, TestServer};
use tokio::process::Command;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_line_of_curl_reports_a_message() {
    let folder = tempfile::tempdir().unwrap();
    let script = write(folder.path(), "report.sh", &block("sh"));
    assert_eq!(credits_taken_by(Command::new("sh").arg("-eu").arg(script)).await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_python_example_reports_three_web_pages() {
    let folder = tempfile::tempdir().unwrap();
    let script = write(folder.path(), "report.py", &block("python"));
    assert_eq!(credits_taken_by(Command::new("python3").arg(script)).await, 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_typescript_example_is_sound_and_reports_a_deep_research() {
    let folder = tempfile::tempdir().unwrap();
    let source = write(folder.path(), "report.mts", &block("typescript"));
    let packages = repository().join("ui/node_modules");
    let compiled = Command::new("node")
        .arg(packages.join("typescript/bin/tsc"))
        .args([
            "--strict",
            "--target",
            "es2022",
            "--module",
            "esnext",
            "--moduleResolution",
            "bundler",
            "--lib",
            "es2022,dom",
            "--types",
            "node",
        ])
        .arg("--typeRoots")
        .arg(packages.join("@types"))
        .arg(source)
        .output()
        .await
        .unwrap();
    assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stdout));
    assert_eq!(credits_taken_by(Command::new("node").arg(folder.path().join("report.mjs"))).await, 20);
}

/// The shell's way to end them is Unix's.
#[cfg(unix)]
mod commands_of_the_server {
    use std::process::{ExitStatus, Stdio};

    use infuse_tests::network::free_port;
    use infuse_tests::{Caller, programs, wait};

    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn they_work_on_sqlite() {
        let folder = tempfile::tempdir().unwrap();
        for line in block("console").lines().filter(|line| !line.contains("postgres:")) {
            run_line(line, folder.path()).await;
        }
    }

    mod postgres {
        use infuse_tests::Database;

        use super::*;

        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn they_work_on_postgresql() {
            let (folder, database) = (tempfile::tempdir().unwrap(), Database::Postgres.create().await);
            for line in block("console").lines().filter(|line| line.contains("postgres:")) {
                run_line(&line.replace("postgres://infuse@localhost/infuse", database.url()), folder.path()).await;
            }
        }
    }

    /// Runs a command of the server in `folder`. One that serves is asked whether it is ready, and told to stop.
    async fn run_line(line: &str, folder: &Path) {
        let port = free_port();
        let line = line.replace("127.0.0.1:8788", &format!("127.0.0.1:{port}"));
        let arguments = line.strip_prefix("infuse-server ").expect("a command of the server").split(' ');
        let mut child = Command::new(programs::built_by_the_readme("infuse-server"))
            .args(arguments)
            .current_dir(folder)
            .env("HOME", folder)
            .env_remove("XDG_DATA_HOME")
            .env("INFUSE_LISTEN", format!("127.0.0.1:{port}"))
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        if line.contains(" serve") {
            let caller = Caller::new(format!("http://127.0.0.1:{port}"));
            wait::until(&line, async || (caller.try_get("/readyz").await.ok()?.status() == 200).then_some(())).await;
            let id = child.id().expect("it runs").to_string();
            assert!(Command::new("kill").args(["-TERM", &id]).status().await.unwrap().success());
        }
        let ended: ExitStatus = tokio::time::timeout(wait::PATIENCE, child.wait()).await.unwrap().unwrap();
        assert!(ended.success(), "{line}: {ended}");
    }
}

/// Runs a program with the address and token of an agent, and answers what it cost.
async fn credits_taken_by(command: &mut Command) -> i64 {
    let server = TestServer::builder().start().await;
    let agent: Agent = server.sign_up("alice").await.token(&[Scope::UsageRead, Scope::UsageWrite]).await;
    let before = agent.usage().await.credits.available;
    let output = command
        .env("INFUSE_EVENTS_URL", format!("{}{}", server.url(), agent.usage_path("events")))
        .env("INFUSE_TOKEN", agent.caller().secret().unwrap())
        .output()
        .await
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    before - agent.usage().await.credits.available
}

/// The README's only code of that language.
fn block(language: &str) -> String {
    let readme = std::fs::read_to_string(repository().join("README.md")).unwrap();
    let fence = format!("```{language}\n");
    let mut blocks = readme.split(&fence).skip(1);
    let block = blocks.next().and_then(|rest| rest.split_once("```")).map(|(block, _)| block.to_owned());
    assert!(blocks.next().is_none(), "the README has more than one example in {language}");
    block.unwrap_or_else(|| panic!("the README has no example in {language}"))
}

fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests are a folder of it")
}
