//! Where the browser's storages could not be looked into, what is left of removals, and the way to rebuild the journal.

use leptos::prelude::*;

use scoring::foundations::Lang;
use scoring::keeper::{JournalFault, JournalState, Left};
use scoring::words as say;

use crate::app::browser::document;
use crate::app::components::{click, drawn, frame, nothing, said, workbench};
use crate::app::frame::Unlisted;

/// What the list of drafts may lack, and why; nothing where both places were looked into.
#[component]
pub fn UnlistedDrafts(
    /// Tries the removal of a draft again.
    again: Callback<String>,
) -> impl IntoView {
    let bench = frame();
    drawn(move || {
        let lang = bench.lang.get();
        let Unlisted {
            local,
            journal,
            removals,
        } = bench.unlisted.get();
        let mut lines: Vec<String> = Vec::new();
        lines.extend(local.map(|fault| say::unlisted_local(lang, say::local_fault(fault, lang))));
        lines.extend(journal.and_then(|journal| journal_line(journal, lang)));
        let rescue = !lines.is_empty();
        let left = removals.into_iter().filter_map(|(id, left)| Some((id, left?)));
        let left: Vec<_> = left
            .map(|(id, left)| removal_left(id, &left, again, lang))
            .collect();
        if !rescue && left.is_empty() {
            return nothing();
        }
        let lines: Vec<_> = lines.into_iter().map(|line| view! { <p>{line}</p> }).collect();
        let rescue = rescue.then(|| view! { <p><a href="#/rescue">{say::rescue_link(lang)}</a></p> });
        view! { <div class="notice warning unlisted" role="status">{lines}{rescue}{left}</div> }.into_any()
    })
}

/// What a removal left, with another try.
fn removal_left(id: String, left: &Left, again: Callback<String>, lang: Lang) -> impl IntoView + use<> {
    let local = left.local.map(|fault| say::local_fault(fault, lang));
    let journal = left.journal.map(|fault| say::journal_fault(fault, lang));
    let between = if lang == Lang::Zh { "\u{FF1B}" } else { "; " };
    let why: Vec<&str> = local.into_iter().chain(journal).collect();
    let told = say::removal_unfinished(lang, why.join(between));
    view! {
        <p class="removal-left">{told}" "
            <button type="button" on:click=click(move || again.run(id.clone()))>{say::removal_again(lang)}</button>
        </p>
    }
}

/// What there is to say of the journal; nothing where it answers, and where this browser never had one.
fn journal_line(journal: JournalState, lang: Lang) -> Option<String> {
    match journal {
        JournalState::Fine => None,
        JournalState::Emptied => Some(say::journal_emptied(lang).to_owned()),
        JournalState::Failing {
            fault: JournalFault::Absent,
            was_there: false,
        } => None,
        JournalState::Failing { fault, was_there } => {
            let why = say::journal_fault(fault, lang);
            Some(if was_there && fault == JournalFault::Absent {
                say::journal_was_there(lang).to_owned()
            } else {
                say::journal_unread(lang, why)
            })
        }
    }
}

/// The journal, where it fails or was emptied, and the way to rebuild it.
#[component]
pub fn JournalSection() -> impl IntoView {
    let bench = workbench();
    drawn(move || {
        let lang = bench.lang.get();
        let journal = bench.unlisted.with(|unlisted| unlisted.journal);
        let Some(told) = journal.and_then(|journal| journal_line(journal, lang)) else {
            return nothing();
        };
        let failing =
            matches!(journal, Some(JournalState::Failing { fault, .. }) if fault != JournalFault::Newer);
        let rebuild = click(move || {
            document::close_dialog("rebuild-journal");
            bench.rebuild_journal();
        });
        let rebuilding = failing.then(|| view! {
            <p>{say::journal_rebuild_text(lang)}</p>
            <p class="row">
                <a class="button" href="#/rescue">{say::rescue_link(lang)}</a>
                <button type="button" class="danger" data-act="rebuild" on:click=click(|| document::show_dialog("rebuild-journal"))>{say::journal_rebuild(lang)}</button>
            </p>
            <dialog id="rebuild-journal" aria-labelledby="rebuild-question">
                <h2 id="rebuild-question">{say::journal_rebuild_question(lang)}</h2>
                <p>{say::journal_rebuild_warning(lang)}</p>
                <p class="row">
                    <button type="button" on:click=click(|| document::close_dialog("rebuild-journal"))>{say::journal_rebuild_not(lang)}</button>
                    <button type="button" class="danger" on:click=rebuild>{say::journal_rebuild_confirm(lang)}</button>
                </p>
            </dialog>
        });
        view! {
            <section class="journal-state notice warning" aria-labelledby="journal-title">
                <h2 id="journal-title">{said(say::journal_title)}</h2>
                <p>{told}</p>
                {rebuilding}
            </section>
        }
        .into_any()
    })
}
