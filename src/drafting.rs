//! The drafting program: the desk of applicants and assessors. Loaded when the start screen is left for it.
#![expect(
    dead_code,
    reason = "it shares modules with the other programs, and needs a part of each"
)]

mod app {
    pub mod browser;
    pub mod components;
    pub mod drafting;
    pub mod frame;
    pub mod route;
    pub mod shelf;
    pub mod start_screen;
}

fn main() {
    app::browser::fatal::guard();
    app::drafting::run();
}
