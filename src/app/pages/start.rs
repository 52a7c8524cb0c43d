//! The start page: what one can do here, and the drafts on this machine.

use leptos::prelude::*;

use scoring::foundations::Lang;
use scoring::journal::Card;
use scoring::words as say;

use crate::app::browser::{clock, document};
use crate::app::components::{DropZone, OfflineState, click, drawn, frame, said, text, told};
use crate::app::frame::DraftCard;
use crate::app::route::Route;

/// The start page.
#[component]
pub fn StartPage() -> impl IntoView {
    let bench = frame();
    view! {
        <section class="hero">
            <h1 tabindex="-1">{said(say::start_title)}</h1>
            <p class="lead">{said(say::start_lead)}</p>
        </section>
        <section class="ways" aria-label=said(say::start_ways)>
            <div class="way">
                <h2>{said(say::way_self)}</h2>
                <p>{said(say::way_self_text)}</p>
                <a class="button primary" href="#/new">{said(say::way_self_action)}</a>
            </div>
            <div class="way">
                <h2>{said(say::way_review)}</h2>
                <p>{said(say::way_review_text)}</p>
                <a class="button" href="#/review">{said(say::way_review_action)}</a>
            </div>
            <div class="way">
                <h2>{said(say::way_secretariat)}</h2>
                <p>{said(say::way_secretariat_text)}</p>
                <a class="button" href="#/secretariat">{said(say::way_secretariat_action)}</a>
            </div>
            <div class="way">
                <h2>{said(say::way_example)}</h2>
                <p>{said(say::way_example_text)}</p>
                <button type="button" on:click=click(move || bench.go(&Route::Example))>{said(say::way_example_action)}</button>
            </div>
        </section>
        <Drafts/>
        <section>
            <h2>{said(say::open_title)}</h2>
            <DropZone id="open-files" label=told(say::open_drop)
                button=told(say::open_button)
                take=move |files| bench.hand_over(&files)/>
        </section>
        <section><OfflineState/><p><a href="#/browser">{said(say::trial_link)}</a></p></section>
    }
}

#[component]
fn Drafts() -> impl IntoView {
    let bench = frame();
    let removing = RwSignal::new(None::<DraftCard>);
    let remove = click(move || {
        if let Some(card) = removing.get_untracked() {
            bench.remove_draft(&card.id);
        }
        document::close_dialog("remove-draft");
    });
    let rows = drawn(move || {
        let cards = bench.cards.get();
        if cards.is_empty() {
            return view! { <p class="empty">{said(say::drafts_empty)}</p> }.into_any();
        }
        let rows: Vec<_> = cards.into_iter().map(|card| row(card, removing)).collect();
        view! { <ul class="drafts">{rows}</ul> }.into_any()
    });
    let warning = text(move || {
        let lang = bench.lang.get();
        removing
            .get()
            .map_or_else(String::new, |card| say::remove_text(lang, name_of(&card, lang)))
    });
    view! {
        <section aria-labelledby="drafts-title">
            <h2 id="drafts-title">{said(say::drafts_title)}</h2>
            {rows}
            <dialog id="remove-draft" aria-labelledby="remove-title">
                <h2 id="remove-title">{said(say::remove_title)}</h2>
                <p>{warning}</p>
                <p class="row">
                    <button type="button" on:click=click(|| document::close_dialog("remove-draft"))>{said(say::remove_keep)}</button>
                    <button type="button" class="danger" on:click=remove>{said(say::remove_action)}</button>
                </p>
            </dialog>
        </section>
    }
}

fn row(card: DraftCard, removing: RwSignal<Option<DraftCard>>) -> impl IntoView {
    let bench = frame();
    let lang = bench.lang.get();
    let name = name_of(&card, lang);
    let told = &card.card;
    let stage = told.stage.map(|stage| say::stage(stage, lang));
    let progress = told
        .progress
        .map(|progress| say::scored_of(lang, progress.scored, progress.clauses));
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
