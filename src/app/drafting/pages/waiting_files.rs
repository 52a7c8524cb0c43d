//! Files that were opened together and lead to different places: each waits here until one says what to do with it.

use leptos::prelude::*;

use scoring::desks::drafting::WaitingFile;
use scoring::foundations::Lang;
use scoring::words as say;

use crate::app::components::{click, drawn, nothing, visible_text};
use crate::app::drafting::components::workbench;

/// The list on the start screen; nothing while no file waits.
#[component]
pub fn WaitingFiles() -> impl IntoView {
    let bench = workbench();
    drawn(move || {
        let waiting = bench.waiting_files.get();
        if waiting.is_empty() {
            return nothing();
        }
        let lang = bench.lang.get();
        let items: Vec<_> = waiting
            .iter()
            .enumerate()
            .map(|(at, waiting_file)| item(at, waiting_file, lang))
            .collect();
        view! {
            <section class="waiting-files" aria-labelledby="waiting-title">
                <h2 id="waiting-title">{say::waiting_title(lang)}</h2>
                <p>{say::waiting_text(lang)}</p>
                <ul class="drafts">{items}</ul>
            </section>
        }
        .into_any()
    })
}

fn item(at: usize, waiting_file: &WaitingFile, lang: Lang) -> impl IntoView + use<> {
    let bench = workbench();
    let (name, what, action) = match waiting_file {
        WaitingFile::Application(waiting) => (
            waiting.name.clone(),
            format!(
                "{} \u{b7} {}",
                say::file_application(lang),
                waiting.application.sheet.applicant
            ),
            say::way_review_action(lang),
        ),
        WaitingFile::Copy(name, copy) => (
            name.clone(),
            format!(
                "{} \u{b7} {}",
                say::file_draft(lang),
                say::stage(copy.draft().head.kind.stage(), lang)
            ),
            say::draft_continue(lang),
        ),
        WaitingFile::Sheets(sheets) => {
            let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
            let between = if lang == Lang::Zh { "\u{3001}" } else { ", " };
            (
                names.join(between),
                say::waiting_sheets(lang, sheets.len()),
                say::waiting_to_desk(lang),
            )
        }
    };
    let drop = move || bench.drop_waiting_file(at);
    view! {
        <li class="draft">
            <div class="draft-what"><strong>{visible_text(&name)}</strong></div>
            <div class="muted">{visible_text(&what)}</div>
            <div class="row">
                <button type="button" on:click=click(move || bench.open_waiting_file_at(at))>{action}</button>
                <button type="button" class="quiet" on:click=click(drop)>{say::waiting_drop(lang)}</button>
            </div>
        </li>
    }
}
