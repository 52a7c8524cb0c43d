//! What the desk draws: its page, and its keys.

use std::sync::Arc;

use leptos::prelude::*;

use scoring::words as say;

use crate::app::browser::programs::Stage;
use crate::app::browser::{document, keys};
use crate::app::components::Paper;
use crate::app::route::Route;
use crate::app::secretariat::desk::Secretariat;
use crate::app::secretariat::page::SecretariatPage;

/// The whole desk.
#[component]
pub fn Root(
    /// Where it is drawn.
    stage: Stage,
) -> impl IntoView {
    let bench = Secretariat::begin(stage);
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
    keys::on_press(move |pressed| {
        let is_here = bench.here.try_get_untracked() == Some(true);
        if is_here && pressed.with_alt() && pressed.code() == "Slash" {
            pressed.taken();
            document::show_dialog("help");
        }
    });
    let shelved = Signal::derive(move || bench.shown_desk().shelved.get());
    view! {
        <Paper written=Arc::new(move || bench.desk_written()) shelved=shelved>
            <SecretariatPage/>
        </Paper>
    }
}
