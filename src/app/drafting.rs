//! The desk of applicants and assessors on the page.
//!
//! Its state and whatever changes it stand in `workbench`, beside what is drawn: pages and pieces of them read the
//! signals that it gives out and call its methods, and reach nothing that is private to it.

pub mod components;
pub mod pages;
mod root;
mod workbench;

pub use workbench::{Workbench, export_notice, locking_fault};

use crate::app::frame;
use crate::app::route::Program;

/// Puts the desk into the page, in place of what is there.
pub fn run() {
    frame::run(Program::Drafting, |owner| root::Root(root::RootProps { owner }));
}
