//! The page, a thin shell over the core: it shows what the core says and hands it what people do.
//!
//! [`workbench`] is the one place where state changes; `pages` read it and call it; `browser` is the only room
//! that knows the browser.

mod browser;
mod components;
mod pages;
mod root;
mod route;
mod workbench;

/// Puts the app into the page.
pub fn start() {
    browser::fatal::guard();
    leptos::mount::mount_to_body(root::Root);
    browser::document::ready();
}
