//! The app's tray icon as a desktop sees it: a StatusNotifierItem with a menu, over D-Bus.

use std::collections::HashMap;

use zbus::zvariant::{OwnedValue, Structure, Value};

use super::DesktopSession;
use crate::wait::until;

/// The one tray icon of the session.
pub struct Tray {
    item: zbus::Proxy<'static>,
    menu: zbus::Proxy<'static>,
}

/// A row of its menu; separators are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuRow {
    pub id: i32,
    pub label: String,
    pub enabled: bool,
}

/// A picture of the icon: width and height in pixels, then ARGB bytes.
type Pixmap = (i32, i32, Vec<u8>);
/// <https://github.com/AyatanaIndicators/libayatana-appindicator>: `libdbusmenu`'s `GetLayout`.
type Layout = (u32, (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>));

impl DesktopSession {
    /// Waits until the tray shows an icon.
    pub async fn tray(&self) -> Tray {
        let watcher = proxy(
            self.bus(),
            "org.kde.StatusNotifierWatcher",
            "/StatusNotifierWatcher",
            "org.kde.StatusNotifierWatcher",
        )
        .await;
        let service = until("an icon is in the tray", async || {
            let items: Vec<String> = watcher.get_property("RegisteredStatusNotifierItems").await.ok()?;
            items.into_iter().next()
        })
        .await;
        // Hosts name an item by its bus name, with or without its object path.
        let (name, path) = service.find('/').map_or((&*service, "/StatusNotifierItem"), |at| service.split_at(at));
        let item = proxy(self.bus(), name, path, "org.kde.StatusNotifierItem").await;
        let menu: zbus::zvariant::OwnedObjectPath = item.get_property("Menu").await.expect("the icon has a menu");
        let menu = proxy(self.bus(), name, menu.as_str(), "com.canonical.dbusmenu").await;
        Tray { item, menu }
    }

    /// How many icons are in the tray.
    pub async fn tray_icons(&self) -> usize {
        let watcher = proxy(
            self.bus(),
            "org.kde.StatusNotifierWatcher",
            "/StatusNotifierWatcher",
            "org.kde.StatusNotifierWatcher",
        )
        .await;
        watcher.get_property::<Vec<String>>("RegisteredStatusNotifierItems").await.map_or(0, |items| items.len())
    }
}

impl Tray {
    /// The text that appears when the pointer rests on the icon.
    pub async fn tooltip(&self) -> String {
        let (_, _, title, text): (String, Vec<Pixmap>, String, String) = self
            .item
            .get_property::<OwnedValue>("ToolTip")
            .await
            .expect("the icon answers")
            .try_into()
            .expect("a tooltip");
        // The title names the app where there is a text besides.
        if text.is_empty() { title } else { text }
    }

    /// Its pictures, one for each size.
    pub async fn icon(&self) -> Vec<Pixmap> {
        self.item.get_property("IconPixmap").await.expect("the icon has pictures")
    }

    /// Rows of its menu, from the top, each followed by those of its submenu.
    pub async fn menu(&self) -> Vec<MenuRow> {
        let (_, (_, _, children)): Layout =
            self.menu.call("GetLayout", &(0, -1, Vec::<String>::new())).await.expect("the menu answers");
        children.iter().flat_map(|child| rows(child)).collect()
    }

    /// Clicks the row whose label contains `label`.
    pub async fn choose(&self, label: &str) {
        let menu = self.menu().await;
        let row = menu.iter().find(|row| row.label.contains(label));
        let id = row.unwrap_or_else(|| panic!("no row {label:?} in {menu:?}")).id;
        let event = (id, "clicked", Value::from(0), 0u32);
        self.menu.call::<_, _, ()>("Event", &event).await.expect("the menu takes clicks");
    }

    /// Clicks the icon.
    pub async fn click(&self) {
        self.item.call::<_, _, ()>("Activate", &(0, 0)).await.expect("the icon takes clicks");
    }
}

/// Reads one child of a layout: `(id, properties, children)`.
fn rows(child: &Value<'_>) -> Vec<MenuRow> {
    let child = if let Value::Value(inner) = child { inner } else { child };
    let Value::Structure(fields) = child else { return Vec::new() };
    let mut read: Vec<MenuRow> = row(fields).into_iter().collect();
    if let [_, _, Value::Array(children)] = fields.fields() {
        read.extend(children.iter().flat_map(rows));
    }
    read
}

fn row(fields: &Structure<'_>) -> Option<MenuRow> {
    let (id, properties): (i32, HashMap<String, OwnedValue>) = first_two(fields)?;
    let label = String::try_from(properties.get("label")?.try_clone().ok()?).ok()?;
    let enabled = properties.get("enabled").is_none_or(|value| value.downcast_ref::<bool>().unwrap_or(true));
    // An underscore marks the access key; a doubled one stands for itself.
    Some(MenuRow { id, label: label.replace("__", "\0").replace('_', "").replace('\0', "_"), enabled })
}

fn first_two(fields: &Structure<'_>) -> Option<(i32, HashMap<String, OwnedValue>)> {
    let [id, properties, ..] = fields.fields() else { return None };
    Some((id.downcast_ref().ok()?, properties.try_clone().ok()?.try_into().ok()?))
}

async fn proxy(bus: &zbus::Connection, name: &str, path: &str, interface: &'static str) -> zbus::Proxy<'static> {
    zbus::proxy::Builder::new(bus)
        .destination(name.to_owned())
        .and_then(|builder| builder.path(path.to_owned()))
        .and_then(|builder| builder.interface(interface))
        .expect("well-formed names")
        // What the item says now is wanted, not what it said when last asked.
        .cache_properties(zbus::proxy::CacheProperties::No)
        .build()
        .await
        .expect("a proxy sends nothing yet")
}
