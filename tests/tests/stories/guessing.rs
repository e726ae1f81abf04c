//! Who guesses at passwords from many networks, and at several servers, runs out of guesses; the person does not.

use std::time::Duration;

use infuse_protocol::{Code, Problem};
use infuse_server::settings::Throttle;
use infuse_tests::actor::PASSWORD;
use infuse_tests::server::Builder;
use infuse_tests::wait::until_taken;
use infuse_tests::{Caller, Database, Response, TestServer, on_both_databases};
use reqwest::Method;
use serde_json::json;

on_both_databases!(
    guesses_from_many_networks_run_out_for_strangers_and_not_for_the_person,
    an_email_that_nobody_has_is_treated_like_any_other,
    a_password_that_is_right_is_no_guess,
    many_guesses_at_once_are_no_more_than_in_a_row,
    guesses_are_not_counted_without_limits,
);

const HOME: &str = "198.51.100.7";
const WRONG: &str = "another quiet harbour at dusk";

/// How many guesses an account takes within an hour.
const MOST: usize = 50;

fn builder(database: Database) -> Builder {
    TestServer::builder().database(database).throttled().test_clock().settings(|settings| settings.behind_proxy = true)
}

/// Two servers on one PostgreSQL; an SQLite file has one.
async fn served(database: Database) -> (TestServer, Option<TestServer>) {
    let first = builder(database).start().await;
    let second = match database {
        Database::Sqlite => None,
        Database::Postgres => Some(builder(database).on(first.database()).start().await),
    };
    (first, second)
}

async fn send(caller: &Caller, path: &str, network: &str, body: serde_json::Value) -> Response {
    let request = caller.request(Method::POST, path).header("x-forwarded-for", network).json(&body);
    Response::read(request.send().await.unwrap()).await.unwrap()
}

async fn sign_up(server: &TestServer, name: &str) {
    let body = json!({"name": name, "email": format!("{name}@example.com"), "password": PASSWORD});
    let _ = send(server.anyone(), "/v1/accounts", HOME, body).await.expect_status(201);
}

async fn sign_in(server: &TestServer, network: &str, name: &str, password: &str) -> Response {
    let body = json!({"email": format!("{name}@example.com"), "password": password});
    send(server.anyone(), "/v1/sessions", network, body).await
}

/// Guesses from one network after the other, at one server after the other, until one is refused.
async fn guess_until_refused(servers: &[&TestServer], name: &str) -> (usize, Response) {
    for guesses in 0..2 * MOST {
        let network = format!("203.0.113.{}", guesses / 5);
        let answer = sign_in(servers[guesses % servers.len()], &network, name, WRONG).await;
        if answer.status() == 429 {
            return (guesses, answer);
        }
        answer.expect_problem(Code::InvalidCredentials);
    }
    panic!("the guesses never run out");
}

async fn guesses_from_many_networks_run_out_for_strangers_and_not_for_the_person(database: Database) {
    let (first, second) = served(database).await;
    let servers: Vec<&TestServer> = [&first].into_iter().chain(&second).collect();
    sign_up(&first, "alice").await;
    let (guesses, refused) = guess_until_refused(&servers, "alice").await;
    assert_eq!(guesses, MOST);
    refused.expect_problem(Code::RateLimited);
    let retry_after: u64 = refused.header("retry-after").unwrap().parse().unwrap();
    assert!((3_500..=4_200).contains(&retry_after), "{retry_after}");
    for server in &servers {
        // The right password does not help whoever comes from nowhere that Alice has been.
        sign_in(server, "203.0.113.200", "alice", PASSWORD).await.expect_problem(Code::RateLimited);
        sign_in(server, HOME, "alice", WRONG).await.expect_problem(Code::InvalidCredentials);
        let _ = sign_in(server, HOME, "alice", PASSWORD).await.expect_status(201);
    }
    for server in &servers {
        server.advance(Duration::from_secs(retry_after)).await;
    }
    let _ = sign_in(&first, "203.0.113.200", "alice", PASSWORD).await.expect_status(201);
}

async fn an_email_that_nobody_has_is_treated_like_any_other(database: Database) {
    let (server, _) = served(database).await;
    sign_up(&server, "alice").await;
    let (known, refused) = guess_until_refused(&[&server], "alice").await;
    let of_known = refused.expect_problem(Code::RateLimited);
    let (unknown, refused) = guess_until_refused(&[&server], "nobody").await;
    let of_unknown = refused.expect_problem(Code::RateLimited);
    assert_eq!(known, unknown);
    let without_times = |problem| Problem { request_id: None, detail: String::new(), ..problem };
    assert_eq!(without_times(of_known), without_times(of_unknown));
}

async fn a_password_that_is_right_is_no_guess(database: Database) {
    let (server, _) = served(database).await;
    sign_up(&server, "alice").await;
    for sign_ins in 0..MOST + 5 {
        let network = format!("192.0.2.{}", sign_ins / 5);
        let _ = sign_in(&server, &network, "alice", PASSWORD).await.expect_status(201);
    }
    let _ = sign_in(&server, "203.0.113.200", "alice", PASSWORD).await.expect_status(201);
}

async fn many_guesses_at_once_are_no_more_than_in_a_row(database: Database) {
    let (first, second) = served(database).await;
    let servers: Vec<&TestServer> = [&first].into_iter().chain(&second).collect();
    let guesses = (0..MOST + 20).map(|number| {
        let (server, network) = (servers[number % servers.len()], format!("203.0.113.{number}"));
        async move { until_taken(|| sign_in(server, &network, "alice", WRONG)).await.status() }
    });
    let answers = futures_util::future::join_all(guesses).await;
    assert_eq!(answers.iter().filter(|status| **status == 401).count(), MOST, "{answers:?}");
    assert_eq!(answers.iter().filter(|status| **status == 429).count(), 20, "{answers:?}");
}

async fn guesses_are_not_counted_without_limits(database: Database) {
    let server = builder(database).settings(|settings| settings.throttle = Throttle::Off).start().await;
    for _ in 0..MOST + 5 {
        sign_in(&server, "203.0.113.1", "alice", WRONG).await.expect_problem(Code::InvalidCredentials);
    }
}
