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
    // Read out at most once a minute, not at every letter; and never beside a state that says less.
    let read_out = Memo::new(move |before: Option<&(String, String)>| {
        let last = before.map(|(_, last)| last.clone()).unwrap_or_default();
        match bench.saved.get() {
            SaveStatus::OnDisk(at) => {
                let words = say::saved_saved(bench.lang.get(), clock::local_time(at));
                let heard_already = before.is_some_and(|(to_read, _)| to_read.is_empty()) && words == last;
                let to_read = if heard_already {
                    String::new()
                } else {
                    words.clone()
                };
                (to_read, words)
            }
            _ => (String::new(), last),
        }
    });
    let state = drawn(move || {
        let lang = bench.lang.get();
        let saved = bench.saved.get();
        let time = clock::local_time;
        let text = match saved {
            SaveStatus::Unchanged | SaveStatus::Checking { unchanged: true } => String::new(),
            SaveStatus::Saving => say::saved_saving(lang).to_owned(),
            SaveStatus::Checking { unchanged: false } => say::saved_checking(lang).to_owned(),
            SaveStatus::Composing => say::saved_composing(lang).to_owned(),
            SaveStatus::OnDisk(at) => say::saved_saved(lang, time(at)),
            SaveStatus::JournalOnly(at, fault) => {
                let why = say::local_fault(fault, lang);
                say::SavedJournalOnly {
                    time: &time(at),
                    why: &why,
                }
                .text(lang)
            }
            SaveStatus::Doubtful => say::saved_doubtful(lang).to_owned(),
            SaveStatus::LocalOnly(at, fault) => {
                let why = say::journal_fault(fault, lang);
                say::SavedBrowserOnly {
                    time: &time(at),
                    why: &why,
                }
                .text(lang)
            }
            SaveStatus::Failed(_, Some(LocalFault::Full)) => say::saved_full(lang).to_owned(),
            SaveStatus::Failed(_, Some(LocalFault::Unavailable)) => say::saved_blocked(lang).to_owned(),
            SaveStatus::Failed(fault, None) => say::saved_failed(lang, say::journal_fault(fault, lang)),
            SaveStatus::NumbersUsedUp => say::saved_used_up(lang).to_owned(),
        };
        if saved.is_saved() {
            return view! { <span class="saved good" prop:textContent=text></span> }.into_any();
        }
        let (class, role) = match saved {
            SaveStatus::Unchanged | SaveStatus::Checking { unchanged: true } => ("saved", "status"),
            // Said to the eye alone: a screen reader would read it at every letter.
            SaveStatus::Saving | SaveStatus::Checking { unchanged: false } | SaveStatus::Composing => {
                return view! { <span class="saved muted" prop:textContent=text></span> }.into_any();
            }
            SaveStatus::Failed(..) | SaveStatus::NumbersUsedUp => ("saved danger", "alert"),
            _ => ("saved warning", "status"),
        };
        view! { <strong class=class role=role prop:textContent=text></strong> }.into_any()
    });
    view! {
        {state}
        <span class="only-heard" role="status">{move || read_out.with(|(to_read, _)| to_read.clone())}</span>
    }
}
