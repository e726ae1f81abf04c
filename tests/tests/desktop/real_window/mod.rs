mod autostart;
mod ending;
mod harness;
mod journey;
mod screenshots;
mod sizes;
mod steps;
mod tray;
