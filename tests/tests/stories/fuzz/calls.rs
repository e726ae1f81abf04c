//! Every call of the contract, in a form that the server takes.

use infuse_tests::Person;
use infuse_tests::actor::PASSWORD;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

/// One call. `{w}` in its path is the caller's workspace, `{id}` an id that is made anew for each request.
pub(crate) struct Call {
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) query: Vec<(&'static str, &'static str)>,
    pub(crate) body: fn(&Person) -> Option<Value>,
}

pub(crate) fn calls() -> Vec<Call> {
    const PAGE: &[(&str, &str)] = &[("limit", "10"), ("cursor", "ffffffff-ffff-ffff-ffff-ffffffffffff")];
    const LINK: &[(&str, &str)] = &[("token", "ifv_x")];
    const FROM_TO: [(&str, &str); 2] = [("from", "2026-01-01T00:00:00Z"), ("to", "2027-01-01T00:00:00.5+01:00")];
    const FILTER: [(&str, &str); 3] = [("kind", "debit"), ("action", "message"), ("conversation_id", "c")];
    let get = |path, query: &[&[(&'static str, &'static str)]]| Call {
        method: Method::GET,
        path,
        query: query.concat(),
        body: |_| None,
    };
    let delete = |path| Call { method: Method::DELETE, ..get(path, &[]) };
    let with = |method, path, body| Call { method, body, ..get(path, &[]) };
    let post = |path, body| with(Method::POST, path, body);
    vec![
        get("/confirm-email", &[LINK]),
        Call { method: Method::POST, ..get("/confirm-email", &[LINK]) },
        get("/healthz", &[]),
        get("/metrics", &[]),
        get("/not-me", &[LINK]),
        Call { method: Method::POST, ..get("/not-me", &[LINK]) },
        get("/readyz", &[]),
        get("/reset-password", &[LINK]),
        Call { method: Method::POST, ..get("/reset-password", &[LINK]) },
        get("/undo-email", &[LINK]),
        Call { method: Method::POST, ..get("/undo-email", &[LINK]) },
        get("/verify-email", &[LINK]),
        Call { method: Method::POST, ..get("/verify-email", &[LINK]) },
        get("/v1/account", &[]),
        with(Method::PATCH, "/v1/account", |_| Some(json!({"name": "Ada"}))),
        get("/v1/account/activity", &[PAGE, &[("kind", "signed_in")]]),
        delete("/v1/account/deletion"),
        post("/v1/account/deletion", |person| {
            Some(json!({"email": person.account.email, "password": PASSWORD, "code": "000000"}))
        }),
        get("/v1/account/export", &[]),
        post("/v1/account/email", |_| {
            Some(json!({"email": format!("{}@example.org", Uuid::now_v7()), "password": PASSWORD}))
        }),
        delete("/v1/account/email"),
        post("/v1/account/email/confirm", |_| Some(json!({"token": "ife_x"}))),
        post("/v1/account/email/undo", |_| Some(json!({"token": "ifo_x"}))),
        post("/v1/account/email/verification", |_| None),
        post("/v1/preferences/test-email", |_| None),
        post("/v1/account/email/verification/confirm", |_| Some(json!({"token": "ifv_x"}))),
        // The same again, so that whoever sends it can go on.
        post("/v1/account/password", |_| Some(json!({"current_password": PASSWORD, "new_password": PASSWORD}))),
        post("/v1/account/protection", |_| {
            Some(json!({"email": format!("{}@example.org", Uuid::now_v7()), "password": PASSWORD}))
        }),
        post("/v1/account/two-factor", |_| Some(json!({"password": PASSWORD}))),
        post("/v1/account/two-factor/confirm", |_| Some(json!({"code": "123456"}))),
        post("/v1/account/two-factor/disable", |_| Some(json!({"password": PASSWORD, "code": "123456"}))),
        post("/v1/account/two-factor/recovery-codes", |_| Some(json!({"code": "123456"}))),
        post("/v1/accounts", |_| {
            let email = format!("{}@example.org", Uuid::now_v7());
            Some(json!({"name": "Bob", "email": email, "password": PASSWORD, "device": device()}))
        }),
        get("/v1/catalog", &[]),
        post("/v1/approvals/check", |_| Some(json!({"category": "delete_data", "credits": 5}))),
        get("/v1/personalization", &[]),
        with(Method::PATCH, "/v1/personalization", |_| {
            Some(json!({"response_language": "pt-BR", "response_style": null, "approvals": {"delete_data": "never"}}))
        }),
        get("/v1/voices", &[]),
        get("/v1/voices/{id}/preview", &[&[("language", "en-US")]]),
        get("/v1/workspaces/{w}/approvals", &[PAGE, &[("state", "pending")]]),
        post("/v1/workspaces/{w}/approvals", |_| {
            Some(json!({
                "id": Uuid::now_v7(), "category": "delete_data", "title": "Delete drafts", "detail": "All of them",
                "credits": 5, "expires_in_seconds": 60,
            }))
        }),
        get("/v1/workspaces/{w}/approvals/{id}", &[&[("wait_seconds", "0")]]),
        post("/v1/workspaces/{w}/approvals/{id}/decision", |_| Some(json!({"decision": "deny"}))),
        get("/v1/workspaces/{w}/defaults", &[]),
        with(Method::PATCH, "/v1/workspaces/{w}/defaults", |_| {
            Some(json!({"response_style": "formal", "spend_over": 50, "locked": ["response_style"]}))
        }),
        // This server knows no identity provider.
        post("/v1/oidc/authorizations", |_| {
            let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
            Some(json!({"redirect_uri": "http://127.0.0.1:49152/callback/127.0.0.1", "code_challenge": challenge}))
        }),
        post("/v1/oidc/sessions", |_| {
            let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
            Some(json!({"state": "ifa_x", "code": "x", "code_verifier": verifier, "device": device()}))
        }),
        // What comes of it is written beside the answer: here nothing is.
        post("/v1/password-resets", |_| Some(json!({"email": "nobody@example.org"}))),
        post("/v1/password-resets/confirm", |_| Some(json!({"token": "ifr_x", "new_password": PASSWORD}))),
        get("/v1/preferences", &[]),
        with(Method::PATCH, "/v1/preferences", |_| {
            let off = json!({"desktop": false, "email": false});
            let alerts = json!({
                "credits_low": off, "credits_exhausted": off, "workflow_failed": off,
                "integration_needs_reconnect": off, "plan_upgraded": off,
            });
            let interface = json!({
                "theme": "dark", "density": "compact", "text_scale": 140, "reduce_motion": true, "language": "ar",
            });
            let through = json!({
                "credits_low": true, "credits_exhausted": false, "workflow_failed": true,
                "integration_needs_reconnect": true, "plan_upgraded": true,
            });
            let quiet = json!({"enabled": true, "from": "21:30", "to": "06:15", "let_through": through});
            Some(json!({
                "alerts": alerts, "low_credit_threshold": 50, "quiet_hours": quiet, "interface": interface,
            }))
        }),
        get("/v1/sessions", &[PAGE]),
        post("/v1/sessions", |person| {
            Some(json!({"email": person.account.email, "password": PASSWORD, "device": device()}))
        }),
        post("/v1/sessions/two-factor", |_| Some(json!({"challenge": "ifc_x", "code": "123456"}))),
        delete("/v1/sessions"),
        delete("/v1/sessions/current"),
        delete("/v1/sessions/{id}"),
        get("/v1/sign-in-methods", &[]),
        get("/v1/stream", &[&[("last_event_id", "AQA"), ("lastEventId", "AQA")]]),
        get("/v1/tokens", &[PAGE]),
        post("/v1/tokens", |person| {
            let (scopes, end) = (["usage:read", "usage:write"], "2027-11-26T00:00:00Z");
            Some(json!({"name": "an agent", "workspace_id": person.workspace.id, "scopes": scopes, "expires_at": end}))
        }),
        delete("/v1/tokens/{id}"),
        post("/v1/tokens/{id}/rotate", |_| Some(json!({"overlap_seconds": 60}))),
        get("/v1/unsubscribe", &[LINK]),
        Call { method: Method::POST, ..get("/v1/unsubscribe", &[LINK]) },
        get("/v1/workspaces", &[PAGE]),
        get("/v1/workspaces/{w}", &[]),
        with(Method::PATCH, "/v1/workspaces/{w}", |_| Some(json!({"name": "A workshop"}))),
        post("/v1/workspaces/{w}/signals", |_| {
            let link = "https://example.org/run/1";
            Some(json!({
                "id": Uuid::now_v7(), "kind": "workflow_failed", "title": "It failed", "detail": "Twice", "link": link
            }))
        }),
        get("/v1/workspaces/{w}/usage", &[]),
        get("/v1/workspaces/{w}/usage/alerts", &[&[("after", "0"), ("cursor", "0"), ("limit", "10")]]),
        get("/v1/workspaces/{w}/usage/breakdown", &[&FROM_TO, &[("by", "day"), ("tz", "Europe/Lisbon")]]),
        get(
            "/v1/workspaces/{w}/usage/entries",
            &[&FROM_TO, &FILTER, &[("source", "s"), ("after", "0"), ("order", "asc"), ("limit", "10")]],
        ),
        post("/v1/workspaces/{w}/usage/estimate", |_| {
            Some(json!({"actions": [{"action": "message", "quantity": 2}, {"action": "web_fetch"}]}))
        }),
        post("/v1/workspaces/{w}/usage/events", |_| Some(json!({"events": [event(), event()]}))),
        get("/v1/workspaces/{w}/usage/export", &[&FROM_TO, &FILTER, &[("format", "csv")]]),
        with(Method::PUT, "/v1/workspaces/{w}/usage/gauges", |_| {
            Some(json!({"memory_words": 1_000, "active_workflows": 2}))
        }),
        post("/v1/workspaces/{w}/usage/holds", |_| {
            let actions = json!([{"action": "deep_research", "quantity": 1}]);
            Some(json!({"id": Uuid::now_v7(), "actions": actions, "expires_in_seconds": 600}))
        }),
        delete("/v1/workspaces/{w}/usage/holds/{id}"),
        post("/v1/workspaces/{w}/usage/holds/{id}/capture", |_| Some(json!({"events": [event()], "close": true}))),
        post("/v1/workspaces/{w}/usage/refunds", |_| {
            Some(json!({"id": Uuid::now_v7(), "event_id": Uuid::now_v7(), "reason": "by chance"}))
        }),
    ]
}

fn device() -> Value {
    json!({"name": "a machine", "platform": "linux", "app_version": "0.1.0"})
}

fn event() -> Value {
    json!({
        "id": Uuid::now_v7(), "action": "message", "quantity": 2, "occurred_at": jiff::Timestamp::now().to_string(),
        "conversation": {"id": "c", "title": "A title"}, "source": "s"
    })
}
