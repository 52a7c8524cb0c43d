//! What the desk draws: its page, and its keys.

use std::sync::Arc;

use leptos::prelude::*;

use scoring::words as say;

use crate::app::browser::{document, keys};
use crate::app::components::Paper;
use crate::app::secretariat::Secretariat;
use crate::app::secretariat::page::SecretariatPage;

/// The whole desk.
#[component]
pub fn Root() -> impl IntoView {
    let bench = Secretariat::begin();
    provide_context(bench);
    provide_context(bench.frame);
    Effect::new(move || bench.announce(say::secretariat_title(bench.lang.get()), ""));
    keys::on_press(|pressed| {
        if pressed.with_alt() && pressed.code() == "Slash" {
            pressed.taken();
            document::show_dialog("help");
        }
    });
    let shelved = Signal::derive(move || bench.shown_desk().shelved.get());
    view! {
        <Paper written=Arc::new(move || bench.everything_written()) shelved=shelved>
            <SecretariatPage/>
        </Paper>
    }
}
