-- Sign-ins from new devices, and where telling of each stands on this device.
CREATE TABLE sign_ins (
    home_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    -- Of the security event.
    id TEXT NOT NULL,
    -- As of an alert: it waits, is being shown, or was shown or need not be.
    state INTEGER NOT NULL,
    -- What is told of it, as JSON.
    sign_in TEXT NOT NULL,
    PRIMARY KEY (home_id, account_id, id)
);
