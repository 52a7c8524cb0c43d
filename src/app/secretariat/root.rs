//! What the desk draws: its page.

use std::sync::Arc;

use leptos::prelude::*;

use scoring::words as say;

use crate::app::components::Paper;
use crate::app::frame::FrameOwner;
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
    Effect::new(move || bench.announce(say::secretariat_title(bench.lang.get()), ""));
    let shelved = Signal::derive(move || bench.shown_desk().shelved.get());
    view! {
        <Paper written=Arc::new(move || bench.desk_written()) shelved=shelved>
            <SecretariatPage/>
        </Paper>
    }
}
