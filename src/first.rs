//! The start screen as HTML, one line a language, Chinese first: drawn when the page is built, by the components that
//! draw it in the drafting program, so that nobody waits for a program to see it (`xtask/src/first_screen.rs`). The
//! start program (`src/start/`) brings it to life.
#![expect(
    dead_code,
    reason = "the first screen is a still picture of a part of the app"
)]

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

use std::sync::Arc;

use leptos::prelude::*;

use app::components::{Help, Masthead, NewerVersion, Notices, SkipLink};
use app::drafting::pages::{StartPage, StartTemplates};
use app::frame::Frame;
use scoring::foundations::Lang;

fn main() {
    for lang in [Lang::Zh, Lang::En] {
        println!("{}", still(lang));
    }
}

/// The screen as it stands before anything is known of this machine.
fn still(lang: Lang) -> String {
    Owner::new().with(|| {
        provide_context(Frame::still(lang));
        view! {
            <SkipLink/>
            <Masthead/>
            <main tabindex="-1">
                <Notices/>
                <NewerVersion written=Arc::new(|| true)/>
                <StartPage/>
            </main>
            <Help/>
            <StartTemplates/>
        }
        .to_html()
    })
}
