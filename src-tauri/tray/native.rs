//! The tray of Windows and macOS, through Tauri's own.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tauri::image::Image;
use tauri::menu::{Menu, MenuItem, PredefinedMenuItem, Submenu};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Wry};

use super::art::{self, Style};
use super::face::{AskedApproval, Face, WarningsAction};
use crate::request::{ApprovalAnswer, Request, Requests, WarningsRequest, WindowRequest};

const OPEN: &str = "open";
const WARNINGS: &str = "warnings";
const QUIT: &str = "quit";
const MORE: &str = "more";
/// Before the id of an approval.
const ALLOW: &str = "allow:";
const DENY: &str = "deny:";
/// The one size that both systems scale well to their bars.
const SIZE: u32 = 64;

pub(super) struct Tray {
    app: AppHandle,
    icon: TrayIcon,
    menu: Mutex<Shown>,
}

/// The menu that is shown, whose texts change in place.
struct Shown {
    rows: Vec<MenuItem<Wry>>,
    approvals: Vec<AskedApproval>,
    more_approvals: String,
    open: MenuItem<Wry>,
    warnings: MenuItem<Wry>,
    quit: MenuItem<Wry>,
}

impl Tray {
    pub(super) async fn start(app: &AppHandle, face: Face, requests: Requests) -> tauri::Result<Self> {
        let (menu, shown) = Shown::build(app, &face)?;
        let icon = TrayIconBuilder::new()
            .icon(picture(&face))
            .icon_as_template(is_template(&face))
            .tooltip(&face.tooltip)
            .menu(&menu)
            .show_menu_on_left_click(false)
            .on_menu_event(menu_handler(requests.clone()))
            .on_tray_icon_event(click_handler(requests))
            .build(app)?;
        Ok(Self { app: app.clone(), icon, menu: Mutex::new(shown) })
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
        let mut shown = self.menu.lock().unwrap_or_else(PoisonError::into_inner);
        if shown.has_rows_of(face) {
            return shown.set(face);
        }
        let (menu, another) = Shown::build(&self.app, face)?;
        self.icon.set_menu(Some(menu))?;
        *shown = another;
        Ok(())
    }
}

impl Shown {
    fn build(app: &AppHandle, face: &Face) -> tauri::Result<(Menu<Wry>, Self)> {
        let words = &face.words;
        let row = |text: &String| MenuItem::new(app, text, false, None::<&str>);
        let rows = face.rows.iter().map(row).collect::<tauri::Result<Vec<_>>>()?;
        let item = |id: &str, text: &str| MenuItem::with_id(app, id, text, true, None::<&str>);
        let warnings = item(WARNINGS, &words.warnings)?;
        warnings.set_enabled(face.warnings != WarningsAction::None)?;
        let (open, quit) = (item(OPEN, &words.open)?, item(QUIT, &words.quit)?);
        let menu = Menu::new(app)?;
        for row in &rows {
            menu.append(row)?;
        }
        if !face.approvals.is_empty() {
            menu.append(&PredefinedMenuItem::separator(app)?)?;
        }
        for AskedApproval { id, label, facts, is_whole } in &face.approvals {
            let submenu = Submenu::new(app, label, true)?;
            for fact in facts {
                submenu.append(&row(fact)?)?;
            }
            let allow = item(&format!("{ALLOW}{id}"), &words.allow);
            submenu.append(&if *is_whole { allow? } else { item(MORE, &words.open)? })?;
            submenu.append(&item(&format!("{DENY}{id}"), &words.deny)?)?;
            menu.append(&submenu)?;
        }
        if !words.more_approvals.is_empty() {
            menu.append(&item(MORE, &words.more_approvals)?)?;
        }
        menu.append(&PredefinedMenuItem::separator(app)?)?;
        menu.append_items(&[&open, &warnings])?;
        menu.append(&PredefinedMenuItem::separator(app)?)?;
        menu.append(&quit)?;
        let (approvals, more_approvals) = (face.approvals.clone(), words.more_approvals.clone());
        Ok((menu, Self { rows, approvals, more_approvals, open, warnings, quit }))
    }

    /// Whether nothing but texts differs.
    fn has_rows_of(&self, face: &Face) -> bool {
        self.approvals == face.approvals && self.more_approvals == face.words.more_approvals
    }

    fn set(&self, face: &Face) -> tauri::Result<()> {
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
        let id = event.id().as_ref();
        let answer = |id: &str, allow| Request::Approval(ApprovalAnswer { id: id.to_owned(), allow });
        let request = match id {
            OPEN | MORE => Request::OPEN,
            WARNINGS => Request::Warnings(WarningsRequest::Toggle),
            QUIT => Request::Quit,
            id => match (id.strip_prefix(ALLOW), id.strip_prefix(DENY)) {
                (Some(id), _) => answer(id, true),
                (None, Some(id)) => answer(id, false),
                (None, None) => return,
            },
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
