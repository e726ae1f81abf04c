-- The credit ledger. Times are milliseconds since the Unix epoch, ids are text, credits are whole numbers.
-- Older binaries survive this migration: it only adds tables.

-- One row for each workspace: the head of its journal, and all that is read under its lock.
CREATE TABLE books (
    workspace_id TEXT PRIMARY KEY,
    plan TEXT NOT NULL,
    seats BIGINT NOT NULL,
    anchor_ms BIGINT NOT NULL,
    cycle BIGINT NOT NULL,
    cycle_ends_ms BIGINT NOT NULL,
    due_ms BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL,
    balance BIGINT NOT NULL,
    recorded_ms BIGINT NOT NULL,
    open_holds BIGINT NOT NULL,
    low_threshold BIGINT NOT NULL,
    alert_level BIGINT NOT NULL,
    alert_seq BIGINT NOT NULL,
    memory_words BIGINT,
    active_workflows BIGINT,
    version BIGINT NOT NULL
);
-- The next moment at which a book changes by itself.
CREATE INDEX books_due ON books (due_ms);

CREATE TABLE grants (
    id TEXT PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    amount BIGINT NOT NULL,
    remaining BIGINT NOT NULL,
    starts_ms BIGINT NOT NULL,
    ends_ms BIGINT,
    seq BIGINT NOT NULL,
    live BIGINT NOT NULL
);
CREATE INDEX grants_live ON grants (workspace_id) WHERE live = 1;

CREATE TABLE entries (
    workspace_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    action TEXT,
    quantity BIGINT,
    credits BIGINT NOT NULL,
    balance_after BIGINT NOT NULL,
    conversation_id TEXT,
    conversation_title TEXT,
    source TEXT,
    reason TEXT,
    event_id TEXT,
    occurred_ms BIGINT NOT NULL,
    recorded_ms BIGINT NOT NULL,
    split TEXT NOT NULL,
    catalog_version TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (workspace_id, seq)
);
CREATE UNIQUE INDEX entries_id ON entries (id, workspace_id);
CREATE UNIQUE INDEX entries_refunded ON entries (event_id, workspace_id) WHERE event_id IS NOT NULL;
CREATE INDEX entries_occurred ON entries (workspace_id, occurred_ms);

CREATE TABLE holds (
    id TEXT NOT NULL,
    workspace_id TEXT NOT NULL,
    credits BIGINT NOT NULL,
    captured BIGINT NOT NULL,
    state TEXT NOT NULL,
    expires_ms BIGINT NOT NULL,
    fingerprint TEXT NOT NULL,
    PRIMARY KEY (id, workspace_id)
);
CREATE INDEX holds_open ON holds (workspace_id) WHERE state = 'open';

CREATE TABLE alerts (
    workspace_id TEXT NOT NULL,
    alert_seq BIGINT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    detail TEXT NOT NULL,
    link TEXT,
    raised_ms BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, alert_seq)
);
CREATE UNIQUE INDEX alerts_id ON alerts (id, workspace_id);
