//! Removing drafts from this machine, what is left of them, and what begins anew after another window removed it.

use leptos::prelude::*;

use scoring::keeper::{Event, JournalFault, Left};
use scoring::stored::{read_head, write_draft_head};
use scoring::words as say;

use crate::app::browser::{clock, ids};
use crate::app::drafting::Workbench;
use crate::app::frame::Notice;
use crate::app::route::Route;

impl Workbench {
    /// Removes a draft from this machine, or tries again what is left of a removal.
    pub fn remove(self, id: String) {
        self.keeper
            .update_value(|state| state.removals_asked.extend([id.clone()]));
        self.send(Event::Remove(id));
    }

    /// Removes the open draft from this machine, and goes to the start page.
    pub fn remove_open(self) {
        if let Some(id) = self.open_id() {
            self.remove(id);
        }
    }

    /// A removal ended; it is said done when it is done in both places. One that an earlier start had left to be done is
    /// told by the list of drafts alone.
    pub(super) fn removal_ended(self, id: &str, left: Option<&Left>) {
        let asked = self
            .keeper
            .try_update_value(|state| state.removals_asked.remove(id));
        if asked != Some(true) {
            return;
        }
        let lang = self.lang.get_untracked();
        let notice = match left {
            None => Notice::Done(say::wiped(lang).to_owned()),
            Some(_) => Notice::Trouble(say::removal_left(lang).to_owned()),
        };
        if self.route.with_untracked(|route| route.draft() == Some(id)) {
            self.go_telling(&Route::Start, notice);
        } else {
            self.notice.set(Some(notice));
        }
    }

    /// Keeps the texts of the draft that another window removed, as a new draft.
    pub fn revive(self) {
        let live = self.keeper.try_with_value(|state| state.live.clone()).flatten();
        let Some(live) = live else { return };
        let mut head = live.with(|draft, _| draft.head.clone());
        head.id = ids::fresh();
        head.created = clock::now();
        head.lock = None;
        let id = head.id.clone();
        self.keeper.update_value(|state| state.note(id.clone(), &live));
        let revive = Event::Revive(id.clone(), read_head(&write_draft_head(&head)));
        if self.asked_for(&id, revive) {
            self.go(&Route::Overview(id));
        }
    }

    /// Drops the texts of the draft that another window removed.
    pub fn drop_removed(self) {
        let id = self
            .route
            .with_untracked(|route| route.draft().map(str::to_owned));
        if let Some(id) = id {
            self.remove(id);
        }
    }

    /// Looks over the drafts on this machine: what a killed browser brought back is swept, and removals that were asked
    /// for are done, before anything is listed.
    pub(super) fn look_over(self) {
        // A look that is under way is not thrown away for the next: where another window types, none would ever end.
        let is_first = self.keeper.try_update_value(|state| {
            state.look_again = state.is_looking;
            !std::mem::replace(&mut state.is_looking, true)
        });
        if is_first == Some(true) {
            self.send(Event::Start);
        }
    }

    /// A look has ended; looks once more where that was asked for meanwhile.
    pub(super) fn looked_over(self) {
        let again = self.keeper.try_update_value(|state| {
            state.is_looking = false;
            std::mem::take(&mut state.look_again)
        });
        if again == Some(true) {
            self.look_over();
        }
    }

    /// Shows which drafts are on this machine, and where it could not be looked.
    pub(super) fn show_listing(self) {
        let found = self.with_keeper(|keeper| {
            let removals: Vec<(String, Option<Left>)> = keeper
                .removals()
                .map(|(id, left)| (id.to_owned(), left))
                .collect();
            keeper.listing().cloned().map(|listing| (listing, removals))
        });
        if let Some((listing, removals)) = found.flatten() {
            self.frame.show_listing(&listing, removals);
        }
    }

    /// Deletes the journal of this browser and makes an empty one.
    pub fn rebuild_journal(self) {
        self.send(Event::Rebuild);
    }

    /// The journal was rebuilt, or not. What it has now is looked at anew.
    pub(super) fn rebuilding_ended(self, outcome: Result<(), JournalFault>) {
        let lang = self.lang.get_untracked();
        match outcome {
            Ok(()) => self.done(say::journal_rebuilt(lang).to_owned()),
            Err(fault) => self.trouble(say::journal_not_rebuilt(lang, say::journal_fault(fault, lang))),
        }
        self.look_over();
    }
}
