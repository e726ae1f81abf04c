use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

/// How far a reader has come: in each workspace the last journal entry and the last alert that it
/// knows, and the versions of what `changed` tells of. As text it is the id of an event, which means nothing to
/// clients.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Position {
    points: BTreeMap<String, Point>,
    /// Absent for a token, which has no account.
    pub(super) account: Option<Versions>,
}

/// What a person knows of their account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Versions {
    pub(super) account: i64,
    /// The sum over the account's workspaces.
    pub(super) workspaces: i64,
}

/// A point in one workspace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) entry_seq: i64,
    pub(super) alert_seq: i64,
}

/// What the versions stand behind.
const ACCOUNT: &str = "account:";

/// The text is no position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct InvalidPosition;

impl Position {
    pub(super) fn get(&self, workspace_id: &str) -> Option<Point> {
        self.points.get(workspace_id).copied()
    }

    pub(super) fn set(&mut self, workspace_id: &str, point: Point) {
        self.points.insert(workspace_id.to_owned(), point);
    }

    /// Forgets the workspaces for which `keep` is false.
    pub(super) fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.points.retain(|workspace_id, _| keep(workspace_id));
    }
}

/// `<workspace>:<entry>:<alert>`, joined by commas, behind `account:<version>:<workspaces>`.
impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let account = self.account.map(|known| format!("{ACCOUNT}{}:{}", known.account, known.workspaces));
        let points = self.points.iter().map(|(id, point)| format!("{id}:{}:{}", point.entry_seq, point.alert_seq));
        f.write_str(&account.into_iter().chain(points).collect::<Vec<_>>().join(","))
    }
}

impl FromStr for Position {
    type Err = InvalidPosition;

    fn from_str(text: &str) -> Result<Self, InvalidPosition> {
        let mut position = Self::default();
        for part in text.split(',').filter(|part| !part.is_empty()) {
            match part.strip_prefix(ACCOUNT) {
                Some(versions) => position.account = Some(parse_versions(versions).ok_or(InvalidPosition)?),
                None => {
                    let (workspace_id, point) = parse_point(part).ok_or(InvalidPosition)?;
                    position.points.insert(workspace_id, point);
                }
            }
        }
        Ok(position)
    }
}

fn parse_versions(text: &str) -> Option<Versions> {
    let (account, workspaces) = text.split_once(':')?;
    Some(Versions { account: account.parse().ok()?, workspaces: workspaces.parse().ok()? })
}

fn parse_point(text: &str) -> Option<(String, Point)> {
    let mut parts = text.split(':');
    let workspace_id = Uuid::try_parse(parts.next()?).ok()?.to_string();
    let entry_seq = parts.next()?.parse().ok().filter(|seq| *seq >= 0)?;
    let alert_seq = parts.next()?.parse().ok().filter(|seq| *seq >= 0)?;
    parts.next().is_none().then_some((workspace_id, Point { entry_seq, alert_seq }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_reads_back_equal() {
        let mut position = Position::default();
        assert_eq!(position.to_string().parse(), Ok(position.clone()));
        position.account = Some(Versions { account: 4, workspaces: 7 });
        assert_eq!(position.to_string().parse(), Ok(position.clone()));
        for (number, entry_seq) in [(1_u128, 0), (2, 7), (3, i64::MAX)] {
            position.set(&Uuid::from_u128(number).to_string(), Point { entry_seq, alert_seq: 3 });
        }
        assert_eq!(position.to_string().parse(), Ok(position));
    }

    #[test]
    fn what_is_no_position_is_refused() {
        let id = Uuid::nil();
        for text in [
            "x",
            "1:2:3",
            "account:",
            "account:1",
            "account:1:x",
            &format!("{id}:1"),
            &format!("{id}:-1:0"),
            &format!("{id}:1:2:3"),
            &format!("{id}:1:x"),
        ] {
            assert_eq!(text.parse::<Position>(), Err(InvalidPosition), "{text}");
        }
    }
}
