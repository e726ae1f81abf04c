//! How InfuseOS answers and sounds, as the person chooses it in the window and hears it from their speakers.

use std::fs;
use std::io::Cursor;
use std::time::Duration;

use infuse_protocol::personalization::{Approval, Personalization, ResponseStyle, Voices};
use infuse_tests::desktop::{AppWindow, DesktopSession, Recording};
use infuse_tests::wait::until;
use infuse_tests::{Person, Requests as _, TestServer};
use rodio::Source as _;

use super::steps::sign_in_at;

/// As many people set it: not as loud as it can be.
const VOLUME_BY_DEFAULT: f64 = 0.8;

async fn personalization(alice: &Person) -> Personalization {
    alice.get("/v1/personalization").await.expect_status(200).json()
}

/// How long a clip of the server is, and how loud (RMS of all of it, in dBFS).
async fn clip_of(alice: &Person, voice_id: &str) -> (Duration, f64) {
    let path = format!("/v1/voices/{voice_id}/preview");
    let ogg = alice.caller().request(reqwest::Method::GET, &path).send().await.unwrap().bytes().await.unwrap();
    let decoder = rodio::Decoder::new(Cursor::new(ogg)).expect("Ogg Vorbis");
    let rate = f64::from(decoder.sample_rate().get());
    let samples: Vec<f64> = decoder.map(f64::from).collect();
    let square: f64 = samples.iter().map(|sample| sample * sample).sum();
    let level = 10.0 * (square / samples.len() as f64).log10();
    (Duration::from_secs_f64(samples.len() as f64 / rate), level)
}

/// The threads of the app that play something.
fn voices_playing(session: &DesktopSession) -> usize {
    let ids = session.processes_named("infuse");
    let threads = ids.iter().flat_map(|id| fs::read_dir(format!("/proc/{id}/task")).into_iter().flatten().flatten());
    threads.filter(|thread| fs::read_to_string(thread.path().join("comm")).is_ok_and(|name| name == "voice\n")).count()
}

/// Waits until it is said who plays, to those who do not see it. A name keeps its direction by signs around it.
async fn wait_until_told(window: &AppWindow, name: &str) {
    let script =
        format!("return document.body.textContent.replace(/[\\u2068\\u2069]/g, '').includes('Playing {name}')");
    window.wait_for_script(&script).await;
}

async fn until_silent(session: &DesktopSession, recording: &Recording) {
    until("nothing plays any more", async || (voices_playing(session) == 0).then_some(())).await;
    recording.wait_for(Duration::from_millis(400)).await;
    assert!(recording.is_silent_for(Duration::from_millis(300)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_voice_is_heard_as_long_and_as_loud_as_its_clip_stops_at_once_and_is_kept_when_it_is_chosen() {
    let server = TestServer::builder().start().await;
    let alice = server.sign_up("alice").await;
    let voices: Voices = alice.get("/v1/voices").await.expect_status(200).json();
    let (first, second) = (&voices.items[0], &voices.items[1]);
    let mut session = DesktopSession::start().await;
    session.add_speakers().await;
    let window = session.open_app(&[]).await;
    sign_in_at(&window, &format!("{}/", server.url()), "alice@example.com").await;
    window.click("Personalization").await;
    window.wait_for_words(&second.name).await;
    assert_eq!(voices_playing(&session), 0);

    let recording = session.record().await;
    window.click(&format!("Hear {}", second.name)).await;
    wait_until_told(&window, &second.name).await;
    assert_eq!(voices_playing(&session), 1);
    until_silent(&session, &recording).await;
    let heard = recording.heard().expect("something was heard");
    let (length, level) = clip_of(&alice, &second.id).await;
    // Silence at both ends of the clip is not heard.
    let missing = length.as_secs_f64() - heard.length.as_secs_f64();
    assert!((-0.05..=0.5).contains(&missing), "{heard:?} of {length:?}");
    let expected = level + 40.0 * VOLUME_BY_DEFAULT.log10();
    assert!((heard.level - expected).abs() < 1.5, "{heard:?}, and {expected} dB was expected");
    drop(recording);

    // Another one takes its place, and is stopped in the midst of it.
    let recording = session.record().await;
    window.click(&format!("Hear {}", first.name)).await;
    window.click(&format!("Hear {}", second.name)).await;
    wait_until_told(&window, &second.name).await;
    window.click(&format!("Stop {}", second.name)).await;
    recording.wait_for(Duration::from_millis(700)).await;
    assert!(recording.is_silent_for(Duration::from_millis(200)), "{:?}", recording.heard());
    assert!(recording.heard().is_some());
    until_silent(&session, &recording).await;
    drop(recording);

    window.click(&second.name).await;
    until("the server keeps the choice", async || {
        (personalization(&alice).await.choices.voice_id.as_ref() == Some(&second.id)).then_some(())
    })
    .await;
    window.close().await;
    let window = session.open_app(&["infuse://personalization"]).await;
    let chosen = format!("return document.querySelector('input[value=\"{}\"]')?.checked === true", second.id);
    window.wait_for_script(&chosen).await;

    // The speakers are pulled out while it is heard, and nothing is left to hear the next one by: that is said.
    window.click(&format!("Hear {}", second.name)).await;
    wait_until_told(&window, &second.name).await;
    session.pull_speakers().await;
    window.wait_for_words("The sound output went away while a voice was playing.").await;
    let _ = session.run("pactl", &["exit"]).await;
    window.click(&format!("Hear {}", first.name)).await;
    window.wait_for_words("No sound output was found.").await;
    assert_eq!(voices_playing(&session), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn style_and_approvals_are_chosen_in_the_window_and_more_is_permitted_only_after_a_question() {
    let server = TestServer::builder().start().await;
    let alice = server.sign_up("alice").await;
    let session = DesktopSession::start().await;
    let window = session.open_app(&[]).await;
    sign_in_at(&window, &format!("{}/", server.url()), "alice@example.com").await;
    window.click("Personalization").await;
    window.click("Concise").await;
    window.wait_for_words("10:00 AM or 3:30 PM. Book 10:00?").await;
    until("the server keeps the style", async || {
        (personalization(&alice).await.choices.response_style == Some(ResponseStyle::Concise)).then_some(())
    })
    .await;
    window.choose("Delete data", "Allow").await;
    window.wait_for_words("InfuseOS may delete data without asking you.").await;
    assert_eq!(personalization(&alice).await.choices.approvals.delete_data, None);
    window.confirm("Allow").await;
    until("the server keeps the approval", async || {
        (personalization(&alice).await.choices.approvals.delete_data == Some(Approval::Allow)).then_some(())
    })
    .await;
    // Less is permitted without a question.
    window.choose("Delete data", "Never").await;
    until("the server keeps that as well", async || {
        (personalization(&alice).await.effective.approvals.delete_data.value == Approval::Never).then_some(())
    })
    .await;
}
