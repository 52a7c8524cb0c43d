//! Text fields that write what is typed, and leave input methods alone.

use leptos::prelude::*;
use leptos::{ev, html};

use scoring::scoresheet::Field;
use scoring::words as say;

use crate::app::browser::{document, keys};
use crate::app::components::workbench;

/// A text of several lines that belongs to a field of the open draft.
#[component]
pub fn WrittenField(
    /// The field.
    field: Field,
    /// Its label.
    #[prop(into)]
    label: Signal<String>,
    /// What to write; may be empty.
    #[prop(into)]
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
    let text = {
        let field = field.clone();
        Memo::new(move |_| bench.text(&field))
    };
    let write = {
        let field = field.clone();
        move |typed: String| bench.type_in(field.clone(), typed)
    };
    let on_input = {
        let write = write.clone();
        move |event: ev::Event| {
            if let Some(area) = area.get_untracked() {
                document::grow(&area);
            }
            if !keys::composing(&event) {
                write(event_target_value(&event));
            }
        }
    };
    let on_composed = move |event: ev::CompositionEvent| write(event_target_value(&event));
    Effect::new(move || {
        text.track();
        if let Some(area) = area.get() {
            document::grow_soon(area);
        }
    });
    let count = move || {
        let lang = bench.lang.get();
        text.with(|text| {
            if counts_lines {
                let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
                say::count_statements(lang, lines)
            } else {
                say::count_characters(lang, text.chars().filter(|sign| !sign.is_whitespace()).count())
            }
        })
    };
    view! {
        <div class="field">
            <div class="field-head">
                <label for=id.clone()>{move || label.get()}</label>
                <span class="count">{count}</span>
            </div>
            <p class="hint" id=hint_id.clone()>{move || hint.get()}</p>
            <textarea
                id=id
                node_ref=area
                rows=rows
                data-focus=name
                aria-describedby=hint_id
                prop:value=move || text.get()
                on:input=on_input
                on:compositionend=on_composed
                on:change=move |_| bench.typed()
                on:blur=move |_| bench.typed()
            ></textarea>
        </div>
    }
}

/// A text of one line that belongs to a field of the open draft.
#[component]
pub fn LineField(
    /// The field.
    field: Field,
    /// Its label.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let bench = workbench();
    let id = field_id(&field);
    let text = {
        let field = field.clone();
        Memo::new(move |_| bench.text(&field))
    };
    let write = move |typed: String| bench.type_in(field.clone(), typed);
    let composed = write.clone();
    view! {
        <div class="field">
            <label for=id.clone()>{move || label.get()}</label>
            <input
                id=id
                type="text"
                autocomplete="off"
                prop:value=move || text.get()
                on:input=move |event| if !keys::composing(&event) { write(event_target_value(&event)) }
                on:compositionend=move |event: ev::CompositionEvent| composed(event_target_value(&event))
                on:change=move |_| bench.typed()
            />
        </div>
    }
}

/// The element id of a field.
pub fn field_id(field: &Field) -> String {
    format!("f-{}", field.to_string().replace(['/', '.'], "-"))
}

/// The name by which focus finds the same field of another clause.
fn focus_name(field: &Field) -> String {
    match field {
        Field::Clause(_, item) => item.to_string(),
        other => other.to_string(),
    }
}
