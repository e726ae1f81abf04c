//! The app did not start: whoever started it from the desktop sees no terminal.

use crate::RunError;

/// Tells why: in the log, and in a dialog where there is a desktop to show one on.
pub fn tell(error: &RunError) {
    if tracing::dispatcher::has_been_set() {
        tracing::error!(%error, "the app did not start");
    } else {
        eprintln!("infuse: {error}");
    }
    show(&error.to_string());
}

const TITLE: &str = "Infuse could not start";

/// GTK says whether there is a display; without one it would wait for ever.
#[cfg(target_os = "linux")]
fn show(reason: &str) {
    use gtk::prelude::*;

    if let Err(error) = gtk::init() {
        return tracing::debug!(%error, "there is no desktop to tell it on");
    }
    let dialog = gtk::MessageDialog::new(
        None::<&gtk::Window>,
        gtk::DialogFlags::MODAL,
        gtk::MessageType::Error,
        gtk::ButtonsType::Close,
        TITLE,
    );
    dialog.set_title(TITLE);
    dialog.set_secondary_text(Some(reason));
    dialog.run();
}

#[cfg(not(target_os = "linux"))]
fn show(reason: &str) {
    let dialog = rfd::MessageDialog::new().set_level(rfd::MessageLevel::Error);
    dialog.set_title(TITLE).set_description(reason).show();
}
