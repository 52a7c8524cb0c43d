//! Pieces of the page that fold: opened by something elsewhere on it.

use super::document::focus_soon;

/// Opens the first `<details>` that matches, and focuses what folds it.
pub fn open(selector: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let found = document.and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(details) = found {
        // A plain attribute is never refused.
        let _ = details.set_attribute("open", "");
        focus_soon(format!("{selector} > summary"));
    }
}
