//! What a person has to answer before applicants rank.

use leptos::prelude::*;

use scoring::desks::secretariat::Event;
use scoring::panel::{Answer, Question};
use scoring::words as say;

use crate::app::browser::document;
use crate::app::components::{click, drawn, nothing};
use crate::app::secretariat::page::{UNDO, desks};

/// Names that may mean the same, each with both answers.
#[component]
pub(super) fn Questions() -> impl IntoView {
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
                        let next = [".questions button", UNDO].map(str::to_owned).to_vec();
                        document::focus_in("#verdicts".to_owned(), next);
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
