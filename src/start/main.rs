//! The start program: it brings the first screen, which stands in the page as HTML, to life. Small, so that it is there
//! at once: it has neither Leptos nor the engine. Whatever needs them is an address; leaving for one loads the
//! workbench, which takes the page over and draws the same screen by the components that drew this one.
#![expect(
    dead_code,
    unused_imports,
    reason = "it shares modules with the workbench, and needs a part of each"
)]

/// What it shares with the workbench.
#[path = "../app"]
mod app {
    pub mod browser;
    pub mod route;
    pub mod start_screen;
}
mod drafts;
mod element;
mod engine;
mod screen;

fn main() {
    app::browser::fatal::guard();
    screen::begin();
}
