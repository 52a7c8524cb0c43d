//! Where the browser's storages could not be looked into, what is left of removals, and the way to rebuild the journal.

use leptos::prelude::*;

use scoring::keeper::{IncompleteRemoval, JournalFault, JournalState, SaveStatus};
use scoring::words as say;

use crate::app::browser::document;
use crate::app::components::{click, drawn, frame, nothing, translated};
use crate::app::drafting::components::workbench;
use crate::app::start_screen::{Unlisted, journal_line, removal_line, unlisted_lines};

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
        let lines = unlisted_lines(local, journal, lang);
        let rescue = !lines.is_empty();
        let left = removals.into_iter().filter_map(|(id, left)| Some((id, left?)));
        let left: Vec<_> = left
            .map(|(id, left)| removal_left(left, move || again.run(id.clone())))
            .collect();
        if !rescue && left.is_empty() {
            return nothing();
        }
        let lines: Vec<_> = lines.into_iter().map(|line| view! { <p>{line}</p> }).collect();
        let rescue = rescue.then(rescue_way);
        view! { <div class="notice warning unlisted" role="status">{lines}{rescue}{left}</div> }.into_any()
    })
}

/// What a removal left, with another try.
pub fn removal_left(left: IncompleteRemoval, again: impl FnMut() + 'static) -> impl IntoView {
    let lang = frame().lang.get();
    view! {
        <p class="removal-left"><span data-fact="line">{removal_line(&left, lang)}</span>" "
            <button type="button" data-do="remove-again" on:click=click(again)>{say::removal_again(lang)}</button>
        </p>
    }
}

/// The way to the raw records.
pub fn rescue_way() -> impl IntoView {
    view! { <p><a href="#/rescue">{translated(say::rescue_link)}</a></p> }
}

/// The journal, where it fails or was emptied, and the way to rebuild it.
#[component]
pub fn JournalSection() -> impl IntoView {
    let bench = workbench();
    // While a draft is saved its state changes often; the section is not drawn anew by that.
    let state = Memo::new(move |_| {
        let listed = bench.unlisted.with(|unlisted| unlisted.journal);
        // The open draft may meet what the list did not.
        let journal = match (bench.saved.get(), listed) {
            (SaveStatus::LocalOnly(_, fault), None | Some(JournalState::Available))
                if fault.is_mended_by_rebuilding() && fault != JournalFault::Silent =>
            {
                Some(JournalState::Failing {
                    fault,
                    was_there: true,
                })
            }
            _ => listed,
        };
        (journal, bench.doubtful.get())
    });
    drawn(move || {
        let lang = bench.lang.get();
        let (journal, doubtful) = state.get();
        let line = journal.and_then(|journal| journal_line(journal, lang));
        let Some(told) = line.or_else(|| doubtful.then(|| say::journal_doubtful(lang).to_owned())) else {
            return nothing();
        };
        let failing = doubtful
            || matches!(journal, Some(JournalState::Failing { fault, .. }) if fault.is_mended_by_rebuilding());
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
                <h2 id="journal-title">{translated(say::journal_title)}</h2>
                <p>{told}</p>
                {rebuilding}
            </section>
        }
        .into_any()
    })
}
