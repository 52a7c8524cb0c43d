//! One applicant: the two stages apart, clause by clause, with its panel.

use std::collections::BTreeSet;

use leptos::html;
use leptos::prelude::*;

use scoring::foundations::{Exact, Lang, decimal_or_fraction};
use scoring::panel::Group;
use scoring::rubric::Rubric;
use scoring::scoresheet::Stage;
use scoring::words as say;

use crate::app::components::{RadarChart, acts, axes, drawn, nothing, visible_text};
use crate::app::secretariat::desk::{Secretariat, SecretariatDesk};
use crate::app::secretariat::page::assessor_entries::assessor_entries_section;
use crate::app::secretariat::page::exports::{one_group, save_desk};
use crate::app::secretariat::page::results::print_points;

pub(super) fn applicant_section(
    bench: Secretariat,
    desk: SecretariatDesk,
    name: String,
    (at_once, opened): (bool, StoredValue<BTreeSet<String>>),
    lang: Lang,
) -> AnyView {
    let is_open = RwSignal::new(at_once || opened.with_value(|opened| opened.contains(&name)));
    let (heading, own) = (visible_text(&name), name.clone());
    // It stays open when it is drawn anew.
    let was_open = opened.with_value(|opened| opened.contains(&name));
    let details = NodeRef::<html::Details>::new();
    let remember = acts(move |_| {
        let is_open_now = details.get_untracked().is_some_and(|details| details.open());
        opened.update_value(|opened| {
            if is_open_now {
                opened.insert(own.clone());
            } else {
                opened.remove(&own);
            }
        });
        if is_open_now {
            is_open.set(true);
        }
    });
    let stages = drawn(move || {
        if !is_open.get() {
            return nothing();
        }
        desk.with(|session| {
            let Some((rubric, _)) = session.rubric() else {
                return nothing();
            };
            let stages: Vec<_> = Stage::ALL
                .into_iter()
                .filter_map(|stage| session.intake().group(&name, stage, rubric, session.rule()))
                .map(|group| stage_section(bench, desk, rubric, &group, lang))
                .collect();
            stages.into_any()
        })
    });
    view! {
        <details class="applicant" open=was_open on:toggle=remember node_ref=details>
            <summary><h3>{heading}</h3></summary>
            {stages}
        </details>
    }
    .into_any()
}

fn stage_section(
    bench: Secretariat,
    desk: SecretariatDesk,
    rubric: &Rubric,
    group: &Group<'_>,
    lang: Lang,
) -> AnyView {
    let stage = say::stage(group.stage, lang);
    let (aggregate, warnings) = match &group.result {
        Ok(result) => result,
        Err(problems) => {
            let lines: Vec<_> = problems
                .iter()
                .map(|problem| view! { <p>{say::fault(problem, lang)}</p> })
                .collect();
            return view! { <section class="stage"><h4>{stage}</h4><div class="notice danger">{lines}</div></section> }.into_any();
        }
    };
    let own = group.stage == Stage::SelfAssessment;
    if own && aggregate.tally.scored == 0 {
        return view! {
            <section class="stage">
                <h4>{stage}</h4>
                <p class="note">{say::desk_own_unscored(lang)}</p>
                {assessor_entries_section(bench, desk, group.applicant.to_owned(), group.stage, lang)}
            </section>
        }
        .into_any();
    }
    let notes: Vec<_> = warnings
        .iter()
        .filter(|_| !own)
        .map(|problem| view! { <p class="note warning">{say::fault(problem, lang)}</p> })
        .collect();
    // A self-assessment is one voice, and its column is headed by what the figures are.
    let assessors: Vec<_> = group
        .seats
        .iter()
        .map(|seat| {
            let assessor = visible_text(&seat.sheet.summary.assessor);
            let assessor = if own {
                say::value_label(lang).to_owned()
            } else {
                assessor
            };
            let revision = &seat.sheet.summary.revision;
            let number = revision
                .is_correction()
                .then(|| view! { <span class="tag">{say::revision_number(lang, revision.number)}</span> });
            view! { <th scope="col">{assessor}" "{number}</th> }
        })
        .collect();
    // Who corrected what was submitted, and why: every number stands beside its reasons.
    let corrections: Vec<_> = group
        .seats
        .iter()
        .filter_map(|seat| {
            let summary = &seat.sheet.summary;
            let text = say::correction(&summary.revision, lang)?;
            Some(view! { <p class="note">{visible_text(&summary.assessor)}" \u{b7} "{text}</p> })
        })
        .collect();
    let percent = |value: Option<Exact>| {
        value.map_or_else(|| "\u{2014}".to_owned(), |value| rubric.rounding().print(value))
    };
    let short = |value: Option<Exact>| value.map_or_else(|| "\u{2014}".to_owned(), decimal_or_fraction);
    let rows: Vec<_> = rubric
        .clauses()
        .zip(aggregate.tally.clauses.iter().zip(&aggregate.spreads))
        .map(|(clause, (scored, spread))| {
            let own_cells: Vec<_> = group
                .seats
                .iter()
                .map(|seat| {
                    let value = seat.sheet.summary.percents.get(clause.index).copied().flatten();
                    view! { <td>{short(value)}</td> }
                })
                .collect();
            // Twenty percentage points apart is our own mark for what a panel should talk about.
            let wide = spread
                .spread
                .is_some_and(|spread| spread >= Exact::from_integer(WIDE_SPREAD));
            view! {
                <tr class:apart=wide>
                    <th scope="row">{clause.node.code.to_string()}" "{visible_text(clause.node.name.get(lang))}</th>
                    {own_cells}
                    {(!own).then(|| view! {
                        <td>{percent(scored.percent)}</td>
                        <td>{short(spread.min)}</td>
                        <td>{short(spread.max)}</td>
                        <td>{short(spread.spread)}</td>
                    })}
                    <td>{print_points(rubric, scored.score)}</td>
                </tr>
            }
        })
        .collect();
    let totals: Vec<_> = group
        .seats
        .iter()
        .map(|seat| {
            // The total of a self-assessment stands in its column of points alone.
            let total = (!own).then(|| print_points(rubric, seat.tally(rubric).total));
            view! { <td>{total}</td> }
        })
        .collect();
    let axes = axes(rubric, &aggregate.tally, lang);
    let total = print_points(rubric, aggregate.tally.total);
    let heading = format!("{stage} \u{b7} {} {total}", say::total(lang));
    let rule = (!own).then(|| say::rule(aggregate.rule, lang));
    let caption = rule.into_iter().chain(say::notice_for(rubric.status(), lang));
    let caption = caption.collect::<Vec<_>>().join(" \u{b7} ");
    let key = (group.applicant.to_owned(), group.stage);
    let export = move |format: &'static str, mime: &'static str| {
        let key = key.clone();
        move |_| {
            let name = format!(
                "{}-{}-{}.{format}",
                say::summary_name(Lang::Zh),
                key.0,
                say::stage(key.1, Lang::Zh)
            );
            let key = key.clone();
            save_desk(bench, &name, mime, move |session, lang| {
                one_group(session, &key, format, lang)
            });
        }
    };
    let region = heading.clone();
    let stage_head = format!("{} \u{b7} {stage}", visible_text(group.applicant));
    view! {
        <section class="stage">
            // A browser repeats it on every printed page of the stage.
            <p class="stage-head print-only">{stage_head}</p>
            <div class="stage-body">
            <h4>{heading}</h4>
            {notes}
            {corrections}
            {(!own).then(|| view! { <p class="hint printed">{say::spread_hint(lang, WIDE_SPREAD)}</p> })}
            <div class="stage-pair">
                <RadarChart axes=axes title=say::profile_title(lang).to_owned()/>
                <div class="scroll" tabindex="0" role="region" aria-label=region>
                    <table class="figures">
                        <caption>{caption}</caption>
                        <thead><tr>
                            <th scope="col">{say::clause_label(lang)}</th>
                            {assessors}
                            {(!own).then(|| view! {
                                <th scope="col">{say::rule_percent(lang)}</th>
                                <th scope="col">{say::column_min(lang)}</th>
                                <th scope="col">{say::column_max(lang)}</th>
                                <th scope="col">{say::column_spread(lang)}</th>
                            })}
                            <th scope="col">{say::column_score(lang)}</th>
                        </tr></thead>
                        <tbody>{rows}</tbody>
                        <tfoot><tr>
                            <th scope="row">{say::total(lang)}</th>
                            {totals}
                            {(!own).then(|| view! { <td></td><td></td><td></td><td></td> })}
                            <td><strong>{total}</strong></td>
                        </tr></tfoot>
                    </table>
                </div>
            </div>
            {assessor_entries_section(bench, desk, group.applicant.to_owned(), group.stage, lang)}
            <p class="row">
                <button type="button" class="quiet" on:click=export("json", "application/json")>{say::export_group_json(lang)}</button>
                <button type="button" class="quiet" on:click=export("csv", "text/csv")>{say::export_group_csv(lang)}</button>
            </p>
            </div>
        </section>
    }
    .into_any()
}

/// A spread that is marked; our own number, labelled as ours on the page.
const WIDE_SPREAD: i128 = 20;
