//! The start screen: the first page, in a program of its own that loads in a moment. Whatever needs the engine
//! is an address; leaving for one loads the workbench, which takes the page over.
//!
//! The same screen is drawn once more when the page is built, as it stands before any program runs (`src/first.rs`).

use std::sync::Arc;

use leptos::prelude::*;

use scoring::words as say;

use crate::app::browser::{address, document, keys};
use crate::app::components::{Help, Masthead, NewerVersion, Notices, SkipLink, drawn, frame, said};
use crate::app::frame::Frame;
use crate::app::pages::StartPage;
use crate::app::route::Route;
use crate::engine;

/// The start screen, until the workbench takes over.
#[component]
pub fn StartScreen() -> impl IntoView {
    let bench = Frame::begin();
    provide_context(bench);
    Effect::new(move || bench.announce("", ""));
    let leave = move || {
        let route = Route::parse(&address::hash());
        if route != Route::Start && !engine::asked_for() {
            bench.route.set(route);
            engine::load(move || bench.trouble(say::trouble_engine(bench.lang.get_untracked()).to_owned()));
        }
    };
    address::on_change(leave);
    leave();
    keys::on_press(|pressed| {
        if pressed.with_alt() && pressed.code() == "Slash" {
            pressed.taken();
            document::show_dialog("help");
        }
    });
    view! { <Screen/><Help/> }
}

/// What the screen shows.
#[component]
fn Screen() -> impl IntoView {
    let bench = frame();
    let page = drawn(move || match bench.route.get() {
        Route::Start => StartPage().into_any(),
        _ => view! { <p class="loading" role="status">{said(say::loading)}</p> }.into_any(),
    });
    view! {
        <SkipLink/>
        <Masthead/>
        <main tabindex="-1">
            <Notices/>
            // Nothing here could be lost.
            <NewerVersion written=Arc::new(|| true)/>
            {page}
        </main>
    }
}

/// The screen as HTML, as it stands before anything is known of this machine.
#[cfg(feature = "first")]
pub fn still(lang: scoring::foundations::Lang) -> String {
    Owner::new().with(|| {
        provide_context(Frame::still(lang));
        Screen().to_html()
    })
}
