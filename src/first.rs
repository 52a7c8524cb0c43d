//! The first screen as HTML, one line a language, Chinese first: drawn when the page is built, by the components
//! that draw it in the browser, so that nobody waits for a program to see it (`xtask/src/first_screen.rs`).
#![expect(
    dead_code,
    reason = "the first screen is a still picture of a part of the app"
)]

mod app;
#[path = "app/browser/engine.rs"]
mod engine;
#[path = "app/start_screen.rs"]
mod start_screen;

use scoring::foundations::Lang;

fn main() {
    for lang in [Lang::Zh, Lang::En] {
        println!("{}", start_screen::still(lang));
    }
}
