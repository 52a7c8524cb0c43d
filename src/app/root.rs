//! The frame around every page: header, notices, help, and the foot that printed pages carry.

use leptos::prelude::*;

use scoring::foundations::Lang;
use scoring::words as say;

use crate::app::browser::{document, keys};
use crate::app::components::{Help, Notices, said, workbench};
use crate::app::pages::{NewReviewPage, NewSelfAssessmentPage, OverviewPage, ScorePage, SecretariatPage, StartPage};
use crate::app::route::Route;
use crate::app::workbench::Workbench;

/// The whole app.
#[component]
pub fn Root() -> impl IntoView {
    let bench = Workbench::begin();
    provide_context(bench);
    Effect::new(move || {
        let lang = bench.lang.get();
        document::set_language(if lang == Lang::Zh { "zh-CN" } else { "en" });
        let about = bench.draft.with(|draft| {
            draft.as_ref().map(|draft| draft.text(&scoring::scoresheet::Field::Applicant).to_owned())
        });
        let about = about.filter(|name| !name.is_empty()).map(|name| name + " \u{2013} ").unwrap_or_default();
        document::set_title(&(about + say::product(lang)));
    });
    keys::on_press(move |pressed| shortcut(bench, &pressed));
    view! {
        <button class="skip" type="button" on:click=move |_| document::focus_soon("main".to_owned())>
            {said(say::skip_to_content)}
        </button>
        // A table repeats its foot on every printed page; on screen it is laid out as plain blocks.
        <table class="paper" role="presentation">
            <tbody><tr><td>
                <Masthead/>
                <main tabindex="-1">
                    <Notices/>
                    <Page/>
                </main>
            </td></tr></tbody>
            <tfoot><tr><td><PaperFoot/></td></tr></tfoot>
        </table>
        <Help/>
    }
}

#[component]
fn Page() -> impl IntoView {
    let bench = workbench();
    // Moving between clauses of a draft keeps the page; only another kind of place draws a new one.
    let place = Memo::new(move |_| match bench.route.get() {
        Route::Score(id, _) => Route::Score(id, None),
        other => other,
    });
    move || match place.get() {
        Route::Start => StartPage().into_any(),
        Route::NewSelfAssessment => NewSelfAssessmentPage().into_any(),
        Route::NewReview => NewReviewPage().into_any(),
        Route::Score(..) => ScorePage().into_any(),
        Route::Overview(_) => OverviewPage().into_any(),
        Route::Secretariat => SecretariatPage().into_any(),
    }
}

#[component]
fn Masthead() -> impl IntoView {
    let bench = workbench();
    let current = move |route: Route| (bench.route.get() == route).then_some("page");
    view! {
        <header class="masthead">
            <a class="brand" href="#/">{said(say::product)}</a>
            <nav aria-label=said(say::nav_label)>
                <a href="#/" aria-current=move || current(Route::Start)>{said(say::nav_start)}</a>
                <a href="#/secretariat" aria-current=move || current(Route::Secretariat)>
                    {said(say::nav_secretariat)}
                </a>
            </nav>
            <div class="masthead-tools">
                <button type="button" class="quiet" lang=move || if bench.lang.get() == Lang::Zh { "en" } else { "zh-CN" }
                    on:click=move |_| bench.switch_language()>
                    {said(say::other_language)}
                </button>
                <button type="button" class="quiet" aria-label=said(say::help_title) on:click=move |_| document::show_dialog("help")>
                    "?"
                </button>
            </div>
        </header>
    }
}

/// What every printed page with points carries: that they are not official, and the rubric's fingerprint.
#[component]
fn PaperFoot() -> impl IntoView {
    let bench = workbench();
    move || {
        let lang = bench.lang.get();
        let shelved = match bench.route.get() {
            Route::Secretariat => bench.secretariat.with(|desk| desk.shelved.clone()),
            _ => bench.opened.get().map(|opened| opened.shelved),
        };
        shelved.map(|shelved| {
            let rubric = &shelved.rubric;
            let name = format!("{} {}", rubric.title().get(lang), rubric.version());
            let print = say::fingerprint_line(lang, name, shelved.fingerprint);
            view! {
                <p class="paper-foot">
                    <strong>{say::notice_for(rubric.status(), lang)}</strong>
                    " "
                    <span>{print}</span>
                </p>
            }
        })
    }
}

fn shortcut(bench: Workbench, pressed: &keys::Pressed) {
    if !pressed.with_alt() {
        return;
    }
    let Some(route) = bench.route.try_get_untracked() else { return };
    if pressed.code() == "Slash" {
        pressed.taken();
        return document::show_dialog("help");
    }
    let Route::Score(id, _) = route else { return };
    match (pressed.key().as_str(), pressed.code().as_str()) {
        ("ArrowDown", _) => crate::app::pages::step_clause(bench, &id, 1),
        ("ArrowUp", _) => crate::app::pages::step_clause(bench, &id, -1),
        ("Enter", _) => crate::app::pages::go_to_next_gap(bench),
        (_, "KeyU") if pressed.with_shift() => bench.do_again(),
        (_, "KeyU") => bench.take_back(),
        (_, "KeyO") => bench.go(&Route::Overview(id)),
        _ => return,
    }
    pressed.taken();
}
