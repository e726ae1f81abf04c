//! A server is there, says so, and goes when told to.

use infuse_protocol::service::Health;
use infuse_tests::{Database, Requests as _, TestServer, on_both_databases};

on_both_databases!(a_server_says_who_it_is_and_stops_when_told_to, a_program_of_its_own_serves_too);

async fn a_server_says_who_it_is_and_stops_when_told_to(database: Database) {
    let server = TestServer::builder().database(database).start().await;
    let health: Health = server.anyone().get("/healthz").await.expect_status(200).json();
    assert_eq!(health.service, "infuse");
    server.stop().await;
}

async fn a_program_of_its_own_serves_too(database: Database) {
    let mut server = TestServer::builder().database(database).spawn().await;
    let _ = server.anyone().get("/readyz").await.expect_status(200);
    server.kill().await;
    assert!(server.anyone().try_get("/readyz").await.is_err());
    let again = server.restart().await;
    let _ = again.anyone().get("/readyz").await.expect_status(200);
}
