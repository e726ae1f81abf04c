-- Sessions that are over on this device, and whose servers have still to be told. Their secrets are in the keyring.
CREATE TABLE ended_sessions (
    id TEXT PRIMARY KEY,
    -- The server's address; empty: that of the Local home, wherever it is by then.
    url TEXT NOT NULL,
    -- Milliseconds since the Unix epoch.
    ended_at INTEGER NOT NULL
);
