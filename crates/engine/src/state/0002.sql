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
