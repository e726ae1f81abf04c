//! The app did not start: whoever started it from the desktop sees no terminal.

use crate::RunError;
use crate::wording::Wordings;

/// Tells why: in the log, and in a dialog where there is a desktop to show one on.
pub fn tell(error: &RunError) {
    if tracing::dispatcher::has_been_set() {
        tracing::error!(%error, "the app did not start");
    } else {
        eprintln!("infuse: {error}");
    }
    show(&Wordings::of_the_system().now().text("start-failed"), &error.to_string());
}

/// GTK says whether there is a display; without one it would wait for ever.
#[cfg(target_os = "linux")]
fn show(title: &str, reason: &str) {
    use gtk::prelude::*;

    if let Err(error) = gtk::init() {
        return tracing::debug!(%error, "there is no desktop to tell it on");
    }
    let dialog = gtk::MessageDialog::new(
        None::<&gtk::Window>,
        gtk::DialogFlags::MODAL,
        gtk::MessageType::Error,
        gtk::ButtonsType::Close,
        title,
    );
    dialog.set_title(title);
    dialog.set_secondary_text(Some(reason));
    dialog.run();
}

#[cfg(not(target_os = "linux"))]
fn show(title: &str, reason: &str) {
    let dialog = rfd::MessageDialog::new().set_level(rfd::MessageLevel::Error);
    dialog.set_title(title).set_description(reason).show();
}
