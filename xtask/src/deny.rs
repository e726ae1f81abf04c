//! Whether everything that the product is built from may be, by `deny.toml`: its licence, and where it comes from.

use std::collections::BTreeSet;

use anyhow::{Context, Result, bail};
use serde_json::Value;
use spdx::{Expression, ParseMode};

use crate::process::{self, cargo};
use crate::workspace;

/// Where crates come from.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// npm packages whose licence stands in a file alone.
const LICENCES_IN_FILES: [(&str, &str); 1] = [("node_modules/svelte-toolbelt", "MIT")];

/// A package of others.
struct Package {
    name: String,
    licence: Option<String>,
    /// Whether it comes from where everybody takes it from, and is what the lock file means.
    is_known: bool,
}

/// Fails with every package whose licence is not allowed, or that comes from elsewhere.
pub(crate) fn check() -> Result<()> {
    let rules = std::fs::read_to_string(workspace::root().join("deny.toml"))?;
    let allowed = allowed(&rules)?;
    let mut packages = crates()?;
    packages.extend(npm_packages()?);
    let faults: Vec<String> = packages.iter().filter_map(|package| fault(package, &allowed)).collect();
    println!("deny: {} packages of others", packages.len());
    if faults.is_empty() { Ok(()) } else { bail!("Infuse may not be built from:\n  {}", faults.join("\n  ")) }
}

fn allowed(rules: &str) -> Result<BTreeSet<String>> {
    let rules: toml::Table = rules.parse().context("deny.toml is no TOML")?;
    let licences = rules.get("licenses").and_then(|section| section.get("allow")).and_then(toml::Value::as_array);
    let licences = licences.context("deny.toml has no list licenses.allow")?;
    Ok(licences.iter().filter_map(|licence| Some(licence.as_str()?.to_owned())).collect())
}

/// What is wrong with a package.
fn fault(package: &Package, allowed: &BTreeSet<String>) -> Option<String> {
    let Package { name, licence, is_known } = package;
    if !is_known {
        return Some(format!("{name}: it is not from where it should be"));
    }
    let Some(licence) = licence else { return Some(format!("{name}: it names no licence")) };
    match Expression::parse_mode(licence, ParseMode::LAX) {
        Ok(expression) if expression.evaluate(|asked| allowed.contains(&asked.to_string())) => None,
        Ok(_) => Some(format!("{name}: {licence}")),
        Err(error) => Some(format!("{name}: {licence:?} is no licence: {}", error.reason)),
    }
}

/// Every crate that any system is built with.
fn crates() -> Result<Vec<Package>> {
    let metadata = process::output(cargo().args(["metadata", "--locked", "--all-features", "--format-version=1"]))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let packages = metadata["packages"].as_array().context("cargo names no packages")?;
    let of_others = packages.iter().filter(|package| !package["source"].is_null());
    Ok(of_others
        .map(|package| Package {
            name: format!("{} {}", text(&package["name"]), text(&package["version"])),
            licence: package["license"].as_str().map(str::to_owned),
            is_known: package["source"] == REGISTRY,
        })
        .collect())
}

/// Every package of the web view and its tools. What npm installs has the hash that its lock file names.
fn npm_packages() -> Result<Vec<Package>> {
    let lock: Value = serde_json::from_str(&std::fs::read_to_string(workspace::ui().join("package-lock.json"))?)?;
    let packages = lock["packages"].as_object().context("npm names no packages")?;
    let of_others = packages.iter().filter(|(path, _)| !path.is_empty());
    Ok(of_others
        .map(|(path, package)| Package {
            name: format!("{path} {}", text(&package["version"])),
            licence: package["license"].as_str().or_else(|| in_a_file(path)).map(str::to_owned),
            is_known: text(&package["integrity"]).starts_with("sha512-"),
        })
        .collect())
}

fn in_a_file(path: &str) -> Option<&'static str> {
    LICENCES_IN_FILES.into_iter().find(|(known, _)| *known == path).map(|(_, licence)| licence)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault_of(licence: Option<&str>, is_known: bool) -> Option<String> {
        let allowed = allowed("[licenses]\nallow = ['MIT', 'Unicode-3.0', 'Apache-2.0 WITH LLVM-exception']").unwrap();
        fault(&Package { name: "a 1.0.0".to_owned(), licence: licence.map(str::to_owned), is_known }, &allowed)
    }

    #[test]
    fn a_licence_is_allowed_where_one_may_choose_it_and_refused_where_one_must_take_another() {
        for fine in [
            "MIT",
            "GPL-3.0-only OR MIT",
            "GPL-2.0/MIT",
            "(MIT OR ISC) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception",
        ] {
            assert_eq!(fault_of(Some(fine), true), None, "{fine}");
        }
        for refused in ["GPL-3.0-only", "MIT AND GPL-3.0-only", "Apache-2.0", "nonsense"] {
            assert!(fault_of(Some(refused), true).is_some_and(|fault| fault.contains(refused)), "{refused}");
        }
        assert!(fault_of(None, true).is_some() && fault_of(Some("MIT"), false).is_some());
    }
}
