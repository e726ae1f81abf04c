//! The server keeps what its OpenAPI document promises.

use infuse_tests::programs;
use serde_json::Value;
use tokio::process::Command;

/// What the interface promises is looked at by people before it changes.
#[tokio::test]
async fn the_committed_document_is_what_the_server_serves() {
    let printed = Command::new(programs::built("infuse-server")).arg("openapi").output().await.unwrap();
    let committed = include_str!("../../../crates/server/openapi.json").replace("\r\n", "\n");
    assert!(printed.stdout == committed.into_bytes(), "crates/server/openapi.json has drifted: run `cargo xtask gen`");
}

/// The specification asks for it (OpenAPI 3.1.1, 4.8.17.1), and clients that read the document strictly do too.
#[test]
fn every_answer_of_every_operation_is_described() {
    let document: Value = serde_json::from_str(include_str!("../../../crates/server/openapi.json")).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let operations = paths.values().flat_map(|path| path.as_object().unwrap().values());
    let answers: Vec<&Value> =
        operations.flat_map(|operation| operation["responses"].as_object().unwrap().values()).collect();
    assert!(answers.len() > 50);
    for answer in answers {
        assert!(answer["description"].as_str().is_some_and(|text| !text.is_empty()), "{answer}");
    }
}

mod schemathesis {
    use std::path::Path;
    use std::process::Stdio;

    use infuse_tests::{Requests as _, TestServer};
    use tokio::process::Command;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn an_attack_by_the_document_finds_nothing() {
        let program = std::env::var("INFUSE_TEST_SCHEMATHESIS")
            .expect("INFUSE_TEST_SCHEMATHESIS names the program `st`: `cargo xtask test` installs it, and sets it");
        let server = TestServer::builder().start().await;
        let person = server.sign_up("alice").await;
        let folder = tempfile::tempdir().unwrap();
        let attack = Command::new(program)
            .current_dir(folder.path())
            .arg("--config-file")
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("schemathesis.toml"))
            .args(["run", "--no-color", &format!("{}/v1/openapi.json", server.url())])
            .env("INFUSE_TOKEN", person.caller().secret().unwrap())
            .env("INFUSE_WORKSPACE", &person.workspace.id)
            .stdin(Stdio::null())
            .output()
            .await
            .unwrap();
        let report = String::from_utf8_lossy(&attack.stdout);
        assert!(attack.status.success(), "{report}\n{}", String::from_utf8_lossy(&attack.stderr));
    }
}
