//! The ranking by the site score alone, and the applicants below it.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use scoring::desks::secretariat::Session;
use scoring::foundations::{Exact, Lang};
use scoring::panel::Reason;
use scoring::rubric::Rubric;
use scoring::scoresheet::Stage;
use scoring::words as say;

use crate::app::browser::{clock, document};
use crate::app::components::{click, drawn, nothing, text, visible_text};
use crate::app::secretariat::desk::{Item, Secretariat, SecretariatDesk};
use crate::app::secretariat::long_list::{LongList, Shape, row_count, row_index};
use crate::app::secretariat::page::applicant::applicant_section;
use crate::app::secretariat::page::desks;
use crate::app::secretariat::page::exports::{save_whole, whole_csv, whole_json};

#[component]
pub(super) fn Results() -> impl IntoView {
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

pub(super) fn print_points(rubric: &Rubric, score: Option<Exact>) -> String {
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
            <th scope="row">{visible_text(&name)}</th>
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
