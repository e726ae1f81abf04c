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
    active INTEGER NOT NULL,
    -- Milliseconds since the Unix epoch; absent: not paused.
    paused_until INTEGER
);

CREATE TABLE device (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    theme TEXT NOT NULL,
    density TEXT NOT NULL,
    autostart INTEGER NOT NULL,
    quit_on_close INTEGER NOT NULL
);

-- The alert memory of each home.
CREATE TABLE alerts (
    home_id TEXT NOT NULL,
    id TEXT NOT NULL,
    -- Milliseconds since the Unix epoch, by the server's clock.
    raised_at INTEGER NOT NULL,
    -- 0 waiting, 1 being shown, 2 shown
    state INTEGER NOT NULL,
    -- The alert as it came (JSON), while it waits.
    alert TEXT,
    PRIMARY KEY (home_id, id)
);

-- How far back each alert memory reaches; absent: it has forgotten nothing.
CREATE TABLE alert_memory (
    home_id TEXT PRIMARY KEY,
    remembered_since INTEGER NOT NULL
);
