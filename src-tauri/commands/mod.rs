//! What the windows may ask for. A command is one call into the engine, or one service of the desktop.

mod account;
mod device;
mod personalization;
mod preferences;
mod resource;
mod session;
mod usage;
mod window;

use std::path::PathBuf;

use infuse_engine::{AppError, ErrorCode};
use tauri::{AppHandle, WebviewWindow};
use tauri_plugin_dialog::{DialogExt, FilePath};
use tauri_specta::{Commands, collect_commands};
use tokio::sync::oneshot;

/// Every command, for the handler and for the bindings.
pub(crate) fn all() -> Commands<tauri::Wry> {
    collect_commands![
        account::activity,
        account::cancel_deletion,
        account::change_email,
        account::protect_account,
        account::change_password,
        account::confirm_two_factor,
        account::disable_two_factor,
        account::end_other_sessions,
        account::end_session,
        account::estimate_password,
        account::export_account,
        account::issue_token,
        account::rename_account,
        account::renew_recovery_codes,
        account::decide_approval,
        account::revoke_token,
        account::rotate_token,
        account::schedule_deletion,
        account::send_verification,
        account::sessions,
        account::set_up_two_factor,
        account::tokens,
        account::two_factor_since,
        account::withdraw_email_change,
        device::copy_text,
        device::open_notification_settings,
        device::pause_warnings,
        device::resume_warnings,
        device::save_secret,
        device::set_autostart,
        device::set_density,
        device::set_language,
        device::set_quit_on_close,
        device::set_reduce_motion,
        device::set_text_size,
        device::set_theme,
        device::set_tray_icon,
        device::suggested_name,
        personalization::effective_personalization,
        personalization::preview_voices,
        personalization::set_approval,
        personalization::set_response_language,
        personalization::set_response_style,
        personalization::set_spend_over,
        personalization::set_voice,
        personalization::set_volume,
        personalization::stop_preview,
        personalization::voices,
        preferences::set_alert_way,
        preferences::forget_local_mail,
        preferences::local_mail,
        preferences::open_outbox,
        preferences::set_let_through,
        preferences::set_local_mail,
        preferences::set_low_credit_threshold,
        preferences::set_quiet_boundary,
        preferences::set_quiet_hours,
        preferences::replay_threshold,
        preferences::test_email,
        preferences::test_notification,
        resource::keep_mine,
        resource::resource,
        resource::take_theirs,
        resource::unsent_edits,
        session::activate_home,
        session::ask_password_reset,
        session::cancel_sign_in,
        session::move_local_server,
        session::remove_home,
        session::restore_local,
        session::sign_in,
        session::sign_in_again,
        session::sign_in_methods,
        session::sign_in_with_provider,
        session::sign_in_with_second_factor,
        session::sign_out,
        session::sign_up,
        session::snapshot,
        session::use_local,
        session::use_sample,
        usage::cancel_job,
        usage::connect_agent,
        usage::conversations,
        usage::export_journal,
        usage::journal,
        usage::alerts,
        usage::refresh,
        usage::report,
        window::hide_quick_look,
        window::fit_window,
        window::follow_language,
        window::open_window,
        window::print_page,
        window::quit,
        window::window_ready,
    ]
}

type Answer<T = ()> = Result<T, AppError>;

/// Asks where a file of that kind is to be written; nothing where the person cancelled.
async fn choose_file(
    app: &AppHandle,
    window: &WebviewWindow,
    suggested_name: String,
    kind: impl Into<String>,
    extension: &str,
) -> Answer<Option<PathBuf>> {
    let (chosen, choice) = oneshot::channel();
    app.dialog().file().set_parent(window).set_file_name(suggested_name).add_filter(kind, &[extension]).save_file(
        move |path: Option<FilePath>| {
            // Whoever asked may be gone, with the window.
            drop(chosen.send(path));
        },
    );
    let Some(path) = choice.await.map_err(desktop_error)? else { return Ok(None) };
    let path = path.into_path();
    path.map(Some).map_err(|error| AppError { code: ErrorCode::File, detail: error.to_string(), field: None })
}

/// A service of the desktop that did not do what it was asked to.
pub(crate) fn desktop_error(error: impl std::fmt::Display) -> AppError {
    AppError { code: ErrorCode::Internal, detail: error.to_string(), field: None }
}
