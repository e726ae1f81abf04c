//! A copy of an SQLite database: made beside a running server, and put back in its place.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use infuse_tests::{Metering as _, TestServer, event, events_of, programs};
use tokio::process::Command;

/// Runs a command of `infuse-server` on that database; whether it succeeded, and what it said.
async fn run(url: &str, arguments: &[&str]) -> (bool, String) {
    let mut command = Command::new(programs::built("infuse-server"));
    command.args(arguments).args(["--database-url", url]).stdin(Stdio::null()).kill_on_drop(true);
    let output = command.output().await.expect("it can be started");
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}

async fn expect(url: &str, arguments: &[&str], succeeds: bool, says: &str) {
    let (succeeded, said) = run(url, arguments).await;
    assert!(succeeded == succeeds && said.contains(says), "{arguments:?} said {said}");
}

fn path_of(url: &str) -> PathBuf {
    Path::new(url.trim_start_matches("sqlite:")).to_owned()
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restored_backup_is_what_was_copied_whatever_was_committed_after_it() {
    let mut server = TestServer::builder().spawn().await;
    let url = server.database().url().to_owned();
    let alice = server.sign_up("alice").await;
    alice.debit(events_of("message", 20)).await;
    let copy = path_of(&url).with_file_name("copy.db");
    let copy_of = copy.to_str().unwrap();
    expect(&url, &["backup", "--to", copy_of], true, "is a copy").await;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let copied = alice.journal().await;

    // What is committed now stands in the log beside the file when the server dies.
    server.sign_up("bob").await;
    alice.debit(event("message")).await;
    expect(&url, &["restore", "--from", copy_of], false, "another server serves").await;
    server.kill().await;
    expect(&url, &["restore", "--from", copy_of], true, "restored; what stood there is").await;
    expect(&url, &["verify"], true, &format!("{} entries of 1 workspaces are whole", copied.len())).await;
    let server = server.restart().await;
    assert_eq!(alice.at(server.url()).journal().await, copied);

    // What was replaced is whole as well, with its log.
    let folder = path_of(&url).parent().unwrap().to_owned();
    let is_replaced = |name: &String| name.contains(".replaced-") && !name.ends_with("-wal") && !name.ends_with("-shm");
    let replaced = names_in(&folder).into_iter().find(is_replaced);
    let replaced = format!("sqlite:{}", folder.join(replaced.expect("it was set aside")).display());
    expect(&replaced, &["verify"], true, "of 2 workspaces are whole").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_overwrites_nothing() {
    let server = TestServer::builder().spawn().await;
    let file = path_of(server.database().url()).with_file_name("copy.db");
    std::fs::write(&file, "mine").unwrap();
    expect(server.database().url(), &["backup", "--to", file.to_str().unwrap()], false, "could not be written").await;
    assert_eq!(std::fs::read(&file).unwrap(), b"mine");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_whole_backup_is_not_restored() {
    let mut server = TestServer::builder().spawn().await;
    let url = server.database().url().to_owned();
    server.sign_up("alice").await;
    let copy = path_of(&url).with_file_name("copy.db");
    expect(&url, &["backup", "--to", copy.to_str().unwrap()], true, "is a copy").await;
    server.kill().await;

    let damaged = copy.with_file_name("damaged.db");
    let mut bytes = std::fs::read(&copy).unwrap();
    let length = bytes.len();
    bytes[4096..length / 2].fill(0x5a);
    std::fs::write(&damaged, bytes).unwrap();
    let before = std::fs::read(path_of(&url)).unwrap();
    let (succeeded, said) = run(&url, &["restore", "--from", damaged.to_str().unwrap()]).await;
    assert!(!succeeded && (said.contains("damaged") || said.contains("malformed")), "{said}");
    expect(&format!("sqlite:{}", damaged.display()), &["verify"], false, "infuse-server: ").await;
    let none = copy.with_file_name("notes.txt");
    std::fs::write(&none, "notes").unwrap();
    expect(&url, &["restore", "--from", none.to_str().unwrap()], false, "no SQLite file").await;
    expect(&url, &["restore", "--from", copy.with_file_name("none.db").to_str().unwrap()], false, "none.db").await;
    assert_eq!(std::fs::read(path_of(&url)).unwrap(), before);
}
