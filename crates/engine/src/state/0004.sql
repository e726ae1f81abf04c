-- What servers keep for a person and can be edited here without a connection, and what of it the server does not know yet.
CREATE TABLE resources (
    home_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    -- Empty for what belongs to the account.
    workspace_id TEXT NOT NULL,
    resource TEXT NOT NULL,
    -- As the server said it last (JSON), and the version that it had then.
    version INTEGER NOT NULL,
    value TEXT NOT NULL,
    -- By field, what the person has changed and the server has not confirmed (JSON), and how many fields that are.
    edits TEXT NOT NULL,
    edit_count INTEGER NOT NULL,
    PRIMARY KEY (home_id, account_id, workspace_id, resource)
);
