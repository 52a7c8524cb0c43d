//! Whether the page starts without network, in one quiet line.

use leptos::prelude::*;

use scoring::words as say;

use crate::app::browser::worker::{self, Newer, Offline};
use crate::app::components::{drawn, frame, nothing};

/// What the service worker has to say. Its signals live as long as the page.
#[derive(Clone, Copy)]
pub struct Installed {
    /// Whether the page starts without network; nothing where it is not meant to.
    pub offline: RwSignal<Option<Offline>>,
    /// A newer version of the page.
    pub newer: RwSignal<Option<Newer>>,
}

/// Begins to listen to the service worker, for all pieces that show something of it.
pub fn follow_worker() {
    let installed = Installed {
        offline: RwSignal::new(None),
        newer: RwSignal::new(None),
    };
    provide_context(installed);
    worker::watch(move |offline, newer| {
        installed.offline.set(Some(offline));
        installed.newer.set(newer);
    });
}

/// The line. It is told where one looks for it and is no alarm: everything else works all the same.
#[component]
pub fn OfflineState() -> impl IntoView {
    let bench = frame();
    let installed = expect_context::<Installed>();
    drawn(move || {
        let say = match installed.offline.get() {
            None => return nothing(),
            Some(Offline::Ready) => say::offline_ready,
            Some(Offline::Preparing) => say::offline_preparing,
            Some(Offline::Failed) => say::offline_failed,
            Some(Offline::Insecure) => say::offline_insecure,
            Some(Offline::Unsupported) => say::offline_unsupported,
        };
        view! { <p class="offline">{say(bench.lang.get())}</p> }.into_any()
    })
}
