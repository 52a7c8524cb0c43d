//! The start program: it brings the first screen, which stands in the page as HTML, to life. Small, so that it is there
//! at once: it draws nothing by Leptos. Whatever needs the engine is an address; leaving for one loads the workbench,
//! which takes the page over and draws the same screen by the components that drew this one.
#![expect(
    dead_code,
    reason = "the start program needs a part of the app; the rest is the workbench's"
)]

mod app;
#[path = "start/drafts.rs"]
mod drafts;
#[path = "start/element.rs"]
mod element;
#[path = "start/engine.rs"]
mod engine;
#[path = "start/screen.rs"]
mod screen;

fn main() {
    app::browser::fatal::guard();
    screen::begin();
}
