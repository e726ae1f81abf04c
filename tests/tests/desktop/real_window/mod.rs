mod autostart;
mod ending;
mod harness;
mod journey;
mod screenshots;
mod steps;
mod tray;
