-- Sign-ins from new devices that this device has told of, or need not tell of.
CREATE TABLE told_sign_ins (
    home_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    -- Of the security event.
    id TEXT NOT NULL,
    PRIMARY KEY (home_id, account_id, id)
);
