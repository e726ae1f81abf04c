mod autostart;
mod harness;
mod journey;
mod screenshots;
mod tray;
