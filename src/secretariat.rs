//! The secretariat's program: where all files meet. Loaded when its desk is gone to.
#![expect(
    dead_code,
    unused_imports,
    reason = "it shares modules with the other desks, and needs a part of each"
)]

mod app {
    pub mod browser;
    pub mod components;
    pub mod frame;
    pub mod route;
    pub mod secretariat;
    pub mod shelf;
    pub mod start_screen;
}

fn main() {
    app::browser::fatal::guard();
    app::secretariat::run();
}
