//! Who may do what in a workspace: each route states what it needs, and one function decides.

use infuse_protocol::Scope;
use infuse_protocol::workspace::Role;

use super::store;
use crate::app::App;
use crate::identity::Caller;
use crate::problem::ApiError;
use crate::rules;

/// What a route needs of who calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Needs {
    token: TokenNeeds,
    /// The least role of a person, and of whoever made a token.
    role: Role,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TokenNeeds {
    /// To be made for the workspace.
    Nothing,
    Scope(Scope),
    /// To be a person.
    Person,
}

impl Needs {
    /// A token with this scope, or a person who could give it to one.
    pub(crate) const fn scope(scope: Scope) -> Self {
        Self { token: TokenNeeds::Scope(scope), role: least_role(scope) }
    }

    /// Any token of the workspace, and any of its members.
    pub(crate) const fn any_scope() -> Self {
        Self { token: TokenNeeds::Nothing, role: Role::Member }
    }

    /// A person with this role or a higher one; no token.
    pub(crate) const fn person(role: Role) -> Self {
        Self { token: TokenNeeds::Person, role }
    }
}

/// Whether the caller may do in the workspace what needs that: the role in it, of a token its maker's.
///
/// # Errors
/// 404 for a workspace that is unknown, malformed or another's; 403 `insufficient_scope` for a token without the
/// scope, 403 `forbidden` for a token where a person is needed, and below the role.
pub(crate) async fn admit(app: &App, caller: &Caller, workspace_id: &str, needs: Needs) -> Result<Role, ApiError> {
    let role = match caller {
        Caller::Person(person) => {
            rules::known_form(workspace_id)?;
            store::role(&app.db, workspace_id, &person.account_id).await?.ok_or(ApiError::NotFound)?
        }
        Caller::Token(token) => {
            if token.workspace_id != workspace_id {
                return Err(ApiError::NotFound);
            }
            match needs.token {
                TokenNeeds::Nothing => {}
                TokenNeeds::Scope(scope) if token.scopes.contains(&scope) => {}
                TokenNeeds::Scope(scope) => return Err(ApiError::InsufficientScope(scope)),
                TokenNeeds::Person => drop(caller.person()?),
            }
            token.makers_role
        }
    };
    if reaches(role, needs.role) { Ok(role) } else { Err(ApiError::Forbidden(below(needs.role))) }
}

/// The least role of a person who may do what a scope allows, and give the scope to a token.
pub(crate) const fn least_role(scope: Scope) -> Role {
    match scope {
        Scope::UsageRefund => Role::Admin,
        Scope::UsageRead
        | Scope::UsageWrite
        | Scope::SignalsWrite
        | Scope::SettingsRead
        | Scope::ApprovalsAsk
        | Scope::BillingRead => Role::Member,
    }
}

/// Whether a role is at least another one.
pub(crate) fn reaches(role: Role, least: Role) -> bool {
    rank(role) >= rank(least)
}

fn rank(role: Role) -> u8 {
    match role {
        // None that is stored is read as such.
        Role::Other => 0,
        Role::Member => 1,
        Role::Admin => 2,
        Role::Owner => 3,
    }
}

pub(crate) fn below(least: Role) -> &'static str {
    match least {
        Role::Owner => "Only an owner of the workspace can do this.",
        Role::Admin => "Only owners and admins of the workspace can do this.",
        Role::Member | Role::Other => "Only members of the workspace can do this.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_may_do_what_those_below_it_may() {
        let roles = [Role::Member, Role::Admin, Role::Owner];
        for (at, role) in roles.into_iter().enumerate() {
            let reached: Vec<Role> = roles.into_iter().filter(|least| reaches(role, *least)).collect();
            assert_eq!(reached, roles[..=at]);
        }
    }

    #[test]
    fn whoever_may_refund_is_an_admin_at_least() {
        assert_eq!(Needs::scope(Scope::UsageRefund).role, Role::Admin);
        assert_eq!(Needs::scope(Scope::UsageWrite).role, Role::Member);
    }
}
