//! The start screen: the first page, in a program of its own that loads in a moment. Whatever needs the engine
//! is an address; leaving for one loads the workbench, which takes the page over.

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
    Effect::new(move || bench.announce(""));
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
    view! {
        <SkipLink/>
        <Masthead/>
        <main tabindex="-1">
            <Notices/>
            // Nothing here could be lost.
            <NewerVersion written=Arc::new(|| true)/>
            <FirstPage/>
        </main>
        <Help/>
    }
}

#[component]
fn FirstPage() -> impl IntoView {
    let bench = frame();
    document::focus_soon("h1".to_owned());
    drawn(move || match bench.route.get() {
        Route::Start => StartPage().into_any(),
        _ => view! { <p class="loading" role="status">{said(say::loading)}</p> }.into_any(),
    })
}
