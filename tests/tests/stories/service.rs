//! A server is there, says so, and goes when told to.

use infuse_protocol::service::{Health, Purchase};
use infuse_tests::{Database, Metering as _, Requests as _, TestServer, on_both_databases};
use uuid::Uuid;

on_both_databases!(
    a_server_says_who_it_is_and_stops_when_told_to,
    a_program_of_its_own_serves_too,
    a_test_purchase_grants_once_and_is_made_beside_the_test_clock_alone,
);

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

async fn a_test_purchase_grants_once_and_is_made_beside_the_test_clock_alone(database: Database) {
    const PATH: &str = "/v1/test/purchase";
    let server = TestServer::builder().database(database).test_clock().start().await;
    let person = server.sign_up("buyer").await;
    let buy = |item: &str| Purchase {
        id: Uuid::now_v7().to_string(),
        workspace_id: person.workspace.id.clone(),
        item: item.to_owned(),
    };
    let (plan, pack) = (buy("pro"), buy("small"));
    for purchase in [&plan, &pack, &pack, &plan] {
        let _ = server.anyone().post(PATH, purchase).await.expect_status(204);
    }
    let credits = person.usage().await.credits;
    assert_eq!((credits.purchased_remaining, credits.available), (400, 300 + 1_000 + 400));
    let other = Purchase { id: plan.id.clone(), ..buy("small") };
    let _ = server.anyone().post(PATH, &other).await.expect_status(409);
    let _ = server.anyone().post(PATH, &buy("the moon")).await.expect_status(422);

    let without = TestServer::builder().database(database).start().await;
    let _ = without.anyone().post(PATH, &buy("small")).await.expect_status(404);
}
