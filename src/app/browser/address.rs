//! The address behind `#`.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

use super::document;
use super::listening::on_window;

/// The present address, from `#` on.
pub fn hash() -> String {
    web_sys::window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default()
}

/// Goes to another address; the listener is called.
pub fn go(hash: &str) {
    if let Some(window) = web_sys::window() {
        // Setting the hash cannot fail on a page that is shown.
        let _ = window.location().set_hash(hash);
    }
}

/// Goes to another address, which replaces the present one in the history; the listener is called.
pub fn replace(hash: &str) {
    if let Some(window) = web_sys::window() {
        // An address that begins with # stays on this page, which cannot fail.
        let _ = window.location().replace(hash);
    }
}

/// Reloads the page at another address. The listener is not called.
pub fn load_anew_at(hash: &str) {
    if let Some(window) = web_sys::window() {
        // An address that begins with # stays on this page, which cannot fail.
        let _ = pushed(&window, hash);
        let _ = window.location().reload();
    }
}

fn pushed(window: &web_sys::Window, hash: &str) -> Result<(), JsValue> {
    let history = Reflect::get(window, &"history".into())?;
    let push: Function = Reflect::get(&history, &"pushState".into())?.dyn_into()?;
    push.call3(&history, &JsValue::NULL, &"".into(), &hash.into())?;
    Ok(())
}

/// Calls for each change of the address. No dialog stays open above another place.
pub fn on_change(mut call: impl FnMut() + 'static) {
    on_window(&["hashchange"], move |_: web_sys::Event| {
        document::close_dialogs();
        call();
    });
}
