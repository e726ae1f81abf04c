-- Changes of what a workspace subscribes to.
-- Older binaries survive this migration, but grant the present plan on when a cycle begins.

-- From the next cycle on; NULL means: what it has.
ALTER TABLE books ADD COLUMN pending_plan TEXT;
ALTER TABLE books ADD COLUMN pending_seats BIGINT;

-- Every change that was decided, so that a repeat answers the same.
CREATE TABLE subscription_changes (
    id TEXT NOT NULL,
    workspace_id TEXT NOT NULL,
    plan TEXT NOT NULL,
    seats BIGINT NOT NULL,
    -- When it takes effect; NULL: it did at once.
    begins_ms BIGINT,
    PRIMARY KEY (id, workspace_id)
);
