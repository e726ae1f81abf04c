//! The names of kinds and states, in the database as on the wire.

use infuse_protocol::stream::AlertKind;
use infuse_protocol::usage::{EntryKind, GrantKind, HoldState};

use crate::names::named_as_on_the_wire;

named_as_on_the_wire!(EntryKind, GrantKind, HoldState, AlertKind);
