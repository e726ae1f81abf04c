//! Every state of the pages, in the engine that draws them: what does not fit is named, and pictures are taken of the rest.

use std::path::PathBuf;
use std::time::Duration;

use infuse_tests::desktop::{Bench, DesktopSession, Part};
use infuse_tests::wait::until;

/// Several hundred layouts of a page are looked at.
const LOOKING: Duration = Duration::from_secs(900);
/// Nothing but the browser is looked at.
const NOTHING_ELSE: [Part; 3] = [Part::Keyring, Part::NotificationDaemon, Part::TrayHost];
/// Answers once a page holds what it will show.
const SHOWN: &str = "return document.documentElement.dataset.shown ?? null";
/// Tall enough for pages of which nothing is to be scrolled.
const TALL: (u32, u32) = (1400, 8000);
/// What a page does not survive.
const BROKEN: &str = "const style = document.createElement('style'); style.textContent = \
    '.card h2 { margin-block-end: -1.5rem } .segmented label { width: 1rem; overflow: hidden } \
    .notice p { min-width: 90rem } .filters .button { height: 1rem; min-height: 0 }'; \
    document.head.append(style); return true";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_cut_off_or_covered_or_scrolled_sideways_in_any_size_language_or_zoom() {
    let session = DesktopSession::start_without(&NOTHING_ELSE).await;
    let bench = session.open_bench().await;
    bench.open("/?scene=usage&motion=off").await;
    bench.answer(LOOKING, SHOWN).await;
    bench.answer(LOOKING, BROKEN).await;
    let found = bench.answer(LOOKING, "return misfits().map((what) => what.split(':')[0])").await;
    for fault in ["cut off", "upon each other", "scrolls sideways", "too small to hit"] {
        assert!(found.as_array().unwrap().contains(&fault.into()), "nobody noticed what is {fault}");
    }
    bench.open("/check.html").await;
    let found = bench.answer(LOOKING, "return window.found").await;
    let found: Vec<String> = serde_json::from_value(found).unwrap();
    assert!(found.is_empty(), "{} things do not fit:\n{}", found.len(), found.join("\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_state_of_the_gallery_can_be_photographed() {
    let (_keeper, folder, looks) = pictures();
    let session = DesktopSession::start_on(TALL, &NOTHING_ELSE).await;
    let bench = session.open_bench().await;
    for page in ["page=gallery", "scene=usage", "scene=account", "scene=preferences", "scene=welcome", "page=quick"] {
        for (theme, text, language) in &looks {
            let query = format!("{page}&theme={theme}&text={text}&language={language}&motion=off");
            open_whole(&bench, &query, if page == "page=quick" { (336, 376) } else { (1120, 780) }, *text).await;
            let name = page.rsplit('=').next().unwrap();
            let path = folder.join(format!("{name}-{theme}-{text}-{language}.png"));
            // A browser hands over the last frame that it has put together, which may be the one before the page.
            until(&format!("{query} is drawn"), async || {
                bench.photograph(&path).await.shows_something(&session).await.then_some(())
            })
            .await;
        }
    }
}

/// A theme, a size of text in percent, and a language.
type Look = (&'static str, u32, &'static str);

fn every_look() -> Vec<Look> {
    let mut looks = Vec::new();
    for theme in ["light", "dark"] {
        for text in [100, 140] {
            looks.extend(["en", "pseudo"].map(|language| (theme, text, language)));
        }
    }
    looks
}

/// Opens a page in a window that is tall enough for all of it.
async fn open_whole(bench: &Bench, query: &str, (width, height): (u32, u32), text: u32) {
    let is_quick = query.starts_with("page=quick");
    let times = |length: u32| if is_quick { length * text / 100 } else { length };
    bench.resize(times(width), times(height)).await;
    bench.open(&format!("/?{query}")).await;
    bench.answer(LOOKING, SHOWN).await;
    if !is_quick {
        let needed = bench.measure("document.querySelector('#app main').scrollHeight").await;
        bench.resize(width, needed.max(height)).await;
    }
}

/// Where pictures go, and of what: of everything where `cargo xtask shots` asks for them, else of one look and into a folder
/// that is removed.
fn pictures() -> (Option<tempfile::TempDir>, PathBuf, Vec<Look>) {
    if let Some(folder) = std::env::var_os("INFUSE_TEST_GALLERY") {
        std::fs::create_dir_all(&folder).unwrap();
        return (None, folder.into(), every_look());
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_owned();
    (Some(folder), path, vec![("dark", 140, "pseudo")])
}
