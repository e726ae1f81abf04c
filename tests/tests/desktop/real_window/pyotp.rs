//! Two-factor in the window, by the keyboard alone, with codes that pyotp makes.

use std::path::Path;
use std::process::Command;

use infuse_tests::TestServer;
use infuse_tests::actor::PASSWORD;
use infuse_tests::desktop::{AppWindow, DesktopSession};

use super::steps::{ENTER, ESCAPE, sign_in_at, tab_to};

/// Control and 1, as WebDriver writes them, and all keys let go.
const ACCOUNT_TAB: &str = "\u{E009}1\u{E000}";

/// The code so many seconds from now.
fn code_of(key: &str, seconds: u32) -> String {
    let python = std::env::var("INFUSE_TEST_PYOTP")
        .expect("INFUSE_TEST_PYOTP names a Python with pyotp: `cargo xtask test` installs it, and sets it");
    let program = "import pyotp, sys, time; print(pyotp.TOTP(sys.argv[1]).at(time.time() + int(sys.argv[2])))";
    let made = Command::new(python).args(["-c", program, key, &seconds.to_string()]).output().expect("Python runs");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    String::from_utf8(made.stdout).expect("digits").trim().to_owned()
}

async fn sign_out(window: &AppWindow) {
    tab_to(window, "Sign out…").await;
    window.press(ENTER).await;
    window.wait_for_script("return document.querySelector('[role=alertdialog]') !== null").await;
    tab_to(window, "Sign out").await;
    window.press(ENTER).await;
    window.wait_for_words("Your session has ended.").await;
}

/// Writes the password into the field that has the focus.
async fn enter_password(window: &AppWindow) {
    window.wait_for_script("return document.activeElement.name === 'password'").await;
    window.press(&format!("{PASSWORD}{ENTER}")).await;
}

/// The field for a code has the focus by itself.
async fn enter_code(window: &AppWindow, code: &str) {
    window.wait_for_script("return document.activeElement.name === 'code'").await;
    window.press(&format!("{code}{ENTER}")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_factor_is_switched_on_and_asked_for_by_the_keyboard_alone() {
    let server = TestServer::builder().start().await;
    let _alice = server.sign_up("alice").await;
    let session = DesktopSession::start().await;
    let window = session.open_app(&[]).await;
    sign_in_at(&window, &format!("{}/", server.url()), "alice@example.com").await;
    window.press(ACCOUNT_TAB).await;
    tab_to(&window, "Turn on…").await;
    window.press(ENTER).await;
    enter_password(&window).await;
    let key = window.figure("two-factor-key").await.replace(' ', "");
    enter_code(&window, &code_of(&key, 0)).await;
    window.wait_for_words("Keep these recovery codes").await;
    let script =
        "return Array.from(document.querySelectorAll('[data-figure=recovery-codes] li'), (li) => li.textContent)";
    let codes: Vec<String> = serde_json::from_value(window.execute(script).await).expect("a list of codes");
    assert_eq!(codes.len(), 10, "{codes:?}");
    // A key pressed by chance takes them away from nobody.
    window.press(ESCAPE).await;
    window.wait_for_words("Keep these recovery codes").await;
    tab_to(&window, "I've kept them").await;
    window.press(ENTER).await;
    window.wait_for_words("On since").await;
    window.wait_for_words("10 left.").await;
    for secret in codes.iter().chain([&key]) {
        window.wait_for_script(&format!("return !document.documentElement.outerHTML.includes('{secret}')")).await;
    }

    sign_out(&window).await;
    enter_password(&window).await;
    enter_code(&window, "000000").await;
    window.wait_for_words("That code is wrong").await;
    // Back to the password, and on again.
    window.press(ESCAPE).await;
    window.wait_for_script("return document.activeElement.name === 'password'").await;
    window.press(ENTER).await;
    // The code of the present was used to switch it on.
    enter_code(&window, &code_of(&key, 30)).await;
    window.wait_for_words("Sign out…").await;

    sign_out(&window).await;
    enter_password(&window).await;
    window.wait_for_script("return document.activeElement.name === 'code'").await;
    tab_to(&window, "Use a recovery code instead").await;
    window.press(ENTER).await;
    enter_code(&window, &codes[0]).await;
    window.wait_for_words("You have 9 recovery codes left").await;
    window.wait_for_words("9 left.").await;
    window.close().await;
    keeps_none_of(&session.home(), &[key.as_str(), codes[0].as_str(), codes[9].as_str(), PASSWORD]);
}

/// No file that the app has written holds a secret, its log included.
fn keeps_none_of(folder: &Path, secrets: &[&str]) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && !path.is_symlink() {
            keeps_none_of(&path, secrets);
        } else if let Ok(bytes) = std::fs::read(&path) {
            let text = String::from_utf8_lossy(&bytes);
            assert!(secrets.iter().all(|secret| !text.contains(secret)), "{} keeps a secret", path.display());
        }
    }
}
