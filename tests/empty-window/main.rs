//! What the figures of the desktop are compared with: a Tauri app that does nothing, in the same profile
//! and with the same crates. It opens one window of the app's size; with `--tray` it only has an icon.

use tauri::{App, RunEvent, WebviewUrl, WebviewWindowBuilder};

fn main() -> tauri::Result<()> {
    let only_a_tray = std::env::args().any(|argument| argument == "--tray");
    let app = tauri::Builder::default()
        .setup(move |app| if only_a_tray { show_icon() } else { open_window(app) })
        .build(tauri::generate_context!("tests/empty-window/tauri.conf.json"))?;
    app.run(|_, event| {
        if let RunEvent::ExitRequested { code: None, api, .. } = event {
            api.prevent_exit();
        }
    });
    Ok(())
}

fn open_window(app: &App) -> Result<(), Box<dyn std::error::Error>> {
    WebviewWindowBuilder::new(app, "main", WebviewUrl::default()).inner_size(1120.0, 780.0).build()?;
    Ok(())
}

#[cfg(target_os = "linux")]
fn show_icon() -> Result<(), Box<dyn std::error::Error>> {
    use ksni::TrayMethods as _;

    struct Icon;

    impl ksni::Tray for Icon {
        fn id(&self) -> String {
            "empty".to_owned()
        }

        fn icon_pixmap(&self) -> Vec<ksni::Icon> {
            let pixels = [255; 22 * 22 * 4];
            vec![ksni::Icon { width: 22, height: 22, data: pixels.to_vec() }]
        }
    }

    tauri::async_runtime::spawn(async {
        match Icon.spawn().await {
            // The icon goes with its handle.
            Ok(_handle) => std::future::pending::<()>().await,
            Err(error) => eprintln!("the icon can not be shown: {error}"),
        }
    });
    Ok(())
}

/// Only Linux's figures are measured.
#[cfg(not(target_os = "linux"))]
fn show_icon() -> Result<(), Box<dyn std::error::Error>> {
    Ok(())
}
