//! The start program: it brings the start screen, which stands in the page as HTML, to life. Small, so that it is there
//! at once: it has neither Leptos nor the engine. Whatever needs them is an address; leaving for one loads the program
//! of that desk, which takes the page over.

/// What it shares with the workbench.
#[path = "../app"]
mod app {
    #[expect(dead_code, unused_imports, reason = "the desks use the rest")]
    pub mod browser {
        pub mod address;
        pub mod clock;
        pub mod document;
        pub mod fatal;
        pub mod files;
        pub mod ids;
        pub mod journal;
        pub mod keys;
        pub mod listening;
        pub mod ports;
        pub mod programs;
        pub mod storage;
        pub mod trusted;
        pub mod worker;
    }
    #[expect(dead_code, reason = "the desks use the rest")]
    pub mod route;
    #[expect(unused_imports, reason = "the desks use the rest")]
    pub mod start_screen;
}
mod drafts;
mod element;
mod screen;

fn main() {
    app::browser::fatal::guard();
    screen::begin();
}
