//! The tray over D-Bus, as a StatusNotifierItem: the host asks for picture, tooltip and menu, and sends clicks.

use std::time::Duration;

use futures_util::{FutureExt, StreamExt};
use ksni::menu::{StandardItem, SubMenu};
use ksni::{Handle, Icon, MenuItem, OfflineReason, ToolTip, TrayMethods};
use tauri::{AppHandle, PhysicalPosition};
use tokio::sync::watch;
use tokio::time::timeout;
use zbus::fdo::{DBusProxy, NameOwnerChangedStream};
use zbus::names::BusName;

use super::art;
use super::face::{AskedApproval, Face, WarningsAction};
use crate::request::{ApprovalAnswer, Request, Requests, WarningsRequest, WindowRequest};

/// Who hands out icons to the hosts of the session: https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/.
const REGISTRY: &str = "org.kde.StatusNotifierWatcher";

/// The icon in one registry.
pub(super) struct Tray {
    handle: Handle<Item>,
    refusals: watch::Receiver<bool>,
}

impl Tray {
    /// Registers. Fails where there is no session bus or no registry, and where the registry takes nothing.
    pub(super) async fn start(_app: &AppHandle, face: Face, requests: Requests) -> Result<Self, TrayError> {
        let (refused, refusals) = watch::channel(false);
        let item = Item { pictures: pictures(&face), face, requests, is_odd_turn: false, refused };
        let tray = Self { handle: item.assume_sni_available(true).spawn().await?, refusals };
        // A registry that was missing has said so by now.
        if *tray.refusals.borrow() { Err(TrayError::NoRegistry) } else { Ok(tray) }
    }

    /// Sends the parts of the face that differ; menu rows change in place.
    pub(super) async fn show(&self, face: Face) {
        let updated = self.handle.update(|item| item.set(face)).await;
        if updated.is_none() {
            tracing::warn!("the tray has ended");
        }
    }

    /// Waits until the registry has given the icon up.
    pub(super) async fn refused(&self) {
        let mut refusals = self.refusals.clone();
        // The item goes with its registry.
        if let Err(error) = refusals.wait_for(|refused| *refused).await {
            tracing::debug!(%error, "the tray has ended");
        }
    }
}

impl Drop for Tray {
    fn drop(&mut self) {
        // Nobody waits for its farewell: it may be the one that hangs.
        drop(self.handle.shutdown());
    }
}

#[derive(Debug, thiserror::Error)]
pub(super) enum TrayError {
    #[error("no tray registry is running")]
    NoRegistry,
    #[error(transparent)]
    Refused(#[from] ksni::Error),
}

/// Whether there is a registry, and whose.
pub(super) struct Registry {
    limit: Duration,
    /// Absent where the session bus does not answer.
    bus: Option<(DBusProxy<'static>, NameOwnerChangedStream)>,
}

impl Registry {
    /// Begins to watch; the bus has so long to answer.
    pub(super) async fn watch(limit: Duration) -> Self {
        let bus = match timeout(limit, watch_owner()).await {
            Ok(Ok(bus)) => Some(bus),
            Ok(Err(error)) => {
                tracing::warn!(%error, "trays can not be watched");
                None
            }
            Err(_) => {
                tracing::warn!("the session bus does not answer");
                None
            }
        };
        Self { limit, bus }
    }

    /// Takes whoever is the registry now for granted: only changes from here on are told.
    pub(super) fn is_as_it_was(&mut self) {
        if let Some((_, changes)) = &mut self.bus {
            while let Some(Some(_)) = changes.next().now_or_never() {}
        }
    }

    /// Waits until another takes its place, or it goes.
    pub(super) async fn changed(&mut self) {
        match &mut self.bus {
            Some((_, changes)) => {
                if changes.next().await.is_none() {
                    self.bus = None;
                }
            }
            None => std::future::pending().await,
        }
    }

    /// Waits until a registry may take an icon: another one, or, after a pause, the one that did not.
    pub(super) async fn another_chance(&mut self, pause: Duration) {
        let Some((bus, _)) = &self.bus else {
            tokio::time::sleep(pause).await;
            *self = Self::watch(self.limit).await;
            return;
        };
        let exists = timeout(self.limit, is_owned(bus)).await;
        if matches!(exists, Ok(Ok(false))) {
            return self.changed().await;
        }
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = self.changed() => {}
        }
    }
}

async fn is_owned(bus: &DBusProxy<'_>) -> zbus::Result<bool> {
    Ok(bus.name_has_owner(BusName::try_from(REGISTRY)?).await?)
}

async fn watch_owner() -> zbus::Result<(DBusProxy<'static>, NameOwnerChangedStream)> {
    let connection = zbus::Connection::session().await?;
    let bus = DBusProxy::new(&connection).await?;
    let changes = bus.receive_name_owner_changed_with_args(&[(0, REGISTRY)]).await?;
    Ok((bus, changes))
}

struct Item {
    face: Face,
    /// The face's picture in each size that hosts pick from.
    pictures: Vec<Icon>,
    requests: Requests,
    /// Changes with what is asked.
    is_odd_turn: bool,
    /// Whether the registry has given the icon up.
    refused: watch::Sender<bool>,
}

impl Item {
    fn set(&mut self, face: Face) {
        if (face.art, face.style) != (self.face.art, self.face.style) {
            self.pictures = pictures(&face);
        }
        // Rows are known by their places: a menu that is open would answer what has come to the place of what was asked.
        // Where another row begins the menu, every row has another number.
        if face.approvals != self.face.approvals {
            self.is_odd_turn = !self.is_odd_turn;
        }
        self.face = face;
    }

    fn ask(&self, request: Request) {
        self.requests.ask(request);
    }

    fn action(label: &str, request: Request) -> StandardItem<Self> {
        StandardItem {
            label: label.to_owned(),
            activate: Box::new(move |item: &mut Self| item.ask(request.clone())),
            ..StandardItem::default()
        }
    }
}

impl ksni::Tray for Item {
    fn id(&self) -> String {
        "infuse".to_owned()
    }

    fn title(&self) -> String {
        self.face.words.title.clone()
    }

    fn icon_pixmap(&self) -> Vec<Icon> {
        self.pictures.clone()
    }

    fn tool_tip(&self) -> ToolTip {
        ToolTip { title: self.title(), description: self.face.tooltip.clone(), ..ToolTip::default() }
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        let words = &self.face.words;
        let rows = self.face.rows.iter().map(|row| row_of(row));
        let warnings = StandardItem {
            enabled: self.face.warnings != WarningsAction::None,
            ..Self::action(&words.warnings, Request::Warnings(WarningsRequest::Toggle))
        };
        let asked = self.face.approvals.iter().map(|AskedApproval { id, label, facts, is_whole }| {
            let answer =
                |label, allow| Self::action(label, Request::Approval(ApprovalAnswer { id: id.clone(), allow })).into();
            let open = || Self::action(&words.open, Request::OPEN).into();
            let first = if *is_whole { answer(&words.allow, true) } else { open() };
            let submenu = facts.iter().map(|fact| row_of(fact)).chain([first, answer(&words.deny, false)]).collect();
            MenuItem::from(SubMenu { label: plain(label), submenu, ..SubMenu::default() })
        });
        let more = (!words.more_approvals.is_empty())
            .then(|| MenuItem::from(Self::action(&plain(&words.more_approvals), Request::OPEN)));
        let asked: Vec<_> = asked.chain(more).collect();
        let line = (!asked.is_empty()).then_some(MenuItem::Separator);
        let actions = [
            MenuItem::Separator,
            Self::action(&words.open, Request::OPEN).into(),
            warnings.into(),
            MenuItem::Separator,
            Self::action(&words.quit, Request::Quit).into(),
        ];
        let turn = StandardItem { visible: false, ..StandardItem::default() };
        let turn = self.is_odd_turn.then(|| MenuItem::from(turn));
        turn.into_iter().chain(rows).chain(line).chain(asked).chain(actions).collect()
    }

    fn activate(&mut self, x: i32, y: i32) {
        // Hosts that do not know where the click was send the origin.
        let at = (x != 0 || y != 0).then(|| PhysicalPosition::new(f64::from(x), f64::from(y)));
        self.ask(Request::Window(WindowRequest::ToggleQuickLook(at)));
    }

    fn secondary_activate(&mut self, _x: i32, _y: i32) {
        self.ask(Request::OPEN);
    }

    /// Ends the item: each registry gets one of its own, so that one that hangs holds up no other.
    fn watcher_offline(&self, reason: OfflineReason) -> bool {
        tracing::info!(?reason, "the tray took no icon");
        self.refused.send_replace(true);
        false
    }
}

/// A row that only tells. Its underscores are text, not access keys.
fn row_of(row: &str) -> MenuItem<Item> {
    StandardItem { label: plain(row), enabled: false, ..StandardItem::default() }.into()
}

fn plain(text: &str) -> String {
    text.replace('_', "__")
}

fn pictures(face: &Face) -> Vec<Icon> {
    art::SIZES.map(|size| icon_of(art::draw(face.art, face.style, size), size)).into()
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
    use infuse_engine::snapshot::{ApprovalCategory, ApprovalNow, Snapshot};

    use super::*;
    use crate::tray::face::tests::{face_of, snapshot_of_ada};

    #[test]
    fn the_menu_begins_with_the_figures_and_ends_with_what_can_be_done() {
        let (requests, _asked) = crate::request::requests(crate::end::End::default());
        let (refused, _) = watch::channel(false);
        let face = face_of(&snapshot_of_ada());
        let item = Item { pictures: pictures(&face), face, requests, is_odd_turn: false, refused };
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
            "Quit Infuse",
        ];
        assert_eq!(labels, expected);
        assert_eq!(ksni::Tray::tool_tip(&item).title, "Infuse");
    }

    fn asked(title: &str, detail: Option<&str>) -> ApprovalNow {
        ApprovalNow {
            id: format!("w/{title}"),
            asked_by: "Nightly agent".to_owned(),
            category: Some(ApprovalCategory::SendMessages),
            title: title.to_owned(),
            detail: detail.map(str::to_owned),
            credits: Some(40),
            expires_at: "2026-11-21T16:00:00Z".to_owned(),
        }
    }

    fn item_asking(approvals: Vec<ApprovalNow>) -> Item {
        let (requests, _asked) = crate::request::requests(crate::end::End::default());
        let (refused, _) = watch::channel(false);
        let face = face_of(&Snapshot { approvals, ..snapshot_of_ada() });
        Item { pictures: pictures(&face), face, requests, is_odd_turn: false, refused }
    }

    /// The rows of each request, by their labels.
    fn submenus(item: &Item) -> Vec<Vec<String>> {
        let label = |row: MenuItem<Item>| if let MenuItem::Standard(row) = row { row.label } else { String::new() };
        let submenu = |row| if let MenuItem::SubMenu(menu) = row { Some(menu.submenu) } else { None };
        let menus = ksni::Tray::menu(item).into_iter().filter_map(submenu);
        menus.map(|rows| rows.into_iter().map(label).collect()).collect()
    }

    #[test]
    fn what_is_asked_is_allowed_from_the_menu_where_the_menu_tells_all_of_it() {
        let long = "Send the report to everyone who ever wrote to the office, and to their managers";
        let item = item_asking(vec![asked("Send", None), asked("Reply", Some("To Bob")), asked(long, None)]);
        let rows = submenus(&item);
        assert_eq!(rows[0][2..], ["Allow", "Deny"]);
        assert!(rows[0][0].contains("Nightly agent") && rows[0][1].contains("40"), "{rows:?}");
        for cut in [&rows[1], &rows[2]] {
            assert_eq!(cut[2..], ["Open Infuse", "Deny"]);
        }
    }

    #[test]
    fn every_row_has_another_place_once_something_else_is_asked() {
        let mut item = item_asking(vec![asked("Send", None), asked("Reply", None)]);
        let rows = |item: &Item| ksni::Tray::menu(item).len();
        let before = rows(&item);
        item.set(item_asking(vec![asked("Reply", None), asked("Delete", None)]).face);
        assert_ne!(rows(&item), before);
        item.set(item.face.clone());
        assert_ne!(rows(&item), before);
    }

    #[test]
    fn pixels_travel_alpha_first() {
        assert_eq!(icon_of(vec![1, 2, 3, 4, 5, 6, 7, 8], 1).data, [4, 1, 2, 3, 8, 5, 6, 7]);
    }
}
