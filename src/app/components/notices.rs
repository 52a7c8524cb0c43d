//! Notices, which the page shows once, and the label that numbers carry while they are not official.

use leptos::prelude::*;

use scoring::desks::rubrics::RubricFile;
use scoring::words as say;

use crate::app::browser::{address, document};
use crate::app::components::{click, drawn, frame, nothing, translated, visible_text};
use crate::app::frame::Notice;

/// The notice of the moment, read out by screen readers.
#[component]
pub fn Notices() -> impl IntoView {
    let bench = frame();
    let content = drawn(move || {
        bench.notice.get().map_or_else(nothing, |content| {
            let close = move || {
                bench.close_notice();
                document::give_focus_back();
            };
            notice(content, close).into_any()
        })
    });
    let blocked = drawn(move || {
        if bench.storage_available.get() {
            return nothing();
        }
        storage_blocked().into_any()
    });
    view! {
        <div class="notices">{content}</div>
        {blocked}
    }
}

/// A notice that can be closed.
pub fn notice(content: Notice, close: impl FnMut() + 'static) -> impl IntoView {
    let (class, role, text, wanted) = match content {
        Notice::Done(text) => ("notice good", "status", text, None),
        Notice::Trouble(text) => ("notice danger", "alert", text, None),
        Notice::NotLoaded(text, wanted) => ("notice danger", "alert", text, Some(wanted)),
    };
    // A program that once failed to load fails in this page for ever, so the page is loaded anew.
    let again = wanted.map(|wanted| {
        let load = move || address::load_anew_at(&wanted.to_string());
        view! { <button type="button" data-do="load-again" on:click=click(load)>{translated(say::load_again)}</button> }
    });
    let lines: Vec<_> = text
        .lines()
        .map(|line| view! { <p data-fact="text">{visible_text(line)}</p> })
        .collect();
    view! {
        <div class=class role=role tabindex="-1">
            <div>{lines}{again}</div>
            <button type="button" class="quiet" data-do="close-notice" on:click=click(close)>{translated(say::close)}</button>
        </div>
    }
}

/// The notice that the browser keeps nothing.
pub fn storage_blocked() -> impl IntoView {
    view! { <div class="notice danger" id="storage-blocked" role="alert"><p>{translated(say::storage_blocked)}</p></div> }
}

/// The short line beside numbers that are not official.
#[component]
pub fn Label(
    /// The rubric the numbers come from.
    #[prop(into)]
    rubric_file: Signal<Option<std::sync::Arc<RubricFile>>>,
) -> impl IntoView {
    let bench = frame();
    drawn(move || {
        let notice = rubric_file.with(|rubric_file| {
            rubric_file
                .as_ref()
                .and_then(|one| say::notice_for(one.rubric.status(), bench.lang.get()))
        });
        notice.map_or_else(nothing, |notice| {
            view! { <strong class="tag warning">{notice}</strong> }.into_any()
        })
    })
}
