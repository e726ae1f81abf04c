//! Makes the list of the clips in `voices`, so that the server carries them: `VOICE.LANGUAGE.ogg`. And builds anew when a
//! migration is added: that folder is embedded by `sqlx::migrate!`.

use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("voices");
    println!("cargo::rerun-if-changed=migrations");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut names = Vec::new();
    for file in fs::read_dir(&folder)? {
        let name = file?.file_name().into_string().map_err(|_| "a clip's name is text")?;
        names.extend(name.strip_suffix(".ogg").map(str::to_owned));
    }
    // The order of folders differs from computer to computer.
    names.sort();
    let mut list = String::from("[\n");
    for name in names {
        let (voice, language) = name.split_once('.').ok_or("a clip is named after its voice and its language")?;
        let path = folder.join(format!("{name}.ogg"));
        list += &format!("Clip {{ voice: {voice:?}, language: {language:?}, ogg: include_bytes!({path:?}) }},\n");
    }
    list += "]\n";
    Ok(fs::write(Path::new(&env::var("OUT_DIR")?).join("clips.rs"), list)?)
}
