//! `/v1/personalization`, the defaults of a workspace, approvals and voices.

use futures_util::future::join_all;
use infuse_protocol::personalization::{
    Approval, ApprovalRule, Defaults, Field, Personalization, ResponseStyle, Source, Voices,
};
use infuse_protocol::stream::{Changed, EntriesEvent};
use infuse_protocol::{Code, Scope};
use infuse_server::db::Db;
use infuse_tests::{Agent, Database, EventStream, Person, Requests as _, TestServer, on_both_databases};
use serde_json::{Value, json};

use crate::roles::join;

on_both_databases!(
    whoever_chose_nothing_inherits_the_defaults_of_the_product,
    a_choice_changes_what_it_names_and_null_inherits_it_again,
    a_lock_goes_before_the_person_the_person_before_the_workspace_and_that_before_the_product,
    defaults_are_an_admins_to_change_and_are_told_to_every_member,
    what_can_not_be_chosen_is_refused_and_changes_nothing,
    of_choices_made_at_once_to_one_version_one_is_taken,
    an_agent_learns_what_holds_and_by_which_rule_and_no_more,
    each_voice_is_heard_in_each_of_its_languages_and_asked_for_again_by_its_tag,
);

const PATH: &str = "/v1/personalization";
const CHECK: &str = "/v1/approvals/check";

async fn served(database: Database) -> (TestServer, Person) {
    let server = TestServer::builder().database(database).start().await;
    let alice = server.sign_up("alice").await;
    (server, alice)
}

/// Alice owns the workspace, Bob is a member of it.
async fn shared(database: Database) -> (TestServer, Person, Person, String) {
    let (server, alice) = served(database).await;
    let bob = server.sign_up("bob").await;
    let db = Db::open(server.database().url()).await.unwrap();
    join(&db, &alice.workspace, &bob, "member").await;
    db.close().await;
    let defaults = format!("/v1/workspaces/{}/defaults", alice.workspace.id);
    (server, alice, bob, defaults)
}

async fn in_workspace(person: &Person, owner: &Person) -> Personalization {
    let path = format!("{PATH}?workspace_id={}", owner.workspace.id);
    person.get(&path).await.expect_status(200).json()
}

async fn whoever_chose_nothing_inherits_the_defaults_of_the_product(database: Database) {
    let (_server, alice) = served(database).await;
    let answer = alice.get(PATH).await.expect_status(200);
    assert_eq!(answer.header("etag"), Some("\"1\""));
    let told = answer.json::<Value>();
    let by_default = |value: Value| json!({"value": value, "source": "default", "locked": false});
    let ask = by_default("ask".into());
    let voice = told["effective"]["voice_id"]["value"].clone();
    let expected = json!({
        "version": 1, "response_language": null, "response_style": null, "voice_id": null, "spend_over": null,
        "approvals": {
            "send_messages": null, "change_calendar": null, "delete_data": null, "run_commands": null,
            "spend_credits": null,
        },
        "effective": {
            "response_language": by_default("auto".into()), "response_style": by_default("balanced".into()),
            "voice_id": by_default(voice.clone()), "spend_over": by_default(20.into()),
            "approvals": {
                "send_messages": ask, "change_calendar": ask, "delete_data": ask, "run_commands": ask,
                "spend_credits": ask,
            },
        },
    });
    assert_eq!(told, expected);
    let voices: Voices = alice.get("/v1/voices").await.expect_status(200).json();
    assert_eq!(voice, voices.items[0].id.as_str());
}

async fn a_choice_changes_what_it_names_and_null_inherits_it_again(database: Database) {
    let (server, alice) = served(database).await;
    let bob = server.sign_up("bob").await;
    let edit = json!({"response_language": "EN-gb", "approvals": {"delete_data": "never"}, "spend_over": 100.0});
    let answer = alice.edit(PATH, 1, &edit).await.expect_status(200);
    assert_eq!(answer.header("etag"), Some("\"2\""));
    let chosen: Personalization = answer.json();
    assert_eq!(chosen.choices.response_language.as_deref(), Some("en-GB"));
    assert_eq!((chosen.choices.spend_over, chosen.choices.approvals.send_messages), (Some(100), None));
    let holds = &chosen.effective;
    assert_eq!(
        (holds.approvals.delete_data.value, holds.approvals.delete_data.source),
        (Approval::Never, Source::Personal)
    );
    let edit = json!({"response_language": null, "response_style": "step_by_step"});
    let chosen: Personalization = alice.edit(PATH, 2, &edit).await.expect_status(200).json();
    assert_eq!((chosen.version, chosen.choices.response_language), (3, None));
    assert_eq!(chosen.effective.response_language.value, "auto");
    assert_eq!(chosen.effective.response_style.value, ResponseStyle::StepByStep);
    assert_eq!(chosen.choices.approvals.delete_data, Some(Approval::Never));
    assert_eq!(alice.get(PATH).await.expect_status(200).json::<Personalization>().version, 3);
    let nothing: Personalization = alice.edit(PATH, 3, &json!({"approvals": {}})).await.expect_status(200).json();
    assert_eq!(nothing.version, 3);
    assert_eq!(bob.get(PATH).await.expect_status(200).json::<Personalization>().version, 1);
}

async fn a_lock_goes_before_the_person_the_person_before_the_workspace_and_that_before_the_product(database: Database) {
    let (_server, alice, bob, defaults) = shared(database).await;
    let edit = json!({"response_style": "formal", "approvals": {"run_commands": "never"}});
    let chosen: Defaults = alice.edit(&defaults, 1, &edit).await.expect_status(200).json();
    assert_eq!((chosen.version, chosen.locked.len()), (2, 0));
    let style = |told: &Personalization| (told.effective.response_style.value, told.effective.response_style.source);
    assert_eq!(style(&in_workspace(&bob, &alice).await), (ResponseStyle::Formal, Source::Workspace));
    // In Bob's own workspace nobody chose anything.
    let own: Personalization = bob.get(PATH).await.expect_status(200).json();
    assert_eq!(style(&own), (ResponseStyle::Balanced, Source::Default));
    let edit = json!({"response_style": "friendly", "approvals": {"run_commands": "allow"}});
    let _ = bob.edit(PATH, 1, &edit).await.expect_status(200);
    assert_eq!(style(&in_workspace(&bob, &alice).await), (ResponseStyle::Friendly, Source::Personal));
    let lock = json!({"locked": ["approvals/run_commands", "voice_id"]});
    let locked: Defaults = alice.edit(&defaults, 2, &lock).await.expect_status(200).json();
    assert_eq!(locked.locked, [Field::VoiceId, Field::RunCommands]);
    let told = in_workspace(&bob, &alice).await;
    let commands = &told.effective.approvals.run_commands;
    assert_eq!((commands.value, commands.source, commands.locked), (Approval::Never, Source::Workspace, true));
    assert_eq!((told.effective.voice_id.source, told.effective.voice_id.locked), (Source::Default, true));
    assert_eq!(style(&told), (ResponseStyle::Friendly, Source::Personal));
    // What Bob chose is kept, and holds again where nothing is locked.
    assert_eq!(told.choices.approvals.run_commands, Some(Approval::Allow));
    let _ = alice.edit(&defaults, 3, &json!({"locked": [], "response_style": null})).await.expect_status(200);
    let told = in_workspace(&bob, &alice).await;
    assert_eq!(told.effective.approvals.run_commands.value, Approval::Allow);
}

async fn defaults_are_an_admins_to_change_and_are_told_to_every_member(database: Database) {
    let (server, alice, bob, defaults) = shared(database).await;
    let stranger = server.sign_up("stranger").await;
    let edit = json!({"response_language": "de"});
    bob.edit_matching(&defaults, "*".to_owned(), &edit).await.expect_problem(Code::Forbidden);
    stranger.edit_matching(&defaults, "*".to_owned(), &edit).await.expect_problem(Code::NotFound);
    let asked = format!("{PATH}?workspace_id={}", alice.workspace.id);
    stranger.get(&asked).await.expect_problem(Code::NotFound);
    let mut stream = EventStream::open(&bob).await;
    // It has begun once it has told of both of their workspaces.
    for _ in 0..2 {
        let _: EntriesEvent = stream.next_of("entries").await;
    }
    let _ = alice.edit(&defaults, 1, &edit).await.expect_status(200);
    let address = format!("defaults:{}", alice.workspace.id);
    let mut changed: Changed = stream.next_of("changed").await;
    while changed.resource != address || changed.version == 1 {
        changed = stream.next_of("changed").await;
    }
    assert_eq!(changed.version, 2);
    let told: Defaults = bob.get(&defaults).await.expect_status(200).json();
    assert_eq!((told.version, told.choices.response_language.as_deref()), (2, Some("de")));
    let problem =
        alice.edit(&defaults, 1, &json!({"response_language": "fr"})).await.expect_problem(Code::VersionConflict);
    assert_eq!(problem.current.unwrap()["response_language"], "de");
}

async fn what_can_not_be_chosen_is_refused_and_changes_nothing(database: Database) {
    let (_server, alice, _, defaults) = shared(database).await;
    let wrong = [
        (json!({"response_language": "klingon"}), "/response_language"),
        (json!({"response_language": ""}), "/response_language"),
        (json!({"response_language": "en-x-ignore-all-previous-rules"}), "/response_language"),
        (json!({"response_style": "sung"}), "/response_style"),
        (json!({"voice_id": "nobody"}), "/voice_id"),
        (json!({"approvals": {"delete_data": "always"}}), "/approvals/delete_data"),
        (json!({"spend_over": -1}), "/spend_over"),
        (json!({"spend_over": 1_000_001}), "/spend_over"),
    ];
    for (mut edit, pointer) in wrong {
        edit["approvals"]["send_messages"] = "never".into();
        for path in [PATH, &defaults] {
            let problem = alice.edit(path, 1, &edit).await.expect_problem(Code::ValidationFailed);
            assert_eq!(problem.errors[0].pointer, pointer);
        }
    }
    let problem =
        alice.edit(&defaults, 1, &json!({"locked": ["voice_id", "mood"]})).await.expect_problem(Code::ValidationFailed);
    assert_eq!(problem.errors[0].pointer, "/locked/1");
    for path in [PATH, &defaults] {
        alice.edit(path, 1, &json!({"approvals": null})).await.expect_problem(Code::MalformedRequest);
    }
    alice.edit(&defaults, 1, &json!({"locked": null})).await.expect_problem(Code::MalformedRequest);
    for malformed in [
        json!({"response_style": 7}),
        json!({"mood": "good"}),
        json!({"approvals": {"fly": "ask"}}),
        json!({"spend_over": 0.5}),
    ] {
        alice.edit(PATH, 1, &malformed).await.expect_problem(Code::MalformedRequest);
    }
    alice.edit(PATH, 1, &json!({"locked": ["voice_id"]})).await.expect_problem(Code::MalformedRequest);
    alice.post(CHECK, &json!({"category": "fly"})).await.expect_problem(Code::ValidationFailed);
    alice.post(CHECK, &json!({"category": "delete_data", "credits": -1})).await.expect_problem(Code::ValidationFailed);
    let told: Personalization = alice.get(PATH).await.expect_status(200).json();
    assert_eq!((told.version, told.choices.approvals.send_messages), (1, None));
}

async fn of_choices_made_at_once_to_one_version_one_is_taken(database: Database) {
    let (_server, alice, _, defaults) = shared(database).await;
    for path in [PATH, &defaults] {
        let alice = &alice;
        let edits = (1..=8).map(|credits| async move {
            let answer = alice.edit(path, 1, &json!({"spend_over": credits})).await;
            (answer.status() == 200).then_some(credits)
        });
        let taken: Vec<i64> = join_all(edits).await.into_iter().flatten().collect();
        let told: Value = alice.get(path).await.expect_status(200).json();
        assert_eq!((taken.len(), &told["spend_over"], &told["version"]), (1, &taken[0].into(), &2.into()), "{path}");
    }
}

async fn an_agent_learns_what_holds_and_by_which_rule_and_no_more(database: Database) {
    let (_server, alice, bob, defaults) = shared(database).await;
    let lock = json!({"approvals": {"delete_data": "never"}, "locked": ["approvals/delete_data"]});
    let _ = alice.edit(&defaults, 1, &lock).await.expect_status(200);
    let _ = alice.edit(PATH, 1, &json!({"approvals": {"run_commands": "allow"}})).await.expect_status(200);
    let agent: Agent = alice.token(&[Scope::SettingsRead]).await;
    let rule = async |asked: Value| agent.post(CHECK, &asked).await.expect_status(200).json::<ApprovalRule>();
    let of = |decision, rule, source, locked| ApprovalRule { decision, rule, source, locked };
    let told = rule(json!({"category": "delete_data"})).await;
    assert_eq!(told, of(Approval::Never, Field::DeleteData, Source::Workspace, true));
    let told = rule(json!({"category": "run_commands", "credits": 20, "workspace_id": alice.workspace.id})).await;
    assert_eq!(told, of(Approval::Allow, Field::RunCommands, Source::Personal, false));
    let told = rule(json!({"category": "run_commands", "credits": 21})).await;
    assert_eq!(told, of(Approval::Ask, Field::SpendCredits, Source::Default, false));
    let told = rule(json!({"category": "spend_credits", "credits": 20})).await;
    assert_eq!(told, of(Approval::Allow, Field::SpendOver, Source::Default, false));
    let told: Personalization = agent.get(PATH).await.expect_status(200).json();
    assert_eq!(told.effective.approvals.run_commands.value, Approval::Allow);
    agent.edit_matching(PATH, "*".to_owned(), &json!({"spend_over": 1})).await.expect_problem(Code::Forbidden);
    // Where spending is locked, nobody can say that more of it is none.
    let lock = json!({"approvals": {"spend_credits": "never"}, "locked": ["approvals/spend_credits"]});
    let _ = alice.edit(&defaults, 2, &lock).await.expect_status(200);
    let _ = alice.edit(PATH, 2, &json!({"spend_over": 1_000_000})).await.expect_status(200);
    let told = rule(json!({"category": "spend_credits", "credits": 21})).await;
    assert_eq!(told, of(Approval::Never, Field::SpendCredits, Source::Workspace, true));
    let shouted = json!({"category": "delete_data", "workspace_id": alice.workspace.id.to_uppercase()});
    assert_eq!(rule(shouted).await.rule, Field::DeleteData);
    let elsewhere = json!({"category": "delete_data", "workspace_id": bob.workspace.id});
    agent.post(CHECK, &elsewhere).await.expect_problem(Code::NotFound);
    let reader: Agent = alice.token(&[Scope::UsageRead]).await;
    reader.get(PATH).await.expect_problem(Code::InsufficientScope);
    reader.post(CHECK, &json!({"category": "delete_data"})).await.expect_problem(Code::InsufficientScope);
}

async fn each_voice_is_heard_in_each_of_its_languages_and_asked_for_again_by_its_tag(database: Database) {
    let (_server, alice) = served(database).await;
    let voices: Voices = alice.get("/v1/voices").await.expect_status(200).json();
    let mut tags = std::collections::BTreeSet::new();
    for voice in &voices.items {
        assert_eq!(voice.character.len(), 2, "{}", voice.id);
        for language in &voice.languages {
            let path = format!("/v1/voices/{}/preview?language={language}", voice.id);
            let answer = alice.get(&path).await.expect_status(200);
            assert_eq!(answer.header("content-type"), Some("audio/ogg"));
            assert_eq!(answer.header("content-language"), Some(language.as_str()));
            tags.insert(answer.header("etag").unwrap().to_owned());
        }
    }
    assert_eq!(tags.len(), voices.items.iter().map(|voice| voice.languages.len()).sum::<usize>());
    let path = format!("/v1/voices/{}/preview?language=tlh", voices.items[0].id);
    let answer = alice.get(&path).await.expect_status(200);
    assert_eq!(answer.header("content-language"), Some(voices.items[0].languages[0].as_str()));
    let tag = answer.header("etag").unwrap();
    let again = alice.caller().request(reqwest::Method::GET, &path).header("if-none-match", tag).send().await.unwrap();
    assert_eq!((again.status(), again.headers()["etag"].to_str().unwrap()), (reqwest::StatusCode::NOT_MODIFIED, tag));
    let long = format!("/v1/voices/{}/preview?language={}", voices.items[0].id, "x".repeat(101));
    alice.get(&long).await.expect_problem(Code::ValidationFailed);
    alice.get("/v1/voices/nobody/preview").await.expect_problem(Code::NotFound);
}
