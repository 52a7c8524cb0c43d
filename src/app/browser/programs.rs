//! The programs of the page: one that runs, and the one that it leaves the page to.

use std::cell::Cell;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

thread_local! {
    static LEAVING: Cell<bool> = const { Cell::new(false) };
}

/// Whether the page is being left to another program.
pub fn leaving() -> bool {
    LEAVING.get()
}

/// Loads another program, which takes the page over by itself; this one hears nothing more. Calls where it cannot be
/// had; the guard says so, and which file is missing (public/guard.js).
pub fn leave_to(program: &'static str, failed: impl FnOnce() + 'static) {
    if LEAVING.replace(true) {
        return;
    }
    spawn_local(async move {
        match start(program).await {
            Ok(()) => super::listening::end(),
            Err(error) => {
                LEAVING.set(false);
                failed();
                // Nobody catches it but the guard.
                let _ = Promise::reject(&error);
            }
        }
    });
}

/// Only the page itself knows where its programs are: in files whose names change with every build, or inside the
/// page that is one file. So it has a function for it (index.html, xtask/src/single_file.rs), and nothing here
/// makes a script element, which Trusted Types would refuse.
async fn start(program: &str) -> Result<(), JsValue> {
    let window = web_sys::window().ok_or("window")?;
    let start: Function = Reflect::get(&window, &"startProgram".into())?.dyn_into()?;
    let started: Promise = start.call1(&window, &program.into())?.dyn_into()?;
    JsFuture::from(started).await?;
    Ok(())
}
