//! The address behind `#`.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// The present address, from `#` on.
pub fn hash() -> String {
    web_sys::window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default()
}

/// Goes to another address; the listener hears of it.
pub fn go(hash: &str) {
    if let Some(window) = web_sys::window() {
        // Setting the hash cannot fail on a page that is shown.
        let _ = window.location().set_hash(hash);
    }
}

/// Goes to another address, which takes the place of the present one in the history; the listener hears of it.
pub fn replace(hash: &str) {
    if let Some(window) = web_sys::window() {
        // An address that begins with # stays on this page, which cannot fail.
        let _ = window.location().replace(hash);
    }
}

/// Calls for each change of the address, as long as the page lives.
pub fn on_change(call: impl FnMut() + 'static) {
    let listener = Closure::<dyn FnMut()>::new(call);
    if let Some(window) = web_sys::window() {
        let _ = window.add_event_listener_with_callback("hashchange", listener.as_ref().unchecked_ref());
    }
    listener.forget();
}
