//! The state of the app and the one place where it changes: drafts, rubrics, the secretariat's desk.

mod copies;
mod drafts;
mod export;
mod found;
mod history;
mod incoming;
mod keeping;
mod late;
mod locking;
mod removal;
mod rubrics;
mod secretariat;
mod submission;
mod tray;
mod typing;

pub use copies::CopyFolder;
pub use drafts::OpenDraft;
pub use export::Handed;
pub use incoming::{Arrival, Waiting};
pub use keeping::Saved;
pub use locking::LockingFault;
pub use rubrics::ShelvedRubric;
pub use secretariat::{ROWS_MAX, SecretariatDesk};
pub use tray::Stray;

use std::sync::Arc;

use leptos::prelude::*;

use scoring::desks::secretariat::Purpose;
use scoring::document::History;
use scoring::keeper::Exported;
use scoring::problem::Problem;
use scoring::scoresheet::{Draft, DraftHead};
use scoring::words as say;

use crate::app::browser::folder::Folder;
use crate::app::browser::{address, document, files, keys, storage};
use crate::app::frame::{Frame, Notice};
use crate::app::route::Route;
use crate::app::workbench::keeping::Keeping;

/// The state of the app. Every signal lives as long as the page.
#[derive(Clone, Copy)]
pub struct Workbench {
    /// What every page has.
    pub frame: Frame,
    /// The rubrics at hand.
    pub shelf: RwSignal<Vec<Arc<ShelvedRubric>>>,
    /// The open draft, apart from its fields.
    pub opened: RwSignal<Option<OpenDraft>>,
    /// The open draft's fields.
    pub draft: RwSignal<Option<Draft>>,
    /// Whether they are in storage.
    pub saved: RwSignal<Saved>,
    /// What can be undone and redone in it.
    pub history: RwSignal<History>,
    /// The secretariat's own desk.
    pub own_desk: SecretariatDesk,
    /// The example's desk.
    pub example_desk: RwSignal<SecretariatDesk>,
    /// Which of the two is shown.
    pub desk_shown: RwSignal<Purpose>,
    /// An application that was opened and waits for a decision.
    pub waiting: RwSignal<Option<Waiting>>,
    /// Files that were opened together and lead to different places.
    pub arrivals: RwSignal<Vec<Arrival>>,
    /// A file that was handed to the downloads and that nobody has seen yet.
    pub handed: RwSignal<Option<Handed>>,
    /// What is to be told at the place one is going to.
    next_notice: RwSignal<Option<Notice>>,
    /// Texts of the open draft that fit nowhere.
    pub tray: RwSignal<Vec<Stray>>,
    /// The last copy of the open draft that left this machine.
    pub exported: RwSignal<Option<Exported>>,
    /// The draft at this place, while it waits for its passphrase.
    pub locked: RwSignal<Option<DraftHead>>,
    /// After how many idle minutes a locked draft shuts itself; 0 is never.
    pub idle_minutes: RwSignal<u32>,
    /// The folder for copies.
    pub folder: RwSignal<CopyFolder>,
    folder_handle: StoredValue<Option<Folder>, LocalStorage>,
    keeping: StoredValue<Keeping>,
}

impl Workbench {
    /// The state at the start: what the browser remembers.
    pub fn begin() -> Self {
        let workbench = Self {
            frame: Frame::begin(),
            shelf: RwSignal::new(Vec::new()),
            opened: RwSignal::new(None),
            draft: RwSignal::new(None),
            saved: RwSignal::new(Saved::Untouched),
            history: RwSignal::new(History::default()),
            own_desk: SecretariatDesk::new(Purpose::Own),
            example_desk: RwSignal::new(SecretariatDesk::new(Purpose::Example)),
            desk_shown: RwSignal::new(Purpose::Own),
            next_notice: RwSignal::new(None),
            waiting: RwSignal::new(None),
            arrivals: RwSignal::new(Vec::new()),
            handed: RwSignal::new(None),
            tray: RwSignal::new(Vec::new()),
            exported: RwSignal::new(None),
            locked: RwSignal::new(None),
            idle_minutes: RwSignal::new(0),
            folder: RwSignal::new(CopyFolder::None),
            folder_handle: StoredValue::new_local(None),
            keeping: StoredValue::new(Keeping::default()),
        };
        address::on_change(move || workbench.arrive());
        storage::on_change_elsewhere(move |key, text| workbench.changed_elsewhere(&key, text));
        document::ask_before_leaving(move || !workbench.everything_written());
        keys::watch_signs_of_life();
        workbench.watch_idleness();
        workbench.remember_folder();
        // One arrives at the address that the start screen was left for, as at any other.
        workbench.route.set(Route::Start);
        workbench.arrive();
        workbench
    }

    /// Whether nothing would be lost if the page were loaded anew.
    pub fn everything_written(self) -> bool {
        let figures = self.own_desk.figures;
        let desk = figures.try_with_untracked(|figures| figures.files == 0 || figures.exported);
        self.draft_written() && desk.unwrap_or(true)
    }

    // Going about.

    /// Goes to a place and tells something there.
    fn go_telling(self, route: &Route, notice: Notice) {
        if Route::parse(&address::hash()) == *route {
            self.notice.set(Some(notice));
        } else {
            self.next_notice.set(Some(notice));
            self.go(route);
        }
    }

    /// Takes note of a new address.
    fn arrive(self) {
        let route = Route::parse(&address::hash());
        self.typed();
        if let Some(id) = route.draft() {
            let open = self
                .opened
                .with_untracked(|opened| opened.as_ref().map(|opened| opened.id.clone()));
            if open.as_deref() != Some(id) {
                self.open_draft(id.to_owned());
            }
        } else {
            self.close_draft();
            self.list_drafts();
        }
        let same_page = self
            .route
            .with_untracked(|old| old.draft() == route.draft() && on_clauses(old) && on_clauses(&route));
        if !same_page {
            document::scroll_to_top();
            document::focus_soon("h1".to_owned());
        }
        let told = self.next_notice.try_update(Option::take).flatten();
        if told.is_some() || self.route.get_untracked() != route {
            self.notice.set(told);
        }
        if self.route.get_untracked() != route {
            match route {
                Route::Example => self.open_example(),
                Route::Files => self.take_files(files::taken_over()),
                _ => {}
            }
            self.route.set(route);
        }
    }

    fn trouble_with<F: say::Sentence>(self, name: &str, problem: &Problem<F>) {
        let lang = self.lang.get_untracked();
        self.trouble(format!("{name}: {}", say::fault(problem, lang)));
    }
}

impl core::ops::Deref for Workbench {
    type Target = Frame;

    fn deref(&self) -> &Frame {
        &self.frame
    }
}

/// Whether the place is one of those between which the list of clauses leads.
fn on_clauses(route: &Route) -> bool {
    matches!(route, Route::Score(..) | Route::Context(_))
}
