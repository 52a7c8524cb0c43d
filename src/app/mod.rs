//! The page, a thin shell over the core: it shows what the core says and hands it what people do.
//!
//! [`frame`] is what every page has; [`workbench`] is the one place where the rest of the state changes; `pages` read
//! it and call it; `browser` is the only room that knows the browser. The start program (`src/start/`) has
//! `browser`, `route` and `start_screen` of it.

pub mod browser;
pub mod components;
pub mod frame;
pub mod pages;
mod root;
pub mod route;
pub mod start_screen;
pub mod workbench;

/// Puts the workbench into the page, in place of the start screen.
pub fn workbench() {
    browser::fatal::guard();
    browser::document::take_over();
    if let Some(stage) = browser::document::stage("app") {
        leptos::mount::mount_to(stage, root::Root).forget();
    }
}
