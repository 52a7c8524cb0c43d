//! Whether the page starts without network, in one quiet line where one looks for it. It is no alarm: everything
//! else works all the same.

use leptos::prelude::*;

use scoring::foundations::Lang;
use scoring::words as say;

use crate::app::browser::worker::Offline;
use crate::app::components::{frame, text};

/// The line; empty where the page is not meant to start by itself.
#[component]
pub fn OfflineState() -> impl IntoView {
    let bench = frame();
    let line = text(move || {
        let offline = bench.kept.get().offline;
        offline
            .map_or("", |offline| offline_line(offline, bench.lang.get()))
            .to_owned()
    });
    view! { <p class="offline">{line}</p> }
}

/// What the line says.
pub fn offline_line(offline: Offline, lang: Lang) -> &'static str {
    let said = match offline {
        Offline::Ready => say::offline_ready,
        Offline::Preparing => say::offline_preparing,
        Offline::Failed => say::offline_failed,
        Offline::Insecure => say::offline_insecure,
        Offline::Unsupported => say::offline_unsupported,
    };
    said(lang)
}
