//! The desktop app.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    match infuse_app::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            infuse_app::tell(&error);
            ExitCode::FAILURE
        }
    }
}
