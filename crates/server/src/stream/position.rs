//! Where a reader stands, and how that is written as the id of an event.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use infuse_protocol::stream::Resource;
use sha2::{Digest as _, Sha256};

use crate::versions::Versions;

/// How far a reader has come: in each workspace the last journal entry and the last alert that it
/// knows, and what `changed` has told it. As text it is the id of an event, which means nothing to clients.
///
/// Every event carries it, and every client sends it back in a header, so that it is short: a workspace is named by
/// a piece of a digest, which is enough to find it among those of one reader, and what does not fit into
/// [`MOST_BYTES`] is left out, which the text says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Position {
    points: BTreeMap<String, Point>,
    /// Absent for a token, which has no account.
    pub(super) account: Option<AccountPoint>,
}

/// What a person knows of their account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AccountPoint {
    pub(super) versions: Versions,
    /// Of which workspaces there are.
    pub(super) members: Piece,
}

/// A point in one workspace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) entry_seq: i64,
    /// Of the hash of that entry: after a restore from a backup the same number may be another entry's.
    pub(super) journal: Piece,
    pub(super) alert_seq: i64,
    /// Of the versions and the plan that `changed` has told.
    pub(super) told: Piece,
}

/// The beginning of a digest. Two that differ have the same one once in four thousand million times.
pub(super) type Piece = [u8; 4];

/// The bytes of a position, at most; as text a third more. Proxies take headers of 8 KB, all lines of them together.
const MOST_BYTES: usize = 2_700;

/// What the text begins with: its form, and whether every point is in it.
const COMPLETE: u8 = 1;
const INCOMPLETE: u8 = 2;

/// A position as a reader brings it back. The default knows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Recalled {
    points: HashMap<Piece, Point>,
    pub(super) account: Option<AccountPoint>,
    /// Whether a workspace without a point is one that the reader knows nothing of.
    pub(super) is_complete: bool,
}

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

    fn bytes(&self) -> Vec<u8> {
        let mut bytes = vec![COMPLETE];
        match &self.account {
            None => bytes.push(0),
            Some(account) => {
                bytes.push(1);
                bytes.extend(account.members);
                put_number(&mut bytes, account.versions.len() as u64);
                for (resource, version) in &account.versions {
                    bytes.push(number_of(*resource));
                    put_number(&mut bytes, version.unsigned_abs());
                }
            }
        }
        let mut by_key: BTreeMap<Piece, Vec<&Point>> = BTreeMap::new();
        for (workspace_id, point) in &self.points {
            by_key.entry(key(workspace_id)).or_default().push(point);
        }
        for (key, points) in by_key {
            let mut one = key.to_vec();
            // Of two workspaces that are not to be told apart, neither has a point.
            if let [point] = points.as_slice() {
                point.write(&mut one);
                if bytes.len() + one.len() <= MOST_BYTES {
                    bytes.extend(one);
                    continue;
                }
            }
            bytes[0] = INCOMPLETE;
        }
        bytes
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&BASE64_URL_SAFE_NO_PAD.encode(self.bytes()))
    }
}

impl Point {
    fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.journal);
        bytes.extend(self.told);
        put_number(bytes, self.entry_seq.unsigned_abs());
        put_number(bytes, self.alert_seq.unsigned_abs());
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        let (journal, told) = (take_piece(bytes)?, take_piece(bytes)?);
        Some(Self { journal, told, entry_seq: take_number(bytes)?, alert_seq: take_number(bytes)? })
    }
}

impl Recalled {
    pub(super) fn get(&self, workspace_id: &str) -> Option<Point> {
        self.points.get(&key(workspace_id)).copied()
    }

    fn read(mut bytes: &[u8]) -> Option<Self> {
        let bytes = &mut bytes;
        let is_complete = match take_byte(bytes)? {
            COMPLETE => true,
            INCOMPLETE => false,
            _ => return None,
        };
        let account = match take_byte(bytes)? {
            0 => None,
            1 => {
                let members = take_piece(bytes)?;
                let mut versions = Versions::new();
                for _ in 0..take_number(bytes)? {
                    let resource = *Resource::ALL.get(usize::from(take_byte(bytes)?))?;
                    versions.insert(resource, take_number(bytes)?);
                }
                Some(AccountPoint { versions, members })
            }
            _ => return None,
        };
        let mut points = HashMap::new();
        while !bytes.is_empty() {
            let key = take_piece(bytes)?;
            if points.insert(key, Point::read(bytes)?).is_some() {
                return None;
            }
        }
        Some(Self { points, account, is_complete })
    }
}

impl FromStr for Recalled {
    type Err = InvalidPosition;

    fn from_str(text: &str) -> Result<Self, InvalidPosition> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text).map_err(|_| InvalidPosition)?;
        Self::read(&bytes).ok_or(InvalidPosition)
    }
}

/// The beginning of the digest of `parts`, each ended so that none runs into the next.
pub(super) fn piece_of<'a>(parts: impl IntoIterator<Item = &'a str>) -> Piece {
    let digest = parts.into_iter().fold(Sha256::new(), |digest, part| digest.chain_update(part).chain_update([0]));
    let bytes: [u8; 32] = digest.finalize().into();
    [bytes[0], bytes[1], bytes[2], bytes[3]]
}

fn key(workspace_id: &str) -> Piece {
    piece_of([workspace_id])
}

fn number_of(resource: Resource) -> u8 {
    Resource::ALL.iter().position(|one| *one == resource).unwrap_or_default() as u8
}

/// LEB128: seven bits a byte, the lowest first.
fn put_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn take_number(bytes: &mut &[u8]) -> Option<i64> {
    let mut number = 0_i64;
    for shift in (0..63).step_by(7) {
        let byte = take_byte(bytes)?;
        number |= i64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

fn take_byte(bytes: &mut &[u8]) -> Option<u8> {
    let (first, rest) = bytes.split_first()?;
    *bytes = rest;
    Some(*first)
}

fn take_piece(bytes: &mut &[u8]) -> Option<Piece> {
    let (piece, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*piece)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn points() -> impl Strategy<Value = Point> {
        (0..=i64::MAX, any::<Piece>(), 0..=i64::MAX, any::<Piece>())
            .prop_map(|(entry_seq, journal, alert_seq, told)| Point { entry_seq, journal, alert_seq, told })
    }

    fn accounts() -> impl Strategy<Value = Option<AccountPoint>> {
        let versions = proptest::collection::btree_map(proptest::sample::select(Resource::ALL), 0..=i64::MAX, 0..9);
        let account = (versions, any::<Piece>()).prop_map(|(versions, members)| AccountPoint { versions, members });
        proptest::option::of(account)
    }

    fn positions(workspaces: std::ops::Range<usize>) -> impl Strategy<Value = Position> {
        let points = proptest::collection::btree_map(any::<u128>().prop_map(id), points(), workspaces);
        (points, accounts()).prop_map(|(points, account)| Position { points, account })
    }

    fn id(number: u128) -> String {
        Uuid::from_u128(number).to_string()
    }

    proptest! {
        #[test]
        fn a_position_reads_back_equal(position in positions(0..80)) {
            let recalled: Recalled = position.to_string().parse().unwrap();
            prop_assert!(recalled.is_complete);
            prop_assert_eq!(&recalled.account, &position.account);
            prop_assert_eq!(recalled.points.len(), position.points.len());
            for (workspace_id, point) in &position.points {
                prop_assert_eq!(recalled.get(workspace_id), Some(*point));
            }
        }

        #[test]
        fn a_position_of_any_size_fits_into_a_header_and_says_what_it_leaves_out(position in positions(0..500)) {
            let text = position.to_string();
            prop_assert!(text.len() <= 3_600, "{}", text.len());
            let recalled: Recalled = text.parse().unwrap();
            prop_assert_eq!(recalled.is_complete, recalled.points.len() == position.points.len());
            for (workspace_id, point) in &position.points {
                prop_assert!(recalled.get(workspace_id).is_none_or(|recalled| recalled == *point));
            }
        }

        #[test]
        fn whatever_a_client_sends_is_read_or_refused(text in "\\PC{0,200}", bytes in any::<Vec<u8>>()) {
            let _ = text.parse::<Recalled>();
            let _ = BASE64_URL_SAFE_NO_PAD.encode(bytes).parse::<Recalled>();
        }
    }

    #[test]
    fn a_position_in_150_busy_workspaces_is_whole_and_below_4_kb() {
        let point = Point { entry_seq: 2_000_000, alert_seq: 120, journal: [1; 4], told: [2; 4] };
        let points = (0..150).map(|number| (id(number), point)).collect();
        let versions = Resource::ALL.iter().map(|resource| (*resource, 1_000)).collect();
        let position = Position { points, account: Some(AccountPoint { versions, members: [3; 4] }) };
        let text = position.to_string();
        assert!(text.len() < 3_600, "{}", text.len());
        assert!(text.parse::<Recalled>().unwrap().is_complete);
    }

    #[test]
    fn what_is_no_position_is_refused() {
        for text in ["", "x", "AA", "AQI", "AQE", "AQAA", "AwA", "nonsense", "0197a2b8-5a1c-7d3e-8f00-000000000001:1:0"]
        {
            assert_eq!(text.parse::<Recalled>(), Err(InvalidPosition), "{text}");
        }
    }
}
