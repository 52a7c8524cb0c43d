//! Elements of the start screen: found, cloned from templates, filled.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
pub use wasm_bindgen_futures::spawn_local;
pub use web_sys::Element;
use web_sys::{Document, Event, HtmlElement, HtmlTemplateElement};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The first element that matches.
pub fn find(selector: &str) -> Option<Element> {
    document()?.query_selector(selector).ok().flatten()
}

/// Every element inside that matches.
pub fn find_all(place: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = place.query_selector_all(selector) else {
        return Vec::new();
    };
    let nodes = (0..found.length()).filter_map(|at| found.item(at));
    nodes.filter_map(|node| node.dyn_into().ok()).collect()
}

/// A copy of what a template of the screen holds (`src/app/drafting/pages/start.rs`).
pub fn from_template(screen: &Element, name: &str) -> Option<Element> {
    let selector = format!("template[data-template='{name}']");
    let template = screen.query_selector(&selector).ok().flatten()?;
    let first = first_of_template(&template)?;
    first.clone_node_with_deep(true).ok()?.dyn_into().ok()
}

/// The first element that a template holds.
pub fn first_of_template(template: &Element) -> Option<Element> {
    let content = template.dyn_ref::<HtmlTemplateElement>()?.content();
    content.first_element_child()
}

/// Fills in what differs from one copy to another. A piece without words goes.
pub fn fill(place: &Element, fact: &str, words: &str) {
    for element in find_all(place, &format!("[data-fact='{fact}']")) {
        if words.is_empty() {
            element.remove();
        } else {
            element.set_text_content(Some(words));
        }
    }
}

/// Sets an attribute of what matches inside.
pub fn set(place: &Element, selector: &str, attribute: &str, value: &str) {
    for element in find_all(place, selector) {
        // Attribute names of our own are never refused.
        let _ = element.set_attribute(attribute, value);
    }
}

/// Focuses the first element inside that matches.
pub fn focus(place: &Element, selector: &str) {
    let found = place.query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// A new element around others.
pub fn wrapped(name: &str, class: &str, children: &[Element]) -> Option<Element> {
    let around = document()?.create_element(name).ok()?;
    around.set_class_name(class);
    replace_all(&around, children.iter().cloned());
    Some(around)
}

/// Puts these in place of whatever stands inside.
pub fn replace_all(place: &Element, children: impl IntoIterator<Item = Element>) {
    place.set_text_content(None);
    for child in children {
        // A new element can stand anywhere.
        let _ = place.append_child(&child);
    }
}

/// A new element with a text.
pub fn with_text(name: &str, class: &str, text: &str) -> Option<Element> {
    let element = wrapped(name, class, &[])?;
    element.set_text_content(Some(text));
    Some(element)
}

/// Does something at each event inside, as long as the page lives.
pub fn on(place: &Element, event: &str, act: impl FnMut(Event) + 'static) {
    let listener = Closure::<dyn FnMut(Event)>::new(act);
    // Listening to an element of the page is never refused.
    let _ = place.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    listener.forget();
}

/// The element that an event is about, or the nearest around it, that matches.
pub fn closest(event: &Event, selector: &str) -> Option<Element> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(selector).ok().flatten()
}

/// Leaves an error to the guard, which says that a program did not come, and which file is missing (public/guard.js).
pub fn tell_guard(error: &wasm_bindgen::JsValue) {
    // Nobody catches it but the guard.
    let _ = js_sys::Promise::reject(error);
}
