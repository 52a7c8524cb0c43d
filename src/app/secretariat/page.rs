//! The secretariat's page: a verdict for each file, the two stages apart, the ranking by the site score alone.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use scoring::desks::secretariat::{AssessorEntry, Event, Figures, Order, Session, StoredSize};
use scoring::faults::AnyFault;
use scoring::figures::{SummaryLabels, aggregate_json, summary_json};
use scoring::foundations::{Exact, Lang, decimal_or_fraction};
use scoring::panel::{Answer, FileNumber, Group, Question, Reason, Verdict};
use scoring::problem::{Place, Problem, Problems};
use scoring::report::{aggregate_csv, summary_csv};
use scoring::rubric::Rubric;
use scoring::scoresheet::{Comment, Stage};
use scoring::scoring::Rule;
use scoring::words as say;

use crate::app::browser::{clock, document, folding, keys};
use crate::app::components::{
    DropZone, Label, RadarChart, acts, axes, click, drawn, nothing, said, text, told, whether,
};
use crate::app::route::Route;
use crate::app::secretariat::desk::{DeskSaveStatus, Listing, Secretariat, SecretariatDesk};
use crate::app::secretariat::long_list::{Item, LongList, Shape};

/// The secretariat's desks.
fn desks() -> Secretariat {
    expect_context::<Secretariat>()
}

/// The secretariat's page.
#[component]
pub fn SecretariatPage() -> impl IntoView {
    let bench = desks();
    let shelved = Signal::derive(move || bench.shown_desk().shelved.get());
    view! {
        <div class="secretariat">
            <header>
                <h1 tabindex="-1">{said(say::secretariat_title)}" "<Label shelved=shelved/></h1>
                <p class="lead">{said(say::secretariat_lead)}</p>
            </header>
            <ExampleMark/>
            <Settings/>
            <section class="import" aria-labelledby="import-title">
                <h2 id="import-title">{said(say::import_title)}</h2>
                <DropZone id="import-files" label=told(say::import_drop)
                    button=told(say::import_button)
                    take=move |files| bench.import(files)/>
                <ImportProgress/>
                <Interrupted/>
                <p class="hint">{said(say::import_keeps)}</p>
                <Kept/>
                <ImportCounts/>
                <Undoing/>
            </section>
            <Questions/>
            <Results/>
            <section class="import" id="verdicts">
                <Verdicts/>
            </section>
        </div>
    }
}

/// Says that the example is shown, and leads back.
#[component]
fn ExampleMark() -> impl IntoView {
    let bench = desks();
    drawn(move || {
        if bench.route.get() != Route::SecretariatExample {
            return nothing();
        }
        view! {
            <div class="notice">
                <p><strong class="tag warning">{said(say::desk_example_tag)}</strong>" "{said(say::desk_example)}</p>
                <a class="button" href=Route::Secretariat.to_string()>{said(say::desk_example_close)}</a>
            </div>
        }
        .into_any()
    })
}

#[component]
fn Settings() -> impl IntoView {
    let bench = desks();
    let rules = drawn(move || {
        let lang = bench.lang.get();
        let desk = bench.shown_desk();
        desk.results.track();
        let chosen = desk.with(Session::rule);
        Rule::ALL
            .map(|rule| {
                view! { <option value=rule.id() selected=rule == chosen>{say::rule(rule, lang)}</option> }
            })
            .into_any()
    });
    let rubric = text(move || {
        let lang = bench.lang.get();
        bench.shown_desk().shelved.with(|shelved| match shelved {
            None => say::desk_no_rubric(lang).to_owned(),
            Some(one) => {
                let (title, version) = (one.rubric.title().get(lang), one.rubric.version());
                format!("{title} {version} \u{b7} {}", one.fingerprint.short())
            }
        })
    });
    let choose = move |event| {
        if let Some(rule) = Rule::parse(&event_target_value(&event)) {
            bench.tell_desk(Event::RuleChosen(rule));
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
    let bench = desks();
    let progress = Signal::derive(move || bench.shown_desk().figures.get().progress);
    // The frame is drawn once: a button that is drawn anew between pressing and letting go is not pressed.
    let is_importing = Memo::new(move |_| progress.get().is_some());
    drawn(move || {
        if !is_importing.get() {
            return nothing();
        }
        let done = move || progress.get().map_or(0, |progress| progress.done);
        let all = move || progress.get().map_or(0, |progress| progress.all);
        let importing = text(move || {
            let (done, all) = (&done(), &all());
            say::Importing { done, all }.text(bench.lang.get())
        });
        view! {
            <p class="row" role="status">
                <progress max=all value=done aria-label=importing></progress>
                <span>{importing}</span>
                <button type="button" on:click=click(move || bench.tell_desk(Event::Stopped))>{said(say::import_stop)}</button>
            </p>
        }
        .into_any()
    })
}

/// Which files an interrupted import has left, until somebody has seen it.
#[component]
fn Interrupted() -> impl IntoView {
    let bench = desks();
    drawn(move || {
        let lang = bench.lang.get();
        let desk = bench.shown_desk();
        desk.results.track();
        let unread = desk.with(Session::interrupted);
        if unread.is_empty() {
            return nothing();
        }
        let count = unread.len();
        let names = unread.join(if lang == Lang::Zh { "\u{3001}" } else { ", " });
        view! {
            <div class="notice" id="interrupted">
                <div role="status">
                    <p>{say::desk_interrupted(lang, count)}</p>
                    <details><summary>{say::desk_interrupted_names(lang)}</summary><p>{names}</p></details>
                </div>
                <button type="button" on:click=click(move || bench.tell_desk(Event::InterruptionSeen))>{say::desk_interrupted_seen(lang)}</button>
            </div>
        }
        .into_any()
    })
}

/// Undoes what was taken out, cleared, answered or chosen, also where the list is empty now.
#[component]
fn Undoing() -> impl IntoView {
    let bench = desks();
    drawn(move || {
        let desk = bench.shown_desk();
        desk.results.track();
        let (can_undo, can_redo) = desk.with(Session::can_undo_redo);
        if !can_undo && !can_redo {
            return nothing();
        }
        view! {
            <p class="row">
                <button type="button" class="quiet" disabled=!can_undo on:click=click(move || bench.tell_desk(Event::Undo))>{said(say::desk_undo)}</button>
                <button type="button" class="quiet" disabled=!can_redo on:click=click(move || bench.tell_desk(Event::Redo))>{said(say::desk_redo)}</button>
            </p>
        }
        .into_any()
    })
}

/// Whether the desk is on the disk of this machine, and what of its log could not be read.
#[component]
fn Kept() -> impl IntoView {
    let bench = desks();
    let state = text(move || {
        let lang = bench.lang.get();
        let desk = bench.shown_desk();
        let figures = desk.figures.get();
        match desk.save_status.get() {
            DeskSaveStatus::Closed => String::new(),
            DeskSaveStatus::OnDisk if figures.files == 0 => String::new(),
            DeskSaveStatus::Opening => say::desk_opening(lang).to_owned(),
            // What is listed and not read yet is nowhere but where the person has it.
            DeskSaveStatus::OnDisk if figures.progress.is_none() => say::desk_on_disk(lang).to_owned(),
            DeskSaveStatus::OnDisk | DeskSaveStatus::Saving => say::desk_saving(lang).to_owned(),
            DeskSaveStatus::Failed(fault) => say::desk_not_kept(lang, say::journal_fault(fault, lang)),
        }
    });
    let damaged = text(move || match bench.shown_desk().damaged.get() {
        0 => String::new(),
        count => say::desk_damaged(bench.lang.get(), count),
    });
    let erasing = drawn(move || {
        let lang = bench.lang.get();
        let desk = bench.shown_desk();
        desk.results.track();
        let is_empty = desk.figures.with(|figures| figures.files == 0);
        let StoredSize { files, bytes } = desk.with(Session::stored_size);
        if !is_empty || files == 0 || desk.save_status.get() != DeskSaveStatus::OnDisk {
            return nothing();
        }
        let megabytes = &bytes.div_ceil(1_000_000);
        let left = say::DeskLeft {
            files: &files,
            megabytes,
        }
        .text(lang);
        view! {
            <p class="row" id="desk-left">
                <span>{left}</span>
                <button type="button" class="quiet" on:click=click(move || bench.erase_desk())>{say::desk_erase(lang)}</button>
            </p>
        }
        .into_any()
    });
    view! {
        <p class="hint" id="desk-kept" role="status">{state}" "{damaged}</p>
        {erasing}
    }
}

/// How many files were accepted and refused; the results stand between this and the list of the files.
#[component]
fn ImportCounts() -> impl IntoView {
    let bench = desks();
    let counts = text(move || {
        let figures = bench.shown_desk().figures.get();
        if figures.files == 0 {
            String::new()
        } else {
            counts(figures, bench.lang.get())
        }
    });
    let needs_somebody = Memo::new(move |_| bench.shown_desk().figures.with(needs_somebody));
    let show = drawn(move || {
        if !needs_somebody.get() {
            return nothing();
        }
        let show = click(move || {
            bench.list(Listing {
                order: Order::Verdict,
                find: String::new(),
            });
            folding::open(".verdicts");
        });
        view! { <button type="button" class="quiet" on:click=show>{said(say::desk_show_refused)}</button> }
            .into_any()
    });
    view! { <div class="row"><p class="counts" role="status" prop:textContent=counts></p>{show}</div> }
}

/// Whether a file is there that somebody has to do something about.
fn needs_somebody(figures: &Figures) -> bool {
    figures.refused + figures.asked + figures.stopped > 0
}

#[component]
fn Verdicts() -> impl IntoView {
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
                <p><button type="button" class="quiet" on:click=click(move || bench.tell_desk(Event::Cleared))>{say::desk_clear(lang)}</button></p>
            </details>
        }
        .into_any()
    })
}

/// As many rows as a table has, with its head.
fn row_count(rows: usize) -> String {
    (rows + 1).to_string()
}

/// The place of a row in its table, counted from 1 and with its head.
fn row_index(place: Signal<usize>) -> impl Fn() -> String + Clone + Send + Sync {
    move || (place.get() + 2).to_string()
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
    let sought = text(move || desk.listing.with(|listing| listing.find.clone()));
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
            <input id="list-find" type="search" autocomplete="off" prop:value=sought
                on:input=typed on:compositionend=composed/></span>
            <span class="field"><label for="list-order">{say::desk_order_label(lang)}</label>
            <select id="list-order" on:change=sort>{options}</select></span>
        </div>
    }
}

/// So many files are shown at once without folding.
const FEW_FILES: usize = 8;

/// What became of the files, in numbers: each sort that there is, and how much they are.
fn counts(figures: Figures, lang: Lang) -> String {
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
    let name = row.name;
    let label = say::desk_remove_label(lang, &name);
    let remove = click(move || bench.tell_desk(Event::TakenOut(number)));
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

/// Names that may mean the same, each with both answers.
#[component]
fn Questions() -> impl IntoView {
    let bench = desks();
    drawn(move || {
        let lang = bench.lang.get();
        let desk = bench.shown_desk();
        desk.results.track();
        let questions: Vec<Question> =
            desk.with(|session| session.intake().questions().into_iter().cloned().collect());
        if questions.is_empty() {
            return nothing();
        }
        let rows: Vec<_> = questions
            .into_iter()
            .map(|question| {
                let sentence = say::question(&question, lang);
                let answer = move |same: bool| {
                    let question = question.clone();
                    click(move || {
                        let question = question.clone();
                        bench.tell_desk(Event::Answered(Answer { question, same }));
                    })
                };
                view! {
                    <li>
                        <span>{sentence}</span>
                        <span class="row">
                            <button type="button" on:click=answer(true)>{say::question_same(lang)}</button>
                            <button type="button" on:click=answer(false)>{say::question_different(lang)}</button>
                        </span>
                    </li>
                }
            })
            .collect();
        view! {
            <section class="questions" aria-labelledby="questions-title">
                <h2 id="questions-title">{say::questions_title(lang)}</h2>
                <p class="note">{say::questions_lead(lang)}</p>
                <ul>{rows}</ul>
            </section>
        }
        .into_any()
    })
}

#[component]
fn Results() -> impl IntoView {
    let bench = desks();
    // Which applicants somebody opened: it outlives a new drawing.
    let opened = StoredValue::new(BTreeSet::<String>::new());
    // The frame is drawn when there is something to rank; what stands in it follows by itself.
    let frame = Memo::new(move |_| {
        let desk = bench.shown_desk();
        desk.results.track();
        desk.with(|session| {
            let (_, fingerprint) = session.rubric().filter(|_| !session.intake().is_empty())?;
            let ranking = session.intake().ranking();
            let is_empty = ranking.ranked.is_empty() && ranking.unranked.is_empty();
            (!is_empty).then_some(fingerprint)
        })
    });
    drawn(move || {
        let lang = bench.lang.get();
        let desk = bench.shown_desk();
        if frame.get().is_none() {
            return nothing();
        }
        // Each is drawn anew with new results, and only where somebody looks.
        let lines = Memo::new(move |_| {
            desk.results.track();
            desk.with(ranking_lines)
        });
        let items = Memo::new(move |_| {
            let version = u32::try_from(desk.results.get() & 0xFFFF_FFFF).unwrap_or_default();
            let count = lines.with(|lines| lines.len());
            (0..)
                .zip(std::iter::repeat_n(version, count))
                .collect::<Vec<Item>>()
        });
        let at_once = Memo::new(move |_| items.with(Vec::len) <= FEW_APPLICANTS);
        let section = Arc::new(move |place: u64, _| {
            let name = lines.with_untracked(|lines| Some(lines.get(place_of(place))?.applicant.clone()));
            let draw = |name| applicant_section(bench, desk, name, (at_once.get_untracked(), opened), lang);
            name.map_or_else(nothing, draw)
        });
        view! {
            {ranking_section(bench, desk, (lines, items), lang)}
            <section aria-labelledby="applicants-title">
                <h2 id="applicants-title">{say::applicants_title(lang)}</h2>
                <LongList items=items.into() shape=Shape::Blocks whole=bench.on_paper.into() draw=section/>
            </section>
        }
        .into_any()
    })
}

/// A line of the ranking.
#[derive(Clone, Debug, PartialEq)]
struct RankingLine {
    applicant: String,
    /// The rank, whether others share it, and the total; nothing where there is none.
    rank: Option<(usize, bool, Exact)>,
    /// Why there is none.
    reasons: Vec<Reason>,
}

/// The ranking, line by line: applicants in the order of their ranks, those without a rank behind.
fn ranking_lines(session: &Session) -> Arc<Vec<RankingLine>> {
    let ranking = session.intake().ranking();
    let ranked = ranking.ranked.iter().map(|one| RankingLine {
        applicant: one.applicant.to_owned(),
        rank: Some((one.rank, one.shared, one.total)),
        reasons: Vec::new(),
    });
    let unranked = ranking.unranked.iter().map(|one| RankingLine {
        applicant: one.applicant.to_owned(),
        rank: None,
        reasons: one.reasons.to_vec(),
    });
    Arc::new(ranked.chain(unranked).collect())
}

/// A place in a list, as it is counted.
fn place_of(item: u64) -> usize {
    usize::try_from(item).unwrap_or(usize::MAX)
}

/// Of so many applicants everything is drawn at once; of more, what is opened.
const FEW_APPLICANTS: usize = 12;

fn print_points(rubric: &Rubric, score: Option<Exact>) -> String {
    score.map_or_else(|| "\u{2014}".to_owned(), |score| rubric.rounding().print(score))
}

/// A row of the ranking.
fn rank_row(desk: SecretariatDesk, line: &RankingLine, place: Signal<usize>, lang: Lang) -> AnyView {
    let name = line.applicant.clone();
    let figures = desk.with(|session| {
        let (rubric, _) = session.rubric()?;
        let group = session
            .intake()
            .group(&name, Stage::Material, rubric, session.rule());
        let material = print_points(rubric, group.and_then(|group| group.total()));
        let assessors = session.intake().seats_of(&name, Stage::Site).len();
        let total = line.rank.map(|(_, _, total)| print_points(rubric, Some(total)));
        Some((material, assessors, total))
    });
    let Some((material, assessors, total)) = figures else {
        return nothing();
    };
    let none = || "\u{2014}".to_owned();
    let rank = line.rank.map_or_else(none, |(rank, ..)| rank.to_string());
    let is_shared = line.rank.is_some_and(|(_, is_shared, _)| is_shared);
    let shared = is_shared.then(|| view! { " "<span class="tag">{say::shared_rank(lang)}</span> });
    let figure = match (total, line.rank) {
        (Some(total), Some((_, _, exact))) => view! {
            <td><strong>{total}</strong></td>
            <td><code>{scoring::foundations::exact_text(exact)}</code></td>
        }
        .into_any(),
        _ => {
            let reasons = line.reasons.iter().map(|reason| say::reason(reason, lang));
            let reasons: Vec<String> = reasons.collect();
            let between = if lang == Lang::Zh { "\u{FF1B}" } else { "; " };
            view! { <td>{none()}</td><td class="why">{reasons.join(between)}</td> }.into_any()
        }
    };
    view! {
        <tr aria-rowindex=row_index(place)>
            <td class="rank">{rank}{shared}</td>
            <th scope="row">{name}</th>
            {figure}
            <td>{assessors}</td>
            <td class="muted">{material}</td>
        </tr>
    }
    .into_any()
}

fn ranking_section(
    bench: Secretariat,
    desk: SecretariatDesk,
    (lines, items): (Memo<Arc<Vec<RankingLine>>>, Memo<Vec<Item>>),
    lang: Lang,
) -> AnyView {
    let draw = Arc::new(move |item, place| {
        let lines = lines.get_untracked();
        let line = lines.get(place_of(item));
        line.map_or_else(nothing, |line| rank_row(desk, line, place, lang))
    });
    let ties = drawn(move || {
        let is_shared = |line: &RankingLine| line.rank.is_some_and(|(_, is_shared, _)| is_shared);
        if !lines.with(|lines| lines.iter().any(is_shared)) {
            return nothing();
        }
        view! { <p class="note warning">{say::ranking_tie(lang)}</p> }.into_any()
    });
    let made_by = text(move || {
        desk.results.track();
        let rubric = desk.with(|session| session.rubric().map(|(rubric, _)| Arc::clone(rubric)));
        rubric.map_or_else(String::new, |rubric| made_by(bench, &rubric, lang))
    });
    let notice = desk.with(|session| {
        let (rubric, _) = session.rubric()?;
        say::notice_for(rubric.status(), lang)
    });
    let rows = move || row_count(items.with(Vec::len));
    let day = clock::local_day(clock::now());
    let json = {
        let day = day.clone();
        move |_| {
            let name = format!("{}-{day}.json", say::summary_name(Lang::Zh));
            save_whole(bench, &name, "application/json", whole_json);
        }
    };
    let csv = move |_| {
        let name = format!("{}-{day}.csv", say::summary_name(Lang::Zh));
        save_whole(bench, &name, "text/csv", whole_csv);
    };
    view! {
        <section class="ranking" aria-labelledby="ranking-title">
            <h2 id="ranking-title">{say::ranking_title(lang)}</h2>
            <p class="note">{say::ranking_rule(lang)}</p>
            <p class="hint printed">{made_by}</p>
            <div class="scroll" tabindex="0" role="region" aria-labelledby="ranking-title">
            <table class="figures" aria-rowcount=rows>
                <caption>{notice}</caption>
                <thead><tr>
                    <th scope="col">{say::column_rank(lang)}</th>
                    <th scope="col">{say::column_applicant(lang)}</th>
                    <th scope="col">{say::ranking_site(lang)}</th>
                    <th scope="col">{say::column_exact(lang)}</th>
                    <th scope="col">{say::column_sheets(lang)}</th>
                    <th scope="col">{say::ranking_material(lang)}</th>
                </tr></thead>
                <LongList items=items.into() shape=Shape::Rows(6) whole=bench.on_paper.into() draw=draw/>
            </table>
            </div>
            {ties}
            <p class="row">
                <button type="button" class="primary" on:click=json>{say::export_json(lang)}</button>
                <button type="button" on:click=csv>{say::export_csv(lang)}</button>
                <button type="button" on:click=click(document::print)>{say::print_action(lang)}</button>
            </p>
        </section>
    }
    .into_any()
}

/// Writes the desk's figures, fresh from its state, and hands them to the downloads.
fn save_desk(
    bench: Secretariat,
    name: &str,
    mime: &str,
    write: impl FnOnce(&Session, Lang) -> Option<String>,
) -> bool {
    let lang = bench.lang.get_untracked();
    let text = bench.desk().with(|session| write(session, lang));
    text.is_some_and(|text| bench.download(name, mime, &text))
}

/// The same with everything on the desk, which is then exported.
fn save_whole(bench: Secretariat, name: &str, mime: &str, write: fn(&Session, Lang) -> Option<String>) {
    if save_desk(bench, name, mime, write) {
        bench.tell_desk(Event::Exported);
    }
}

fn whole_json(session: &Session, _: Lang) -> Option<String> {
    let (rubric, fingerprint) = session.rubric()?;
    // Files for scripts are the same in every language.
    let notice = say::notice_for(rubric.status(), Lang::Zh).unwrap_or_default();
    let labels = SummaryLabels { fingerprint, notice };
    Some(summary_json(rubric, labels, session.rule(), session.intake()))
}

fn whole_csv(session: &Session, lang: Lang) -> Option<String> {
    let (rubric, _) = session.rubric()?;
    Some(summary_csv(rubric, session.rule(), session.intake(), lang))
}

/// By which rule and rounding the ranking was made, and when.
fn made_by(bench: Secretariat, rubric: &Rubric, lang: Lang) -> String {
    let rounding = rubric.rounding();
    let between = if lang == Lang::Zh { "\u{FF1A}" } else { ": " };
    let rule = bench.desk().with(Session::rule);
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
    bench: Secretariat,
    desk: SecretariatDesk,
    name: String,
    (at_once, opened): (bool, StoredValue<BTreeSet<String>>),
    lang: Lang,
) -> AnyView {
    let is_open = RwSignal::new(at_once || opened.with_value(|opened| opened.contains(&name)));
    let (heading, own) = (name.clone(), name.clone());
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
            let assessor = seat.sheet.summary.assessor.clone();
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
    // Who corrected what was handed in, and why: every number stands beside its reasons.
    let corrections: Vec<_> = group
        .seats
        .iter()
        .filter_map(|seat| {
            let summary = &seat.sheet.summary;
            let text = say::correction(&summary.revision, lang)?;
            Some(view! { <p class="note">{summary.assessor.clone()}" \u{b7} "{text}</p> })
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
            let wide = spread.spread.is_some_and(|spread| spread >= Exact::from_integer(WIDE_SPREAD));
            view! {
                <tr class:apart=wide>
                    <th scope="row">{clause.node.code.to_string()}" "{clause.node.name.get(lang).to_owned()}</th>
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
        .map(|seat| view! { <td>{print_points(rubric, seat.tally(rubric).total)}</td> })
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
    view! {
        <section class="stage">
            <h4>{heading}</h4>
            {notes}
            {corrections}
            {(!own).then(|| view! { <p class="hint printed">{say::spread_hint(lang, WIDE_SPREAD)}</p> })}
            <div class="stage-pair">
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
                <RadarChart axes=axes title=say::profile_title(lang).to_owned()/>
            </div>
            {assessor_entries_section(bench, desk, group.applicant.to_owned(), group.stage, lang)}
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

fn one_group(session: &Session, key: &(String, Stage), format: &str, lang: Lang) -> Option<String> {
    let (rubric, _) = session.rubric()?;
    let group = session.intake().group(&key.0, key.1, rubric, session.rule())?;
    let (aggregate, _) = group.result.as_ref().ok()?;
    Some(match format {
        "csv" => aggregate_csv(rubric, aggregate, lang),
        _ => aggregate_json(rubric, aggregate),
    })
}

/// The sentences behind the numbers: read again from the files when somebody asks for them, clause by clause, each
/// assessor beside the others.
fn assessor_entries_section(
    bench: Secretariat,
    desk: SecretariatDesk,
    applicant: String,
    stage: Stage,
    lang: Lang,
) -> AnyView {
    drawn(move || {
        desk.texts.track();
        desk.with(|session| {
            let opened = session.opened();
            let is_read = opened.filter(|(name, of, _)| (*name, *of) == (&applicant, stage));
            match is_read {
                None => {
                    let applicant = applicant.clone();
                    let open = click(move || {
                        let applicant = applicant.clone();
                        bench.tell_desk(Event::Opened { applicant, stage });
                    });
                    view! { <p><button type="button" on:click=open>{say::voices_open(lang)}</button></p> }
                        .into_any()
                }
                Some((_, _, false)) => {
                    view! { <p class="hint" role="status">{say::voices_reading(lang)}</p> }.into_any()
                }
                Some((_, _, true)) => assessor_entries_read(bench, session, lang),
            }
        })
    })
}

fn assessor_entries_read(bench: Secretariat, session: &Session, lang: Lang) -> AnyView {
    let Some((rubric, _)) = session.rubric() else {
        return nothing();
    };
    let parts: Vec<_> = rubric
        .parts()
        .enumerate()
        .map(|(at, part)| {
            let clauses: Vec<_> = rubric
                .clauses()
                .filter(|clause| clause.part == at)
                .map(|clause| {
                    let title = format!("{} {}", clause.node.code, clause.node.name.get(lang));
                    let assessor_entries: Vec<_> = session
                        .assessor_entries(clause.index)
                        .iter()
                        .map(|assessor_entry| assessor_entry_view(assessor_entry, lang))
                        .collect();
                    view! { <details class="clause-voices"><summary>{title}</summary><dl class="voices">{assessor_entries}</dl></details> }
                })
                .collect();
            let title = format!("{} {}", part.code, part.name.get(lang));
            view! { <details class="part-voices" open><summary>{title}</summary>{clauses}</details> }
        })
        .collect();
    let overall: Vec<_> = session
        .assessor_entries(0)
        .iter()
        .filter(|assessor_entry| !assessor_entry.overall.is_empty())
        .map(|assessor_entry| {
            view! { <dt>{assessor_entry.assessor.to_owned()}</dt><dd>{assessor_entry.overall.to_owned()}</dd> }
        })
        .collect();
    let close = click(move || bench.tell_desk(Event::Closed));
    view! {
        <h5>{say::overall_label(lang)}</h5>
        <dl class="overall">{overall}</dl>
        <h5>{say::voices_title(lang)}</h5>
        {parts}
        <p><button type="button" class="quiet" on:click=close>{say::voices_close(lang)}</button></p>
    }
    .into_any()
}

/// One assessor on one clause: the value, then what earned it.
fn assessor_entry_view(assessor_entry: &AssessorEntry<'_>, lang: Lang) -> impl IntoView + use<> {
    let value = assessor_entry.percent.map_or_else(
        || "\u{2014}".to_owned(),
        |percent| decimal_or_fraction(percent) + "%",
    );
    let lines = |texts: Option<&Vec<Comment>>, title: &'static str| {
        let lines: Vec<_> = texts?
            .iter()
            .map(|comment| view! { <li>{comment.text.clone()}</li> })
            .collect();
        (!lines.is_empty()).then(|| view! { <p class="muted">{title}</p><ul>{lines}</ul> })
    };
    let strengths = lines(
        assessor_entry.entry.map(|entry| &entry.strengths),
        say::strengths_label(lang),
    );
    let areas = lines(
        assessor_entry.entry.map(|entry| &entry.areas),
        say::areas_label(lang),
    );
    let lost = assessor_entry.lost.map(|problems| {
        let told: Vec<String> = problems.iter().map(|problem| say::fault(problem, lang)).collect();
        view! { <p class="note warning">{told.join(" ")}</p> }
    });
    view! {
        <dt>{assessor_entry.assessor.to_owned()}" \u{b7} "<strong>{value}</strong></dt>
        <dd>{strengths}{areas}{lost}</dd>
    }
}
