//! The Sample home: months of made-up work, debited through the real metering API while the clock of its own
//! server is moved from then to now.

mod script;

use std::collections::HashMap;
use std::time::Duration;

use infuse_protocol::account::SignUp;
use infuse_protocol::service::Purchase;
use infuse_protocol::usage::{Event, Events, Gauges};
use secrecy::ExposeSecret;
use tracing::warn;
use uuid::Uuid;

use super::Homes;
use super::local::{own_email, own_password};
use crate::api::Api;
use crate::context::Context;
use crate::error::AppError;
use crate::folders;
use crate::job::Job;
use crate::ports::LocalClock;
use crate::session::Session;
use crate::session::enter;
use crate::snapshot::{Access, HomeKind, JobKind};
use crate::state::HomeRecord;
use crate::vault::Secret;
use script::DAY_MS;

/// Three monthly cycles and a half: 90 days with their resets, and the present in the middle of a cycle.
const DAYS: u32 = 105;

/// What is bought: a plan on the first day, and a pack when a busy month makes it look too small.
const PLAN: &str = "pro";
const PACK: &str = "small";
const PACK_DAY: u32 = DAYS - 8;

/// The largest number of events that one request may report.
const EVENTS_AT_ONCE: usize = 500;

/// How long it may take. It is a matter of seconds.
const LIMIT: Duration = Duration::from_secs(10 * 60);

/// Makes the home, or opens the one that is there. Of one whose making the person cancels nothing is left.
pub(super) async fn enter(homes: &Homes) -> Result<(), AppError> {
    let context = &homes.context;
    if let Some(home) = context.state.homes().await?.into_iter().find(|home| home.kind == HomeKind::Sample) {
        return homes.open(&home.id).await;
    }
    let before = homes.active_id().await;
    let mut home = HomeRecord::new(HomeKind::Sample, String::new(), own_email());
    context.vault.try_it().await?;
    homes.close().await;
    let job = context.jobs.begin(JobKind::SampleData, DAYS, LIMIT);
    context.view.update(|snapshot| snapshot.access = Access::Preparing { done: 0, total: DAYS });
    let made = job.run(make(homes, &mut home, &job)).await;
    drop(job);
    match made {
        Ok(Some(())) => homes.open(&home.id).await,
        Ok(None) => {
            abandon(homes, &home, before.as_deref()).await;
            Ok(())
        }
        Err(error) => {
            abandon(homes, &home, before.as_deref()).await;
            Err(error)
        }
    }
}

/// Makes it whole. It is a home only then: what a making leaves behind that was cut off is thrown away by the next one.
async fn make(homes: &Homes, home: &mut HomeRecord, job: &Job) -> Result<(), AppError> {
    let context = &homes.context;
    let credentials = enter::Credentials { email: home.email.clone(), password: own_password() };
    context.hosting.stop(home).await;
    // What an interrupted try left behind.
    folders::remove(&context.folders.of(home)).await?;
    let then = Api::new(context.hosting.address(home, LocalClock::BehindBy { days: DAYS }).await?)?;
    let account = SignUp {
        name: "Ada Lovelace".to_owned(),
        email: credentials.email.clone(),
        password: credentials.password.expose_secret().to_owned(),
        device: Some(context.config.device()),
    };
    let signed_up = then.sign_up(&account).await?;
    let api = then.with_token(signed_up.token.into());
    live_through(context, &Session { api, workspace_id: signed_up.workspace.id }, job).await?;
    context.hosting.stop(home).await;
    // From here on it is an ordinary home in the present, with a session that began now.
    let now = Api::new(context.hosting.address(home, LocalClock::Real).await?)?;
    context.vault.keep(Secret::Password(&home.id), credentials.password.clone()).await?;
    enter::sign_in(context, &now, home, &credentials).await?;
    Ok(())
}

/// Reports the events of each day when the clock has reached its end.
async fn live_through(context: &Context, session: &Session, job: &Job) -> Result<(), AppError> {
    let Session { api, workspace_id } = session;
    let catalog = api.catalog().await?;
    let monthly_credits = catalog.plans.iter().find(|plan| plan.plan == PLAN).map_or(0, |plan| plan.credits);
    let prices: HashMap<String, i64> = catalog.actions.into_iter().map(|price| (price.action, price.credits)).collect();
    buy(session, PLAN).await?;
    let usage = api.usage(workspace_id).await?;
    let start_ms = usage.as_of.as_millis();
    let zone = context.ports.clock.time_zone();
    let events = script::events(start_ms, DAYS, monthly_credits, &prices, &zone);
    let mut events = events.as_slice();
    for day in 1..=DAYS {
        api.advance_clock(DAY_MS).await?;
        let end_ms = start_ms + i64::from(day) * DAY_MS;
        let count = events.partition_point(|event| event.occurred_at.is_some_and(|at| at.as_millis() < end_ms));
        let (of_day, later) = events.split_at(count);
        report(session, of_day).await?;
        events = later;
        if day == PACK_DAY {
            buy(session, PACK).await?;
        }
        if day % 7 == 0 || day == DAYS {
            let gauges = gauges(day, usage.memory_words.limit, usage.workflows.limit);
            api.report_gauges(workspace_id, &gauges).await?;
        }
        job.show(day);
    }
    Ok(())
}

async fn buy(session: &Session, item: &str) -> Result<(), AppError> {
    let (id, workspace_id) = (Uuid::now_v7().to_string(), session.workspace_id.clone());
    Ok(session.api.purchase(&Purchase { id, workspace_id, item: item.to_owned() }).await?)
}

async fn report(session: &Session, events: &[Event]) -> Result<(), AppError> {
    for some in events.chunks(EVENTS_AT_ONCE) {
        session.api.report_events(&session.workspace_id, &Events { events: some.to_vec() }).await?;
    }
    Ok(())
}

/// A memory that fills slowly, and a workflow or two.
fn gauges(day: u32, words: i64, workflows: i64) -> Gauges {
    let day = i64::from(day);
    Gauges {
        memory_words: Some(words * (20 + day * 45 / i64::from(DAYS)) / 100),
        active_workflows: Some((day / 40 + 1).min(workflows)),
    }
}

/// Takes back what was made, and goes back to where the person was.
async fn abandon(homes: &Homes, home: &HomeRecord, before: Option<&str>) {
    let context = &homes.context;
    context.hosting.stop(home).await;
    let removed = async {
        folders::remove(&context.folders.of(home)).await?;
        context.state.forget_home(&home.id).await?;
        context.vault.forget(Secret::Session(&home.id)).await?;
        context.vault.forget(Secret::Password(&home.id)).await?;
        context.show_homes().await
    };
    if let Err(error) = removed.await {
        warn!(%error, "unfinished sample data was not removed");
    }
    let reopened = match before {
        Some(id) => homes.open(id).await,
        None => {
            context.view.update(|snapshot| snapshot.access = Access::Welcome);
            Ok(())
        }
    };
    if let Err(error) = reopened {
        warn!(%error, "the home from before can not be opened");
        context.view.update(|snapshot| snapshot.access = Access::Welcome);
    }
}
