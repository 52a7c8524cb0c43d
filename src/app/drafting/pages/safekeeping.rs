//! Keeping a draft safe: copies elsewhere, a lock, and its removal once it was delivered.

use leptos::prelude::*;
use leptos::{ev, html};

use scoring::desks::drafting::{Age, CopyFolder, IDLE_MINUTES, LastCopy, LockAction, Locking};
use scoring::foundations::Lang;
use scoring::words as say;

use crate::app::browser::{clock, document};
use crate::app::components::{acts, click, drawn, text, translated, translated_text, whether};
use crate::app::drafting::components::workbench;
use crate::app::drafting::locking_fault;

/// How old the last copy of the open draft is, in words, and whether it is time for another.
pub fn last_copy() -> (Signal<String>, Signal<bool>) {
    let bench = workbench();
    let age = text(move || copy_age(bench.last_copy.get(), bench.lang.get()));
    let overdue = whether(move || matches!(bench.last_copy.get(), LastCopy::Outdated(_, true)));
    (age, overdue)
}

fn copy_age(copy: LastCopy, lang: Lang) -> String {
    let when = |age| match age {
        Age::Now => say::age_now(lang).to_owned(),
        Age::Minutes(minutes) => say::age_minutes(lang, minutes),
        Age::Hours(hours) => say::age_hours(lang, hours),
        Age::Days(days) => say::age_days(lang, days),
        Age::Ahead(at) => clock::local_moment(at),
    };
    match copy {
        LastCopy::None => say::copy_never(lang).to_owned(),
        LastCopy::Current(age) => say::copy_current(lang, when(age)),
        LastCopy::Outdated(age, _) => say::copy_changed(lang, when(age)),
    }
}

/// Copies elsewhere: how old the last one is, one by hand, and one a day into a folder of one's own.
#[component]
pub fn Copies() -> impl IntoView {
    let bench = workbench();
    let (age, overdue) = last_copy();
    let folder = drawn(move || {
        let lang = bench.lang.get();
        match bench.folder.get() {
            CopyFolder::Unknown => view! { <p class="hint">{say::folder_unknown(lang)}</p> }.into_any(),
            CopyFolder::None => view! {
                <p>{say::folder_text(lang)}</p>
                <button type="button" on:click=click(move || bench.choose_folder())>{say::folder_choose(lang)}</button>
            }
            .into_any(),
            CopyFolder::Asks(name) => view! {
                <p class="fault">{say::folder_asks(lang, name)}</p>
                <p class="row">
                    <button type="button" on:click=click(move || bench.allow_folder())>{say::folder_allow(lang)}</button>
                    <button type="button" class="quiet" on:click=click(move || bench.forget_folder())>{say::folder_forget(lang)}</button>
                </p>
            }
            .into_any(),
            CopyFolder::Writes { name, last, failed } => {
                let line = match (failed, last) {
                    (true, _) => say::folder_failed(lang, name),
                    (false, Some(at)) => say::FolderWritten { name: &name, time: &clock::local(at) }.text(lang),
                    (false, None) => say::folder_waits(lang, name),
                };
                view! {
                    <p role="status" class:fault=failed>{line}</p>
                    <p class="row">
                        <button type="button" on:click=click(move || bench.copy_to_folder_now())>{say::folder_now(lang)}</button>
                        <button type="button" class="quiet" on:click=click(move || bench.forget_folder())>{say::folder_forget(lang)}</button>
                    </p>
                }
                .into_any()
            }
        }
    });
    view! {
        <section aria-labelledby="copies-title">
            <h2 id="copies-title">{translated(say::copies_title)}</h2>
            <p class="copy-age" class:fault=overdue>{age}</p>
            <p>{translated(say::copies_text)}</p>
            <p><button type="button" on:click=click(move || bench.export_copy())>{translated(say::copy_action)}</button></p>
            {folder}
        </section>
    }
}

/// The lock: put on, changed, taken off.
#[component]
pub fn LockSection() -> impl IntoView {
    let bench = workbench();
    let changing = RwSignal::new(false);
    // The form goes when the change that it asked for is done.
    Effect::new(move |was_working: Option<bool>| {
        let is_working = bench
            .locking
            .with(|locking| *locking == Locking::Working(LockAction::Change));
        if was_working == Some(true) && bench.locking.with_untracked(|locking| *locking == Locking::Idle) {
            changing.set(false);
        }
        is_working
    });
    let idle = NodeRef::<html::Select>::new();
    let body = drawn(move || {
        if !bench.encrypted.get() {
            return view! {
                <p>{translated(say::lock_text)}</p>
                <PassphraseForm change=false/>
            }
            .into_any();
        }
        let lang = bench.lang.get();
        let minutes: Vec<_> = IDLE_MINUTES
            .iter()
            .map(|minutes| {
                let label = if *minutes == 0 {
                    say::idle_never(lang).to_owned()
                } else {
                    say::idle_minutes(lang, *minutes)
                };
                let chosen = bench.idle_minutes.get_untracked() == *minutes;
                view! { <option value=minutes.to_string() selected=chosen>{label}</option> }
            })
            .collect();
        let pick = move |_: ev::Event| {
            let chosen = idle
                .get_untracked()
                .and_then(|select| select.value().parse().ok());
            bench.lock_after(chosen.unwrap_or_default());
        };
        let form = drawn(move || {
            if changing.get() {
                view! { <PassphraseForm change=true/> }.into_any()
            } else {
                view! {
                    <button type="button" on:click=click(move || changing.set(true))>{translated(say::lock_change)}</button>
                }
                .into_any()
            }
        });
        let take_off = click(move || bench.decrypt());
        view! {
            <p>{say::lock_is_on(lang)}</p>
            <div class="field">
                <label for="idle">{say::idle_label(lang)}</label>
                <select id="idle" node_ref=idle on:change=acts(pick)>{minutes}</select>
            </div>
            {form}
            <p class="row">
                <button type="button" on:click=click(move || bench.lock_now())>{say::lock_now(lang)}</button>
                <button type="button" class="quiet" on:click=take_off>{say::lock_take_off(lang)}</button>
            </p>
        }
        .into_any()
    });
    view! {
        <section aria-labelledby="lock-title">
            <h2 id="lock-title">{translated(say::lock_title)}</h2>
            {body}
        </section>
    }
}

/// A new passphrase, twice.
#[component]
fn PassphraseForm(
    /// Whether it takes the place of another one.
    change: bool,
) -> impl IntoView {
    let bench = workbench();
    let (first, second) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let differ = RwSignal::new(false);
    let act = if change {
        LockAction::Change
    } else {
        LockAction::Set
    };
    let working = whether(move || bench.locking.with(|locking| *locking == Locking::Working(act)));
    let fault = text(move || {
        let lang = bench.lang.get();
        if differ.get() {
            return say::passphrases_differ(lang).to_owned();
        }
        bench.locking.with(|locking| match locking {
            Locking::Failed(failed, fault) if *failed == act => locking_fault(fault, lang),
            _ => String::new(),
        })
    });
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let (Some(one), Some(other)) = (first.get_untracked(), second.get_untracked()) else {
            return;
        };
        differ.set(one.value() != other.value());
        if !differ.get_untracked() {
            bench.set_passphrase(one.value());
        }
    };
    let action = translated_text(if change { say::lock_change } else { say::lock_put });
    view! {
        <form class="passphrase" on:submit=acts(submit)>
            <div class="field">
                <label for="new-passphrase">{translated(say::passphrase_new)}</label>
                <input id="new-passphrase" type="password" autocomplete="new-password" node_ref=first
                    aria-describedby="new-passphrase-fault new-passphrase-hint"/>
                <p class="hint" id="new-passphrase-hint">{translated(say::passphrase_hint)}</p>
            </div>
            <div class="field">
                <label for="same-passphrase">{translated(say::passphrase_again)}</label>
                <input id="same-passphrase" type="password" autocomplete="new-password" node_ref=second
                    aria-describedby="new-passphrase-fault"/>
                <p class="fault" id="new-passphrase-fault" role="alert">{fault}</p>
            </div>
            <p class="row">
                <button type="submit" disabled=working>{action}</button>
                <span role="status">{text(move || {
                    if working.get() { say::locking(bench.lang.get()).to_owned() } else { String::new() }
                })}</span>
            </p>
        </form>
    }
}

/// Removal from this machine, once the work was delivered.
#[component]
pub fn Removal() -> impl IntoView {
    let bench = workbench();
    let (age, _) = last_copy();
    let wipe = click(move || {
        document::close_dialog("wipe-draft");
        bench.remove_open();
    });
    view! {
        <section aria-labelledby="wipe-title">
            <h2 id="wipe-title">{translated(say::wipe_title)}</h2>
            <p>{translated(say::wipe_text)}</p>
            <button type="button" class="danger" on:click=click(|| document::show_dialog("wipe-draft"))>{translated(say::wipe_action)}</button>
            <dialog id="wipe-draft" aria-labelledby="wipe-question">
                <h2 id="wipe-question">{translated(say::wipe_question)}</h2>
                <p>{age}</p>
                <p>{translated(say::wipe_warning)}</p>
                <p class="row">
                    <button type="button" on:click=click(|| document::close_dialog("wipe-draft"))>{translated(say::remove_keep)}</button>
                    <button type="button" class="danger" on:click=wipe>{translated(say::wipe_confirm)}</button>
                </p>
            </dialog>
        </section>
    }
}
