//! What is noted about every request: an id, a log line, a count and a latency. Nothing of it holds a
//! secret, and metrics hold no id of anything.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderName, HeaderValue, Method, StatusCode};
use metrics::{counter, gauge, histogram, with_local_recorder};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusRecorder};
use tracing::Instrument as _;

use crate::jobs::Jobs;
use crate::problem;
use crate::request_id::RequestId;

/// The header that tells a client under which id the server logged its request.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Upper ends of the latency buckets, in seconds.
const BUCKETS: [f64; 11] = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

/// Requests between two times that single latencies are folded into their buckets.
const FOLD_EVERY: u64 = 10_000;

/// The metrics of one server; clones share them. Several servers in one process keep apart.
#[derive(Clone)]
pub struct Metrics(Arc<Kept>);

struct Kept {
    recorder: PrometheusRecorder,
    requests: AtomicU64,
}

impl Metrics {
    pub fn new() -> Self {
        let builder = PrometheusBuilder::new();
        // It is refused only for an empty list of buckets.
        let builder = builder.set_buckets(&BUCKETS).unwrap_or_default();
        Self(Arc::new(Kept { recorder: builder.build_recorder(), requests: AtomicU64::new(0) }))
    }

    /// All metrics in the text format of Prometheus.
    pub fn render(&self) -> String {
        self.0.recorder.handle().render()
    }

    /// Notes how something stands now.
    pub(crate) fn set(&self, name: &'static str, value: f64) {
        with_local_recorder(&self.0.recorder, || gauge!(name).set(value));
    }

    /// Takes over how the jobs stand. What only the database knows is left as it was where that does not answer.
    pub(crate) async fn note_jobs(&self, jobs: &Jobs) {
        let standing = jobs.standing().await;
        with_local_recorder(&self.0.recorder, || {
            for (kind, done, failed) in jobs.counts() {
                counter!("jobs_done_total", "kind" => kind).absolute(done);
                counter!("jobs_failed_total", "kind" => kind).absolute(failed);
            }
            match standing {
                Ok(standing) => {
                    gauge!("jobs_pending").set(standing.pending as f64);
                    gauge!("jobs_dead").set(standing.dead as f64);
                    gauge!("jobs_oldest_waiting_seconds").set(standing.oldest_waiting_ms as f64 / 1_000.0);
                }
                Err(error) => tracing::warn!(%error, "how the jobs stand could not be read"),
            }
        });
    }

    fn count(&self, method: &'static str, route: String, status: StatusCode, latency: Duration) {
        with_local_recorder(&self.0.recorder, || {
            let status = status.as_u16().to_string();
            counter!("http_requests_total", "method" => method, "route" => route.clone(), "status" => status)
                .increment(1);
            histogram!("http_request_duration_seconds", "method" => method, "route" => route).record(latency);
        });
        if self.0.requests.fetch_add(1, Ordering::Relaxed) % FOLD_EVERY == FOLD_EVERY - 1 {
            self.0.recorder.handle().run_upkeep();
        }
    }
}

/// Middleware around everything else.
pub(crate) async fn observe(State(metrics): State<Metrics>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = RequestId::new();
    let method = method_label(request.method());
    let route = request.extensions().get::<MatchedPath>().map_or("unknown", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", %id, method, route);
    let mut response = next.run(request).instrument(span.clone()).await;

    problem::name_request(&mut response, id);
    if let Ok(value) = HeaderValue::try_from(id.to_string()) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    let latency = started.elapsed();
    let status = response.status();
    tracing::debug!(parent: &span, status = status.as_u16(), latency_us = latency.as_micros() as u64, "answered");
    metrics.count(method, route, status, latency);
    response
}

/// A client may send any word as a method; each would be a metric of its own.
fn method_label(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Metrics")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_counted_by_route_and_never_by_id() {
        let metrics = Metrics::new();
        let route = "/v1/workspaces/{w}/usage".to_owned();
        metrics.count("GET", route, StatusCode::OK, Duration::from_millis(3));
        let text = metrics.render();
        assert!(
            text.contains(r#"http_requests_total{method="GET",route="/v1/workspaces/{w}/usage",status="200"} 1"#),
            "{text}"
        );
        assert!(text.contains(r#"le="0.005"} 1"#), "{text}");
    }
}
