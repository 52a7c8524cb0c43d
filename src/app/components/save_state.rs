//! Whether what was typed is in the browser's storage, in words that are true.

use leptos::prelude::*;

use scoring::words as say;

use crate::app::browser::clock;
use crate::app::browser::storage::WriteFault;
use crate::app::components::{drawn, workbench};
use crate::app::workbench::Saved;

/// The state of the open draft's storage.
#[component]
pub fn SaveState() -> impl IntoView {
    let bench = workbench();
    drawn(move || {
        let lang = bench.lang.get();
        match bench.saved.get() {
            Saved::Untouched => view! { <span class="saved" role="status"></span> }.into_any(),
            Saved::Written(instant) => {
                let text = say::saved_written(lang, clock::local_time(instant));
                view! { <span class="saved good" role="status">{text}</span> }.into_any()
            }
            Saved::Failed(fault) => {
                let text = match fault {
                    WriteFault::Full => say::saved_full(lang),
                    WriteFault::Blocked => say::saved_blocked(lang),
                };
                view! { <strong class="saved danger" role="alert">{text}</strong> }.into_any()
            }
        }
    })
}
