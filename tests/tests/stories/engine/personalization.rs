//! How InfuseOS answers, and by which voice: chosen in the app, and heard there.

use infuse_engine::personalization::{EffectivePersonalization, Source};
use infuse_engine::ports::SpeakerError;
use infuse_engine::resources::{FieldState, ResourceName, ResourceView};
use infuse_engine::snapshot::{Approval, ApprovalCategory, ResponseStyle};
use infuse_engine::voices::Playback;
use infuse_protocol::personalization::Personalization;
use infuse_tests::relay::Behaviour;
use infuse_tests::{Database, on_both_databases};
use serde_json::json;

use super::*;

on_both_databases!(
    a_choice_reaches_the_server_and_another_device_and_can_be_inherited_again,
    a_choice_without_a_server_holds_at_once_and_arrives_when_it_is_back,
    what_the_workspace_locks_holds_whatever_the_person_chose,
    a_voice_is_heard_in_the_language_of_the_answers_until_it_ends_or_is_stopped,
    a_voice_that_was_heard_once_is_heard_without_a_server,
    a_server_that_hangs_holds_no_kept_voice_up_and_a_preview_that_waits_for_it_can_be_stopped,
    a_voice_is_heard_that_the_disk_does_not_keep,
    two_voices_are_heard_one_after_another_and_another_preview_ends_them,
    what_can_not_be_heard_is_said,
);

impl Scene {
    /// One whose person's choices are known.
    async fn begin_knowing(database: Database) -> Self {
        let scene = Self::begin(database).await;
        scene.until_holds(|_| true).await;
        scene
    }

    async fn until_holds(&self, holds: impl Fn(&EffectivePersonalization) -> bool) {
        until_holding(&self.engine, holds).await;
    }

    /// What the person chose, as the server has it.
    async fn told(&self) -> Personalization {
        self.alice.get("/v1/personalization").await.expect_status(200).json()
    }
}

async fn until_holding(engine: &Engine, holds: impl Fn(&EffectivePersonalization) -> bool) {
    until("that holds", async || engine.effective_personalization().await.unwrap().filter(|now| holds(now))).await;
}

async fn a_choice_reaches_the_server_and_another_device_and_can_be_inherited_again(database: Database) {
    let scene = Scene::begin_knowing(database).await;
    let other = TestDevice::new();
    let second = other.start().await;
    let url = format!("http://{}/", scene.server.address());
    second.sign_in(url, "alice@example.com".to_owned(), PASSWORD.to_owned()).await.unwrap();
    scene.engine.set_response_style(Some(ResponseStyle::Friendly)).await.unwrap();
    scene.engine.set_approval(ApprovalCategory::DeleteData, Some(Approval::Never)).await.unwrap();
    scene.engine.set_spend_over(Some(5)).await.unwrap();
    let is_chosen = |now: &EffectivePersonalization| {
        now.response_style.value == ResponseStyle::Friendly
            && now.response_style.source == Source::Personal
            && now.delete_data.value == Approval::Never
            && now.spend_over.value == 5
    };
    scene.until_holds(is_chosen).await;
    until_holding(&second, is_chosen).await;
    second.set_response_style(None).await.unwrap();
    scene.until_holds(|now| now.response_style.source == Source::Default && now.spend_over.value == 5).await;
    // What giving up a choice would come to is known before.
    scene.until_holds(|now| now.delete_data.inherited == Approval::Ask && now.spend_over.inherited == 20).await;
    assert_eq!(scene.told().await.choices.response_style, None);
    second.stop().await;
    scene.engine.stop().await;
}

async fn a_choice_without_a_server_holds_at_once_and_arrives_when_it_is_back(database: Database) {
    let scene = Scene::begin_knowing(database).await;
    scene.relay.set(Behaviour::HangUp);
    scene.until_offline().await;
    scene.engine.set_response_language(Some("pt-BR".to_owned())).await.unwrap();
    let now = scene.engine.effective_personalization().await.unwrap().unwrap();
    assert_eq!((now.response_language.value.as_str(), now.response_language.source), ("pt-BR", Source::Personal));
    let view = scene.engine.resource(ResourceName::Personalization).await.unwrap();
    let Some(ResourceView::Personalization { fields }) = view else { panic!("{view:?}") };
    assert_eq!(fields.response_language.state, FieldState::Pending);
    scene.relay.set(Behaviour::Pass);
    until("the server is told", async || {
        (scene.told().await.choices.response_language.as_deref() == Some("pt-BR")).then_some(())
    })
    .await;
    scene.engine.stop().await;
}

async fn what_the_workspace_locks_holds_whatever_the_person_chose(database: Database) {
    let scene = Scene::begin_knowing(database).await;
    scene.engine.set_approval(ApprovalCategory::RunCommands, Some(Approval::Allow)).await.unwrap();
    scene.until_holds(|now| now.run_commands.value == Approval::Allow).await;
    let defaults = format!("/v1/workspaces/{}/defaults", scene.alice.workspace.id);
    let lock = json!({"approvals": {"run_commands": "never"}, "response_style": "formal", "locked": ["approvals/run_commands"]});
    let _ = scene.alice.edit(&defaults, 1, &lock).await.expect_status(200);
    scene
        .until_holds(|now| {
            now.run_commands.value == Approval::Never
                && now.run_commands.locked
                && now.run_commands.source == Source::Workspace
                && (now.response_style.value, now.response_style.source) == (ResponseStyle::Formal, Source::Workspace)
        })
        .await;
    scene.engine.stop().await;
}

async fn a_voice_is_heard_in_the_language_of_the_answers_until_it_ends_or_is_stopped(database: Database) {
    let Scene { engine, device, alice, server: _server, relay: _relay } = Scene::begin_knowing(database).await;
    let voices = engine.voices().await.unwrap();
    let voice = voices.iter().find(|voice| voice.languages.len() > 1).unwrap();
    engine.set_response_language(Some(voice.languages[1].clone())).await.unwrap();
    let mut playback = engine.playback();
    engine.preview_voices(vec![voice.id.clone()], None).await.unwrap();
    let heard = device.speaker.wait_for_clip().await;
    let path = format!("/v1/voices/{}/preview?language={}", voice.id, voice.languages[1]);
    let told = alice.caller().request(reqwest::Method::GET, &path).send().await.unwrap().bytes().await.unwrap();
    assert_eq!(heard.ogg, told.to_vec());
    let sounding = playback.borrow_and_update().playing.clone().unwrap();
    assert_eq!((&sounding.voice_id, &sounding.language, sounding.length_ms), (&voice.id, &voice.languages[1], 3_500));
    assert_eq!(heard.volume.borrow().percent(), 80);
    engine.set_volume(25).await.unwrap();
    assert_eq!(heard.volume.borrow().percent(), 25);
    heard.end(Ok(()));
    playback.wait_for(|playback| playback.playing.is_none()).await.unwrap();
    engine.preview_voices(vec![voice.id.clone()], Some(voice.languages[0].clone())).await.unwrap();
    let mut heard = device.speaker.wait_for_clip().await;
    assert_eq!(heard.volume.borrow().percent(), 25);
    engine.stop_preview();
    heard.silence().await;
    assert_eq!(*playback.borrow_and_update(), Playback::default());
    engine.stop().await;
    let engine = device.start().await;
    assert_eq!(engine.snapshot().borrow().device.volume.percent(), 25);
    engine.stop().await;
}

async fn a_voice_that_was_heard_once_is_heard_without_a_server(database: Database) {
    let scene = Scene::begin_knowing(database).await;
    let voices = scene.engine.voices().await.unwrap();
    let [first, second] = [voices[0].id.clone(), voices[1].id.clone()];
    scene.engine.preview_voices(vec![first.clone()], Some("en-US".to_owned())).await.unwrap();
    let online = scene.device.speaker.wait_for_clip().await.ogg;
    scene.engine.stop().await;
    scene.relay.set(Behaviour::HangUp);
    let engine = scene.device.start().await;
    assert_eq!(until("the list is there", async || engine.voices().await.ok()).await, voices);
    engine.preview_voices(vec![first], Some("en-US".to_owned())).await.unwrap();
    assert_eq!(scene.device.speaker.wait_for_clip().await.ogg, online);
    // It says that nobody is signed in until the keyring has answered.
    until("the server is missed", async || {
        let refused = engine.preview_voices(vec![second.clone()], Some("en-US".to_owned())).await.unwrap_err();
        (refused.code == ErrorCode::Unreachable).then_some(())
    })
    .await;
    engine.stop().await;
}

async fn a_server_that_hangs_holds_no_kept_voice_up_and_a_preview_that_waits_for_it_can_be_stopped(database: Database) {
    let scene = Scene::begin_knowing(database).await;
    let ids: Vec<String> = scene.engine.voices().await.unwrap().into_iter().map(|voice| voice.id).collect();
    scene.engine.preview_voices(vec![ids[0].clone()], None).await.unwrap();
    scene.device.speaker.wait_for_clip().await.end(Ok(()));
    scene.relay.set(Behaviour::Stall);
    let preview = scene.engine.preview_voices(vec![ids[0].clone()], None);
    // The server has a second; what the computer itself takes is not much.
    tokio::time::timeout(std::time::Duration::from_secs(10), preview).await.expect("it is heard").unwrap();
    scene.device.speaker.wait_for_clip().await.end(Ok(()));
    let engine = scene.engine.clone();
    let waiting = tokio::spawn(async move { engine.preview_voices(vec![ids[1].clone()], None).await });
    until("it waits no more", async || {
        scene.engine.stop_preview();
        waiting.is_finished().then_some(())
    })
    .await;
    assert_eq!(waiting.await.unwrap(), Ok(()));
    assert_eq!(*scene.engine.playback().borrow(), Playback::default());
    scene.engine.stop().await;
}

async fn a_voice_is_heard_that_the_disk_does_not_keep(database: Database) {
    let scene = Scene::begin_knowing(database).await;
    let home = scene.engine.snapshot().borrow().homes[0].id.clone();
    // A file stands where the folder would be.
    std::fs::write(scene.device.folder().join(format!("remote-{home}")).join("voices"), "").unwrap();
    let voices = scene.engine.voices().await.unwrap();
    scene.engine.preview_voices(vec![voices[0].id.clone()], None).await.unwrap();
    assert!(scene.device.speaker.wait_for_clip().await.ogg.starts_with(b"OggS"));
    scene.engine.stop().await;
}

async fn two_voices_are_heard_one_after_another_and_another_preview_ends_them(database: Database) {
    let Scene { engine, device, server: _server, relay: _relay, .. } = Scene::begin_knowing(database).await;
    let ids: Vec<String> = engine.voices().await.unwrap().into_iter().map(|voice| voice.id).collect();
    let mut playback = engine.playback();
    let playing = |playback: &Playback, id: &str| playback.playing.as_ref().is_some_and(|now| now.voice_id == id);
    engine.preview_voices(ids[..2].to_vec(), None).await.unwrap();
    let first = device.speaker.wait_for_clip().await;
    assert!(playing(&playback.borrow_and_update(), &ids[0]));
    first.end(Ok(()));
    let mut second = device.speaker.wait_for_clip().await;
    playback.wait_for(|playback| playing(playback, &ids[1])).await.unwrap();
    engine.preview_voices(vec![ids[2].clone()], None).await.unwrap();
    second.silence().await;
    let _third = device.speaker.wait_for_clip().await;
    assert!(playing(&playback.borrow_and_update(), &ids[2]));
    engine.stop().await;
}

async fn what_can_not_be_heard_is_said(database: Database) {
    let Scene { engine, device, server: _server, relay: _relay, .. } = Scene::begin_knowing(database).await;
    let id = engine.voices().await.unwrap()[0].id.clone();
    let preview = async |id: &str| engine.preview_voices(vec![id.to_owned()], None).await.map_err(|error| error.code);
    assert_eq!(preview("nobody").await, Err(ErrorCode::VoiceUnknown));
    for (trouble, code) in [
        (SpeakerError::NoOutput("none".to_owned()), ErrorCode::NoAudioOutput),
        (SpeakerError::Broken("noise".to_owned()), ErrorCode::ClipBroken),
    ] {
        device.speaker.set_trouble(Some(trouble));
        assert_eq!(preview(&id).await, Err(code));
        assert_eq!(*engine.playback().borrow(), Playback::default());
    }
    device.speaker.set_trouble(None);
    preview(&id).await.unwrap();
    device.speaker.wait_for_clip().await.end(Err(SpeakerError::Lost("unplugged".to_owned())));
    let mut playback = engine.playback();
    let lost = playback.wait_for(|playback| playback.failure.is_some()).await.unwrap().clone();
    assert_eq!(lost, Playback { playing: None, failure: Some(ErrorCode::AudioLost) });
    engine.stop().await;
}
