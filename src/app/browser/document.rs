//! The document: language, title, focus, scrolling, printing.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;

use super::listening::{on_document, on_window};

fn document() -> Option<web_sys::Document> {
    web_sys::window().and_then(|window| window.document())
}

/// Tells browser and screen reader the language.
pub fn set_language(tag: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("lang", tag);
    }
}

/// The language that the document says it is in.
pub fn language() -> String {
    document()
        .and_then(|document| document.document_element()?.get_attribute("lang"))
        .unwrap_or_default()
}

/// The title of the window and of printed pages.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Focuses what stands on the page already, at once: what is typed next goes there.
pub fn focus_now(selector: &str) {
    if let Some(element) = found(selector) {
        focus(&element);
    }
}

/// Focuses the first element that matches, once the page has drawn what is under way.
pub fn focus_soon(selector: String) {
    next_frame(move || wait_for(selector.clone(), vec![selector], MOST_FRAMES));
}

/// Focuses the first of these that there is, once the place is drawn that they are looked for in: before the next key,
/// where it is drawn by then.
pub fn focus_in(place: String, selectors: Vec<String>) {
    // What the signals changed is drawn by tasks of the same queue, which were put there before this one.
    spawn_local(async move { wait_for(place, selectors, MOST_FRAMES) });
}

thread_local! {
    /// What had the focus before it was lent.
    static LENDER: RefCell<Option<web_sys::HtmlElement>> = const { RefCell::new(None) };
}

/// Lends the focus to what appears with the next drawing, until it is given back.
pub fn lend_focus(selector: String) {
    let active = document().and_then(|document| document.active_element());
    LENDER.set(active.and_then(|active| active.dyn_into().ok()));
    focus_soon(selector);
}

/// Gives the focus back to what had it; where that is gone, to the page's content.
pub fn give_focus_back() {
    let lender = LENDER.take().filter(|lender| lender.is_connected());
    if let Some(element) = lender.or_else(|| found("main")) {
        focus(&element);
    }
}

/// Focuses what is being drawn: before the next key, where it is drawn by then.
pub fn focus_when_drawn(selector: String) {
    focus_in(selector.clone(), vec![selector]);
}

/// How long a place is waited for.
const MOST_FRAMES: u32 = 120;

/// Looks now and at each frame until the place is there, for so many frames.
fn wait_for(place: String, selectors: Vec<String>, frames: u32) {
    if found(&place).is_some() {
        if let Some(element) = selectors.iter().find_map(|selector| found(selector)) {
            focus(&element);
        }
    } else if frames > 0 {
        next_frame(move || wait_for(place, selectors, frames - 1));
    }
}

fn found(selector: &str) -> Option<web_sys::HtmlElement> {
    let element = document()?.query_selector(selector).ok()??;
    element.dyn_into().ok()
}

/// Focuses an element, and selects the text of an input. One that has the focus keeps its selection, or what was typed
/// meanwhile would be typed over.
fn focus(element: &web_sys::HtmlElement) {
    let active = document().and_then(|document| document.active_element());
    if active.as_ref() == Some(element.as_ref()) {
        return;
    }
    let _ = element.focus();
    if let Some(input) = element.dyn_ref::<web_sys::HtmlInputElement>()
        && input.type_() == "text"
    {
        input.select();
    }
}

/// The `data-focus` name of the focused element.
pub fn focused_name() -> Option<String> {
    let active = document().and_then(|document| document.active_element())?;
    active
        .closest("[data-focus]")
        .ok()
        .flatten()?
        .get_attribute("data-focus")
}

/// Scrolls to the top, for a page that replaces another.
pub fn scroll_to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Whether the screen is as narrow as a phone's, by the measure of the style sheets.
pub fn is_narrow() -> bool {
    let query = web_sys::window().and_then(|window| window.match_media("(max-width: 760px)").ok().flatten());
    query.is_some_and(|query| query.matches())
}

/// Opens the browser's print dialog.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Shows a `<dialog>` by id, above everything and with the focus inside.
pub fn show_dialog(id: &str) {
    if let Some(dialog) = dialog(id)
        && !dialog.open()
    {
        let _ = dialog.show_modal();
    }
}

/// Closes a `<dialog>` by id.
pub fn close_dialog(id: &str) {
    if let Some(dialog) = dialog(id) {
        dialog.close();
    }
}

/// Closes every `<dialog>` that is open.
pub fn close_dialogs() {
    let open = || {
        let open = document()?.query_selector("dialog[open]").ok().flatten()?;
        open.dyn_into::<web_sys::HtmlDialogElement>().ok()
    };
    while let Some(dialog) = open() {
        dialog.close();
    }
}

fn dialog(id: &str) -> Option<web_sys::HtmlDialogElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Grows a text field to its text, so that nothing scrolls inside it.
pub fn grow(element: &web_sys::HtmlTextAreaElement) {
    let style = web_sys::HtmlElement::style(element);
    let _ = style.set_property("height", "auto");
    if element.scroll_height() <= element.client_height() {
        return;
    }
    let _ = style.set_property("height", &format!("{}px", element.scroll_height() + 2));
}

/// Calls once the page has drawn what is under way.
fn next_frame(call: impl FnOnce() + 'static) {
    let once = Closure::once_into_js(call);
    if let Some(window) = web_sys::window() {
        let _ = window.request_animation_frame(once.unchecked_ref());
    }
}

/// Calls after so many milliseconds.
pub fn after(milliseconds: u32, call: impl FnOnce() + 'static) {
    let milliseconds = i32::try_from(milliseconds).unwrap_or(i32::MAX);
    let once = Closure::once_into_js(call);
    if let Some(window) = web_sys::window() {
        let _ =
            window.set_timeout_with_callback_and_timeout_and_arguments_0(once.unchecked_ref(), milliseconds);
    }
}

/// Calls once the browser has nothing more urgent to do, and before long in any case.
pub fn when_idle(call: impl FnOnce() + 'static) {
    const LONGEST_MILLISECONDS: u32 = 1000;
    let once: js_sys::Function = Closure::once_into_js(call).unchecked_into();
    let Some(window) = web_sys::window() else { return };
    let options = web_sys::IdleRequestOptions::new();
    options.set_timeout(LONGEST_MILLISECONDS);
    if window
        .request_idle_callback_with_options(&once, &options)
        .is_err()
    {
        // Safari has no such call.
        let _ = window.set_timeout_with_callback(&once);
    }
}

/// Comes about after a while, if somebody waits for it.
pub async fn in_milliseconds(milliseconds: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
        }
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// Asks before the page is left, as long as the answer is yes.
pub fn ask_before_leaving(mut unsaved: impl FnMut() -> bool + 'static) {
    on_window(&["beforeunload"], move |event: web_sys::Event| {
        if unsaved() {
            event.prevent_default();
        }
    });
}

/// Calls when the page is hidden, after which a browser may end it without a word.
pub fn on_hidden(call: impl Fn() + 'static) {
    let call = std::rc::Rc::new(call);
    let left = std::rc::Rc::clone(&call);
    on_document(&["pagehide"], move || left());
    on_document(&["visibilitychange"], move || {
        if !is_visible() {
            call();
        }
    });
}

/// Calls when the page is shown again: its tab, or the whole page after it was kept for the way back or was asleep. Also
/// when somebody turns to its window, which may have stood beside another one.
pub fn on_shown(call: impl Fn() + 'static) {
    let call = std::rc::Rc::new(call);
    let shown = std::rc::Rc::clone(&call);
    on_document(&["visibilitychange", "pageshow", "resume"], move || {
        if is_visible() {
            shown();
        }
    });
    on_window(&["focus"], move |_: web_sys::Event| call());
}

/// The text that stands in the input field with this id, whoever set it.
pub fn input_text(id: &str) -> Option<String> {
    let field = document()?.get_element_by_id(id)?;
    Some(field.dyn_ref::<web_sys::HtmlInputElement>()?.value())
}

/// Whether the page can be seen.
pub fn is_visible() -> bool {
    document().is_some_and(|document| !document.hidden())
}

/// Milliseconds since 1970, for how long something took. They go on while the machine sleeps.
pub fn milliseconds() -> f64 {
    js_sys::Date::now()
}

/// Yields to the browser's event loop before long work continues; works in a hidden tab too.
pub async fn yield_to_browser() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback(&resolve);
        }
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// Grows a text field once the page has drawn what is under way.
pub fn grow_soon(element: web_sys::HtmlTextAreaElement) {
    next_frame(move || grow(&element));
}

const OPEN: &str = "scoring-workbench/1/open/";

/// Whether a foldable piece was left open, or is open where nobody has opened or closed it yet.
pub fn remembered_open(name: &str, at_first: bool) -> bool {
    match super::storage::read(&format!("{OPEN}{name}")).as_deref() {
        Some("yes") => true,
        Some("no") => false,
        _ => at_first,
    }
}

/// Remembers whether a foldable piece is open.
pub fn remember_open(name: &str, open: bool) {
    // Where it cannot be remembered, the piece is as at first next time; nothing is lost.
    let _ = super::storage::write(&format!("{OPEN}{name}"), if open { "yes" } else { "no" });
}
