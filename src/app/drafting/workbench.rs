//! The state of the drafting desk on the page: read signals that reflect its session. Only this module writes them.

mod editing;
mod encryption;
mod executor;
mod fields;
mod folder;
mod incoming;
mod merging;
mod moving;
mod notifications;
mod readers;
mod usage;

pub use notifications::{export_notice, locking_fault};

use std::sync::Arc;

use leptos::prelude::*;

use scoring::desks::drafting::{
    CopyFolder, DraftStatus, Event, ExportedFile, LastCopy, Locking, MergeOffer, OpenDraft,
    OpenedApplication, ShownVersion, WaitingFile,
};
use scoring::desks::rubrics::RubricFile;
use scoring::document::Address;
use scoring::keeper::{self, Conflict, JournalFault, SaveStatus, Version};
use scoring::scoresheet::SubmissionState;

use crate::app::browser::channel::{self, Message};
use crate::app::browser::folder::Folder;
use crate::app::browser::{activity, address, document, files, journal, storage};
use crate::app::drafting::workbench::executor::{DeskState, Signals};
use crate::app::frame::{Frame, FrameOwner, Notice, Readable, Writable};
use crate::app::route::Route;

/// The state of the desk, as the pages read it: each signal follows the session and is written by the executor alone.
/// Every signal lives as long as the page.
#[derive(Clone, Copy)]
pub struct Workbench {
    /// What every page has.
    pub frame: Frame,
    /// The available rubrics.
    pub rubrics: Readable<Vec<Arc<RubricFile>>>,
    /// The status of the draft at its place.
    pub draft_status: Readable<DraftStatus>,
    /// The open draft, apart from its texts.
    pub opened: Readable<Option<OpenDraft>>,
    /// Whether its texts would outlive a crash.
    pub saved: Readable<SaveStatus>,
    /// Whether the journal is in doubt, since a write of it broke.
    pub doubtful: Readable<bool>,
    /// Whether a step of it can be undone, and redone.
    pub undoable: Readable<(bool, bool)>,
    /// Texts of it that no sequence number orders.
    pub conflicts: Readable<Vec<Conflict>>,
    /// Its fields of which every stored copy is damaged.
    pub damaged: Readable<Vec<Address>>,
    /// Whether the journal, which may have texts of its empty fields, was not read yet.
    pub journal_unread: Readable<bool>,
    /// The last copy of it that left this machine.
    pub last_copy: Readable<LastCopy>,
    /// Whether everything stored of it is encrypted.
    pub encrypted: Readable<bool>,
    /// How far it is submitted.
    pub submission_state: Readable<SubmissionState>,
    /// What is done with its lock.
    pub locking: Readable<Locking>,
    /// After how many idle minutes an encrypted draft is locked; 0 is never.
    pub idle_minutes: Readable<u32>,
    /// An application that was opened and waits for a decision.
    pub application_to_review: Readable<Option<OpenedApplication>>,
    /// Files that were opened together and lead to different places.
    pub waiting_files: Readable<Vec<WaitingFile>>,
    /// A file that was handed to the downloads and that nobody has seen yet.
    pub exported_file: Readable<Option<ExportedFile>>,
    /// The folder for copies.
    pub folder: Readable<CopyFolder>,
    /// The versions of the open draft; nothing before they were read.
    pub versions: Readable<Option<Result<Vec<Version>, JournalFault>>>,
    /// The version that is looked at.
    pub shown_version: Readable<Option<ShownVersion>>,
    /// A file that is offered to be merged into the open draft.
    pub merge_offer: Readable<Option<MergeOffer>>,
    /// The notice for the place that the page goes to.
    next_notice: Writable<Option<Notice>>,
    owner: FrameOwner,
    folder_handle: StoredValue<Option<Folder>, LocalStorage>,
    state: StoredValue<DeskState, LocalStorage>,
    /// Whether an input method composes in a field: what stands there is not stored.
    composing: Writable<bool>,
    set: Signals,
}

impl Workbench {
    /// The state at the start: what the browser remembers.
    pub fn begin(owner: FrameOwner) -> Self {
        let workbench = Self::new(owner);
        address::on_change(move || workbench.arrive());
        storage::on_change_elsewhere(move |key, text| workbench.changed_elsewhere(key, text));
        document::ask_before_leaving(move || {
            workbench.scan_fields();
            workbench.may_lose_text()
        });
        document::on_hidden(move || workbench.hidden());
        document::on_shown(move || workbench.send(Event::Keeper(keeper::Event::PageShown)));
        journal::on_closed(move || workbench.send(Event::Keeper(keeper::Event::JournalClosed)));
        workbench.follow_other_windows();
        activity::watch();
        workbench.remember_idle_minutes();
        workbench.watch_fields();
        workbench.follow_composition();
        workbench.remember_folder();
        if Route::parse(&address::hash()).draft().is_some() {
            workbench.send(Event::ListDrafts);
        }
        // One arrives at the address that the start screen was left for, as at any other.
        workbench.arrive();
        workbench
    }

    /// Whether a text may be lost with the page.
    pub fn may_lose_text(self) -> bool {
        self.with_session(|session| session.keeper().may_lose_text()) == Some(true)
    }

    fn continued_as(self, draft: &str) -> Option<String> {
        let id = self.with_session(|session| session.continued_as(draft).map(str::to_owned));
        id.flatten()
    }

    /// Follows what other windows tell, and goes on from what this window knew before its page was loaded anew.
    fn follow_other_windows(self) {
        channel::on_message(move |message| match message {
            Message::Locked(draft) => self.send(Event::LockedElsewhere(draft)),
            Message::JournalBroke(broke) => {
                self.send(Event::Keeper(keeper::Event::JournalBroke(broke)));
            }
            Message::Asked => {
                if channel::remembers_broken_journal() {
                    channel::tell(&Message::JournalBroke(true));
                }
            }
        });
        if channel::remembers_broken_journal() {
            self.send(Event::Keeper(keeper::Event::JournalBroke(true)));
        } else {
            channel::tell(&Message::Asked);
        }
    }

    /// Reports to the session whether an input method composes in a field of a draft.
    fn follow_composition(self) {
        let composing = self.composing.read_only();
        leptos::prelude::Effect::new(move || {
            let composing = composing.get();
            untrack(|| self.send(Event::Keeper(keeper::Event::Composing(composing))));
        });
    }

    // Going about.

    /// Goes to a place and shows a notice there.
    fn go_telling(self, route: &Route, notice: Notice) {
        if Route::parse(&address::hash()) == *route {
            self.tell_outcome(notice);
        } else {
            self.next_notice.set(Some(notice));
            self.go(route);
        }
    }

    /// Tells something at the next place, wherever that is.
    fn tell_next(self, notice: Option<Notice>) {
        self.next_notice.set(notice);
    }

    fn take_next_notice(self) -> Option<Notice> {
        let told = self.next_notice.with_untracked(Clone::clone);
        self.next_notice.set(None);
        told
    }

    /// Takes note of a new address.
    fn arrive(self) {
        self.typed();
        let Some(route) = self.owner.arrive() else {
            return self.send(Event::Close);
        };
        // Back leads to pages of a draft that goes on as another one.
        if let Some(draft) = route.draft().and_then(|id| self.continued_as(id)) {
            return address::replace(&route.of_draft(draft).to_string());
        }
        if let Some(id) = route.draft() {
            self.send(Event::Open(id.to_owned()));
        } else {
            self.send(Event::Close);
            self.send(Event::ListDrafts);
        }
        self.send(Event::HistoryShown(matches!(route, Route::History(_))));
        if route == Route::Start {
            self.send(Event::ApplicationSetAside);
        }
        let same_page = self
            .route
            .with_untracked(|old| old.draft() == route.draft() && on_clauses(old) && on_clauses(&route));
        if !same_page {
            document::scroll_to_top();
            document::focus_soon("h1".to_owned());
        }
        let told = self.take_next_notice();
        match told {
            Some(told) => self.tell_outcome(told),
            None if self.route.get_untracked() != route => self.close_notice(),
            None => {}
        }
        if self.route.get_untracked() != route {
            match route {
                Route::Example => self.open_example(),
                Route::Files => self.take_files(files::taken_over()),
                _ => {}
            }
            self.owner.set_route(route);
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
    matches!(route, Route::Score(..) | Route::OrganisationOverview(_))
}
