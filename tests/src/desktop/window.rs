//! The app's window, driven through WebDriver as a person would.

use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::{Value, json};

use super::app::app_path;
use super::{DesktopSession, Program};
use crate::network::free_port;
use crate::wait::{PATIENCE, until, until_within};

/// A running app with an open window under control of a driver.
pub struct AppWindow {
    client: Client,
    driver: Program,
}

impl DesktopSession {
    /// Starts the app through tauri-driver, and waits for its window.
    pub async fn open_app(&self, arguments: &[&str]) -> AppWindow {
        let program = std::env::var("INFUSE_TEST_TAURI_DRIVER").unwrap_or_else(|_| "tauri-driver".to_owned());
        let (port, native_port) = (free_port(), free_port());
        let mut command = self.command(program);
        command.args(["--port", &port.to_string(), "--native-port", &native_port.to_string()]);
        let driver = Program::start(command, "tauri-driver", &self.logs());
        for port in [native_port, port] {
            until("the driver takes connections", async || {
                tokio::net::TcpStream::connect(("127.0.0.1", port)).await.ok()
            })
            .await;
        }
        let client = connect(port, arguments).await;
        AppWindow { client, driver }
    }
}

impl AppWindow {
    /// Clicks what is labelled so, once it takes clicks.
    pub async fn click(&self, label: &str) {
        let path = format!(
            "//*[self::button or self::label or @role='radio' or @role='menuitem' or @role='option']\
             [normalize-space(.)='{label}' or @aria-label='{label}' or @title='{label}' or span[normalize-space(.)='{label}']]"
        );
        until(&format!("{label:?} takes clicks"), async || self.try_click(&path).await).await;
    }

    /// Scrolls to it first, as a person does: the driver scrolls the page, and not what scrolls within it.
    async fn try_click(&self, path: &str) -> Option<()> {
        let element = self.client.find(Locator::XPath(path)).await.ok()?;
        let script = "arguments[0].scrollIntoView({ block: 'nearest' })";
        self.client.execute(script, vec![serde_json::to_value(&element).ok()?]).await.ok()?;
        element.click().await.ok()
    }

    /// Clicks what is labelled so in the item of a list that has that name, once it takes clicks.
    pub async fn click_in(&self, item: &str, label: &str) {
        let path = format!("//li[.//*[normalize-space(.)='{item}']]//button[normalize-space(.)='{label}']");
        until(&format!("{label:?} of {item:?} takes clicks"), async || self.try_click(&path).await).await;
    }

    /// Chooses one of the answers to what is labelled so.
    pub async fn choose(&self, label: &str, answer: &str) {
        let path = format!("//fieldset[legend[normalize-space(.)='{label}']]//label[normalize-space(.)='{answer}']");
        until(&format!("{answer:?} of {label:?} takes clicks"), async || self.try_click(&path).await).await;
    }

    /// Clicks a button of the dialog that is open, once it takes clicks.
    pub async fn confirm(&self, label: &str) {
        let path = format!("//*[@role='dialog' or @role='alertdialog']//button[normalize-space(.)='{label}']");
        until(&format!("{label:?} of the dialog takes clicks"), async || self.try_click(&path).await).await;
    }

    /// Writes into the field of that label, instead of what stands there.
    pub async fn fill(&self, label: &str, text: &str) {
        let path = format!("//input[@aria-label='{label}' or @id=//label[normalize-space(.)='{label}']/@for]");
        until(&format!("{label:?} takes {text:?}"), async || {
            // The field may be drawn anew between being found and being written into.
            let field = self.client.find(Locator::XPath(&path)).await.ok()?;
            field.clear().await.ok()?;
            field.send_keys(text).await.ok()?;
            (field.prop("value").await.ok()?? == text).then_some(())
        })
        .await;
    }

    /// Turns the switch that stands in a row, in that column.
    pub async fn turn(&self, row: &str, column: &str) {
        let path = format!(
            "//*[normalize-space(.)='{row}']/ancestor::*[.//input[@role='switch']][1]\
             //*[normalize-space(.)='{column}']/following-sibling::input[@role='switch']"
        );
        self.find(Locator::XPath(&path), row).await.click().await.expect("a switch takes clicks");
    }

    /// Turns the one switch of that name.
    pub async fn switch(&self, label: &str) {
        let path = format!("//input[@role='switch'][@aria-labelledby=//*[normalize-space(.)='{label}']/@id]");
        until(&format!("{label:?} takes clicks"), async || self.try_click(&path).await).await;
    }

    /// What the element `data-figure="<name>"` shows.
    pub async fn figure(&self, name: &str) -> String {
        let selector = format!("[data-figure=\"{name}\"]");
        let figure = self.find(Locator::Css(&selector), name).await;
        figure.text().await.expect("an element has text").trim().to_owned()
    }

    /// Waits until that figure shows exactly `text`.
    pub async fn wait_for_figure(&self, name: &str, text: &str) {
        let selector = format!("[data-figure=\"{name}\"]");
        until(&format!("the figure {name} shows {text:?}"), async || {
            // The element may be drawn anew between being found and being read.
            let shown = self.client.find(Locator::Css(&selector)).await.ok()?.text().await.ok()?;
            (shown.trim() == text).then_some(())
        })
        .await;
    }

    /// Waits until some element shows `text`, among other words or alone.
    pub async fn wait_for_words(&self, text: &str) {
        self.wait_for_words_within(PATIENCE, text).await;
    }

    /// The same with another limit.
    pub async fn wait_for_words_within(&self, limit: Duration, text: &str) {
        until_within(limit, &format!("the page shows {text:?}"), async || {
            let body = self.client.find(Locator::Css("body")).await.ok()?;
            body.text().await.ok()?.contains(text).then_some(())
        })
        .await;
    }

    /// Presses keys wherever the focus is.
    pub async fn press(&self, keys: &str) {
        let focused = self.client.active_element().await.expect("a page has a focus");
        focused.send_keys(keys).await.expect("the focus takes keys");
    }

    /// Makes the window as large as that, in pixels, as far as the screen goes.
    pub async fn resize(&self, width: u32, height: u32) {
        self.client.set_window_size(width, height).await.expect("a window has a size");
    }

    /// Runs a script in the page and answers what it returns.
    pub async fn execute(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.expect("the script runs")
    }

    /// Waits until a script returns `true`.
    pub async fn wait_for_script(&self, script: &str) {
        until(script, async || {
            let answer = self.client.execute(script, Vec::new()).await.ok()?;
            (answer == Value::Bool(true)).then_some(())
        })
        .await;
    }

    /// Waits until what the page holds now stands on the screen, and nothing moves on it.
    pub async fn wait_until_painted(&self) {
        self.wait_for_script("return document.getAnimations().length === 0").await;
        let script = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(true)))";
        self.client.execute_async(script, Vec::new()).await.expect("the page paints");
    }

    /// Ends the app as a driver does, window and all.
    pub async fn close(self) {
        self.client.close().await.expect("the session can be ended");
        drop(self.driver);
    }

    async fn find(&self, locator: Locator<'_>, what: &str) -> Element {
        let found = self.client.wait().at_most(PATIENCE).every(Duration::from_millis(50)).for_element(locator).await;
        found.unwrap_or_else(|error| panic!("no {what} on the page: {error}"))
    }
}

async fn connect(port: u16, arguments: &[&str]) -> Client {
    let application = app_path().display().to_string();
    let capabilities = json!({
        "browserName": "wry",
        "tauri:options": { "application": application, "args": arguments },
    });
    let mut builder = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new());
    builder.capabilities(serde_json::from_value(capabilities).expect("an object"));
    let url = format!("http://127.0.0.1:{port}");
    let connected = tokio::time::timeout(PATIENCE, builder.connect(&url)).await;
    connected.expect("the window opens in time").expect("the driver starts the app")
}
