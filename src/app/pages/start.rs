//! The start page: what one can do here, and the drafts on this machine.

use leptos::prelude::*;

use scoring::foundations::Lang;
use scoring::keeper::Card;
use scoring::scoresheet::Stage;
use scoring::words as say;

use crate::app::browser::{clock, document};
use crate::app::components::{DropZone, OfflineState, UnlistedDrafts, click, drawn, frame, said, told};
use crate::app::frame::{DraftCard, Unlisted};
use crate::app::route::Route;
use crate::app::workbench::Workbench;

/// The start page. Whatever only changes with the language is drawn at once: an effect a word makes the first screen
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
            <h2>{said(say::open_title)}</h2>
            <DropZone id="open-files" label=told(say::open_drop)
                button=told(say::open_button)
                take=move |files| bench.hand_over(&files)/>
            <p class="hint">{said(say::open_own)}</p>
        </section>
        <section><p><a href="#/browser">{said(say::trial_link)}</a></p><OfflineState/></section>
    }
}

#[component]
fn Drafts() -> impl IntoView {
    let bench = frame();
    let removing = RwSignal::new(None::<DraftCard>);
    let workbench = use_context::<Workbench>();
    let remove = move || {
        if let Some(card) = removing.get_untracked() {
            match workbench {
                Some(workbench) => workbench.remove(card.id),
                None => bench.remove_draft(card.id),
            }
        }
        document::close_dialog("remove-draft");
    };
    let rows = drawn(move || {
        let Some(cards) = bench.cards.get() else {
            return view! { <p class="loading">{said(say::drafts_looking)}</p> }.into_any();
        };
        if cards.is_empty() && bench.unlisted.with(Unlisted::is_nothing) {
            return view! { <p class="empty">{said(say::drafts_empty)}</p> }.into_any();
        }
        let rows: Vec<_> = cards.into_iter().map(|card| row(card, removing)).collect();
        view! { <ul class="drafts">{rows}</ul> }.into_any()
    });
    let dialog = drawn(move || {
        let lang = bench.lang.get();
        let warning = removing
            .get()
            .map_or_else(String::new, |card| say::remove_text(lang, name_of(&card, lang)));
        view! {
            <dialog id="remove-draft" aria-labelledby="remove-title">
                <h2 id="remove-title">{say::remove_title(lang)}</h2>
                <p>{warning}</p>
                <p class="row">
                    <button type="button" on:click=click(|| document::close_dialog("remove-draft"))>{say::remove_keep(lang)}</button>
                    <button type="button" class="danger" on:click=click(remove)>{say::remove_action(lang)}</button>
                </p>
            </dialog>
        }
        .into_any()
    });
    view! {
        <section aria-labelledby="drafts-title">
            <h2 id="drafts-title">{said(say::drafts_title)}</h2>
            {rows}
            {workbench.map(|bench| view! { <UnlistedDrafts again=Callback::new(move |id| bench.remove(id))/> })}
            {dialog}
        </section>
    }
}

fn row(card: DraftCard, removing: RwSignal<Option<DraftCard>>) -> impl IntoView {
    let bench = frame();
    let lang = bench.lang.get();
    let name = name_of(&card, lang);
    let told = &card.card;
    let stage = told.stage.as_deref().and_then(Stage::parse);
    let stage = stage.map(|stage| say::stage(stage, lang));
    let progress = told.progress.map(|progress| {
        say::ScoredOf {
            scored: &progress.scored,
            clauses: &progress.clauses,
        }
        .text(lang)
    });
    let written = told
        .written
        .map(|written| say::draft_written(lang, clock::local(written)));
    let exported = told.exported.map_or_else(
        || say::copy_never(lang).to_owned(),
        |exported| say::draft_exported(lang, clock::local(exported.at)),
    );
    let size = say::draft_size(lang, card.size.div_ceil(1000));
    let go_on = Route::Score(card.id.clone(), None).to_string();
    let overview = Route::Overview(card.id.clone()).to_string();
    let label = say::draft_remove_label(lang, &name);
    view! {
        <li class="draft">
            <div class="draft-what">
                <strong>{name}</strong>
                {stage.map(|stage| view! { <span class="tag">{stage}</span> })}
                <span class="muted">{progress}</span>
            </div>
            <div class="muted">{written}" \u{b7} "{size}" \u{b7} "{exported}</div>
            <div class="row">

                    <a class="button" href=go_on>{say::draft_continue(lang)}</a>
                    <a class="button quiet" href=overview>{say::draft_overview(lang)}</a>

                <button type="button" class="quiet" aria-label=label on:click=click(move || {
                    removing.set(Some(card.clone()));
                    document::show_dialog("remove-draft");
                })>{say::draft_remove(lang)}</button>
            </div>
        </li>
    }
}

fn name_of(card: &DraftCard, lang: Lang) -> String {
    card_name(&card.card, lang)
}

/// How a draft is called: by who applies; a locked one names nobody.
pub fn card_name(card: &Card, lang: Lang) -> String {
    if card.locked {
        say::draft_locked(lang).to_owned()
    } else if card.applicant.is_empty() {
        say::draft_unnamed(lang).to_owned()
    } else {
        card.applicant.clone()
    }
}
