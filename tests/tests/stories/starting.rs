//! What keeps a server from starting, and what it says about it; and the limits of one that runs.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use infuse_protocol::{Code, Scope};
use infuse_tests::actor::PASSWORD;
use infuse_tests::{Database, Requests as _, TestServer, programs};
use serde_json::json;
use sqlx::Connection as _;
use tokio::net::TcpListener;
use tokio::process::Command;
use uuid::Uuid;

/// Runs `infuse-server` to its end; whether it succeeded, and what it said.
async fn run(arguments: &[&str]) -> (bool, String) {
    run_with(&[], arguments).await
}

async fn run_with(environment: &[(&str, &str)], arguments: &[&str]) -> (bool, String) {
    let mut command = Command::new(programs::built("infuse-server"));
    command.args(arguments).stdin(Stdio::null()).kill_on_drop(true).env("INFUSE_PUBLIC_URL", "");
    command.envs(environment.iter().copied());
    let output = tokio::time::timeout(Duration::from_secs(30), command.output()).await;
    let output = output.expect("it ends by itself").expect("it can be started");
    (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
}

async fn expect_refusal(arguments: &[&str], reason: &str) {
    let (succeeded, said) = run(arguments).await;
    assert!(!succeeded && said.contains(reason), "{arguments:?} said {said}");
}

#[tokio::test]
async fn a_port_in_use_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("infuse.db").display());
    let taken = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let arguments = ["serve", "--listen", &address, "--database-url", &url];
    expect_refusal(&arguments, &format!("{address} is in use by another program")).await;
}

#[tokio::test]
async fn a_database_that_would_keep_nothing_is_refused() {
    for url in ["sqlite::memory:", "sqlite://:memory:", "sqlite:infuse.db?mode=memory"] {
        expect_refusal(&["serve", "--listen", "localhost:0", "--database-url", url], "keeps nothing").await;
    }
}

#[tokio::test]
async fn a_file_that_is_no_database_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.txt");
    std::fs::write(&path, [b'x'; 8192]).unwrap();
    let before = permissions(&path);
    let url = format!("sqlite:{}", path.display());
    expect_refusal(&["serve", "--listen", "127.0.0.1:0", "--database-url", &url], "no SQLite file").await;
    expect_refusal(&["verify", "--database-url", &url], "no SQLite file").await;
    assert_eq!(std::fs::read(&path).unwrap(), [b'x'; 8192]);
    assert_eq!(permissions(&path), before);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing was made beside it");
}

fn permissions(path: &Path) -> std::fs::Permissions {
    std::fs::metadata(path).unwrap().permissions()
}

#[tokio::test]
async fn a_database_of_another_program_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("theirs.db");
    let url = format!("sqlite:{}", path.display());
    let mut theirs = sqlx::SqliteConnection::connect(&format!("{url}?mode=rwc")).await.unwrap();
    sqlx::raw_sql("CREATE TABLE things (id)").execute(&mut theirs).await.unwrap();
    theirs.close().await.unwrap();
    let before = std::fs::read(&path).unwrap();
    for command in [&["serve", "--listen", "127.0.0.1:0"][..], &["verify"], &["backup", "--to", "copy.db"]] {
        let arguments = [command, &["--database-url", &url]].concat();
        expect_refusal(&arguments, "of another program").await;
    }
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_has_one_server_by_whatever_name() {
    let server = TestServer::builder().spawn().await;
    let path = Path::new(server.database().url().trim_start_matches("sqlite:")).to_owned();
    let serve = async |name: &str, reason: &str| {
        let url = format!("sqlite:{}", path.with_file_name(name).display());
        expect_refusal(&["serve", "--listen", "127.0.0.1:0", "--database-url", &url], reason).await;
    };
    std::os::unix::fs::symlink(&path, path.with_file_name("link.db")).unwrap();
    serve("link.db", "another server serves").await;
    std::fs::hard_link(&path, path.with_file_name("second.db")).unwrap();
    serve("second.db", "has a second name").await;
}

#[tokio::test]
async fn verify_makes_no_database() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("infuse.db");
    let url = format!("sqlite:{}", path.display());
    expect_refusal(&["verify", "--database-url", &url], "No such file").await;
    assert!(!path.exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_server_on_one_file_is_refused_and_verify_is_not() {
    let mut server = TestServer::builder().spawn().await;
    let url = server.database().url().to_owned();
    expect_refusal(&["serve", "--listen", "127.0.0.1:0", "--database-url", &url], "another server serves").await;
    assert!(run(&["verify", "--database-url", &url]).await.0);
    // However the first one ends, the next one may start.
    server.kill().await;
    server.restart().await.kill().await;
}

#[tokio::test]
async fn a_bad_catalogue_is_refused_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("infuse.db").display());
    let catalog = folder.path().join("catalog.toml");
    std::fs::write(&catalog, "\n\nnonsense").unwrap();
    let catalog = catalog.to_str().unwrap();
    let arguments = ["serve", "--listen", "127.0.0.1:0", "--database-url", &url, "--catalog", catalog];
    expect_refusal(&arguments, "line 3").await;
}

#[tokio::test]
async fn a_mail_server_that_can_not_be_is_refused_without_its_password() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("infuse.db").display());
    let serve = ["serve", "--listen", "127.0.0.1:0", "--database-url", &url];
    let from = ["--mail-from", "Infuse <infuse@example.com>"];
    let taken = folder.path().join("taken");
    std::fs::write(&taken, "").unwrap();
    for (smtp_url, reason) in [
        ("https://infuse:hunter2@mail.example.com", "--smtp-url names no server: it must begin with smtp://"),
        ("smtp://infuse:hunter2@", "--smtp-url names no server"),
        ("smtps://infuse:hunter2@mail.example.com/inbox", "nothing behind them"),
    ] {
        let (succeeded, said) = run_with(&[("INFUSE_SMTP_URL", smtp_url)], &[&serve[..], &from].concat()).await;
        assert!(!succeeded && said.contains(reason) && !said.contains("hunter2"), "{smtp_url} said {said}");
        let (succeeded, said) = run(&[&serve[..], &from, &["--smtp-url", smtp_url]].concat()).await;
        assert!(!succeeded && said.contains(reason) && !said.contains("hunter2"), "{smtp_url} said {said}");
    }
    expect_refusal(&[&serve[..], &["--smtp-url", "smtp://localhost"]].concat(), "needs --mail-from").await;
    expect_refusal(&[&serve[..], &["--mail-from", "nobody"]].concat(), "it must be an address").await;
    expect_refusal(&[&serve[..], &["--outbox", taken.to_str().unwrap()]].concat(), "--outbox").await;
}

#[tokio::test]
async fn what_is_not_safe_in_public_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("infuse.db").display());
    let public = ["serve", "--listen", "0.0.0.0:0", "--database-url", &url];
    expect_refusal(&public, "--behind-proxy").await;
    expect_refusal(&[&public[..], &["--behind-proxy", "--test-clock"]].concat(), "--test-clock").await;
    expect_refusal(&[&public[..], &["--behind-proxy", "--throttle", "off"]].concat(), "--throttle off").await;
    assert!(!folder.path().join("infuse.db").exists());
}

#[tokio::test]
async fn a_switch_in_the_environment_is_on_or_off_in_any_common_word() {
    let public = ["serve", "--listen", "0.0.0.0:0"];
    for (words, reason) in
        [(["1", "true", "on", "yes"], "--test-clock"), (["0", "false", "off", "no"], "--behind-proxy")]
    {
        for word in words {
            let environment = [("INFUSE_TEST_CLOCK", word), ("INFUSE_BEHIND_PROXY", "0")];
            let (succeeded, said) = run_with(&environment, &public).await;
            assert!(!succeeded && said.contains(reason) && !said.contains("invalid value"), "{word} said {said}");
        }
    }
}

#[tokio::test]
async fn a_database_of_another_kind_is_refused() {
    expect_refusal(&["verify", "--database-url", "mysql://localhost/infuse"], "sqlite: or postgres:").await;
}

mod postgres {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_newer_schema_is_left_as_it_is() {
        let server = TestServer::builder().database(Database::Postgres).start().await;
        let database = server.database().clone();
        server.stop().await;
        let mut connection = sqlx::PgConnection::connect(database.url()).await.unwrap();
        sqlx::query(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES (9999, 'of a newer version', true, '', 0)",
        )
        .execute(&mut connection)
        .await
        .unwrap();
        expect_refusal(&["serve", "--listen", "127.0.0.1:0", "--database-url", database.url()], "newer version").await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn replicas_that_start_at_once_migrate_once() {
        let database = Database::Postgres.create().await;
        let start = || TestServer::builder().on(&database).start();
        let servers = tokio::join!(start(), start(), start());
        let alice = servers.0.sign_up("alice").await;
        let _ = alice.at(servers.2.url()).get("/v1/account").await.expect_status(200);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_session_that_one_replica_ends_is_refused_by_the_other_at_once() {
        let first = TestServer::builder().database(Database::Postgres).start().await;
        let second = TestServer::builder().on(first.database()).start().await;
        let alice = first.sign_up("alice").await;
        let elsewhere = alice.at(second.url());
        let _ = elsewhere.get("/v1/account").await.expect_status(200);
        let _ = alice.delete("/v1/sessions/current").await.expect_status(204);
        elsewhere.get("/v1/account").await.expect_problem(Code::Unauthorized);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_tries_passwords_is_slowed_down() {
    let server = TestServer::builder().throttled().start().await;
    server.sign_up("alice").await;
    let wrong = json!({"email": "alice@example.com", "password": "not the right one"});
    let mut tries = 0;
    let refused = loop {
        let answer = server.anyone().post("/v1/sessions", &wrong).await;
        if answer.status() == 429 {
            break answer;
        }
        answer.expect_problem(Code::InvalidCredentials);
        tries += 1;
        assert!(tries < 100, "it is never slowed down");
    };
    refused.expect_problem(Code::RateLimited);
    let retry_after: u64 = refused.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=60).contains(&retry_after), "{retry_after}");
    assert_eq!(limits_of(&refused)[0], ("account", 0));
}

/// The limits that an answer announces, each with what is left of it.
fn limits_of(answer: &infuse_tests::Response) -> Vec<(&str, u64)> {
    let limits = answer.header("ratelimit").unwrap().split(", ");
    limits
        .map(|limit| {
            let mut parts = limit.split(';');
            let name = parts.next().unwrap().trim_matches('"');
            (name, parts.next().unwrap().strip_prefix("r=").unwrap().parse().unwrap())
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn limits_are_announced() {
    let server = TestServer::builder().throttled().start().await;
    let answer = server.anyone().get("/healthz").await.expect_status(200);
    assert!(answer.header("ratelimit-policy").unwrap().starts_with("\"general\";q="));
    assert!(answer.header("ratelimit").unwrap().starts_with("\"general\";r="));
    let signing_up = json!({"name": "Bob", "email": "bob@example.com", "password": PASSWORD});
    let answer = server.anyone().post("/v1/accounts", &signing_up).await.expect_status(201);
    let names: Vec<_> = limits_of(&answer).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["account", "passwords", "general"]);
    let policies = answer.header("ratelimit-policy").unwrap();
    assert!(policies.starts_with("\"account\";q=10;w=300, \"passwords\";q=100;w=100, "), "{policies}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_agent_that_signals_without_end_is_stopped_before_it_floods_a_person() {
    let server = TestServer::builder().throttled().start().await;
    let alice = server.sign_up("alice").await;
    let agent = alice.token(&[Scope::SignalsWrite, Scope::UsageRead]).await;
    let path = format!("/v1/workspaces/{}/signals", alice.workspace.id);
    let mut statuses = Vec::new();
    for _ in 0..70 {
        let signal = json!({"id": Uuid::now_v7(), "kind": "workflow_finished", "title": "Done"});
        statuses.push(agent.post(&path, &signal).await.status());
    }
    let first_refused = statuses.iter().position(|status| *status == 429).expect("one too many");
    assert!((60..66).contains(&first_refused), "{statuses:?}");
    // It may ask all else.
    let _ = agent.get(&format!("/v1/workspaces/{}/usage", alice.workspace.id)).await.expect_status(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn metrics_tell_of_routes_and_of_nobody() {
    let server = TestServer::builder().start().await;
    let alice = server.sign_up("alice").await;
    let _ = alice.get(&format!("/v1/workspaces/{}", alice.workspace.id)).await.expect_status(200);
    let metrics = server.anyone().get("/metrics").await.expect_status(200).text();
    assert!(metrics.contains(r#"http_requests_total{method="GET",route="/v1/workspaces/{w}",status="200"} 1"#));
    assert!(!metrics.contains(&alice.workspace.id) && !metrics.contains("alice"));
}
