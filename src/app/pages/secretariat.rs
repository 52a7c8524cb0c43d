//! The secretariat's page: a verdict for each file, the two stages apart, the ranking by the site score alone.

use leptos::prelude::*;

use scoring::faults::AnyFault;
use scoring::figures::{SummaryLabels, aggregate_json, summary_json};
use scoring::foundations::{Exact, Lang, decimal_or_fraction};
use scoring::panel::{Group, Ranking, Verdict, groups};
use scoring::problem::{Problem, Problems};
use scoring::report::{aggregate_csv, summary_csv};
use scoring::rubric::Rubric;
use scoring::scoresheet::Stage;
use scoring::scoring::Rule;
use scoring::words as say;

use crate::app::browser::{clock, document};
use crate::app::components::{DropZone, Label, RadarChart, click, said, text, told, workbench};
use crate::app::pages::score::axes;
use crate::app::workbench::{ImportedFile, Secretariat, Workbench};

/// The secretariat's page.
#[component]
pub fn SecretariatPage() -> impl IntoView {
    let bench = workbench();
    leptos::task::spawn_local(bench.fill_shelf());
    let shelved = Signal::derive(move || bench.secretariat.with(|desk| desk.shelved.clone()));
    view! {
        <div class="secretariat">
            <header>
                <h1 tabindex="-1">{said(say::secretariat_title)}" "<Label shelved=shelved/></h1>
                <p class="lead">{said(say::secretariat_lead)}</p>
            </header>
            <Settings/>
            <section class="import" aria-labelledby="import-title">
                <h2 id="import-title">{said(say::import_title)}</h2>
                <DropZone id="import-files" label=told(say::import_drop)
                    button=told(say::import_button)
                    take=move |files| bench.import(files)/>
                <ImportProgress/>
                <p class="hint">{said(say::import_keeps)}</p>
                <ImportCounts/>
            </section>
            <Results/>
            <section class="import" id="verdicts">
                <Verdicts/>
            </section>
        </div>
    }
}

#[component]
fn Settings() -> impl IntoView {
    let bench = workbench();
    let rules = move || {
        let lang = bench.lang.get();
        let chosen = bench.secretariat.with(|desk| desk.rule);
        Rule::ALL.map(
            |rule| view! { <option value=rule.id() selected=rule == chosen>{say::rule(rule, lang)}</option> },
        )
    };
    let rubric = move || {
        let lang = bench.lang.get();
        bench.secretariat.with(|desk| match &desk.shelved {
            None => say::desk_no_rubric(lang).to_owned(),
            Some(one) => {
                let (title, version) = (one.rubric.title().get(lang), one.rubric.version());
                format!("{title} {version} \u{b7} {}", one.fingerprint.short())
            }
        })
    };
    let choose = move |event| {
        if let Some(rule) = Rule::parse(&event_target_value(&event)) {
            bench.secretariat.update(|desk| desk.rule = rule);
        }
    };
    view! {
        <section class="settings">
            <dl class="facts"><dt>{said(say::rubric_label)}</dt><dd>{rubric}</dd></dl>
            <div class="field">
                <label for="rule">{said(say::rule_label)}</label>
                <select id="rule" on:change=choose aria-describedby="rule-hint">{rules}</select>
                <p class="hint" id="rule-hint">{said(say::rule_hint)}</p>
            </div>
        </section>
    }
}

#[component]
fn ImportProgress() -> impl IntoView {
    let bench = workbench();
    move || {
        bench.importing.get().map(|importing| {
            let text = say::Importing { done: &importing.done, all: &importing.all }.text(bench.lang.get());
            view! {
                <p class="row" role="status">
                    <progress max=importing.all value=importing.done aria-label=text.clone()></progress>
                    <span>{text}</span>
                    <button type="button" on:click=click(move || bench.stop_import())>{said(say::import_stop)}</button>
                </p>
            }
        })
    }
}

/// How many files were accepted and refused; the results stand between this and the list of the files.
#[component]
fn ImportCounts() -> impl IntoView {
    let bench = workbench();
    let counts = text(move || {
        let lang = bench.lang.get();
        bench.secretariat.with(|desk| {
            if desk.files.is_empty() {
                return String::new();
            }
            let refused = desk
                .files
                .iter()
                .filter(|file| matches!(file.verdict, Verdict::Refused(_)))
                .count();
            say::ImportCounts {
                accepted: &desk.intake.accepted().len(),
                refused: &refused,
            }
            .text(lang)
        })
    });
    view! { <p class="counts" role="status" prop:textContent=counts></p> }
}

#[component]
fn Verdicts() -> impl IntoView {
    let bench = workbench();
    move || {
        let lang = bench.lang.get();
        let rows: Vec<_> = bench.secretariat.with(|desk| {
            desk.files
                .iter()
                .enumerate()
                .map(|(at, file)| verdict_row(bench, at, file, lang))
                .collect()
        });
        if rows.is_empty() {
            return view! { <p class="empty">{say::desk_empty(lang)}</p> }.into_any();
        }
        let accepted = bench.secretariat.with(|desk| desk.intake.accepted().len());
        let refused = bench.secretariat.with(|desk| {
            desk.files
                .iter()
                .filter(|file| matches!(file.verdict, Verdict::Refused(_)))
                .count()
        });
        // The refused ones matter most and are opened; many accepted ones fold away.
        let open = refused > 0 || rows.len() <= FEW_FILES;
        view! {
            <details class="verdicts" open=open>
                <summary>{say::ImportCounts { accepted: &accepted, refused: &refused }.text(lang)}</summary>
                <div class="scroll" tabindex="0" role="region" aria-label=say::import_title(lang)>
                <table class="files">
                    <thead><tr>
                        <th scope="col">{say::verdict_label(lang)}</th>
                        <th scope="col">{say::file_label(lang)}</th>
                        <th scope="col">{say::about_label(lang)}</th>
                        <th scope="col">{say::reason_label(lang)}</th>
                        <td></td>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
                </div>
                <p><button type="button" class="quiet" on:click=click(move || bench.clear_desk())>{say::desk_clear(lang)}</button></p>
            </details>
        }
        .into_any()
    }
}

/// So many files are shown at once without folding.
const FEW_FILES: usize = 8;

fn verdict_row(bench: Workbench, at: usize, file: &ImportedFile, lang: Lang) -> impl IntoView + use<> {
    let class = match &file.verdict {
        Verdict::Accepted(_) => "tag good",
        Verdict::SameAgain { .. } => "tag",
        Verdict::Refused(_) => "tag danger",
    };
    let about = file.about.as_ref().map(|(applicant, stage, assessor)| {
        let stage = say::stage(*stage, lang);
        let parts = [applicant.as_str(), stage, assessor.as_str()];
        parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" \u{b7} ")
    });
    let about = about.or_else(|| {
        file.fingerprint
            .filter(|_| file.about.is_none())
            .map(|_| say::file_rubric(lang).to_owned())
    });
    let reasons = reasons(&file.verdict, lang);
    let name = file.name.clone();
    let label = say::desk_remove_label(lang, &name);
    view! {
        <tr>
            <td><span class=class>{say::verdict_of(&file.verdict, lang)}</span></td>
            <th scope="row">{name}</th>
            <td>{about}</td>
            <td>{reasons}</td>
            <td><button type="button" class="quiet" aria-label=label on:click=click(move || bench.take_off_desk(at))>{say::desk_remove(lang)}</button></td>
        </tr>
    }
}

/// Why a file was refused, at once; what is only worth a look folds away.
fn reasons(verdict: &Verdict<AnyFault>, lang: Lang) -> AnyView {
    let sentence = |problem: &Problem<AnyFault>| {
        let between = if lang == Lang::Zh { "\u{FF1A}" } else { ": " };
        format!(
            "{}{between}{}",
            say::place(&problem.place, lang),
            say::fault(problem, lang)
        )
    };
    let lines = |problems: &Problems<AnyFault>| -> Vec<_> {
        problems
            .iter()
            .map(|problem| view! { <li>{sentence(problem)}</li> })
            .collect()
    };
    match verdict {
        Verdict::Accepted(warnings) if warnings.is_empty() => ().into_any(),
        Verdict::Accepted(warnings) => view! {
            <details><summary>{say::export_warnings(lang, warnings.len())}</summary><ul>{lines(warnings)}</ul></details>
        }
        .into_any(),
        Verdict::SameAgain { first } => say::same_again_reason(lang, first).into_any(),
        Verdict::Refused(problems) => view! { <ul class="reasons">{lines(problems)}</ul> }.into_any(),
    }
}

#[component]
fn Results() -> impl IntoView {
    let bench = workbench();
    // Only what the results depend on: a new verdict alone draws nothing anew.
    let desk = Memo::new(move |_| {
        bench
            .secretariat
            .with(|desk| (desk.shelved.clone(), desk.rule, desk.intake.clone()))
    });
    move || {
        let lang = bench.lang.get();
        desk.with(|(shelved, rule, intake)| {
            let shelved = shelved.as_ref().filter(|_| !intake.accepted().is_empty())?;
            let rubric = &shelved.rubric;
            let groups = groups(intake.accepted(), rubric, *rule);
            let ranking = Ranking::of(&groups);
            let mut applicants: Vec<&str> = groups.iter().map(|group| group.applicant).collect();
            applicants.dedup();
            // Applicants stand as they rank, those without a site score behind.
            let rank = |name: &str| ranking.ranked.iter().position(|ranked| ranked.applicant == name);
            applicants.sort_by_key(|name| (rank(name).is_none(), rank(name)));
            let sections: Vec<_> = applicants
                .into_iter()
                .map(|name| applicant_section(bench, rubric, name, &groups, lang))
                .collect();
            Some(view! {
                {ranking_section(bench, rubric, &groups, &ranking, lang)}
                <section aria-labelledby="applicants-title">
                    <h2 id="applicants-title">{say::applicants_title(lang)}</h2>
                    {sections}
                </section>
            })
        })
    }
}

fn print_points(rubric: &Rubric, score: Option<Exact>) -> String {
    score.map_or_else(|| "\u{2014}".to_owned(), |score| rubric.rounding().print(score))
}

fn ranking_section(
    bench: Workbench,
    rubric: &Rubric,
    groups: &[Group<'_>],
    ranking: &Ranking<'_>,
    lang: Lang,
) -> impl IntoView + use<> {
    let material = |name: &str| {
        let group = groups
            .iter()
            .find(|group| group.applicant == name && group.stage == Stage::Material);
        print_points(rubric, group.and_then(Group::total))
    };
    let assessors = |name: &str| {
        groups
            .iter()
            .find(|group| group.applicant == name && group.stage == Stage::Site)
            .map_or(0, |group| group.sheets.len())
    };
    let rows: Vec<_> = ranking
        .ranked
        .iter()
        .map(|ranked| {
            let shared = ranked
                .shared
                .then(|| view! { " "<span class="tag">{say::shared_rank(lang)}</span> });
            view! {
                <tr>
                    <td class="rank">{ranked.rank}{shared}</td>
                    <th scope="row">{ranked.applicant.to_owned()}</th>
                    <td><strong>{print_points(rubric, Some(ranked.total))}</strong></td>
                    <td><code>{scoring::foundations::exact_text(ranked.total)}</code></td>
                    <td>{assessors(ranked.applicant)}</td>
                    <td class="muted">{material(ranked.applicant)}</td>
                </tr>
            }
        })
        .collect();
    let unranked: Vec<_> = ranking
        .unranked
        .iter()
        .map(|name| {
            view! {
                <tr>
                    <td class="rank">{"\u{2014}"}</td>
                    <th scope="row">{(*name).to_owned()}</th>
                    <td>{"\u{2014}"}</td><td></td>
                    <td>{assessors(name)}</td>
                    <td class="muted">{material(name)}</td>
                </tr>
            }
        })
        .collect();
    let ties = ranking.ranked.iter().any(|ranked| ranked.shared);
    let day = clock::local_day(clock::now());
    let json = {
        let day = day.clone();
        move |_| {
            save_desk(
                bench,
                &format!("{}-{day}.json", say::summary_name(Lang::Zh)),
                "application/json",
                whole_json,
            )
        }
    };
    let csv = move |_| {
        save_desk(
            bench,
            &format!("{}-{day}.csv", say::summary_name(Lang::Zh)),
            "text/csv",
            whole_csv,
        )
    };
    view! {
        <section class="ranking" aria-labelledby="ranking-title">
            <h2 id="ranking-title">{say::ranking_title(lang)}</h2>
            <p class="note">{say::ranking_rule(lang)}</p>
            <p class="hint printed">{made_by(bench, rubric, lang)}</p>
            <div class="scroll" tabindex="0" role="region" aria-labelledby="ranking-title">
            <table class="figures">
                <caption>{say::notice_for(rubric.status(), lang)}</caption>
                <thead><tr>
                    <th scope="col">{say::column_rank(lang)}</th>
                    <th scope="col">{say::column_applicant(lang)}</th>
                    <th scope="col">{say::ranking_site(lang)}</th>
                    <th scope="col">{say::column_exact(lang)}</th>
                    <th scope="col">{say::column_sheets(lang)}</th>
                    <th scope="col">{say::ranking_material(lang)}</th>
                </tr></thead>
                <tbody>{rows}{unranked}</tbody>
            </table>
            </div>
            {ties.then(|| view! { <p class="note warning">{say::ranking_tie(lang)}</p> })}
            <p class="row">
                <button type="button" class="primary" on:click=json>{say::export_json(lang)}</button>
                <button type="button" on:click=csv>{say::export_csv(lang)}</button>
                <button type="button" on:click=click(document::print)>{say::print_action(lang)}</button>
            </p>
        </section>
    }
}

/// Writes the desk's figures, fresh from its state, and hands them to the downloads.
fn save_desk(bench: Workbench, name: &str, mime: &str, write: impl Fn(&Secretariat, Lang) -> Option<String>) {
    let lang = bench.lang.get_untracked();
    if let Some(text) = bench.secretariat.with_untracked(|desk| write(desk, lang)) {
        bench.download(name, mime, &text);
    }
}

fn whole_json(desk: &Secretariat, _: Lang) -> Option<String> {
    let shelved = desk.shelved.as_ref()?;
    let groups = groups(desk.intake.accepted(), &shelved.rubric, desk.rule);
    // Files for scripts are the same in every language.
    let notice = say::notice_for(shelved.rubric.status(), Lang::Zh).unwrap_or_default();
    let labels = SummaryLabels {
        fingerprint: shelved.fingerprint,
        notice,
    };
    Some(summary_json(
        &shelved.rubric,
        labels,
        desk.rule,
        &groups,
        &Ranking::of(&groups),
    ))
}

fn whole_csv(desk: &Secretariat, lang: Lang) -> Option<String> {
    let shelved = desk.shelved.as_ref()?;
    let groups = groups(desk.intake.accepted(), &shelved.rubric, desk.rule);
    Some(summary_csv(&shelved.rubric, &groups, &Ranking::of(&groups), lang))
}

/// By which rule and rounding the ranking was made, and when.
fn made_by(bench: Workbench, rubric: &Rubric, lang: Lang) -> String {
    let rounding = rubric.rounding();
    let between = if lang == Lang::Zh { "\u{FF1A}" } else { ": " };
    let rule = bench.secretariat.with_untracked(|desk| desk.rule);
    let rounded = say::RoundingLine {
        rule: &say::rounding_rule(rounding.rule, lang),
        decimals: &rounding.decimals,
    }
    .text(lang);
    let day = clock::local_day(clock::now());
    format!(
        "{}{between}{} \u{b7} {rounded} \u{b7} {} {day}",
        say::rule_label(lang),
        say::rule(rule, lang),
        say::printed_label(lang)
    )
}

fn applicant_section(
    bench: Workbench,
    rubric: &Rubric,
    name: &str,
    groups: &[Group<'_>],
    lang: Lang,
) -> impl IntoView + use<> {
    let stages: Vec<_> = groups
        .iter()
        .filter(|group| group.applicant == name)
        .map(|group| stage_section(bench, rubric, group, lang))
        .collect();
    view! {
        <details class="applicant">
            <summary><h3>{name.to_owned()}</h3></summary>
            {stages}
        </details>
    }
}

fn stage_section(bench: Workbench, rubric: &Rubric, group: &Group<'_>, lang: Lang) -> AnyView {
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
    let notes: Vec<_> = warnings
        .iter()
        .filter(|_| !own)
        .map(|problem| view! { <p class="note warning">{say::fault(problem, lang)}</p> })
        .collect();
    let assessors: Vec<_> = group
        .sheets
        .iter()
        .map(|one| {
            let assessor = one.sheet.record().assessor.clone();
            let assessor = if assessor.is_empty() {
                stage.to_owned()
            } else {
                assessor
            };
            view! { <th scope="col">{assessor}</th> }
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
                .sheets
                .iter()
                .map(|one| {
                    let value = one.sheet.percents().get(clause.index).copied().flatten();
                    view! { <td>{short(value)}</td> }
                })
                .collect();
            // Twenty percentage points apart is our own mark for what a panel should talk about.
            let wide = spread.spread.is_some_and(|spread| spread >= Exact::from_integer(WIDE_SPREAD));
            view! {
                <tr class:apart=wide>
                    <th scope="row">{clause.node.code.to_string()}" "{clause.node.name.get(lang).to_owned()}</th>
                    {own_cells}
                    <td>{percent(scored.percent)}</td>
                    <td>{short(spread.min)}</td>
                    <td>{short(spread.max)}</td>
                    <td>{short(spread.spread)}</td>
                    <td>{print_points(rubric, scored.score)}</td>
                </tr>
            }
        })
        .collect();
    let totals: Vec<_> = group
        .sheets
        .iter()
        .map(|one| {
            let tally = scoring::scoring::Tally::of_sheet(rubric, &one.sheet);
            view! { <td>{print_points(rubric, tally.total)}</td> }
        })
        .collect();
    let overall: Vec<_> = group
        .sheets
        .iter()
        .filter(|one| !one.sheet.record().overall.is_empty())
        .map(|one| {
            let record = one.sheet.record();
            view! { <dt>{record.assessor.clone()}</dt><dd>{record.overall.clone()}</dd> }
        })
        .collect();
    let axes = axes(rubric, &aggregate.tally, lang);
    let total = print_points(rubric, aggregate.tally.total);
    let heading = format!("{stage} \u{b7} {} {total}", say::total(lang));
    let caption = format!(
        "{} \u{b7} {}",
        say::rule(aggregate.rule, lang),
        say::notice_for(rubric.status(), lang).unwrap_or_default()
    );
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
            save_desk(bench, &name, mime, move |desk, lang| {
                one_group(desk, &key, format, lang)
            });
        }
    };
    let region = heading.clone();
    view! {
        <section class="stage">
            <h4>{heading}</h4>
            {notes}
            <div class="stage-pair">
                <div class="scroll" tabindex="0" role="region" aria-label=region>
                    <table class="figures">
                        <caption>{caption}</caption>
                        <thead><tr>
                            <th scope="col">{say::clause_label(lang)}</th>
                            {assessors}
                            <th scope="col">{say::rule_percent(lang)}</th>
                            <th scope="col">{say::column_min(lang)}</th>
                            <th scope="col">{say::column_max(lang)}</th>
                            <th scope="col">{say::column_spread(lang)}</th>
                            <th scope="col">{say::column_score(lang)}</th>
                        </tr></thead>
                        <tbody>{rows}</tbody>
                        <tfoot><tr>
                            <th scope="row">{say::total(lang)}</th>
                            {totals}
                            <td></td><td></td><td></td><td></td>
                            <td><strong>{total}</strong></td>
                        </tr></tfoot>
                    </table>
                </div>
                <RadarChart axes=axes title=say::profile_title(lang).to_owned()/>
            </div>
            {(!own).then(|| view! { <p class="hint printed">{say::spread_hint(lang, WIDE_SPREAD)}</p> })}
            {(!overall.is_empty()).then(|| view! { <h5>{say::overall_label(lang)}</h5><dl class="overall">{overall}</dl> })}
            <p class="row">
                <button type="button" class="quiet" on:click=export("json", "application/json")>{say::export_group_json(lang)}</button>
                <button type="button" class="quiet" on:click=export("csv", "text/csv")>{say::export_group_csv(lang)}</button>
            </p>
        </section>
    }
    .into_any()
}

/// A spread that is marked; our own number, labelled as ours on the page.
const WIDE_SPREAD: i128 = 20;

fn one_group(desk: &Secretariat, key: &(String, Stage), format: &str, lang: Lang) -> Option<String> {
    let shelved = desk.shelved.as_ref()?;
    let groups = groups(desk.intake.accepted(), &shelved.rubric, desk.rule);
    let group = groups
        .iter()
        .find(|group| group.applicant == key.0 && group.stage == key.1)?;
    let (aggregate, _) = group.result.as_ref().ok()?;
    Some(match format {
        "csv" => aggregate_csv(&shelved.rubric, aggregate, lang),
        _ => aggregate_json(&shelved.rubric, aggregate),
    })
}
