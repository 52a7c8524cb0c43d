//! What was submitted, and the way to correct it.

use leptos::prelude::*;

use scoring::foundations::Lang;
use scoring::scoresheet::{REASON_MAX, Submission, SubmissionState};
use scoring::words as say;

use crate::app::browser::clock;
use crate::app::components::{click, drawn, nothing, text, translated, whether};
use crate::app::drafting::components::{typing, workbench};

/// Whether the draft was submitted, as what, and what one does to correct it.
#[component]
pub fn SubmissionNotice() -> impl IntoView {
    let bench = workbench();
    drawn(move || {
        let lang = bench.lang.get();
        match bench.submission_state.get() {
            SubmissionState::Not => nothing(),
            SubmissionState::Damaged => view! {
                <div class="notice warning submission">
                    <div>
                        <p><strong>{say::submission_damaged_title(lang)}</strong></p>
                        <p>{say::submission_damaged_text(lang)}</p>
                        <details>
                            <summary>{say::submission_drop_open(lang)}</summary>
                            <p>{say::submission_drop_text(lang)}</p>
                            <p class="row"><button type="button" class="danger" data-act="drop-submission" on:click=click(move || bench.drop_submission())>{say::submission_drop(lang)}</button></p>
                        </details>
                    </div>
                </div>
            }
            .into_any(),
            SubmissionState::Submitted(last) => {
                let told = submission_text(&last, lang);
                let why = say::correction(&last.revision, lang);
                view! {
                    <div class="notice good submission">
                        <div>
                            <p><strong>{say::submitted_title(lang)}</strong></p>
                            <p>{told}</p>
                            {why.map(|why| view! { <p>{why}</p> })}
                            <p>{say::submitted_text(lang)}</p>
                            <details><summary>{say::correct_open(lang)}</summary>{reason_form(String::new(), say::correct_begin)}</details>
                        </div>
                    </div>
                }
                .into_any()
            }
            SubmissionState::Correcting(last, reason) => {
                let told = say::Correcting {
                    revision: &(last.revision.number + 1),
                    fingerprint: &last.fingerprint.short(),
                    reason: &reason,
                }
                .text(lang);
                view! {
                    <div class="notice warning submission">
                        <div>
                            <p><strong>{say::correcting_title(lang)}</strong></p>
                            <p>{told}</p>
                            <details><summary>{say::correct_reword_open(lang)}</summary>{reason_form(reason, say::correct_reword)}</details>
                        </div>
                    </div>
                }
                .into_any()
            }
        }
    })
}

/// When it was submitted, as which revision and which file.
pub fn submission_text(last: &Submission, lang: Lang) -> String {
    say::SubmittedAs {
        revision: &last.revision.number,
        time: &clock::local_moment(last.at),
        fingerprint: &last.fingerprint.short(),
    }
    .text(lang)
}

/// The reason of a correction, and the button that takes it.
fn reason_form(written: String, action: fn(Lang) -> &'static str) -> impl IntoView {
    let bench = workbench();
    let reason = RwSignal::new(written);
    let (on_input, on_composed) = typing(move |typed| reason.set(typed));
    let is_blank = whether(move || reason.with(|reason| reason.trim().is_empty()));
    let count = text(move || {
        let count = reason.with(|reason| reason.trim().chars().count());
        say::ReasonCount {
            count: &count,
            max: &REASON_MAX,
        }
        .text(bench.lang.get())
    });
    view! {
        <div class="field">
            <div class="field-head">
                <label for="correction-reason">{translated(say::correction_label)}</label>
                <span class="count" prop:textContent=count></span>
            </div>
            <p class="hint" id="correction-hint">{translated(say::correction_hint)}</p>
            <textarea id="correction-reason" rows="2" autocomplete="off" maxlength=REASON_MAX
                aria-describedby="correction-hint" prop:value=reason
                on:input=on_input on:compositionend=on_composed></textarea>
        </div>
        <p class="row"><button type="button" disabled=is_blank on:click=click(move || bench.correct(reason.get_untracked()))>{translated(action)}</button></p>
    }
}
