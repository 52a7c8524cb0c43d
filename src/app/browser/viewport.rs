//! Which elements are near the part of the page that is on the screen, and when the page is printed.

use js_sys::{Array, Number, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// How far beyond the screen an element is near: about a screen, so that scrolling meets what is drawn.
const MARGIN: &str = "1000px 0px";

/// Where an element that is watched says which one it is.
const PLACE: &str = "data-place";

/// An element that is watched.
pub use web_sys::HtmlElement as Watched;

/// Watches elements, as long as it is there.
pub struct ViewportObserver {
    observer: IntersectionObserver,
    _hear: Closure<dyn Fn(Array)>,
}

impl ViewportObserver {
    /// Reports each element that comes near or goes: which one, whether it is near, and its height as a style has it;
    /// an element in a folded piece of the page has none.
    pub fn new(report: impl Fn(usize, bool, Option<String>) + 'static) -> Option<Self> {
        let hear = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
            for entry in entries.iter() {
                let entry: IntersectionObserverEntry = entry.unchecked_into();
                let place = entry.target().get_attribute(PLACE);
                if let Some(place) = place.and_then(|place| place.parse().ok()) {
                    // Asking the element itself would lay the page out once more.
                    let box_of = Reflect::get(&entry, &"boundingClientRect".into()).unwrap_or_default();
                    let height = Reflect::get(&box_of, &"height".into()).unwrap_or_default();
                    let height = height.as_f64().filter(|height| *height > 0.0);
                    let height = height.and_then(|height| Number::from(height).to_fixed(2).ok());
                    let height = height.map(|height| format!("{}px", String::from(height)));
                    report(place, entry.is_intersecting(), height);
                }
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(MARGIN);
        let call = hear.as_ref().unchecked_ref();
        let observer = IntersectionObserver::new_with_options(call, &options).ok()?;
        Some(Self {
            observer,
            _hear: hear,
        })
    }

    /// Watches an element under this number.
    pub fn watch(&self, element: &HtmlElement, place: usize) {
        // A name and digits are never refused.
        let _ = element.set_attribute(PLACE, &place.to_string());
        self.observer.observe(element);
    }
}

impl Drop for ViewportObserver {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Tells when the page is laid out for paper, and when no longer, as long as the program lives.
pub fn on_paper(tell: impl Fn(bool) + 'static) {
    let query = web_sys::window().and_then(|window| window.match_media("print").ok().flatten());
    let Some(query) = query else {
        return;
    };
    let changed = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
        let matches = Reflect::get(&event, &"matches".into());
        tell(matches.is_ok_and(|matches| matches.is_truthy()));
    });
    let listener = changed.as_ref().unchecked_ref();
    let _ = query.add_event_listener_with_callback("change", listener);
    changed.forget();
    // The query reports changes as long as it is referenced.
    std::mem::forget(query);
}
