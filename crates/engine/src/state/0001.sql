CREATE TABLE homes (
    id TEXT PRIMARY KEY,
    -- local, sample, remote
    kind TEXT NOT NULL,
    -- Of a remote home, its address; of the others, empty: it changes with the port.
    url TEXT NOT NULL,
    -- Of a local or sample home: the port that it had last.
    port INTEGER NOT NULL,
    email TEXT NOT NULL,
    -- Who was signed in last, and where (JSON); absent before the first sign-in.
    profile TEXT,
    -- Whether the person signed out on purpose.
    signed_out INTEGER NOT NULL,
    active INTEGER NOT NULL
);

CREATE TABLE device (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    theme TEXT NOT NULL,
    density TEXT NOT NULL,
    autostart INTEGER NOT NULL,
    quit_on_close INTEGER NOT NULL
);

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
