-- How loud voices are heard on this device, in percent.
ALTER TABLE device ADD COLUMN volume INTEGER NOT NULL DEFAULT 80;
