//! The tray over D-Bus, as a StatusNotifierItem: the host asks for picture, tooltip and menu, and sends clicks.

use std::sync::Arc;

use ksni::menu::StandardItem;
use ksni::{Handle, Icon, MenuItem, OfflineReason, ToolTip, TrayMethods};
use tauri::{AppHandle, PhysicalPosition};

use super::art;
use super::face::{Face, WarningsAction};
use super::presence::{Presence, Presences};
use crate::request::{Request, Requests, WarningsRequest, WindowRequest};
use crate::wording::Wording;

pub(super) struct Tray {
    handle: Handle<Item>,
}

impl Tray {
    /// Registers with the tray host, now or as soon as one appears. Fails where there is no session bus.
    pub(super) async fn start(
        _app: &AppHandle,
        face: Face,
        wording: Arc<Wording>,
        requests: Requests,
        presences: Presences,
    ) -> Result<Self, ksni::Error> {
        let item = Item { pictures: pictures(&face), face, wording, requests, presences: presences.clone() };
        let handle = item.assume_sni_available(true).spawn().await?;
        // A host that was missing has said so by now.
        presences.send_if_modified(|presence| {
            let registered = *presence == Presence::Unknown;
            if registered {
                *presence = Presence::Shown;
            }
            registered
        });
        Ok(Self { handle })
    }

    /// Sends the parts of the face that differ; menu rows change in place.
    pub(super) async fn show(&self, face: Face) {
        let updated = self.handle.update(|item| item.set(face)).await;
        if updated.is_none() {
            tracing::warn!("the tray has ended");
        }
    }
}

struct Item {
    face: Face,
    /// The face's picture in each size that hosts pick from.
    pictures: Vec<Icon>,
    wording: Arc<Wording>,
    requests: Requests,
    presences: Presences,
}

impl Item {
    fn set(&mut self, face: Face) {
        if face.art != self.face.art {
            self.pictures = pictures(&face);
        }
        self.face = face;
    }

    fn ask(&self, request: Request) {
        self.requests.ask(request);
    }

    fn action(&self, id: &str, request: Request) -> StandardItem<Self> {
        StandardItem {
            label: self.wording.text(id),
            activate: Box::new(move |item: &mut Self| item.ask(request)),
            ..StandardItem::default()
        }
    }
}

impl ksni::Tray for Item {
    fn id(&self) -> String {
        "infuse".to_owned()
    }

    fn title(&self) -> String {
        self.wording.text("app-name")
    }

    fn icon_pixmap(&self) -> Vec<Icon> {
        self.pictures.clone()
    }

    fn tool_tip(&self) -> ToolTip {
        ToolTip { title: self.title(), description: self.face.tooltip.clone(), ..ToolTip::default() }
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        let rows = self.face.rows.iter().map(|row| row_of(row));
        let warnings = StandardItem {
            enabled: self.face.warnings != WarningsAction::None,
            ..self.action(self.face.warnings.label(), Request::Warnings(WarningsRequest::Toggle))
        };
        let actions = [
            MenuItem::Separator,
            self.action("menu-open", Request::OPEN).into(),
            warnings.into(),
            MenuItem::Separator,
            self.action("menu-quit", Request::Quit).into(),
        ];
        rows.chain(actions).collect()
    }

    fn activate(&mut self, x: i32, y: i32) {
        // Hosts that do not know where the click was send the origin.
        let at = (x != 0 || y != 0).then(|| PhysicalPosition::new(f64::from(x), f64::from(y)));
        self.ask(Request::Window(WindowRequest::ToggleQuickLook(at)));
    }

    fn secondary_activate(&mut self, _x: i32, _y: i32) {
        self.ask(Request::OPEN);
    }

    fn watcher_online(&self) {
        self.presences.send_replace(Presence::Shown);
    }

    fn watcher_offline(&self, reason: OfflineReason) -> bool {
        tracing::info!(?reason, "no tray host is running");
        self.presences.send_replace(Presence::Absent);
        true
    }
}

/// A row that only tells. Its underscores are text, not access keys.
fn row_of(row: &str) -> MenuItem<Item> {
    StandardItem { label: row.replace('_', "__"), enabled: false, ..StandardItem::default() }.into()
}

fn pictures(face: &Face) -> Vec<Icon> {
    art::SIZES.map(|size| icon_of(art::draw(face.art, size), size)).into()
}

/// D-Bus wants alpha first.
fn icon_of(mut data: Vec<u8>, size: u32) -> Icon {
    for pixel in data.chunks_exact_mut(4) {
        pixel.rotate_right(1);
    }
    let side = size.cast_signed();
    Icon { width: side, height: side, data }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tray::face::tests::{face_of, snapshot_of_ada};

    #[test]
    fn the_menu_begins_with_the_figures_and_ends_with_what_can_be_done() {
        let (requests, _asked) = crate::request::requests(crate::end::End::default());
        let (presences, _) = tokio::sync::watch::channel(Presence::Unknown);
        let face = face_of(&snapshot_of_ada());
        let item = Item { pictures: pictures(&face), face, wording: Wording::english().into(), requests, presences };
        let labels: Vec<String> = ksni::Tray::menu(&item)
            .into_iter()
            .map(|row| match row {
                MenuItem::Standard(row) => row.label,
                _ => "—".to_owned(),
            })
            .collect();
        let expected = [
            "Credits: 253 of 1,000",
            "Purchased: 0",
            "Memory: 412,000 of 1,000,000 words",
            "Workflows: 7 of 10",
            "Updated 14:02",
            "—",
            "Open Infuse",
            "Pause warnings until reset",
            "—",
            "Quit",
        ];
        assert_eq!(labels, expected);
        assert_eq!(ksni::Tray::tool_tip(&item).title, "Infuse");
    }

    #[test]
    fn pixels_travel_alpha_first() {
        assert_eq!(icon_of(vec![1, 2, 3, 4, 5, 6, 7, 8], 1).data, [4, 1, 2, 3, 8, 5, 6, 7]);
    }
}
