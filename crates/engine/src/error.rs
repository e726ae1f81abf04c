//! The one error that crosses into the web view.

use serde::Serialize;

use crate::ports::{LocalServerError, NotifierError, SecretsError, SpeakerError};

/// Why a command was not carried out. `code` is what the UI acts on and words; `detail` is for logs and support.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[error("{code:?}: {detail}")]
pub struct AppError {
    pub code: ErrorCode,
    pub detail: String,
    /// The field of the form at fault, where one is.
    pub field: Option<String>,
}

impl AppError {
    pub(crate) fn new(code: ErrorCode, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into(), field: None }
    }

    /// The same of one field of what was sent.
    pub(crate) fn of_field(code: ErrorCode, field: &str, detail: impl Into<String>) -> Self {
        Self { field: Some(field.to_owned()), ..Self::new(code, detail) }
    }

    /// What a command answers that needs an active home.
    pub(crate) fn no_home() -> Self {
        Self::new(ErrorCode::NoHome, "no home is active")
    }

    /// What a command answers that needs somebody who is signed in.
    pub(crate) fn signed_out() -> Self {
        Self::new(ErrorCode::SignedOut, "nobody is signed in")
    }

    /// The same, where it is not known whether somebody is.
    pub(crate) fn keyring_locked() -> Self {
        Self::new(ErrorCode::KeyringLocked, "the keyring has not given the session")
    }

    /// What a second factor is answered that no sign-in waits for.
    pub(crate) fn sign_in_ended() -> Self {
        Self::new(ErrorCode::SignInEnded, "no sign-in waits for a second factor")
    }

    /// What pausing until the next reset answers before that can be told.
    pub(crate) fn reset_unknown() -> Self {
        Self::new(ErrorCode::Unreachable, "the next reset is not known yet")
    }
}

/// The error and what lies behind it, in one line.
pub fn causes(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        line.push_str(": ");
        line.push_str(&cause.to_string());
        next = cause.source();
    }
    line
}

/// A file of the app's own could not be read or written.
impl From<sqlx::Error> for AppError {
    fn from(error: sqlx::Error) -> Self {
        Self::new(ErrorCode::File, error.to_string())
    }
}

impl From<std::io::Error> for AppError {
    fn from(error: std::io::Error) -> Self {
        Self::new(ErrorCode::File, error.to_string())
    }
}

impl From<SecretsError> for AppError {
    fn from(error: SecretsError) -> Self {
        let code = match error {
            SecretsError::Locked => ErrorCode::KeyringLocked,
            SecretsError::Unset => ErrorCode::KeyringUnset,
            SecretsError::Missing(_) => ErrorCode::KeyringMissing,
        };
        Self::new(code, error.to_string())
    }
}

impl From<NotifierError> for AppError {
    fn from(error: NotifierError) -> Self {
        let code = match error {
            NotifierError::Off => ErrorCode::NotificationsOff,
            NotifierError::Missing(_) => ErrorCode::NotificationsMissing,
        };
        Self::new(code, error.to_string())
    }
}

impl From<SpeakerError> for AppError {
    fn from(error: SpeakerError) -> Self {
        let code = match error {
            SpeakerError::NoOutput(_) => ErrorCode::NoAudioOutput,
            SpeakerError::Lost(_) => ErrorCode::AudioLost,
            SpeakerError::Broken(_) => ErrorCode::ClipBroken,
        };
        Self::new(code, error.to_string())
    }
}

impl From<LocalServerError> for AppError {
    fn from(error: LocalServerError) -> Self {
        let code = match error {
            LocalServerError::PortTaken { .. } => ErrorCode::PortTaken,
            LocalServerError::Unreadable(_) => ErrorCode::LocalUnreadable,
            LocalServerError::DiskFull | LocalServerError::Failed(_) => ErrorCode::LocalServer,
        };
        Self::new(code, error.to_string())
    }
}

/// A code exists because the UI words it or acts on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "typescript", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// The address does not parse, or is plain HTTP beyond this computer.
    InvalidUrl,
    /// Nothing answered there.
    Unreachable,
    /// Something answered that is not an Infuse server.
    NotInfuse,
    /// The server's certificate has expired, or is not yet valid.
    CertificateExpired,
    /// The server's certificate is not trusted, or is for another name.
    CertificateInvalid,
    TimedOut,
    InvalidCredentials,
    EmailTaken,
    /// A field was refused; `field` names it.
    Validation,
    Forbidden,
    NotFound,
    RateLimited,
    /// There are as many of them as the server allows.
    LimitReached,
    /// Others belong to a workspace that nobody else owns.
    SoleOwner,
    /// A code of the authenticator app is asked for, and none was sent.
    TwoFactorRequired,
    /// Two-factor is on already.
    TwoFactorOn,
    /// Two-factor is off already.
    TwoFactorOff,
    /// No set-up of two-factor is under way, or it has waited for its code for too long.
    TwoFactorNotBegun,
    /// A code of the authenticator app, or a recovery code, is wrong or was used before.
    InvalidCode,
    /// The code belongs to another time: a clock is off.
    ClockApart,
    /// The sign-in waited for its second factor or for the browser for too long, or what it began with has changed.
    SignInEnded,
    /// The account has no password, and it is too long ago that the person signed in.
    SignInAgain,
    /// Somebody has answered already what an agent asked, or its time is over.
    AlreadyDecided,
    /// Somebody signed in again, and the identity provider let them in without a log-in.
    NotAskedAgain,
    /// Somebody signed in again, and to another account.
    AnotherAccount,
    /// The identity provider has verified no address of somebody who has no account yet.
    EmailUnverified,
    /// There is an account with the address that the identity provider vouches for, which is signed in to with its password.
    AccountHasPassword,
    /// There is one with that address, which nobody has shown to be theirs.
    AccountUnverified,
    /// There is one with that address, which is somebody else's at the identity provider.
    LinkedToAnother,
    /// The identity provider did not let the person in, or they said no there.
    ProviderRefused,
    /// The identity provider can not be reached.
    ProviderAway,
    /// The server knows no identity provider, or none that it can work with. Waiting does not help.
    ProviderUnusable,
    /// No browser could be opened.
    NoBrowser,
    /// The account of the Local home was given an address and a password, which it is signed in to with.
    LocalProtected,
    /// The mail server of the Local home is not there, does not let in who was named, or takes no mails from them.
    MailServer,
    /// The server failed, or answered what an Infuse server never would.
    ServerFault,
    SignedOut,
    KeyringLocked,
    KeyringMissing,
    /// There is a keyring service, and no keyring in it yet.
    KeyringUnset,
    /// The embedded server did not start.
    LocalServer,
    /// Another program listens where the embedded server should.
    PortTaken,
    /// The data of the Local home can not be opened.
    LocalUnreadable,
    /// A file could not be written or read.
    File,
    /// The person has turned notifications off for this app in the settings of the system.
    NotificationsOff,
    /// Nothing shows notifications.
    NotificationsMissing,
    /// There is nothing that voices could be heard by.
    NoAudioOutput,
    /// What they were heard by is gone.
    AudioLost,
    /// What the server let hear is no sound.
    ClipBroken,
    /// The server knows no such voice.
    VoiceUnknown,
    /// No home is active.
    NoHome,
    Internal,
}
