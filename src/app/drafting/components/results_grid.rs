//! The results grid of a clause: rows of indicators to fill in, a range to paste, a chart beside each row; and the
//! same rows as a table to read.

use leptos::prelude::*;
use leptos::{ev, html};

use scoring::application::{
    Amount, Better, ResultField, ResultRow, TypedResult, add_results, read_pasted, results_of, typed_results,
    year_sound, years_of,
};
use scoring::chart;
use scoring::derived::Figure;
use scoring::document::{Edit, Input, Position, RowId, row};
use scoring::foundations::{Code, Lang, SortedSet};
use scoring::problem::Place;
use scoring::words as say;

use crate::app::browser::{clock, document, ids};
use crate::app::components::{acts, click, drawn, nothing, text, translated, visible_text, whether};
use crate::app::drafting::Workbench;
use crate::app::drafting::components::{LineField, field_id, workbench};

/// The years that an empty grid begins with.
const YEARS_AT_FIRST: u16 = 3;
/// The size of a chart's inside, in units of its own, and the margin around it.
const CHART: (f64, f64) = (200.0, 56.0);
const MARGIN: f64 = 10.0;

/// A new row's id.
pub fn new_row() -> Option<RowId> {
    RowId::parse(&ids::fresh())
}

/// The results grid of a clause.
#[component]
pub fn ResultsGrid(code: Code) -> impl IntoView {
    let bench = workbench();
    let typed = {
        let code = code.clone();
        move || -> Vec<TypedResult> {
            let rows = bench.read([Input::Below(results_of(&code))], |draft, _| {
                typed_results(&draft.document, &code)
            });
            rows.unwrap_or_default()
        }
    };
    // A year that was shown stays, also while its last value is being written anew.
    let shown = RwSignal::new(years_at_first(&untrack(&typed)));
    let years = {
        let typed = typed.clone();
        Memo::new(move |_| {
            let years: SortedSet<u16> = shown.get().into_iter().chain(years_of(&typed())).collect();
            years.into_iter().collect::<Vec<_>>()
        })
    };
    let rows = {
        let typed = typed.clone();
        Memo::new(move |_| typed().into_iter().map(|row| row.id).collect::<Vec<_>>())
    };
    // A row of which there is nothing to say is folded until somebody opens it; a new one, and one that lacks
    // something, is open, and stays so while one is here.
    let open = StoredValue::new(SortedSet::<RowId>::new());
    let list = {
        let code = code.clone();
        drawn(move || {
            let (rows, years) = (rows.get(), years.get());
            let typed = bench.look(|draft, _| typed_results(&draft.document, &code));
            let place = Place::Clause(code.clone());
            let typed = typed.into_iter().flatten();
            let lacking = typed.filter(|row| row.is_empty() || !row.check(1, &place).1.is_empty());
            open.update_value(|open| open.extend(lacking.map(|row| row.id)));
            let count = rows.len();
            let items: Vec<_> = rows
                .into_iter()
                .enumerate()
                .map(|(at, id)| result_row(bench, &code, id, (at, count), &years, open))
                .collect();
            view! { <ol class="result-rows">{items}</ol> }.into_any()
        })
    };
    let add = {
        let code = code.clone();
        move || {
            let Some(id) = new_row() else { return };
            let first = ResultField::Indicator.at(&row(&results_of(&code), &id));
            let edit = bench.look(|draft, _| {
                let document = &draft.document;
                document.place_rows(&results_of(&code), &[id], &Position::Last)
            });
            if let Some(edit) = edit {
                bench.edit(edit);
                document::focus_when_drawn(format!("#{}", field_id(&first)));
            }
        }
    };
    let earlier = text(move || {
        let year = years.with(|years| years.first().map(|year| year.saturating_sub(1)));
        year.map_or_else(String::new, |year| say::year_add(bench.lang.get(), year))
    });
    let later = text(move || {
        let year = years.with(|years| years.last().map(|year| year.saturating_add(1)));
        year.map_or_else(String::new, |year| say::year_add(bench.lang.get(), year))
    });
    let add_year = move |year: Option<u16>| {
        if let Some(year) = year.filter(|year| year_sound(*year)) {
            shown.update(|years| years.push(year));
        }
    };
    let add_earlier = move || add_year(years.with_untracked(|years| Some(years.first()?.saturating_sub(1))));
    let add_later = move || add_year(years.with_untracked(|years| Some(years.last()?.saturating_add(1))));
    let findings = {
        let code = code.clone();
        drawn(move || {
            let lang = bench.lang.get();
            let problems = bench.read([figure(&code)], |_, derived| {
                derived.results(&code).map(|(_, problems)| problems.clone())
            });
            let problems = problems.flatten().unwrap_or_default();
            if problems.is_empty() {
                return nothing();
            }
            let items: Vec<_> = problems
                .iter()
                .map(|problem| view! { <li>{say::fault(problem, lang)}</li> })
                .collect();
            view! { <div class="evidence-findings"><h3>{say::findings_results(lang)}</h3><ul>{items}</ul></div> }
                .into_any()
        })
    };
    let on_paper = {
        let code = code.clone();
        drawn(move || {
            let lang = bench.lang.get();
            let rows = bench.read([figure(&code)], |_, derived| {
                derived.results(&code).map(|(rows, _)| rows.to_vec())
            });
            match rows.flatten() {
                Some(rows) if !rows.is_empty() => {
                    view! { <h2>{say::results_title(lang)}</h2>{results_table(&rows, lang)} }.into_any()
                }
                _ => nothing(),
            }
        })
    };
    let paste = paste_box(bench, code, years, shown);
    view! {
        <section class="results-grid" aria-label=translated(say::results_title)>
            <h2>{translated(say::results_title)}</h2>
            <p class="hint">{translated(say::results_lead)}</p>
            {list}
            <p class="row">
                <button type="button" data-act="add-result" on:click=click(add)>{translated(say::results_add)}</button>
                <button type="button" class="quiet" data-act="year-before" on:click=click(add_earlier)>{earlier}</button>
                <button type="button" class="quiet" data-act="year-after" on:click=click(add_later)>{later}</button>
            </p>
            {paste}
            {findings}
        </section>
        <div class="print-only">{on_paper}</div>
    }
}

fn figure(code: &Code) -> Input<Figure> {
    Input::Figure(Figure::Results(code.clone()))
}

fn years_at_first(typed: &[TypedResult]) -> Vec<u16> {
    let mut years: SortedSet<u16> = years_of(typed).into_iter().collect();
    let this: Option<u16> = clock::local_day(clock::now())
        .get(..4)
        .and_then(|year| year.parse().ok());
    if let Some(this) = this.filter(|_| years.len() < usize::from(YEARS_AT_FIRST)) {
        years.extend((1..=YEARS_AT_FIRST).rev().map(|back| this.saturating_sub(back)));
    }
    years.into_iter().collect()
}

fn result_row(
    bench: Workbench,
    code: &Code,
    id: RowId,
    (at, count): (usize, usize),
    years: &[u16],
    open: StoredValue<SortedSet<RowId>>,
) -> impl IntoView + use<> {
    let collection = results_of(code);
    let above = row(&collection, &id);
    let number = at + 1;
    let field = |field: ResultField| {
        let label = text(move || say::result_field(field, bench.lang.get()));
        view! { <LineField field=field.at(&above) label=label/> }
    };
    let years: Vec<_> = years.iter().map(|year| field(ResultField::Year(*year))).collect();
    let typed = {
        let (collection, id) = (collection.clone(), id.clone());
        Memo::new(move |_| {
            let texts = [Input::Below(row(&collection, &id))];
            bench.read(texts, |draft, _| {
                TypedResult::of(&draft.document, &collection, id.clone())
            })
        })
    };
    let name = text(move || {
        let lang = bench.lang.get();
        let indicator = typed.with(|typed| typed.as_ref().map(|typed| typed.indicator.trim().to_owned()));
        let indicator = &indicator.unwrap_or_default();
        say::ResultsName {
            number: &number,
            indicator,
        }
        .text(lang)
        .trim_end_matches([' ', ':'])
        .to_owned()
    });
    let trend = drawn(move || {
        let lang = bench.lang.get();
        typed.with(|typed| {
            typed
                .as_ref()
                .map_or_else(nothing, |typed| trend_of(&typed_line(typed), lang))
        })
    });
    let figures = text(move || {
        typed.with(|typed| {
            let Some(typed) = typed else { return String::new() };
            let years = typed.years.values().map(|value| value.trim());
            let values: Vec<&str> = years.filter(|value| !value.is_empty()).collect();
            format!("{} {}", values.join(" \u{2192} "), typed.unit.trim())
        })
    });
    let details = NodeRef::<html::Details>::new();
    let is_open = open.with_value(|open| open.contains(&id));
    let remember = {
        let id = id.clone();
        move |_| {
            let is_open = details.get_untracked().is_some_and(|details| details.open());
            open.update_value(|open| {
                if is_open {
                    open.insert(id.clone());
                } else {
                    open.remove(&id);
                }
            });
        }
    };
    let direction = direction_field(bench, ResultField::Better.at(&above));
    let tools = row_tools(bench, &collection, &id, (at, count), name);
    view! {
        <li class="result-row"><details open=is_open on:toggle=remember node_ref=details>
            <summary><strong>{name}</strong>" "<span class="muted" prop:textContent=figures></span></summary>
            <div role="group" aria-label=name>
            <div class="row-head"><strong>{move || say::results_row(bench.lang.get(), number)}</strong>{tools}</div>
            <div class="result-cells">
                {field(ResultField::Indicator)}
                {field(ResultField::Unit)}
                {direction}
                {field(ResultField::Target)}
                {field(ResultField::Comparison)}
                {field(ResultField::Against)}
                {field(ResultField::Source)}
            </div>
            <div class="result-years">
                <div class="result-cells">{years}</div>
                {trend}
            </div>
            </div>
        </details></li>
    }
}

/// Moves and removes a row of a collection; what is removed comes back with undo.
pub fn row_tools(
    bench: Workbench,
    collection: &scoring::document::Address,
    id: &RowId,
    (at, count): (usize, usize),
    name: Signal<String>,
) -> impl IntoView + use<> {
    let edited = {
        let (collection, id) = (collection.clone(), id.clone());
        move |edit: fn(&scoring::document::Document, &scoring::document::Address, &RowId, usize) -> Edit,
              at: usize| {
            let edit = bench.look(|draft, _| edit(&draft.document, &collection, &id, at));
            if let Some(edit) = edit {
                bench.edit(edit);
            }
        }
    };
    let row_id = field_id(&row(collection, id));
    let (up, down, remove) = (
        format!("{row_id}-up"),
        format!("{row_id}-down"),
        format!("{row_id}-remove"),
    );
    let label = |message: fn(Lang) -> &'static str| {
        text(move || format!("{} {}", message(bench.lang.get()), name.get()))
    };
    // At the end of the way the other direction is the one that is left.
    let to_up = [format!("#{up}:enabled"), format!("#{down}:enabled")];
    let to_down = [format!("#{down}:enabled"), format!("#{up}:enabled")];
    let act_up = {
        let edited = edited.clone();
        move || {
            edited(moved, at.saturating_sub(1));
            document::focus_in("body".to_owned(), to_up.to_vec());
        }
    };
    let act_down = {
        let edited = edited.clone();
        move || {
            edited(moved, at + 1);
            document::focus_in("body".to_owned(), to_down.to_vec());
        }
    };
    let act_remove = move || {
        edited(
            |document, collection, id, _| document.remove_row(collection, id),
            at,
        )
    };
    view! {
        <span class="row-tools">
            <button type="button" class="quiet" id=up aria-label=label(say::row_up) disabled=whether(move || at == 0)
                on:click=click(act_up)>{translated(say::row_up)}</button>
            <button type="button" class="quiet" id=down aria-label=label(say::row_down) disabled=whether(move || at + 1 == count)
                on:click=click(act_down)>{translated(say::row_down)}</button>
            <button type="button" class="quiet" id=remove aria-label=label(say::row_remove)
                on:click=click(act_remove)>{translated(say::row_remove)}</button>
        </span>
    }
}

/// The edit that brings a row to a place among the others, counted from 0.
fn moved(
    document: &scoring::document::Document,
    collection: &scoring::document::Address,
    id: &RowId,
    to: usize,
) -> Edit {
    let mut others = document.rows(collection);
    others.retain(|other| other != id);
    let position = match to.checked_sub(1).and_then(|before| others.get(before)) {
        _ if to == 0 => Position::First,
        Some(before) => Position::After(before.clone()),
        None => Position::Last,
    };
    document.place_rows(collection, core::slice::from_ref(id), &position)
}

fn direction_field(bench: Workbench, at: scoring::document::Address) -> impl IntoView + use<> {
    let id = field_id(&at);
    let written = {
        let at = at.clone();
        Memo::new(move |_| bench.text(&at))
    };
    let options: Vec<_> = [Better::None, Better::Higher, Better::Lower]
        .into_iter()
        .map(|better| {
            let value = if better == Better::None { "" } else { better.id() };
            let name = text(move || say::better(better, bench.lang.get()).to_owned());
            let chosen = move || written.with(|written| Better::parse(written).unwrap_or_default() == better);
            view! { <option value=value selected=chosen>{name}</option> }
        })
        .collect();
    let choose = acts(move |event: ev::Event| {
        bench.type_in(at.clone(), event_target_value(&event));
        bench.typed();
    });
    view! {
        <div class="field">
            <label for=id.clone()>{translated(say::result_better)}</label>
            <select id=id on:change=choose>{options}</select>
        </div>
    }
}

/// Where a range from a spreadsheet is pasted, and what came of it.
fn paste_box(
    bench: Workbench,
    code: Code,
    years: Memo<Vec<u16>>,
    shown: RwSignal<Vec<u16>>,
) -> impl IntoView + use<> {
    let area = NodeRef::<html::Textarea>::new();
    let outcome = RwSignal::new(
        None::<(
            usize,
            scoring::problem::Problems<scoring::application::PasteFault>,
        )>,
    );
    let id = format!("paste-{}", code.as_str().replace('.', "-"));
    let hint = format!("{id}-hint");
    let fill = move || {
        let Some(area) = area.get_untracked() else { return };
        let mut columns = vec![ResultField::Indicator, ResultField::Unit];
        columns.extend(years.get_untracked().into_iter().map(ResultField::Year));
        columns.extend([
            ResultField::Target,
            ResultField::Comparison,
            ResultField::Against,
            ResultField::Source,
        ]);
        let pasted = read_pasted(&area.value(), &columns);
        let rows: Vec<RowId> = pasted.rows.iter().filter_map(|_| new_row()).collect();
        let edit =
            bench.look(|draft, _| add_results(&draft.document, &code, &rows, &pasted.rows, &Position::Last));
        if let Some(edit) = edit.filter(|_| !pasted.rows.is_empty()) {
            let new = pasted.rows.iter().flatten().filter_map(|(field, _)| match field {
                ResultField::Year(year) => Some(*year),
                _ => None,
            });
            shown.update(|years| years.extend(new));
            bench.edit(edit);
            area.set_value("");
        }
        outcome.set(Some((pasted.rows.len(), pasted.problems)));
    };
    let outcome = drawn(move || {
        let lang = bench.lang.get();
        let Some((rows, problems)) = outcome.get() else {
            return nothing();
        };
        let done = if rows == 0 {
            say::paste_nothing(lang).to_owned()
        } else {
            say::paste_done(lang, rows)
        };
        let items: Vec<_> = problems
            .iter()
            .map(|problem| view! { <li>{say::problem_line(problem, lang)}</li> })
            .collect();
        let places = (!items.is_empty()).then(|| view! { <p>{say::paste_told(lang, items.len())}</p> });
        view! { <p>{done}</p>{places}<ul>{items}</ul> }.into_any()
    });
    view! {
        <details class="paste">
            <summary>{translated(say::paste_title)}</summary>
            <div class="field">
                <label for=id.clone()>{translated(say::paste_label)}</label>
                <p class="hint" id=hint.clone()>{translated(say::paste_hint)}</p>
                <textarea id=id node_ref=area rows="4" autocomplete="off" aria-describedby=hint></textarea>
            </div>
            <p class="row"><button type="button" data-act="fill-in" on:click=click(fill)>{translated(say::paste_action)}</button></p>
            <div class="paste-outcome" role="status">{outcome}</div>
        </details>
    }
}

/// What a chart shows of one row.
struct Line {
    indicator: String,
    unit: String,
    years: Vec<(u16, Option<Amount>)>,
    target: Option<Amount>,
    comparison: Option<Amount>,
    against: String,
}

fn typed_line(typed: &TypedResult) -> Line {
    let amount = |text: &String| Amount::read(text).ok().flatten().map(|written| written.amount);
    Line {
        indicator: typed.indicator.trim().to_owned(),
        unit: typed.unit.trim().to_owned(),
        years: typed
            .years
            .iter()
            .map(|(year, text)| (*year, amount(text)))
            .collect(),
        target: amount(&typed.target),
        comparison: amount(&typed.comparison),
        against: typed.against.trim().to_owned(),
    }
}

fn checked_line(row: &ResultRow) -> Line {
    Line {
        indicator: row.indicator.clone(),
        unit: row.unit.clone(),
        years: row
            .years
            .iter()
            .map(|(year, amount)| (*year, Some(*amount)))
            .collect(),
        target: row.target,
        comparison: row.comparison,
        against: row.against.clone(),
    }
}

/// The chart of a row; nothing where no year has a value.
fn trend_of(line: &Line, lang: Lang) -> AnyView {
    let values: Vec<_> = line
        .years
        .iter()
        .map(|(year, value)| (*year, value.map(Amount::signed)))
        .collect();
    let (target, comparison) = (
        line.target.map(Amount::signed),
        line.comparison.map(Amount::signed),
    );
    let Some(drawn) = chart::line_chart(&values, target, comparison, CHART) else {
        return nothing();
    };
    let level = |height: Option<f64>, class: &'static str| {
        height.map(|y| {
            let y = chart::coordinate(y);
            view! { <line class=class x1="0" x2=chart::coordinate(CHART.0) y1=y.clone() y2=y.clone()/> }
        })
    };
    let lines: Vec<_> = drawn
        .lines
        .iter()
        .map(|points| view! { <path class="trend-line" d=chart::open_path(points)/> })
        .collect();
    let marks: Vec<_> = drawn
        .marks
        .iter()
        .flatten()
        .map(|point| view! { <circle class="trend-mark" cx=chart::coordinate(point.x) cy=chart::coordinate(point.y) r="3"/> })
        .collect();
    let view_box = format!(
        "{} {} {} {}",
        chart::coordinate(-MARGIN),
        chart::coordinate(-MARGIN),
        chart::coordinate(CHART.0 + 2.0 * MARGIN),
        chart::coordinate(CHART.1 + 2.0 * MARGIN)
    );
    let title = say::trend_title(lang, &line.indicator);
    let ends = match (line.years.first(), line.years.last()) {
        (Some((first, _)), Some((last, _))) if first != last => format!("{first}\u{2013}{last}"),
        (Some((first, _)), _) => first.to_string(),
        _ => String::new(),
    };
    let unit = (!line.unit.is_empty()).then(|| line.unit.clone());
    let target = line
        .target
        .map(|target| say::trend_target(lang, target.to_string()));
    let comparison = line.comparison.map(|value| {
        let (name, value) = (&line.against, &value.to_string());
        if name.is_empty() {
            say::trend_comparison(lang, value)
        } else {
            say::TrendComparisonWith { name, value }.text(lang)
        }
    });
    view! {
        <figure class="trend">
            <svg viewBox=view_box role="img" aria-label=title>
                {level(drawn.target, "trend-target")}{level(drawn.comparison, "trend-comparison")}{lines}{marks}
            </svg>
            <figcaption>
                <span>{ends}</span>
                {unit.map(|unit| view! { <span>{unit}</span> })}
                {target.map(|target| view! { <span class="trend-target-name">{target}</span> })}
                {comparison.map(|comparison| view! { <span class="trend-comparison-name">{comparison}</span> })}
            </figcaption>
        </figure>
    }
    .into_any()
}

/// Rows to read: a table, and a chart of each row below it.
pub fn results_table(rows: &[ResultRow], lang: Lang) -> AnyView {
    let years: SortedSet<u16> = rows.iter().flat_map(|row| row.years.keys().copied()).collect();
    let heads: Vec<_> = years
        .iter()
        .map(|year| view! { <th scope="col">{*year}</th> })
        .collect();
    let number =
        |amount: Option<Amount>| amount.map_or_else(|| "\u{2014}".to_owned(), |amount| amount.to_string());
    let body: Vec<_> = rows
        .iter()
        .map(|row| {
            let values: Vec<_> =
                years.iter().map(|year| view! { <td>{number(row.years.get(year).copied())}</td> }).collect();
            let direction = (row.better != Better::None).then(|| format!(" \u{b7} {}", say::better(row.better, lang)));
            let against = (!row.against.is_empty()).then(|| format!("\u{FF08}{}\u{FF09}", visible_text(&row.against)));
            view! {
                <tr>
                    <th scope="row">{visible_text(&row.indicator)}<span class="muted small">" "{visible_text(&row.unit)}{direction}</span></th>
                    {values}
                    <td>{number(row.target)}</td>
                    <td>{number(row.comparison)}{against}</td>
                    <td class="words">{visible_text(&row.source)}</td>
                </tr>
            }
        })
        .collect();
    let charts: Vec<_> = rows
        .iter()
        .map(|row| trend_of(&checked_line(row), lang))
        .collect();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=say::results_title(lang)>
            <table class="figures results-table">
                <thead><tr>
                    <th scope="col">{say::result_indicator(lang)}</th>
                    {heads}
                    <th scope="col">{say::result_target(lang)}</th>
                    <th scope="col">{say::result_comparison(lang)}</th>
                    <th scope="col">{say::result_source(lang)}</th>
                </tr></thead>
                <tbody>{body}</tbody>
            </table>
        </div>
        <div class="trends">{charts}</div>
    }
    .into_any()
}
