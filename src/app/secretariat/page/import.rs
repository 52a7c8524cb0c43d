//! What comes in: how far an import is, what it counts, what is stored, and taking steps back.

use leptos::prelude::*;

use scoring::desks::secretariat::{Event, Order, Session, StoredSize};
use scoring::foundations::Lang;
use scoring::words as say;

use crate::app::browser::{document, folding};
use crate::app::components::{click, drawn, nothing, text, translated, visible_text};
use crate::app::secretariat::desk::{DeskFault, DeskSaveStatus, Listing};
use crate::app::secretariat::page::verdicts::{counts, needs_somebody};
use crate::app::secretariat::page::{REDO, UNDO, desks};

#[component]
pub(super) fn ImportProgress() -> impl IntoView {
    let bench = desks();
    let progress = Signal::derive(move || bench.shown_desk().figures.get().progress);
    // The frame is drawn once: a button that is drawn anew between pressing and letting go is not pressed.
    let is_importing = Memo::new(move |_| progress.get().is_some());
    drawn(move || {
        if !is_importing.get() {
            return nothing();
        }
        let done = move || progress.get().map_or(0, |progress| progress.done);
        let all = move || progress.get().map_or(0, |progress| progress.all);
        let importing = text(move || {
            let (done, all) = (&done(), &all());
            say::Importing { done, all }.text(bench.lang.get())
        });
        view! {
            <p class="row" role="status">
                <progress max=all value=done aria-label=importing></progress>
                <span>{importing}</span>
                <button type="button" on:click=click(move || bench.tell_desk(Event::Stopped))>{translated(say::import_stop)}</button>
            </p>
        }
        .into_any()
    })
}

/// Which files an interrupted import has left, until somebody has seen it.
#[component]
pub(super) fn Interrupted() -> impl IntoView {
    let bench = desks();
    drawn(move || {
        let lang = bench.lang.get();
        let desk = bench.shown_desk();
        desk.results.track();
        let unread = desk.with(Session::interrupted);
        if unread.is_empty() {
            return nothing();
        }
        let count = unread.len();
        let names = unread
            .into_iter()
            .map(|name| visible_text(name.as_ref()))
            .collect::<Vec<_>>()
            .join(if lang == Lang::Zh { "\u{3001}" } else { ", " });
        view! {
            <div class="notice" id="interrupted">
                <div role="status">
                    <p>{say::desk_interrupted(lang, count)}</p>
                    <details><summary>{say::desk_interrupted_names(lang)}</summary><p>{names}</p></details>
                </div>
                <button type="button" on:click=click(move || bench.tell_desk(Event::InterruptionSeen))>{say::desk_interrupted_seen(lang)}</button>
            </div>
        }
        .into_any()
    })
}

/// Undoes what was taken out, cleared, answered or chosen, also where the list is empty now.
#[component]
pub(super) fn Undoing() -> impl IntoView {
    let bench = desks();
    drawn(move || {
        let desk = bench.shown_desk();
        desk.results.track();
        let (can_undo, can_redo) = desk.with(Session::can_undo_redo);
        if !can_undo && !can_redo {
            return nothing();
        }
        // A button that is disabled loses the focus.
        let step = move |event: Event, buttons: [&str; 2]| {
            bench.tell_desk(event);
            document::focus_in("#verdicts".to_owned(), buttons.map(str::to_owned).to_vec());
        };
        view! {
            <p class="row">
                <button type="button" class="quiet" id="desk-undo" disabled=!can_undo on:click=click(move || step(Event::Undo, [UNDO, REDO]))>{translated(say::desk_undo)}</button>
                <button type="button" class="quiet" id="desk-redo" disabled=!can_redo on:click=click(move || step(Event::Redo, [REDO, UNDO]))>{translated(say::desk_redo)}</button>
            </p>
        }
        .into_any()
    })
}

/// Whether the desk is on the disk of this machine, and what of its log could not be read.
#[component]
pub(super) fn StorageState() -> impl IntoView {
    let bench = desks();
    let state = text(move || {
        let lang = bench.lang.get();
        let desk = bench.shown_desk();
        let figures = desk.figures.get();
        match desk.save_status.get() {
            DeskSaveStatus::Closed => String::new(),
            DeskSaveStatus::OnDisk | DeskSaveStatus::Doubtful if figures.files == 0 => String::new(),
            DeskSaveStatus::Opening => say::desk_opening(lang).to_owned(),
            DeskSaveStatus::OnDisk => say::desk_on_disk(lang).to_owned(),
            DeskSaveStatus::Saving => say::desk_saving(lang).to_owned(),
            DeskSaveStatus::Doubtful => say::desk_doubtful(lang).to_owned(),
            DeskSaveStatus::Failed(DeskFault::Journal(fault)) => {
                say::desk_not_kept(lang, say::journal_fault(fault, lang))
            }
            DeskSaveStatus::Failed(DeskFault::BytesMissing) => {
                say::desk_not_kept(lang, say::desk_bytes_missing(lang))
            }
        }
    });
    let damaged = text(move || match bench.shown_desk().damaged.get() {
        0 => String::new(),
        count => say::desk_damaged(bench.lang.get(), count),
    });
    let erasing = drawn(move || {
        let lang = bench.lang.get();
        let desk = bench.shown_desk();
        desk.results.track();
        let is_empty = desk.figures.with(|figures| figures.files == 0);
        let StoredSize { files, bytes } = desk.with(Session::stored_size);
        if !is_empty || files == 0 || desk.save_status.get() != DeskSaveStatus::OnDisk {
            return nothing();
        }
        let megabytes = &bytes.div_ceil(1_000_000);
        let left = say::DeskLeft {
            files: &files,
            megabytes,
        }
        .text(lang);
        view! {
            <p class="row" id="desk-left">
                <span>{left}</span>
                <button type="button" class="quiet" on:click=click(move || bench.erase_desk())>{say::desk_erase(lang)}</button>
            </p>
        }
        .into_any()
    });
    view! {
        <p class="hint" id="desk-kept" role="status">{state}" "{damaged}</p>
        {erasing}
    }
}

/// How many files were accepted and refused; the results stand between this and the list of the files.
#[component]
pub(super) fn ImportCounts() -> impl IntoView {
    let bench = desks();
    let counts = text(move || {
        let figures = bench.shown_desk().figures.get();
        if figures.files == 0 {
            String::new()
        } else {
            counts(figures, bench.lang.get())
        }
    });
    let needs_somebody = Memo::new(move |_| bench.shown_desk().figures.with(needs_somebody));
    let show = drawn(move || {
        if !needs_somebody.get() {
            return nothing();
        }
        let show = click(move || {
            bench.list(Listing {
                order: Order::Verdict,
                find: String::new(),
            });
            folding::open(".verdicts");
        });
        view! { <button type="button" class="quiet" on:click=show>{translated(say::desk_show_refused)}</button> }
            .into_any()
    });
    view! { <div class="row"><p class="counts" role="status" prop:textContent=counts></p>{show}</div> }
}
