//! A newer version of the page: offered, and taken when the person agrees.

use std::sync::Arc;

use leptos::prelude::*;

use scoring::words as say;

use crate::app::browser::worker::{self, Newer};
use crate::app::components::{click, drawn, frame, nothing, translated};

/// The offer. It can be put off, and is made again the next time the page is loaded.
#[component]
pub fn NewerVersion(
    /// Whether nothing would be lost by loading the page anew.
    written: Arc<dyn Fn() -> bool + Send + Sync>,
) -> impl IntoView {
    let bench = frame();
    drawn(move || {
        let Some(newer) = bench.offline_copy.get().newer else {
            return nothing();
        };
        let written = Arc::clone(&written);
        let agree = move || {
            if !written() {
                return bench.trouble(say::newer_not_written(bench.lang.get_untracked()).to_owned());
            }
            let written = Arc::clone(&written);
            worker::take_over(move || {
                // Something may have been typed while the version took over; then the page says that it did.
                if written() {
                    worker::reload();
                }
            });
        };
        let put_off = move || bench.dismiss_newer();
        newer_offer(newer, agree, put_off).into_any()
    })
}

/// The offer of a newer version.
pub fn newer_offer(
    newer: Newer,
    agree: impl FnMut() + 'static,
    put_off: impl FnMut() + 'static,
) -> impl IntoView {
    let (text, action) = match newer {
        Newer::Waits => (translated(say::newer_waits), translated(say::newer_take)),
        Newer::Taken => (translated(say::newer_taken), translated(say::newer_load)),
    };
    view! {
        <div class="notice" id="newer" role="status">
            <div><p>{text}</p></div>
            <div class="row">
                <button type="button" data-do="newer-agree" on:click=click(agree)>{action}</button>
                <button type="button" class="quiet" data-do="newer-later" on:click=click(put_off)>{translated(say::newer_later)}</button>
            </div>
        </div>
    }
}
