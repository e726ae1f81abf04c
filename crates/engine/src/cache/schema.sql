-- Disposable: everything here can be asked for again. A change of the schema raises VERSION in mod.rs,
-- and an older file is thrown away.

-- Whose entries these are (of which person, and of which workspace), and which time zone cut them into days.
CREATE TABLE owner (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    account_id TEXT NOT NULL,
    workspace_id TEXT NOT NULL,
    time_zone TEXT NOT NULL
);

-- Where the cached journal ends: by the hash of its last entry it is known again.
CREATE TABLE journal_end (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL
);

-- The last figures heard (JSON of the contract).
CREATE TABLE figures (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    usage TEXT NOT NULL,
    heard_at_ms INTEGER NOT NULL
);

CREATE TABLE actions (
    code INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

-- Code 0 stands for "without a conversation" elsewhere and has no row.
CREATE TABLE conversations (
    code INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT,
    last_seq INTEGER NOT NULL
);
CREATE INDEX conversations_by_last_seq ON conversations (last_seq);

-- The raw journal. Credits are signed; times are milliseconds since the Unix epoch.
CREATE TABLE entries (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    kind INTEGER NOT NULL,
    action INTEGER,
    quantity INTEGER,
    credits INTEGER NOT NULL,
    balance_after INTEGER NOT NULL,
    conversation INTEGER NOT NULL,
    source TEXT,
    reason TEXT,
    -- Of a refund, the number of the debit that it takes back.
    takes_back INTEGER,
    occurred_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL
);
CREATE INDEX entries_by_action ON entries (action);
CREATE INDEX entries_by_conversation ON entries (conversation);

-- How far the balance moved in each 250 entries, so that only those are read in which something can have happened:
-- stretch 0 has the numbers 1 to 250.
CREATE TABLE balances (
    stretch INTEGER PRIMARY KEY,
    lowest INTEGER NOT NULL,
    highest INTEGER NOT NULL,
    recorded_until INTEGER NOT NULL
);

-- Where in the journal a day's entries stand: between these numbers, perhaps among others. A day is the
-- number of days since 1970-01-01 in the owner's time zone; a month is 12 * year + month - 1.
CREATE TABLE daily_bounds (
    day INTEGER PRIMARY KEY,
    first_seq INTEGER NOT NULL,
    last_seq INTEGER NOT NULL
);

-- Spent credits, by ever more keys. What a refund gave back is not spent: it is taken off where its debit stands.
CREATE TABLE daily_totals (
    day INTEGER NOT NULL,
    action INTEGER NOT NULL,
    credits INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    PRIMARY KEY (day, action)
) WITHOUT ROWID;

-- By conversation too. Action 0 is the sum of all actions, so that the largest conversations of a range are found
-- without reading each action.
CREATE TABLE daily_sums (
    action INTEGER NOT NULL,
    day INTEGER NOT NULL,
    conversation INTEGER NOT NULL,
    credits INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    PRIMARY KEY (action, day, conversation)
) WITHOUT ROWID;
CREATE INDEX daily_sums_by_conversation ON daily_sums (conversation, day);

-- What the whole months of long ranges are summed from.
CREATE TABLE monthly_sums (
    action INTEGER NOT NULL,
    conversation INTEGER NOT NULL,
    month INTEGER NOT NULL,
    credits INTEGER NOT NULL,
    quantity INTEGER NOT NULL,
    PRIMARY KEY (action, conversation, month)
) WITHOUT ROWID;
