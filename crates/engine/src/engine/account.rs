//! Who the person is, and who gets in.

use infuse_protocol::account::Deletion;
use infuse_protocol::stream::Resource;

use super::Engine;
use crate::access::export::AccountExport;
use crate::access::view::{
    ActivityGroup, ActivityRow, RecoveryCodes, SessionRow, TokenLifetime, TokenOverlap, TokenRow, TokenScope,
    TokenSecret, TwoFactorSetUp,
};
use crate::account::view::PasswordEstimate;
use crate::error::{AppError, ErrorCode};
use crate::resources::ResourceName;
use crate::{access, account, approvals};

impl Engine {
    /// Keeps the name and answers, online or not; the server is told beside it.
    pub async fn rename_account(&self, name: String) -> Result<(), AppError> {
        self.homes.outbox().await?.edit(ResourceName::Account, account::renamed(name)).await
    }

    /// Has the server mail the link once more by which the person shows that the account's address is theirs.
    pub async fn send_verification(&self) -> Result<(), AppError> {
        account::send_verification(&self.homes.session().await?.api).await
    }

    /// Gives the account another password; all its other sessions end.
    pub async fn change_password(&self, current: String, new: String) -> Result<(), AppError> {
        account::change_password(&self.homes.session().await?.api, current, new).await
    }

    /// What there is to say of a password while it is chosen. `own` is what the person is known by: name and e-mail.
    pub fn estimate_password(&self, password: &str, own: &[String], two_factor: bool) -> PasswordEstimate {
        account::estimate_password(password, own, two_factor)
    }

    /// Has a server mail a link to a new password, where it knows the address; it does not say whether. Nobody need be
    /// signed in.
    pub async fn ask_password_reset(&self, url: String, email: String) -> Result<(), AppError> {
        account::ask_password_reset(&url, email).await
    }

    /// Gives the account of the Local home an address and a password, by which it is signed in to from then on.
    pub async fn protect_account(&self, email: String, password: String) -> Result<(), AppError> {
        self.homes.protect_local(email, password).await?;
        self.homes.outbox().await?.changed(Resource::Account);
        Ok(())
    }

    /// Has a link mailed to another address, which becomes the account's once somebody opens it. As for all that follows, the
    /// password is left out where an identity provider looks after it; then the sign-in must be a new one.
    pub async fn change_email(&self, email: String, password: Option<String>) -> Result<(), AppError> {
        account::change_email(&self.homes.session().await?.api, email, password).await?;
        self.homes.outbox().await?.changed(Resource::Account);
        Ok(())
    }

    /// Gives that up while nobody has opened the link.
    pub async fn withdraw_email_change(&self) -> Result<(), AppError> {
        account::withdraw_email_change(&self.homes.session().await?.api).await?;
        self.homes.outbox().await?.changed(Resource::Account);
        Ok(())
    }

    /// Where the person is signed in: here first, then where they were seen last.
    pub async fn sessions(&self) -> Result<Vec<SessionRow>, AppError> {
        access::sessions(&self.homes.session().await?).await
    }

    /// Ends one session, whichever device it is on.
    pub async fn end_session(&self, id: String) -> Result<(), AppError> {
        access::end_session(&self.homes.session().await?, &id).await
    }

    /// Ends all sessions but this one; answers how many there were.
    pub async fn end_other_sessions(&self) -> Result<u32, AppError> {
        access::end_other_sessions(&self.homes.session().await?).await
    }

    /// What has happened to the access of the account, newest first: at most `limit` rows (1 to 1,000), of one group where
    /// it is given.
    pub async fn activity(&self, group: Option<ActivityGroup>, limit: u32) -> Result<Vec<ActivityRow>, AppError> {
        access::activity(&self.homes.session().await?, group, limit).await
    }

    /// What the server keeps about the person, as a file that is still to be chosen.
    pub async fn begin_account_export(&self) -> Result<AccountExport, AppError> {
        Ok(AccountExport::of(self.homes.session().await?.api.clone(), self.context.jobs.clone()))
    }

    /// Has the account erased in a while, until when that can be taken back; answers when, as RFC 3339 has it. `code` is that
    /// of the second factor, where there is one.
    pub async fn schedule_deletion(
        &self,
        email: String,
        password: Option<String>,
        code: Option<String>,
    ) -> Result<String, AppError> {
        let request = Deletion { email, password, code };
        let scheduled_at = account::schedule_deletion(&self.homes.session().await?.api, &request).await?;
        self.homes.outbox().await?.changed(Resource::Account);
        Ok(scheduled_at)
    }

    /// Takes the deletion of the account back.
    pub async fn cancel_deletion(&self) -> Result<(), AppError> {
        account::cancel_deletion(&self.homes.session().await?.api).await?;
        self.homes.outbox().await?.changed(Resource::Account);
        Ok(())
    }

    /// Begins to switch two-factor on. What is answered is shown this once; nothing changes until a code confirms it, within
    /// an hour.
    pub async fn set_up_two_factor(&self, password: Option<String>) -> Result<TwoFactorSetUp, AppError> {
        access::set_up_two_factor(&self.homes.session().await?, password).await
    }

    /// Switches two-factor on, by a code of what [`Engine::set_up_two_factor`] answered last. The recovery codes are
    /// answered this once.
    pub async fn confirm_two_factor(&self, code: String) -> Result<RecoveryCodes, AppError> {
        let codes = access::confirm_two_factor(&self.homes.session().await?, code).await?;
        self.homes.outbox().await?.changed(Resource::Account);
        Ok(codes)
    }

    /// Ten new recovery codes, answered this once; those from before are void. `code` is one of the authenticator app, or
    /// a recovery code.
    pub async fn renew_recovery_codes(&self, code: String) -> Result<RecoveryCodes, AppError> {
        let codes = access::renew_recovery_codes(&self.homes.session().await?, code).await?;
        self.homes.outbox().await?.changed(Resource::Account);
        Ok(codes)
    }

    /// Switches two-factor off. `code` is one of the authenticator app, or a recovery code.
    pub async fn disable_two_factor(&self, password: Option<String>, code: String) -> Result<(), AppError> {
        access::disable_two_factor(&self.homes.session().await?, password, code).await?;
        self.homes.outbox().await?.changed(Resource::Account);
        Ok(())
    }

    /// When two-factor was switched on last, as RFC 3339 has it; `None` where the server does not remember.
    pub async fn two_factor_since(&self) -> Result<Option<String>, AppError> {
        access::two_factor_since(&self.homes.session().await?).await
    }

    /// The tokens that the person has made, newest first.
    pub async fn tokens(&self) -> Result<Vec<TokenRow>, AppError> {
        access::tokens(&self.homes.session().await?, self.context.ports.clock.now_ms()).await
    }

    /// Makes a token for the active workspace; its secret is answered this once.
    pub async fn issue_token(
        &self,
        name: String,
        scopes: Vec<TokenScope>,
        lifetime: TokenLifetime,
    ) -> Result<TokenSecret, AppError> {
        let now_ms = self.context.ports.clock.now_ms();
        access::issue_token(&self.homes.session().await?, name, scopes, lifetime, now_ms).await
    }

    /// Gives a token a new secret, which is answered this once; the old one still works for as long as `overlap` says.
    pub async fn rotate_token(&self, id: String, overlap: TokenOverlap) -> Result<TokenSecret, AppError> {
        access::rotate_token(&self.homes.session().await?, &id, overlap).await
    }

    /// Answers what an agent asks before it does it. What is answered goes from the snapshot, whoever answered it.
    pub async fn decide_approval(&self, id: String, allow: bool) -> Result<(), AppError> {
        let decided = approvals::decide(&self.homes.session().await?, &id, allow).await;
        let is_over = match &decided {
            Ok(()) => true,
            Err(error) => matches!(error.code, ErrorCode::AlreadyDecided | ErrorCode::NotFound),
        };
        if is_over {
            self.context.view.update(|snapshot| snapshot.approvals.retain(|approval| approval.id != id));
            self.context.withdraw_notices(vec![id]);
        }
        decided
    }

    /// Revokes a token: whatever uses it is refused from its next request on.
    pub async fn revoke_token(&self, id: String) -> Result<(), AppError> {
        access::revoke_token(&self.homes.session().await?, &id).await
    }
}
