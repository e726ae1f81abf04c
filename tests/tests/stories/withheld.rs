//! What is printed of a value, as in a log or a report of a crash, holds no secret.

use std::fs;
use std::path::{Path, PathBuf};

use infuse_engine::usage::view::ConnectedAgent;
use infuse_protocol::account::{
    EmailConfirmation, RecoveryCodes, SignUp, SignedUp, TwoFactorCode, TwoFactorEnd, TwoFactorSecret, TwoFactorSetUp,
};
use infuse_protocol::session::{SecondFactor, SignIn, SignedIn};
use infuse_protocol::tokens::{IssuedToken, RotatedToken};
use infuse_protocol::{Code, Problem};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const SECRET: &str = "hunter2hunter2";

fn printed<T: DeserializeOwned + std::fmt::Debug>(value: Value) -> String {
    format!("{:?}", serde_json::from_value::<T>(value).unwrap())
}

#[test]
fn no_type_that_carries_a_secret_prints_it() {
    let account = json!({
        "id": "a", "name": "Ada", "email": "ada@example.com", "email_verified": true, "sign_in_method": "password",
        "two_factor": {"enabled": false, "recovery_codes_left": 0},
        "created_at": "2026-12-03T09:30:00Z", "deletion_scheduled_at": null, "version": 1,
    });
    let session = json!({
        "id": "s", "current": true, "device": null, "address": "127.0.0.1",
        "created_at": "2026-12-03T09:30:00Z", "last_seen_at": "2026-12-03T09:30:00Z",
    });
    let workspace = json!({"id": "w", "name": "Ada", "kind": "personal", "role": "owner", "plan": "free"});
    let token = json!({
        "token": SECRET, "id": "t", "name": "agent", "workspace_id": "w", "scopes": [], "hint": "ift_…er2",
        "created_at": "2026-12-03T09:30:00Z", "last_used_at": null, "expires_at": null,
    });
    let signed_in = json!({"token": SECRET, "session": session, "account": account});
    let signed_up = json!({"token": SECRET, "session": session, "account": account, "workspace": workspace});
    let agent = ConnectedAgent { token: SECRET.into(), events_url: "events".into(), curl: format!("curl {SECRET}") };
    let challenge = Problem { challenge: Some(SECRET.into()), ..Problem::new(Code::TwoFactorRequired, "Send a code.") };
    let all = [
        printed::<SignUp>(json!({"name": "Ada", "email": "ada@example.com", "password": SECRET})),
        printed::<SignedUp>(signed_up),
        printed::<SignIn>(json!({"email": "ada@example.com", "password": SECRET})),
        printed::<SignedIn>(signed_in),
        printed::<IssuedToken>(token),
        printed::<RotatedToken>(json!({"token": SECRET})),
        printed::<EmailConfirmation>(json!({"token": SECRET})),
        printed::<TwoFactorSetUp>(json!({"password": SECRET})),
        printed::<TwoFactorSecret>(json!({"secret": SECRET, "otpauth_uri": SECRET, "qr_svg": SECRET})),
        printed::<TwoFactorCode>(json!({"code": SECRET})),
        printed::<TwoFactorEnd>(json!({"password": SECRET, "code": SECRET})),
        printed::<RecoveryCodes>(json!({"recovery_codes": [SECRET]})),
        printed::<SecondFactor>(json!({"challenge": SECRET, "code": SECRET, "recovery_code": SECRET})),
        format!("{agent:?}"),
        format!("{challenge:?}"),
    ];
    for text in &all {
        assert!(!text.contains(SECRET) && text.contains('…'), "{text}");
    }
    assert!(all[0].contains("ada@example.com"), "{}", all[0]);
}

/// Names of fields that hold what opens something.
const SECRET_FIELDS: [&str; 10] = [
    "password",
    "password_hash",
    "current_password",
    "new_password",
    "token",
    "secret",
    "code",
    "recovery_code",
    "challenge",
    "curl",
];

/// Fields of such a name that open nothing: which rule was broken.
const NO_SECRETS: [&str; 1] = ["FieldError.code"];

/// The test above knows the types of today. This one reads the sources, so that no type of tomorrow is left out.
#[test]
fn no_type_with_a_secret_field_derives_debug() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
    let sources =
        ["protocol/src", "engine/src", "server/src"].into_iter().flat_map(|folder| sources_in(&crates.join(folder)));
    let mut looked_at = 0;
    let mut at_fault = Vec::new();
    for path in sources {
        let (mut derives_debug, mut type_name) = (false, String::new());
        for line in fs::read_to_string(path).unwrap().lines().map(str::trim) {
            let line =
                line.trim_start_matches("pub(crate) ").trim_start_matches("pub(super) ").trim_start_matches("pub ");
            if let Some(declared) = line.strip_prefix("struct ").or_else(|| line.strip_prefix("enum ")) {
                type_name = declared.split(|character: char| !character.is_alphanumeric()).next().unwrap().to_owned();
            } else if ["fn ", "async fn "].iter().any(|begins| line.starts_with(begins)) {
                // What follows are parameters, of which nothing is derived.
                derives_debug = false;
            } else if line.starts_with("#[derive(") {
                derives_debug = line.contains("Debug");
            } else if let Some((field, kind)) = line.split_once(": ")
                && SECRET_FIELDS.contains(&field)
                && ["String,", "Option<String>,"].contains(&kind)
            {
                looked_at += 1;
                let field = format!("{type_name}.{field}");
                if derives_debug && !NO_SECRETS.contains(&field.as_str()) {
                    at_fault.push(field);
                }
            }
        }
    }
    assert!(at_fault.is_empty(), "these would be printed: {at_fault:?}");
    assert!(looked_at >= 11, "only {looked_at} fields were found: the sources are no longer read as they are written");
}

fn sources_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let nested = entries.flat_map(|path| if path.is_dir() { sources_in(&path) } else { vec![path] });
    nested.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect()
}
