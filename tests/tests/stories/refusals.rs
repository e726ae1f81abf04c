//! What a server does not take, and where it says the fault lies.

use infuse_protocol::account::SignUp;
use infuse_protocol::stream::Alert;
use infuse_protocol::usage::{EventResults, EventStatus, Events, Hold, NewHold};
use infuse_protocol::{Code, Scope};
use infuse_tests::actor::PASSWORD;
use infuse_tests::{
    Agent, Database, EventStream, Metering, Person, Requests, TestServer, event, events_of, on_both_databases,
};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

on_both_databases!(
    what_is_not_json_is_malformed_wherever_it_breaks_off,
    an_array_is_taken_for_no_object,
    a_character_that_can_not_be_stored_is_refused,
    an_id_in_an_address_that_is_no_id_names_nothing,
    what_could_have_been_spent_includes_the_hold,
    events_that_fail_for_other_reasons_than_credits_are_answered_one_by_one,
    a_time_is_rfc_3339,
    a_parameter_that_is_unknown_or_of_the_wrong_type_is_pointed_at,
    a_signal_is_told_whatever_its_text_looks_like,
);

async fn metered(database: Database) -> (TestServer, Person, Agent) {
    let server = TestServer::builder().database(database).start().await;
    let alice = server.sign_up("alice").await;
    let agent = alice.token(&[Scope::UsageRead, Scope::UsageWrite, Scope::SignalsWrite]).await;
    (server, alice, agent)
}

/// Sends a body that need not be JSON; the problem's code, and the pointer of its only fault.
async fn refusal_of(caller: &impl Requests, path: &str, body: &[u8]) -> (Code, String) {
    let request = caller.caller().request(Method::POST, path).header("content-type", "application/json");
    let answer = request.body(body.to_vec()).send().await.unwrap();
    let problem: infuse_protocol::Problem = answer.json().await.unwrap();
    assert_eq!(problem.errors.len(), 1, "{problem:?}");
    (problem.code, problem.errors[0].pointer.clone())
}

async fn what_is_not_json_is_malformed_wherever_it_breaks_off(database: Database) {
    let (_server, _, agent) = metered(database).await;
    let id = Uuid::now_v7();
    let cut_off = format!(r#"{{"events":[{{"id":"{id}","action":"mess"#);
    let no_utf8 = [br#"{"events":[{"id":"x","action":""#.as_slice(), b"\xff\"}]}"].concat();
    let bodies: [&[u8]; 7] = [
        cut_off.as_bytes(),
        br#"{"events":[{"id":"x",}]}"#,
        br#"{"events":[{"id":"x" "y"}]}"#,
        br#"{"events":[}"#,
        br#"{"events":[{"id":"x","action":"message","quantity":NaN}]}"#,
        br#"{"events":[{"id":7,"action":"mess"#,
        &no_utf8,
    ];
    let capture = format!("holds/{id}/capture");
    for body in bodies {
        for path in ["events", &capture] {
            let refusal = refusal_of(&agent, &agent.usage_path(path), body).await;
            assert_eq!(refusal, (Code::MalformedRequest, String::new()), "{}", String::from_utf8_lossy(body));
        }
    }
}

async fn an_array_is_taken_for_no_object(database: Database) {
    let (server, _, agent) = metered(database).await;
    let id = Uuid::now_v7();
    let signing_up =
        SignUp { name: "Bob".into(), email: "bob@example.com".into(), password: PASSWORD.into(), device: None };
    let mut signing_up = serde_json::to_value(signing_up).unwrap();
    signing_up["device"] = json!(["a", "b", "c"]);
    let (events, estimate) = (agent.usage_path("events"), agent.usage_path("estimate"));
    let event = json!({"id": id, "action": "message", "conversation": ["c", "t"]});
    let refusals: [(&str, Value, Code, &str); 5] = [
        (&events, json!({"events": [[id, "message"]]}), Code::ValidationFailed, "/events/0"),
        (&events, json!({"events": [event]}), Code::ValidationFailed, "/events/0/conversation"),
        (&events, json!([[]]), Code::MalformedRequest, ""),
        (&estimate, json!({"actions": [["message", 1]]}), Code::MalformedRequest, "/actions/0"),
        ("/v1/accounts", signing_up, Code::MalformedRequest, "/device"),
    ];
    for (path, body, code, pointer) in refusals {
        let problem = match path {
            "/v1/accounts" => server.anyone().post(path, &body).await.expect_problem(code),
            _ => agent.post(path, &body).await.expect_problem(code),
        };
        assert_eq!(problem.errors[0].pointer, pointer, "{body}");
    }
    assert_eq!(agent.journal().await.len(), 1);
}

/// U+0000 is a character of JSON and of URLs, and none that PostgreSQL can store.
async fn a_character_that_can_not_be_stored_is_refused(database: Database) {
    let (_server, _, agent) = metered(database).await;
    let long = format!("entries?action={}", "a".repeat(101));
    for (query, pointer) in [
        ("entries?conversation_id=%00", "/conversation_id"),
        ("entries?action=a%00b", "/action"),
        ("export?format=csv&action=%00", "/action"),
        ("export?format=json&conversation_id=%00", "/conversation_id"),
        (&long, "/action"),
    ] {
        let problem = agent.get(&agent.usage_path(query)).await.expect_problem(Code::ValidationFailed);
        assert_eq!(problem.errors[0].pointer, pointer, "{query}");
    }
    let signals = format!("/v1/workspaces/{}/signals", agent.workspace_id());
    for link in ["https://a/\u{0}", "https://a/\n", "ftp://a/", "a", ""] {
        let signal = json!({"id": Uuid::now_v7(), "kind": "workflow_failed", "title": "It failed", "link": link});
        let problem = agent.post(&signals, &signal).await.expect_problem(Code::ValidationFailed);
        assert_eq!(problem.errors[0].pointer, "/link", "{link:?}");
    }
}

async fn an_id_in_an_address_that_is_no_id_names_nothing(database: Database) {
    let (_server, _, agent) = metered(database).await;
    let work = Events { events: vec![event("message")] };
    for id in ["zz", "%00", "0197a2b85a1c7d3e8f00000000000001"] {
        agent.delete(&agent.usage_path(&format!("holds/{id}"))).await.expect_problem(Code::NotFound);
        let capture = agent.usage_path(&format!("holds/{id}/capture"));
        agent.post(&capture, &work).await.expect_problem(Code::NotFound);
    }
}

async fn hold_of(agent: &Agent, credits: i64) -> Hold {
    let id = Uuid::now_v7().to_string();
    let wanted = NewHold { id, actions: None, credits: Some(credits), expires_in_seconds: 600 };
    agent.post(&agent.usage_path("holds"), &wanted).await.expect_status(201).json()
}

async fn what_could_have_been_spent_includes_the_hold(database: Database) {
    let (_server, _, agent) = metered(database).await;
    let (one, other) = (hold_of(&agent, 60).await, hold_of(&agent, 200).await);
    let available = async |events: &[(&str, i64)]| {
        let event = |(hold_id, quantity): &(&str, i64)| infuse_protocol::usage::Event {
            hold_id: (!hold_id.is_empty()).then(|| (*hold_id).to_owned()),
            ..events_of("message", *quantity)
        };
        let events: Vec<_> = events.iter().map(event).collect();
        agent.report(&events).await.expect_status(402).problem().available
    };
    assert_eq!(available(&[("", 41)]).await, Some(40));
    assert_eq!(available(&[(&one.id, 101)]).await, Some(100));
    assert_eq!(available(&[(&one.id, 101), (&one.id, 102)]).await, Some(100));
    assert_eq!(available(&[(&one.id, 101), (&other.id, 241), ("", 41)]).await, Some(300));
    let capture = agent.usage_path(&format!("holds/{}/capture", one.id));
    let too_much = Events { events: vec![events_of("message", 101)] };
    let problem = agent.post(&capture, &too_much).await.expect_status(402).problem();
    assert_eq!((problem.available, problem.required), (Some(100), Some(101)));
    let all_of_it = Events { events: vec![events_of("message", 100)] };
    let answer: EventResults = agent.post(&capture, &all_of_it).await.expect_status(200).json();
    assert_eq!(answer.results[0].status, EventStatus::Debited);
}

async fn events_that_fail_for_other_reasons_than_credits_are_answered_one_by_one(database: Database) {
    let (_server, _, agent) = metered(database).await;
    let released = hold_of(&agent, 60).await;
    let _ = agent.delete(&agent.usage_path(&format!("holds/{}", released.id))).await.expect_status(204);
    let of_hold =
        |hold_id: &str| infuse_protocol::usage::Event { hold_id: Some(hold_id.to_owned()), ..event("message") };
    let (closed, unknown) = (|| of_hold(&released.id), || of_hold(&Uuid::now_v7().to_string()));
    let too_much = || events_of("message", 301);
    for (events, codes) in [
        (vec![unknown()], vec![Code::NotFound]),
        (vec![closed()], vec![Code::HoldClosed]),
        (vec![too_much(), unknown()], vec![Code::InsufficientCredits, Code::NotFound]),
        (vec![closed(), too_much(), unknown()], vec![Code::HoldClosed, Code::InsufficientCredits, Code::NotFound]),
    ] {
        let answer: EventResults = agent.report(&events).await.expect_status(200).json();
        assert!(answer.results.iter().all(|result| result.status == EventStatus::Refused), "{answer:?}");
        let answered: Vec<_> = answer.results.iter().filter_map(|result| Some(result.problem.as_ref()?.code)).collect();
        assert_eq!((answered, answer.available), (codes, 300));
    }
    let _ = agent.report(&[too_much(), too_much()]).await.expect_problem(Code::InsufficientCredits);
    assert_eq!(agent.journal().await.len(), 1);
}

async fn a_time_is_rfc_3339(database: Database) {
    let (_server, _, agent) = metered(database).await;
    let now = jiff::Timestamp::now();
    let at = |form: &str| now.strftime(form).to_string();
    for bad in ["%Y-%m-%dT%HZ", "%Y%m%dT%H%M%SZ", "%Y-%m-%dT%H:%M:%S,5Z", "%Y-%m-%dT%H:%M:%SZ[UTC]"] {
        let events = json!({"events": [{"id": Uuid::now_v7(), "action": "message", "occurred_at": at(bad)}]});
        let problem = agent.post(&agent.usage_path("events"), &events).await.expect_problem(Code::ValidationFailed);
        assert_eq!(problem.errors[0].pointer, "/events/0/occurred_at", "{bad}");
    }
    let _ = agent.get(&agent.usage_path("entries?to=9999-12-31T23:59:59Z")).await.expect_status(200);
}

async fn a_parameter_that_is_unknown_or_of_the_wrong_type_is_pointed_at(database: Database) {
    let (_server, alice, agent) = metered(database).await;
    let usage = |query: &str| agent.usage_path(query);
    for (path, pointer) in [
        (usage("?x=1"), "/x"),
        (usage("entries?x=1"), "/x"),
        (usage("entries?kind=grant&limit=x"), "/limit"),
        (usage("entries?from=x"), "/from"),
        (usage("entries?kind=zz"), "/kind"),
        (usage("export?format=xml"), "/format"),
        (usage("breakdown?by=mood"), "/by"),
        ("/v1/sessions?limit=x".to_owned(), "/limit"),
        ("/v1/sessions?x=1".to_owned(), "/x"),
        ("/v1/catalog?x=1".to_owned(), "/x"),
    ] {
        let problem = alice.get(&path).await.expect_problem(Code::MalformedRequest);
        assert_eq!(problem.errors[0].pointer, pointer, "{path}");
    }
    let events = Events { events: vec![event("message")] };
    let problem = agent.post(&usage("events?x=1"), &events).await.expect_problem(Code::MalformedRequest);
    assert_eq!(problem.errors[0].pointer, "/x");
    assert_eq!(agent.journal().await.len(), 1);
}

async fn a_signal_is_told_whatever_its_text_looks_like(database: Database) {
    let (_server, alice, agent) = metered(database).await;
    let mut stream = EventStream::open(&alice).await;
    let _ = stream.next_of::<Value>("entries").await;
    let signals = format!("/v1/workspaces/{}/signals", agent.workspace_id());
    let signal = |title: &str, detail: &str| {
        let link = "https://example.com/a b";
        json!({"id": Uuid::now_v7(), "kind": "workflow_failed", "title": title, "detail": detail, "link": link})
    };
    let detail = "Step 3:\n\tthe file is missing";
    let _ = agent.post(&signals, &signal("It failed", detail)).await.expect_status(202);
    let heard: Alert = stream.next_of("alert").await;
    assert_eq!((heard.detail.as_str(), heard.link.as_deref()), (detail, Some("https://example.com/a%20b")));
    let long = "a".repeat(250);
    for (title, detail, heard_title, heard_detail) in [
        ("\u{202e}It\n\tfailed ", "\u{1b}[31m", "It failed", "[31m"),
        (&long, &"b".repeat(3_000), &long[..200], &"b".repeat(2_000)),
    ] {
        let _ = agent.post(&signals, &signal(title, detail)).await.expect_status(202);
        let heard: Alert = stream.next_of("alert").await;
        assert_eq!((heard.title.as_str(), heard.detail.as_str()), (heard_title, heard_detail));
    }
    for unseen in ["", " \n", "\u{200b}\u{202e}"] {
        let problem = agent.post(&signals, &signal(unseen, "")).await.expect_problem(Code::ValidationFailed);
        assert_eq!(problem.errors[0].pointer, "/title");
    }
}
