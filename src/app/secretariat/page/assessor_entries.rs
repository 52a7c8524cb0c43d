//! The sentences behind the figures, clause by clause, each assessor beside the others.

use leptos::html;
use leptos::prelude::*;

use scoring::desks::secretariat::{AssessorEntry, Event, Session};
use scoring::foundations::{Lang, decimal_or_fraction};
use scoring::scoresheet::{Comment, Stage};
use scoring::words as say;

use crate::app::browser::document;
use crate::app::components::{click, drawn, nothing, visible_text};
use crate::app::secretariat::desk::{Secretariat, SecretariatDesk};

/// The sentences behind the numbers: read again from the files when somebody asks for them, clause by clause, each
/// assessor beside the others.
pub(super) fn assessor_entries_section(
    bench: Secretariat,
    desk: SecretariatDesk,
    applicant: String,
    stage: Stage,
    lang: Lang,
) -> AnyView {
    // The button that closes is gone when it was pressed: the one that opens gets the focus.
    let was_closed = StoredValue::new(false);
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
                        document::focus_soon(".voices-title".to_owned());
                    });
                    let button = NodeRef::<html::Button>::new();
                    button.on_load(move |button| {
                        if was_closed.try_update_value(std::mem::take) == Some(true) {
                            let _ = button.focus();
                        }
                    });
                    view! { <p><button type="button" node_ref=button on:click=open>{say::voices_open(lang)}</button></p> }
                        .into_any()
                }
                Some((_, _, false)) => {
                    view! { <p class="hint" role="status">{say::voices_reading(lang)}</p> }.into_any()
                }
                Some((_, _, true)) => assessor_entries_read(bench, session, was_closed, lang),
            }
        })
    })
}

fn assessor_entries_read(
    bench: Secretariat,
    session: &Session,
    was_closed: StoredValue<bool>,
    lang: Lang,
) -> AnyView {
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
                    let title = format!("{} {}", clause.node.code, visible_text(clause.node.name.get(lang)));
                    let assessor_entries: Vec<_> = session
                        .assessor_entries(clause.index)
                        .iter()
                        .map(|assessor_entry| assessor_entry_view(assessor_entry, lang))
                        .collect();
                    view! { <details class="clause-voices"><summary>{title}</summary><dl class="voices">{assessor_entries}</dl></details> }
                })
                .collect();
            let title = format!("{} {}", part.code, visible_text(part.name.get(lang)));
            view! { <details class="part-voices" open><summary>{title}</summary>{clauses}</details> }
        })
        .collect();
    let overall: Vec<_> = session
        .assessor_entries(0)
        .iter()
        .filter(|assessor_entry| !assessor_entry.overall.is_empty())
        .map(|assessor_entry| {
            view! { <dt>{visible_text(assessor_entry.assessor)}</dt><dd>{visible_text(assessor_entry.overall)}</dd> }
        })
        .collect();
    let close = click(move || {
        was_closed.set_value(true);
        bench.tell_desk(Event::Closed);
    });
    view! {
        <h5 class="voices-title" tabindex="-1">{say::overall_label(lang)}</h5>
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
            .map(|comment| view! { <li>{visible_text(&comment.text)}</li> })
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
        <dt>{visible_text(assessor_entry.assessor)}" \u{b7} "<strong>{value}</strong></dt>
        <dd>{strengths}{areas}{lost}</dd>
    }
}
