-- How far the stream of each home was heard (opaque, for `Last-Event-ID`). Durable, because what lies
-- behind it is told once: alerts.
CREATE TABLE stream_positions (
    home_id TEXT PRIMARY KEY,
    position TEXT NOT NULL
);
