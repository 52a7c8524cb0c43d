//! The scoring page: the clauses on the left, one clause in the middle, what one looks at on the right.

use leptos::prelude::*;

use scoring::application::ApplicationRecord;
use scoring::desks::drafting::{Move, OpenDraft};
use scoring::foundations::{Code, decimal_or_fraction};
use scoring::rubric::{Clause, Kind, Rubric};
use scoring::scoresheet::{ClauseState, Comment, DraftKind, Field, Item, Progress, SubmissionState};
use scoring::scoring::points_of;
use scoring::words as say;

use crate::app::browser::document;
use crate::app::components::{
    Label, Message, RadarChart, attribute, axes, click, drawn, named, nothing, text, translated,
    translated_text, visible_text, whether,
};
use crate::app::drafting::Workbench;
use crate::app::drafting::components::{
    BandPicker, CitedItems, LineField, ResultsGrid, SaveState, WrittenField, cited_list, fixed, fold,
    results_table, workbench,
};
use crate::app::route::Route;

/// Whether a clause has no value yet.
fn has_gap(bench: Workbench) -> Memo<bool> {
    Memo::new(move |_| {
        let tally = bench.tally();
        tally.is_none_or(|tally| tally.scored < tally.clauses.len())
    })
}

/// Leads to the next clause without a value; where there is none it says that it leads to the overview.
fn next_gap_button(bench: Workbench) -> impl IntoView {
    let has_gap = has_gap(bench);
    let label = text(move || {
        let said: Message = if has_gap.get() {
            say::next_gap
        } else {
            say::to_overview
        };
        said(bench.lang.get()).to_owned()
    });
    view! { <button type="button" class="primary" on:click=click(move || bench.move_on(Move::NextGap)) prop:textContent=label></button> }
}

/// The scoring page of the open draft.
#[component]
pub fn ScorePage() -> impl IntoView {
    let bench = workbench();
    let listed = RwSignal::new(false);
    let code = Memo::new(move |_| match bench.route.get() {
        Route::Score(_, Some(code)) => Some(code),
        _ => None,
    });
    let in_context = Memo::new(move |_| matches!(bench.route.get(), Route::OrganisationOverview(_)));
    // Without a clause in the address, the first gap is shown.
    Effect::new(move || {
        if let (Some(opened), Route::Score(_, None)) = (bench.opened.get(), bench.route.get())
            && let Some(first) = bench.first_gap()
        {
            bench.go(&Route::Score(opened.id, Some(first)));
        }
    });
    drawn(move || {
        let Some(opened) = bench.opened.get() else {
            return view! { <p class="loading" role="status">{translated(say::loading)}</p> }.into_any();
        };
        let shown = opened.clone();
        let draw = move |(in_context, code): (bool, Option<Code>)| {
            if in_context {
                return organisation_overview(&shown).into_any();
            }
            let Some(code) = code else { return nothing() };
            match shown.rubric_file.rubric.clause(&code) {
                Some(clause) => clause_page(&shown, &clause).into_any(),
                None => no_clause(code).into_any(),
            }
        };
        // Each place is drawn anew. Were the texts of the last one written over, those that a translating extension
        // has replaced would stay, and one clause would stand under the heading of another.
        let places = move || {
            listed.set(false);
            [(in_context.get(), code.get())]
        };
        let key =
            |(in_context, code): &(bool, Option<Code>)| (*in_context, code.as_ref().map(Code::to_string));
        view! {
            <ProgressBar opened=opened.clone()/>
            <div class="scoring">
                <nav class="clauses" class:open=listed aria-label=translated(say::clauses_label)>
                    <button type="button" class="drawer" aria-expanded=text(move || listed.get().to_string())
                        on:click=click(move || listed.update(|open| *open = !*open))>
                        {translated(say::clauses_label)}
                    </button>
                    <ClauseList opened=opened.clone() code=code/>
                </nav>
                <For each=places key=key children=draw/>
            </div>
        }
        .into_any()
    })
}

/// A place whose clause the rubric does not have.
fn no_clause(code: Code) -> impl IntoView + use<> {
    let bench = workbench();
    view! {
        <article class="clause">
            <h1 tabindex="-1">{translated(say::clause_unknown_title)}</h1>
            <p class="fault">{move || say::fault_unknown_code(bench.lang.get(), &code)}</p>
            <nav class="neighbours" aria-label=translated(say::neighbours_label)>{next_gap_button(bench)}</nav>
        </article>
    }
}

/// The slim bar that stays: who, how far, whether saved, undo, next gap.
#[component]
pub fn ProgressBar(opened: OpenDraft) -> impl IntoView {
    let bench = workbench();
    let rubric_file = std::sync::Arc::clone(&opened.rubric_file);
    let labelled = Signal::derive({
        let rubric_file = std::sync::Arc::clone(&rubric_file);
        move || Some(std::sync::Arc::clone(&rubric_file))
    });
    let figures = Memo::new(move |_| {
        let lang = bench.lang.get();
        let tally = bench.tally()?;
        let rubric = &rubric_file.rubric;
        let progress = Progress {
            scored: tally.scored,
            clauses: tally.clauses.len(),
        };
        let counted = say::ScoredOf {
            scored: &progress.scored,
            clauses: &progress.clauses,
        }
        .text(lang);
        let total = tally.total.map(|total| {
            say::TotalOf {
                total: &rubric.rounding().print(total),
                max: &rubric.total(),
            }
            .text(lang)
        });
        Some((counted, total, progress))
    });
    let stage = opened.kind.stage();
    let who = text(move || {
        let applicant = bench.text(&Field::Applicant.into());
        format!(
            "{} \u{b7} {}",
            visible_text(&applicant),
            say::stage(stage, bench.lang.get())
        )
    });
    let overview = Route::Overview(opened.id.clone()).to_string();
    let history = Route::History(opened.id.clone()).to_string();
    let conflicts = {
        let history = history.clone();
        drawn(move || {
            if bench.conflicts.with(Vec::is_empty) || matches!(bench.route.get(), Route::History(_)) {
                return nothing();
            }
            let title = say::conflicts_title(bench.lang.get());
            view! { <p class="progress-conflicts"><a href=history.clone()>{title}</a></p> }.into_any()
        })
    };
    let has_gap = has_gap(bench);
    let to_next_gap = drawn(move || {
        if !has_gap.get() {
            return nothing();
        }
        view! { <button type="button" on:click=click(move || bench.move_on(Move::NextGap))>{translated(say::next_gap)}</button> }.into_any()
    });
    view! {
        <div class="progress" role="region" aria-label=translated(say::progress_label)>
            <p class="progress-who" prop:textContent=who></p>
            <p class="progress-total">
                <span class="counted" prop:textContent=text(move || figures.get().map_or_else(String::new, |(counted, ..)| counted))></span>
                <progress max=text(move || figures.get().map_or(1, |(_, _, progress)| progress.clauses).to_string())
                    value=text(move || figures.get().map_or(0, |(_, _, progress)| progress.scored).to_string())
                    aria-label=translated(say::progress_label)></progress>
                <strong class="total" prop:textContent=text(move || figures.get().and_then(|(_, total, _)| total).unwrap_or_default())></strong>
                <Label rubric_file=labelled/>
            </p>
            <p class="progress-saved">
                <SaveState/>" "
                {submission_tag(bench)}
                <a href=history.clone()>{translated(say::history_link)}</a>
            </p>
            {conflicts}
            <p class="progress-tools">
                <button type="button" disabled=whether(move || bench.is_fixed() || !bench.undoable.get().0) on:click=click(move || bench.undo())>{translated(say::undo)}</button>
                <button type="button" disabled=whether(move || bench.is_fixed() || !bench.undoable.get().1) on:click=click(move || bench.redo())>{translated(say::redo)}</button>
                {to_next_gap}
                <a class="button" href=overview>{translated(say::to_overview)}</a>
            </p>
        </div>
    }
}

/// That the draft was submitted, or is being corrected.
fn submission_tag(bench: Workbench) -> AnyView {
    drawn(move || {
        let lang = bench.lang.get();
        match bench.submission_state.get() {
            SubmissionState::Not => nothing(),
            SubmissionState::Submitted(_) => {
                view! { <strong class="tag good">{say::state_submitted(lang)}</strong> }.into_any()
            }
            SubmissionState::Correcting(..) => {
                view! { <strong class="tag warning">{say::state_correcting(lang)}</strong> }.into_any()
            }
            SubmissionState::Damaged => {
                view! { <strong class="tag warning">{say::submission_damaged_title(lang)}</strong> }
                    .into_any()
            }
        }
    })
}

/// That the clause cannot be edited any more, and where to correct it.
fn fixed_notice(bench: Workbench, id: String) -> AnyView {
    let fixed = fixed(bench);
    drawn(move || {
        if !fixed.get() {
            return nothing();
        }
        let overview = Route::Overview(id.clone()).to_string();
        view! {
            <p class="notice fixed-notice">{translated(say::submitted_fixed)}" "<a href=overview>{translated(say::submitted_to_correct)}</a></p>
        }
        .into_any()
    })
}

/// The parts with their clauses as a task list.
#[component]
fn ClauseList(opened: OpenDraft, code: Memo<Option<Code>>) -> impl IntoView {
    let bench = workbench();
    let rubric = &opened.rubric_file.rubric;
    let clauses: Vec<Clause<'_>> = rubric.clauses().collect();
    let parts: Vec<_> = rubric
        .parts()
        .enumerate()
        .map(|(at, part)| {
            let items: Vec<_> = clauses
                .iter()
                .filter(|clause| clause.part == at)
                .map(|clause| clause_item(bench, &opened, clause, code))
                .collect();
            let name = part.name.clone();
            let class = format!("part hue-{}", at % crate::app::components::HUES + 1);
            view! {
                <li class=class>
                    <h2><span class="code">{part.code.to_string()}</span>" "{named(name)}</h2>
                    <ul>{items}</ul>
                </li>
            }
        })
        .collect();
    let overview = opened
        .application
        .is_some()
        .then(|| organisation_overview_item(bench, opened.id.clone()));
    view! { {overview}<ol class="parts">{parts}</ol> }
}

/// The first entry of a review's list: what the applicant is, before the clauses.
fn organisation_overview_item(bench: Workbench, id: String) -> impl IntoView {
    let route = Route::OrganisationOverview(id);
    let href = route.to_string();
    let here = attribute(move || (bench.route.get() == route).then_some("page"));
    view! { <p class="parts first"><a href=href aria-current=here><span class="name">{translated(say::organisation_overview_label)}</span></a></p> }
}

/// What the applicant is, to be read before the clauses.
fn organisation_overview(opened: &OpenDraft) -> impl IntoView + use<> {
    let bench = workbench();
    let record = opened.application.clone();
    let overview = record.as_ref().map(|record| organisation_overview_text(record));
    let applicant = record.map(|record| visible_text(&record.sheet.applicant));
    let first = opened.codes().into_iter().next();
    let id = opened.id.clone();
    view! {
        <article class="clause context">
            <header>
                <h1 tabindex="-1">{translated(say::organisation_overview_label)}</h1>
                <p class="meta">{applicant}</p>
            </header>
            <section lang="zh-CN">{overview}</section>
            <p class="hint">{translated(say::context_hint)}</p>
            <nav class="neighbours" aria-label=translated(say::neighbours_label)>
                {first.map(|code| {
                    let route = Route::Score(id, Some(code)).to_string();
                    view! { <a class="button" href=route>{translated(say::context_first)}</a> }
                })}
                {next_gap_button(bench)}
            </nav>
        </article>
        <aside class="reference" aria-label=translated(say::reference_label)><LiveProfile opened=opened.clone()/></aside>
    }
}

/// The applicant's overview as paragraphs, or that there is none.
pub fn organisation_overview_text(record: &ApplicationRecord) -> AnyView {
    if record.overview.trim().is_empty() {
        return view! { <p class="muted">{translated(say::organisation_overview_none)}</p> }.into_any();
    }
    let lines = record.overview.lines();
    let lines: Vec<_> = lines.map(|line| view! { <p>{visible_text(line)}</p> }).collect();
    lines.into_any()
}

fn clause_item(
    bench: Workbench,
    opened: &OpenDraft,
    clause: &Clause<'_>,
    current: Memo<Option<Code>>,
) -> impl IntoView + use<> {
    let code = clause.node.code.clone();
    let name = clause.node.name.clone();
    let route = Route::Score(opened.id.clone(), Some(code.clone())).to_string();
    let rubric_file = std::sync::Arc::clone(&opened.rubric_file);
    let own = code.clone();
    let state = Memo::new(move |_| {
        let clause = rubric_file.rubric.clause(&own)?;
        let state = bench.clause_state(&own)?;
        let score = bench
            .percent(&own)
            .map(|percent| points_of(clause.points(), percent));
        Some((
            state,
            score.map(|score| rubric_file.rubric.rounding().print(score)),
        ))
    });
    let class = Signal::derive(move || match state.get() {
        Some((ClauseState::Scored, _)) => "state scored",
        Some((ClauseState::Faulty(_), _)) => "state faulty",
        Some((ClauseState::Started, _)) => "state started",
        _ => "state",
    });
    let shown = text(move || {
        let lang = bench.lang.get();
        match state.get() {
            Some((ClauseState::Scored, Some(score))) => score,
            Some((ClauseState::Faulty(_), _)) => say::state_faulty(lang).to_owned(),
            Some((ClauseState::Started, _)) => say::state_started(lang).to_owned(),
            _ => say::state_empty(lang).to_owned(),
        }
    });
    let here = {
        let code = code.clone();
        attribute(move || (current.get().as_ref() == Some(&code)).then_some("page"))
    };
    view! {
        <li>
            <a href=route aria-current=here>
                <span class="code">{code.to_string()}</span>
                <span class="name">{named(name)}</span>
                <span class=class prop:textContent=shown></span>
            </a>
        </li>
    }
}

fn clause_page(opened: &OpenDraft, clause: &Clause<'_>) -> impl IntoView + use<> {
    let bench = workbench();
    let node = clause.node.clone();
    let method = clause.method.clone();
    let code = node.code.clone();
    let kind = clause.kind;
    let reviewing = matches!(opened.kind, DraftKind::Review(_));
    let field = |item: Item| Field::Clause(code.clone(), item);
    let aspects: Vec<_> = if reviewing {
        Vec::new()
    } else {
        method.aspects.clone()
    };
    let aspects: Vec<_> = aspects
        .into_iter()
        .map(|aspect| {
            view! {
                <WrittenField field=field(Item::Text(aspect.id)) rows=3
                    label=named(aspect.name)
                    hint=named(aspect.prompt)/>
            }
        })
        .collect();
    let words = (!aspects.is_empty()).then(|| view! { <section class="words" aria-label=translated(say::words_title)><h2>{translated(say::words_title)}</h2>{aspects}</section> });
    let line_field = |item: Item, label: Message, hint: Message| {
        view! {
            <WrittenField field=field(item) counts_lines=true
                label=translated_text(label)
                hint=translated_text(hint)/>
        }
    };
    let evidence_hint = if reviewing {
        say::evidence_hint_review
    } else {
        say::evidence_hint
    };
    let pickers: Vec<_> = if method.components.is_empty() {
        let score = score_line(bench, opened, &code);
        vec![view! { <BandPicker code=code.clone() component=None next=None score=Some(score)/> }]
    } else {
        let ids: Vec<String> = method
            .components
            .iter()
            .map(|component| component.id.clone())
            .collect();
        ids.iter()
            .enumerate()
            .map(|(at, id)| {
                let next = ids.get(at + 1).map(|next| format!("band-{next}"));
                view! { <BandPicker code=code.clone() component=Some(id.clone()) next=next score=None/> }
            })
            .collect()
    };
    // Of several values the score is that of all: it stands behind the last.
    let score = (!method.components.is_empty()).then(|| score_line(bench, opened, &code));
    // Who comes back to a clause that is scored has read what it asks for.
    let state = bench.look(|_, derived| derived.state(&code).cloned()).flatten();
    // On a phone it would take the whole first screen.
    let unread = state != Some(ClauseState::Scored) && !document::is_narrow();
    let grid = (kind == Kind::Result && !reviewing).then(|| view! { <ResultsGrid code=code.clone()/> });
    // What is judged stands beside the judgement: an applicant writes it, an assessor reads it.
    let told = match &opened.application {
        Some(application) => applicant_words(application, clause).into_any(),
        None => view! { <div class="clause-told">{words}{grid}</div> }.into_any(),
    };
    let neighbours = neighbours(opened, clause);
    let (name, method_name, points) = (
        node.name.clone(),
        method.name.clone(),
        decimal_or_fraction(clause.points()),
    );
    let (anchor, heading) = (code.to_string(), code.to_string());
    let meta = move || {
        let lang = bench.lang.get();
        format!(
            "{} \u{b7} {} \u{b7} {}",
            say::kind(kind, lang),
            say::points_of(lang, &points),
            method_name.get(lang)
        )
    };
    let id = opened.id.clone();
    view! {
        <article class="clause" data-clause=anchor>
            <header>
                <h1 tabindex="-1"><span class="code">{heading}</span>" "{named(name)}</h1>
                <p class="meta">{meta}</p>
            </header>
            {fixed_notice(bench, opened.id.clone())}
            {requirement(bench, &node, unread)}
            <div class="clause-columns">
                {told}
                <div class="clause-judged">
                    <section class="findings" aria-label=translated(say::findings_title)>
                        <h2>{translated(say::findings_title)}</h2>
                        {line_field(Item::Evidence, say::evidence_label, evidence_hint)}
                        {(!reviewing).then(|| view! {
                            <LineField field=field(Item::Citations) label=translated_text(say::citations_label) hint=translated_text(say::citations_hint)/>
                            <CitedItems code=code.clone()/>
                        })}
                        {line_field(Item::Strengths, say::strengths_label, say::strengths_hint)}
                        {line_field(Item::Areas, say::areas_label, say::areas_hint)}
                    </section>
                    <section class="scores" aria-label=translated(say::score_title)>
                        <h2>{translated(say::score_title)}</h2>
                        {pickers}
                        {score}
                    </section>
                </div>
            </div>
            <nav class="neighbours" aria-label=translated(say::neighbours_label)>
                {neighbours}
            </nav>
        </article>
        <aside class="reference" aria-label=translated(say::reference_label)>
            {links(opened, clause)}
            // One looks at a clause; the whole is one click away, and on the overview.
            <details class="profile-fold"><summary>{translated(say::profile_title)}</summary><LiveProfile opened=opened.clone()/></details>
            <p class="muted small">{translated(say::draft_label)}" "<code>{id}</code></p>
        </aside>
    }
}

fn requirement(bench: Workbench, node: &scoring::rubric::Node, is_open: bool) -> impl IntoView + use<> {
    let node = node.clone();
    let anything = node.requirement.is_some() || !node.look_at.is_empty() || node.guidance.is_some();
    anything.then(|| {
        let body = move || {
            let lang = bench.lang.get();
            let points: Vec<_> = node
                .look_at
                .iter()
                .map(|point| view! { <li>{visible_text(point.get(lang))}</li> })
                .collect();
            let requirement = node
                .requirement
                .as_ref()
                .map(|text| view! { <p>{visible_text(text.get(lang))}</p> });
            let points =
                (!points.is_empty()).then(|| view! { <h3>{say::column_look_at(lang)}</h3><ul>{points}</ul> });
            let guidance = node.guidance.as_ref().map(|text| {
                view! { <h3>{say::guidance_title(lang)}</h3><p>{visible_text(text.get(lang))}</p> }
            });
            view! { {requirement}{points}{guidance} }
        };
        let body = view! { <div class="requirement-body">{body}</div> };
        fold("requirement", is_open, translated(say::requirement_title), body)
    })
}

/// The points that the clause's value is worth, for the eye and the screen reader.
fn score_line(bench: Workbench, opened: &OpenDraft, code: &Code) -> AnyView {
    let (rubric_file, code) = (std::sync::Arc::clone(&opened.rubric_file), code.clone());
    let line = Memo::new(move |_| {
        let lang = bench.lang.get();
        let clause = rubric_file.rubric.clause(&code)?;
        let percent = bench.percent(&code)?;
        let score = points_of(clause.points(), percent);
        let printed = rubric_file.rubric.rounding().print(score);
        Some(
            say::ClauseScore {
                code: &code,
                percent: &decimal_or_fraction(percent),
                score: &printed,
                max: &decimal_or_fraction(clause.points()),
            }
            .text(lang),
        )
    });
    view! { <p class="clause-score" role="status" prop:textContent=text(move || line.get().unwrap_or_default())></p> }
        .into_any()
}

fn neighbours(opened: &OpenDraft, clause: &Clause<'_>) -> impl IntoView + use<> {
    let (before, behind) = opened.neighbours(&clause.node.code);
    let link = |code: Option<Code>, label: Message| {
        let code = code?;
        let route = Route::Score(opened.id.clone(), Some(code.clone())).to_string();
        Some(view! { <a class="button quiet" href=route>{translated(label)}" "{code.to_string()}</a> })
    };
    let bench = workbench();
    view! {
        {link(before, say::previous_clause)}
        {link(behind, say::next_clause)}
        {next_gap_button(bench)}
    }
}

/// The clauses that this one is linked with.
fn links(opened: &OpenDraft, clause: &Clause<'_>) -> impl IntoView + use<> {
    let links = linked(&opened.rubric_file.rubric, clause);
    (!links.is_empty()).then(|| {
        let heading = if clause.kind == Kind::Enabler {
            say::leads_to
        } else {
            say::caused_by
        };
        let items: Vec<_> = links
            .into_iter()
            .map(|(code, name)| {
                let route = Route::Score(opened.id.clone(), Some(code.clone())).to_string();
                view! { <li><a href=route>{code.to_string()}" "{named(name)}</a></li> }
            })
            .collect();
        view! { <section><h2>{translated(heading)}</h2><ul class="links">{items}</ul></section> }
    })
}

/// The results that an enabler should cause, or the enablers that should cause a result.
fn linked(rubric: &Rubric, clause: &Clause<'_>) -> Vec<(Code, scoring::foundations::Text)> {
    let own = &clause.node.code;
    let related = |other: &Clause<'_>| match clause.kind {
        Kind::Enabler => clause.node.leads_to.contains(&other.node.code),
        Kind::Result => other.node.leads_to.contains(own),
    };
    rubric
        .clauses()
        .filter(related)
        .map(|other| (other.node.code.clone(), other.node.name.clone()))
        .collect()
}

/// What the application says on a clause, in the order of the form.
fn applicant_words(application: &ApplicationRecord, clause: &Clause<'_>) -> impl IntoView + use<> {
    let entry = application
        .sheet
        .entries
        .iter()
        .find(|entry| entry.code == clause.node.code);
    let body = entry.map(|entry| {
        let of_form = clause.method.aspects.iter().filter_map(|aspect| {
            let (_, text) = entry.texts.iter().find(|(id, _)| *id == aspect.id)?;
            Some((Some(aspect.name.clone()), text))
        });
        let is_of_form = |id: &str| clause.method.aspects.iter().any(|aspect| aspect.id == id);
        let others = entry.texts.iter().filter(|(id, _)| !is_of_form(id));
        let texts: Vec<_> = of_form
            .chain(others.map(|(_, text)| (None, text)))
            .map(|(name, text)| {
                let paragraphs: Vec<_> = text
                    .lines()
                    .map(|line| view! { <p>{visible_text(line)}</p> })
                    .collect();
                view! { <h3>{name.map(named)}</h3>{paragraphs} }
            })
            .collect();
        let list = |label: Message, lines: Vec<&String>| {
            (!lines.is_empty()).then(|| {
                let items: Vec<_> = lines
                    .into_iter()
                    .map(|line| view! { <li>{visible_text(line)}</li> })
                    .collect();
                view! { <h3>{translated(label)}</h3><ul>{items}</ul> }
            })
        };
        view! {
            {texts}
            {list(say::evidence_label, entry.evidence.iter().collect())}
            {list(say::strengths_label, texts_of(&entry.strengths))}
            {list(say::areas_label, texts_of(&entry.areas))}
        }
    });
    let support = applicant_evidence(application, &clause.node.code);
    let body = view! {
        <div>
            <details class="applicant-overview"><summary>{translated(say::organisation_overview_label)}</summary>{organisation_overview_text(application)}</details>
            {body}
            {support}
            <p class="muted small">{translated(say::scores_hidden)}</p>
        </div>
    };
    let title = view! { <h2>{translated(say::applicant_words_title)}</h2> };
    view! {
        <section class="clause-told" lang="zh-CN">
            {fold("applicant-words", !document::is_narrow(), title, body)}
        </section>
    }
}

/// The results of a clause and the evidence it cites, as the application has them.
fn applicant_evidence(application: &ApplicationRecord, code: &Code) -> impl IntoView + use<> {
    let bench = workbench();
    let support = &application.support;
    let rows = support.results.get(code).cloned().unwrap_or_default();
    let cited = support.citations.get(code).cloned().unwrap_or_default();
    let evidence = support.evidence.clone();
    drawn(move || {
        let lang = bench.lang.get();
        let results = (!rows.is_empty())
            .then(|| view! { <h3>{say::results_title(lang)}</h3>{results_table(&rows, lang)} });
        let cited = (!cited.is_empty())
            .then(|| view! { <h3>{say::citations_label(lang)}</h3>{cited_list(&evidence, &cited, lang)} });
        view! { {results}{cited} }.into_any()
    })
}

/// The radar, as it grows.
#[component]
fn LiveProfile(opened: OpenDraft) -> impl IntoView {
    let bench = workbench();
    let rubric_file = opened.rubric_file;
    let tally = Memo::new(move |_| bench.tally());
    move || {
        let lang = bench.lang.get();
        let tally = tally.get()?;
        let axes = axes(&rubric_file.rubric, &tally, lang);
        let rows: Vec<_> = axes
            .iter()
            .zip(&tally.parts)
            .map(|(axis, part)| {
                let score = part.score.map_or_else(
                    || say::ScoredOf { scored: &part.scored, clauses: &part.clauses }.text(lang),
                    |score| rubric_file.rubric.rounding().print(score),
                );
                let name = format!("{} {}", axis.code, axis.name);
                view! { <tr><th scope="row">{name}</th><td>{score}</td><td>{decimal_or_fraction(part.max)}</td></tr> }
            })
            .collect();
        Some(view! {
            <section class="profile">
                <h2>{say::profile_title(lang)}</h2>
                <RadarChart axes=axes title=say::profile_title(lang).to_owned()/>
                <table class="figures">
                    <thead><tr>
                        <th scope="col">{say::part_label(lang)}</th>
                        <th scope="col">{say::column_score(lang)}</th>
                        <th scope="col">{say::column_points(lang)}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        })
    }
}

/// The words of comments; an application's have no pages and no tags.
fn texts_of(comments: &[Comment]) -> Vec<&String> {
    comments.iter().map(|comment| &comment.text).collect()
}
