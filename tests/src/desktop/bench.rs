//! The design bench of the web view, which is no part of the app, in a browser with the engine of the app's windows.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use fantoccini::{Client, ClientBuilder};
use serde_json::Value;

use super::{DesktopSession, Picture, Program};
use crate::network::free_port;
use crate::wait::{PATIENCE, until, until_within};

/// Making the bench from its sources takes a few seconds on an idle machine.
const BUILDING: Duration = Duration::from_secs(300);

/// The bench, served and looked at.
pub struct Bench {
    client: Client,
    address: String,
    _driver: Program,
    _server: Program,
}

impl DesktopSession {
    /// Builds the bench, serves it on this computer, and opens a browser.
    pub async fn open_bench(&self) -> Bench {
        let (server_port, driver_port) = (free_port(), free_port());
        let mut server = self.command("npm");
        let port = server_port.to_string();
        server.args(["run", "bench", "--prefix"]).arg(ui()).args(["--", "--host", "127.0.0.1", "--port", &port]);
        server.stdin(Stdio::null());
        let server = Program::start(server, "bench", &self.logs());
        let mut driver = self.command("WebKitWebDriver");
        driver.arg(format!("--port={driver_port}"));
        let driver = Program::start(driver, "WebKitWebDriver", &self.logs());
        for (limit, port) in [(BUILDING, server_port), (PATIENCE, driver_port)] {
            until_within(limit, "the bench and its browser take connections", async || {
                tokio::net::TcpStream::connect(("127.0.0.1", port)).await.ok()
            })
            .await;
        }
        let builder = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new());
        let connected = builder.connect(&format!("http://127.0.0.1:{driver_port}")).await;
        let client = connected.expect("the driver starts a browser");
        Bench { client, address: format!("http://127.0.0.1:{server_port}"), _driver: driver, _server: server }
    }
}

impl Bench {
    /// Opens a page of the bench, as in `/?page=gallery`.
    pub async fn open(&self, page: &str) {
        self.client.goto(&format!("{}{page}", self.address)).await.expect("the bench has the page");
    }

    /// Makes the page as large as that, in pixels.
    pub async fn resize(&self, width: u32, height: u32) {
        self.client.set_window_size(width, height).await.expect("a window has a size");
        // What stands around the page is the browser's, and as large whatever its size.
        let (inner_width, inner_height) = (self.measure("innerWidth").await, self.measure("innerHeight").await);
        let (around_x, around_y) = (width.saturating_sub(inner_width), height.saturating_sub(inner_height));
        self.client.set_window_size(width + around_x, height + around_y).await.expect("a window has a size");
        // A browser has a smallest width of its own.
        until("the page has its size", async || {
            (self.measure("innerHeight").await >= height && self.measure("innerWidth").await >= width).then_some(())
        })
        .await;
    }

    /// A length that a script answers, in pixels.
    pub async fn measure(&self, script: &str) -> u32 {
        let value = self.client.execute(&format!("return Math.ceil({script})"), Vec::new()).await.expect("a number");
        u32::try_from(value.as_u64().expect("no length is negative")).expect("no page is longer")
    }

    /// What a script returns, once it returns something.
    pub async fn answer(&self, limit: Duration, script: &str) -> Value {
        until_within(limit, script, async || {
            let answer = self.client.execute(script, Vec::new()).await.ok()?;
            (!answer.is_null()).then_some(answer)
        })
        .await
    }

    /// Takes a picture of the page.
    pub async fn photograph(&self, path: &Path) -> Picture {
        let picture = self.client.screenshot().await.expect("the page can be photographed");
        std::fs::write(path, picture).expect("the folder can be written");
        Picture(path.to_owned())
    }
}

fn ui() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui")
}
