//! A foldable piece of a page that is found again as a person left it.

use leptos::html;
use leptos::prelude::*;

use crate::app::browser::document;
use crate::app::components::click;

/// A piece under a summary. `name` is what its state is remembered by, `at_first` its state until somebody has opened
/// or closed it.
pub fn fold(
    name: &'static str,
    at_first: bool,
    summary: impl IntoView + 'static,
    body: impl IntoView + 'static,
) -> AnyView {
    let details = NodeRef::<html::Details>::new();
    // Only what a person does is remembered. The click comes before the change.
    let remember = move || {
        if let Some(details) = details.get_untracked() {
            document::remember_open(name, !details.open());
        }
    };
    view! {
        <details class=name node_ref=details open=document::remembered_open(name, at_first)>
            <summary on:click=click(remember)>{summary}</summary>
            {body}
        </details>
    }
    .into_any()
}
