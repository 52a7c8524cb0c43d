//! "Test my browser": can it be trusted with a day's work, in plain words; and what the drafts take.

use leptos::prelude::*;
use leptos::task::spawn_local;

use scoring::foundations::Lang;
use scoring::words as say;

use crate::app::browser::browser_test::{self, BrowserTest};
use crate::app::browser::files::whole;
use crate::app::components::{click, drawn, nothing, text, translated, whether};
use crate::app::drafting::components::{JournalSection, workbench};

/// Fewer characters than this are soon full.
const LITTLE_ROOM: usize = 1_000_000;
/// Less than this is what browsers give to private windows.
const PRIVATE_ROOM: f64 = 600e6;

/// The page that tries the browser.
#[component]
pub fn BrowserPage() -> impl IntoView {
    let bench = workbench();
    let test = RwSignal::new(None::<BrowserTest>);
    let running = RwSignal::new(false);
    let run = move || {
        if running.get_untracked() {
            return;
        }
        running.set(true);
        spawn_local(async move {
            let outcome = browser_test::run().await;
            let _ = test.try_set(Some(outcome));
            let _ = running.try_set(false);
        });
    };
    let persist = move || {
        spawn_local(async move {
            browser_test::ask_to_persist().await;
            run();
        });
    };
    let verdict = drawn(move || {
        let lang = bench.lang.get();
        test.get().map_or_else(nothing, |test| verdict(&test, lang))
    });
    let findings = drawn(move || {
        let lang = bench.lang.get();
        let Some(test) = test.get() else {
            return nothing();
        };
        let rows: Vec<_> = findings(&test, lang)
            .into_iter()
            .map(|(good, what, told)| {
                let mark = if good { say::browser_test_good(lang) } else { say::browser_test_bad(lang) };
                let class = if good { "mark good" } else { "mark danger" };
                view! { <tr><th scope="row">{what}</th><td><strong class=class>{mark}</strong></td><td>{told}</td></tr> }
            })
            .collect();
        let ask = (test.persisted == Some(false)).then(|| {
            view! {
                <p>{say::persist_text(lang)}</p>
                <button type="button" on:click=click(persist)>{say::persist_action(lang)}</button>
            }
        });
        view! { <table class="browser-test-findings"><tbody>{rows}</tbody></table>{ask} }.into_any()
    });
    view! {
        <div class="browser-test">
            <header>
                <h1 tabindex="-1">{translated(say::browser_test_title)}</h1>
                <p class="lead">{translated(say::browser_test_lead)}</p>
            </header>
            <p class="row">
                <button type="button" class="primary" disabled=whether(move || running.get()) on:click=click(run)>{translated(say::browser_test_action)}</button>
                <span role="status">{text(move || {
                    if running.get() { say::browser_test_running(bench.lang.get()).to_owned() } else { String::new() }
                })}</span>
            </p>
            <div aria-live="polite">{verdict}{findings}</div>
            <JournalSection/>
            <Usage/>
            <p><a href="#/rescue">{translated(say::rescue_link)}</a></p>
        </div>
    }
}

/// Whether a day's work is safe here, in one sentence.
fn verdict(test: &BrowserTest, lang: Lang) -> AnyView {
    let (class, text) = match (test.local, test.journal.is_ok()) {
        (_, true) if test.persisted != Some(false) => ("notice good", say::verdict_good(lang)),
        (_, true) => ("notice good", say::verdict_fair(lang)),
        (true, false) => ("notice warning", say::verdict_poor(lang)),
        (false, false) => ("notice danger", say::verdict_bad(lang)),
    };
    view! { <div class=class><p><strong>{text}</strong></p></div> }.into_any()
}

fn findings(test: &BrowserTest, lang: Lang) -> Vec<(bool, &'static str, String)> {
    let room = test.local_room.unwrap_or_default();
    let local = match (test.local, room < LITTLE_ROOM) {
        (false, _) => say::browser_test_local_none(lang).to_owned(),
        (true, false) => say::browser_test_local_room(lang, room / 10_000),
        (true, true) => say::browser_test_local_little(lang, room / 10_000),
    };
    let journal = match test.journal {
        Ok(()) => say::browser_test_journal_kept(lang).to_owned(),
        Err(fault) => say::journal_fault(fault, lang).to_owned(),
    };
    let persisted = match test.persisted {
        Some(true) => say::browser_test_persisted(lang),
        Some(false) => say::browser_test_not_persisted(lang),
        None => say::browser_test_persisted_unknown(lang),
    };
    let private = test.room.is_some_and(|(_, quota)| quota < PRIVATE_ROOM);
    let window = match test.room {
        Some((_, quota)) if private => say::browser_test_private(lang, megabytes(quota)),
        _ => say::browser_test_window_unknown(lang).to_owned(),
    };
    let space = match test.room {
        Some((usage, quota)) => say::BrowserTestRoom {
            used: &megabytes(usage),
            quota: &megabytes(quota),
        }
        .text(lang),
        None => say::browser_test_room_unknown(lang).to_owned(),
    };
    let secure = if test.secure {
        say::browser_test_secure(lang)
    } else {
        say::browser_test_insecure(lang)
    };
    vec![
        (test.local, say::browser_test_local(lang), local),
        (test.journal.is_ok(), say::browser_test_journal(lang), journal),
        (
            test.persisted == Some(true),
            say::browser_test_keeps(lang),
            persisted.to_owned(),
        ),
        (true, say::browser_test_space(lang), space),
        // No browser says that a window is not private.
        (false, say::browser_test_window(lang), window),
        (test.secure, say::browser_test_address(lang), secure.to_owned()),
    ]
}

fn megabytes(bytes: f64) -> String {
    whole(bytes / 1e6).map_or_else(String::new, |megabytes| megabytes.to_string())
}

/// What each draft takes here.
#[component]
fn Usage() -> impl IntoView {
    let bench = workbench();
    let usage = RwSignal::new(None);
    Effect::new(move || {
        if bench.cards.with(Option::is_some) {
            spawn_local(async move {
                let measured = bench.usage().await;
                let _ = usage.try_set(Some(measured));
            });
        }
    });
    let rows = drawn(move || {
        let lang = bench.lang.get();
        let Some(measured) = usage.get() else {
            return nothing();
        };
        if measured.is_empty() {
            return view! { <p class="empty">{say::drafts_empty(lang)}</p> }.into_any();
        }
        let rows: Vec<_> = measured
            .into_iter()
            .map(|one| {
                let name = crate::app::start_screen::card_name(&one.card, lang);
                view! {
                    <tr>
                        <th scope="row">{name}</th>
                        <td>{say::thousands(lang, one.local.div_ceil(1000))}</td>
                        <td>{say::thousands(lang, one.journal.div_ceil(1000))}</td>
                        <td>{one.steps}</td>
                    </tr>
                }
            })
            .collect();
        view! {
            <table class="figures">
                <thead><tr>
                    <th scope="col">{say::usage_draft(lang)}</th>
                    <th scope="col">{say::usage_local(lang)}</th>
                    <th scope="col">{say::usage_journal(lang)}</th>
                    <th scope="col">{say::usage_steps(lang)}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    });
    view! {
        <section aria-labelledby="usage-title">
            <h2 id="usage-title">{translated(say::usage_title)}</h2>
            {rows}
        </section>
    }
}
