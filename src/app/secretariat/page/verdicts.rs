//! The verdict on each file: a long list that one searches and orders.

use std::sync::Arc;

use leptos::prelude::*;

use scoring::desks::secretariat::{Event, Figures, Order};
use scoring::faults::AnyFault;
use scoring::foundations::Lang;
use scoring::panel::{FileNumber, Verdict};
use scoring::problem::{Place, Problem, Problems};
use scoring::words as say;

use crate::app::browser::{document, keys};
use crate::app::components::{acts, click, drawn, nothing, text, visible_text, whether};
use crate::app::route::Route;
use crate::app::secretariat::desk::{Listing, Secretariat, SecretariatDesk};
use crate::app::secretariat::long_list::{LongList, Shape, row_count, row_index};
use crate::app::secretariat::page::{UNDO, desks};

#[component]
pub(super) fn Verdicts() -> impl IntoView {
    let bench = desks();
    // The frame of the list is drawn when the list comes, goes, or is to be opened; its rows come by themselves.
    let shape = Memo::new(move |_| {
        let figures = bench.shown_desk().figures.get();
        // The refused ones matter most and are opened; many accepted ones fold away.
        let is_open = needs_somebody(&figures) || figures.files <= FEW_FILES;
        (figures.files == 0, is_open)
    });
    drawn(move || {
        let lang = bench.lang.get();
        let desk = bench.shown_desk();
        let (is_empty, is_open) = shape.get();
        if is_empty {
            let example = Route::SecretariatExample.to_string();
            return view! {
                <p class="empty">{say::desk_empty(lang)}</p>
                <p><a href=example>{say::desk_example_open(lang)}</a></p>
            }
            .into_any();
        }
        let counts = text(move || counts(desk.figures.get(), lang));
        let draw = Arc::new(move |number, place| verdict_row(bench, desk, FileNumber(number), place, lang));
        let rows = move || row_count(desk.rows.with(Vec::len));
        let clear = move || {
            bench.tell_desk(Event::Cleared);
            document::focus_in("#verdicts".to_owned(), vec![UNDO.to_owned()]);
        };
        view! {
            <details class="verdicts" open=is_open>
                <summary>{counts}</summary>
                {listing_fields(bench, desk, lang)}
                <div class="scroll" tabindex="0" role="region" aria-label=say::import_title(lang)>
                <table class="files" aria-rowcount=rows>
                    <thead><tr>
                        <th scope="col">{say::verdict_label(lang)}</th>
                        <th scope="col">{say::file_label(lang)}</th>
                        <th scope="col">{say::about_label(lang)}</th>
                        <th scope="col">{say::reason_label(lang)}</th>
                        <th scope="col"><span class="only-heard">{say::desk_remove(lang)}</span></th>
                    </tr></thead>
                    <LongList items=desk.rows.into() shape=Shape::Rows(5) whole=Signal::from(false) draw=draw/>
                </table>
                </div>
                <p><button type="button" class="quiet" on:click=click(clear)>{say::desk_clear(lang)}</button></p>
            </details>
        }
        .into_any()
    })
}

/// Where somebody says which files are listed, and in which order.
fn listing_fields(bench: Secretariat, desk: SecretariatDesk, lang: Lang) -> impl IntoView {
    let orders = [
        (Order::Coming, "coming", say::desk_order_coming(lang)),
        (Order::Verdict, "verdict", say::desk_order_verdict(lang)),
        (Order::Name, "name", say::desk_order_name(lang)),
        (Order::Applicant, "applicant", say::desk_order_applicant(lang)),
    ];
    let options = orders.map(|(order, id, text)| {
        let is_chosen = whether(move || desk.listing.with(|listing| listing.order == order));
        view! { <option value=id prop:selected=is_chosen>{text}</option> }
    });
    let query = text(move || desk.listing.with(|listing| listing.find.clone()));
    let sort = acts(move |event| {
        let value = event_target_value(&event);
        let order = orders.iter().find(|(_, id, _)| *id == value);
        let order = order.map(|(order, ..)| *order).unwrap_or_default();
        bench.list(Listing {
            order,
            ..desk.listing.get_untracked()
        });
    });
    let find = move |find: String| {
        if find != desk.listing.with_untracked(|listing| listing.find.clone()) {
            bench.list(Listing {
                find,
                ..desk.listing.get_untracked()
            });
        }
    };
    // An input method is not done before its composition ends.
    let typed = acts(move |event: leptos::ev::Event| {
        if !keys::composing(&event) {
            find(event_target_value(&event));
        }
    });
    let composed = acts(move |event: leptos::ev::CompositionEvent| find(event_target_value(&event)));
    view! {
        <div class="row listing">
            <span class="field"><label for="list-find">{say::desk_find_label(lang)}</label>
            <input id="list-find" type="search" autocomplete="off" prop:value=query
                on:input=typed on:compositionend=composed/></span>
            <span class="field"><label for="list-order">{say::desk_order_label(lang)}</label>
            <select id="list-order" on:change=sort>{options}</select></span>
        </div>
    }
}

/// So many files are shown at once without folding.
const FEW_FILES: usize = 8;

/// What became of the files, in numbers: each sort that there is, and how much they are.
pub(super) fn counts(figures: Figures, lang: Lang) -> String {
    let (accepted, refused) = (&figures.accepted, &figures.refused);
    let mut parts = vec![say::ImportCounts { accepted, refused }.text(lang)];
    for (count, say) in [
        (figures.asked, say::desk_count_asked as fn(Lang, usize) -> String),
        (figures.rubrics, say::desk_count_rubrics),
        (figures.same_again, say::desk_count_same),
        (figures.superseded, say::desk_count_superseded),
        (figures.stopped, say::desk_count_stopped),
    ] {
        if count > 0 {
            parts.push(say(lang, count));
        }
    }
    let (files, megabytes) = (&figures.files, &figures.bytes.div_ceil(1_000_000));
    parts.push(say::DeskHolds { files, megabytes }.text(lang));
    parts.join(if lang == Lang::Zh { "\u{FF0C}" } else { ", " })
}

fn verdict_row(
    bench: Secretariat,
    desk: SecretariatDesk,
    number: FileNumber,
    place: Signal<usize>,
    lang: Lang,
) -> AnyView {
    let Some(row) = desk.with(|session| session.row(number)) else {
        return nothing();
    };
    let class = match &row.verdict {
        Verdict::Accepted { .. } | Verdict::Rubric => "tag good",
        Verdict::SameAgain { .. }
        | Verdict::SameApplication { .. }
        | Verdict::Superseded { .. }
        | Verdict::Waiting => "tag",
        Verdict::Asked(_) => "tag warning",
        Verdict::Refused(_) | Verdict::Stopped => "tag danger",
    };
    let about = row.owner.as_ref().map(|about| {
        let stage = say::stage(about.stage, lang);
        let parts = [about.applicant.as_str(), stage, about.assessor.as_str()];
        parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(visible_text)
            .collect::<Vec<_>>()
            .join(" \u{b7} ")
    });
    let is_rubric = matches!(row.verdict, Verdict::Rubric);
    let about = about.or_else(|| is_rubric.then(|| say::file_rubric(lang).to_owned()));
    let correction = row
        .revision
        .as_ref()
        .and_then(|revision| say::correction(revision, lang));
    let correction = correction.map(|text| view! { <p>{text}</p> });
    let reasons = match row.verdict {
        Verdict::Accepted { warnings } if warnings > 0 => warnings_view(bench, desk, number, warnings, lang),
        ref verdict => reasons(verdict, lang),
    };
    let name = visible_text(&row.name);
    let label = say::desk_remove_label(lang, &name);
    let remove = click(move || {
        // The next row takes the place of this one, with its number or before it has that; behind the last row one goes
        // back, and without any row to the way back.
        let row = place.get_untracked() + 2;
        bench.tell_desk(Event::TakenOut(number));
        let button = |row: usize| format!(".files tr[aria-rowindex='{row}'] > :last-child > button");
        document::focus_in(
            "#verdicts".to_owned(),
            vec![button(row), button(row + 1), button(row - 1), UNDO.to_owned()],
        );
    });
    let verdict = say::verdict_of(&row.verdict, lang).to_owned();
    view! {
        <tr aria-rowindex=row_index(place)>
            <td><span class=class>{verdict}</span></td>
            <th scope="row">{name}</th>
            <td>{about}</td>
            <td>{correction}{reasons}</td>
            <td><button type="button" class="quiet" aria-label=label on:click=remove>{say::desk_remove(lang)}</button></td>
        </tr>
    }
    .into_any()
}

/// Why a file was refused or does not count.
fn reasons(verdict: &Verdict<AnyFault>, lang: Lang) -> AnyView {
    match verdict {
        Verdict::Accepted { .. } => nothing(),
        Verdict::Refused(problems) => sentences(problems, lang),
        other => say::verdict_reason(other, lang).into_any(),
    }
}

/// Problems, each with its place, and how many more there are.
fn sentences(problems: &Problems<AnyFault>, lang: Lang) -> AnyView {
    let between = if lang == Lang::Zh { "\u{FF1A}" } else { ": " };
    let line = |problem: &Problem<AnyFault>| {
        let text = say::fault(problem, lang);
        // The row names the file already.
        let line = match &problem.place {
            Place::File => text,
            place => format!("{}{between}{text}", say::place(place, lang)),
        };
        view! { <li>{line}</li> }
    };
    let lines: Vec<_> = problems.iter().map(line).collect();
    let more = problems.more();
    let more = (more > 0).then(|| view! { <li>{say::more_problems(lang, more)}</li> });
    view! { <ul class="reasons">{lines}{more}</ul> }.into_any()
}

/// How many warnings a sheet has, which opens down to their sentences: these are read again from its file.
fn warnings_view(
    bench: Secretariat,
    desk: SecretariatDesk,
    number: FileNumber,
    count: usize,
    lang: Lang,
) -> AnyView {
    let asked = RwSignal::new(false);
    let open = click(move || {
        if !asked.get_untracked() {
            asked.set(true);
            bench.tell_desk(Event::WarningsOpened(number));
        }
    });
    let lines = drawn(move || {
        if !asked.get() {
            return nothing();
        }
        desk.texts.track();
        desk.with(|session| match session.warnings_of(number) {
            None => view! { <p class="hint" role="status">{say::voices_reading(lang)}</p> }.into_any(),
            Some(problems) => sentences(problems, lang),
        })
    });
    view! { <details class="row-warnings"><summary on:click=open>{say::export_warnings(lang, count)}</summary>{lines}</details> }
        .into_any()
}

/// Whether a file is there that somebody has to do something about.
pub(super) fn needs_somebody(figures: &Figures) -> bool {
    figures.refused + figures.asked + figures.stopped > 0
}
