//! Sessions, tokens and two-factor, as the Account tab shows them.

use std::fmt;

use infuse_protocol::{Scope, Withheld};
use serde::{Deserialize, Serialize};

/// One place where the person is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct SessionRow {
    pub id: String,
    /// Whether it is the session of this app.
    pub current: bool,
    /// Absent where it was begun by something that says nothing of itself.
    pub device: Option<SessionDevice>,
    /// The network address of its last request; absent where the server knows none.
    pub address: Option<String>,
    /// Whether that request came from the computer that this app runs on.
    pub from_this_computer: bool,
    /// RFC 3339.
    pub first_seen_at: String,
    /// RFC 3339.
    pub last_seen_at: String,
}

/// What a person signed in from, in its own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct SessionDevice {
    pub name: String,
    /// As in `linux`, `macos`, `windows`, `web`.
    pub platform: String,
}

/// Something that has happened to the access of the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct ActivityRow {
    pub id: String,
    /// As the server names it, as in `signed_in`. A newer one may tell of kinds that nobody knows here.
    pub kind: String,
    pub group: ActivityGroup,
    /// Absent where what did it says nothing of itself.
    pub device: Option<SessionDevice>,
    /// The network address that it came from; absent where the server knows none.
    pub address: Option<String>,
    /// Whether it came from the computer that this app runs on.
    pub from_this_computer: bool,
    /// RFC 3339.
    pub happened_at: String,
    /// What it happened to, as the name of a token.
    pub detail: Option<String>,
}

/// What something that happened is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ActivityGroup {
    SignIns,
    Sessions,
    Tokens,
    /// Password and two-factor.
    Secrets,
    Email,
    Account,
}

/// A token as it is listed: never with its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct TokenRow {
    pub id: String,
    pub name: String,
    /// The workspace that it is for; absent where the person is no member of it any more.
    pub workspace: Option<String>,
    pub scopes: Vec<TokenScope>,
    /// The beginning and the end of its secret, as in `ift_…9fQ2`.
    pub hint: String,
    /// RFC 3339.
    pub created_at: String,
    /// RFC 3339; absent where it was never used.
    pub last_used_at: Option<String>,
    /// The network address that it was used from then; absent where the server knows none.
    pub address: Option<String>,
    /// Whether that is the computer that this app runs on.
    pub from_this_computer: bool,
    /// RFC 3339; absent where it never does.
    pub expires_at: Option<String>,
    pub standing: TokenStanding,
}

/// What there is to say of a token before all else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum TokenStanding {
    InUse,
    /// It works, and nothing has used it for 90 days.
    Unused,
    /// It is refused.
    Expired,
}

macro_rules! scopes {
    ($($scope:ident)*) => {
        /// What a token may do in its workspace.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "typescript", derive(specta::Type))]
        #[serde(rename_all = "snake_case")]
        pub enum TokenScope {
            $($scope,)*
        }

        impl From<Scope> for TokenScope {
            fn from(scope: Scope) -> Self {
                match scope {
                    $(Scope::$scope => Self::$scope,)*
                }
            }
        }

        impl From<TokenScope> for Scope {
            fn from(scope: TokenScope) -> Self {
                match scope {
                    $(TokenScope::$scope => Self::$scope,)*
                }
            }
        }
    };
}

scopes! { UsageWrite UsageRead UsageRefund SignalsWrite SettingsRead ApprovalsAsk BillingRead }

/// How long a new token works, unless it is revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum TokenLifetime {
    Forever,
    Days30,
    Days90,
    Year,
}

/// How long the old secret of a token works beside its new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum TokenOverlap {
    Nothing,
    Hour,
    Day,
}

/// The secret of a token that was just made or rotated, shown this once.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct TokenSecret {
    pub token: String,
}

impl fmt::Debug for TokenSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { token: _ } = self;
        f.debug_struct("TokenSecret").field("token", &Withheld).finish()
    }
}

/// What an authenticator app is given, shown this once.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct TwoFactorSetUp {
    /// To be typed: Base32 (RFC 4648), in groups of four.
    pub key: String,
    /// To be scanned: the same, with what it is for.
    pub picture: QrPicture,
}

impl fmt::Debug for TwoFactorSetUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { key: _, picture } = self;
        f.debug_struct("TwoFactorSetUp").field("key", &Withheld).field("picture", picture).finish()
    }
}

/// A QR code (ISO/IEC 18004) as it is drawn.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct QrPicture {
    /// How many modules it has each way, the quiet zone around it included.
    pub modules: u32,
    /// The dark ones, as the path of an SVG whose unit is a module.
    pub path: String,
}

impl fmt::Debug for QrPicture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { modules, path: _ } = self;
        f.debug_struct("QrPicture").field("modules", modules).field("path", &Withheld).finish()
    }
}

/// Codes that are each taken once instead of one of the authenticator app, shown this once.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
pub struct RecoveryCodes {
    pub codes: Vec<String>,
}

impl fmt::Debug for RecoveryCodes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { codes: _ } = self;
        f.debug_struct("RecoveryCodes").field("codes", &Withheld).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_not_printed() {
        let secret = TokenSecret { token: "ift_secret".to_owned() };
        assert_eq!(format!("{secret:?}"), "TokenSecret { token: … }");
        let picture = QrPicture { modules: 1, path: "M0".to_owned() };
        let set_up = TwoFactorSetUp { key: "GEZD".to_owned(), picture };
        assert_eq!(format!("{set_up:?}"), "TwoFactorSetUp { key: …, picture: QrPicture { modules: 1, path: … } }");
        let codes = RecoveryCodes { codes: vec!["0000-0000".to_owned()] };
        assert_eq!(format!("{codes:?}"), "RecoveryCodes { codes: … }");
    }

    #[test]
    fn every_scope_is_one_of_the_contract_and_back() {
        for (scope, _) in Scope::ALL {
            assert_eq!(Scope::from(TokenScope::from(scope)), scope);
        }
    }
}
