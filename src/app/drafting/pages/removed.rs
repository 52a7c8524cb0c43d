//! What is shown in place of a draft that was removed elsewhere, or whose head is damaged.

use leptos::prelude::*;

use scoring::words as say;

use crate::app::components::{click, translated};
use crate::app::drafting::components::workbench;

/// Another window removed the draft: its texts are in this page alone, and can begin a new draft.
#[component]
pub fn RemovedPage() -> impl IntoView {
    let bench = workbench();
    view! {
        <section class="notice warning" role="alert" aria-labelledby="removed-title">
            <h1 id="removed-title" tabindex="-1">{translated(say::removed_title)}</h1>
            <p>{translated(say::removed_text)}</p>
            <p class="row">
                <button type="button" class="primary" data-act="revive" on:click=click(move || bench.restore_removed())>{translated(say::removed_keep)}</button>
                <button type="button" class="quiet" data-act="drop-removed" on:click=click(move || bench.drop_removed())>{translated(say::removed_drop)}</button>
            </p>
        </section>
    }
}

/// The draft's head is damaged: the rescue shows its fields as they are.
#[component]
pub fn DamagedPage() -> impl IntoView {
    view! {
        <section class="notice danger" role="alert" aria-labelledby="damaged-title">
            <h1 id="damaged-title" tabindex="-1">{translated(say::damaged_title)}</h1>
            <p>{translated(say::damaged_text)}</p>
            <p class="row">
                <a class="button primary" href="#/rescue">{translated(say::rescue_link)}</a>
                <a class="button" href="#/">{translated(say::nav_start)}</a>
            </p>
        </section>
    }
}
