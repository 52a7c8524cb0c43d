//! The overview of a draft: profile, every clause's points, the overall judgement, what is missing, export.

use leptos::prelude::*;

use scoring::derived::{Derived, Figure};
use scoring::desks::drafting::{Audience, OpenDraft, missing};
use scoring::document::Input;
use scoring::faults::AnyFault;
use scoring::foundations::{Lang, decimal_or_fraction};
use scoring::problem::{Place, Problems, Severity};
use scoring::rubric::{Clause, Rubric};
use scoring::scoresheet::{Draft, DraftKind, Field, Item, SubmissionState};
use scoring::scoring::Tally;
use scoring::words as say;

use crate::app::browser::{clock, document};
use crate::app::components::{
    Bar, RadarChart, axes, click, drawn, nothing, translated, translated_text, visible_text,
};
use crate::app::drafting::components::{
    EvidenceRegister, LineField, SubmissionNotice, WrittenField, field_id, register_table, results_table,
    submission_text, workbench,
};
use crate::app::drafting::pages::safekeeping::last_copy;
use crate::app::drafting::pages::score::ProgressBar;
use crate::app::route::Route;

/// The overview of the open draft.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let bench = workbench();
    move || match bench.opened.get() {
        None => view! { <p class="loading" role="status">{translated(say::loading)}</p> }.into_any(),
        Some(opened) => view! {
            <ProgressBar opened=opened.clone()/>
            <Sheet opened=opened/>
        }
        .into_any(),
    }
}

#[component]
fn Sheet(opened: OpenDraft) -> impl IntoView {
    let bench = workbench();
    let rubric_file = std::sync::Arc::clone(&opened.rubric_file);
    let own = opened.kind == DraftKind::SelfAssessment;
    let tally = Memo::new(move |_| bench.tally());
    let stage = opened.kind.stage();
    let title = move || {
        let applicant = bench.text(&Field::Applicant.into());
        format!(
            "{} \u{b7} {}",
            visible_text(&applicant),
            say::stage(stage, bench.lang.get())
        )
    };
    let submission_state = bench.submission_state;
    let facts = {
        let rubric_file = std::sync::Arc::clone(&rubric_file);
        move || {
            let lang = bench.lang.get();
            let rubric = &rubric_file.rubric;
            let rounding = rubric.rounding();
            let rule = say::rounding_rule(rounding.rule, lang);
            let sources: Vec<_> = rubric
                .sources()
                .iter()
                .map(|source| {
                    let statement = visible_text(source.statement(lang));
                    view! { <li>{statement}" "<span class="muted">{visible_text(&source.place)}" \u{b7} "{visible_text(source.licence.get(lang))}</span></li> }
                })
                .collect();
            let submission = submission_state.get().last().map(|last| {
                view! { <dt>{say::submission_label(lang)}</dt><dd>{submission_text(last, lang)}</dd> }
            });
            view! {
                <dl class="facts">
                    <dt>{say::rubric_label(lang)}</dt>
                    <dd>{visible_text(rubric.title().get(lang))}" "{visible_text(rubric.version())}</dd>
                    <dt>{say::fingerprint_label(lang)}</dt>
                    <dd><code>{rubric_file.fingerprint.short()}</code></dd>
                    {submission}
                    <dt>{say::rounding_label(lang)}</dt>
                    <dd>{say::RoundingLine { rule: &rule, decimals: &rounding.decimals }.text(lang)}</dd>
                    <dt>{say::printed_label(lang)}</dt>
                    <dd>{clock::local_day(clock::now())}</dd>
                </dl>
                {say::long_notice_for(rubric.status(), lang).map(|notice| view! { <p class="note warning">{notice}</p> })}
                {(!sources.is_empty()).then(|| view! { <details class="sources"><summary>{say::sources_title(lang)}</summary><ul>{sources}</ul></details> })}
            }
        }
    };
    let profile = {
        let rubric_file = std::sync::Arc::clone(&rubric_file);
        move || {
            tally
                .get()
                .map(|tally| profile(&rubric_file.rubric, &tally, bench.lang.get()))
        }
    };
    let table = {
        let (rubric_file, id) = (std::sync::Arc::clone(&rubric_file), opened.id.clone());
        move || {
            tally
                .get()
                .map(|tally| clause_table(&rubric_file.rubric, &tally, &id, bench.lang.get()))
        }
    };
    let words = written_words(&opened);
    let applicant = match &opened.application {
        Some(application) => named_by_file(application.sheet.applicant.clone()),
        None => view! { <LineField field=Field::Applicant label=translated_text(say::applicant_label)/> }
            .into_any(),
    };
    view! {
        <div class="overview">
            <header>
                <h1 tabindex="-1">{title}</h1>
                {facts}
            </header>
            {profile}
            <section class="people">
                <h2>{translated(say::people_title)}</h2>
                {applicant}
                <LineField field=Field::Assessor label=translated_text(if own { say::writer_label } else { say::assessor_label })/>
            </section>
            <section>
                {own.then(|| view! {
                    <WrittenField field=Field::OrganisationOverview rows=4
                        label=translated_text(say::organisation_overview_label)
                        hint=translated_text(say::organisation_overview_hint)/>
                })}
                <WrittenField field=Field::Overall rows=4
                    label=translated_text(say::overall_label)
                    hint=translated_text(say::overall_hint)/>
            </section>
            {own.then(|| view! { <EvidenceRegister opened=opened.clone()/> })}
            <Export opened=opened own=own/>
            <section>
                <h2>{translated(say::clauses_title)}</h2>
                {table}
            </section>
            <section class="print-only">{words}</section>
        </div>
    }
}

/// Who is reviewed: as the application says, and not to be changed here, or one application would rank as two. A draft
/// of an earlier version may say something else.
fn named_by_file(name: String) -> AnyView {
    let bench = workbench();
    let stands = visible_text(&name);
    let differing = drawn(move || {
        let written = bench.text(&Field::Applicant.into());
        if written == name {
            return nothing();
        }
        let lang = bench.lang.get();
        let told = say::ApplicantDiffers {
            written: &visible_text(&written),
            name: &visible_text(&name),
        }
        .text(lang);
        let name = name.clone();
        if bench.is_fixed() {
            return nothing();
        }
        let take = move || bench.type_in(Field::Applicant, name.clone());
        view! {
            <div class="notice warning" role="alert">
                <p>{told}</p>
                <button type="button" on:click=click(take)>{say::applicant_take_from_file(lang)}</button>
            </div>
        }
        .into_any()
    });
    view! {
        <div class="field applicant-name">
            <p class="label">{translated(say::applicant_label)}</p>
            <p>{stands}" "<span class="muted small">{translated(say::applicant_from_file)}</span></p>
            {differing}
        </div>
    }
    .into_any()
}

fn profile(rubric: &Rubric, tally: &Tally, lang: Lang) -> impl IntoView + use<> {
    let axes = axes(rubric, tally, lang);
    let rounding = rubric.rounding();
    let rows: Vec<_> = axes
        .iter()
        .zip(&tally.parts)
        .enumerate()
        .map(|(at, (axis, part))| {
            let score = part.score.map_or_else(
                || {
                    say::ScoredOf {
                        scored: &part.scored,
                        clauses: &part.clauses,
                    }
                    .text(lang)
                },
                |score| rounding.print(score),
            );
            let percent = part
                .percent()
                .map_or_else(String::new, |percent| rounding.print(percent) + "%");
            view! {
                <tr>
                    <th scope="row">{axis.code.clone()}" "{axis.name.clone()}</th>
                    <td>{score}</td>
                    <td>{decimal_or_fraction(part.max)}</td>
                    <td>{percent}</td>
                    <td class="bar-cell"><Bar share=part.percent() part=at/></td>
                </tr>
            }
        })
        .collect();
    let total = tally.total.map_or_else(
        || {
            say::ScoredOf {
                scored: &tally.scored,
                clauses: &tally.clauses.len(),
            }
            .text(lang)
        },
        |total| rounding.print(total),
    );
    let notice = say::notice_for(rubric.status(), lang);
    view! {
        <section class="profile wide">
            <h2>{say::profile_title(lang)}</h2>
            <div class="profile-pair">
                <RadarChart axes=axes title=say::profile_title(lang).to_owned()/>
                <table class="figures">
                    <caption>{notice}</caption>
                    <thead><tr>
                        <th scope="col">{say::part_label(lang)}</th>
                        <th scope="col">{say::column_score(lang)}</th>
                        <th scope="col">{say::column_points(lang)}</th>
                        <th scope="col">{say::value_label(lang)}</th>
                        <td></td>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                    <tfoot><tr>
                        <th scope="row">{say::total(lang)}</th>
                        <td><strong class="total">{total}</strong></td>
                        <td>{decimal_or_fraction(tally.max)}</td>
                        <td></td><td></td>
                    </tr></tfoot>
                </table>
            </div>
        </section>
    }
}

fn clause_table(rubric: &Rubric, tally: &Tally, id: &str, lang: Lang) -> impl IntoView + use<> {
    let rounding = rubric.rounding();
    let rows: Vec<_> = rubric
        .clauses()
        .zip(&tally.clauses)
        .map(|(clause, scored)| {
            let code = clause.node.code.clone();
            let route = Route::Score(id.to_owned(), Some(code.clone())).to_string();
            let percent = scored.percent.map_or_else(|| say::state_unscored(lang).to_owned(), |percent| decimal_or_fraction(percent) + "%");
            let score = scored.score.map_or_else(|| "\u{2014}".to_owned(), |score| rounding.print(score));
            view! {
                <tr>
                    <th scope="row"><a href=route>{code.to_string()}" "{visible_text(clause.node.name.get(lang))}</a></th>
                    <td>{percent}</td>
                    <td>{score}</td>
                    <td>{decimal_or_fraction(scored.max)}</td>
                    <td class="bar-cell"><Bar share=scored.percent part=clause.part/></td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="figures">
            <thead><tr>
                <th scope="col">{say::clause_label(lang)}</th>
                <th scope="col">{say::value_label(lang)}</th>
                <th scope="col">{say::column_score(lang)}</th>
                <th scope="col">{say::column_points(lang)}</th>
                <td></td>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// What prevents the export, and the export.
#[component]
fn Export(opened: OpenDraft, own: bool) -> impl IntoView {
    let bench = workbench();
    let rubric_file = std::sync::Arc::clone(&opened.rubric_file);
    let tried = RwSignal::new(false);
    let id = opened.id.clone();
    // The same checks as the export's, shown before one tries.
    let findings = Memo::new(move |_| bench.read_whole(|draft, _| missing(draft, &rubric_file.rubric)));
    let export = move |audience| {
        tried.set(true);
        bench.export(audience);
    };
    let export_own = move || export(Audience::Applicant);
    let export = move |_| export(Audience::Assessors);
    let errors = {
        let id = id.clone();
        move || {
            let lang = bench.lang.get();
            let problems = findings.get().filter(|problems| problems.has_errors())?;
            let items = list(&problems, Severity::Error, &id, lang);
            Some(view! {
                <div class="notice danger" id="export-errors" tabindex="-1" role=tried.get().then_some("alert")>
                    <p><strong>{say::export_blocked(lang)}</strong></p>
                    <ul>{items}</ul>
                </div>
            })
        }
    };
    let warnings = move || {
        let lang = bench.lang.get();
        let problems = findings.get()?;
        let count = problems
            .iter()
            .filter(|problem| problem.severity == Severity::Warning)
            .count();
        (count > 0).then(|| {
            let items = list(&problems, Severity::Warning, &id, lang);
            view! { <details class="warnings"><summary>{say::export_warnings(lang, count)}</summary><ul>{items}</ul></details> }
        })
    };
    let (age, overdue) = last_copy();
    let keeping = Route::History(opened.id.clone()).to_string();
    let record_sheet = Route::RecordSheet(opened.id.clone()).to_string();
    let action = move || match bench.submission_state.get() {
        _ if own => say::export_application(bench.lang.get()),
        SubmissionState::Not | SubmissionState::Damaged => say::export_sheet(bench.lang.get()),
        SubmissionState::Submitted(_) => say::export_again(bench.lang.get()),
        SubmissionState::Correcting(..) => say::export_correction(bench.lang.get()),
    };
    let text = if own {
        say::export_application_text
    } else {
        say::export_sheet_text
    };
    view! {
        <section class="export" aria-labelledby="export-title">
            <h2 id="export-title">{translated(say::export_title)}</h2>
            <p>{translated(text)}</p>
            <SubmissionNotice/>
            <p class="copy-age" class:fault=overdue>{age}" "<a href=keeping>{translated(say::history_title)}</a></p>
            {errors}
            {warnings}
            <p class="row">
                <button type="button" class="primary" on:click=export>{action}</button>
                {own.then(|| view! { <button type="button" class="own" on:click=click(export_own)>{translated(say::export_application_own)}</button> })}
                <button type="button" on:click=click(document::print)>{translated(say::print_action)}</button>
                <a class="button" href=record_sheet>{translated(say::record_open)}</a>
            </p>
        </section>
    }
}

/// Problems as links to where they can be mended; clauses of which the same is said stand together.
fn list(
    problems: &Problems<AnyFault>,
    severity: Severity,
    id: &str,
    lang: Lang,
) -> Vec<impl IntoView + use<>> {
    let mut said: Vec<(String, Vec<&Place>)> = Vec::new();
    for problem in problems.iter().filter(|problem| problem.severity == severity) {
        let text = say::fault(problem, lang);
        let same = said.iter_mut().find(|(other, _)| *other == text);
        let is_clause = matches!(problem.place, Place::Clause(_));
        match same.filter(|(_, places)| is_clause && matches!(places.first(), Some(Place::Clause(_)))) {
            Some((_, places)) => places.push(&problem.place),
            None => said.push((text, vec![&problem.place])),
        }
    }
    let (colon, comma) = match lang {
        Lang::Zh => ("\u{FF1A}", "\u{3001}"),
        Lang::En => (": ", ", "),
    };
    let item = |(text, places): (String, Vec<&Place>)| {
        let links: Vec<_> = places
            .into_iter()
            .enumerate()
            .map(|(at, place)| {
                let link = match place {
                    Place::Clause(code) => {
                        let route = Route::Score(id.to_owned(), Some(code.clone())).to_string();
                        // The word stands once before all of them.
                        let name = if at == 0 {
                            say::place(place, lang)
                        } else {
                            code.to_string()
                        };
                        view! { <a href=route>{name}</a> }.into_any()
                    }
                    Place::Applicant => jump(say::place(place, lang), Field::Applicant),
                    Place::Assessor => jump(say::place(place, lang), Field::Assessor),
                    Place::Overall => jump(say::place(place, lang), Field::Overall),
                    place => view! { <span>{say::place(place, lang)}</span> }.into_any(),
                };
                view! { {(at > 0).then_some(comma)}{link} }
            })
            .collect();
        view! { <li>{links}{colon}{text}</li> }
    };
    said.into_iter().map(item).collect()
}

fn jump(name: String, field: Field) -> AnyView {
    let target = format!("#{}", field_id(&field.into()));
    view! { <button type="button" class="link" on:click=click(move || document::focus_soon(target.clone()))>{name}</button> }.into_any()
}

/// Everything that was written, for paper; each piece follows its own texts.
fn written_words(opened: &OpenDraft) -> impl IntoView + use<> {
    let bench = workbench();
    let rubric_file = &opened.rubric_file;
    let read = opened.application.clone();
    let overview = drawn(move || {
        let label = say::organisation_overview_label(bench.lang.get());
        match &read {
            Some(application) => block(label, &application.overview),
            None => block(label, &bench.text(&Field::OrganisationOverview.into())),
        }
    });
    let overall = drawn(move || {
        block(
            say::overall_label(bench.lang.get()),
            &bench.text(&Field::Overall.into()),
        )
    });
    let codes = opened.codes().into_iter();
    let clauses: Vec<_> = codes
        .map(|code| {
            let rubric_file = std::sync::Arc::clone(rubric_file);
            drawn(move || {
                let lang = bench.lang.get();
                let sources = [Input::Below(Field::of_clause(&code))];
                let words = bench.read(sources, |draft, derived| {
                    let clause = rubric_file.rubric.clause(&code)?;
                    Some(clause_words(&clause, draft, derived, lang))
                });
                words.flatten().unwrap_or_else(nothing)
            })
        })
        .collect();
    let register = drawn(move || {
        let lang = bench.lang.get();
        let register = bench.read([Input::Figure(Figure::Register)], |_, derived| {
            derived.register().cloned()
        });
        match register.flatten().filter(|register| !register.items.is_empty()) {
            Some(register) => view! {
                <h2>{say::register_title(lang)}</h2>
                {register_table(&register, lang)}
            }
            .into_any(),
            None => nothing(),
        }
    });
    view! {
        {overview}
        {overall}
        <h2>{translated(say::words_title)}</h2>
        {clauses}
        {register}
        <table class="signatures"><tbody><tr><td>{translated(say::signature_label)}</td><td>{translated(say::date_label)}</td></tr></tbody></table>
    }
}

/// A label with a text below it; nothing where the text is empty.
fn block(label: &str, text: &str) -> AnyView {
    if text.trim().is_empty() {
        return nothing();
    }
    let lines: Vec<_> = text
        .lines()
        .map(|line| view! { <p>{visible_text(line)}</p> })
        .collect();
    view! { <h4>{label.to_owned()}</h4>{lines} }.into_any()
}

/// Everything that was written of one clause.
fn clause_words(clause: &Clause<'_>, draft: &Draft, derived: &Derived, lang: Lang) -> AnyView {
    let code = &clause.node.code;
    let text = |item: Item| draft.text(&Field::Clause(code.clone(), item)).to_owned();
    let aspects: Vec<_> = clause
        .method
        .aspects
        .iter()
        .map(|aspect| block(aspect.name.get(lang), &text(Item::Text(aspect.id.clone()))))
        .collect();
    let rows = derived.results(code).map_or(&[][..], |(rows, _)| rows);
    let results =
        (!rows.is_empty()).then(|| view! { <h4>{say::results_title(lang)}</h4>{results_table(rows, lang)} });
    let percent = derived.percent(code).map_or_else(
        || say::state_unscored(lang).to_owned(),
        |percent| decimal_or_fraction(percent) + "%",
    );
    let band = draft
        .band(clause, None)
        .and_then(|id| clause.method.bands.iter().find(|band| band.id == id));
    let band = band.map(|band| visible_text(band.name.get(lang)));
    view! {
        <article class="paper-clause">
            <h3>{code.to_string()}" "{visible_text(clause.node.name.get(lang))}</h3>
            <p class="muted">{percent}" "{band}</p>
            {aspects}
            {block(say::evidence_label(lang), &text(Item::Evidence))}
            {results}
            {block(say::citations_label(lang), &text(Item::Citations))}
            {block(say::strengths_label(lang), &text(Item::Strengths))}
            {block(say::areas_label(lang), &text(Item::Areas))}
        </article>
    }
    .into_any()
}
