//! The mails that a server without a mail server writes to its outbox.

use std::path::Path;

use crate::wait::until;

/// What lies in an outbox, oldest first.
pub fn mails_in(outbox: &Path) -> Vec<String> {
    let mut files: Vec<_> = std::fs::read_dir(outbox).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "eml"));
    files.sort();
    files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect()
}

/// Waits until so many mails to that address lie there, and answers them.
pub async fn wait_for_mails(outbox: &Path, to: &str, count: usize) -> Vec<String> {
    let (named, bare) = (format!("<{to}>\r\n"), format!("To: {to}\r\n"));
    until("mails are in the outbox", async || {
        let mut mails = mails_in(outbox);
        mails.retain(|mail| mail.contains(&named) || mail.contains(&bare));
        (mails.len() >= count).then_some(mails)
    })
    .await
}
