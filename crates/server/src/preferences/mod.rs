//! `/v1/preferences`: of what a person wants to be told, by what, and when, and how the app looks and speaks to them.

mod store;
mod unsubscribe;

use std::ops::RangeInclusive;

use axum::extract::State;
use http::StatusCode;
use infuse_protocol::preferences::{
    Density, InterfaceEdit, Language, Preferences, PreferencesEdit, QuietHoursEdit, Theme,
};
use jiff::civil::Time;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::db::retried;
use crate::extract::Json;
use crate::identity::{Caller, Person, lock_session};
use crate::if_match::{IfMatch, Versioned, version_conflict};
use crate::mail::{self, Reach};
use crate::problem::ApiError;
use crate::rules::Faults;
use crate::throttle::Attempt;
use store::{Edit, Edited};

/// In credits. A plan grants far fewer, so that more would warn of nothing but being there.
const THRESHOLDS: RangeInclusive<i64> = 0..=1_000_000;

/// In percent. Text of another size can not be read, or leaves no room for anything beside it.
const TEXT_SCALES: RangeInclusive<i64> = 50..=300;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(read_preferences, edit_preferences))
        .routes(routes!(mail_test))
        .merge(unsubscribe::routes())
}

/// What the person who is signed in prefers
#[utoipa::path(
    get, path = "/v1/preferences", tag = "preferences",
    responses((status = 200, description = "The preferences, their version as `ETag`", body = Preferences))
)]
async fn read_preferences(State(app): State<App>, caller: Caller) -> Result<Versioned<Preferences>, ApiError> {
    find(&app, &caller.person()?.account_id).await
}

/// Changes preferences, each by itself
///
/// The personal workspace warns at another threshold from then on. What it has by then raises no alert: whoever sets
/// the threshold has the balance before them.
#[utoipa::path(
    patch, path = "/v1/preferences", tag = "preferences", request_body = PreferencesEdit, params(IfMatch),
    responses((status = 200, description = "The preferences after the change, their version as `ETag`", body = Preferences))
)]
async fn edit_preferences(
    State(app): State<App>,
    caller: Caller,
    if_match: IfMatch,
    Json(request): Json<PreferencesEdit>,
) -> Result<Versioned<Preferences>, ApiError> {
    let account_id = caller.person()?.account_id.clone();
    let expected = if_match.expected()?;
    let mut faults = Faults::default();
    if let Some(threshold) = request.low_credit_threshold {
        faults.range("/low_credit_threshold", threshold, THRESHOLDS);
    }
    let ways = store::chosen(&request);
    let quiet_hours = request.quiet_hours.unwrap_or_default();
    check_quiet_hours(&mut faults, &quiet_hours);
    let interface = request.interface.unwrap_or_default();
    check_interface(&mut faults, &interface);
    faults.into_result()?;
    let edit = Edit { threshold: request.low_credit_threshold, ways, quiet_hours, interface };
    if edit.is_empty() {
        return expected.of(find(&app, &account_id).await?);
    }
    let lifecycle = app.lifecycle.clone();
    let editing = lifecycle.to_its_end(async move {
        match retried(|| store::edit(&app.db, &app.ledger, &account_id, &edit, &expected)).await? {
            Edited::Done { book_of: Some(workspace_id) } => {
                app.ledger.look_again();
                app.bus.publish(&workspace_id);
            }
            Edited::Done { book_of: None } => {}
            Edited::OtherVersion => return Err(version_conflict(&find(&app, &account_id).await?)),
            Edited::NoAccount => return Err(ApiError::Unauthorized),
        }
        app.bus.publish_account(&account_id);
        find(&app, &account_id).await
    });
    editing.await
}

/// Mails the person a test, the way that alerts go
#[utoipa::path(
    post, path = "/v1/preferences/test-email", tag = "preferences",
    responses((status = 202, description = "It will be mailed"))
)]
async fn mail_test(State(app): State<App>, attempt: Attempt, caller: Caller) -> Result<StatusCode, ApiError> {
    let person = caller.person()?.clone();
    match mail::reach(&app.db, &person.account_id).await? {
        Reach::Ready => {}
        Reach::NoAddress => return Err(ApiError::Forbidden("The account has no address that mails reach.")),
        Reach::Unverified => {
            let detail = "Open the link that was mailed to the address first.";
            return Err(ApiError::forbidden_as("email_unverified", detail));
        }
        Reach::Refused => {
            let detail = "A mail server has refused the address; verify it anew.";
            return Err(ApiError::forbidden_as("email_refused", detail));
        }
    }
    app.throttle.count_mail(&attempt, &person.account_id)?;
    let (lifecycle, of_app) = (app.lifecycle.clone(), app.clone());
    let asking = lifecycle.to_its_end(async move { retried(|| ask_for_test(&of_app, &person)).await });
    asking.await?;
    app.jobs.wake();
    Ok(StatusCode::ACCEPTED)
}

async fn ask_for_test(app: &App, person: &Person) -> Result<(), ApiError> {
    let mut tx = app.db.begin_write().await?;
    lock_session(&mut tx, person).await?;
    mail::enqueue_test(&mut tx, &person.account_id, app.clock.now_ms()).await?;
    Ok(tx.commit().await?)
}

fn check_quiet_hours(faults: &mut Faults, quiet_hours: &QuietHoursEdit) {
    for (pointer, time) in [("/quiet_hours/from", &quiet_hours.from), ("/quiet_hours/to", &quiet_hours.to)] {
        if time.as_ref().is_some_and(|time| !is_time_of_day(time)) {
            faults.add(pointer, "invalid_time", "It must be a time of day, as in 07:30.");
        }
    }
}

/// Whether it is `HH:MM`, 00:00 to 23:59.
fn is_time_of_day(text: &str) -> bool {
    let is_shaped =
        text.bytes().enumerate().all(|(at, byte)| if at == 2 { byte == b':' } else { byte.is_ascii_digit() });
    text.len() == 5 && is_shaped && Time::strptime("%H:%M", text).is_ok()
}

fn check_interface(faults: &mut Faults, interface: &InterfaceEdit) {
    let unknown = [
        ("/interface/theme", interface.theme == Some(Theme::Other)),
        ("/interface/density", interface.density == Some(Density::Other)),
        ("/interface/language", interface.language == Some(Language::Other)),
    ];
    for (pointer, _) in unknown.into_iter().filter(|(_, is_unknown)| *is_unknown) {
        faults.add(pointer, "unknown", "It must be one of the values that there are.");
    }
    if let Some(text_scale) = interface.text_scale {
        faults.range("/interface/text_scale", text_scale, TEXT_SCALES);
    }
}

async fn find(app: &App, account_id: &str) -> Result<Versioned<Preferences>, ApiError> {
    let preferences = store::of_account(&app.db, account_id).await?.ok_or(ApiError::Unauthorized)?;
    Ok(Versioned { version: preferences.version, resource: preferences })
}
