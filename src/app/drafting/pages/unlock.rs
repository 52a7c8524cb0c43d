//! Opening a locked draft: the page asks for its passphrase.

use leptos::prelude::*;
use leptos::{ev, html};

use scoring::desks::drafting::{DraftStatus, LockAction, Locking};
use scoring::words as say;

use crate::app::browser::{clock, document};
use crate::app::components::{acts, drawn, nothing, text, translated, whether};
use crate::app::drafting::components::workbench;
use crate::app::drafting::locking_fault;

/// Asks for the passphrase of the draft at this place.
#[component]
pub fn UnlockPage() -> impl IntoView {
    let bench = workbench();
    let input = NodeRef::<html::Input>::new();
    let trying = whether(move || {
        bench
            .locking
            .with(|locking| *locking == Locking::Working(LockAction::Open))
    });
    let open = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if let Some(field) = input.get_untracked() {
            bench.unlock(field.value());
        }
    };
    let told = text(move || {
        bench.locking.with(|locking| match locking {
            Locking::Failed(LockAction::Open, fault) => locking_fault(fault, bench.lang.get()),
            _ => String::new(),
        })
    });
    let about = drawn(move || {
        let DraftStatus::AwaitingPassphrase(head, held) = bench.draft_status.get() else {
            return nothing();
        };
        let lang = bench.lang.get();
        let stage = say::stage(head.kind.stage(), lang);
        let begun = say::draft_begun(lang, clock::local(head.created));
        let held = held.then(|| view! { <p class="notice warning">{say::unlock_held(lang)}</p> });
        view! { <p class="muted">{stage}" \u{b7} "{begun}</p>{held} }.into_any()
    });
    document::focus_soon("#passphrase".to_owned());
    view! {
        <form class="unlock" on:submit=acts(open)>
            <h1 tabindex="-1">{translated(say::unlock_title)}</h1>
            {about}
            <div class="field">
                <label for="passphrase">{translated(say::passphrase_label)}</label>
                <input id="passphrase" type="password" autocomplete="current-password" node_ref=input
                    aria-describedby="passphrase-fault passphrase-hint"/>
                <p class="fault" id="passphrase-fault" role="alert">{told}</p>
                <p class="hint" id="passphrase-hint">{translated(say::unlock_hint)}</p>
            </div>
            <p class="row">
                <button type="submit" class="primary" disabled=trying>{translated(say::unlock_action)}</button>
                <span role="status">{text(move || {
                    if trying.get() { say::unlocking(bench.lang.get()).to_owned() } else { String::new() }
                })}</span>
            </p>
        </form>
    }
}
