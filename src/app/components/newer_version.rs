//! A newer version of the page: offered, and taken when the person agrees.

use std::sync::Arc;

use leptos::prelude::*;

use scoring::words as say;

use crate::app::browser::worker::{self, Kept, Newer};
use crate::app::components::{click, drawn, frame, nothing, said};

/// The offer. It can be put off, and is made again the next time the page is loaded.
#[component]
pub fn NewerVersion(
    /// Whether nothing would be lost by loading the page anew.
    written: Arc<dyn Fn() -> bool + Send + Sync>,
) -> impl IntoView {
    let bench = frame();
    drawn(move || {
        let (text, action) = match bench.kept.get().newer {
            None => return nothing(),
            Some(Newer::Waits) => (said(say::newer_waits), said(say::newer_take)),
            Some(Newer::Taken) => (said(say::newer_taken), said(say::newer_load)),
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
        let put_off = move || {
            bench.kept.update(|Kept { newer, .. }| *newer = None);
        };
        view! {
            <div class="notice" id="newer" role="status">
                <div><p>{text}</p></div>
                <div class="row">
                    <button type="button" on:click=click(agree)>{action}</button>
                    <button type="button" class="quiet" on:click=click(put_off)>{said(say::newer_later)}</button>
                </div>
            </div>
        }
        .into_any()
    })
}
