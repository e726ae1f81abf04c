-- Who may do what: accounts, sessions, workspaces, members, tokens.
-- Times are milliseconds since the Unix epoch, ids are text. Secrets are stored as SHA-256 in hexadecimal.
-- Older binaries survive this migration: it is the first.

CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    -- The account of a Local home begins without e-mail and password.
    email TEXT,
    -- The e-mail in lower case: two spellings of one address are one account.
    email_key TEXT,
    -- When somebody opened the link that was mailed to the address; NULL: nobody has.
    email_verified_ms BIGINT,
    -- When a mail server refused a mail to the address for good; NULL: none has since it was verified.
    email_refused_ms BIGINT,
    -- The mail that was asked for last to verify the address: links of earlier ones are void.
    verification_mail TEXT,
    password_hash TEXT,
    -- How the app looks and speaks on each of the person's devices, and what mails are written in.
    theme TEXT NOT NULL DEFAULT 'system',
    density TEXT NOT NULL DEFAULT 'comfortable',
    text_scale BIGINT NOT NULL DEFAULT 100,
    reduce_motion BIGINT NOT NULL DEFAULT 0,
    language TEXT NOT NULL DEFAULT 'system',
    -- The hours of each day in which notifications wait on the person's devices, as `HH:MM` of where each device is.
    quiet_hours BIGINT NOT NULL DEFAULT 0,
    quiet_from TEXT NOT NULL DEFAULT '22:00',
    quiet_to TEXT NOT NULL DEFAULT '07:00',
    created_ms BIGINT NOT NULL,
    -- When the account is erased, as its owner has asked; NULL: nobody has.
    deletion_ms BIGINT,
    -- Mails of changes that were written down in the hour that begins then: what is more is gathered into one.
    notices BIGINT NOT NULL DEFAULT 0,
    notices_hour_ms BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX accounts_email_key ON accounts (email_key);
CREATE INDEX accounts_deletion ON accounts (deletion_ms) WHERE deletion_ms IS NOT NULL;

CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    secret_hash TEXT NOT NULL,
    device_name TEXT,
    device_platform TEXT,
    device_app_version TEXT,
    address TEXT NOT NULL,
    created_ms BIGINT NOT NULL,
    last_seen_ms BIGINT NOT NULL,
    -- When the person had shown who they are, here or at the identity provider.
    authenticated_ms BIGINT NOT NULL
);
CREATE UNIQUE INDEX sessions_secret_hash ON sessions (secret_hash);
CREATE INDEX sessions_account ON sessions (account_id);
CREATE INDEX sessions_last_seen ON sessions (last_seen_ms);

-- Links that verify an address, one for each try to hand over the mail that it stands in. A used one is a deleted row.
CREATE TABLE email_verifications (
    secret_hash TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    -- The address that the mail went to, in lower case: another one is not verified by it.
    email_key TEXT NOT NULL,
    expires_ms BIGINT NOT NULL
);
CREATE INDEX email_verifications_account ON email_verifications (account_id);
CREATE INDEX email_verifications_expires ON email_verifications (expires_ms);

-- The second factor of an account, and one that is being set up.
CREATE TABLE two_factor (
    account_id TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    -- What codes are made from, in Base32. It has to be known to check one, so that it is no hash.
    secret TEXT NOT NULL,
    begun_ms BIGINT NOT NULL,
    -- When a code confirmed it; NULL: none has yet.
    enabled_ms BIGINT,
    -- The step (RFC 6238) of the code that was accepted last: no code of it or of one before is accepted again.
    last_step BIGINT NOT NULL,
    -- A later step of which somebody was told that a code would fit, so that none of it is accepted.
    told_step BIGINT NOT NULL
);
CREATE INDEX two_factor_pending ON two_factor (begun_ms) WHERE enabled_ms IS NULL;

-- A used one is a deleted row.
CREATE TABLE recovery_codes (
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    code_hash TEXT NOT NULL,
    PRIMARY KEY (account_id, code_hash)
);

-- Who a person is at an identity provider (OpenID Connect): by what the provider calls itself and the person, and never by
-- an address, which may become somebody else's.
CREATE TABLE identities (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    -- The address that it was linked by.
    email TEXT NOT NULL,
    linked_ms BIGINT NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE UNIQUE INDEX identities_account ON identities (account_id, issuer);

-- Sign-ins that people were sent to an identity provider for, and have not come back from. They are nobody's yet. A used one
-- is a deleted row.
CREATE TABLE oidc_authorizations (
    -- Of `state`.
    secret_hash TEXT PRIMARY KEY,
    issuer TEXT NOT NULL,
    redirect_uri TEXT NOT NULL,
    -- SHA-256 of the verifier that the app keeps, in Base64url (RFC 7636).
    code_challenge TEXT NOT NULL,
    nonce_hash TEXT NOT NULL,
    -- In seconds: how long ago the person may have logged in there (OpenID Connect Core 1.0, 3.1.2.1).
    max_age BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL
);
CREATE INDEX oidc_authorizations_expires ON oidc_authorizations (expires_ms);

-- Sign-ins whose password was right, or that an identity provider vouched for, and which wait for the second factor. A used
-- one is a deleted row.
CREATE TABLE sign_in_challenges (
    secret_hash TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    -- SHA-256 of the password's hash: with another password the challenge is void.
    password_key TEXT NOT NULL,
    -- Whom the identity provider vouched for, and by which address the account was found; NULL: nobody.
    issuer TEXT,
    subject TEXT,
    identity_email TEXT,
    -- When they had shown there who they are; NULL: that was not told.
    authenticated_ms BIGINT,
    device_name TEXT,
    device_platform TEXT,
    device_app_version TEXT,
    expires_ms BIGINT NOT NULL
);
CREATE INDEX sign_in_challenges_account ON sign_in_challenges (account_id);
CREATE INDEX sign_in_challenges_expires ON sign_in_challenges (expires_ms);

-- What a mail lets whoever has it do to an account, once. What was done or is void is a deleted row.
CREATE TABLE account_links (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    -- `password_reset`, `email_change`, `email_undo`, `not_me`.
    kind TEXT NOT NULL,
    -- The address that it makes that of the account, or that its mail goes to, and the same in lower case; NULL where
    -- that is the account's.
    email TEXT,
    email_key TEXT,
    created_ms BIGINT NOT NULL,
    -- From when on it undoes what it may undo: `created_ms`, or when the session began whose doing its mail tells of.
    since_ms BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL
);
CREATE INDEX account_links_account ON account_links (account_id);
CREATE INDEX account_links_email_key ON account_links (email_key) WHERE email_key IS NOT NULL;
CREATE INDEX account_links_expires ON account_links (expires_ms);

-- What stands in the mail, one for each try to hand it over.
CREATE TABLE account_link_secrets (
    secret_hash TEXT PRIMARY KEY,
    link_id TEXT NOT NULL REFERENCES account_links (id) ON DELETE CASCADE
);
CREATE INDEX account_link_secrets_link ON account_link_secrets (link_id);

-- How often mails to an address were asked for, for each hour: those to a new password, also where no account has the
-- address, and those that make it the address of an account.
CREATE TABLE mail_requests (
    -- SHA-256 of the address in lower case, in hexadecimal; of a change with a prefix.
    account_key TEXT NOT NULL,
    begins_ms BIGINT NOT NULL,
    requests BIGINT NOT NULL,
    PRIMARY KEY (account_key, begins_ms)
);
CREATE INDEX mail_requests_begins ON mail_requests (begins_ms);

-- Links by which whoever has a mail ends mails of its kind, without signing in.
CREATE TABLE unsubscribe_links (
    secret_hash TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    created_ms BIGINT NOT NULL
);
CREATE INDEX unsubscribe_links_account ON unsubscribe_links (account_id);
CREATE INDEX unsubscribe_links_created ON unsubscribe_links (created_ms);

-- What has happened to the access of an account. Rows are never changed.
CREATE TABLE security_events (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    happened_ms BIGINT NOT NULL,
    -- From where, and by the session of which device.
    address TEXT NOT NULL,
    device_name TEXT,
    device_platform TEXT,
    device_app_version TEXT,
    -- What it happened to, as the name of a token.
    detail TEXT
);
CREATE INDEX security_events_account ON security_events (account_id, id);
CREATE INDEX security_events_happened ON security_events (happened_ms);

-- Tries to sign in that failed or are under way, for each account and stretch of ten minutes. An e-mail that no account
-- has is counted alike, so that nobody learns which is which.
CREATE TABLE sign_in_failures (
    -- SHA-256 of the e-mail in lower case, in hexadecimal.
    account_key TEXT NOT NULL,
    begins_ms BIGINT NOT NULL,
    failures BIGINT NOT NULL,
    PRIMARY KEY (account_key, begins_ms)
);
CREATE INDEX sign_in_failures_begins ON sign_in_failures (begins_ms);

-- From where an account has signed in.
CREATE TABLE known_networks (
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    -- An IPv4 address, or the first address of an IPv6 /64.
    network TEXT NOT NULL,
    last_ms BIGINT NOT NULL,
    PRIMARY KEY (account_id, network)
);
CREATE INDEX known_networks_last ON known_networks (last_ms);

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
    account_id TEXT NOT NULL,
    workspace_id TEXT NOT NULL,
    name TEXT NOT NULL,
    -- Names of scopes, separated by one space.
    scopes TEXT NOT NULL,
    hint TEXT NOT NULL,
    created_ms BIGINT NOT NULL,
    last_used_ms BIGINT,
    last_used_address TEXT,
    expires_ms BIGINT,
    -- A token ends with its maker's membership, and does not come back with it.
    FOREIGN KEY (workspace_id, account_id) REFERENCES members (workspace_id, account_id) ON DELETE CASCADE
);
CREATE INDEX tokens_account ON tokens (account_id);
CREATE INDEX tokens_expires ON tokens (expires_ms) WHERE expires_ms IS NOT NULL;
CREATE INDEX tokens_workspace ON tokens (workspace_id, account_id);

-- A token has one secret, and while a rotation overlaps, older ones that end.
CREATE TABLE token_secrets (
    secret_hash TEXT PRIMARY KEY,
    token_id TEXT NOT NULL REFERENCES tokens (id) ON DELETE CASCADE,
    made_ms BIGINT NOT NULL,
    ends_ms BIGINT
);
CREATE INDEX token_secrets_token ON token_secrets (token_id);
CREATE INDEX token_secrets_ends ON token_secrets (ends_ms) WHERE ends_ms IS NOT NULL;

-- How often a resource of an account or a workspace (`owner`) was changed, counted from 1: what was never changed
-- has no row.
CREATE TABLE resource_versions (
    owner TEXT NOT NULL,
    resource TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (owner, resource)
);

-- By what a person wants to be told of a kind of alert: `desktop`, a notification on their devices, and
-- `email`, a mail; and, as `quiet_hours`, whether its notification is shown in quiet hours, too. What was never chosen has no row. From how many credits on they are warned stands in the book of their personal workspace.
CREATE TABLE alert_ways (
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    wanted BIGINT NOT NULL,
    PRIMARY KEY (account_id, kind, channel)
);

-- What a person chose of how InfuseOS answers, and a workspace for its members. What nobody chose, or is inherited again, has
-- no value.
CREATE TABLE personal_choices (
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    value TEXT,
    PRIMARY KEY (account_id, field)
);
-- What agents asked a person before they did it. What waits past its time has expired.
CREATE TABLE approval_requests (
    workspace_id TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    -- In lists: a UUIDv7.
    position TEXT NOT NULL,
    -- Who is asked.
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    -- The token, or the session, that asks, and what it is called.
    asked_by_id TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    category TEXT NOT NULL,
    title TEXT NOT NULL,
    detail TEXT,
    credits BIGINT,
    -- pending, allowed, denied
    state TEXT NOT NULL,
    -- The field that decided where nobody was asked.
    rule TEXT,
    asked_ms BIGINT NOT NULL,
    expires_ms BIGINT NOT NULL,
    decided_ms BIGINT,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX approval_requests_position ON approval_requests (workspace_id, position);
CREATE INDEX approval_requests_account ON approval_requests (account_id, expires_ms);
CREATE INDEX approval_requests_expires ON approval_requests (expires_ms);

CREATE TABLE workspace_choices (
    workspace_id TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    value TEXT,
    -- Whether members can choose nothing else.
    locked BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, field)
);
