//! A newer version of the page: offered, and taken when the person agrees.

use leptos::prelude::*;

use scoring::words as say;

use crate::app::browser::worker::{self, Newer};
use crate::app::components::offline_state::Installed;
use crate::app::components::{click, drawn, frame, nothing, said};

/// The offer. It can be put off, and is made again the next time the page is loaded.
#[component]
pub fn NewerVersion(
    /// Whether nothing would be lost by loading the page anew.
    written: Box<dyn Fn() -> bool + Send + Sync>,
) -> impl IntoView {
    let bench = frame();
    let newer = expect_context::<Installed>().newer;
    let put_off = RwSignal::new(false);
    let written = StoredValue::new(written);
    let load = move || {
        // Something may have been typed while the version took over; then the offer stays.
        if written.with_value(|written| written()) {
            worker::reload();
        }
    };
    let agree = move || {
        if written.with_value(|written| written()) {
            worker::take_over(load);
        } else {
            bench.trouble(say::newer_not_written(bench.lang.get_untracked()).to_owned());
        }
    };
    let offer = drawn(move || {
        let (text, action) = match newer.get().filter(|_| !put_off.get()) {
            None => return nothing(),
            Some(Newer::Waits) => (said(say::newer_waits), said(say::newer_take)),
            Some(Newer::TakenElsewhere) => (said(say::newer_elsewhere), said(say::newer_load)),
        };
        view! {
            <div class="notice newer" role="status">
                <p>{text}</p>
                <div class="row">
                    <button type="button" on:click=click(agree)>{action}</button>
                    <button type="button" class="quiet" on:click=click(move || put_off.set(true))>{said(say::newer_later)}</button>
                </div>
            </div>
        }
        .into_any()
    });
    view! { <div class="notices">{offer}</div> }
}
