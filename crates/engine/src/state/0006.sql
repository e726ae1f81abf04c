-- What this device says everything in, whether anything moves on it, and how its tray's icon is drawn.
ALTER TABLE device ADD COLUMN language TEXT NOT NULL DEFAULT 'system';
ALTER TABLE device ADD COLUMN reduce_motion INTEGER NOT NULL DEFAULT 0;
ALTER TABLE device ADD COLUMN tray_icon TEXT NOT NULL DEFAULT 'ring';
