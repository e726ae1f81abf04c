//! What agents ask, as the app shows, tells and answers it.

use std::time::Duration;

use infuse_engine::snapshot::{ApprovalCategory, ApprovalNow};
use infuse_protocol::approvals::{ApprovalRequest, ApprovalState};
use infuse_tests::relay::Behaviour;
use infuse_tests::{Database, on_both_databases};

use super::*;

on_both_databases!(
    what_an_agent_asks_is_shown_told_once_and_answered_by_the_first_device,
    what_is_answered_elsewhere_or_too_late_is_said_and_taken_back,
    what_was_asked_without_a_connection_is_shown_when_it_is_back_and_goes_with_who_signs_out,
);

impl Scene {
    fn approvals(&self) -> String {
        format!("/v1/workspaces/{}/approvals", self.alice.workspace.id)
    }

    /// Answers what the app knows it by, too.
    async fn ask(&self, agent: &Agent, title: &str, seconds: u64) -> (ApprovalRequest, String) {
        let body = json!({
            "id": Uuid::now_v7(), "category": "send_messages", "title": title, "credits": 40, "expires_in_seconds": seconds,
        });
        let asked: ApprovalRequest = agent.post(&self.approvals(), &body).await.expect_status(201).json();
        let id = format!("{}/{}", asked.workspace_id, asked.id);
        (asked, id)
    }

    async fn agent_that_asks(&self) -> Agent {
        self.alice.token(&[Scope::ApprovalsAsk]).await
    }

    /// Whether a notice asks for it now.
    fn is_told(&self, id: &str) -> bool {
        let is_it = |notice: &Notice| matches!(notice, Notice::Approval(approval) if approval.id == id);
        self.device.desktop.shown().iter().any(is_it)
    }
}

async fn until_asked(engine: &Engine, titles: &[&str]) -> Vec<ApprovalNow> {
    until_shown(engine, "these are asked", |snapshot| {
        let asked: Vec<&str> = snapshot.approvals.iter().map(|approval| approval.title.as_str()).collect();
        (asked == titles).then(|| snapshot.approvals.clone())
    })
    .await
}

async fn what_an_agent_asks_is_shown_told_once_and_answered_by_the_first_device(database: Database) {
    let scene = Scene::begin(database).await;
    let other = TestDevice::new();
    let second = other.start().await;
    let url = format!("http://{}/", scene.server.address());
    second.sign_in(url, "alice@example.com".to_owned(), PASSWORD.to_owned()).await.unwrap();
    let agent = scene.agent_that_asks().await;
    let (first, first_id) = scene.ask(&agent, "Send the report", 600).await;
    let (_, next_id) = scene.ask(&agent, "Send the invoice", 600).await;
    for engine in [&scene.engine, &second] {
        let asked = until_asked(engine, &["Send the report", "Send the invoice"]).await;
        assert_eq!((asked[0].id.as_str(), asked[0].credits), (first_id.as_str(), Some(40)));
        assert_eq!(asked[0].category, Some(ApprovalCategory::SendMessages));
    }
    until("both are told", async || (scene.is_told(&first_id) && scene.is_told(&next_id)).then_some(())).await;
    second.decide_approval(first_id.clone(), true).await.unwrap();
    for engine in [&scene.engine, &second] {
        until_asked(engine, &["Send the invoice"]).await;
    }
    until("its notice is taken back", async || (!scene.is_told(&first_id)).then_some(())).await;
    assert!(scene.is_told(&next_id));
    let told: ApprovalRequest =
        agent.get(&format!("{}/{}", scene.approvals(), first.id)).await.expect_status(200).json();
    assert_eq!(told.state, ApprovalState::Allowed);
    let shown = scene.device.desktop.shown();
    assert_eq!(shown.iter().filter(|notice| matches!(notice, Notice::Approval(_))).count(), 1);
    scene.engine.stop().await;
    second.stop().await;
}

async fn what_is_answered_elsewhere_or_too_late_is_said_and_taken_back(database: Database) {
    let scene = Scene::begin(database).await;
    let agent = scene.agent_that_asks().await;
    let (_, short) = scene.ask(&agent, "At once", 2).await;
    until_asked(&scene.engine, &["At once"]).await;
    until("it is told", async || scene.is_told(&short).then_some(())).await;
    // Nobody tells that its time is over.
    until_asked(&scene.engine, &[]).await;
    until("its notice is taken back", async || (!scene.is_told(&short)).then_some(())).await;
    let late = scene.engine.decide_approval(short, true).await.unwrap_err();
    assert_eq!(late.code, ErrorCode::AlreadyDecided);
    // What was asked in another workspace, and was answered by a notice that is still there.
    for id in [Uuid::now_v7().to_string(), format!("{}/{}", Uuid::now_v7(), Uuid::now_v7())] {
        assert_eq!(scene.engine.decide_approval(id, true).await.unwrap_err().code, ErrorCode::NotFound);
    }
    scene.engine.stop().await;
}

async fn what_was_asked_without_a_connection_is_shown_when_it_is_back_and_goes_with_who_signs_out(database: Database) {
    let scene = Scene::begin(database).await;
    let agent = scene.agent_that_asks().await;
    scene.relay.set(Behaviour::HangUp);
    scene.until_offline().await;
    let (_, id) = scene.ask(&agent, "Meanwhile", 600).await;
    scene.relay.set(Behaviour::Pass);
    tokio::time::timeout(Duration::from_secs(60), until_asked(&scene.engine, &["Meanwhile"])).await.unwrap();
    until("it is told", async || scene.is_told(&id).then_some(())).await;
    scene.engine.sign_out().await.unwrap();
    until_asked(&scene.engine, &[]).await;
    until("its notice goes, too", async || (!scene.is_told(&id)).then_some(())).await;
    scene.engine.stop().await;
}
