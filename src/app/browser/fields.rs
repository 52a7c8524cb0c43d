//! Form fields: the text that the page put into each, and another that something else put there.

use std::cell::RefCell;

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};

use super::listening::on_window;

/// An input or a text area.
pub type Input = web_sys::Element;

/// A field on the page.
struct Written {
    element: Input,
    address: String,
    /// The text that it shows, as the page has it.
    shown: String,
    /// The text to show once the composition in it has ended.
    due: Option<String>,
}

thread_local! {
    static FIELDS: RefCell<Vec<Written>> = const { RefCell::new(Vec::new()) };
    static COMPOSING: RefCell<Option<Input>> = const { RefCell::new(None) };
}

/// Shows the text of an address in a field. A field that has it already keeps its caret; one in which an input method
/// composes is written when that has ended, since writing into it would end the composition.
pub fn show(element: &Input, address: &str, text: &str) {
    let differs = value_of(element).is_some_and(|value| value != as_value(element, text));
    let is_due = differs && COMPOSING.with_borrow(|composing| composing.as_ref() == Some(element));
    if differs && !is_due {
        set_value(element, text);
    }
    FIELDS.with_borrow_mut(|fields| {
        fields.retain(|field| field.element.is_connected());
        let text = text.to_owned();
        match fields.iter_mut().find(|field| &field.element == element) {
            Some(field) if is_due => field.due = Some(text),
            Some(field) => (field.shown, field.due) = (text, None),
            None => fields.push(Written {
                element: element.clone(),
                address: address.to_owned(),
                shown: text,
                due: None,
            }),
        }
    });
}

/// The composition has ended: what was due in its field is shown.
fn end_composition() {
    COMPOSING.set(None);
    let due = FIELDS.with_borrow_mut(|fields| {
        let mut fields = fields.iter_mut();
        fields.find_map(|field| Some((field.element.clone(), field.address.clone(), field.due.take()?)))
    });
    if let Some((element, address, text)) = due {
        show(&element, &address, &text);
    }
}

/// The fields in which another text stands than the page put there: address, the page's text, and the other one. What an
/// input method composes is among it, and is not yet what is meant.
pub fn differing() -> Vec<(String, String, String)> {
    FIELDS.with_borrow(|fields| {
        let there = fields.iter().filter(|field| field.element.is_connected());
        there
            .filter_map(|field| {
                let value = value_of(&field.element)?;
                if !is_composing() {
                    show_as_read(&field.element, &value);
                }
                let differs = value != as_value(&field.element, &field.shown);
                differs.then(|| (field.address.clone(), field.shown.clone(), value))
            })
            .collect()
    })
}

/// Whether an input method composes in a field on the page.
pub fn is_composing() -> bool {
    COMPOSING.with_borrow(|composing| composing.as_ref().is_some_and(|field| field.is_connected()))
}

/// Calls whenever a field is left.
pub fn on_left(mut call: impl FnMut() + 'static) {
    on_window(&["focusout"], move |_: web_sys::Event| {
        // A composition ends with the focus, also where nothing says so.
        end_composition();
        call();
    });
    on_window(&["compositionstart"], |event: web_sys::Event| {
        COMPOSING.set(target_of(&event))
    });
    on_window(&["compositionend"], |_: web_sys::Event| end_composition());
}

/// Calls with whether an input method composes in one of the fields, whenever that changes. What ends a composition is
/// heard after the field itself has taken the text.
pub fn on_composing(call: impl Fn(bool) + 'static) {
    let call = std::rc::Rc::new(call);
    let begun = std::rc::Rc::clone(&call);
    on_window(&["compositionstart"], move |event: web_sys::Event| {
        let is_field =
            |target: &Input| FIELDS.with_borrow(|fields| fields.iter().any(|field| &field.element == target));
        if target_of(&event).as_ref().is_some_and(is_field) {
            begun(true);
        }
    });
    on_window(&["compositionend", "focusout"], move |_: web_sys::Event| {
        call(false)
    });
}

fn target_of(event: &web_sys::Event) -> Option<Input> {
    event.target()?.dyn_into().ok()
}

fn value_of(element: &Input) -> Option<String> {
    match element.dyn_ref::<web_sys::HtmlTextAreaElement>() {
        Some(area) => Some(area.value()),
        None => Some(element.dyn_ref::<web_sys::HtmlInputElement>()?.value()),
    }
}

/// Half a character, which an input method or a program may leave behind, is read as U+FFFD: then a field shows that, as
/// it is stored, with the caret where it was. Not while one types, since the other half may come with the next event.
fn show_as_read(element: &Input, read: &str) {
    let shown = Reflect::get(element, &"value".into());
    if shown.is_ok_and(|shown| shown == read) {
        return;
    }
    let ends = ["selectionStart", "selectionEnd"].map(JsValue::from_str);
    let caret = ends.each_ref().map(|end| Reflect::get(element, end));
    set_value(element, read);
    for (end, at) in ends.iter().zip(caret.iter().flatten()) {
        // A field that has no caret refuses it.
        let _ = Reflect::set(element, end, at);
    }
}

fn set_value(element: &Input, text: &str) {
    if let Some(area) = element.dyn_ref::<web_sys::HtmlTextAreaElement>() {
        area.set_value(text);
    } else if let Some(input) = element.dyn_ref::<web_sys::HtmlInputElement>() {
        input.set_value(text);
    }
}

/// A text as the value of a field gives it back: one of a single line has no line ends, others have `\n` alone.
fn as_value(element: &Input, text: &str) -> String {
    if element.dyn_ref::<web_sys::HtmlTextAreaElement>().is_some() {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.replace(['\r', '\n'], "")
    }
}
