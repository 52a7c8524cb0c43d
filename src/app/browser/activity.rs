//! Events that show activity of a person.

use std::cell::RefCell;

use scoring::desks::drafting::Activity;

use super::listening::on_window;

/// The events that show it.
const EVENTS: [(&str, Activity); 4] = [
    ("keydown", Activity::Key),
    ("pointerdown", Activity::Press),
    ("pointermove", Activity::PointerMove),
    ("compositionupdate", Activity::Composition),
];

thread_local! {
    static SEEN: RefCell<Vec<Activity>> = const { RefCell::new(Vec::new()) };
}

/// Begins to note it.
pub fn watch() {
    for (event, activity) in EVENTS {
        on_window(&[event], move |_: web_sys::Event| {
            SEEN.with_borrow_mut(|seen| {
                if !seen.contains(&activity) {
                    seen.push(activity);
                }
            });
        });
    }
}

/// What was seen since this was last asked.
pub fn take() -> Vec<Activity> {
    SEEN.take()
}
