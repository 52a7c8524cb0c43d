//! What the desk draws: its pages by their addresses, and its keys.

use std::sync::Arc;

use leptos::prelude::*;

use scoring::desks::drafting::{DraftStatus, Move};
use scoring::keeper::OpenFault;
use scoring::problem::Place;
use scoring::scoresheet::Field;
use scoring::words as say;

use crate::app::browser::keys;
use crate::app::components::{Paper, drawn, translated, visible_text};
use crate::app::drafting::Workbench;
use crate::app::drafting::components::{ExportedFileNotice, workbench};
use crate::app::drafting::pages::{
    BrowserPage, DamagedPage, DetachedPage, HistoryPage, MergePage, NewReviewPage, NewSelfAssessmentPage,
    OverviewPage, RecordSheetPage, ScorePage, StartPage, UnlockPage, WaitingFiles, detached_title,
};
use crate::app::frame::FrameOwner;
use crate::app::route::Route;

/// The whole desk.
#[component]
pub fn Root(
    /// What writes the frame.
    owner: FrameOwner,
) -> impl IntoView {
    let bench = Workbench::begin(owner);
    provide_context(bench);
    provide_context(bench.frame);
    Effect::new(move || {
        // A browser stores titles in the clear, in its history and for restoring tabs.
        let applicant = if bench.encrypted.get() {
            String::new()
        } else {
            bench.text(&Field::Applicant.into())
        };
        bench.announce(&screen_title(bench), &applicant);
    });
    keys::on_press(move |pressed| shortcut(bench, &pressed));
    let rubric_file = Signal::derive(move || bench.opened.get().map(|opened| opened.rubric_file));
    view! {
        <Paper written=Arc::new(move || !bench.may_lose_text()) rubric_file=rubric_file>
            <ExportedFileNotice/>
            <Page/>
        </Paper>
    }
}

/// The name of the screen, for the title of the window.
fn screen_title(bench: Workbench) -> String {
    let lang = bench.lang.get();
    let route = bench.route.get();
    if route.draft().is_some() {
        match bench.draft_status.get() {
            DraftStatus::AwaitingPassphrase(..) => return say::unlock_title(lang).to_owned(),
            DraftStatus::Detached(reason) => return detached_title(&reason)(lang).to_owned(),
            DraftStatus::Failed(_) => return say::damaged_title(lang).to_owned(),
            DraftStatus::Open if bench.merge_offer.with(Option::is_some) => {
                return say::merge_title(lang).to_owned();
            }
            DraftStatus::Nothing | DraftStatus::Opening | DraftStatus::Open => {}
        }
    }
    let title = match route {
        Route::Score(_, Some(code)) => {
            let clause = bench.opened.with(|opened| {
                let clause = opened.as_ref()?.rubric_file.rubric.clause(&code)?;
                Some(visible_text(clause.node.name.get(lang)))
            });
            let place = say::place(&Place::Clause(code), lang);
            return clause.map_or(place.clone(), |name| format!("{place} {name}"));
        }
        Route::Start | Route::Example | Route::Files | Route::Score(_, None) => "",
        Route::NewSelfAssessment => say::new_self_title(lang),
        Route::NewReview => say::new_review_title(lang),
        Route::OrganisationOverview(_) => say::organisation_overview_label(lang),
        Route::Overview(_) => say::to_overview(lang),
        Route::RecordSheet(_) => say::record_title(lang),
        Route::History(_) => say::history_title(lang),
        Route::Secretariat | Route::SecretariatExample => say::secretariat_title(lang),
        Route::Browser => say::browser_test_title(lang),
    };
    title.to_owned()
}

#[component]
fn Page() -> impl IntoView {
    let bench = workbench();
    // Moving between clauses of a draft keeps the page; only another kind of place draws a new one.
    let place = Memo::new(move |_| match bench.route.get() {
        Route::Score(id, _) | Route::OrganisationOverview(id) => Route::Score(id, None),
        other => other,
    });
    let replacement = Memo::new(move |_| match bench.draft_status.get() {
        DraftStatus::AwaitingPassphrase(..) => Some(Replacement::Unlock),
        DraftStatus::Detached(_) => Some(Replacement::Detached),
        DraftStatus::Failed(OpenFault::DamagedHead) => Some(Replacement::Damaged),
        DraftStatus::Open if bench.merge_offer.with(Option::is_some) => Some(Replacement::Merge),
        _ => None,
    });
    drawn(move || match (place.get(), replacement.get()) {
        (route, Some(replacement)) if route.draft().is_some() => match replacement {
            Replacement::Unlock => UnlockPage().into_any(),
            Replacement::Detached => DetachedPage().into_any(),
            Replacement::Damaged => DamagedPage().into_any(),
            Replacement::Merge => MergePage().into_any(),
        },
        (route, _) => page_at(&route),
    })
}

/// What is drawn in place of a draft's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Replacement {
    Unlock,
    Detached,
    Damaged,
    Merge,
}

fn page_at(route: &Route) -> AnyView {
    match route {
        Route::Start => view! { <WaitingFiles/><StartPage/> }.into_any(),
        Route::NewSelfAssessment => NewSelfAssessmentPage().into_any(),
        Route::NewReview => NewReviewPage().into_any(),
        Route::Score(..) | Route::OrganisationOverview(_) => ScorePage().into_any(),
        Route::Overview(_) => OverviewPage().into_any(),
        Route::RecordSheet(_) => RecordSheetPage().into_any(),
        Route::History(_) => HistoryPage().into_any(),
        Route::Browser => BrowserPage().into_any(),
        // On the way: to a place, or to the program of another desk.
        Route::Example | Route::Files | Route::Secretariat | Route::SecretariatExample => {
            view! { <p class="loading" role="status">{translated(say::loading)}</p> }.into_any()
        }
    }
}

fn shortcut(bench: Workbench, pressed: &keys::Pressed) {
    if !pressed.with_alt() || !bench.here.get_untracked() {
        return;
    }
    let (Route::Score(id, _) | Route::OrganisationOverview(id)) = bench.route.get_untracked() else {
        return;
    };
    match (pressed.key().as_str(), pressed.code().as_str()) {
        ("ArrowDown", _) => bench.move_on(Move::Next),
        ("ArrowUp", _) => bench.move_on(Move::Previous),
        ("Enter", _) => bench.move_on(Move::NextGap),
        (_, "KeyU") if pressed.with_shift() => bench.redo(),
        (_, "KeyU") => bench.undo(),
        (_, "KeyO") => bench.go(&Route::Overview(id)),
        _ => return,
    }
    pressed.taken();
}
