//! Whether the page starts without network, in one quiet line where one looks for it. It is no alarm: everything
//! else works all the same.

use leptos::prelude::*;

use scoring::words as say;

use crate::app::browser::worker::Offline;
use crate::app::components::{frame, text};

/// The line; empty where the page is not meant to start by itself.
#[component]
pub fn OfflineState() -> impl IntoView {
    let bench = frame();
    let line = text(move || {
        let say = match bench.kept.get().offline {
            None => return String::new(),
            Some(Offline::Ready) => say::offline_ready,
            Some(Offline::Preparing) => say::offline_preparing,
            Some(Offline::Failed) => say::offline_failed,
            Some(Offline::Insecure) => say::offline_insecure,
            Some(Offline::Unsupported) => say::offline_unsupported,
        };
        say(bench.lang.get()).to_owned()
    });
    view! { <p class="offline">{line}</p> }
}
