//! Whether what was typed would outlive a crash, in words that are true.

use leptos::prelude::*;

use scoring::keeper::{LocalFault, SaveStatus};
use scoring::words as say;

use crate::app::browser::clock;
use crate::app::components::drawn;
use crate::app::drafting::components::workbench;

/// The state of the open draft's storage.
#[component]
pub fn SaveState() -> impl IntoView {
    let bench = workbench();
    // Read out at most once a minute, not at every letter; and it never stands beside a state that says less.
    let read_out = Memo::new(move |before: Option<&(String, String)>| {
        let last = before.map(|(_, last)| last.clone()).unwrap_or_default();
        match bench.saved.get() {
            SaveStatus::OnDisk(at) => {
                let words = say::saved_saved(bench.lang.get(), clock::local_time(at));
                let heard_already = before.is_some_and(|(standing, _)| standing.is_empty()) && words == last;
                let standing = if heard_already {
                    String::new()
                } else {
                    words.clone()
                };
                (standing, words)
            }
            _ => (String::new(), last),
        }
    });
    let state = drawn(move || {
        let lang = bench.lang.get();
        let saved = bench.saved.get();
        let time = clock::local_time;
        match saved {
            SaveStatus::Unchanged => view! { <span class="saved" role="status"></span> }.into_any(),
            SaveStatus::Saving => {
                // Said to the eye alone: a screen reader would read it at every letter.
                view! { <span class="saved muted" prop:textContent=say::saved_saving(lang)></span> }
                    .into_any()
            }
            SaveStatus::OnDisk(at) => {
                view! { <span class="saved good" prop:textContent=say::saved_saved(lang, time(at))></span> }
                    .into_any()
            }
            SaveStatus::JournalOnly(at, fault) => {
                let why = say::local_fault(fault, lang);
                view! { <span class="saved good" prop:textContent=say::SavedJournalOnly { time: &time(at), why: &why }.text(lang)></span> }
                    .into_any()
            }
            SaveStatus::Doubtful(at) => {
                let text = say::saved_doubtful(lang, time(at));
                view! { <strong class="saved warning" role="status" prop:textContent=text></strong> }
                    .into_any()
            }
            SaveStatus::LocalOnly(at, fault) => {
                let why = say::journal_fault(fault, lang);
                let text = say::SavedBrowserOnly {
                    time: &time(at),
                    why: &why,
                }
                .text(lang);
                view! { <strong class="saved warning" role="status" prop:textContent=text></strong> }
                    .into_any()
            }
            SaveStatus::Failed(fault) => {
                let text = match fault {
                    LocalFault::Full => say::saved_full(lang),
                    LocalFault::Unavailable => say::saved_blocked(lang),
                };
                view! { <strong class="saved danger" role="alert" prop:textContent=text></strong> }.into_any()
            }
        }
    });
    view! {
        {state}
        <span class="only-heard" role="status">{move || read_out.with(|(standing, _)| standing.clone())}</span>
    }
}
