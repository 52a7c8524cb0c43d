//! The head of every page: name, places, language, help; and the link that skips it.

use leptos::prelude::*;

use scoring::foundations::Lang;
use scoring::words as say;

use crate::app::browser::document;
use crate::app::components::{attribute, click, frame, said};
use crate::app::route::Route;

/// The first thing that Tab reaches.
#[component]
pub fn SkipLink() -> impl IntoView {
    view! {
        <button class="skip" type="button" on:click=click(|| document::focus_soon("main".to_owned()))>
            {said(say::skip_to_content)}
        </button>
    }
}

/// The head of every page.
#[component]
pub fn Masthead() -> impl IntoView {
    let bench = frame();
    let current = move |route: Route| attribute(move || (bench.route.get() == route).then_some("page"));
    let other = attribute(move || {
        Some(if bench.lang.get() == Lang::Zh {
            "en"
        } else {
            "zh-CN"
        })
    });
    view! {
        <header class="masthead">
            <a class="brand" href="#/">{said(say::product)}</a>
            <nav aria-label=said(say::nav_label)>
                <a href="#/" aria-current=current(Route::Start)>{said(say::nav_start)}</a>
                <a href="#/secretariat" aria-current=current(Route::Secretariat)>{said(say::nav_secretariat)}</a>
            </nav>
            <div class="masthead-tools">
                <button type="button" class="quiet" lang=other on:click=click(move || bench.switch_language())>
                    {said(say::other_language)}
                </button>
                <button type="button" class="quiet" aria-label=said(say::help_title)
                    on:click=click(|| document::show_dialog("help"))>
                    "?"
                </button>
            </div>
        </header>
    }
}
