//! The browser's localStorage, through gloo-storage, behind a probe: gloo panics where storage is blocked.
//!
//! Each field of a draft is a record of its own, so that two tabs cannot overwrite each other's drafts.

use gloo_storage::{LocalStorage, Storage as _};
use scoring::foundations::in_order;
use scoring::keeper::LocalFault;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::DomException;

use super::listening::on_window;

/// Whether the browser keeps anything for this page. A full store is there all the same.
pub fn available() -> bool {
    let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    storage.is_some_and(|storage| storage.length().is_ok())
}

/// The text under a key.
pub fn read(key: &str) -> Option<String> {
    if !available() {
        return None;
    }
    LocalStorage::raw().get_item(key).ok().flatten()
}

/// The storage itself, where the browser has one for this page.
pub(super) fn raw() -> Option<web_sys::Storage> {
    available().then(LocalStorage::raw)
}

/// Puts a text under a key.
///
/// # Errors
/// Storage is blocked or full; what was there before is unchanged.
pub fn write(key: &str, text: &str) -> Result<(), LocalFault> {
    if !available() {
        return Err(LocalFault::Unavailable);
    }
    LocalStorage::raw().set_item(key, text).map_err(fault)
}

/// Why localStorage threw: it is full, or for any other reason it stores nothing for this page.
#[expect(clippy::needless_pass_by_value, reason = "it maps errors")]
pub(super) fn fault(thrown: JsValue) -> LocalFault {
    let name = thrown.dyn_ref::<DomException>().map(DomException::name);
    match name.as_deref() {
        // The second is what Firefox called it for long.
        Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED") => LocalFault::Full,
        _ => LocalFault::Unavailable,
    }
}

/// Removes a key.
pub fn remove(key: &str) {
    if available() {
        LocalStorage::delete(key);
    }
}

/// Every key that begins like this, in order.
pub fn keys(prefix: &str) -> Vec<String> {
    if !available() {
        return Vec::new();
    }
    keys_of(&LocalStorage::raw(), prefix)
}

/// Every key of a storage that begins like this, in order.
pub(super) fn keys_of(storage: &web_sys::Storage, prefix: &str) -> Vec<String> {
    let all = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok().flatten());
    in_order(all.filter(|key| key.starts_with(prefix)).collect(), Ord::cmp)
}

/// Calls with key and new text for each change that another window makes; without a key where everything was removed.
pub fn on_change_elsewhere(mut call: impl FnMut(Option<String>, Option<String>) + 'static) {
    on_window(&["storage"], move |event: web_sys::StorageEvent| {
        call(event.key(), event.new_value());
    });
}
