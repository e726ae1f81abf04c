//! Edits of one resource by two hands: none overwrites what it has not seen.

use infuse_protocol::Code;
use infuse_protocol::account::Account;
use infuse_tests::{Database, Requests as _, TestServer, on_both_databases};
use serde_json::json;

on_both_databases!(an_edit_names_the_version_that_it_is_based_on, of_edits_at_once_one_wins_and_the_others_learn_of_it,);

async fn an_edit_names_the_version_that_it_is_based_on(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let alice = server.sign_up("alice").await;
    let rename = json!({"name": "Alice L."});
    alice.patch("/v1/account", &rename).await.expect_problem(Code::PreconditionRequired);
    assert_eq!(alice.get("/v1/account").await.header("etag"), Some("\"1\""));

    let with = |tag: &'static str| alice.edit_matching("/v1/account", tag.to_owned(), &rename);
    with("1").await.expect_problem(Code::MalformedRequest);
    for other in ["\"2\"", "W/\"1\"", "\"one\""] {
        let problem = with(other).await.expect_problem(Code::VersionConflict);
        let current: Account = serde_json::from_value(problem.current.unwrap()).unwrap();
        assert_eq!(current, alice.account, "{other}");
    }
    let edited = with("\"7\", \"1\"").await.expect_status(200).json::<Account>();
    assert_eq!((edited.name.as_str(), edited.version), ("Alice L.", 2));
    assert_eq!(with("*").await.expect_status(200).json::<Account>().version, 3);
    alice.edit("/v1/account", 1, &json!({})).await.expect_problem(Code::VersionConflict);
}

async fn of_edits_at_once_one_wins_and_the_others_learn_of_it(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let alice = server.sign_up("alice").await;
    let edits = (0..8).map(|number| {
        let alice = alice.clone();
        async move { alice.edit("/v1/account", 1, &json!({"name": format!("Alice {number}")})).await }
    });
    let answers = futures_util::future::join_all(edits).await;
    assert_eq!(answers.iter().filter(|answer| answer.status() == 200).count(), 1);
    assert_eq!(answers.iter().filter(|answer| answer.status() == 412).count(), 7);
    assert_eq!(alice.get("/v1/account").await.expect_status(200).json::<Account>().version, 2);
}
