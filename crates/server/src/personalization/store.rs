//! The tables `personal_choices` and `workspace_choices`: a row for each field that somebody chose something for.

use std::collections::HashMap;

use infuse_policy::personalization::permits_more;
use infuse_protocol::account::SecurityEventKind;
use infuse_protocol::personalization::{Approval, Choices, Field, ResponseStyle};
use infuse_protocol::stream::Resource;
use infuse_protocol::workspace::Role;
use sqlx::Row as _;

use super::Change;
use crate::client_address::ClientAddress;
use crate::db::{Db, DbError, WriteTransaction};
use crate::identity::Person;
use crate::if_match::{self, Claimed, Expected};
use crate::names::Named as _;
use crate::names::named_as_on_the_wire;
use crate::security::{self, Event};
use crate::versions;
use crate::workspace::{lock_role, reaches};

named_as_on_the_wire!(Field, ResponseStyle, Approval);

/// What a person and a workspace chose, all of one moment.
pub(super) struct Stored {
    pub(super) personal_version: i64,
    pub(super) personal: Choices,
    pub(super) workspace_version: i64,
    pub(super) workspace: Choices,
    /// In the order of the contract.
    pub(super) locked: Vec<Field>,
}

/// How choosing for the members of a workspace ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ForMembers {
    Done,
    OtherVersion,
    /// Whoever chooses is no member, or there is no such workspace.
    NotThere,
    /// They are one, and no admin.
    NotAllowed,
}

pub(super) async fn read(db: &Db, account_id: &str, workspace_id: &str) -> Result<Stored, DbError> {
    let sql = "SELECT 'personal' AS part, field, value, 0 AS locked FROM personal_choices WHERE account_id = $1
               UNION ALL SELECT 'workspace', field, value, locked FROM workspace_choices WHERE workspace_id = $2
               UNION ALL SELECT resource, '', CAST(version AS TEXT), 0 FROM resource_versions
               WHERE (owner = $1 AND resource = $3) OR (owner = $2 AND resource = $4)";
    let rows = sqlx::query(sql)
        .bind(account_id)
        .bind(workspace_id)
        .bind(Resource::Personalization.name())
        .bind(Resource::Defaults.name())
        .fetch_all(db.pool())
        .await?;
    let mut stored = Stored {
        personal_version: versions::FIRST,
        personal: Choices::default(),
        workspace_version: versions::FIRST,
        workspace: Choices::default(),
        locked: Vec::new(),
    };
    let mut locked = Vec::new();
    for row in &rows {
        let (part, field, value): (&str, &str, Option<String>) =
            (row.try_get("part")?, row.try_get("field")?, row.try_get("value")?);
        let choices = match part {
            "personal" => &mut stored.personal,
            "workspace" => &mut stored.workspace,
            part => {
                let is_personal = part == Resource::Personalization.name();
                let version = if is_personal { &mut stored.personal_version } else { &mut stored.workspace_version };
                *version = value.and_then(|value| value.parse().ok()).unwrap_or(versions::FIRST);
                continue;
            }
        };
        // A field that only a newer server knows says nothing here.
        let Some(field) = Field::from_name(field) else { continue };
        if row.try_get::<i64, _>("locked")? == 1 {
            locked.push(field);
        }
        if let Some(value) = value {
            take(choices, field, value);
        }
    }
    stored.locked = Field::NAMES.iter().map(|(field, _)| *field).filter(|field| locked.contains(field)).collect();
    Ok(stored)
}

/// A value that only a newer server knows is as if it was not chosen; but what needs an approval by it is asked for, whatever
/// it would be by default.
fn take(choices: &mut Choices, field: Field, value: String) {
    match field {
        Field::ResponseLanguage => choices.response_language = Some(value),
        Field::ResponseStyle => choices.response_style = ResponseStyle::from_name(&value),
        Field::VoiceId => choices.voice_id = Some(value),
        Field::SpendOver => choices.spend_over = value.parse().ok(),
        field => {
            if let Some(choice) = choices.approvals.choice_mut(field) {
                *choice = Some(Approval::from_name(&value).unwrap_or(Approval::Ask));
            }
        }
    }
}

/// Chooses for a person where their choices stand at a version which `expected` names. What permits more than before is
/// told of: it may be somebody else who is signed in.
pub(super) async fn choose(
    db: &Db,
    person: &Person,
    changes: &[Change],
    expected: &Expected,
    (address, now_ms): (ClientAddress, i64),
) -> Result<Claimed, DbError> {
    let account_id = person.account_id.as_str();
    let mut tx = db.begin_write().await?;
    let claimed = if_match::claim(&mut tx, account_id, Resource::Personalization, expected).await?;
    if claimed != Claimed::Done {
        tx.rollback().await?;
        return Ok(claimed);
    }
    let before = chosen(&mut tx, account_id).await?;
    for (field, value) in changes {
        sqlx::query(
            "INSERT INTO personal_choices (account_id, field, value) VALUES ($1, $2, $3)
             ON CONFLICT (account_id, field) DO UPDATE SET value = excluded.value",
        )
        .bind(account_id)
        .bind(field.name())
        .bind(value.as_deref())
        .execute(&mut *tx)
        .await?;
    }
    let inherited = inherited(&mut tx, account_id).await?;
    let is_more = |(field, value): &Change| {
        let before = before.get(field.name()).map(String::as_str);
        let by_workspace = inherited.iter().filter(|(of, _)| value.is_none() && of == field.name());
        permits_more(*field, before, value.as_deref())
            || by_workspace.map(|(_, value)| value.as_str()).any(|value| permits_more(*field, before, Some(value)))
    };
    if changes.iter().any(is_more) {
        let kind = SecurityEventKind::ApprovalsLoosened;
        let session_id = Some(person.session_id.as_str());
        let event = Event { kind, account_id, session_id, address, detail: None, at_ms: now_ms };
        security::note(&mut tx, event).await?;
    }
    tx.commit().await?;
    Ok(Claimed::Done)
}

/// What a person chose, by the names of the fields.
async fn chosen(tx: &mut WriteTransaction, account_id: &str) -> Result<HashMap<String, String>, DbError> {
    let sql = "SELECT field, value FROM personal_choices WHERE account_id = $1 AND value IS NOT NULL";
    Ok(sqlx::query_as(sql).bind(account_id).fetch_all(&mut **tx).await?.into_iter().collect())
}

/// What the person's workspaces chose for their members, by the names of the fields.
async fn inherited(tx: &mut WriteTransaction, account_id: &str) -> Result<Vec<(String, String)>, DbError> {
    let sql = "SELECT c.field, c.value FROM members m JOIN workspace_choices c ON c.workspace_id = m.workspace_id
               WHERE m.account_id = $1 AND c.value IS NOT NULL";
    Ok(sqlx::query_as(sql).bind(account_id).fetch_all(&mut **tx).await?)
}

/// Has InfuseOS ask an account, which is locked, again about all that is permitted without a question, where anything was
/// since then: whoever did that was not its person.
pub(crate) async fn ask_again(tx: &mut WriteTransaction, account_id: &str, since_ms: i64) -> Result<(), DbError> {
    if !security::has_happened_since(tx, account_id, SecurityEventKind::ApprovalsLoosened, since_ms).await? {
        return Ok(());
    }
    for (name, value) in chosen(tx, account_id).await? {
        if Field::from_name(&name).is_some_and(|field| permits_more(field, None, Some(&value))) {
            sqlx::query("UPDATE personal_choices SET value = NULL WHERE account_id = $1 AND field = $2")
                .bind(account_id)
                .bind(name)
                .execute(&mut **tx)
                .await?;
        }
    }
    versions::bump(tx, account_id, Resource::Personalization).await?;
    Ok(())
}

/// Chooses for the members of a workspace, as one of its admins at least, where the choices stand at a version which
/// `expected` names.
pub(super) async fn choose_for_members(
    db: &Db,
    (workspace_id, account_id): (&str, &str),
    changes: &[Change],
    locked: &Option<Vec<Field>>,
    expected: &Expected,
) -> Result<ForMembers, DbError> {
    let mut tx = db.begin_write().await?;
    // The account first, as everybody does who erases one.
    let role = match versions::lock_account(&mut tx, account_id).await? {
        true => lock_role(&mut tx, db, workspace_id, account_id).await?,
        false => None,
    };
    // The membership may have ended, or come to less, since it was looked at.
    let claimed = match role {
        None => ForMembers::NotThere,
        Some(role) if !reaches(role, Role::Admin) => ForMembers::NotAllowed,
        Some(_) => match if_match::bumped(&mut tx, workspace_id, Resource::Defaults, expected).await? {
            Claimed::Done => ForMembers::Done,
            Claimed::OtherVersion => ForMembers::OtherVersion,
            Claimed::NoOwner => ForMembers::NotThere,
        },
    };
    if claimed != ForMembers::Done {
        tx.rollback().await?;
        return Ok(claimed);
    }
    for (field, value) in changes {
        keep(&mut tx, workspace_id, *field, "value = excluded.value", (value.as_deref(), 0)).await?;
    }
    if let Some(locked) = locked {
        sqlx::query("UPDATE workspace_choices SET locked = 0 WHERE workspace_id = $1")
            .bind(workspace_id)
            .execute(&mut *tx)
            .await?;
        for field in locked {
            keep(&mut tx, workspace_id, *field, "locked = excluded.locked", (None, 1)).await?;
        }
    }
    tx.commit().await?;
    Ok(ForMembers::Done)
}

/// Writes a row, or of one that is there the column that `kept` says.
async fn keep(
    tx: &mut WriteTransaction,
    workspace_id: &str,
    field: Field,
    kept: &'static str,
    (value, locked): (Option<&str>, i64),
) -> Result<(), DbError> {
    let sql = format!(
        "INSERT INTO workspace_choices (workspace_id, field, value, locked) VALUES ($1, $2, $3, $4)
         ON CONFLICT (workspace_id, field) DO UPDATE SET {kept}"
    );
    sqlx::query(sqlx::AssertSqlSafe(sql))
        .bind(workspace_id)
        .bind(field.name())
        .bind(value)
        .bind(locked)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
