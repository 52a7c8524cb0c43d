//! What is drawn around every page, and the foot that printed pages carry.

use std::sync::Arc;

use leptos::prelude::*;

use scoring::desks::rubrics::RubricFile;
use scoring::words as say;

use crate::app::browser::{clock, document, keys};
use crate::app::components::{
    Help, Masthead, NewerVersion, Notices, SkipLink, drawn, frame, nothing, visible_text,
};

/// Head, notices and foot around a page, and the key of the help.
#[component]
pub fn Paper(
    /// Whether nothing would be lost by loading the page anew.
    written: Arc<dyn Fn() -> bool + Send + Sync>,
    /// The rubric that the numbers of the page come from.
    rubric_file: Signal<Option<Arc<RubricFile>>>,
    /// The page.
    children: Children,
) -> impl IntoView {
    let bench = frame();
    keys::on_press(move |pressed| {
        let is_here = bench.here.get_untracked();
        if is_here && pressed.with_alt() && pressed.code() == "Slash" {
            pressed.taken();
            document::show_dialog("help");
        }
    });
    view! {
        <SkipLink/>
        // A table repeats its foot on every printed page; on screen it is laid out as plain blocks.
        <table class="paper" role="presentation">
            <tbody><tr><td>
                <Masthead/>
                <main tabindex="-1">
                    <Notices/>
                    <NewerVersion written=written/>
                    {children()}
                </main>
            </td></tr></tbody>
            <tfoot><tr><td><PaperFoot rubric_file=rubric_file/></td></tr></tfoot>
        </table>
        <Help/>
    }
}

/// What every printed page with points carries: that they are not official, the rubric's fingerprint, how points are
/// rounded, and the day.
#[component]
fn PaperFoot(
    /// The rubric that the numbers of the page come from.
    rubric_file: Signal<Option<Arc<RubricFile>>>,
) -> impl IntoView {
    let bench = frame();
    drawn(move || {
        let lang = bench.lang.get();
        rubric_file.get().map_or_else(nothing, |rubric_file| {
            let rubric = &rubric_file.rubric;
            let name = visible_text(&format!("{} {}", rubric.title().get(lang), rubric.version()));
            let print = say::FingerprintLine {
                name: &name,
                fingerprint: &rubric_file.fingerprint,
            }
            .text(lang);
            let rounding = rubric.rounding();
            let rounding = say::RoundingLine {
                rule: &say::rounding_rule(rounding.rule, lang),
                decimals: &rounding.decimals,
            }
            .text(lang);
            let printed = format!("{} {}", say::printed_label(lang), clock::local_day(clock::now()));
            view! {
                <p class="paper-foot">
                    <strong>{say::notice_for(rubric.status(), lang)}</strong>
                    " "
                    <span>{print}</span>
                    " "
                    <span>{rounding}</span>
                    " "
                    <span>{printed}</span>
                </p>
            }
            .into_any()
        })
    })
}
