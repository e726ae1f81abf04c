use tauri_build::{AppManifest, Attributes};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let permissions = AppManifest::new().permissions_path_pattern("src-tauri/permissions/*.toml");
    let attributes =
        Attributes::new().capabilities_path_pattern("src-tauri/capabilities/*.json").app_manifest(permissions);
    println!("cargo:rerun-if-changed=src-tauri/permissions");
    tauri_build::try_build(attributes)?;
    Ok(())
}
