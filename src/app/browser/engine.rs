//! The workbench with its engine, loaded when the start screen is left.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

thread_local! {
    static ASKED_FOR: Cell<bool> = const { Cell::new(false) };
}

/// Whether the workbench was asked for already.
pub fn asked_for() -> bool {
    ASKED_FOR.get()
}

/// Loads the workbench; it takes the page over by itself. Calls where it cannot be had.
pub fn load(failed: impl FnOnce() + 'static) {
    ASKED_FOR.set(true);
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    // The build writes the name of the file that fits this page; names change with every build.
    let named = document.query_selector("meta[name='workbench']").ok().flatten();
    let Some(name) = named.and_then(|element| element.get_attribute("content")) else {
        return;
    };
    let Ok(script) = document.create_element("script") else {
        return;
    };
    let _ = script.set_attribute("type", "module");
    let _ = script.set_attribute("src", &name);
    let failed = Closure::once_into_js(move || {
        ASKED_FOR.set(false);
        failed();
    });
    let _ = script.add_event_listener_with_callback("error", failed.unchecked_ref());
    if let Some(body) = document.body() {
        let _ = body.append_child(&script);
    }
}
