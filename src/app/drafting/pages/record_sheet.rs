//! A record sheet to fill in by hand: every clause with its bands and room for notes, for a site visit without a screen.
//!
//! It holds nothing of the draft but the applicant's name: what was scored so far would lead the pen.

use std::sync::Arc;

use leptos::prelude::*;

use scoring::desks::drafting::OpenDraft;
use scoring::foundations::{Lang, decimal_or_fraction};
use scoring::rubric::{Band, Clause, Node, Rubric};
use scoring::scoresheet::Field;
use scoring::words as say;

use crate::app::browser::document;
use crate::app::components::{click, drawn, translated, visible_text};
use crate::app::drafting::components::workbench;
use crate::app::route::Route;

/// The record sheet for the rubric of the open draft.
#[component]
pub fn RecordSheetPage() -> impl IntoView {
    let bench = workbench();
    drawn(move || match bench.opened.get() {
        None => view! { <p class="loading" role="status">{translated(say::loading)}</p> }.into_any(),
        Some(opened) => sheet(&opened, bench.lang.get()),
    })
}

fn sheet(opened: &OpenDraft, lang: Lang) -> AnyView {
    let bench = workbench();
    let rubric = &Arc::clone(&opened.rubric_file).rubric;
    let applicant = bench.look(|draft, _| draft.document.text(&Field::Applicant.into()).to_owned());
    let stage = say::stage(opened.kind.stage(), lang);
    let parts: Vec<_> = rubric
        .parts()
        .enumerate()
        .map(|(at, part)| part_table(at, part, rubric, lang))
        .collect();
    view! {
        <div class="overview record-sheet">
            <header>
                <h1 tabindex="-1">{say::record_title(lang)}</h1>
                <p class="lead">{say::record_lead(lang)}</p>
                <dl class="facts">
                    <dt>{say::applicant_label(lang)}</dt><dd>{applicant.map(|applicant| visible_text(&applicant))}</dd>
                    <dt>{say::stage_label(lang)}</dt><dd>{stage}</dd>
                    <dt>{say::rubric_label(lang)}</dt>
                    <dd>{visible_text(rubric.title().get(lang))}" "{visible_text(rubric.version())}</dd>
                </dl>
                {say::notice_for(rubric.status(), lang).map(|notice| view! { <p class="note warning">{notice}</p> })}
                <p class="row">
                    <button type="button" class="primary" on:click=click(document::print)>{say::print_action(lang)}</button>
                    <a class="button" href=Route::Overview(opened.id.clone()).to_string()>{say::to_overview(lang)}</a>
                </p>
            </header>
            {parts}
            <table class="signatures"><tbody><tr><td>{say::signature_label(lang)}</td><td>{say::date_label(lang)}</td></tr></tbody></table>
        </div>
    }
    .into_any()
}

fn part_table(at: usize, part: &Node, rubric: &Rubric, lang: Lang) -> impl IntoView + use<> {
    let rows: Vec<_> = rubric
        .clauses()
        .filter(|clause| clause.part == at)
        .map(|clause| clause_row(&clause, lang))
        .collect();
    view! {
        <section>
            <h2>{part.code.to_string()}" "{visible_text(part.name.get(lang))}</h2>
            <div class="scroll" tabindex="0" role="group" aria-label=visible_text(part.name.get(lang))>
                <table class="record">
                    <thead><tr>
                        <th scope="col">{say::clause_label(lang)}</th>
                        <th scope="col">{say::band_label(lang)}</th>
                        <th scope="col">{say::value_label(lang)}</th>
                        <th scope="col">{say::record_notes(lang)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

fn clause_row(clause: &Clause<'_>, lang: Lang) -> impl IntoView + use<> {
    let method = clause.method;
    let points = say::record_points(lang, clause.node.points);
    let boxes = |bands: &[Band]| {
        let boxes = bands.iter().map(|band| {
            let (from, to) = (decimal_or_fraction(band.from), decimal_or_fraction(band.to));
            view! { <li>"\u{25a1} "{visible_text(band.name.get(lang))}" "<span class="muted">{from}"\u{2013}"{to}</span></li> }
        });
        view! { <ul>{boxes.collect::<Vec<_>>()}</ul> }
    };
    let values: Vec<_> = if method.components.is_empty() {
        vec![String::new()]
    } else {
        let components = method.components.iter();
        components
            .map(|component| visible_text(component.name.get(lang)))
            .collect()
    };
    let values: Vec<_> = values
        .into_iter()
        .map(|name| view! { <p class="blank">{name}</p> })
        .collect();
    view! {
        <tr>
            <th scope="row">{clause.node.code.to_string()}" "{visible_text(clause.node.name.get(lang))}<p class="muted">{points}</p></th>
            <td>{boxes(&method.bands)}</td>
            <td>{values}</td>
            <td></td>
        </tr>
    }
}
