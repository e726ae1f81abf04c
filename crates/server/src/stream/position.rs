use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

/// How far a reader has come: in each workspace the last journal entry and the last alert that it
/// knows. As text it is the id of an event, which means nothing to clients.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Position(BTreeMap<String, Point>);

/// A point in one workspace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) entry_seq: i64,
    pub(super) alert_seq: i64,
}

/// The text is no position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct InvalidPosition;

impl Position {
    pub(super) fn get(&self, workspace_id: &str) -> Option<Point> {
        self.0.get(workspace_id).copied()
    }

    pub(super) fn set(&mut self, workspace_id: &str, point: Point) {
        self.0.insert(workspace_id.to_owned(), point);
    }

    /// Forgets the workspaces for which `keep` is false.
    pub(super) fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.0.retain(|workspace_id, _| keep(workspace_id));
    }
}

/// `<workspace>:<entry>:<alert>`, joined by commas.
impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (workspace_id, point)) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            write!(f, "{comma}{workspace_id}:{}:{}", point.entry_seq, point.alert_seq)?;
        }
        Ok(())
    }
}

impl FromStr for Position {
    type Err = InvalidPosition;

    fn from_str(text: &str) -> Result<Self, InvalidPosition> {
        let points = text.split(',').filter(|part| !part.is_empty()).map(parse_point);
        points.collect::<Option<_>>().map(Self).ok_or(InvalidPosition)
    }
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
        for (number, entry_seq) in [(1_u128, 0), (2, 7), (3, i64::MAX)] {
            position.set(&Uuid::from_u128(number).to_string(), Point { entry_seq, alert_seq: 3 });
        }
        assert_eq!(position.to_string().parse(), Ok(position));
    }

    #[test]
    fn what_is_no_position_is_refused() {
        let id = Uuid::nil();
        for text in
            ["x", "1:2:3", &format!("{id}:1"), &format!("{id}:-1:0"), &format!("{id}:1:2:3"), &format!("{id}:1:x")]
        {
            assert_eq!(text.parse::<Position>(), Err(InvalidPosition), "{text}");
        }
    }
}
