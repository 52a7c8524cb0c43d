//! Beginning a draft: a self-assessment from a name, a review from an application file.

use leptos::ev;
use leptos::prelude::*;

use scoring::foundations::squeezed;
use scoring::scoresheet::Stage;
use scoring::words as say;

use crate::app::browser::document;
use crate::app::components::{
    DropZone, Message, acts, attribute, click, drawn, text, translated, translated_text, visible_text,
    whether,
};
use crate::app::drafting::components::{typing, workbench};

/// Beginning a self-assessment.
#[component]
pub fn NewSelfAssessmentPage() -> impl IntoView {
    let bench = workbench();
    let name = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let chosen = RwSignal::new(0_usize);
    let waits = RwSignal::new(false);
    bench.fill_rubrics();
    let begin_now = move || {
        // A form filler may have set it without an event.
        name.set(document::input_text("applicant-name").unwrap_or_default());
        let applicant = squeezed(&name.get_untracked());
        if applicant.is_empty() {
            missing.set(true);
            return document::focus_now("#applicant-name");
        }
        let rubric = bench.rubrics.with_untracked(|rubrics| {
            let chosen = rubrics.get(chosen.get_untracked());
            chosen.map(|chosen| chosen.fingerprint)
        });
        match rubric {
            Some(rubric) => bench.begin_self_assessment(applicant, rubric),
            None => {
                waits.set(true);
                bench.done(say::rubric_still_loading(bench.lang.get_untracked()).to_owned());
            }
        }
    };
    // Pressed before the rubrics were there, it is done when they are.
    Effect::new(move || {
        if waits.get() && bench.rubrics.with(|rubrics| !rubrics.is_empty()) {
            waits.set(false);
            bench.close_notice();
            begin_now();
        }
    });
    let begin = move |event: ev::SubmitEvent| {
        event.prevent_default();
        begin_now();
    };
    let options = drawn(move || {
        let lang = bench.lang.get();
        let option = |(at, title): (usize, String)| {
            view! { <option value=at.to_string() selected=chosen.get_untracked() == at>{title}</option> }
        };
        let titles: Vec<_> = bench.rubrics.with(|rubrics| {
            rubrics
                .iter()
                .map(|one| {
                    visible_text(&format!(
                        "{} {}",
                        one.rubric.title().get(lang),
                        one.rubric.version()
                    ))
                })
                .collect()
        });
        titles
            .into_iter()
            .enumerate()
            .map(option)
            .collect::<Vec<_>>()
            .into_any()
    });
    let (on_input, on_composed) = typing(move |typed| {
        name.set(typed);
        missing.set(false);
    });
    view! {
        <form class="sheet" on:submit=acts(begin) novalidate>
            <h1 tabindex="-1">{translated(say::new_self_title)}</h1>
            <p class="lead">{translated(say::new_self_lead)}</p>
            <div class="field">
                <label for="applicant-name">{translated(say::applicant_label)}</label>
                <p class="hint" id="applicant-hint">{translated(say::applicant_hint)}</p>
                <input id="applicant-name" type="text" autocomplete="organization" aria-describedby="applicant-hint applicant-fault"
                    aria-invalid=attribute(move || missing.get().then_some("true"))
                    prop:value=name
                    on:input=on_input on:compositionend=on_composed/>
                <p class="fault" id="applicant-fault" role="alert">{attribute(move || missing.get().then(|| say::fault_no_applicant(bench.lang.get())))}</p>
            </div>
            <div class="field">
                <label for="rubric-choice">{translated(say::rubric_label)}</label>
                <p class="hint">{translated(say::rubric_hint)}</p>
                <select id="rubric-choice" on:change=acts(move |event: ev::Event| chosen.set(event_target_value(&event).parse().unwrap_or(0)))>
                    {options}
                </select>
            </div>
            <p class="row">
                <button type="submit" class="primary">{translated(say::new_self_action)}</button>
                <a class="button quiet" href="#/">{translated(say::back)}</a>
            </p>
        </form>
        <section class="sheet own" aria-labelledby="own-title">
            <h2 id="own-title">{translated(say::own_application_title)}</h2>
            <p class="lead">{translated(say::own_application_text)}</p>
            <DropZone id="open-own" label=translated_text(say::own_application_drop)
                button=translated_text(say::own_application_action)
                take=move |files| bench.go_on_with_own(files)/>
        </section>
    }
}

/// Beginning a review of an application that was opened. An application goes round with the applicant's own scores in
/// it, so nothing here opens them: the applicant's way on stands where a self-assessment begins.
#[component]
pub fn NewReviewPage() -> impl IntoView {
    let bench = workbench();
    let assessor = RwSignal::new(String::new());
    let stage = RwSignal::new(Stage::Material);
    let missing = RwSignal::new(false);
    let begin = move |event: ev::SubmitEvent| {
        event.prevent_default();
        assessor.set(document::input_text("assessor-name").unwrap_or_default());
        let name = squeezed(&assessor.get_untracked());
        if name.is_empty() {
            missing.set(true);
            return document::focus_now("#assessor-name");
        }
        bench.begin_review(stage.get_untracked(), name);
    };
    let choose_stage = move |choice: Stage, hint: Message| {
        view! {
            <label class="choice">
                <input type="radio" name="stage" prop:checked=whether(move || stage.get() == choice) on:change=acts(move |_: ev::Event| stage.set(choice))/>
                <span><strong>{text(move || say::stage(choice, bench.lang.get()).to_owned())}</strong>" "<span class="muted">{translated(hint)}</span></span>
            </label>
        }
    };
    drawn(move || match bench.application_to_review.get() {
        None => view! {
            <div class="sheet">
                <h1 tabindex="-1">{translated(say::new_review_title)}</h1>
                <p class="lead">{translated(say::new_review_lead)}</p>
                <DropZone id="open-application" label=translated_text(say::review_drop)
                    button=translated_text(say::review_open)
                    take=move |files| bench.hand_over(&files)/>
                <p><a class="button quiet" href="#/">{translated(say::back)}</a></p>
            </div>
        }
        .into_any(),
        Some(waiting) => {
            let applicant = visible_text(&waiting.application.sheet.applicant);
            let print = waiting.fingerprint.short();
            let (on_input, on_composed) = typing(move |typed| {
                assessor.set(typed);
                missing.set(false);
            });
            view! {
                <form class="sheet" on:submit=acts(begin) novalidate>
                    <h1 tabindex="-1">{translated(say::new_review_title)}</h1>
                    <dl class="facts">
                        <dt>{translated(say::applicant_label)}</dt><dd>{applicant}</dd>
                        <dt>{translated(say::file_label)}</dt><dd>{waiting.name}</dd>
                        <dt>{translated(say::fingerprint_label)}</dt><dd><code>{print}</code></dd>
                    </dl>
                    <p class="note">{translated(say::scores_hidden)}</p>
                    <fieldset class="field">
                        <legend>{translated(say::stage_label)}</legend>
                        {choose_stage(Stage::Material, say::stage_material_hint)}
                        {choose_stage(Stage::Site, say::stage_site_hint)}
                    </fieldset>
                    <div class="field">
                        <label for="assessor-name">{translated(say::assessor_label)}</label>
                        <input id="assessor-name" type="text" autocomplete="name" aria-describedby="assessor-fault"
                            aria-invalid=attribute(move || missing.get().then_some("true"))
                            prop:value=assessor
                            on:input=on_input on:compositionend=on_composed/>
                        <p class="fault" id="assessor-fault" role="alert">{attribute(move || missing.get().then(|| say::fault_no_assessor(bench.lang.get())))}</p>
                    </div>
                    <p class="row">
                        <button type="submit" class="primary">{translated(say::new_review_action)}</button>
                        <button type="button" class="quiet" on:click=click(move || bench.drop_waiting())>{translated(say::review_other)}</button>
                    </p>
                </form>
            }
            .into_any()
        }
    })
}
