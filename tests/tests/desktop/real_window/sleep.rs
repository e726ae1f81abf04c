//! A computer that was asleep.

use std::time::{Duration, Instant};

use infuse_tests::desktop::DesktopSession;
use infuse_tests::wait::{ALLOWANCE, until};
use infuse_tests::{Agent, raw};

use super::steps::{agent_of, begin_on_this_computer, connect_agent};

/// How soon after waking the figures have to be proven: five seconds, and what a busy machine takes.
const LIMIT: Duration = Duration::from_secs(5).saturating_add(ALLOWANCE);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_computer_that_wakes_has_its_figures_proven_within_five_seconds() {
    let session = DesktopSession::start().await;
    let window = session.open_app(&[]).await;
    begin_on_this_computer(&window).await;
    let agent = agent_of(&connect_agent(&window).await);
    window.wait_for_words("Live").await;
    let before = streams_opened(&agent).await;
    let woken = Instant::now();
    session.wake().await;
    until("the app follows its server anew", async || (streams_opened(&agent).await > before).then_some(())).await;
    assert!(woken.elapsed() < LIMIT, "it took {:?}", woken.elapsed());
    window.wait_for_words("Live").await;
    window.wait_for_figure("available", "300").await;
}

/// How often a stream of the agent's server was opened.
async fn streams_opened(agent: &Agent) -> u64 {
    let request = "GET /metrics HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    let answer = raw::send(agent.address().parse().unwrap(), request.as_bytes()).await;
    let opened = r#"http_requests_total{method="GET",route="/v1/stream",status="200"} "#;
    answer.text().lines().find_map(|line| line.strip_prefix(opened)?.trim().parse().ok()).unwrap_or(0)
}
