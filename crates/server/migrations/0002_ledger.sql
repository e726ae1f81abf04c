-- The credit ledger. Times are milliseconds since the Unix epoch, credits are whole numbers. Ids are the 16 bytes of
-- a UUID, hashes are SHA-256. Within the ledger a workspace is known by the number of its book.
-- Older binaries survive this migration: it only adds tables.

-- The number that was given to a book last; it has one row.
CREATE TABLE book_numbers (last INTEGER NOT NULL);
INSERT INTO book_numbers VALUES (0);

-- One row for each workspace: the head of its journal, and all that is read under its lock.
CREATE TABLE books (
    book INTEGER PRIMARY KEY,
    workspace_id TEXT NOT NULL UNIQUE,
    plan TEXT NOT NULL,
    seats BIGINT NOT NULL,
    -- From the next cycle on; NULL means: what it has.
    pending_plan TEXT,
    pending_seats BIGINT,
    anchor_ms BIGINT NOT NULL,
    cycle BIGINT NOT NULL,
    cycle_ends_ms BIGINT NOT NULL,
    due_ms BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    balance BIGINT NOT NULL,
    -- What was spent of packs that were taken back after it.
    owed BIGINT NOT NULL,
    recorded_ms BIGINT NOT NULL,
    -- What open holds reserve, how many they are, and when the first of them may expire.
    held BIGINT NOT NULL,
    open_holds BIGINT NOT NULL,
    holds_due_ms BIGINT,
    low_threshold BIGINT NOT NULL,
    alert_level BIGINT NOT NULL,
    -- Whether a hold has warned since the last debit or grant.
    hold_warned BIGINT NOT NULL,
    alert_seq BIGINT NOT NULL,
    memory_words BIGINT,
    active_workflows BIGINT,
    actors BIGINT NOT NULL,
    version BIGINT NOT NULL
);
-- The next moment at which a book changes by itself.
CREATE INDEX books_due ON books (due_ms, book);

-- A grant is known by the number of the entry that brought it.
CREATE TABLE grants (
    book INTEGER NOT NULL,
    seq BIGINT NOT NULL,
    kind TEXT NOT NULL,
    amount BIGINT NOT NULL,
    remaining BIGINT NOT NULL,
    starts_ms BIGINT NOT NULL,
    ends_ms BIGINT,
    live BIGINT NOT NULL,
    PRIMARY KEY (book, seq)
);
CREATE INDEX grants_live ON grants (book) WHERE live = 1;

-- Who changed a book: a person, or a token and the person who made it.
CREATE TABLE actors (
    book INTEGER NOT NULL,
    actor INTEGER NOT NULL,
    account_id BYTEA,
    token_id BYTEA,
    name TEXT,
    -- The salt of the digest that entries are chained with; of an actor that was erased, the digest itself.
    seal BYTEA NOT NULL,
    PRIMARY KEY (book, actor)
);
CREATE INDEX actors_account ON actors (account_id) WHERE account_id IS NOT NULL;

-- What an account spent in a workspace within one billing cycle.
CREATE TABLE member_spend (
    book INTEGER NOT NULL,
    account_id BYTEA NOT NULL,
    cycle_starts_ms BIGINT NOT NULL,
    credits BIGINT NOT NULL,
    PRIMARY KEY (book, account_id, cycle_starts_ms)
);
CREATE INDEX member_spend_account ON member_spend (account_id);

CREATE TABLE entries (
    book INTEGER NOT NULL,
    actor INTEGER,
    format INTEGER NOT NULL,
    quantity INTEGER,
    seq BIGINT NOT NULL,
    credits BIGINT NOT NULL,
    balance_after BIGINT NOT NULL,
    occurred_ms BIGINT NOT NULL,
    recorded_ms BIGINT NOT NULL,
    -- Of a refund or of a pack's return, the number of the entry that it takes back.
    takes_back BIGINT,
    id BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    kind TEXT NOT NULL,
    action TEXT,
    split TEXT NOT NULL,
    catalog_version TEXT NOT NULL,
    -- What the client asked for, condensed to 16 bytes.
    fingerprint BYTEA,
    conversation_id TEXT,
    conversation_title TEXT,
    source TEXT,
    reason TEXT,
    -- The salt of the digest that stands for these texts in the chain; where they were erased, the digest itself.
    seal BYTEA,
    PRIMARY KEY (book, seq)
);
CREATE UNIQUE INDEX entries_id ON entries (id, book);
CREATE UNIQUE INDEX entries_taken_back ON entries (book, takes_back) WHERE takes_back IS NOT NULL;

CREATE TABLE holds (
    id BYTEA NOT NULL,
    book INTEGER NOT NULL,
    credits BIGINT NOT NULL,
    captured BIGINT NOT NULL,
    state TEXT NOT NULL,
    expires_ms BIGINT NOT NULL,
    fingerprint BYTEA NOT NULL,
    PRIMARY KEY (id, book)
);
CREATE INDEX holds_expires ON holds (expires_ms);
CREATE INDEX holds_open ON holds (book) WHERE state = 'open';

CREATE TABLE alerts (
    book INTEGER NOT NULL,
    alert_seq BIGINT NOT NULL,
    id BYTEA NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    detail TEXT NOT NULL,
    link TEXT,
    raised_ms BIGINT NOT NULL,
    -- When those who are to be told of it were written down (`deliveries`); NULL: they have not been yet.
    dispatched_ms BIGINT,
    PRIMARY KEY (book, alert_seq)
);
CREATE UNIQUE INDEX alerts_id ON alerts (id, book);
CREATE INDEX alerts_undispatched ON alerts (book, alert_seq) WHERE dispatched_ms IS NULL;

-- What is still to be erased of journals, a page at a time: nobody waits for the whole of it.
CREATE TABLE erasures (
    book INTEGER NOT NULL,
    -- Whose texts; 0: the book as a whole, which stands in `books` no more.
    actor INTEGER NOT NULL,
    -- Texts of entries up to this one are erased.
    seq BIGINT NOT NULL,
    PRIMARY KEY (book, actor)
);

-- Every change of the subscription that was decided, so that a repeat answers the same.
CREATE TABLE subscription_changes (
    id BYTEA NOT NULL,
    book INTEGER NOT NULL,
    plan TEXT NOT NULL,
    seats BIGINT NOT NULL,
    -- When it takes effect; NULL: it did at once.
    begins_ms BIGINT,
    PRIMARY KEY (id, book)
);
