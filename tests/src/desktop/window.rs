//! The app's window, driven through WebDriver as a person would.

use std::path::Path;
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::{Value, json};

use super::app::app_path;
use super::{DesktopSession, Program};
use crate::network::free_port;
use crate::wait::{PATIENCE, until};

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
        until("the driver takes connections", async || tokio::net::TcpStream::connect(("127.0.0.1", port)).await.ok())
            .await;
        let client = connect(port, arguments).await;
        AppWindow { client, driver }
    }
}

impl AppWindow {
    /// Waits for the element whose `data-testid` is `id` to be on the page.
    pub async fn element(&self, id: &str) -> Element {
        let selector = format!("[data-testid=\"{id}\"]");
        let found = self.client.wait().at_most(PATIENCE).every(Duration::from_millis(50));
        found.for_element(Locator::Css(&selector)).await.unwrap_or_else(|error| panic!("no {id} on the page: {error}"))
    }

    /// Whether such an element is on the page now.
    pub async fn has(&self, id: &str) -> bool {
        let selector = format!("[data-testid=\"{id}\"]");
        !self.client.find_all(Locator::Css(&selector)).await.expect("the page answers").is_empty()
    }

    /// Clicks an element, once it takes clicks.
    pub async fn click(&self, id: &str) {
        until(&format!("{id} takes clicks"), async || self.element(id).await.click().await.ok()).await;
    }

    /// Writes into a field instead of what stands there.
    pub async fn fill(&self, id: &str, text: &str) {
        let field = self.element(id).await;
        field.clear().await.expect("the field can be emptied");
        field.send_keys(text).await.expect("the field takes keys");
    }

    /// What an element shows.
    pub async fn text(&self, id: &str) -> String {
        self.element(id).await.text().await.expect("an element has text")
    }

    /// Waits until an element shows exactly `text`.
    pub async fn wait_for_text(&self, id: &str, text: &str) {
        until(&format!("{id} shows {text:?}"), async || {
            // The element may be drawn anew between being found and being read.
            (self.element(id).await.text().await.ok()?.trim() == text).then_some(())
        })
        .await;
    }

    /// Presses keys wherever the focus is.
    pub async fn press(&self, keys: &str) {
        let focused = self.client.active_element().await.expect("a page has a focus");
        focused.send_keys(keys).await.expect("the focus takes keys");
    }

    /// Runs a script in the page and answers what it returns.
    pub async fn execute(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.expect("the script runs")
    }

    /// Writes a picture of the page.
    pub async fn photograph(&self, path: &Path) {
        let png = self.client.screenshot().await.expect("the page can be painted");
        std::fs::write(path, png).expect("the picture can be written");
    }

    /// Ends the app as a driver does, window and all.
    pub async fn close(self) {
        self.client.close().await.expect("the session can be ended");
        drop(self.driver);
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
