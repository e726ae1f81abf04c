//! What the app says everything in, and how it looks, as the person chooses it.

use std::fs;
use std::path::Path;

use infuse_protocol::Scope;
use infuse_protocol::preferences::{Interface, Language, Preferences, Theme};
use infuse_tests::desktop::{AppWindow, DesktopSession};
use infuse_tests::wait::until;
use infuse_tests::{Person, Requests as _, TestServer};

use super::steps::{debit, sign_in_at};

/// A message without arguments, from the catalogues that the app has it from.
fn said(tag: &str, id: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/locales").join(tag);
    let catalogues = fs::read_dir(folder).unwrap().map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
    let start = format!("{id} = ");
    let said = catalogues
        .into_iter()
        .find_map(|text| text.lines().find_map(|line| line.strip_prefix(&start).map(str::to_owned)));
    said.unwrap_or_else(|| panic!("{tag} lacks {id}"))
}

async fn interface(alice: &Person) -> Interface {
    alice.get("/v1/preferences").await.expect_status(200).json::<Preferences>().interface
}

async fn wait_for_page(window: &AppWindow, tag: &str, direction: &str, scheme: &str) {
    window
        .wait_for_script(&format!(
            "const page = document.documentElement; return page.lang === '{tag}' && page.dir === '{direction}' \
             && getComputedStyle(page).colorScheme === '{scheme}'"
        ))
        .await;
}

async fn wait_for_menu(session: &DesktopSession, label: &str) {
    let tray = session.tray().await;
    until("the menu of the tray says so", async || {
        tray.menu().await.iter().any(|row| row.label == label).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn language_and_theme_change_at_once_in_window_tray_and_notifications_and_stay() {
    let server = TestServer::builder().start().await;
    let alice = server.sign_up("alice").await;
    let agent = alice.token(&[Scope::UsageWrite]).await;
    let session = DesktopSession::start().await;
    let window = session.open_app(&[]).await;
    sign_in_at(&window, &format!("{}/", server.url()), "alice@example.com").await;
    window.click("Preferences").await;
    window.click("Language: Same as the system").await;
    window.click("العربية").await;
    window.wait_for_script("return document.documentElement.dir === 'rtl'").await;
    window.click(&said("ar", "theme-dark")).await;
    wait_for_page(&window, "ar", "rtl", "dark").await;
    wait_for_menu(&session, &said("ar", "open-app")).await;
    until("the server keeps both", async || {
        let kept = interface(&alice).await;
        (kept.language == Language::Arabic && kept.theme == Theme::Dark).then_some(())
    })
    .await;
    debit(&agent, 300).await;
    let warnings = session.notifications().wait_for(1).await;
    assert_eq!(warnings[0].summary, said("ar", "notice-exhausted-title"));
    window.close().await;

    let window = session.open_app(&[]).await;
    wait_for_page(&window, "ar", "rtl", "dark").await;
    wait_for_menu(&session, &said("ar", "open-app")).await;
    window.click(&said("ar", "preferences-title")).await;
    window.click(&format!("{}: العربية", said("ar", "language"))).await;
    window.click("English").await;
    window.click("System").await;
    window.wait_for_script("return document.documentElement.dir === 'ltr'").await;
    wait_for_menu(&session, "Open Infuse").await;
    window.close().await;
}
