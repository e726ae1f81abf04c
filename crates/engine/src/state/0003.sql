-- What is one person's is never another's: alerts, pauses and positions go by person and workspace. What was kept by home
-- alone can not be said to be anyone's; the streams are read anew.
DROP TABLE alerts;
DROP TABLE alert_memory;
DROP TABLE stream_positions;
ALTER TABLE homes DROP COLUMN paused_until;

-- The alert memory: what each person was told of, and what waits. An id is one of its workspace, and may come again after
-- the server was set back to a backup.
CREATE TABLE alerts (
    home_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    -- Milliseconds since the Unix epoch, by the server's clock.
    raised_at INTEGER NOT NULL,
    -- 0 waiting, 1 being shown, 2 shown
    state INTEGER NOT NULL,
    -- The alert as it came (JSON).
    alert TEXT,
    PRIMARY KEY (home_id, account_id, workspace_id, id, raised_at)
);

-- How far back each person's memory reaches; absent: it has forgotten nothing.
CREATE TABLE alert_memory (
    home_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    remembered_since INTEGER NOT NULL,
    PRIMARY KEY (home_id, account_id)
);

-- Until when warnings are paused, in milliseconds since the Unix epoch.
CREATE TABLE pauses (
    home_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    workspace_id TEXT NOT NULL,
    paused_until INTEGER NOT NULL,
    PRIMARY KEY (home_id, account_id, workspace_id)
);

-- How far the stream was heard (opaque, for `Last-Event-ID`). Durable, because what lies behind it is told once: alerts.
CREATE TABLE stream_positions (
    home_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    workspace_id TEXT NOT NULL,
    position TEXT NOT NULL,
    PRIMARY KEY (home_id, account_id, workspace_id)
);

-- Up to which number alerts were read where the stream can not be followed.
CREATE TABLE alert_cursors (
    home_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    workspace_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (home_id, account_id, workspace_id)
);

-- Sessions that are over on this device, and whose servers have still to be told. Their secrets are in the keyring.
CREATE TABLE ended_sessions (
    id TEXT PRIMARY KEY,
    -- The server's address; empty: that of the Local home, wherever it is by then.
    url TEXT NOT NULL,
    -- Milliseconds since the Unix epoch.
    ended_at INTEGER NOT NULL
);
