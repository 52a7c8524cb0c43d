//! A file compared with the draft that it belongs to: what would be taken, and what the person chooses.

use leptos::ev;
use leptos::prelude::*;

use scoring::desks::drafting::{MergeChoice, MergeOffer};
use scoring::document::{Address, Change, Side};
use scoring::foundations::Lang;
use scoring::rubric::Rubric;
use scoring::scoresheet::Field;
use scoring::words as say;

use crate::app::browser::document;
use crate::app::components::{acts, click, drawn, nothing, translated};
use crate::app::drafting::components::workbench;
use crate::app::drafting::pages::history::{field_title, marked, row_title, shown_text, title_in_row};

/// The file that is offered to be merged into the open draft.
#[component]
pub fn MergePage() -> impl IntoView {
    let bench = workbench();
    document::focus_soon("#merge-title".to_owned());
    // A choice that is made draws nothing anew: the field that one is in keeps the focus.
    let offer = Memo::new(move |_| {
        let mut offer = bench.merge_offer.get()?;
        for choice in &mut offer.choices {
            choice.chosen = None;
        }
        Some(offer)
    });
    drawn(move || {
        let (Some(offer), Some(opened)) = (offer.get(), bench.opened.get()) else {
            return nothing();
        };
        let lang = bench.lang.get();
        let rubric = &opened.rubric_file.rubric;
        let is_empty = offer.is_nothing_new();
        // Where there is nothing to merge, leaving the file is what one comes to do.
        let drop_class = if is_empty { "primary" } else { "quiet" };
        view! {
            <div class="history merge">
                <header>
                    <h1 id="merge-title" tabindex="-1">{say::merge_title(lang)}</h1>
                    <p class="lead">{lead(&offer.file, lang)}</p>
                </header>
                {(!offer.ancestor_known).then(|| view! { <p class="notice warning">{say::merge_unknown(lang)}</p> })}
                {is_empty.then(|| view! { <p class="notice">{say::merge_nothing(lang)}</p> })}
                {choices(&offer, rubric, lang)}
                {taken(&offer, rubric, lang)}
                {offer.reordered.then(|| view! { <p class="merge-order">{say::merge_reordered(lang)}</p> })}
                {retained(&offer, rubric, lang)}
                {(!is_empty).then(|| view! { <p class="hint">{translated(say::merge_safe)}</p> })}
                <p class="row merge-acts">
                    {(!is_empty).then(|| view! { <button type="button" class="primary" data-act="merge" on:click=click(move || bench.accept_merge())>{say::merge_accept(lang)}</button> })}
                    <button type="button" data-act="separate" on:click=click(move || bench.separate_merge())>{say::merge_separate(lang)}</button>
                    <button type="button" class=drop_class data-act="drop" on:click=click(move || bench.drop_merge())>{say::merge_drop(lang)}</button>
                </p>
            </div>
        }
        .into_any()
    })
}

/// Which file and which draft are compared.
fn lead(file: &str, lang: Lang) -> String {
    let bench = workbench();
    let applicant = bench.look(|draft, _| draft.document.text(&Field::Applicant.into()).to_owned());
    let draft = applicant.filter(|name| !name.trim().is_empty());
    let draft = draft.unwrap_or_else(|| say::draft_unnamed(lang).to_owned());
    say::MergeLead {
        file: &file,
        draft: &draft,
    }
    .text(lang)
}

/// What stays, and why as far as that is known.
fn retained(offer: &MergeOffer, rubric: &Rubric, lang: Lang) -> AnyView {
    if offer.unchanged.is_empty() {
        return nothing();
    }
    let title = if offer.ancestor_known {
        say::merge_kept
    } else {
        say::merge_only_ours
    };
    let items: Vec<_> = offer
        .unchanged
        .iter()
        .map(|change| {
            let text = shown_text(&change.address, &change.text, rubric, lang);
            let text = if text.is_empty() {
                say::merge_removed(lang).to_owned()
            } else {
                text
            };
            view! {
                <section class="changed">
                    <h3>{title_of(&change.address, offer, rubric, lang)}</h3>
                    <blockquote class="runs">{text}</blockquote>
                </section>
            }
        })
        .collect();
    view! {
        <details class="merge-kept">
            <summary>{title(lang, offer.unchanged.len())}</summary>
            {items}
        </details>
    }
    .into_any()
}

/// The text at an address here, or else in the file, to name a row by.
fn text_of(address: &Address, offer: &MergeOffer) -> String {
    let here = workbench().look(|draft, _| draft.document.text(address).to_owned());
    here.filter(|text| !text.is_empty()).unwrap_or_else(|| {
        let theirs = offer.choices.iter().flat_map(|choice| &choice.theirs);
        let mut in_file = offer.taken.iter().chain(theirs);
        let found = in_file.find(|change| change.address == *address);
        found.map_or_else(String::new, |change| change.text.clone())
    })
}

/// The name of a field of the draft or of the file.
fn title_of(address: &Address, offer: &MergeOffer, rubric: &Rubric, lang: Lang) -> String {
    field_title(address, &|address| text_of(address, offer), rubric, lang)
}

fn choices(offer: &MergeOffer, rubric: &Rubric, lang: Lang) -> AnyView {
    if offer.choices.is_empty() {
        return nothing();
    }
    let title = if offer.ancestor_known {
        say::merge_choices
    } else {
        say::merge_differ
    };
    let items: Vec<_> = offer
        .choices
        .iter()
        .enumerate()
        .map(|(place, choice)| choice_item(place, choice, offer, rubric, lang))
        .collect();
    let bench = workbench();
    let all = (offer.choices.len() > 1).then(|| {
        let button = |side: Side, act: &'static str, label: &'static str| {
            view! { <button type="button" class="quiet" data-act=act on:click=click(move || bench.choose_all_sides(side))>{label}</button> }
        };
        view! {
            <p class="row">
                {button(Side::Ours, "all-ours", say::merge_all_ours(lang))}
                {button(Side::Theirs, "all-theirs", say::merge_all_theirs(lang))}
            </p>
        }
    });
    view! {
        <section aria-labelledby="merge-choices-title">
            <h2 id="merge-choices-title">{title(lang, offer.choices.len())}</h2>
            {all}
            {items}
        </section>
    }
    .into_any()
}

fn choice_item(
    place: usize,
    choice: &MergeChoice,
    offer: &MergeOffer,
    rubric: &Rubric,
    lang: Lang,
) -> impl IntoView + use<> {
    let first = choice.ours.first().or(choice.theirs.first());
    let is_row = first.is_some_and(|change| change.address != choice.address);
    let row = first.filter(|_| is_row);
    let row = row.and_then(|change| row_title(&change.address, &|address| text_of(address, offer), lang));
    let name = row.unwrap_or_else(|| title_of(&choice.address, offer, rubric, lang));
    let side = |side: Side, label: &'static str, texts: &[Change]| {
        let bench = workbench();
        let address = choice.address.clone();
        let chosen = {
            let address = address.clone();
            move || {
                bench.merge_offer.with(|offer| {
                    let mut choices = offer.iter().flat_map(|offer| &offer.choices);
                    choices.any(|choice| choice.address == address && choice.chosen == Some(side))
                })
            }
        };
        let choose = move |_: ev::Event| bench.choose_side(address.clone(), side);
        view! {
            <label class="merge-side">
                <span><input type="radio" name=format!("merge-{place}") prop:checked=chosen on:change=acts(choose)/>" "{label}</span>
                {quoted(texts, is_row, rubric, lang)}
            </label>
        }
    };
    view! {
        <fieldset class="merge-choice" id=format!("merge-choice-{place}")>
            <legend>{name}</legend>
            <div class="merge-sides">
                {side(Side::Ours, say::merge_ours(lang), &choice.ours)}
                {side(Side::Theirs, say::merge_theirs(lang), &choice.theirs)}
            </div>
        </fieldset>
    }
}

/// What a side says: a text, or the texts of a row each with its name.
fn quoted(texts: &[Change], is_row: bool, rubric: &Rubric, lang: Lang) -> AnyView {
    if texts.is_empty() {
        let told = if is_row {
            say::merge_row_removed(lang)
        } else {
            say::merge_empty(lang)
        };
        return view! { <span class="merge-text muted">{told}</span> }.into_any();
    }
    let named = |address: &Address, text: &str| {
        let text = shown_text(address, text, rubric, lang);
        if is_row {
            format!("{} {text}", title_in_row(address, lang))
        } else {
            text
        }
    };
    let places = texts
        .iter()
        .filter(|change| !is_row || change.address.last() != scoring::document::ORDER);
    let lines: Vec<String> = places
        .map(|change| named(&change.address, &change.text))
        .collect();
    view! { <span class="merge-text">{lines.join("\n")}</span> }.into_any()
}

/// What only the file changed, marked against the text here.
fn taken(offer: &MergeOffer, rubric: &Rubric, lang: Lang) -> AnyView {
    if offer.taken.is_empty() {
        return nothing();
    }
    let title = if offer.ancestor_known {
        say::merge_taken
    } else {
        say::merge_only_theirs
    };
    let bench = workbench();
    let items: Vec<_> = offer
        .taken
        .iter()
        .map(|change| {
            let now = bench.look(|draft, _| draft.document.text(&change.address).to_owned());
            let now = shown_text(&change.address, &now.unwrap_or_default(), rubric, lang);
            let file = shown_text(&change.address, &change.text, rubric, lang);
            view! {
                <section class="changed">
                    <h3>{title_of(&change.address, offer, rubric, lang)}</h3>
                    {marked(&now, &file)}
                </section>
            }
        })
        .collect();
    view! {
        <section aria-labelledby="merge-taken-title">
            <h2 id="merge-taken-title">{title(lang, offer.taken.len())}</h2>
            <p class="hint">{say::merge_taken_marks(lang)}</p>
            {items}
        </section>
    }
    .into_any()
}
