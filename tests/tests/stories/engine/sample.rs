//! Sample data that is cut off while it is made.

use std::time::{Duration, Instant};

use infuse_engine::AppError;
use infuse_tests::wait::ALLOWANCE;
use tokio::task::JoinHandle;

use super::*;

/// A device that has made some days of it, and what becomes of that.
async fn device_that_makes_sample_data() -> (TestDevice, Engine, JoinHandle<Result<(), AppError>>) {
    let device = TestDevice::new();
    let engine = device.start().await;
    let making = tokio::spawn({
        let engine = engine.clone();
        async move { engine.use_sample().await }
    });
    let some_days =
        |snapshot: &Snapshot| matches!(snapshot.access, Access::Preparing { done, .. } if done > 10).then_some(());
    until_shown(&engine, "some days are made", some_days).await;
    (device, engine, making)
}

#[tokio::test(flavor = "multi_thread")]
async fn sample_data_that_was_cut_off_is_thrown_away_and_made_anew() {
    let (device, engine, making) = device_that_makes_sample_data().await;
    let quitting = Instant::now();
    engine.stop().await;
    assert!(quitting.elapsed() < Duration::from_secs(1) + ALLOWANCE, "{:?}", quitting.elapsed());
    making.await.unwrap().unwrap_err();

    let engine = device.start().await;
    until_shown(&engine, "the welcome page", |snapshot| (snapshot.access == Access::Welcome).then_some(())).await;
    assert!(engine.snapshot().borrow().homes.is_empty());
    engine.use_sample().await.unwrap();
    until_shown(&engine, "the sample's figures", |snapshot| usage(snapshot).cloned()).await;
    let journal = engine.journal(Filter::default(), None, 500).await.unwrap();
    let days: std::collections::BTreeSet<String> =
        journal.rows.iter().map(|row| row.occurred_at[..10].to_owned()).collect();
    assert!(days.len() > 60, "{days:?}");
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sample_data_whose_making_is_cancelled_leaves_nothing_behind() {
    let (device, engine, making) = device_that_makes_sample_data().await;
    let job = engine.snapshot().borrow().jobs[0].id.clone();
    engine.cancel_job(&job);
    making.await.unwrap().unwrap();
    let shown = engine.snapshot().borrow().clone();
    assert_eq!((shown.access, shown.homes, shown.jobs), (Access::Welcome, Vec::new(), Vec::new()));
    assert!(!device.folder().join("sample").exists());
    assert_eq!(device.keyring.names(), Vec::<String>::new());
    engine.stop().await;
}
