//! The names of kinds and states, in the database and on the wire.

use infuse_protocol::stream::AlertKind;
use infuse_protocol::usage::{EntryKind, GrantKind, HoldState};

use crate::names::names;

names!(EntryKind: Grant "grant", Debit "debit", Expiry "expiry", Refund "refund", Adjustment "adjustment");
names!(GrantKind: Plan "plan", Pack "pack", Adjustment "adjustment", Refund "refund");
names!(HoldState: Open "open", Captured "captured", Released "released", Expired "expired");
names!(AlertKind:
    CreditsLow "credits_low",
    CreditsExhausted "credits_exhausted",
    WorkflowFailed "workflow_failed",
    IntegrationNeedsReconnect "integration_needs_reconnect",
    PlanUpgraded "plan_upgraded",
);
