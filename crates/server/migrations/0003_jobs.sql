-- Work that is done later, once, by whichever server comes to it first, and who is told of an alert.
-- Older binaries survive this migration: it only adds tables.

CREATE TABLE jobs (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    -- The same key again is the same job, as long as its row is kept.
    dedup_key TEXT NOT NULL,
    -- JSON, of a shape for each kind.
    payload TEXT NOT NULL,
    -- The account that the payload speaks of, if it does: the job goes with it.
    account_id TEXT,
    -- When it may be claimed next. While it is being done, that is the end of the lease.
    run_at_ms BIGINT NOT NULL,
    -- How often it was claimed. Whoever claims it writes its end only as long as nobody has claimed it since.
    attempts BIGINT NOT NULL,
    done_ms BIGINT,
    -- When it was given up.
    dead_ms BIGINT,
    -- Why the last attempt failed.
    failure TEXT
);
CREATE UNIQUE INDEX jobs_dedup_key ON jobs (dedup_key);
CREATE INDEX jobs_pending ON jobs (run_at_ms) WHERE done_ms IS NULL AND dead_ms IS NULL;
CREATE INDEX jobs_done ON jobs (done_ms) WHERE done_ms IS NOT NULL;
CREATE INDEX jobs_dead ON jobs (dead_ms) WHERE dead_ms IS NOT NULL;
CREATE INDEX jobs_account ON jobs (account_id) WHERE account_id IS NOT NULL;

-- Who is told of an alert, and by what. An alert is known by its number: its id may be an agent's choice, and is unique
-- within a workspace only.
CREATE TABLE deliveries (
    book INTEGER NOT NULL,
    alert_seq BIGINT NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    -- `desktop`: the stream, which each of the person's devices follows. `email`: a mail, which a job sends.
    channel TEXT NOT NULL,
    dispatched_ms BIGINT NOT NULL,
    -- When a mail was handed over; NULL as long as that is not known, and of other channels.
    done_ms BIGINT,
    PRIMARY KEY (book, alert_seq, account_id, channel),
    FOREIGN KEY (book, alert_seq) REFERENCES alerts (book, alert_seq) ON DELETE CASCADE
);
CREATE INDEX deliveries_account ON deliveries (account_id);
CREATE INDEX deliveries_dispatched ON deliveries (dispatched_ms);
