//! The desk of applicants and assessors on the page: its state, and the one place where it changes.

pub mod components;
mod copies;
mod drafts;
mod editing;
mod encryption;
mod export;
mod fields;
mod history;
mod incoming;
mod keeper;
mod live;
pub mod pages;
mod removals;
mod root;
mod submission;

pub use copies::CopyFolder;
pub use drafts::OpenDraft;
pub use encryption::LockingFault;
pub use export::Handed;
pub use incoming::{Arrival, Waiting};
pub use keeper::Shown;

use leptos::prelude::*;

use scoring::keeper::{Conflict, Event, Exported, Saved};

use crate::app::browser::folder::Folder;
use crate::app::browser::programs::Stage;
use crate::app::browser::{address, document, files, keys, storage};
use crate::app::drafting::keeper::KeeperState;
use crate::app::frame::{Frame, Notice};
use crate::app::route::{Program, Route};
use crate::app::shelf::Shelf;

/// Puts the desk into the page, in place of what stands there.
pub fn run() {
    if let Some(stage) = Stage::new() {
        let element = stage.element();
        leptos::mount::mount_to(element, move || root::Root(root::RootProps { stage })).forget();
    }
}

/// The state of the desk. Every signal lives as long as the page; what is written by the workbench alone is given out to
/// be read.
#[derive(Clone, Copy)]
pub struct Workbench {
    /// What every page has.
    pub frame: Frame,
    /// The rubrics at hand.
    pub shelf: Shelf,
    /// What stands at the place of a draft.
    pub shown: ReadSignal<Shown>,
    /// The open draft, apart from its texts.
    pub opened: ReadSignal<Option<OpenDraft>>,
    /// Whether its texts would outlive a crash.
    pub saved: ReadSignal<Saved>,
    /// The revision that its texts are of.
    pub revision: ReadSignal<u64>,
    /// Whether a step of it can be undone, and redone.
    pub undoable: ReadSignal<(bool, bool)>,
    /// Texts of it that no revision orders.
    pub conflicts: ReadSignal<Vec<Conflict>>,
    /// The last copy of it that left this machine.
    pub exported: ReadSignal<Option<Exported>>,
    /// Whether everything stored of it is encrypted.
    pub encrypted: ReadSignal<bool>,
    /// After how many idle minutes an encrypted draft is locked; 0 is never.
    pub idle_minutes: ReadSignal<u32>,
    /// An application that was opened and waits for a decision.
    pub waiting: ReadSignal<Option<Waiting>>,
    /// Files that were opened together and lead to different places.
    pub arrivals: ReadSignal<Vec<Arrival>>,
    /// A file that was handed to the downloads and that nobody has seen yet.
    pub handed: ReadSignal<Option<Handed>>,
    /// The folder for copies.
    pub folder: ReadSignal<CopyFolder>,
    /// What is to be told at the place one is going to.
    next_notice: RwSignal<Option<Notice>>,
    stage: StoredValue<Stage, LocalStorage>,
    folder_handle: StoredValue<Option<Folder>, LocalStorage>,
    keeper: StoredValue<KeeperState, LocalStorage>,
    set: Writable,
}

/// The same signals, to be written by the workbench.
#[derive(Clone, Copy)]
struct Writable {
    shown: RwSignal<Shown>,
    opened: RwSignal<Option<OpenDraft>>,
    saved: RwSignal<Saved>,
    revision: RwSignal<u64>,
    undoable: RwSignal<(bool, bool)>,
    conflicts: RwSignal<Vec<Conflict>>,
    exported: RwSignal<Option<Exported>>,
    encrypted: RwSignal<bool>,
    idle_minutes: RwSignal<u32>,
    waiting: RwSignal<Option<Waiting>>,
    arrivals: RwSignal<Vec<Arrival>>,
    handed: RwSignal<Option<Handed>>,
    folder: RwSignal<CopyFolder>,
}

impl Workbench {
    /// The state at the start: what the browser remembers.
    pub fn begin(stage: Stage) -> Self {
        let set = Writable {
            shown: RwSignal::new(Shown::Nothing),
            opened: RwSignal::new(None),
            saved: RwSignal::new(Saved::Untouched),
            revision: RwSignal::new(0),
            undoable: RwSignal::new((false, false)),
            conflicts: RwSignal::new(Vec::new()),
            exported: RwSignal::new(None),
            encrypted: RwSignal::new(false),
            idle_minutes: RwSignal::new(0),
            waiting: RwSignal::new(None),
            arrivals: RwSignal::new(Vec::new()),
            handed: RwSignal::new(None),
            folder: RwSignal::new(CopyFolder::None),
        };
        let frame = Frame::begin();
        let workbench = Self {
            frame,
            shelf: Shelf::new(frame),
            shown: set.shown.read_only(),
            opened: set.opened.read_only(),
            saved: set.saved.read_only(),
            revision: set.revision.read_only(),
            undoable: set.undoable.read_only(),
            conflicts: set.conflicts.read_only(),
            exported: set.exported.read_only(),
            encrypted: set.encrypted.read_only(),
            idle_minutes: set.idle_minutes.read_only(),
            waiting: set.waiting.read_only(),
            arrivals: set.arrivals.read_only(),
            handed: set.handed.read_only(),
            folder: set.folder.read_only(),
            next_notice: RwSignal::new(None),
            stage: StoredValue::new_local(stage),
            folder_handle: StoredValue::new_local(None),
            keeper: StoredValue::new_local(KeeperState::new()),
            set,
        };
        address::on_change(move || workbench.arrive());
        storage::on_change_elsewhere(move |key, text| workbench.changed_elsewhere(key, text));
        document::ask_before_leaving(move || {
            workbench.find_written();
            !workbench.everything_written()
        });
        document::on_hidden(move || workbench.hidden());
        document::on_shown(move || drop(workbench.send(Event::Shown)));
        keys::watch_signs_of_life();
        workbench.watch_idleness();
        workbench.watch_fields();
        workbench.remember_folder();
        if Route::parse(&address::hash()).draft().is_some() {
            workbench.look_over();
        }
        // One arrives at the address that the start screen was left for, as at any other.
        workbench.route.set(Route::Start);
        workbench.arrive();
        workbench
    }

    /// Whether nothing would be lost if the page were loaded anew.
    pub fn everything_written(self) -> bool {
        let alone = self.with_keeper(scoring::keeper::Keeper::has_words_alone);
        alone != Some(true)
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
        if route.program() != Program::Drafting {
            self.close_draft();
            return self.stage.with_value(|stage| self.leave(stage, route.program()));
        }
        self.stage.with_value(|stage| self.enter(stage));
        if let Some(id) = route.draft() {
            self.open_draft(id);
        } else {
            self.close_draft();
            self.look_over();
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
