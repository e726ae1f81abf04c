-- Who may do what: accounts, sessions, workspaces, members, tokens.
-- Times are milliseconds since the Unix epoch, ids are text. Secrets are stored as SHA-256 in hexadecimal.
-- Older binaries survive this migration: it is the first.

CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    -- The e-mail in lower case: two spellings of one address are one account.
    email_key TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    created_ms BIGINT NOT NULL
);
CREATE UNIQUE INDEX accounts_email_key ON accounts (email_key);

CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    secret_hash TEXT NOT NULL,
    device_name TEXT,
    device_platform TEXT,
    device_app_version TEXT,
    address TEXT NOT NULL,
    created_ms BIGINT NOT NULL,
    last_seen_ms BIGINT NOT NULL
);
CREATE UNIQUE INDEX sessions_secret_hash ON sessions (secret_hash);
CREATE INDEX sessions_account ON sessions (account_id);

CREATE TABLE workspaces (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    created_ms BIGINT NOT NULL
);

CREATE TABLE members (
    workspace_id TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    joined_ms BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, account_id)
);
CREATE INDEX members_account ON members (account_id);

CREATE TABLE tokens (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    workspace_id TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    -- Names of scopes, separated by one space.
    scopes TEXT NOT NULL,
    hint TEXT NOT NULL,
    created_ms BIGINT NOT NULL,
    last_used_ms BIGINT,
    expires_ms BIGINT
);
CREATE INDEX tokens_account ON tokens (account_id);

-- A token has one secret, and while a rotation overlaps, older ones that end.
CREATE TABLE token_secrets (
    secret_hash TEXT PRIMARY KEY,
    token_id TEXT NOT NULL REFERENCES tokens (id) ON DELETE CASCADE,
    ends_ms BIGINT
);
CREATE INDEX token_secrets_token ON token_secrets (token_id);

-- How often a resource of an account or a workspace (`owner`) was changed, counted from 1: what was never changed
-- has no row.
CREATE TABLE resource_versions (
    owner TEXT NOT NULL,
    resource TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (owner, resource)
);
