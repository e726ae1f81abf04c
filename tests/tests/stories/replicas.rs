//! Two servers on one PostgreSQL are one server to those who ask.

mod postgres {
    use std::time::Duration;

    use infuse_protocol::Scope;
    use infuse_protocol::stream::EntriesEvent;
    use infuse_protocol::usage::{EntryKind, EventStatus};
    use infuse_server::bus::{Bus, Change, Heard};
    use infuse_server::db::Db;
    use infuse_server::settings::DatabaseUrl;
    use infuse_tests::server::verify;
    use infuse_tests::wait::until;
    use infuse_tests::{Agent, Database, EventStream, Metering as _, Person, TestServer, event};
    use tokio::task::JoinSet;
    use tokio_util::sync::CancellationToken;
    use tokio_util::task::TaskTracker;

    const CLIENTS: usize = 8;
    const DEBITS_EACH: usize = 25;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn debits_through_both_replicas_make_one_gapless_journal() {
        let (first, second) = replicas().await;
        let (person, agent) = alice(&first).await;
        let mut clients = JoinSet::new();
        for client in 0..CLIENTS {
            let url = [first.url(), second.url()][client % 2];
            clients.spawn(debit_often(agent.at(url)));
        }
        let mut numbers: Vec<i64> = clients.join_all().await.into_iter().flatten().collect();
        numbers.sort_unstable();

        let debits = (CLIENTS * DEBITS_EACH) as i64;
        // The plan's grant is the first entry.
        assert_eq!(numbers, (2..=debits + 1).collect::<Vec<_>>());
        for url in [first.url(), second.url()] {
            let usage = person.at(url).usage().await;
            assert_eq!((usage.credits.available, usage.entry_seq), (300 - debits, debits + 1));
        }
        let (status, said) = verify(first.database()).await;
        assert!(status.success(), "{said}");
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_stream_on_one_replica_hears_of_a_debit_on_the_other() {
        let (first, second) = replicas().await;
        let (person, agent) = alice(&first).await;
        let mut stream = EventStream::open(&person.at(second.url())).await;
        // A stream begins with what is: what comes after it is news.
        let present: EntriesEvent = stream.next_of("entries").await;
        assert_eq!(present.usage.credits.available, 300);
        let debit = agent.debit(event("deep_research")).await;
        loop {
            let heard: EntriesEvent = stream.next_of("entries").await;
            if heard.entries.iter().any(|entry| entry.id == debit.id) {
                assert_eq!(heard.usage.credits.available, 280);
                return;
            }
        }
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_change_is_told_to_the_other_replica_by_name() {
        let database = Database::Postgres.create().await;
        let db = Db::open(database.url()).await.unwrap();
        let Ok(url) = database.url().parse::<DatabaseUrl>();
        let (tasks, finished) = (TaskTracker::new(), CancellationToken::new());
        let [first, second] = [(); 2].map(|()| Bus::start(&db, &url, &tasks, &finished));
        let mut heard = second.subscribe();
        let change = Change::Workspace("w".to_owned());
        heard.follow([change.clone()].into());
        until("the second replica hears which workspace has changed", async || {
            // What is told before the second one listens is lost.
            first.publish("w");
            (heard.take() == Heard::Changes([change.clone()].into())).then_some(())
        })
        .await;
        finished.cancel();
        tasks.close();
        tasks.wait().await;
        db.close().await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn two_timers_reset_a_book_once_and_one_goes_on_when_the_other_server_ends() {
        let first = TestServer::builder().database(Database::Postgres).test_clock().start().await;
        let second = TestServer::builder().on(first.database()).test_clock().start().await;
        let db = Db::open(first.database().url()).await.unwrap();
        let month = Duration::from_secs(31 * 86_400);
        let mut people = Vec::new();
        for name in ["alice", "bob", "carol"] {
            people.push(first.sign_up(name).await);
        }
        // Nobody looks at a book until its timer has: that would reset it, too.
        let kept = async |cycle: i64| {
            until("all books are in the cycle", async || {
                let behind = sqlx::query_scalar::<_, i64>("SELECT COUNT(*) FROM books WHERE cycle <> $1").bind(cycle);
                (behind.fetch_one(db.pool()).await.unwrap() == 0).then_some(())
            })
            .await;
        };
        tokio::join!(first.advance(month), second.advance(month));
        kept(1).await;
        first.stop().await;
        second.advance(month).await;
        kept(2).await;
        for person in people {
            let kinds: Vec<EntryKind> =
                person.at(second.url()).journal().await.iter().map(|entry| entry.kind).collect();
            let reset = [EntryKind::Expiry, EntryKind::Grant];
            assert_eq!(kinds, [&[EntryKind::Grant][..], &reset, &reset].concat());
        }
        db.close().await;
    }

    async fn replicas() -> (TestServer, TestServer) {
        let first = TestServer::builder().database(Database::Postgres).start().await;
        let second = TestServer::builder().on(first.database()).start().await;
        (first, second)
    }

    async fn alice(server: &TestServer) -> (Person, Agent) {
        let person = server.sign_up("alice").await;
        let agent = person.token(&[Scope::UsageRead, Scope::UsageWrite]).await;
        (person, agent)
    }

    async fn debit_often(agent: Agent) -> Vec<i64> {
        let mut numbers = Vec::new();
        for _ in 0..DEBITS_EACH {
            let result = agent.debit(event("message")).await;
            assert_eq!(result.status, EventStatus::Debited);
            numbers.push(result.seq.expect("a debit has a number"));
        }
        numbers
    }
}
