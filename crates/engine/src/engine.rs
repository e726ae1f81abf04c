use std::path::PathBuf;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use infuse_protocol::account::Deletion;
use infuse_protocol::stream::Resource;
use secrecy::SecretString;
use tokio::sync::watch;
use tokio_util::task::AbortOnDropHandle;
use tracing::warn;

use crate::access::export::AccountExport;
use crate::access::view::{
    ActivityGroup, ActivityRow, RecoveryCodes, SessionRow, TokenLifetime, TokenOverlap, TokenRow, TokenScope,
    TokenSecret, TwoFactorSetUp,
};
use crate::account::view::PasswordEstimate;
use crate::config::Config;
use crate::context::Context;
use crate::error::AppError;
use crate::home::Homes;
use crate::hosting::LocalMail;
use crate::ports::Ports;
use crate::preferences::{AlertKind, AlertWay, Look, QuietBoundary};
use crate::resources::{ResourceName, ResourceVersions, ResourceView};
use crate::session::enter::Credentials;
use crate::session::{Factor, SignInMethods, SignInOutcome};
use crate::snapshot::{Condition, Density, HomeKind, Language, PauseUntil, Snapshot, TextSize, Theme, TrayIcon};
use crate::sync::Ask;
use crate::usage::export::Export;
use crate::usage::view::{
    AlertRow, ConnectedAgent, ConversationChoice, Filter, JournalPage, Period, Report, ThresholdReplay,
};
use crate::{access, account, preferences, private, session, usage, workspace};

/// The app's heart. Cloned handles share one engine. Every method may be called at any time, from
/// any task of a tokio runtime.
#[derive(Clone)]
pub struct Engine {
    context: Arc<Context>,
    homes: Arc<Homes>,
    /// What still tries to read which homes there are.
    beginning: Arc<Beside>,
    /// What has this device look and speak as the account wants it.
    wearing: Arc<Beside>,
}

type Beside = std::sync::Mutex<Option<AbortOnDropHandle<()>>>;

/// How often a file of homes and settings is tried that something else holds.
const BEGIN_AGAIN: Duration = Duration::from_secs(1);

impl Engine {
    /// Opens what is kept on disk and begins to work: starts the active Local home, reads the session
    /// from the keyring, follows the server. Never fails: what is wrong shows in the snapshot.
    pub async fn start(config: Config, ports: Ports) -> Self {
        let engine = Self::open(config, ports).await;
        engine.begin().await;
        engine
    }

    /// The first half of [`Engine::start`]: what this device keeps. Whoever shows the snapshot need not wait for more.
    pub async fn open(config: Config, ports: Ports) -> Self {
        let context = Arc::new(Context::open(config, ports).await);
        let homes = Arc::new(Homes::new(context.clone()));
        let wearing = AbortOnDropHandle::new(tokio::spawn(wear(
            context.clone(),
            homes.clone(),
            homes.resource_changes.versions(),
        )));
        Self { context, homes, beginning: Arc::default(), wearing: Arc::new(Some(wearing).into()) }
    }

    /// The second half: opens the home that was active last, whose cache may take as long as it is large.
    pub async fn begin(&self) {
        if let Err(error) = self.homes.begin().await {
            warn!(%error, "it is not known yet which homes there are");
            // Where the disk is full, that is said already.
            self.context.view.set_condition(Condition::StateLocked, !self.context.state.has_no_room());
            let later = tokio::spawn(begin_later(self.context.clone(), self.homes.clone()));
            *self.beginning.lock().unwrap_or_else(PoisonError::into_inner) = Some(AbortOnDropHandle::new(later));
        }
    }

    /// What is true now, and every change of it.
    pub fn snapshot(&self) -> watch::Receiver<Snapshot> {
        self.context.view.snapshot()
    }

    /// Goes up whenever the cached journal changed or an alert was heard, so that reports and lists are asked for again.
    pub fn journal_version(&self) -> watch::Receiver<u64> {
        self.context.view.journal_version()
    }

    /// Goes up whenever something may have happened to the access of the account, so that its lists are asked for again.
    pub fn activity_version(&self) -> watch::Receiver<u64> {
        self.context.view.activity_version()
    }

    /// Finishes what is under way and stops the embedded server.
    pub async fn stop(&self) {
        for task in [&self.beginning, &self.wearing] {
            drop(task.lock().unwrap_or_else(PoisonError::into_inner).take());
        }
        self.homes.stop().await;
        self.context.jobs.end().await;
    }

    /// Creates the Local home and its account (or opens it again), and makes it active.
    pub async fn use_local(&self, name: String) -> Result<(), AppError> {
        self.context.vault.may_ask_again();
        self.homes.enter_local(name).await
    }

    /// Makes a server a home, signs in there and makes it active.
    pub async fn sign_in(&self, url: String, email: String, password: String) -> Result<SignInOutcome, AppError> {
        self.context.vault.may_ask_again();
        self.homes.enter_remote(&url, None, Credentials { email, password: password.into() }).await
    }

    /// The same, with a new account.
    pub async fn sign_up(
        &self,
        url: String,
        name: String,
        email: String,
        password: String,
    ) -> Result<SignInOutcome, AppError> {
        self.context.vault.may_ask_again();
        self.homes.enter_remote(&url, Some(name), Credentials { email, password: password.into() }).await
    }

    /// Ends a sign-in that was answered [`SignInOutcome::SecondFactorRequired`]. One that is wrong can be followed by
    /// another, until the server has waited for ten minutes.
    pub async fn sign_in_with_second_factor(&self, factor: Factor, code: String) -> Result<SignInOutcome, AppError> {
        self.context.vault.may_ask_again();
        self.homes.enter_with_second_factor(factor, code.into()).await
    }

    /// How one can sign in at the server of an address.
    pub async fn sign_in_methods(&self, url: &str) -> Result<SignInMethods, AppError> {
        session::provider::methods(url).await
    }

    /// Signs in with the identity provider of a server, in the system's browser, where the person may take ten minutes.
    pub async fn sign_in_with_provider(&self, url: &str) -> Result<SignInOutcome, AppError> {
        self.context.vault.may_ask_again();
        self.homes.enter_with_provider(url).await
    }

    /// Has who is signed in, with the identity provider, sign in there once more: what others type their password for takes
    /// such a new session. Nobody else takes their place.
    pub async fn sign_in_again(&self) -> Result<SignInOutcome, AppError> {
        self.context.vault.may_ask_again();
        self.homes.enter_again().await
    }

    /// Cancels what [`Engine::sign_in`], [`Engine::sign_in_with_provider`] or [`Engine::sign_up`] does, unless it is done but for showing it, and forgets a
    /// sign-in that waits for its second factor. An account that the server has made by then stays there.
    pub fn cancel_sign_in(&self) {
        self.homes.cancel_sign_in();
    }

    /// Makes the Sample home: 90 days and more through the metering API, by a fixed seed under a moving clock.
    pub async fn use_sample(&self) -> Result<(), AppError> {
        self.context.vault.may_ask_again();
        self.homes.enter_sample().await
    }

    pub async fn activate_home(&self, id: String) -> Result<(), AppError> {
        self.context.vault.may_ask_again();
        self.homes.activate(&id).await
    }

    /// Forgets a home with its cache and secret; of a Sample home, the data too. A Local home is never removed.
    pub async fn remove_home(&self, id: String) -> Result<(), AppError> {
        self.context.vault.may_ask_again();
        self.homes.remove(&id).await
    }

    /// Moves the Local home's server to another port, and stays there. Agents have to be told: they know the one before.
    pub async fn move_local_server(&self, port: u16) -> Result<(), AppError> {
        self.homes.move_local_server(port).await
    }

    /// Puts a backup of the Local home's data in its place; what stands there is kept beside it.
    pub async fn restore_local(&self, backup: String) -> Result<(), AppError> {
        self.homes.restore_local(&backup).await
    }

    /// Ends the session on the server and here. A Local home can be entered again without a password.
    pub async fn sign_out(&self) -> Result<(), AppError> {
        self.context.vault.may_ask_again();
        self.homes.sign_out().await
    }

    /// Keeps the name and answers, online or not; the server is told beside it.
    pub async fn rename_account(&self, name: String) -> Result<(), AppError> {
        self.homes.outbox().await?.edit(ResourceName::Account, account::renamed(name)).await
    }

    /// Warns the person at so many credits or fewer, from now on here, and at the server as soon as it is told.
    pub async fn set_low_credit_threshold(&self, credits: i32) -> Result<(), AppError> {
        self.homes.outbox().await?.edit(ResourceName::Preferences, preferences::warned_at(credits)).await
    }

    /// Whether the person is told in that way of alerts of that kind. They are kept to be read either way.
    pub async fn set_alert_way(&self, kind: AlertKind, way: AlertWay, on: bool) -> Result<(), AppError> {
        let edit = preferences::told_by(way, kind, on);
        self.homes.outbox().await?.edit(ResourceName::Preferences, edit).await
    }

    /// Whether notifications wait in quiet hours.
    pub async fn set_quiet_hours(&self, on: bool) -> Result<(), AppError> {
        self.homes.outbox().await?.edit(ResourceName::Preferences, preferences::quiet(on)).await
    }

    /// When quiet hours begin or end: `HH:MM`, by the time of the place where each device is.
    pub async fn set_quiet_boundary(&self, boundary: QuietBoundary, time: String) -> Result<(), AppError> {
        self.homes.outbox().await?.edit(ResourceName::Preferences, preferences::quiet_at(boundary, time)).await
    }

    /// Whether alerts of that kind do not wait in quiet hours.
    pub async fn set_let_through(&self, kind: AlertKind, on: bool) -> Result<(), AppError> {
        self.homes.outbox().await?.edit(ResourceName::Preferences, preferences::let_through(kind, on)).await
    }

    /// Has one notification shown, also while warnings are paused, so that the person sees whether they come.
    pub async fn test_notification(&self) -> Result<(), AppError> {
        preferences::test_notification(&*self.context.ports.notifier).await
    }

    /// Has the server mail a test, the way that alerts go.
    pub async fn test_email(&self) -> Result<(), AppError> {
        preferences::test_email(&self.homes.session().await?.api).await
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

    /// Who takes the mails of the Local home's server; `None` where they become files.
    pub async fn local_mail(&self) -> Result<Option<LocalMail>, AppError> {
        self.context.hosting.mail()
    }

    /// Has a mail server take the mails of the Local home's server, once it has shown that it does. Without a password it is
    /// the one that is kept for it.
    pub async fn set_local_mail(&self, mail: LocalMail, password: Option<String>) -> Result<(), AppError> {
        self.context.vault.may_ask_again();
        self.context.hosting.set_mail(&mail, password.map(SecretString::from)).await
    }

    /// Has the mails of the Local home's server become files again.
    pub async fn forget_local_mail(&self) -> Result<(), AppError> {
        self.context.hosting.forget_mail().await
    }

    /// The folder that those files are in; it is made where no mail has been written yet.
    pub fn local_outbox(&self) -> Result<PathBuf, AppError> {
        let folder = self.context.folders.local_outbox();
        private::make_folder(&folder)?;
        Ok(folder)
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

    /// Revokes a token: whatever uses it is refused from its next request on.
    pub async fn revoke_token(&self, id: String) -> Result<(), AppError> {
        access::revoke_token(&self.homes.session().await?, &id).await
    }

    /// Goes up for each resource that changed, so that it is asked for again.
    pub fn resource_versions(&self) -> watch::Receiver<ResourceVersions> {
        self.homes.resource_changes.versions()
    }

    /// A resource as it stands between the person and the server; `None` while the server has not told it.
    pub async fn resource(&self, name: ResourceName) -> Result<Option<ResourceView>, AppError> {
        self.homes.outbox().await?.view(name).await
    }

    /// Ends a conflict about a field, as the view names it, with what was written here.
    pub async fn keep_mine(&self, name: ResourceName, field: String) -> Result<(), AppError> {
        self.homes.outbox().await?.keep_mine(name, &field).await
    }

    /// Gives up what was written here, whether there is a conflict or a refusal, for what the server has.
    pub async fn take_theirs(&self, name: ResourceName, field: String) -> Result<(), AppError> {
        self.homes.outbox().await?.take_theirs(name, &field).await
    }

    /// How many edits of a home its server has not confirmed. They are lost when it is forgotten, or when another person
    /// signs in there.
    pub async fn unsent_edits(&self, home_id: String) -> Result<u32, AppError> {
        let edits = self.context.state.unsent_edits(&home_id).await?;
        Ok(u32::try_from(edits).unwrap_or(u32::MAX))
    }

    /// Asks the server now.
    pub async fn refresh(&self) -> Result<(), AppError> {
        self.context.vault.may_ask_again();
        self.homes.refresh().await
    }

    /// Answers from the cache, online or not.
    pub async fn report(&self, filter: Filter, period: Period) -> Result<Report, AppError> {
        let today = self.context.today();
        let cache = self.homes.cache().await?;
        self.homes.answer(&cache, usage::report::report(&cache, &filter, period, today)).await
    }

    /// The most recent conversations, from the cache.
    pub async fn conversations(&self) -> Result<Vec<ConversationChoice>, AppError> {
        let cache = self.homes.cache().await?;
        self.homes.answer(&cache, usage::conversation_choices(&cache)).await
    }

    /// A page of at most `limit` rows (1 to 500), with entries numbered below `before`; from the cache.
    pub async fn journal(&self, filter: Filter, before: Option<i64>, limit: u32) -> Result<JournalPage, AppError> {
        let cache = self.homes.cache().await?;
        self.homes.answer(&cache, usage::journal::journal(&cache, &filter, before, limit)).await
    }

    /// The alerts that this device remembers of who is signed in, newest first, at most `limit` (1 to 500).
    pub async fn alerts(&self, limit: u32) -> Result<Vec<AlertRow>, AppError> {
        let scope = self.homes.scope().await?;
        usage::history::alerts(&self.context.state, &scope, limit).await
    }

    /// What a warning at so many credits or fewer would have come to in the last 30 days, from the cache; `None` while
    /// the journal is not known.
    pub async fn replay_threshold(&self, credits: i32) -> Result<Option<ThresholdReplay>, AppError> {
        let (today, zone) = (self.context.today(), self.context.ports.clock.time_zone());
        let cache = self.homes.cache().await?;
        self.homes.answer(&cache, usage::replay::replay(&cache, credits.into(), today, &zone)).await
    }

    /// The journal of the active home as a file that is still to be chosen.
    pub async fn begin_export(&self) -> Result<Export, AppError> {
        Export::of(&*self.homes.cache().await?, self.context.jobs.clone()).await
    }

    /// Cancels what takes long, by the id that the snapshot shows. What it made by then is taken back.
    pub fn cancel_job(&self, id: &str) {
        self.context.jobs.cancel(id);
    }

    /// Makes a `usage:write` token for the active workspace.
    pub async fn connect_agent(&self, name: String) -> Result<ConnectedAgent, AppError> {
        workspace::connect_agent(&self.homes.session().await?, name).await
    }

    /// Until the next reset, or until the person resumes.
    pub async fn pause_warnings(&self, until: PauseUntil) -> Result<(), AppError> {
        let clock = &self.context.ports.clock;
        let until_ms = match until {
            PauseUntil::Reset => {
                let cache = self.homes.cache().await?;
                let figures = cache.figures().await?.ok_or_else(AppError::reset_unknown)?;
                usage::now::next_reset(&figures.usage, clock.now_ms())?
            }
            PauseUntil::Tomorrow => usage::now::next_morning(self.context.today(), &clock.time_zone()),
        };
        self.homes.set_paused_until(Some(until_ms)).await
    }

    pub async fn resume_warnings(&self) -> Result<(), AppError> {
        self.homes.set_paused_until(None).await
    }

    /// Pauses warnings, or resumes them if they are paused.
    pub async fn toggle_warnings(&self) -> Result<(), AppError> {
        let is_paused = self.homes.are_warnings_paused().await?;
        if is_paused { self.resume_warnings().await } else { self.pause_warnings(PauseUntil::Reset).await }
    }

    pub async fn set_theme(&self, theme: Theme) -> Result<(), AppError> {
        self.look(Look::Theme(theme)).await
    }

    pub async fn set_density(&self, density: Density) -> Result<(), AppError> {
        self.look(Look::Density(density)).await
    }

    pub async fn set_text_size(&self, text_size: TextSize) -> Result<(), AppError> {
        self.look(Look::TextSize(text_size)).await
    }

    pub async fn set_reduce_motion(&self, on: bool) -> Result<(), AppError> {
        self.look(Look::ReduceMotion(on)).await
    }

    /// What windows, tray and notifications say everything in, and the server its mails.
    pub async fn set_language(&self, language: Language) -> Result<(), AppError> {
        self.look(Look::Language(language)).await
    }

    /// Has this device look so at once, and the others as soon as the server is told. Without an account, or at a server
    /// that does not keep it, it is this device's alone.
    async fn look(&self, look: Look) -> Result<(), AppError> {
        if let Ok(outbox) = self.homes.outbox().await {
            outbox.wear(look).await?;
        }
        self.context.device.change(|device| look.wear(device)).await
    }

    pub async fn set_tray_icon(&self, tray_icon: TrayIcon) -> Result<(), AppError> {
        self.context.device.change(|device| device.tray_icon = tray_icon).await
    }

    pub async fn set_autostart(&self, on: bool) -> Result<(), AppError> {
        self.context.device.change(|device| device.autostart = on).await
    }

    pub async fn set_quit_on_close(&self, on: bool) -> Result<(), AppError> {
        self.context.device.change(|device| device.quit_on_close = on).await
    }

    /// Told by the shell when the tray or notifications come or go.
    pub fn set_condition(&self, condition: Condition, present: bool) {
        self.context.view.set_condition(condition, present);
        if matches!(condition, Condition::NoNotifications | Condition::NotificationsOff) && !present {
            self.homes.tell_soon(Ask::NotificationsBack);
        }
    }
}

/// What is known of how the app looks and speaks to who is signed in; `None` where that is nobody, or made up: exploring
/// sample data changes nobody's look.
async fn looks_of_account(context: &Context, homes: &Homes) -> Result<Option<preferences::Known>, AppError> {
    let Ok(scope) = homes.scope().await else { return Ok(None) };
    let home = context.state.home(&scope.home_id).await?;
    if home.is_none_or(|home| home.kind == HomeKind::Sample) {
        return Ok(None);
    }
    Ok(Some(preferences::known(&context.state, &scope).await?))
}

/// Has this device look and speak as the account that is signed in wants it, whichever device it said so on.
async fn wear(context: Arc<Context>, homes: Arc<Homes>, mut versions: watch::Receiver<ResourceVersions>) {
    while versions.changed().await.is_ok() {
        let worn = async {
            let Some(known) = looks_of_account(&context, &homes).await? else { return Ok(()) };
            context.device.change(|device| known.looks().for_each(|look| look.wear(device))).await
        };
        if let Err(error) = worn.await {
            warn!(%error, "this device looks as it did before");
        }
    }
}

/// Begins as soon as the file of homes and settings can be read.
async fn begin_later(context: Arc<Context>, homes: Arc<Homes>) {
    let mut is_open = false;
    loop {
        tokio::time::sleep(BEGIN_AGAIN).await;
        is_open = is_open || context.state.open_again().await;
        if is_open && homes.begin().await.is_ok() {
            context.view.set_condition(Condition::DiskFull, false);
            return context.view.set_condition(Condition::StateLocked, false);
        }
    }
}
