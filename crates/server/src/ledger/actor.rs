//! Who changes a book.

use uuid::Uuid;

use super::digest::{Fields, Hash, Seal};

/// Who a command comes from: a person, a token and the person who made it, or, with neither, the server itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Actor {
    pub account_id: Option<Uuid>,
    pub token_id: Option<Uuid>,
    /// What people call it, at most 100 characters.
    pub name: String,
}

/// How the server is named where it acts by itself.
pub(super) const SERVER_NAME: &str = "Infuse";

/// What one actor is told apart by from another in the same workspace.
pub(super) type ActorKey = (Option<Uuid>, Option<Uuid>);

/// An actor as a book knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KnownActor {
    /// From 1, without gaps, in each workspace.
    pub(super) number: i64,
    pub(super) actor: Actor,
    pub(super) seal: Seal,
    /// Whether it differs from what is stored.
    pub(super) changed: bool,
}

impl Actor {
    /// The server itself.
    pub fn server() -> Self {
        Self { name: SERVER_NAME.to_owned(), ..Self::default() }
    }

    pub(super) fn key(&self) -> ActorKey {
        (self.account_id, self.token_id)
    }
}

impl KnownActor {
    /// What entries are chained with. The name is a label, and no part of it.
    pub(super) fn digest(&self) -> Hash {
        self.seal.digest(|fields| {
            let uuid = |fields: Fields, id: Uuid| fields.bytes(id.as_bytes());
            fields.optional(self.actor.account_id, uuid).optional(self.actor.token_id, uuid)
        })
    }
}
