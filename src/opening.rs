//! The program that opens the files of the secretariat's desk, loaded when the first one is to be opened.
#![expect(
    dead_code,
    unused_imports,
    reason = "it shares a module with the desks, and needs a part of it"
)]

mod app {
    pub mod browser;
}

fn main() {
    app::browser::opening::serve();
}
