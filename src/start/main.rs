//! The start program: it brings the first screen, which stands in the page as HTML, to life. Small, so that it is there
//! at once: it has neither Leptos nor the engine. Whatever needs them is an address; leaving for one loads the program
//! of that desk, which takes the page over.
#![expect(
    dead_code,
    unused_imports,
    reason = "it shares modules with the desks, and needs a part of each"
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
mod screen;

fn main() {
    app::browser::fatal::guard();
    screen::begin();
}
