//! Keys and words to look up, above every page.

use leptos::prelude::*;

use scoring::words as say;

use crate::app::browser::document;
use crate::app::components::{Message, OfflineState, click, drawn, frame};

/// The keys and what they do.
const KEYS: [(&str, Message); 10] = [
    ("1 \u{2026} 6", say::key_band),
    ("\u{2191} \u{2193}", say::key_step),
    ("Enter", say::key_enter),
    ("Alt + Enter", say::key_gap),
    ("Alt + \u{2193}", say::key_next),
    ("Alt + \u{2191}", say::key_previous),
    ("Alt + U", say::key_undo),
    ("Alt + Shift + U", say::key_redo),
    ("Alt + O", say::key_overview),
    ("Alt + /", say::key_help),
];

/// The help dialog.
#[component]
pub fn Help() -> impl IntoView {
    let bench = frame();
    drawn(move || {
        let lang = bench.lang.get();
        let rows = KEYS.map(|(keys, meaning)| {
            view! { <tr><th scope="row"><kbd>{keys}</kbd></th><td>{meaning(lang)}</td></tr> }
        });
        view! {
            <dialog id="help" aria-labelledby="help-title">
                <h2 id="help-title">{say::help_title(lang)}</h2>
                <p>{say::help_intro(lang)}</p>
                <table class="keys"><tbody>{rows}</tbody></table>
                <p>{say::help_data(lang)}</p>
                <OfflineState/>
                <button type="button" data-do="close-help" on:click=click(|| document::close_dialog("help"))>{say::close(lang)}</button>
            </dialog>
        }
        .into_any()
    })
}
