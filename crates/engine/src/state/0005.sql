-- How large this device writes text, in percent of its usual size.
ALTER TABLE device ADD COLUMN text_percent INTEGER NOT NULL DEFAULT 100;
