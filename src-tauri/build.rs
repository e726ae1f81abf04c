use embed_resource::ParamsIncludeDirs;
use tauri_build::{AppManifest, Attributes, WindowsAttributes};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let permissions = AppManifest::new().permissions_path_pattern("src-tauri/permissions/*.toml");
    let attributes =
        Attributes::new().capabilities_path_pattern("src-tauri/capabilities/*.json").app_manifest(permissions);
    let attributes = attributes.windows_attributes(WindowsAttributes::new_without_app_manifest());
    println!("cargo:rerun-if-changed=src-tauri/permissions");
    tauri_build::try_build(attributes)?;
    // Tauri's own goes into the app alone, and its dialogs are in the tests as well: without a manifest Windows gives them
    // the controls of old, which lack what they import, and no test starts (0xc0000139).
    println!("cargo:rerun-if-changed=src-tauri/windows.manifest");
    println!("cargo:rerun-if-changed=src-tauri/windows.rc");
    embed_resource::compile_for_everything("src-tauri/windows.rc", ParamsIncludeDirs(["src-tauri"]))
        .manifest_required()?;
    Ok(())
}
