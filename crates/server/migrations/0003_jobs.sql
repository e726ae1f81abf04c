-- Work that is done later, once, by whichever server comes to it first.
-- Older binaries survive this migration: it only adds a table.

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
