//! The secretariat's desk in the page.

mod desk;
mod long_list;
mod page;
mod root;

use crate::app::browser::programs::Stage;

/// Puts the desk into the page, in place of what stands there.
pub fn run() {
    if let Some(stage) = Stage::new() {
        let element = stage.element();
        leptos::mount::mount_to(element, move || root::Root(root::RootProps { stage })).forget();
    }
}
