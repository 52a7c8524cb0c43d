//! The evidence register: items to fill in with the clauses that cite them, and the same items as a table to read.

use leptos::prelude::*;

use scoring::application::{
    EvidenceField, EvidenceItem, Register, add_evidence, citations, evidence_rows, next_number,
    typed_evidence,
};
use scoring::derived::Figure;
use scoring::desks::drafting::OpenDraft;
use scoring::document::{Address, Input, Position, RowId, row};
use scoring::foundations::{Code, Lang};
use scoring::problem::Place;
use scoring::scoresheet::{Field, Item};
use scoring::words as say;

use crate::app::browser::document;
use crate::app::components::{click, drawn, nothing, text, translated, visible_text};
use crate::app::drafting::Workbench;
use crate::app::drafting::components::results_grid::{new_row, row_tools};
use crate::app::drafting::components::{LineField, field_id, fold, workbench};
use crate::app::route::Route;

/// The register of the open draft.
#[component]
pub fn EvidenceRegister(opened: OpenDraft) -> impl IntoView {
    let bench = workbench();
    let rows = Memo::new(move |_| {
        let rows = bench.read([Input::Below(evidence_rows())], |draft, _| {
            draft.document.rows(&evidence_rows())
        });
        rows.unwrap_or_default()
    });
    let register = Memo::new(move |_| {
        let register = bench.read([Input::Figure(Figure::Register)], |_, derived| {
            derived.register().cloned()
        });
        register.flatten()
    });
    let id = opened.id.clone();
    let list = drawn(move || {
        let rows = rows.get();
        let count = rows.len();
        if count == 0 {
            return view! { <p class="empty">{translated(say::register_empty)}</p> }.into_any();
        }
        let items: Vec<_> = rows
            .into_iter()
            .enumerate()
            .map(|(at, row)| evidence_item(bench, &id, row, (at, count), register))
            .collect();
        let summary = text(move || say::register_count(bench.lang.get(), count));
        let items = view! { <ol class="evidence-rows">{items}</ol> };
        fold(FOLD, count <= FEW_ITEMS, summary, items)
    });
    // What a person has to look at is shown whether the items are to be seen or not.
    let state = text(move || {
        let lang = bench.lang.get();
        register.with(|register| {
            register
                .as_ref()
                .map_or_else(String::new, |register| state(register, lang))
        })
    });
    let add = move || {
        let Some(id) = new_row() else { return };
        let first = EvidenceField::Title.at(&row(&evidence_rows(), &id));
        let edit = bench.look(|draft, _| {
            let document = &draft.document;
            let item = EvidenceItem {
                number: next_number(&typed_evidence(document)),
                ..EvidenceItem::default()
            };
            add_evidence(document, &id, &item, &Position::Last)
        });
        if let Some(edit) = edit {
            // The new item is to be seen.
            document::remember_open(FOLD, true);
            bench.edit(edit);
            document::focus_when_drawn(format!("#{}", field_id(&first)));
        }
    };
    let findings = drawn(move || {
        let lang = bench.lang.get();
        let problems = register
            .get()
            .map(|register| register.problems())
            .unwrap_or_default();
        if problems.is_empty() {
            return nothing();
        }
        let items: Vec<_> = problems
            .iter()
            .map(|problem| match &problem.place {
                Place::Evidence => view! { <li>{say::fault(problem, lang)}</li> },
                _ => view! { <li>{say::problem_line(problem, lang)}</li> },
            })
            .collect();
        let count = items.len();
        let items = view! { <ul>{items}</ul> };
        if count > FEW_ITEMS {
            let title = say::register_findings_count(lang, count);
            return view! { <details class="evidence-findings"><summary><strong>{title}</strong></summary>{items}</details> }
                .into_any();
        }
        view! { <div class="evidence-findings"><h3>{say::register_findings(lang)}</h3>{items}</div> }
            .into_any()
    });
    view! {
        <section class="register" aria-labelledby="register-title">
            <h2 id="register-title">{translated(say::register_title)}</h2>
            <p class="hint">{translated(say::register_lead)}</p>
            <p class="register-state">{state}</p>
            {list}
            <p class="row"><button type="button" data-act="add-evidence" on:click=click(add)>{translated(say::register_add)}</button></p>
            {findings}
        </section>
    }
}

/// What the block of the items is remembered by.
const FOLD: &str = "register-items";
/// So many items are shown at once, until somebody folds them.
const FEW_ITEMS: usize = 8;

/// What is to be looked at in a register, in numbers; nothing where all is well.
fn state(register: &Register, lang: Lang) -> String {
    let uncited = register.items.iter().filter(|(_, codes)| codes.is_empty());
    let counts = [
        (
            uncited.count(),
            say::register_uncited_count as fn(Lang, usize) -> String,
        ),
        (register.unknown.len(), say::register_unknown_count),
    ];
    let told = counts.into_iter().filter(|(count, _)| *count > 0);
    let told: Vec<String> = told.map(|(count, say)| say(lang, count)).collect();
    told.join(" ")
}

fn evidence_item(
    bench: Workbench,
    draft: &str,
    id: RowId,
    (at, count): (usize, usize),
    register: Memo<Option<Register>>,
) -> impl IntoView + use<> {
    let collection = evidence_rows();
    let above = row(&collection, &id);
    let number = {
        let at = EvidenceField::Number.at(&above);
        Memo::new(move |_| citations(&bench.text(&at)).into_iter().next().unwrap_or_default())
    };
    let name = {
        let title = EvidenceField::Title.at(&above);
        text(move || {
            let (number, title) = (&number.get(), &bench.text(&title));
            say::RegisterItem { number, title }.text(bench.lang.get())
        })
    };
    let fields: Vec<_> = EvidenceField::ALL
        .into_iter()
        .map(|field| {
            let label = text(move || say::evidence_field(field, bench.lang.get()).to_owned());
            view! { <LineField field=field.at(&above) label=label/> }
        })
        .collect();
    let draft = draft.to_owned();
    let cited = drawn(move || {
        let number = number.get();
        let codes = register.with(|register| {
            let mut items = register.iter().flat_map(|register| &register.items);
            let found = items.find(|(item, _)| item.number == number && !number.is_empty());
            found.map(|(_, codes)| codes.clone())
        });
        links(bench, &draft, &codes.unwrap_or_default())
    });
    let tools = row_tools(bench, &collection, &id, (at, count), name);
    // An item that has its title is folded until somebody opens it: a register has dozens.
    let title = EvidenceField::Title.at(&above);
    let titled = bench.look(|draft, _| !draft.document.text(&title).trim().is_empty());
    let is_open = titled != Some(true);
    view! {
        <li class="evidence-row"><details open=is_open>
            <summary><strong>{name}</strong></summary>
            <div role="group" aria-label=name>
                <div class="evidence-cells">{fields}</div>
                <div class="row-head"><span class="muted">{cited}</span>{tools}</div>
            </div>
        </details></li>
    }
}

fn links(bench: Workbench, draft: &str, codes: &[Code]) -> AnyView {
    let lang = bench.lang.get();
    if codes.is_empty() {
        return view! { <span>{say::register_uncited(lang)}</span> }.into_any();
    }
    let links: Vec<_> = codes
        .iter()
        .map(|code| {
            let route = Route::Score(draft.to_owned(), Some(code.clone())).to_string();
            view! { " "<a href=route>{code.to_string()}</a> }
        })
        .collect();
    view! { <span>{say::register_cited_by(lang)}{links}</span> }.into_any()
}

/// What a clause cites, by titles; numbers that are not in the register stay bare.
#[component]
pub fn CitedItems(code: Code) -> impl IntoView {
    let bench = workbench();
    let cited = text(move || {
        let lang = bench.lang.get();
        let cited = Address::from(Field::Clause(code.clone(), Item::Citations));
        let sources = [Input::Text(cited.clone()), Input::Below(evidence_rows())];
        let items = bench.read(sources, |draft, _| {
            let numbers = citations(draft.document.text(&cited));
            let items = typed_evidence(&draft.document)
                .into_iter()
                .map(|(_, item)| item)
                .collect::<Vec<_>>();
            let named = numbers.into_iter().map(|number| titled(&items, &number));
            named.collect::<Vec<_>>()
        });
        let items = items.unwrap_or_default();
        let between = if lang == Lang::Zh { "\u{FF1B}" } else { "; " };
        if items.is_empty() {
            String::new()
        } else {
            say::cited_items(lang, items.join(between))
        }
    });
    view! { <p class="hint printed cited-items" role="status">{cited}</p> }
}

/// A number with the title of its item, where there is one.
fn titled(items: &[EvidenceItem], number: &str) -> String {
    let item = items.iter().find(|item| item.number == number);
    item.map_or_else(|| number.to_owned(), |item| format!("{number} {}", item.title))
}

/// The items that a clause cites, to read.
pub fn cited_list(evidence: &[EvidenceItem], numbers: &[String], lang: Lang) -> AnyView {
    let items: Vec<_> = numbers
        .iter()
        .map(|number| {
            let item = evidence.iter().find(|item| item.number == *number);
            let words = item.map_or_else(Vec::new, |item| {
                vec![
                    item.title.clone(),
                    item.issuer.clone(),
                    item.date.clone(),
                    item.pages.clone(),
                ]
            });
            let between = if lang == Lang::Zh { "\u{FF0C}" } else { ", " };
            let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
            view! { <li>{visible_text(number)}" "{visible_text(&words.join(between))}</li> }
        })
        .collect();
    view! { <ul class="cited">{items}</ul> }.into_any()
}

/// The register to read: a table with the clauses that cite each item.
pub fn register_table(register: &Register, lang: Lang) -> AnyView {
    let heads: Vec<_> = EvidenceField::ALL
        .into_iter()
        .map(|field| view! { <th scope="col">{say::evidence_field(field, lang)}</th> })
        .collect();
    let rows: Vec<_> = register
        .items
        .iter()
        .map(|(item, codes)| {
            let codes: Vec<String> = codes.iter().map(ToString::to_string).collect();
            let between = if lang == Lang::Zh { "\u{3001}" } else { ", " };
            view! {
                <tr>
                    <th scope="row">{item.number.clone()}</th>
                    <td>{item.title.clone()}</td>
                    <td>{item.issuer.clone()}</td>
                    <td>{item.date.clone()}</td>
                    <td>{item.pages.clone()}</td>
                    <td>{codes.join(between)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="files register-table">
            <thead><tr>{heads}<th scope="col">{say::register_cited_by(lang)}</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
