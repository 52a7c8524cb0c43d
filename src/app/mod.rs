//! The page, a thin shell over the core: it shows what the core says and hands it what people do.
//!
//! Two programs share it: the start screen, small and at once there, and the workbench, loaded when one leaves
//! the start screen. [`frame`] is what both have; [`workbench`] is the one place where the rest of the state
//! changes; `pages` read it and call it; `browser` is the only room that knows the browser.

pub mod browser;
pub mod components;
pub mod frame;
pub mod pages;
mod root;
pub mod route;
pub mod workbench;

/// Puts the workbench into the page.
pub fn workbench() {
    show("app", root::Root);
}

/// Draws into an element of its own, in place of what stood in for the program.
pub fn show<V: leptos::prelude::IntoView + 'static>(id: &str, view: impl FnOnce() -> V + 'static) {
    browser::fatal::guard();
    browser::document::take_over();
    if let Some(stage) = browser::document::stage(id) {
        leptos::mount::mount_to(stage, view).forget();
    }
}
