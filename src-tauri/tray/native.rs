//! The tray of Windows and macOS, through Tauri's own.

use std::time::Duration;

use tauri::image::Image;
use tauri::menu::{IsMenuItem, Menu, MenuItem, PredefinedMenuItem};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Wry};

use super::art::{self, Style};
use super::face::{Face, WarningsAction};
use crate::request::{Request, Requests, WarningsRequest, WindowRequest};

const OPEN: &str = "open";
const WARNINGS: &str = "warnings";
const QUIT: &str = "quit";
/// The one size that both systems scale well to their bars.
const SIZE: u32 = 64;

pub(super) struct Tray {
    icon: TrayIcon,
    rows: Vec<MenuItem<Wry>>,
    open: MenuItem<Wry>,
    warnings: MenuItem<Wry>,
    quit: MenuItem<Wry>,
}

impl Tray {
    pub(super) async fn start(app: &AppHandle, face: Face, requests: Requests) -> tauri::Result<Self> {
        let row = |text: &String| MenuItem::new(app, text, false, None::<&str>);
        let rows = face.rows.iter().map(row).collect::<tauri::Result<Vec<_>>>()?;
        let item = |id: &str, text: &str| MenuItem::with_id(app, id, text, true, None::<&str>);
        let warnings = item(WARNINGS, &face.words.warnings)?;
        warnings.set_enabled(face.warnings != WarningsAction::None)?;
        let (open, quit) = (item(OPEN, &face.words.open)?, item(QUIT, &face.words.quit)?);
        let (above, below) = (PredefinedMenuItem::separator(app)?, PredefinedMenuItem::separator(app)?);
        let mut items: Vec<&dyn IsMenuItem<Wry>> = rows.iter().map(|row| row as &dyn IsMenuItem<Wry>).collect();
        items.extend([&above as &dyn IsMenuItem<Wry>, &open, &warnings, &below, &quit]);
        let icon = TrayIconBuilder::new()
            .icon(picture(&face))
            .icon_as_template(is_template(&face))
            .tooltip(&face.tooltip)
            .menu(&Menu::with_items(app, &items)?)
            .show_menu_on_left_click(false)
            .on_menu_event(menu_handler(requests.clone()))
            .on_tray_icon_event(click_handler(requests))
            .build(app)?;
        Ok(Self { icon, rows, open, warnings, quit })
    }

    /// Updates the menu in place.
    pub(super) async fn show(&self, face: Face) {
        if let Err(error) = self.try_show(&face) {
            tracing::error!(%error, "the tray was not updated");
        }
    }

    /// Both systems keep what they took.
    pub(super) async fn refused(&self) {
        std::future::pending().await
    }

    fn try_show(&self, face: &Face) -> tauri::Result<()> {
        self.icon.set_icon(Some(picture(face)))?;
        self.icon.set_icon_as_template(is_template(face))?;
        self.icon.set_tooltip(Some(&face.tooltip))?;
        for (row, text) in self.rows.iter().zip(&face.rows) {
            row.set_text(text)?;
        }
        self.warnings.set_enabled(face.warnings != WarningsAction::None)?;
        self.warnings.set_text(&face.words.warnings)?;
        self.open.set_text(&face.words.open)?;
        self.quit.set_text(&face.words.quit)
    }
}

/// Both systems always have one.
pub(super) struct Registry;

impl Registry {
    pub(super) async fn watch(_limit: Duration) -> Self {
        Self
    }

    pub(super) fn is_as_it_was(&mut self) {}

    pub(super) async fn changed(&mut self) {
        std::future::pending().await
    }

    pub(super) async fn another_chance(&mut self, pause: Duration) {
        tokio::time::sleep(pause).await;
    }
}

fn picture(face: &Face) -> Image<'static> {
    Image::new_owned(art::draw(face.art, face.style, SIZE), SIZE, SIZE)
}

/// Whether the bar of macOS is to colour the picture as it does its own.
fn is_template(face: &Face) -> bool {
    face.style == Style::Monochrome
}

fn menu_handler(requests: Requests) -> impl Fn(&AppHandle, tauri::menu::MenuEvent) + Send + Sync {
    move |_, event| {
        let request = match event.id().as_ref() {
            OPEN => Request::OPEN,
            WARNINGS => Request::Warnings(WarningsRequest::Toggle),
            QUIT => Request::Quit,
            _ => return,
        };
        requests.ask(request);
    }
}

fn click_handler(requests: Requests) -> impl Fn(&TrayIcon, TrayIconEvent) + Send + Sync {
    move |_, event| {
        if let TrayIconEvent::Click {
            position, button: MouseButton::Left, button_state: MouseButtonState::Up, ..
        } = event
        {
            requests.ask(Request::Window(WindowRequest::ToggleQuickLook(Some(position))));
        }
    }
}
