//! The start screen, a program of its own: small, so that it is there at once.
#![expect(
    dead_code,
    reason = "the start screen draws with a part of the app; the rest is the workbench's"
)]

mod app;
#[path = "app/browser/engine.rs"]
mod engine;
#[path = "app/start_screen.rs"]
mod start_screen;

fn main() {
    app::show("start", start_screen::StartScreen);
}
