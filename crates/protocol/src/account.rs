//! `/v1/accounts` and `/v1/account`: who a person is.

use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::open_values::open_enum;
use crate::secret::debug_without_secrets;
use crate::session::{Device, Session};
use crate::workspace::Workspace;

/// `POST /v1/accounts`
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignUp {
    /// 1 to 100 characters.
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::name))]
    pub name: String,
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::email))]
    pub email: String,
    /// At least 15 characters, at most 256.
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::new_password))]
    pub password: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<Device>,
}

debug_without_secrets!(SignUp { name, email, device } withholds { password });

/// The answer to a sign-up: the account, its personal workspace, and a first session.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedUp {
    /// The session's secret (`ifs_…`), shown this once.
    pub token: String,
    pub session: Session,
    pub account: Account,
    pub workspace: Workspace,
}

debug_without_secrets!(SignedUp { session, account, workspace } withholds { token });

/// A person's account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Account {
    pub id: String,
    /// Goes up with every change; `If-Match` of an edit names it.
    pub version: i64,
    pub name: String,
    /// `null` where the account has none, as that of a Local home begins.
    pub email: Option<String>,
    /// Whether somebody has opened the link that was mailed to the address. Alerts are mailed to no other.
    pub email_verified: bool,
    /// Why no alert is mailed to the address, where something is in the way. A mail that verifies it anew ends that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email_problem: Option<EmailProblem>,
    /// The address that it will have once somebody opens the link that was mailed there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending_email: Option<String>,
    pub sign_in_method: SignInMethod,
    pub two_factor: TwoFactor,
    pub created_at: Timestamp,
    pub deletion_scheduled_at: Option<Timestamp>,
}

open_enum! {
    /// How the account proves who it is.
    SignInMethod {
        Password "password",
        Oidc "oidc",
        /// By the app that holds the server itself: there is no password.
        Local "local",
    }
}

open_enum! {
    /// What keeps mails from an address.
    EmailProblem {
        /// A mail server has refused a mail to it for good.
        Refused "refused",
    }
}

/// Whether a second factor guards the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TwoFactor {
    pub enabled: bool,
    pub recovery_codes_left: u32,
}

/// `PATCH /v1/account`
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AccountEdit {
    /// 1 to 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::optional_name))]
    pub name: Option<String>,
}

/// `POST /v1/account/email/verification/confirm`, `POST /v1/account/email/confirm` and `POST /v1/account/email/undo`
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EmailConfirmation {
    /// What stands in the link of the mail (`ifv_…`, `ife_…` or `ifo_…`).
    pub token: String,
}

debug_without_secrets!(EmailConfirmation {} withholds { token });

/// `POST /v1/account/deletion`
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Deletion {
    /// The account's, typed once more.
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::email))]
    pub email: String,
    /// Left out where the account signs in with an identity provider: then this session has to be at most ten minutes
    /// old.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
    /// Of the app that makes codes, where the account asks for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

debug_without_secrets!(Deletion { email } withholds { password, code });

/// When an account will be erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScheduledDeletion {
    pub scheduled_at: Timestamp,
}

/// `POST /v1/account/two-factor`
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TwoFactorSetUp {
    /// Left out where the account signs in with an identity provider: then this session has to be at most ten minutes
    /// old.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
}

debug_without_secrets!(TwoFactorSetUp {} withholds { password });

/// What an authenticator app makes codes from, until another is asked for, or a code of it confirms it.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TwoFactorSecret {
    /// To be typed: 160 random bits in Base32 (RFC 4648), without padding.
    pub secret: String,
    /// The same with what it is for: SHA-1, 6 digits, 30 seconds (RFC 6238).
    pub otpauth_uri: String,
    /// The URI as a picture to be scanned.
    pub qr_svg: String,
}

debug_without_secrets!(TwoFactorSecret {} withholds { secret, otpauth_uri, qr_svg });

/// `POST /v1/account/two-factor/confirm` and `…/recovery-codes`
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TwoFactorCode {
    /// Six digits of the authenticator app. To renew recovery codes, one of them will do as well.
    pub code: String,
}

debug_without_secrets!(TwoFactorCode {} withholds { code });

/// Codes that are each taken once instead of one of the authenticator app, shown this once.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryCodes {
    pub recovery_codes: Vec<String>,
}

debug_without_secrets!(RecoveryCodes {} withholds { recovery_codes });

/// `POST /v1/account/two-factor/disable`
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TwoFactorEnd {
    /// Left out where the account signs in with an identity provider: then this session has to be at most ten minutes
    /// old.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
    /// Six digits of the authenticator app, or a recovery code.
    pub code: String,
}

debug_without_secrets!(TwoFactorEnd {} withholds { password, code });

/// `POST /v1/account/password`
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasswordChange {
    pub current_password: String,
    /// At least 15 characters, or 8 with two-factor on; at most 256.
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::new_password))]
    pub new_password: String,
}

debug_without_secrets!(PasswordChange {} withholds { current_password, new_password });

/// `POST /v1/account/protection`
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Protection {
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::email))]
    pub email: String,
    /// 15 to 256 characters.
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::new_password))]
    pub password: String,
}

debug_without_secrets!(Protection { email } withholds { password });

/// `POST /v1/password-resets`
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasswordResetAsked {
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::email))]
    pub email: String,
}

/// `POST /v1/password-resets/confirm`
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasswordReset {
    /// What stands in the link of the mail (`ifr_…`).
    pub token: String,
    /// At least 15 characters, or 8 with two-factor on; at most 256.
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::new_password))]
    pub new_password: String,
}

debug_without_secrets!(PasswordReset {} withholds { token, new_password });

/// What the form of `/reset-password` is sent with.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewPassword {
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::new_password))]
    pub new_password: String,
}

debug_without_secrets!(NewPassword {} withholds { new_password });

/// `POST /v1/account/email`
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EmailChange {
    /// The address that the account is to have.
    #[cfg_attr(feature = "openapi", schema(schema_with = crate::schemas::email))]
    pub email: String,
    /// Left out where the account signs in with an identity provider: then this session has to be at most ten minutes
    /// old.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
}

debug_without_secrets!(EmailChange { email } withholds { password });

/// Something that has happened to the access of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecurityEvent {
    pub id: String,
    pub kind: SecurityEventKind,
    pub happened_at: Timestamp,
    /// From which network address, as the server saw it; `unknown` where it saw none.
    pub address: String,
    /// The device whose session it was, where it said what it is.
    #[serde(deserialize_with = "crate::session::told_device")]
    pub device: Option<Device>,
    /// What it happened to, as the name of a token; `null` where there is nothing to tell apart.
    pub detail: Option<String>,
}

open_enum! {
    /// What has happened to the access of an account.
    SecurityEventKind {
        SignedUp "signed_up",
        /// `detail` is the identity provider that vouched, where one did; here and below.
        SignedIn "signed_in",
        /// From a device or a network that the account has not signed in from within 90 days.
        SignedInFromNewDevice "signed_in_from_new_device",
        SignedOut "signed_out",
        /// One session, by another one; `detail` is its device.
        SessionEnded "session_ended",
        /// All sessions but the one that asked for it; `detail` is how many.
        OtherSessionsEnded "other_sessions_ended",
        /// `detail` is the address.
        EmailVerified "email_verified",
        /// `detail` is the token's name, here and below.
        TokenIssued "token_issued",
        TokenRotated "token_rotated",
        TokenRevoked "token_revoked",
        /// Everything that is kept about the person was fetched.
        Exported "exported",
        /// `detail` is when, as RFC 3339 has it.
        DeletionScheduled "deletion_scheduled",
        DeletionCancelled "deletion_cancelled",
        TwoFactorEnabled "two_factor_enabled",
        TwoFactorDisabled "two_factor_disabled",
        /// The password was right, and several codes were wrong.
        SecondFactorRefused "second_factor_refused",
        /// `detail` is how many are left.
        RecoveryCodeUsed "recovery_code_used",
        RecoveryCodesRenewed "recovery_codes_renewed",
        /// The account of a Local home was given an address, which is `detail`, and a password.
        AccountProtected "account_protected",
        PasswordChanged "password_changed",
        /// Somebody, perhaps a stranger, has asked for the mail whose link gives a new password.
        PasswordResetAsked "password_reset_asked",
        /// By the link of a mail.
        PasswordReset "password_reset",
        /// An identity provider vouches for the account from then on; `detail` is what it is called.
        IdentityLinked "identity_linked",
        /// It does so no longer.
        IdentityUnlinked "identity_unlinked",
        /// `detail` is the address that was asked for.
        EmailChangeAsked "email_change_asked",
        /// `detail` is the address that it is now, here and below.
        EmailChanged "email_changed",
        EmailChangeUndone "email_change_undone",
        /// InfuseOS does more from then on without asking the person first.
        ApprovalsLoosened "approvals_loosened",
        /// The person said by the link of a mail that something was not them.
        NotMe "not_me",
    }
}
