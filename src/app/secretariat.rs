//! The secretariat's desk in the page.

mod desk;
mod long_list;
mod page;
mod root;
mod rubrics;

use crate::app::frame;
use crate::app::route::Program;

/// Puts the desk into the page, in place of what is there.
pub fn run() {
    frame::run(Program::Secretariat, |owner| {
        root::Root(root::RootProps { owner })
    });
}
