//! Files that were opened together and lead to different places: each waits here until one says what to do with it.

use leptos::prelude::*;

use scoring::desks::drafting::Arrival;
use scoring::foundations::Lang;
use scoring::words as say;

use crate::app::components::{click, drawn, nothing};
use crate::app::drafting::components::workbench;

/// The list on the start screen; nothing while no file waits.
#[component]
pub fn Arrivals() -> impl IntoView {
    let bench = workbench();
    drawn(move || {
        let waiting = bench.arrivals.get();
        if waiting.is_empty() {
            return nothing();
        }
        let lang = bench.lang.get();
        let items: Vec<_> = waiting
            .iter()
            .enumerate()
            .map(|(at, arrival)| item(at, arrival, lang))
            .collect();
        view! {
            <section class="arrivals" aria-labelledby="arrivals-title">
                <h2 id="arrivals-title">{say::arrivals_title(lang)}</h2>
                <p>{say::arrivals_text(lang)}</p>
                <ul class="drafts">{items}</ul>
            </section>
        }
        .into_any()
    })
}

fn item(at: usize, arrival: &Arrival, lang: Lang) -> impl IntoView + use<> {
    let bench = workbench();
    let (name, what, action) = match arrival {
        Arrival::Application(waiting) => (
            waiting.name.clone(),
            format!(
                "{} \u{b7} {}",
                say::file_application(lang),
                waiting.application.sheet.applicant
            ),
            say::way_review_action(lang),
        ),
        Arrival::Copy(name, copy) => (
            name.clone(),
            format!(
                "{} \u{b7} {}",
                say::file_draft(lang),
                say::stage(copy.draft().head.kind.stage(), lang)
            ),
            say::draft_continue(lang),
        ),
        Arrival::Sheets(sheets) => {
            let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
            let between = if lang == Lang::Zh { "\u{3001}" } else { ", " };
            (
                names.join(between),
                say::arrivals_sheets(lang, sheets.len()),
                say::arrivals_to_desk(lang),
            )
        }
    };
    let drop = move || bench.drop_arrival(at);
    view! {
        <li class="draft">
            <div class="draft-what"><strong>{name}</strong></div>
            <div class="muted">{what}</div>
            <div class="row">
                <button type="button" on:click=click(move || bench.open_arrival_at(at))>{action}</button>
                <button type="button" class="quiet" on:click=click(drop)>{say::arrivals_drop(lang)}</button>
            </div>
        </li>
    }
}
