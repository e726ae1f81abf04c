//! Where a database is.

use std::convert::Infallible;
use std::fmt;
use std::path::Path;
use std::str::FromStr;

/// `sqlite:…` or `postgres:…`. It may carry a password, and is printed without.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    /// The URL of an SQLite file. Characters that mean something in a URL are percent-encoded.
    pub fn of_file(path: &Path) -> Self {
        let mut url = String::from("sqlite:");
        for character in path.to_string_lossy().chars() {
            match character {
                '%' => url.push_str("%25"),
                '?' => url.push_str("%3F"),
                '#' => url.push_str("%23"),
                ' ' => url.push_str("%20"),
                other => url.push(other),
            }
        }
        Self(url)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for DatabaseUrl {
    type Err = Infallible;

    fn from_str(url: &str) -> Result<Self, Infallible> {
        Ok(Self(url.to_owned()))
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = self.0.split_once(':').map_or("", |(scheme, _)| scheme);
        write!(f, "{scheme}:…")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_with_signs_of_a_url_stays_a_path() {
        let url = DatabaseUrl::of_file(Path::new("/data/what? 100%/infuse.db"));
        assert_eq!(url.as_str(), "sqlite:/data/what%3F%20100%25/infuse.db");
    }
}
