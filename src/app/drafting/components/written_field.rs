//! Text fields that write what is typed, and leave input methods alone.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::{ev, html};

use scoring::document::Address;
use scoring::scoresheet::{Field, clause_of};
use scoring::words as say;

use crate::app::browser::{document, fields, keys};
use crate::app::components::{
    OnComposed, OnInput, acts, drawn, nothing, text, translated_text, visible_text, whether,
};
use crate::app::drafting::Workbench;
use crate::app::drafting::components::workbench;

/// A text of several lines that belongs to a field of the open draft.
#[component]
pub fn WrittenField(
    /// The field.
    #[prop(into)]
    field: Address,
    /// Its label.
    label: Signal<String>,
    /// What to write; may be empty.
    hint: Signal<String>,
    /// Lines to show while it is empty.
    #[prop(default = 2)]
    rows: u32,
    /// Whether each line is a statement of its own, to be counted.
    #[prop(default = false)]
    counts_lines: bool,
) -> impl IntoView {
    let bench = workbench();
    let id = field_id(&field);
    let hint_id = format!("{id}-hint");
    let name = focus_name(&field);
    let area = NodeRef::<html::Textarea>::new();
    let written = written(field.clone());
    shows(field.clone(), written, move || area.get().map(Into::into));
    let stored = storage_note(vec![field.clone()]);
    let (on_input, on_composed) = typing(move |typed| bench.type_in(field.clone(), typed));
    Effect::new(move || {
        written.track();
        if let Some(area) = area.get() {
            document::grow_soon(area);
        }
    });
    let count = text(move || {
        let lang = bench.lang.get();
        written.with(|text| {
            if counts_lines {
                let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
                say::count_statements(lang, lines)
            } else {
                say::count_characters(
                    lang,
                    text.chars()
                        .filter(|character| !character.is_whitespace())
                        .count(),
                )
            }
        })
    });
    view! {
        <div class="field">
            <div class="field-head">
                <label for=id.clone()>{label}</label>
                <span class="count" prop:textContent=count></span>
            </div>
            <p class="hint" id=hint_id.clone()>{hint}</p>
            {stored}
            <textarea
                id=id
                node_ref=area
                rows=rows
                data-focus=name
                // A browser keeps what stands in a form for its next start, in clear, where it may complete it.
                autocomplete="off"
                readonly=fixed(bench)
                aria-describedby=hint_id
                on:input=on_input
                on:compositionend=on_composed
                on:change=acts(move |_: ev::Event| bench.typed())
                on:blur=acts(move |_: ev::FocusEvent| bench.typed())
            ></textarea>
            // Paper has no room for a field: there the words stand as a text.
            <p class="print-only written" prop:textContent=text(move || visible_text(&written.get()))></p>
        </div>
    }
}

/// A text of one line that belongs to a field of the open draft.
#[component]
pub fn LineField(
    /// The field.
    #[prop(into)]
    field: Address,
    /// Its label.
    label: Signal<String>,
    /// What to write, where the label does not say it.
    #[prop(optional)]
    hint: Option<Signal<String>>,
) -> impl IntoView {
    let bench = workbench();
    let id = field_id(&field);
    let name = focus_name(&field);
    let hint_id = hint.map(|_| format!("{id}-hint"));
    let hint = hint.map(|hint| view! { <p class="hint" id=hint_id.clone()>{hint}</p> });
    let input = NodeRef::<html::Input>::new();
    let written = written(field.clone());
    shows(field.clone(), written, move || input.get().map(Into::into));
    let stored = storage_note(vec![field.clone()]);
    let (on_input, on_composed) = typing(move |typed| bench.type_in(field.clone(), typed));
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {hint}
            {stored}
            <input
                id=id
                node_ref=input
                type="text"
                autocomplete="off"
                data-focus=name
                readonly=fixed(bench)
                aria-describedby=hint_id
                on:input=on_input
                on:compositionend=on_composed
                on:change=acts(move |_: ev::Event| bench.typed())
            />
            <p class="print-only written" prop:textContent=text(move || visible_text(&written.get()))></p>
        </div>
    }
}

/// The text of a field of the open draft.
pub fn written(field: Address) -> Memo<String> {
    let bench = workbench();
    Memo::new(move |_| bench.text(&field))
}

/// Keeps an input at the text of a field, and notes which text the page put there.
pub fn shows(field: Address, written: Memo<String>, input: impl Fn() -> Option<fields::Input> + 'static) {
    Effect::new(move || {
        if let Some(input) = input() {
            written.with(|text| fields::show(&input, field.as_str(), text));
        }
    });
}

/// Says of fields that are one thing to a person, such as band and value, that every stored copy of one is damaged; or of
/// empty ones that the journal, which may have their text, was not read yet.
pub fn storage_note(fields: Vec<Address>) -> AnyView {
    let bench = workbench();
    let all = fields.clone();
    let is_damaged = whether(move || {
        bench
            .damaged
            .with(|damaged| all.iter().any(|at| damaged.contains(at)))
    });
    let is_unread =
        whether(move || bench.journal_unread.get() && fields.iter().all(|at| bench.text(at).is_empty()));
    drawn(move || {
        let words = match (is_damaged.get(), is_unread.get()) {
            (true, _) => translated_text(say::field_damaged),
            (false, true) => translated_text(say::field_unread),
            (false, false) => return nothing(),
        };
        view! { <p class="fault damaged-field" role="status" prop:textContent=words></p> }.into_any()
    })
}

/// Whether the fields of the open draft are fixed, because it was submitted.
pub fn fixed(bench: Workbench) -> Signal<bool> {
    Memo::new(move |_| bench.is_fixed()).into()
}

/// What a text input does with what is typed: it hands the whole text on, but never in mid-composition.
pub fn typing(write: impl Fn(String) + 'static) -> (OnInput, OnComposed) {
    let write = Rc::new(write);
    let composed = Rc::clone(&write);
    let on_input = acts(move |event: ev::Event| {
        if !keys::composing(&event) {
            write(event_target_value(&event));
        }
    });
    (
        on_input,
        acts(move |event: ev::CompositionEvent| composed(event_target_value(&event))),
    )
}

/// The element id of a field.
pub fn field_id(field: &Address) -> String {
    format!("f-{}", field.to_string().replace(['/', '.'], "-"))
}

/// The name by which focus finds the same field of another clause.
fn focus_name(field: &Address) -> String {
    let within = clause_of(field).map(|code| Field::of_clause(&code));
    let name = within.as_ref().and_then(|clause| field.below(clause));
    name.unwrap_or(field.as_str()).to_owned()
}
