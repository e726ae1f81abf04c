//! The arrows between the crates: `src-tauri → engine → protocol ← server`, and nothing else.

use std::collections::BTreeSet;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::process::{self, cargo};

/// What a crate must not know, however far away.
const NEVER_BELOW: [(&str, &[&str]); 3] = [
    ("infuse-protocol", &["tauri", "tokio", "sqlx", "axum", "reqwest", "infuse-engine", "infuse-server"]),
    ("infuse-engine", &["tauri", "wry", "tray-icon", "keyring", "keyring-core", "rodio", "axum", "infuse-server"]),
    ("infuse-server", &["tauri", "wry", "tray-icon", "keyring", "rodio", "infuse-engine"]),
];

/// All that the contract may lean on.
const PROTOCOL_MAY_USE: [&str; 4] = ["jiff", "serde", "serde_json", "utoipa"];

/// Fails with every arrow that must not be there.
pub(crate) fn check() -> Result<()> {
    let mut faults = Vec::new();
    for (package, forbidden) in NEVER_BELOW {
        let tree = dependencies_below(package)?;
        faults.extend(forbidden.iter().filter(|name| tree.contains(**name)).map(|name| format!("{package} → {name}")));
    }
    for (package, dependency) in direct_dependencies()? {
        let tauri = dependency == "tauri" || dependency.starts_with("tauri-");
        let beyond = package == "infuse-protocol" && !PROTOCOL_MAY_USE.contains(&dependency.as_str());
        if (tauri && package != "infuse") || beyond {
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
