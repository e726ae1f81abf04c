//! When a window has come up on the screen, as the display itself tells.

use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::damage::{ConnectionExt as _, ReportLevel};
use x11rb::protocol::xproto::{
    AtomEnum, ChangeWindowAttributesAux, ConnectionExt as _, EventMask, ImageFormat, Window,
};
use x11rb::rust_connection::RustConnection;

const LIMIT: Duration = Duration::from_secs(30);

/// Width in pixels of the strip, down the middle of a window, that is looked at.
const STRIP: u16 = 128;

/// A display that is watched for new windows.
pub(crate) struct Screen {
    display: RustConnection,
    root: Window,
}

impl Screen {
    /// Watches the display of that name from now on.
    pub(crate) fn watch(name: &str) -> Self {
        let (display, screen) = RustConnection::connect(Some(name)).expect("the display takes connections");
        let root = display.setup().roots[screen].root;
        display.damage_query_version(1, 1).expect("a connection").reply().expect("the display knows DAMAGE");
        let mask = ChangeWindowAttributesAux::new().event_mask(EventMask::SUBSTRUCTURE_NOTIFY);
        display.change_window_attributes(root, &mask).expect("a connection").check().expect("anyone may watch");
        Self { display, root }
    }

    /// Waits for the next window whose class contains `class`, until something other than its plain background
    /// stands on it, and answers when that was. Blocks.
    pub(crate) fn wait_for_paint(self, class: &str) -> Instant {
        let deadline = Instant::now() + LIMIT;
        let mut found = None;
        loop {
            match self.next_event(deadline) {
                Event::CreateNotify(event) if event.parent == self.root => self.watch_window(event.window),
                Event::MapNotify(event) if event.event == event.window && self.is_of(event.window, class) => {
                    found = Some(event.window);
                    self.watch_pixels(event.window);
                }
                Event::DamageNotify(event) => {
                    self.display.damage_subtract(event.damage, x11rb::NONE, x11rb::NONE).expect("a connection");
                }
                _ => continue,
            }
            if found.is_some_and(|window| self.is_painted(window)) {
                return Instant::now();
            }
        }
    }

    fn next_event(&self, deadline: Instant) -> Event {
        loop {
            self.display.flush().expect("a connection");
            if let Some(event) = self.display.poll_for_event().expect("a connection") {
                return event;
            }
            let left = deadline.checked_duration_since(Instant::now()).expect("the window comes up in time");
            let left = Timespec::try_from(left).expect("less than a minute");
            poll(&mut [PollFd::new(self.display.stream(), PollFlags::IN)], Some(&left)).expect("a socket");
        }
    }

    /// The window manager will move the window below one of its own: it must be watched itself.
    fn watch_window(&self, window: Window) {
        let mask = ChangeWindowAttributesAux::new().event_mask(EventMask::STRUCTURE_NOTIFY);
        self.display.change_window_attributes(window, &mask).expect("a connection");
    }

    fn watch_pixels(&self, window: Window) {
        let damage = self.display.generate_id().expect("ids are plenty");
        self.display.damage_create(damage, window, ReportLevel::NON_EMPTY).expect("a connection");
    }

    fn is_of(&self, window: Window, class: &str) -> bool {
        let asked = self.display.get_property(false, window, AtomEnum::WM_CLASS, AtomEnum::STRING, 0, 64);
        let answer = asked.expect("a connection").reply();
        answer.is_ok_and(|said| String::from_utf8_lossy(&said.value).to_lowercase().contains(class))
    }

    /// Whether the strip down its middle has more than one colour. A window that can not be seen yet has none.
    fn is_painted(&self, window: Window) -> bool {
        let Ok(size) = self.display.get_geometry(window).expect("a connection").reply() else { return false };
        let left = i16::try_from(size.width.saturating_sub(STRIP) / 2).expect("no screen is so wide");
        let asked = self.display.get_image(ImageFormat::Z_PIXMAP, window, left, 0, STRIP, size.height, !0);
        let Ok(image) = asked.expect("a connection").reply() else { return false };
        let mut pixels = image.data.chunks_exact(4);
        let first = pixels.next();
        pixels.any(|pixel| Some(pixel) != first)
    }
}
