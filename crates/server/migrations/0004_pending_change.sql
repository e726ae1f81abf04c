-- What a workspace subscribes to from its next cycle on; NULL means: to what it has.
-- Older binaries survive this migration, but grant the present plan on when such a cycle begins.

ALTER TABLE books ADD COLUMN pending_plan TEXT;
ALTER TABLE books ADD COLUMN pending_seats BIGINT;
