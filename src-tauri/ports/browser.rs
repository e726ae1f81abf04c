//! The system's browser, and the page that it shows last.

use async_trait::async_trait;
use infuse_engine::ports::{Browser, BrowserError};
use url::Url;

use crate::wording::{Wording, Wordings};

const STYLE: &str = include_str!("landing.css");
const MARK: &str = include_str!("../../icons/icon.svg");

pub(super) struct SystemBrowser(pub(super) Wordings);

#[async_trait]
impl Browser for SystemBrowser {
    async fn open(&self, url: &Url) -> Result<(), BrowserError> {
        let url = url.to_string();
        let opening = tokio::task::spawn_blocking(move || tauri_plugin_opener::open_url(url, None::<&str>));
        match opening.await {
            Ok(Ok(())) => Ok(()),
            // What it says holds the address, which is nobody's business.
            Ok(Err(_)) => Err(BrowserError("the system opens no page of the web".to_owned())),
            Err(error) => Err(BrowserError(error.to_string())),
        }
    }

    fn landing_page(&self) -> String {
        page(&self.0.now())
    }
}

/// Words of the catalogues are text: a test sees to it that none of them is markup.
fn page(wording: &Wording) -> String {
    let (title, text, tag) = (wording.text("landing-title"), wording.text("landing-text"), wording.tag());
    let mark = MARK.split_once("-->").map_or(MARK, |(_, picture)| picture);
    format!(
        "<!doctype html>\n<html lang=\"{tag}\" dir=\"auto\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main>{mark}<h1>{title}</h1>\n<p>{text}</p></main>\n</body>\n</html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_page_says_in_every_language_that_the_app_goes_on_and_holds_no_markup_of_a_catalogue() {
        for wording in Wording::all() {
            for id in ["landing-title", "landing-text"] {
                let words = wording.text(id);
                assert!(words != id && !words.contains(['<', '>', '&']), "{words}");
                assert!(page(&wording).contains(&words));
            }
            assert!(page(&wording).contains(&format!("lang=\"{}\"", wording.tag())));
            assert!(!page(&wording).contains("-->"));
        }
    }
}
