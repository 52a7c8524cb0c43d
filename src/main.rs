//! The workbench: scoring, overview, the secretariat's desk. Loaded when the start screen is left.

mod app;

fn main() {
    app::workbench();
}
