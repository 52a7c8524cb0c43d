//! The drafting program: the desk of applicants and assessors. Loaded when the start screen is left for it.
//! Every module without an expectation is used whole: what is named here and used nowhere is dead code.

mod app {
    pub mod browser {
        pub mod activity;
        pub mod address;
        pub mod browser_test;
        pub mod channel;
        pub mod clock;
        pub mod document;
        pub mod fatal;
        pub mod fields;
        #[expect(dead_code, reason = "the secretariat's desk has files opened beside the page")]
        pub mod files;
        pub mod folder;
        pub mod ids;
        pub mod journal;
        pub mod keys;
        pub mod listening;
        pub mod ports;
        pub mod programs;
        pub mod shipped;
        pub mod storage;
        pub mod trusted;
        pub mod worker;
    }
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
