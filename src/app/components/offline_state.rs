//! Whether the page starts without network, in one quiet line where one looks for it. It is no alarm: everything
//! else works all the same.

use leptos::prelude::*;

use crate::app::components::{frame, text};
use crate::app::start_screen::offline_line;

/// The line; empty where the page is not meant to start by itself.
#[component]
pub fn OfflineState() -> impl IntoView {
    let bench = frame();
    let line = text(move || {
        let offline = bench.offline_copy.get().offline;
        offline
            .map_or("", |offline| offline_line(offline, bench.lang.get()))
            .to_owned()
    });
    view! { <p class="offline">{line}</p> }
}
