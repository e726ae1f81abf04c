//! Faults of this computer, and of the app itself.

use super::*;
use crate::snapshot::Access;
use crate::sqlite::Durability;

/// Holds the file as another program would.
async fn hold(file: &std::path::Path) -> sqlx::SqlitePool {
    let pool = crate::sqlite::open(file, Durability::Durable, 1).await.unwrap();
    let statements =
        "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; PRAGMA user_version = 0; ROLLBACK; BEGIN EXCLUSIVE";
    sqlx::raw_sql(statements).execute(&pool).await.unwrap();
    pool
}

#[tokio::test]
async fn settings_that_something_else_holds_are_neither_broken_nor_absent() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    live(&device, &server).await.stop().await;
    let holder = hold(&device.folder.path().join("state.db")).await;
    let engine = device.start().await;
    let held = engine.snapshot().borrow().clone();
    assert_eq!((held.access, held.conditions), (Access::Starting, vec![Condition::StateLocked]));
    holder.close().await;
    let back = until(&engine, |snapshot| snapshot.usage.is_some() && snapshot.connection == Connection::Live).await;
    assert_eq!((back.homes.len(), back.conditions), (1, Vec::new()));
    engine.stop().await;
}

#[tokio::test]
async fn a_cache_that_something_else_holds_is_not_damaged() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    let home = engine.snapshot().borrow().homes[0].id.clone();
    engine.stop().await;
    let folder = device.folder.path().join(format!("remote-{home}"));
    let holder = hold(&folder.join("cache.db")).await;
    let engine = device.start().await;
    let held = until(&engine, |snapshot| snapshot.connection == Connection::Live).await;
    assert_eq!(held.conditions, [Condition::CacheLocked]);
    assert_eq!(held.usage.map(|usage| usage.available), Some(250));
    holder.close().await;
    device.sleep(Duration::from_secs(5)).await;
    until(&engine, |snapshot| snapshot.conditions.is_empty()).await;
    assert!(!folder.join("cache.db.broken").exists());
    engine.stop().await;
}

#[tokio::test]
async fn a_worker_that_fails_is_said_so_and_started_anew() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let engine = live(&device, &server).await;
    device.clock.has_a_bug.store(true, Ordering::SeqCst);
    Device::run(Duration::from_secs(3)).await;
    until(&engine, |snapshot| snapshot.conditions.contains(&Condition::WorkerRestarted)).await;
    server.opened_behind(2).await;
    server.say("entries", "1", entries(249));
    until_available(&engine, 249).await;
    until(&engine, |snapshot| snapshot.conditions.is_empty()).await;
    engine.refresh().await.unwrap();
    engine.stop().await;
}

/// A file system of four megabytes, which only root may mount.
struct SmallDisk(std::path::PathBuf);

impl SmallDisk {
    fn mount(at: &std::path::Path) -> Option<Self> {
        let mount =
            std::process::Command::new("mount").args(["-t", "tmpfs", "-o", "size=4m", "tmpfs"]).arg(at).output();
        mount.is_ok_and(|mount| mount.status.success()).then(|| Self(at.to_owned()))
    }

    fn fill(&self) -> std::path::PathBuf {
        use std::io::Write as _;
        let filler = self.0.join("filler");
        let mut file = std::fs::File::create(&filler).unwrap();
        while file.write_all(&[0; 1_024]).is_ok() {}
        filler
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let unmounted = std::process::Command::new("umount").arg("--lazy").arg(&self.0).status();
        assert!(unmounted.is_ok_and(|status| status.success()), "a disk was left behind");
    }
}

#[tokio::test]
async fn a_full_disk_is_said_so_and_written_to_within_a_second_of_space() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let Some(disk) = SmallDisk::mount(device.folder.path()) else {
        return eprintln!("left out: no disk may be mounted here");
    };
    let engine = live(&device, &server).await;
    let filler = disk.fill();
    let entries: Vec<_> = (1..=200).map(super::servers::entry).collect();
    let usage = super::servers::usage_at(200);
    server.say("entries", "1", json!({ "workspace_id": "w", "entries": entries, "usage": usage }));
    let full = until_available(&engine, 100).await;
    until(&engine, |snapshot| snapshot.conditions == [Condition::DiskFull]).await;
    assert_eq!(full.connection, Connection::Live);
    std::fs::remove_file(filler).unwrap();
    let written = until(&engine, |snapshot| snapshot.conditions.is_empty());
    tokio::time::timeout(Duration::from_secs(1) + ALLOWANCE, written).await.expect("within a second");
    engine.stop().await;
}

#[tokio::test]
async fn a_disk_that_is_full_at_the_start_makes_nobody_a_new_person() {
    let (device, server) = (Device::new(), FakeServer::start().await);
    let Some(disk) = SmallDisk::mount(device.folder.path()) else {
        return eprintln!("left out: no disk may be mounted here");
    };
    live(&device, &server).await.stop().await;
    let filler = disk.fill();
    let engine = device.start().await;
    let full = until(&engine, |snapshot| snapshot.conditions.contains(&Condition::DiskFull)).await;
    assert_ne!(full.access, Access::Welcome);
    std::fs::remove_file(filler).unwrap();
    let back = until(&engine, |snapshot| snapshot.connection == Connection::Live && snapshot.conditions.is_empty());
    assert!(matches!(back.await.access, Access::SignedIn { .. }));
    engine.stop().await;
}
