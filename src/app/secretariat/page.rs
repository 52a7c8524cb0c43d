//! The secretariat's page: a verdict for each file, the two stages apart, the ranking by the site score alone.

mod applicant;
mod assessor_entries;
mod exports;
mod import;
mod questions;
mod results;
mod verdicts;

use leptos::prelude::*;

use scoring::desks::secretariat::{Event, Session};
use scoring::scoring::Rule;
use scoring::words as say;

use crate::app::components::{
    DropZone, Label, drawn, nothing, text, translated, translated_text, visible_text,
};
use crate::app::route::Route;
use crate::app::secretariat::desk::Secretariat;
use crate::app::secretariat::page::import::{
    ImportCounts, ImportProgress, Interrupted, StorageState, Undoing,
};
use crate::app::secretariat::page::questions::Questions;
use crate::app::secretariat::page::results::Results;
use crate::app::secretariat::page::verdicts::Verdicts;

/// The button that takes a step back: the focus goes there when what had it was taken out.
const UNDO: &str = "#desk-undo:not(:disabled)";
/// The button that takes it forth again.
const REDO: &str = "#desk-redo:not(:disabled)";

/// The secretariat's desks.
fn desks() -> Secretariat {
    expect_context::<Secretariat>()
}

/// The secretariat's page.
#[component]
pub fn SecretariatPage() -> impl IntoView {
    let bench = desks();
    let rubric_file = Signal::derive(move || bench.shown_desk().rubric_file.get());
    view! {
        <div class="secretariat">
            <header>
                <h1 tabindex="-1">{translated(say::secretariat_title)}" "<Label rubric_file=rubric_file/></h1>
                <p class="lead">{translated(say::secretariat_lead)}</p>
            </header>
            <ExampleMark/>
            <Settings/>
            <section class="import" aria-labelledby="import-title">
                <h2 id="import-title">{translated(say::import_title)}</h2>
                <DropZone id="import-files" label=translated_text(say::import_drop)
                    button=translated_text(say::import_button)
                    take=move |files| bench.import(files)/>
                <ImportProgress/>
                <Interrupted/>
                <p class="hint">{translated(say::import_keeps)}</p>
                <StorageState/>
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
                <p><strong class="tag warning">{translated(say::desk_example_tag)}</strong>" "{translated(say::desk_example)}</p>
                <a class="button" href=Route::Secretariat.to_string()>{translated(say::desk_example_close)}</a>
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
        bench
            .shown_desk()
            .rubric_file
            .with(|rubric_file| match rubric_file {
                None => say::desk_no_rubric(lang).to_owned(),
                Some(one) => {
                    let (title, version) = (visible_text(one.rubric.title().get(lang)), one.rubric.version());
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
            <dl class="facts"><dt>{translated(say::rubric_label)}</dt><dd>{rubric}</dd></dl>
            <div class="field">
                <label for="rule">{translated(say::rule_label)}</label>
                <select id="rule" on:change=choose aria-describedby="rule-hint">{rules}</select>
                <p class="hint" id="rule-hint">{translated(say::rule_hint)}</p>
            </div>
        </section>
    }
}
