//! The head of every page: name, places, language, help; and the link that skips it.

use leptos::prelude::*;

use scoring::foundations::Lang;
use scoring::words as say;

use crate::app::browser::document;
use crate::app::components::{click, drawn, frame, translated};
use crate::app::route::Route;

/// The first thing that Tab reaches.
#[component]
pub fn SkipLink() -> impl IntoView {
    view! {
        <button class="skip" type="button" data-do="skip" on:click=click(|| document::focus_soon("main".to_owned()))>
            {translated(say::skip_to_content)}
        </button>
    }
}

/// The head of every page.
#[component]
pub fn Masthead() -> impl IntoView {
    let bench = frame();
    drawn(move || {
        let lang = bench.lang.get();
        let place = bench.route.get();
        let current = |route| (place == route).then_some("page");
        let other = if lang == Lang::Zh { "en" } else { "zh-CN" };
        view! {
            <header class="masthead">
                <a class="brand" href="#/">{say::product(lang)}</a>
                <nav aria-label=say::nav_label(lang)>
                    <a href="#/" aria-current=current(Route::Start)>{say::nav_start(lang)}</a>
                    <a href="#/secretariat" aria-current=current(Route::Secretariat)>{say::nav_secretariat(lang)}</a>
                </nav>
                <div class="masthead-tools">
                    <button type="button" class="quiet" data-do="language" lang=other on:click=click(move || bench.switch_language())>
                        {say::other_language(lang)}
                    </button>
                    <button type="button" class="quiet" data-do="help" aria-label=say::help_title(lang)
                        on:click=click(|| document::show_dialog("help"))>
                        "?"
                    </button>
                </div>
            </header>
        }
        .into_any()
    })
}
