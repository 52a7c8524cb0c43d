//! Events of the window, which a program of the page hears as long as the page is its own.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{AbortController, AddEventListenerOptions, Event};

thread_local! {
    static HEARING: RefCell<Option<AbortController>> = const { RefCell::new(None) };
}

/// Calls at each of these events, after what is inside the page heard of it.
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
    let options = AddEventListenerOptions::new();
    options.set_capture(capture);
    HEARING.with_borrow_mut(|hearing| {
        if hearing.is_none() {
            *hearing = AbortController::new().ok();
        }
        if let Some(hearing) = hearing {
            options.set_signal(&hearing.signal());
        }
    });
    if let Some(window) = web_sys::window() {
        for name in names {
            // Listening to the window is never refused.
            let _ = window.add_event_listener_with_callback_and_add_event_listener_options(
                name,
                listener.as_ref().unchecked_ref(),
                &options,
            );
        }
    }
    listener.forget();
}

/// Ends hearing, after another program took the page over.
pub fn end() {
    if let Some(hearing) = HEARING.take() {
        hearing.abort();
    }
}
