//! The workbench with its engine, loaded when the start screen is left.

use std::cell::Cell;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
pub use wasm_bindgen_futures::spawn_local;

thread_local! {
    static ASKED_FOR: Cell<bool> = const { Cell::new(false) };
}

/// Whether the workbench was asked for already.
pub fn asked_for() -> bool {
    ASKED_FOR.get()
}

/// Loads the workbench; it takes the page over by itself. Calls with the browser's error where it cannot be had.
pub fn load(failed: impl FnOnce(JsValue) + 'static) {
    ASKED_FOR.set(true);
    spawn_local(async move {
        if let Err(error) = start().await {
            ASKED_FOR.set(false);
            failed(error);
        }
    });
}

/// Leaves an error to the guard, which says that the workbench did not come, and which file is missing
/// (public/guard.js).
pub fn tell_guard(error: &JsValue) {
    // Nobody catches it but the guard.
    let _ = Promise::reject(error);
}

/// Only the page itself knows where the workbench is: in files whose names change with every build, or inside the
/// page that is one file. So it has a function for it (index.html, xtask/src/single_file.rs), and nothing here
/// makes a script element, which Trusted Types would refuse.
async fn start() -> Result<(), JsValue> {
    let window = web_sys::window().ok_or("window")?;
    let start: Function = Reflect::get(&window, &"startWorkbench".into())?.dyn_into()?;
    let started: Promise = start.call0(&window)?.dyn_into()?;
    JsFuture::from(started).await?;
    Ok(())
}
