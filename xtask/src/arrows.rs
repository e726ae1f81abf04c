//! The arrows between the crates: `src-tauri → engine → policy → protocol`, `server → policy`, and nothing else.

use std::collections::BTreeSet;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::process::{self, cargo};

/// What a crate must not know, however far away.
const NEVER_BELOW: [(&str, &[&str]); 4] = [
    (
        "infuse-protocol",
        &["tauri", "tokio", "sqlx", "axum", "reqwest", "infuse-policy", "infuse-engine", "infuse-server"],
    ),
    ("infuse-policy", &["tauri", "tokio", "sqlx", "axum", "reqwest", "infuse-engine", "infuse-server"]),
    ("infuse-engine", &["tauri", "wry", "tray-icon", "keyring", "keyring-core", "rodio", "axum", "infuse-server"]),
    ("infuse-server", &["tauri", "wry", "tray-icon", "keyring", "rodio", "infuse-engine"]),
];

/// All that the contract, and the rules that app and server share, may lean on.
const MAY_USE_ONLY: [(&str, &[&str]); 2] = [
    ("infuse-protocol", &["jiff", "serde", "serde_json", "utoipa"]),
    ("infuse-policy", &["infuse-protocol", "unicode-normalization", "zxcvbn"]),
];

/// Who may ask for those rules: nobody judges beside engine and server.
const MAY_USE_POLICY: [&str; 2] = ["infuse-engine", "infuse-server"];

/// Fails with every arrow that must not be there.
pub(crate) fn check() -> Result<()> {
    let mut faults = Vec::new();
    for (package, forbidden) in NEVER_BELOW {
        let tree = dependencies_below(package)?;
        faults.extend(forbidden.iter().filter(|name| tree.contains(**name)).map(|name| format!("{package} → {name}")));
    }
    for (package, dependency) in direct_dependencies()? {
        let tauri = dependency == "tauri" || dependency.starts_with("tauri-");
        let dependency = dependency.as_str();
        let beyond = MAY_USE_ONLY.iter().any(|(of, names)| *of == package && !names.contains(&dependency));
        let judges = dependency == "infuse-policy" && !MAY_USE_POLICY.contains(&package.as_str());
        if (tauri && package != "infuse") || beyond || judges {
            faults.push(format!("{package} → {dependency}"));
        }
    }
    if faults.is_empty() { Ok(()) } else { bail!("these dependencies must not be:\n  {}", faults.join("\n  ")) }
}

/// Names of everything that `package` is compiled with, on any system and with any feature.
fn dependencies_below(package: &str) -> Result<BTreeSet<String>> {
    let tree = process::output(cargo().args([
        "tree",
        "--locked",
        "--edges=normal",
        "--prefix=none",
        "--format={p}",
        "--all-features",
        "--target=all",
        "--package",
        package,
    ]))?;
    Ok(tree.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect())
}

/// Each package of the workspace with each crate that it names, those for tests aside.
fn direct_dependencies() -> Result<Vec<(String, String)>> {
    let metadata = process::output(cargo().args(["metadata", "--locked", "--no-deps", "--format-version=1"]))?;
    let metadata: Value = serde_json::from_str(&metadata).context("`cargo metadata` wrote no JSON")?;
    let packages = metadata["packages"].as_array().context("`cargo metadata` named no packages")?;
    let mut arrows = Vec::new();
    for package in packages {
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            if dependency["kind"] != "dev" {
                arrows.push((text(&package["name"])?, text(&dependency["name"])?));
            }
        }
    }
    Ok(arrows)
}

fn text(value: &Value) -> Result<String> {
    value.as_str().map(str::to_owned).context("`cargo metadata` left a name out")
}
