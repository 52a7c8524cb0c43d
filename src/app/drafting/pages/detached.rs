//! What is shown in place of a draft that was removed elsewhere or does not open any more, or whose head is damaged.

use leptos::prelude::*;

use scoring::desks::drafting::DraftStatus;
use scoring::keeper::OpenFault;
use scoring::words as say;

use crate::app::components::{Message, click, text, translated};
use crate::app::drafting::components::workbench;

/// What is said of a draft whose texts are in this page alone.
pub fn detached_title(reason: &OpenFault) -> Message {
    match reason {
        OpenFault::Removed => say::removed_title,
        OpenFault::NoDraft => say::gone_title,
        _ => say::unopened_title,
    }
}

/// Another window removed the draft, or it does not open any more: its texts are in this page alone, and can begin a new
/// draft.
#[component]
pub fn DetachedPage() -> impl IntoView {
    let bench = workbench();
    let title = text(move || match bench.draft_status.get() {
        DraftStatus::Detached(reason) => detached_title(&reason)(bench.lang.get()).to_owned(),
        _ => String::new(),
    });
    view! {
        <section class="notice warning" role="alert" aria-labelledby="removed-title">
            <h1 id="removed-title" tabindex="-1">{title}</h1>
            <p>{translated(say::removed_text)}</p>
            <p class="row">
                <button type="button" class="primary" data-act="revive" on:click=click(move || bench.restore_detached())>{translated(say::removed_keep)}</button>
                <button type="button" class="quiet" data-act="drop-removed" on:click=click(move || bench.drop_detached())>{translated(say::removed_drop)}</button>
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
