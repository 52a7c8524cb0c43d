//! What the desk draws: its page.

use std::sync::Arc;

use leptos::prelude::*;

use scoring::words as say;

use crate::app::components::Paper;
use crate::app::frame::FrameOwner;
use crate::app::route::Route;
use crate::app::secretariat::desk::Secretariat;
use crate::app::secretariat::page::SecretariatPage;

/// The whole desk.
#[component]
pub fn Root(
    /// What writes the frame.
    owner: FrameOwner,
) -> impl IntoView {
    let bench = Secretariat::begin(owner);
    provide_context(bench);
    provide_context(bench.frame);
    Effect::new(move || {
        let lang = bench.lang.get();
        let is_example = bench.route.get() == Route::SecretariatExample;
        let which = if is_example {
            say::desk_example_tag(lang)
        } else {
            ""
        };
        bench.announce(say::secretariat_title(lang), which);
    });
    let rubric_file = Signal::derive(move || bench.shown_desk().rubric_file.get());
    view! {
        <Paper written=Arc::new(move || bench.desk_written()) rubric_file=rubric_file>
            <SecretariatPage/>
        </Paper>
    }
}
