//! A place to drop files on, with a button that does the same.

use leptos::ev;
use leptos::prelude::*;

use crate::app::browser::files::{self, Chosen};
use crate::app::components::acts;

/// Takes files by drag and drop or by button, several at once.
#[component]
pub fn DropZone(
    /// What can be dropped here.
    label: Signal<String>,
    /// What the button says.
    button: Signal<String>,
    /// The id of the file input.
    id: &'static str,
    /// What to do with the files.
    take: impl Fn(Vec<Chosen>) + Clone + 'static,
) -> impl IntoView {
    let over = RwSignal::new(false);
    let dropped = take.clone();
    view! {
        <div
            class="drop"
            class:over=over
            on:dragover=acts(move |event: ev::DragEvent| {
                event.prevent_default();
                over.set(true);
            })
            on:dragleave=acts(move |_: ev::DragEvent| over.set(false))
            on:drop=acts(move |event: ev::DragEvent| {
                event.prevent_default();
                over.set(false);
                dropped(files::dropped_in(&event));
            })
        >
            <p>{label}</p>
            // The native input keeps the keyboard and the screen reader; its label is drawn as the button.
            <input id=id class="file" type="file" multiple accept=".json,.csv,.tsv,.txt,application/json,text/csv,text/plain"
                on:change=acts(move |event: ev::Event| take(files::chosen_in(&event)))/>
            <label for=id class="button">{button}</label>
        </div>
    }
}
