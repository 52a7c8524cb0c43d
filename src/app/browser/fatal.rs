//! The last resort: a panic shows a plain text that is part of the page from the start.

/// Shows the element `fatal` when the app panics.
pub fn guard() {
    std::panic::set_hook(Box::new(|panic| {
        let document = web_sys::window().and_then(|window| window.document());
        let Some(document) = document else { return };
        if let Some(element) = document.get_element_by_id("fatal") {
            let _ = element.remove_attribute("hidden");
        }
        if let Some(element) = document.get_element_by_id("fatal-detail") {
            element.set_text_content(Some(&panic.to_string()));
        }
    }));
}
