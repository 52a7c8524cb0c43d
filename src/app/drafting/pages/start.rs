//! The start screen: what one can do here, and the drafts on this machine.

use leptos::prelude::*;

use scoring::words as say;

use crate::app::browser::document;
use crate::app::components::{DropZone, OfflineState, click, drawn, frame, translated, translated_text};
use crate::app::drafting::Workbench;
use crate::app::drafting::components::UnlistedDrafts;
use crate::app::start_screen::{DraftCard, DraftLine, Unlisted, draft_name};

/// The start screen. Whatever only changes with the language is drawn at once: an effect a word makes the start screen
/// later, by what DESIGN.md says.
#[component]
pub fn StartPage() -> impl IntoView {
    let bench = frame();
    let ways = drawn(move || {
        let lang = bench.lang.get();
        view! {
            <section class="hero">
                <h1 tabindex="-1">{say::start_title(lang)}</h1>
                <p class="lead">{say::start_lead(lang)}</p>
            </section>
            <section class="ways" aria-label=say::start_ways(lang)>
                <div class="way">
                    <h2>{say::way_self(lang)}</h2>
                    <p>{say::way_self_text(lang)}</p>
                    <a class="button primary" href="#/new">{say::way_self_action(lang)}</a>
                </div>
                <div class="way">
                    <h2>{say::way_review(lang)}</h2>
                    <p>{say::way_review_text(lang)}</p>
                    <a class="button" href="#/review">{say::way_review_action(lang)}</a>
                </div>
                <div class="way">
                    <h2>{say::way_secretariat(lang)}</h2>
                    <p>{say::way_secretariat_text(lang)}</p>
                    <a class="button" href="#/secretariat">{say::way_secretariat_action(lang)}</a>
                </div>
                <div class="way">
                    <h2>{say::way_example(lang)}</h2>
                    <p>{say::way_example_text(lang)}</p>
                    <a class="button" href="#/example">{say::way_example_action(lang)}</a>
                </div>
            </section>
        }
        .into_any()
    });
    view! {
        {ways}
        <Drafts/>
        <section>
            <h2>{translated(say::open_title)}</h2>
            <DropZone id="open-files" label=translated_text(say::open_drop)
                button=translated_text(say::open_button)
                take=move |files| bench.hand_over(&files)/>
            <p class="hint">{translated(say::open_own)}</p>
        </section>
        <section><p><a href="#/browser">{translated(say::browser_test_link)}</a></p><OfflineState/></section>
    }
}

#[component]
fn Drafts() -> impl IntoView {
    let bench = frame();
    let removing = RwSignal::new(None::<DraftCard>);
    // Nothing where the screen is drawn before there is a program; the start program has its own (`src/start/`).
    let workbench = use_context::<Workbench>();
    let remove = move || {
        if let (Some(card), Some(workbench)) = (removing.get_untracked(), workbench) {
            workbench.remove(card.id);
        }
        document::close_dialog("remove-draft");
    };
    let rows = drawn(move || {
        let Some(cards) = bench.cards.get() else {
            return view! { <p class="loading">{translated(say::drafts_looking)}</p> }.into_any();
        };
        if cards.is_empty() && bench.unlisted.with(Unlisted::is_nothing) {
            return no_drafts().into_any();
        }
        let lang = bench.lang.get();
        let rows = cards.into_iter().map(|card| {
            let line = DraftLine::of(&card, lang);
            row(line, move || {
                removing.set(Some(card.clone()));
                document::show_dialog("remove-draft");
            })
        });
        view! { <ul class="drafts">{rows.collect::<Vec<_>>()}</ul> }.into_any()
    });
    let dialog = drawn(move || {
        let lang = bench.lang.get();
        let warning = removing.get().map_or_else(String::new, |card| {
            say::remove_text(lang, draft_name(&card, lang))
        });
        view! {
            <dialog id="remove-draft" aria-labelledby="remove-title">
                <h2 id="remove-title">{say::remove_title(lang)}</h2>
                <p data-fact="warning">{warning}</p>
                <p class="row">
                    <button type="button" data-do="keep" on:click=click(|| document::close_dialog("remove-draft"))>{say::remove_keep(lang)}</button>
                    <button type="button" class="danger" data-do="remove-draft" on:click=click(remove)>{say::remove_action(lang)}</button>
                </p>
            </dialog>
        }
        .into_any()
    });
    view! {
        <section aria-labelledby="drafts-title">
            <h2 id="drafts-title">{translated(say::drafts_title)}</h2>
            <div class="draft-list">{rows}</div>
            {workbench.map(|bench| view! { <UnlistedDrafts again=Callback::new(move |id| bench.remove(id))/> })}
            {dialog}
        </section>
    }
}

fn no_drafts() -> impl IntoView {
    view! { <p class="empty">{translated(say::drafts_empty)}</p> }
}

/// A draft of the list. What differs from draft to draft is marked, so that the start program can fill it in.
fn row(line: DraftLine, remove: impl FnMut() + 'static) -> impl IntoView {
    let lang = frame().lang.get();
    let DraftLine {
        name,
        stage,
        progress,
        remarks,
        go_on_label,
        go_on,
        overview,
        remove: label,
    } = line;
    view! {
        <li class="draft">
            <div class="draft-what">
                <strong data-fact="name">{name}</strong>
                {(!stage.is_empty()).then(|| view! { <span class="tag" data-fact="stage">{stage}</span> })}
                <span class="muted" data-fact="progress">{progress}</span>
            </div>
            <div class="muted" data-fact="remarks">{remarks}</div>
            <div class="row">
                <a class="button" data-fact="go-on" href=go_on>{go_on_label}</a>
                {(!overview.is_empty()).then(|| view! {
                    <a class="button quiet" data-fact="overview" href=overview>{say::draft_overview(lang)}</a>
                })}
                <button type="button" class="quiet" data-do="remove" aria-label=label on:click=click(remove)>
                    {say::draft_remove(lang)}
                </button>
            </div>
        </li>
    }
}

/// What the start program puts into the start screen as it learns of this machine, drawn once in the page.
#[cfg(feature = "first")]
#[component]
pub fn StartTemplates() -> impl IntoView {
    use scoring::keeper::IncompleteRemoval;

    use crate::app::browser::worker::Newer;
    use crate::app::components::newer_version::newer_offer;
    use crate::app::components::notices::{notice, storage_blocked};
    use crate::app::drafting::components::storage_state::{removal_left, rescue_way};
    use crate::app::frame::Notice;

    // An empty address would be asked for by a page that is one file.
    let nowhere = || "#/".to_owned();
    let line = DraftLine {
        stage: "\u{2026}".to_owned(),
        go_on: nowhere(),
        overview: nowhere(),
        ..DraftLine::default()
    };
    view! {
        <template data-template="draft">{row(line, || {})}</template>
        <template data-template="no-drafts">{no_drafts()}</template>
        <template data-template="rescue">{rescue_way()}</template>
        <template data-template="removal-left">{removal_left(IncompleteRemoval::default(), || {})}</template>
        <template data-template="trouble">{notice(Notice::Trouble("\u{2026}".to_owned()), || {})}</template>
        <template data-template="storage-blocked">{storage_blocked()}</template>
        <template data-template="newer-waits">{newer_offer(Newer::Waits, || {}, || {})}</template>
        <template data-template="newer-taken">{newer_offer(Newer::Taken, || {}, || {})}</template>
    }
}
