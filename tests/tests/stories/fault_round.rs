//! Two servers on one PostgreSQL under a steady load, and what befalls such a pair: one of them hangs in the midst of its
//! commit, the database cuts their connections, its disk fills until it ends, the clock of one runs away. No answered
//! debit is lost, none stands twice, and how long the others wait is printed.

mod postgres {
    use std::collections::BTreeMap;
    use std::fmt;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Arc, Mutex};
    use std::time::{Duration, Instant};

    use infuse_protocol::usage::{Event, EventResult, EventResults, EventStatus, Events};
    use infuse_protocol::{Code, Scope};
    use infuse_server::clock::TestClock;
    use infuse_tests::cluster::Cluster;
    use infuse_tests::metering::assert_debits_stand_once;
    use infuse_tests::server::verify;
    use infuse_tests::wait::{ALLOWANCE, until};
    use infuse_tests::{Agent, Database, Metering as _, Requests as _, ServerProcess, TestServer, event};
    use sqlx::Connection as _;
    use tokio::sync::watch;
    use tokio::task::JoinSet;
    use tokio::time::{MissedTickBehavior, interval};

    /// Half of them begin at either replica, and half of those debit either book: both replicas write to both.
    const CLIENTS: usize = 8;
    /// How often each of them asks at most.
    const PACE: Duration = Duration::from_millis(20);
    /// How many debits show that a replica serves.
    const ENOUGH: usize = 50;
    const HANGS: usize = 3;
    /// As often at most, until something was asked for again that the hanging replica had committed.
    const MOST_HANGS: usize = 20;
    /// Many, so that some come in the midst of a commit, and with a few debits in between.
    const CUTS: usize = 20;
    const FEW: usize = 8;
    const DISK_MEBIBYTES: u32 = 192;
    const YEAR_MS: i64 = 365 * 86_400_000;
    /// A replica that vanished holding a book delays others by five seconds at most; the rest is for a busy machine, and
    /// for asking again. Where few were answered, the 99th of a hundred is the slowest.
    const BOUND: Duration = Duration::from_secs(7).saturating_add(ALLOWANCE);

    /// What a replica is called among the sessions of the database.
    const NAMES: [&str; 2] = ["infuse_one", "infuse_other"];
    /// The one that hangs: a program of its own.
    const ONE: usize = 0;
    /// The one whose clock runs away: it is served inside the test.
    const OTHER: usize = 1;

    /// What is waited for belongs to the one in which the waiting ends: it may have begun just before the fault.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    enum Phase {
        Calm,
        HangsBriefly,
        Hangs,
        ConnectionsCut,
        DiskFull,
        DiskFullUntilTheEnd,
        ClockAstray,
        CalmAgain,
    }

    /// What clients and the story know of each other.
    struct Round {
        agents: [[Agent; 2]; 2],
        /// Whether what stands before the replicas has noticed that one does not answer.
        is_out: [watch::Sender<bool>; 2],
        is_over: AtomicBool,
        seen: Mutex<Seen>,
    }

    struct Seen {
        phase: Phase,
        answers: Vec<Answer>,
        debits: Vec<Debit>,
    }

    /// One answer to one request.
    struct Answer {
        phase: Phase,
        replica: usize,
        took: Duration,
        /// Why it was refused; otherwise how it was decided.
        outcome: Result<EventStatus, String>,
    }

    /// One debit, from when it was first sent to its answer, however often it had to be sent.
    struct Debit {
        phase: Phase,
        home: usize,
        took: Duration,
    }

    /// What was seen of one replica in one phase.
    struct Figures {
        phase: Phase,
        replica: usize,
        answers: Vec<Duration>,
        /// Of clients whose home it is.
        debits: Vec<Duration>,
        repeated: usize,
        refused: BTreeMap<String, usize>,
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn every_answered_debit_stands_once_whatever_befalls_two_replicas_and_their_database() {
        let (mut cluster, disk_is_small) = match Cluster::start_on_a_disk_of(DISK_MEBIBYTES).await {
            Some(cluster) => (cluster, true),
            None => (Cluster::start().await, false),
        };
        let database = Database::Postgres.create().await;
        let [one, other] = NAMES.map(|name| database.at(&format!("{}?application_name={name}", cluster.url())));
        let wall = Arc::new(TestClock::default());
        let builder = || TestServer::builder().free_credits(100_000_000);
        let one = builder().on(&one).without_log().spawn().await;
        let other = builder().on(&other).wall_clock(wall.clone()).start().await;
        let round = Arc::new(Round::of([one.url(), other.url()], &one).await);
        let mut clients = JoinSet::new();
        for client in 0..CLIENTS {
            clients.spawn(round.clone().debit_on(client % 2, client / 2 % 2));
        }

        round.goes_on([ONE, OTHER]).await;
        round.hangs(&one, &cluster).await;
        round.connections_are_cut(&cluster).await;
        if disk_is_small {
            round.disk_fills(&mut cluster).await;
        } else {
            println!("disk full: left out, for want of a disk that may be mounted (that takes root)");
        }
        round.clock_runs_away(&wall).await;
        round.begin(Phase::CalmAgain);
        round.goes_on([ONE, OTHER]).await;

        round.is_over.store(true, Ordering::Relaxed);
        let mut answered = [BTreeMap::new(), BTreeMap::new()];
        for (book, debits) in clients.join_all().await {
            answered[book].extend(debits);
        }
        for (book, answered) in answered.iter().enumerate() {
            for replica in [ONE, OTHER] {
                assert_debits_stand_once(&round.agents[replica][book], answered).await;
            }
        }
        let (status, said) = verify(other.database()).await;
        assert!(status.success(), "{said}");
        println!("{} debits, each once", answered.iter().map(BTreeMap::len).sum::<usize>());
        round.report();
    }

    impl Round {
        async fn of(urls: [&str; 2], server: &ServerProcess) -> Self {
            let mut agents = Vec::new();
            for name in ["alice", "bob"] {
                agents.push(server.sign_up(name).await.token(&[Scope::UsageRead, Scope::UsageWrite]).await);
            }
            Self {
                agents: urls.map(|url| [0, 1].map(|book: usize| agents[book].at(url))),
                is_out: [(); 2].map(|()| watch::Sender::new(false)),
                is_over: AtomicBool::new(false),
                seen: Mutex::new(Seen { phase: Phase::Calm, answers: Vec::new(), debits: Vec::new() }),
            }
        }

        /// One replica hangs between its first lock and the end of its commit: first so briefly that its commit comes
        /// while the other waits for it, then until the database has ended its session.
        async fn hangs(&self, one: &ServerProcess, cluster: &Cluster) {
            self.begin(Phase::HangsBriefly);
            let mut hangs = 0;
            while hangs < HANGS || (self.repeated() == 0 && hangs < MOST_HANGS) {
                hangs += 1;
                hang_in_the_midst_of_a_commit(one, cluster).await;
                // Who got no answer asks the other one, while the first answer is still to be committed.
                self.is_out[ONE].send_replace(true);
                let waits = "wait_event_type = 'Lock' AND application_name = 'infuse_other'";
                until("the other waits for a book", async || (sessions(cluster, waits).await > 0).then_some(())).await;
                one.go_on();
                self.is_out[ONE].send_replace(false);
                self.goes_on([ONE, OTHER]).await;
            }
            assert!(self.repeated() > 0, "what the hanging replica committed was asked for at the other one");

            self.begin(Phase::Hangs);
            hang_in_the_midst_of_a_commit(one, cluster).await;
            self.is_out[ONE].send_replace(true);
            until("the database ends what was begun", async || {
                (sessions(cluster, HOLDS_A_BOOK).await == 0).then_some(())
            })
            .await;
            self.goes_on([OTHER]).await;
            one.go_on();
            self.is_out[ONE].send_replace(false);
            self.goes_on([ONE, OTHER]).await;
        }

        async fn connections_are_cut(&self, cluster: &Cluster) {
            self.begin(Phase::ConnectionsCut);
            for _ in 0..CUTS {
                let cut = "CASE WHEN application_name LIKE 'infuse%' THEN pg_terminate_backend(pid) END";
                assert!(sessions(cluster, cut).await > 0);
                self.debits([ONE, OTHER], FEW).await;
            }
        }

        /// First tables can not grow, later not even the database's own log: then it ends.
        async fn disk_fills(&self, cluster: &mut Cluster) {
            self.begin(Phase::DiskFull);
            cluster.fill_disk();
            self.both_refuse("database_full").await;
            cluster.free_disk().await;
            self.goes_on([ONE, OTHER]).await;

            self.begin(Phase::DiskFullUntilTheEnd);
            cluster.fill_disk();
            until("the database ends for want of space", async || {
                let mut administrator = sqlx::PgConnection::connect(&cluster.url()).await.ok()?;
                let log = "SELECT COUNT(pg_logical_emit_message(false, '', repeat('.', 1000000))) \
                           FROM generate_series(1, 100)";
                sqlx::query(log).execute(&mut administrator).await.err().map(drop)
            })
            .await;
            self.both_refuse("database_away").await;
            cluster.free_disk().await;
            self.goes_on([ONE, OTHER]).await;
        }

        /// Waits until both have often refused for that reason in this phase.
        async fn both_refuse(&self, reason: &str) {
            let refused = Err(reason.to_owned());
            until(&format!("both refuse with {reason}"), async || {
                let seen = self.seen.lock().unwrap();
                let refusals = |replica: usize| {
                    let in_phase = seen.answers.iter().filter(|answer| answer.phase == seen.phase);
                    in_phase.filter(|answer| answer.replica == replica && answer.outcome == refused).count()
                };
                [ONE, OTHER].into_iter().all(|replica| refusals(replica) >= ENOUGH).then_some(())
            })
            .await;
        }

        async fn clock_runs_away(&self, wall: &TestClock) {
            self.begin(Phase::ClockAstray);
            for jump_ms in [YEAR_MS, -YEAR_MS] {
                wall.advance(jump_ms).unwrap();
                self.goes_on([ONE]).await;
                wall.advance(-jump_ms).unwrap();
                self.goes_on([ONE, OTHER]).await;
            }
            let refused = |answer: &Answer| answer.outcome == Err("clock_apart".to_owned());
            let seen = self.seen.lock().unwrap();
            assert!(seen.answers.iter().filter(|answer| refused(answer)).all(|answer| answer.replica == OTHER));
            assert!(seen.answers.iter().any(refused), "who does not know the time refuses to write");
        }

        fn begin(&self, phase: Phase) {
            self.seen.lock().unwrap().phase = phase;
        }

        async fn goes_on<const REPLICAS: usize>(&self, replicas: [usize; REPLICAS]) {
            self.debits(replicas, ENOUGH).await;
        }

        /// Waits until each of those replicas has made so many from now on.
        async fn debits<const REPLICAS: usize>(&self, replicas: [usize; REPLICAS], enough: usize) {
            let before = self.seen.lock().unwrap().answers.len();
            until(&format!("{replicas:?} go on"), async || {
                let seen = self.seen.lock().unwrap();
                let debited = |replica: usize| {
                    let served = seen.answers[before..].iter().filter(|answer| answer.outcome.is_ok());
                    served.filter(|answer| answer.replica == replica).count()
                };
                replicas.into_iter().all(|replica| debited(replica) >= enough).then_some(())
            })
            .await;
        }

        fn repeated(&self) -> usize {
            let seen = self.seen.lock().unwrap();
            seen.answers.iter().filter(|answer| answer.outcome == Ok(EventStatus::Duplicate)).count()
        }

        /// One client: debits from `book`, first asked at `home`, each asked again until it is answered.
        async fn debit_on(self: Arc<Self>, home: usize, book: usize) -> (usize, BTreeMap<String, EventResult>) {
            let mut answered = BTreeMap::new();
            let mut pace = interval(PACE);
            pace.set_missed_tick_behavior(MissedTickBehavior::Delay);
            while !self.is_over.load(Ordering::Relaxed) {
                let event = event("message");
                pace.tick().await;
                let begun = Instant::now();
                let mut replica = home;
                let result = loop {
                    if let Some(result) = self.ask(replica, book, &event).await {
                        break result;
                    }
                    replica = 1 - replica;
                    pace.tick().await;
                };
                let mut seen = self.seen.lock().unwrap();
                let phase = seen.phase;
                seen.debits.push(Debit { phase, home, took: begun.elapsed() });
                drop(seen);
                answered.insert(event.id, result);
            }
            (book, answered)
        }

        /// `None` where it was refused, or where nobody waits for that replica any more.
        async fn ask(&self, replica: usize, book: usize, event: &Event) -> Option<EventResult> {
            let agent = &self.agents[replica][book];
            let (path, body) = (agent.usage_path("events"), Events { events: vec![event.clone()] });
            let begun = Instant::now();
            let mut is_out = self.is_out[replica].subscribe();
            let answer = tokio::select! {
                biased;
                _ = is_out.wait_for(|is_out| *is_out) => return None,
                answer = agent.caller().try_post(&path, &body) => answer.expect("a replica that runs answers"),
            };
            let took = begun.elapsed();
            let (result, outcome) = if answer.status() == 503 {
                let reason = answer.expect_problem(Code::Unavailable).reason;
                (None, Err(reason.expect("what is unavailable says why")))
            } else {
                let results: EventResults = answer.expect_status(200).json();
                let result = results.results.into_iter().next().unwrap();
                let status = result.status;
                assert!(matches!(status, EventStatus::Debited | EventStatus::Duplicate), "{result:?}");
                (Some(result), Ok(status))
            };
            let mut seen = self.seen.lock().unwrap();
            let phase = seen.phase;
            seen.answers.push(Answer { phase, replica, took, outcome });
            drop(seen);
            result
        }

        /// Prints how long those waited whom a fault was not to concern, and keeps it to the bound.
        fn report(&self) {
            let others = [
                (Phase::Calm, &[ONE, OTHER][..]),
                (Phase::HangsBriefly, &[OTHER]),
                (Phase::Hangs, &[OTHER]),
                (Phase::ConnectionsCut, &[ONE, OTHER]),
                (Phase::DiskFull, &[ONE, OTHER]),
                (Phase::DiskFullUntilTheEnd, &[ONE, OTHER]),
                (Phase::ClockAstray, &[ONE]),
                (Phase::CalmAgain, &[ONE, OTHER]),
            ];
            for (phase, replicas) in others {
                for replica in replicas {
                    let figures = self.figures(phase, *replica);
                    if figures.answers.is_empty() {
                        // It was left out.
                        continue;
                    }
                    println!("{figures}");
                    assert!(percentile(&figures.answers) <= BOUND, "{figures}");
                    // As long as the disk is full nothing can be debited.
                    let is_full = matches!(phase, Phase::DiskFull | Phase::DiskFullUntilTheEnd);
                    assert!(is_full || percentile(&figures.debits) <= BOUND, "{figures}");
                }
            }
        }

        fn figures(&self, phase: Phase, replica: usize) -> Figures {
            let seen = self.seen.lock().unwrap();
            let answers = seen.answers.iter().filter(|answer| answer.phase == phase && answer.replica == replica);
            let debits = seen.debits.iter().filter(|debit| debit.phase == phase && debit.home == replica);
            let mut figures = Figures {
                phase,
                replica,
                answers: answers.clone().map(|answer| answer.took).collect(),
                debits: debits.map(|debit| debit.took).collect(),
                repeated: answers.clone().filter(|answer| answer.outcome == Ok(EventStatus::Duplicate)).count(),
                refused: BTreeMap::new(),
            };
            for reason in answers.filter_map(|answer| answer.outcome.as_ref().err()) {
                *figures.refused.entry(reason.clone()).or_default() += 1;
            }
            figures.answers.sort_unstable();
            figures.debits.sort_unstable();
            figures
        }
    }

    impl fmt::Display for Figures {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            let Self { phase, replica, answers, debits, repeated, refused } = self;
            let (name, asked) = (NAMES[*replica], answers.len());
            write!(f, "{phase:?}, {name}: {asked} answers, {}; ", Waits(answers))?;
            write!(f, "{} debits with what was asked again, {}; ", debits.len(), Waits(debits))?;
            write!(f, "{repeated} repeated, refused {refused:?}")
        }
    }

    /// Sorted.
    struct Waits<'a>(&'a [Duration]);

    impl fmt::Display for Waits<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            let longest = self.0.last().copied().unwrap_or_default();
            write!(f, "p99 {} ms, longest {} ms", percentile(self.0).as_millis(), longest.as_millis())
        }
    }

    /// The 99th of a hundred.
    fn percentile(sorted: &[Duration]) -> Duration {
        sorted.get((sorted.len() * 99).div_ceil(100).saturating_sub(1)).copied().unwrap_or_default()
    }

    /// Between a transaction's statements, behind a lock on a book.
    const HOLDS_A_BOOK: &str = "state = 'idle in transaction' AND application_name = 'infuse_one' AND EXISTS (\
                                SELECT 1 FROM pg_locks WHERE pg_locks.pid = pg_stat_activity.pid \
                                AND relation = 'books'::regclass AND mode <> 'AccessShareLock')";

    /// Stops the process, again and again, until it happens to be in the midst of one.
    async fn hang_in_the_midst_of_a_commit(one: &ServerProcess, cluster: &Cluster) {
        until("a replica is stopped in the midst of its commit", async || {
            one.fall_silent();
            until("what it has asked for is done", async || {
                let busy = "state = 'active' AND application_name = 'infuse_one'";
                (sessions(cluster, busy).await == 0).then_some(())
            })
            .await;
            if sessions(cluster, HOLDS_A_BOOK).await > 0 {
                return Some(());
            }
            one.go_on();
            None
        })
        .await;
    }

    /// How many sessions of the database are so.
    async fn sessions(cluster: &Cluster, are: &str) -> i64 {
        let mut administrator = sqlx::PgConnection::connect(&cluster.url()).await.unwrap();
        let count = format!("SELECT COUNT(*) FROM pg_stat_activity WHERE {are}");
        sqlx::query_scalar(sqlx::AssertSqlSafe(count)).fetch_one(&mut administrator).await.unwrap()
    }
}
