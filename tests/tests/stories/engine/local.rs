//! The Local home: its server, its account, its data.

use std::path::PathBuf;

use infuse_engine::SignInOutcome;
use infuse_engine::ports::{LocalClock, Mails, Port};
use infuse_engine::snapshot::{LocalServerTrouble, SignInMethod};
use infuse_server::db::copies;
use tokio::net::TcpListener;

use super::*;

/// The app with a Local home of which 7 credits are spent, and who reports to it.
async fn local_home() -> (TestDevice, Engine, Agent, String) {
    let device = TestDevice::new();
    let engine = device.start().await;
    engine.use_local("Ada".to_owned()).await.unwrap();
    until_available(&engine, 300).await;
    let agent = connect_agent(&engine).await;
    spend(&agent, 7).await;
    until_available(&engine, 293).await;
    let account = until_account(&engine).await;
    (device, engine, agent, account)
}

#[tokio::test(flavor = "multi_thread")]
async fn agents_reach_the_local_home_whichever_home_is_active() {
    let (device, engine, agent, _) = local_home().await;
    let server = TestServer::builder().start().await;
    let _alice = server.sign_up("alice").await;
    sign_in(&engine, &server).await;
    until_available(&engine, 300).await;
    spend(&agent, 1).await;
    engine.stop().await;
    assert_eq!(device.server.folders().await, Vec::<PathBuf>::new());

    let engine = device.start().await;
    until_available(&engine, 300).await;
    until("the server of the Local home", async || (!device.server.folders().await.is_empty()).then_some(())).await;
    spend(&agent, 1).await;
    // It does not stay away.
    device.server.stop(&device.local_data()).await;
    until("it is there again", async || (!device.server.folders().await.is_empty()).then_some(())).await;
    spend(&agent, 1).await;
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_lost_beside_the_data_the_local_home_keeps_its_one_account() {
    let (device, mut engine, agent, account) = local_home().await;
    for round in 0..4 {
        engine.stop().await;
        if round != 1 {
            device.lose_state();
        }
        if round != 0 {
            device.keyring.lose_all();
        }
        if round == 3 {
            std::fs::remove_file(device.folder().join("local/home.json")).unwrap();
        }
        engine = device.start().await;
        if round != 3 {
            // Whoever reports to it does not notice.
            until("the server", async || (!device.server.folders().await.is_empty()).then_some(())).await;
        }
        engine.use_local("Somebody else".to_owned()).await.unwrap();
        until_available(&engine, 293).await;
        assert_eq!(until_account(&engine).await, account, "round {round}");
        assert_eq!(engine.report(Filter::default(), Period::Day).await.unwrap().total, 7);
    }
    drop(agent);
    engine.stop().await;
}

const EMAIL: &str = "ada@example.com";

fn local_url(engine: &Engine) -> String {
    engine.snapshot().borrow().homes[0].url.clone()
}

async fn protect(engine: &Engine) {
    engine.protect_account(EMAIL.to_owned(), PASSWORD.to_owned()).await.unwrap();
    until("it is told", async || {
        let homes = engine.snapshot().borrow().homes.clone();
        (homes[0].email.as_deref() == Some(EMAIL)).then_some(())
    })
    .await;
    until_shown(engine, "who is signed in by what", |snapshot| match &snapshot.access {
        Access::SignedIn { account, .. } if account.sign_in_method == SignInMethod::Password => {
            (account.email == EMAIL).then_some(())
        }
        _ => None,
    })
    .await;
}

async fn enter_with_password(engine: &Engine) {
    let entered = engine.sign_in(local_url(engine), EMAIL.to_owned(), PASSWORD.to_owned()).await;
    assert_eq!(entered, Ok(SignInOutcome::SignedIn { recovery_codes_left: None }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_local_home_that_was_protected_is_signed_in_to_by_what_the_person_chose() {
    let (device, engine, agent, account) = local_home().await;
    let refused = engine.protect_account(EMAIL.to_owned(), "short".to_owned()).await.unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (ErrorCode::Validation, Some("password")));
    assert_eq!(engine.snapshot().borrow().homes[0].email, None);
    protect(&engine).await;
    spend(&agent, 1).await;
    until_available(&engine, 292).await;
    engine.stop().await;
    let engine = device.start().await;
    until_available(&engine, 292).await;

    engine.sign_out().await.unwrap();
    until_signed_out(&engine).await;
    let refused = engine.use_local("Ada".to_owned()).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::LocalProtected);
    let wrong = engine.sign_in(local_url(&engine), EMAIL.to_owned(), "another quiet harbour".to_owned()).await;
    assert_eq!(wrong.unwrap_err().code, ErrorCode::InvalidCredentials);
    enter_with_password(&engine).await;
    until_available(&engine, 292).await;
    assert_eq!(until_account(&engine).await, account);
    assert_eq!(engine.snapshot().borrow().homes.len(), 1);
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_is_lost_opens_a_protected_home_or_makes_a_second_account() {
    let (device, mut engine, _agent, account) = local_home().await;
    protect(&engine).await;
    for identity_is_lost in [false, true] {
        engine.stop().await;
        device.lose_state();
        device.keyring.lose_all();
        if identity_is_lost {
            std::fs::remove_file(device.folder().join("local/home.json")).unwrap();
        }
        engine = device.start().await;
        let refused = engine.use_local("Somebody else".to_owned()).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::LocalProtected);
        assert_eq!(engine.snapshot().borrow().homes[0].email.as_deref(), Some(EMAIL));
        until("the server", async || (!device.server.folders().await.is_empty()).then_some(())).await;
        enter_with_password(&engine).await;
        until_available(&engine, 293).await;
        assert_eq!(until_account(&engine).await, account);
    }
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_port_that_is_taken_is_told_and_left_only_when_the_person_says_so() {
    let (device, engine, agent, _) = local_home().await;
    let url: url::Url = engine.snapshot().borrow().homes[0].url.parse().unwrap();
    let port = url.port().unwrap();
    engine.stop().await;
    let other = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
    let engine = device.start().await;
    let trouble = until_shown(&engine, "the port is taken", |snapshot| snapshot.local_server.clone());
    let LocalServerTrouble::PortTaken { port: told, holder, .. } = trouble.await else { panic!("another trouble") };
    assert_eq!((told, holder.as_deref()), (port, Some("a story")));
    assert_eq!(engine.refresh().await.unwrap_err().code, ErrorCode::PortTaken);
    assert_eq!(engine.snapshot().borrow().homes[0].url, url.as_str());

    let free = infuse_tests::network::free_port();
    engine.move_local_server(free).await.unwrap();
    until_available(&engine, 293).await;
    let shown = engine.snapshot().borrow().clone();
    assert_eq!((shown.local_server, shown.homes[0].url.as_str()), (None, &*format!("http://127.0.0.1:{free}/")));
    engine.stop().await;

    // It stays there, also when nothing else is known.
    drop(other);
    device.lose_state();
    let engine = device.start().await;
    until("the server", async || (!device.server.folders().await.is_empty()).then_some(())).await;
    assert_eq!(engine.snapshot().borrow().homes[0].url, format!("http://127.0.0.1:{free}/"));
    drop(agent);
    engine.stop().await;
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_under_the_local_home_is_said_while_it_lasts() {
    let device = TestDevice::new();
    let Some(disk) = infuse_tests::disk::Disk::mount(&device.local_data(), 8) else {
        return println!("left out, for want of a disk that may be mounted (that takes root)");
    };
    let engine = device.start().await;
    engine.use_local("Ada".to_owned()).await.unwrap();
    until_available(&engine, 300).await;
    let agent = connect_agent(&engine).await;
    disk.fill();
    // What is left of the log's last page is room as well.
    let refused = until("a refusal", async || {
        let response = agent.report(&[event("message")]).await;
        (response.status() == 503).then_some(response)
    });
    assert_eq!(refused.await.problem().reason.as_deref(), Some("database_full"));
    let is_full = |snapshot: &Snapshot| snapshot.local_server.clone();
    assert_eq!(until_shown(&engine, "the disk is full", is_full).await, LocalServerTrouble::DiskFull);
    engine.refresh().await.unwrap();
    assert_eq!(engine.snapshot().borrow().local_server, Some(LocalServerTrouble::DiskFull));

    // Without a report that would find it.
    disk.free();
    let has_room = |snapshot: &Snapshot| snapshot.local_server.is_none().then_some(());
    until_shown(&engine, "there is room", has_room).await;
    spend(&agent, 1).await;
    engine.stop().await;
}

/// Keeps the home's database as a backup, and then spends three of the 293 credits; answers where the database lies.
async fn spent_since_a_backup(device: &TestDevice, engine: Engine, agent: &Agent) -> PathBuf {
    engine.stop().await;
    let database = device.local_data().join("infuse.db");
    std::fs::create_dir(copies::folder_of(&database)).unwrap();
    std::fs::copy(&database, copies::folder_of(&database).join("day-2026-11-26.db")).unwrap();
    let engine = device.start().await;
    until_available(&engine, 293).await;
    spend(agent, 3).await;
    until_available(&engine, 290).await;
    engine.stop().await;
    database
}

#[tokio::test(flavor = "multi_thread")]
async fn data_that_can_not_be_opened_is_restored_from_a_backup_and_the_figures_follow() {
    let (device, engine, agent, account) = local_home().await;
    let database = spent_since_a_backup(&device, engine, &agent).await;

    std::fs::write(&database, vec![0xDB; 8_192]).unwrap();
    let engine = device.start().await;
    let trouble = until_shown(&engine, "the data is broken", |snapshot| snapshot.local_server.clone()).await;
    let LocalServerTrouble::Unreadable { backups } = trouble else { panic!("{trouble:?}") };
    assert_eq!(backups[0].name, "day-2026-11-26.db");
    engine.restore_local(backups[0].name.clone()).await.unwrap();
    until_available(&engine, 293).await;
    assert_eq!(until_account(&engine).await, account);
    assert_eq!(engine.report(Filter::default(), Period::Day).await.unwrap().total, 7);
    let files = std::fs::read_dir(device.local_data()).unwrap().map(|file| file.unwrap().path());
    let replaced: Vec<_> = files.filter(|file| file.to_string_lossy().contains("infuse.db.replaced-")).collect();
    assert!(replaced.iter().any(|file| std::fs::read(file).unwrap() == [0xDB; 8_192]), "{replaced:?}");

    // As many entries as before, and others, which no second restoration takes away: they can be opened.
    spend(&agent, 3).await;
    until_available(&engine, 290).await;
    engine.restore_local(backups[0].name.clone()).await.unwrap();
    spend(&agent, 1).await;
    until_available(&engine, 289).await;
    engine.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_journal_that_is_as_long_again_is_noticed() {
    let (device, engine, agent, _) = local_home().await;
    let url: url::Url = engine.snapshot().borrow().homes[0].url.parse().unwrap();
    let database = spent_since_a_backup(&device, engine, &agent).await;

    copies::restore(&database, "day-2026-11-26.db").await.unwrap();
    let port = Port::Exactly(url.port().unwrap());
    device.server.start(&device.local_data(), port, LocalClock::Real, Mails::Files).await.unwrap();
    spend(&agent, 5).await;
    device.server.stop(&device.local_data()).await;
    let engine = device.start().await;
    until_available(&engine, 288).await;
    assert_eq!(engine.report(Filter::default(), Period::Day).await.unwrap().total, 12);
    engine.stop().await;
}

mod aiosmtpd {
    use infuse_engine::hosting::{LocalMail, MailEncryption};
    use infuse_tests::mail_server::{MailServer, Manner, secret_in};
    use infuse_tests::outbox::wait_for_mails;

    use super::*;

    fn mail_of(server: &MailServer) -> LocalMail {
        let url: url::Url = server.url().parse().unwrap();
        LocalMail {
            host: url.host_str().unwrap().to_owned(),
            port: url.port().unwrap(),
            encryption: MailEncryption::StartTls,
            user: String::new(),
            from: "infuse@example.com".to_owned(),
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn mails_of_a_local_home_are_files_until_a_mail_server_takes_them() {
        let (device, engine, agent, _) = local_home().await;
        protect(&engine).await;
        let outbox = engine.local_outbox().unwrap();
        let mails = wait_for_mails(&outbox, EMAIL, 1).await;
        let link = secret_in(&mails[0], "ifv_").unwrap();
        let confirm = json!({"token": link});
        let path = format!("{}v1/account/email/verification/confirm", local_url(&engine));
        let answer = reqwest::Client::new().post(path).json(&confirm).send().await.unwrap();
        assert_eq!(answer.status(), 200);

        let server = MailServer::start().await;
        assert_eq!(engine.local_mail().await.unwrap(), None);
        engine.set_local_mail(mail_of(&server), None).await.unwrap();
        assert_eq!(engine.local_mail().await.unwrap(), Some(mail_of(&server)));
        engine.test_email().await.unwrap();
        let taken = until("the mail server has taken it", async || server.mails().pop()).await;
        assert_eq!((taken.from.as_str(), taken.to.as_slice()), ("infuse@example.com", &[EMAIL.to_owned()][..]));
        // Agents go on, and so do mails after a restart.
        spend(&agent, 1).await;
        engine.stop().await;
        let engine = device.start().await;
        until_available(&engine, 292).await;
        engine.test_email().await.unwrap();
        until("another one", async || (server.mails().len() == 2).then_some(())).await;

        engine.forget_local_mail().await.unwrap();
        engine.test_email().await.unwrap();
        let _ = wait_for_mails(&outbox, EMAIL, 2).await;
        assert_eq!(server.mails().len(), 2);
        engine.stop().await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_mail_server_that_takes_no_mails_is_not_kept() {
        let (_device, engine, _agent, _) = local_home().await;
        let server = MailServer::start_at(0, Manner::RefuseSender).await;
        let nobody = LocalMail { port: 1, ..mail_of(&server) };
        let no_host = LocalMail { host: "me@host".to_owned(), ..mail_of(&server) };
        let no_sender = LocalMail { from: "Infuse".to_owned(), ..mail_of(&server) };
        for (mail, code) in
            [(nobody, ErrorCode::MailServer), (no_host, ErrorCode::Validation), (no_sender, ErrorCode::MailServer)]
        {
            assert_eq!(engine.set_local_mail(mail, None).await.unwrap_err().code, code);
        }
        assert_eq!(engine.local_mail().await.unwrap(), None);
        engine.stop().await;
    }
}
