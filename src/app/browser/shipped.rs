//! Files that ship with the page: rubrics and the example. Loaded when wanted, never at the start.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// The example: one file a line, the application of the self-assessment first.
pub const EXAMPLE: &str = "example/award.ndjson";

/// Reads a shipped file, by its path below the page.
///
/// A page that is one file carries them inside, in an element with the path as its `data-file`.
///
/// # Errors
/// The file could not be had; the sentence is the browser's own.
pub async fn read(path: &str) -> Result<String, String> {
    let window = web_sys::window().ok_or("window")?;
    let embedded = window.document().and_then(|document| {
        document
            .query_selector(&format!("script[data-file='{path}']"))
            .ok()
            .flatten()
    });
    if let Some(text) = embedded.and_then(|element| element.text_content()) {
        return Ok(text);
    }
    let said = |value: wasm_bindgen::JsValue| format!("{value:?}");
    let response = JsFuture::from(window.fetch_with_str(path)).await.map_err(said)?;
    let response: web_sys::Response = response.dyn_into().map_err(said)?;
    if !response.ok() {
        return Err(format!("{path}: {}", response.status()));
    }
    let text = JsFuture::from(response.text().map_err(said)?)
        .await
        .map_err(said)?;
    text.as_string().ok_or_else(|| path.to_owned())
}
