//! Which tables an archive has files of, with what of each row.

/// A table whose rows about a person are a file.
#[derive(Clone, Copy, Debug)]
pub struct Kept {
    pub table: &'static str,
    pub file: &'static str,
    /// Which rows, by `$1`.
    pub(super) whose: Whose,
    /// In the order in which they are read page by page.
    pub(super) order: &'static str,
    /// What the file has of each row.
    pub columns: &'static [&'static str],
    /// What is left out: secrets, what only the server counts, and whose rows they are.
    pub withheld: &'static [&'static str],
}

/// Which rows of a table are about a person.
#[derive(Clone, Copy, Debug)]
pub(super) enum Whose {
    /// Those that the condition finds by the account's id.
    Id(&'static str),
    /// By its 16 bytes.
    Bytes(&'static str),
    /// By what its failed sign-ins are counted under.
    Failures(&'static str),
}

const OWN_BOOKS: &str = "book IN (SELECT b.book FROM books b JOIN members m ON m.workspace_id = b.workspace_id
    WHERE m.account_id = $1 AND m.role = 'owner')";

/// The tables that an archive has files of. A story compares it with those that there are.
pub const KEPT: &[Kept] = &[
    Kept {
        table: "accounts",
        file: "account.json",
        whose: Whose::Id("id = $1"),
        order: "id",
        columns: &[
            "id",
            "name",
            "email",
            "email_verified_ms",
            "email_refused_ms",
            "theme",
            "density",
            "text_scale",
            "reduce_motion",
            "language",
            "created_ms",
            "deletion_ms",
        ],
        withheld: &["email_key", "verification_mail", "password_hash", "notices", "notices_hour_ms"],
    },
    Kept {
        table: "alert_ways",
        file: "preferences.json",
        whose: Whose::Id("account_id = $1"),
        order: "kind, channel",
        columns: &["kind", "channel", "wanted"],
        withheld: &["account_id"],
    },
    Kept {
        table: "two_factor",
        file: "two_factor.json",
        whose: Whose::Id("account_id = $1"),
        order: "account_id",
        columns: &["begun_ms", "enabled_ms"],
        withheld: &["account_id", "secret", "last_step", "told_step"],
    },
    Kept {
        table: "identities",
        file: "identities.json",
        whose: Whose::Id("account_id = $1"),
        order: "issuer",
        columns: &["issuer", "subject", "email", "linked_ms"],
        withheld: &["account_id"],
    },
    Kept {
        table: "sessions",
        file: "sessions.json",
        whose: Whose::Id("account_id = $1"),
        order: "id",
        columns: &[
            "id",
            "device_name",
            "device_platform",
            "device_app_version",
            "address",
            "created_ms",
            "last_seen_ms",
        ],
        withheld: &["account_id", "secret_hash"],
    },
    Kept {
        table: "tokens",
        file: "tokens.json",
        whose: Whose::Id("account_id = $1"),
        order: "id",
        columns: &["id", "workspace_id", "name", "scopes", "hint", "created_ms", "last_used_ms", "expires_ms"],
        withheld: &["account_id"],
    },
    Kept {
        table: "security_events",
        file: "activity.json",
        whose: Whose::Id("account_id = $1"),
        order: "id",
        columns: &[
            "id",
            "kind",
            "happened_ms",
            "address",
            "device_name",
            "device_platform",
            "device_app_version",
            "detail",
        ],
        withheld: &["account_id"],
    },
    Kept {
        table: "known_networks",
        file: "networks.json",
        whose: Whose::Id("account_id = $1"),
        order: "network",
        columns: &["network", "last_ms"],
        withheld: &["account_id"],
    },
    Kept {
        table: "sign_in_failures",
        file: "failed_sign_ins.json",
        whose: Whose::Failures("account_key = $1"),
        order: "begins_ms",
        columns: &["begins_ms", "failures"],
        withheld: &["account_key"],
    },
    Kept {
        table: "email_verifications",
        file: "verification_links.json",
        whose: Whose::Id("account_id = $1"),
        order: "expires_ms, secret_hash",
        columns: &["email_key", "expires_ms"],
        withheld: &["account_id", "secret_hash"],
    },
    Kept {
        table: "account_links",
        file: "account_links.json",
        whose: Whose::Id("account_id = $1"),
        order: "created_ms, id",
        columns: &["kind", "email", "created_ms", "expires_ms"],
        withheld: &["id", "account_id", "email_key"],
    },
    Kept {
        table: "mail_requests",
        file: "mail_requests.json",
        whose: Whose::Failures("account_key = $1"),
        order: "begins_ms",
        columns: &["begins_ms", "requests"],
        withheld: &["account_key"],
    },
    Kept {
        table: "unsubscribe_links",
        file: "unsubscribe_links.json",
        whose: Whose::Id("account_id = $1"),
        order: "created_ms, secret_hash",
        columns: &["kind", "created_ms"],
        withheld: &["account_id", "secret_hash"],
    },
    Kept {
        table: "jobs",
        file: "mails.json",
        whose: Whose::Id("account_id = $1"),
        order: "id",
        columns: &["kind", "run_at_ms", "attempts", "done_ms", "dead_ms", "failure"],
        withheld: &["account_id", "id", "dedup_key", "payload"],
    },
    Kept {
        table: "resource_versions",
        file: "versions.json",
        whose: Whose::Id("owner = $1"),
        order: "resource",
        columns: &["resource", "version"],
        withheld: &["owner"],
    },
    Kept {
        table: "members",
        file: "memberships.json",
        whose: Whose::Id("account_id = $1"),
        order: "workspace_id",
        columns: &["workspace_id", "role", "joined_ms"],
        withheld: &["account_id"],
    },
    Kept {
        table: "workspaces",
        file: "workspaces.json",
        whose: Whose::Id("id IN (SELECT workspace_id FROM members WHERE account_id = $1)"),
        order: "id",
        columns: &["id", "name", "kind", "created_ms"],
        withheld: &[],
    },
    Kept {
        table: "books",
        file: "credits.json",
        whose: Whose::Id("workspace_id IN (SELECT workspace_id FROM members WHERE account_id = $1)"),
        order: "book",
        columns: &[
            "book",
            "workspace_id",
            "plan",
            "seats",
            "pending_plan",
            "pending_seats",
            "anchor_ms",
            "cycle_ends_ms",
            "balance",
            "owed",
            "held",
            "low_threshold",
            "memory_words",
            "active_workflows",
        ],
        withheld: &[
            "cycle",
            "due_ms",
            "seq",
            "hash",
            "recorded_ms",
            "open_holds",
            "holds_due_ms",
            "alert_level",
            "hold_warned",
            "alert_seq",
            "actors",
            "version",
        ],
    },
    Kept {
        table: "grants",
        file: "grants.json",
        whose: Whose::Id(OWN_BOOKS),
        order: "book, seq",
        columns: &["book", "seq", "kind", "amount", "remaining", "starts_ms", "ends_ms"],
        withheld: &["live"],
    },
    Kept {
        table: "holds",
        file: "holds.json",
        whose: Whose::Id(OWN_BOOKS),
        order: "book, expires_ms, id",
        columns: &["book", "id", "credits", "captured", "state", "expires_ms"],
        withheld: &["fingerprint"],
    },
    Kept {
        table: "subscription_changes",
        file: "plan_changes.json",
        whose: Whose::Id(OWN_BOOKS),
        order: "book, id",
        columns: &["book", "id", "plan", "seats", "begins_ms"],
        withheld: &[],
    },
    Kept {
        table: "actors",
        file: "names_in_journals.json",
        whose: Whose::Bytes("account_id = $1"),
        order: "book, actor",
        columns: &["book", "token_id", "name"],
        withheld: &["account_id", "actor", "seal"],
    },
    Kept {
        table: "member_spend",
        file: "spending.json",
        whose: Whose::Bytes("account_id = $1"),
        order: "book, cycle_starts_ms",
        columns: &["book", "cycle_starts_ms", "credits"],
        withheld: &["account_id"],
    },
    Kept {
        table: "alerts",
        file: "alerts.json",
        whose: Whose::Id(
            "book IN (SELECT b.book FROM books b JOIN members m ON m.workspace_id = b.workspace_id
             WHERE m.account_id = $1)",
        ),
        order: "book, alert_seq",
        columns: &["book", "alert_seq", "id", "kind", "title", "detail", "link", "raised_ms", "dispatched_ms"],
        withheld: &[],
    },
    Kept {
        table: "deliveries",
        file: "deliveries.json",
        whose: Whose::Id("account_id = $1"),
        order: "book, alert_seq, channel",
        columns: &["book", "alert_seq", "channel", "dispatched_ms", "done_ms"],
        withheld: &["account_id"],
    },
];

/// The tables that an archive has no such file of.
pub const ELSEWHERE: &[(&str, &str)] = &[
    ("entries", "journals, one file for each workspace"),
    ("token_secrets", "what stands for the secrets of tokens, and who has one has the token"),
    ("account_link_secrets", "what stands for the secrets of links"),
    ("recovery_codes", "what stands for codes that sign in"),
    ("sign_in_challenges", "sign-ins on their way, for ten minutes"),
    ("oidc_authorizations", "sign-ins that are nobody's yet, for ten minutes"),
    ("book_numbers", "a counter"),
    ("erasures", "what is still to be erased of accounts that are gone"),
    ("_sqlx_migrations", "how the database was made"),
];
