//! Listeners for events of the window, for the lifetime of the page.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::Event;

/// Calls at each of these events, after the listeners inside the page.
pub fn on_window<E: JsCast + 'static>(names: &[&str], mut call: impl FnMut(E) + 'static) {
    listen(
        names,
        false,
        Box::new(move |event: Event| call(event.unchecked_into())),
    );
}

/// Calls at each of these events, those of the document that do not come up to the window too.
pub fn on_document(names: &[&str], mut call: impl FnMut() + 'static) {
    listen(names, true, Box::new(move |_| call()));
}

fn listen(names: &[&str], capture: bool, call: Box<dyn FnMut(Event)>) {
    let listener = Closure::wrap(call);
    if let Some(window) = web_sys::window() {
        for name in names {
            // Listening to the window is never refused.
            let listener = listener.as_ref().unchecked_ref();
            let _ = window.add_event_listener_with_callback_and_bool(name, listener, capture);
        }
    }
    listener.forget();
}
