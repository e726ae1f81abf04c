use serde::{Deserialize, Serialize};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use super::State;
use crate::scope::Scope;
use crate::snapshot::{AccountNow, EmailProblem, HomeKind, SignInMethod, TwoFactorNow, WorkspaceNow};

/// Where no mail can go (RFC 2606): the accounts that the app makes for itself are known by it.
pub(crate) const OWN_DOMAIN: &str = "local.invalid";

/// A home that has not had a port yet.
pub(crate) const NO_PORT: u16 = 0;

/// A home as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HomeRecord {
    pub(crate) id: String,
    pub(crate) kind: HomeKind,
    /// Of a Remote home, its address; empty for the others.
    pub(crate) url: String,
    /// Of a Local or Sample home, the port that it had last.
    pub(crate) port: u16,
    pub(crate) email: String,
    pub(crate) profile: Option<Profile>,
    /// Whether the person signed out on purpose.
    pub(crate) signed_out: bool,
    pub(crate) active: bool,
}

impl HomeRecord {
    /// One that was not kept yet.
    pub(crate) fn new(kind: HomeKind, url: String, email: String) -> Self {
        Self {
            id: uuid::Uuid::now_v7().to_string(),
            kind,
            url,
            port: NO_PORT,
            email,
            profile: None,
            signed_out: false,
            active: false,
        }
    }

    /// Where its server is; empty where that has not had a port yet.
    pub(crate) fn address(&self) -> String {
        match self.kind {
            HomeKind::Remote => self.url.clone(),
            HomeKind::Local | HomeKind::Sample if self.port == NO_PORT => String::new(),
            HomeKind::Local | HomeKind::Sample => format!("http://127.0.0.1:{}/", self.port),
        }
    }

    /// The address of its account, where a person has chosen that: an app knows its own by itself.
    pub(crate) fn chosen_email(&self) -> Option<&str> {
        Some(self.email.as_str()).filter(|email| !email.is_empty() && !email.ends_with(OWN_DOMAIN))
    }

    /// Whom the home works for; `None` before anyone has signed in, and for who has signed out.
    pub(crate) fn scope(&self) -> Option<Scope> {
        self.profile.as_ref().filter(|_| !self.signed_out).map(|profile| profile.scope(&self.id))
    }
}

/// Who was signed in last, and in which workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Profile {
    pub(crate) account: AccountNow,
    pub(crate) workspace: WorkspaceNow,
}

impl Profile {
    /// Whose things these are in a home.
    pub(crate) fn scope(&self, home_id: &str) -> Scope {
        Scope {
            home_id: home_id.to_owned(),
            account_id: self.account.id.clone(),
            workspace_id: self.workspace.id.clone(),
        }
    }
}

/// A profile as it is kept. What is shown may change from one app to the next; what an older one kept is still read:
/// beside the ids, all that is missing is empty until the server says it.
#[derive(Serialize, Deserialize)]
struct KeptProfile {
    account: KeptAccount,
    workspace: KeptWorkspace,
}

#[derive(Serialize, Deserialize)]
struct KeptAccount {
    id: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    email_verified: bool,
    #[serde(default)]
    email_problem: Option<EmailProblem>,
    #[serde(default)]
    pending_email: Option<String>,
    #[serde(default)]
    sign_in_method: SignInMethod,
    #[serde(default)]
    created_at: String,
    #[serde(default)]
    deletion_scheduled_at: Option<String>,
    #[serde(default)]
    two_factor: bool,
    #[serde(default)]
    recovery_codes_left: u32,
}

#[derive(Serialize, Deserialize)]
struct KeptWorkspace {
    id: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    plan: String,
    #[serde(default)]
    personal: bool,
}

impl From<KeptProfile> for Profile {
    fn from(kept: KeptProfile) -> Self {
        let two_factor =
            TwoFactorNow { enabled: kept.account.two_factor, recovery_codes_left: kept.account.recovery_codes_left };
        let account = AccountNow {
            id: kept.account.id,
            name: kept.account.name,
            email: kept.account.email,
            email_verified: kept.account.email_verified,
            email_problem: kept.account.email_problem,
            pending_email: kept.account.pending_email,
            sign_in_method: kept.account.sign_in_method,
            created_at: kept.account.created_at,
            deletion_scheduled_at: kept.account.deletion_scheduled_at,
            two_factor,
        };
        let KeptWorkspace { id, name, plan, personal } = kept.workspace;
        Self { account, workspace: WorkspaceNow { id, name, plan, personal } }
    }
}

impl From<Profile> for KeptProfile {
    fn from(profile: Profile) -> Self {
        let TwoFactorNow { enabled: two_factor, recovery_codes_left } = profile.account.two_factor;
        let account = KeptAccount {
            id: profile.account.id,
            name: profile.account.name,
            email: profile.account.email,
            email_verified: profile.account.email_verified,
            email_problem: profile.account.email_problem,
            pending_email: profile.account.pending_email,
            sign_in_method: profile.account.sign_in_method,
            created_at: profile.account.created_at,
            deletion_scheduled_at: profile.account.deletion_scheduled_at,
            two_factor,
            recovery_codes_left,
        };
        let WorkspaceNow { id, name, plan, personal } = profile.workspace;
        Self { account, workspace: KeptWorkspace { id, name, plan, personal } }
    }
}

impl State {
    /// All homes, in the order in which they were made.
    pub(crate) async fn homes(&self) -> Result<Vec<HomeRecord>, sqlx::Error> {
        sqlx::query("SELECT * FROM homes ORDER BY rowid").fetch_all(&self.pool()).await?.iter().map(read).collect()
    }

    pub(crate) async fn home(&self, id: &str) -> Result<Option<HomeRecord>, sqlx::Error> {
        let row = sqlx::query("SELECT * FROM homes WHERE id = $1").bind(id).fetch_optional(&self.pool()).await?;
        row.as_ref().map(read).transpose()
    }

    /// Adds the home, or replaces how it is entered. Which one is active does not change.
    pub(crate) async fn keep_home(&self, home: &HomeRecord) -> Result<(), sqlx::Error> {
        sqlx::query(
            "INSERT INTO homes (id, kind, url, port, email, profile, signed_out, active) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, 0) ON CONFLICT (id) DO UPDATE SET url = excluded.url, \
             port = excluded.port, email = excluded.email, profile = excluded.profile, signed_out = excluded.signed_out",
        )
        .bind(&home.id)
        .bind(kind_name(home.kind))
        .bind(&home.url)
        .bind(home.port)
        .bind(&home.email)
        .bind(home.profile.as_ref().map(json).transpose()?)
        .bind(home.signed_out)
        .execute(&self.pool())
        .await?;
        Ok(())
    }

    pub(crate) async fn set_profile(&self, id: &str, profile: &Profile) -> Result<(), sqlx::Error> {
        // The account of a Local home has none that it tells.
        let sql = "UPDATE homes SET profile = $1, email = CASE WHEN $2 = '' THEN email ELSE $2 END WHERE id = $3";
        let query = sqlx::query(sql);
        query.bind(json(profile)?).bind(&profile.account.email).bind(id).execute(&self.pool()).await?;
        Ok(())
    }

    /// Nobody knows any more who was signed in.
    pub(crate) async fn forget_profile(&self, id: &str) -> Result<(), sqlx::Error> {
        sqlx::query("UPDATE homes SET profile = NULL WHERE id = $1").bind(id).execute(&self.pool()).await?;
        Ok(())
    }

    pub(crate) async fn set_port(&self, id: &str, port: u16) -> Result<(), sqlx::Error> {
        sqlx::query("UPDATE homes SET port = $1 WHERE id = $2").bind(port).bind(id).execute(&self.pool()).await?;
        Ok(())
    }

    pub(crate) async fn set_signed_out(&self, id: &str, signed_out: bool) -> Result<(), sqlx::Error> {
        let query = sqlx::query("UPDATE homes SET signed_out = $1 WHERE id = $2");
        query.bind(signed_out).bind(id).execute(&self.pool()).await?;
        Ok(())
    }

    /// Makes one home the active one; with `None`, none is.
    pub(crate) async fn set_active_home(&self, id: Option<&str>) -> Result<(), sqlx::Error> {
        sqlx::query("UPDATE homes SET active = (id IS $1)").bind(id).execute(&self.pool()).await?;
        Ok(())
    }

    /// Whether that person is signed in at that home.
    pub(crate) async fn is_signed_in(&self, scope: &Scope) -> Result<bool, sqlx::Error> {
        let now = self.home(&scope.home_id).await?.and_then(|home| home.scope());
        Ok(now.is_some_and(|now| now.account_id == scope.account_id))
    }

    /// Forgets the home, and what was anyone's there.
    pub(crate) async fn forget_home(&self, id: &str) -> Result<(), sqlx::Error> {
        let mut transaction = self.pool().begin_with("BEGIN IMMEDIATE").await?;
        for statement in [
            "DELETE FROM alerts WHERE home_id = $1",
            "DELETE FROM alert_memory WHERE home_id = $1",
            "DELETE FROM pauses WHERE home_id = $1",
            "DELETE FROM stream_positions WHERE home_id = $1",
            "DELETE FROM alert_cursors WHERE home_id = $1",
            "DELETE FROM resources WHERE home_id = $1",
            "DELETE FROM sign_ins WHERE home_id = $1",
            "DELETE FROM homes WHERE id = $1",
        ] {
            sqlx::query(statement).bind(id).execute(&mut *transaction).await?;
        }
        transaction.commit().await
    }

    /// Forgets what was theirs of whoever used the home before this person.
    pub(crate) async fn forget_others(&self, scope: &Scope) -> Result<(), sqlx::Error> {
        let mut transaction = self.pool().begin_with("BEGIN IMMEDIATE").await?;
        for statement in [
            "DELETE FROM alerts WHERE home_id = $1 AND account_id <> $2",
            "DELETE FROM alert_memory WHERE home_id = $1 AND account_id <> $2",
            "DELETE FROM pauses WHERE home_id = $1 AND account_id <> $2",
            "DELETE FROM stream_positions WHERE home_id = $1 AND account_id <> $2",
            "DELETE FROM alert_cursors WHERE home_id = $1 AND account_id <> $2",
            "DELETE FROM resources WHERE home_id = $1 AND account_id <> $2",
            "DELETE FROM sign_ins WHERE home_id = $1 AND account_id <> $2",
        ] {
            let query = sqlx::query(statement).bind(&scope.home_id).bind(&scope.account_id);
            query.execute(&mut *transaction).await?;
        }
        transaction.commit().await
    }
}

fn read(row: &SqliteRow) -> Result<HomeRecord, sqlx::Error> {
    let profile: Option<String> = row.try_get("profile")?;
    Ok(HomeRecord {
        id: row.try_get("id")?,
        kind: kind_of(row.try_get("kind")?)?,
        url: row.try_get("url")?,
        port: row.try_get("port")?,
        email: row.try_get("email")?,
        // One that can not be read comes again from the server.
        profile: profile.and_then(|profile| serde_json::from_str::<KeptProfile>(&profile).ok()).map(Profile::from),
        signed_out: row.try_get("signed_out")?,
        active: row.try_get("active")?,
    })
}

fn json(profile: &Profile) -> Result<String, sqlx::Error> {
    serde_json::to_string(&KeptProfile::from(profile.clone())).map_err(|error| sqlx::Error::Encode(error.into()))
}

fn kind_name(kind: HomeKind) -> &'static str {
    match kind {
        HomeKind::Local => "local",
        HomeKind::Sample => "sample",
        HomeKind::Remote => "remote",
    }
}

fn kind_of(name: String) -> Result<HomeKind, sqlx::Error> {
    match name.as_str() {
        "local" => Ok(HomeKind::Local),
        "sample" => Ok(HomeKind::Sample),
        "remote" => Ok(HomeKind::Remote),
        other => Err(sqlx::Error::Protocol(format!("{other} is no kind of home"))),
    }
}
