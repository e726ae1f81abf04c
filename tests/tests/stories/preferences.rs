//! `/v1/preferences`: of what a person is told, and at how many credits they are warned.

use futures_util::future::join_all;
use infuse_protocol::preferences::Preferences;
use infuse_protocol::stream::{Alert, AlertKind, Changed, EntriesEvent};
use infuse_protocol::usage::{EventStatus, RaisedAlert};
use infuse_protocol::{Code, Page, Scope};
use infuse_tests::{
    Database, EventStream, Metering as _, Person, Requests as _, TestServer, event, events_of, on_both_databases,
};
use serde_json::{Value, json};

on_both_databases!(
    whoever_chose_nothing_is_told_of_everything_and_warned_at_ten_credits,
    an_edit_changes_what_it_names_and_nothing_else,
    look_and_language_are_kept_each_by_itself,
    quiet_hours_are_kept_each_part_by_itself,
    a_look_that_there_is_not_is_refused_and_changes_nothing,
    an_edit_of_preferences_names_the_version_that_it_is_based_on,
    a_warning_comes_at_the_threshold_that_was_set,
    a_threshold_raises_nothing_by_itself,
    at_a_threshold_of_nothing_only_the_end_of_the_credits_is_told,
    other_devices_hear_of_preferences,
    what_no_preference_can_be_is_refused_and_changes_nothing,
    a_token_reaches_no_preferences,
    of_thresholds_set_at_once_the_one_that_is_answered_is_the_one_that_warns,
    debits_and_thresholds_do_not_stand_in_each_others_way,
);

const PATH: &str = "/v1/preferences";

async fn served(database: Database) -> (TestServer, Person) {
    let server = TestServer::builder().database(database).start().await;
    let alice = server.sign_up("alice").await;
    (server, alice)
}

async fn preferences(person: &Person) -> Preferences {
    person.get(PATH).await.expect_status(200).json()
}

async fn warn_at(person: &Person, threshold: i64) -> Preferences {
    let wanted = json!({"low_credit_threshold": threshold});
    person.edit_matching(PATH, "*".to_owned(), &wanted).await.expect_status(200).json()
}

async fn alerts(person: &Person) -> Vec<AlertKind> {
    let page: Page<RaisedAlert> = person.get(&person.usage_path("alerts")).await.expect_status(200).json();
    page.items.into_iter().map(|alert| alert.kind).collect()
}

async fn whoever_chose_nothing_is_told_of_everything_and_warned_at_ten_credits(database: Database) {
    let (_server, alice) = served(database).await;
    let answer = alice.get(PATH).await.expect_status(200);
    assert_eq!(answer.header("etag"), Some("\"1\""));
    let on = json!({"desktop": true, "email": true});
    let alerts = json!({
        "credits_low": on, "credits_exhausted": on, "workflow_failed": on, "integration_needs_reconnect": on,
        "plan_upgraded": on,
    });
    let interface = json!({
        "theme": "system", "density": "comfortable", "text_scale": 100, "reduce_motion": false, "language": "system",
    });
    let through = json!({
        "credits_low": false, "credits_exhausted": true, "workflow_failed": false,
        "integration_needs_reconnect": false, "plan_upgraded": false,
    });
    let quiet = json!({"enabled": false, "from": "22:00", "to": "07:00", "let_through": through});
    let begun = json!({
        "version": 1, "alerts": alerts, "low_credit_threshold": 10, "quiet_hours": quiet, "interface": interface,
    });
    assert_eq!(answer.json::<Value>(), begun);
}

async fn an_edit_changes_what_it_names_and_nothing_else(database: Database) {
    let (server, alice) = served(database).await;
    let bob = server.sign_up("bob").await;
    let quiet = json!({"alerts": {
        "workflow_failed": {"desktop": false}, "plan_upgraded": {}, "credits_low": {"email": false},
    }});
    let answer = alice.edit(PATH, 1, &quiet).await.expect_status(200);
    assert_eq!(answer.header("etag"), Some("\"2\""));
    let quieted: Preferences = answer.json();
    assert!(!quieted.alerts.workflow_failed.desktop && quieted.alerts.plan_upgraded.desktop);
    assert!(quieted.alerts.workflow_failed.email && !quieted.alerts.credits_low.email);
    assert_eq!((quieted.version, quieted.low_credit_threshold), (2, 10));

    let warned = warn_at(&alice, 50).await;
    assert_eq!(warned, Preferences { version: 3, low_credit_threshold: 50, ..quieted });
    let loud = json!({"alerts": {"workflow_failed": {"desktop": true}, "credits_low": {"desktop": false}}});
    let loud: Preferences = alice.edit(PATH, 3, &loud).await.expect_status(200).json();
    assert!(loud.alerts.workflow_failed.desktop && !loud.alerts.credits_low.desktop);
    assert_eq!(preferences(&alice).await, loud);
    assert_eq!((preferences(&bob).await.version, preferences(&bob).await.low_credit_threshold), (1, 10));
}

async fn look_and_language_are_kept_each_by_itself(database: Database) {
    let (server, alice) = served(database).await;
    let bob = server.sign_up("bob").await;
    let dark = json!({"interface": {"theme": "dark", "language": "ar"}});
    let edited: Preferences = alice.edit(PATH, 1, &dark).await.expect_status(200).json();
    assert_eq!((edited.version, edited.low_credit_threshold), (2, 10));
    let dense = json!({"interface": {"density": "compact", "text_scale": 140, "reduce_motion": true}});
    let answer = alice.edit(PATH, 2, &dense).await.expect_status(200);
    let whole = json!({
        "theme": "dark", "density": "compact", "text_scale": 140, "reduce_motion": true, "language": "ar",
    });
    assert_eq!(answer.json::<Value>()["interface"], whole);
    assert_eq!(alice.get(PATH).await.expect_status(200).json::<Value>()["interface"], whole);
    assert_eq!(preferences(&bob).await.version, 1);
    let nothing = json!({"interface": {}});
    assert_eq!(alice.edit(PATH, 3, &nothing).await.expect_status(200).json::<Preferences>().version, 3);
}

async fn quiet_hours_are_kept_each_part_by_itself(database: Database) {
    let (server, alice) = served(database).await;
    let bob = server.sign_up("bob").await;
    let evening = json!({"quiet_hours": {"enabled": true, "from": "21:15"}});
    let edited: Preferences = alice.edit(PATH, 1, &evening).await.expect_status(200).json();
    assert_eq!((edited.quiet_hours.from.as_str(), edited.quiet_hours.to.as_str()), ("21:15", "07:00"));
    let through = json!({"quiet_hours": {"let_through": {"credits_exhausted": false, "workflow_failed": true}}});
    let edited: Preferences = alice.edit(PATH, 2, &through).await.expect_status(200).json();
    assert!(edited.quiet_hours.enabled && edited.quiet_hours.let_through.workflow_failed);
    assert!(!edited.quiet_hours.let_through.credits_exhausted && edited.alerts.credits_exhausted.desktop);
    assert_eq!(preferences(&alice).await, edited);
    assert!(!preferences(&bob).await.quiet_hours.enabled);
    for wrong in ["24:00", "7:00", " 7:30", "7: 30", "07:60", "07:00:00", "seven", ""] {
        let edit = json!({"quiet_hours": {"to": wrong, "enabled": false}});
        let problem = alice.edit(PATH, 3, &edit).await.expect_problem(Code::ValidationFailed);
        assert_eq!(problem.errors[0].pointer, "/quiet_hours/to");
    }
    for malformed in [json!(true), json!({"until": "08:00"}), json!({"let_through": {"deep_research": true}})] {
        alice.edit(PATH, 3, &json!({"quiet_hours": malformed})).await.expect_problem(Code::MalformedRequest);
    }
    assert_eq!(preferences(&alice).await, edited);
}

async fn a_look_that_there_is_not_is_refused_and_changes_nothing(database: Database) {
    let (_server, alice) = served(database).await;
    let wrong = [
        (json!({"theme": "sepia"}), "/interface/theme"),
        (json!({"density": "other"}), "/interface/density"),
        (json!({"language": "tlh"}), "/interface/language"),
        (json!({"text_scale": 49}), "/interface/text_scale"),
        (json!({"text_scale": 301}), "/interface/text_scale"),
    ];
    for (interface, pointer) in wrong {
        let edit = json!({"interface": interface, "low_credit_threshold": 50});
        let problem = alice.edit(PATH, 1, &edit).await.expect_problem(Code::ValidationFailed);
        assert_eq!(problem.errors[0].pointer, pointer);
    }
    for malformed in [json!({"font": "serif"}), json!({"reduce_motion": "yes"}), json!({"text_scale": 1.5}), json!([])]
    {
        alice.edit(PATH, 1, &json!({"interface": malformed})).await.expect_problem(Code::MalformedRequest);
    }
    assert_eq!(preferences(&alice).await.version, 1);
}

async fn an_edit_of_preferences_names_the_version_that_it_is_based_on(database: Database) {
    let (_server, alice) = served(database).await;
    let wanted = json!({"low_credit_threshold": 50});
    alice.patch(PATH, &wanted).await.expect_problem(Code::PreconditionRequired);
    let problem = alice.edit(PATH, 2, &wanted).await.expect_problem(Code::VersionConflict);
    let current: Preferences = serde_json::from_value(problem.current.unwrap()).unwrap();
    assert_eq!(current, preferences(&alice).await);
    assert_eq!((current.version, current.low_credit_threshold), (1, 10));
    for nothing in [json!({}), json!({"alerts": {}}), json!({"alerts": {"credits_low": {}}})] {
        assert_eq!(alice.edit(PATH, 1, &nothing).await.expect_status(200).json::<Preferences>(), current);
        alice.edit(PATH, 2, &nothing).await.expect_problem(Code::VersionConflict);
    }
}

async fn a_warning_comes_at_the_threshold_that_was_set(database: Database) {
    let (server, alice) = served(database).await;
    let bob = server.sign_up("bob").await;
    warn_at(&alice, 290).await;
    let mut stream = EventStream::open(&alice).await;
    for person in [&alice, &bob] {
        assert_eq!(person.debit(events_of("message", 9)).await.status, EventStatus::Debited);
        assert_eq!(alerts(person).await, []);
        assert_eq!(person.debit(event("message")).await.status, EventStatus::Debited);
    }
    let alert: Alert = stream.next_of("alert").await;
    assert_eq!((alert.kind, alert.title.as_str()), (AlertKind::CreditsLow, "290 credits left"));
    assert_eq!((alerts(&alice).await, alerts(&bob).await), (vec![AlertKind::CreditsLow], vec![]));
}

async fn a_threshold_raises_nothing_by_itself(database: Database) {
    let (_server, alice) = served(database).await;
    alice.debit(events_of("message", 20)).await;
    warn_at(&alice, 290).await;
    alice.debit(event("message")).await;
    assert_eq!(alerts(&alice).await, []);
    warn_at(&alice, 278).await;
    alice.debit(event("message")).await;
    assert_eq!(alerts(&alice).await, [AlertKind::CreditsLow]);
}

async fn at_a_threshold_of_nothing_only_the_end_of_the_credits_is_told(database: Database) {
    let (_server, alice) = served(database).await;
    warn_at(&alice, 0).await;
    alice.debit(events_of("message", 299)).await;
    assert_eq!(alerts(&alice).await, []);
    alice.debit(event("message")).await;
    assert_eq!(alerts(&alice).await, [AlertKind::CreditsExhausted]);
}

async fn other_devices_hear_of_preferences(database: Database) {
    let (_server, alice) = served(database).await;
    let mut stream = EventStream::open(&alice).await;
    let _: EntriesEvent = stream.next_of("entries").await;
    warn_at(&alice, 50).await;
    let changed: Changed = stream.next_of("changed").await;
    assert_eq!((changed.resource.as_str(), changed.version), ("preferences", 2));
    // Whoever reads on from where they were hears of what they missed.
    let position = stream.position().to_owned();
    drop(stream);
    let quiet = json!({"alerts": {"credits_low": {"desktop": false}}});
    let _ = alice.edit(PATH, 2, &quiet).await.expect_status(200);
    let mut stream = EventStream::resume(&alice, Some(&position)).await;
    assert_eq!(stream.next_of::<Changed>("changed").await.version, 3);
}

async fn what_no_preference_can_be_is_refused_and_changes_nothing(database: Database) {
    let (_server, alice) = served(database).await;
    for threshold in [-1, 1_000_001] {
        let answer = alice.edit(PATH, 1, &json!({"low_credit_threshold": threshold})).await;
        let problem = answer.expect_problem(Code::ValidationFailed);
        assert_eq!(problem.errors[0].pointer, "/low_credit_threshold");
    }
    for (malformed, pointer) in [
        (json!({"low_credit_threshold": 2.5}), "/low_credit_threshold"),
        (json!({"low_credit_threshold": "50"}), "/low_credit_threshold"),
        (json!({"alerts": {"credits_low": {"desktop": 1}}}), "/alerts/credits_low/desktop"),
        (json!({"alerts": {"credits_low": {"email": "yes"}}}), "/alerts/credits_low/email"),
        (json!({"alerts": {"credits_low": {"pigeon": true}}}), "/alerts/credits_low/pigeon"),
        (json!({"alerts": {"rain": {"desktop": true}}}), "/alerts/rain"),
        (json!({"quiet_hours": "at night"}), "/quiet_hours"),
        (json!({"moon": null}), "/moon"),
    ] {
        let problem = alice.edit(PATH, 1, &malformed).await.expect_problem(Code::MalformedRequest);
        assert_eq!(problem.errors[0].pointer, pointer, "{malformed}");
    }
    assert_eq!((preferences(&alice).await.version, preferences(&alice).await.low_credit_threshold), (1, 10));
    let edges = [0, 1_000_000];
    for threshold in edges {
        assert_eq!(warn_at(&alice, threshold).await.low_credit_threshold, threshold);
    }
}

async fn a_token_reaches_no_preferences(database: Database) {
    let (server, alice) = served(database).await;
    let agent = alice.token(&[Scope::SettingsRead, Scope::UsageRead, Scope::UsageWrite]).await;
    agent.get(PATH).await.expect_problem(Code::Forbidden);
    agent.edit(PATH, 1, &json!({"low_credit_threshold": 50})).await.expect_problem(Code::Forbidden);
    server.anyone().get(PATH).await.expect_problem(Code::Unauthorized);
    server.anyone().edit(PATH, 1, &json!({})).await.expect_problem(Code::Unauthorized);
    assert_eq!(preferences(&alice).await.version, 1);
}

async fn of_thresholds_set_at_once_the_one_that_is_answered_is_the_one_that_warns(database: Database) {
    let (_server, alice) = served(database).await;
    let edits = (0..8).map(|number| {
        let (alice, wanted) = (alice.clone(), json!({"low_credit_threshold": 200 + number}));
        async move { alice.edit(PATH, 1, &wanted).await }
    });
    let answers = join_all(edits).await;
    let taken: Vec<_> = answers.iter().filter(|answer| answer.status() == 200).collect();
    assert_eq!(taken.len(), 1);
    assert_eq!(answers.iter().filter(|answer| answer.status() == 412).count(), 7);
    let threshold = taken[0].json::<Preferences>().low_credit_threshold;
    assert_eq!(preferences(&alice).await.low_credit_threshold, threshold);
    alice.debit(events_of("message", 299 - threshold)).await;
    assert_eq!(alerts(&alice).await, []);
    alice.debit(event("message")).await;
    assert_eq!(alerts(&alice).await, [AlertKind::CreditsLow]);
}

/// Both lock the book: a threshold for as long as its own transaction takes, and the ledger for a batch.
async fn debits_and_thresholds_do_not_stand_in_each_others_way(database: Database) {
    let (_server, alice) = served(database).await;
    let debits = (0..100).map(|_| alice.debit(event("message")));
    let thresholds = (0..25).map(|number| warn_at(&alice, number));
    let (debits, _) = tokio::join!(join_all(debits), join_all(thresholds));
    assert!(debits.iter().all(|debit| debit.status == EventStatus::Debited));
    assert_eq!(preferences(&alice).await.version, 26);
    assert_eq!((alice.usage().await.credits.available, alerts(&alice).await), (200, vec![]));
}
