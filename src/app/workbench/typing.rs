//! What is typed in the open draft: kept at once, undone, redone.

use leptos::prelude::*;

use scoring::document::{Address, Applied, Document, Edit, History};
use scoring::keeper::Cause;
use scoring::scoresheet::clause_of;

use crate::app::browser::clock;
use crate::app::route::Route;
use crate::app::workbench::Workbench;

impl Workbench {
    /// The text of a field of the open draft.
    pub fn text(self, at: &Address) -> String {
        self.draft.with(|draft| {
            draft
                .as_ref()
                .map_or_else(String::new, |draft| draft.document.text(at).to_owned())
        })
    }

    pub(super) fn text_untracked(self, at: &Address) -> String {
        untrack(|| self.text(at))
    }

    /// Changes a field and keeps it.
    pub fn type_in(self, at: impl Into<Address>, text: String) {
        self.edit(Edit::of(at, text));
    }

    /// Makes an edit and keeps what it changed.
    pub fn edit(self, edit: Edit) {
        let differs = |change: &scoring::document::Change| self.text_untracked(&change.at) != change.text;
        if self.draft.with_untracked(Option::is_none) || !edit.changes.iter().any(differs) {
            return;
        }
        let recorded = self.with_history(|history, document| history.change(document, edit, clock::now()));
        if let Some(recorded) = recorded.flatten() {
            self.keep_changed(&recorded.applied, Cause::Typed, recorded.coalesced);
        }
    }

    /// Typing in a field has ended; the next change is a step of its own.
    pub fn typed(self) {
        self.history.update_untracked(History::end_step);
    }

    /// Undoes the last step, and shows where.
    pub fn undo(self) {
        self.step(History::undo, Cause::Undo);
    }

    /// Redoes the step that was undone last.
    pub fn redo(self) {
        self.step(History::redo, Cause::Redo);
    }

    fn step(self, go: fn(&mut History, &mut Document) -> Option<Applied>, cause: Cause) {
        let Some(applied) = self.with_history(go).flatten() else {
            return;
        };
        self.keep_changed(&applied, cause, false);
        if let (Some(code), Some(id)) = (applied.changed.iter().find_map(clause_of), self.open_id()) {
            self.go(&Route::Score(id, Some(code)));
        }
    }

    /// Brings texts of an older version back, each as a step that can be undone.
    pub fn restore(self, edits: Vec<Edit>) {
        for edit in edits {
            let applied = self.with_history(|history, document| {
                history.end_step();
                let recorded = history.change(document, edit, clock::now());
                history.end_step();
                recorded.map(|recorded| recorded.applied)
            });
            if let Some(applied) = applied.flatten() {
                self.keep_changed(&applied, Cause::Restored, false);
            }
        }
    }

    /// Takes over a text that another window wrote and keeps.
    pub(super) fn apply_elsewhere(self, at: Address, text: String) {
        self.typed();
        self.draft.update(|draft| {
            if let Some(draft) = draft {
                draft.apply(Edit::of(at, text));
            }
        });
    }

    fn keep_changed(self, applied: &Applied, cause: Cause, coalesced: bool) {
        for at in &applied.changed {
            self.count(at, cause, coalesced);
        }
        self.write_all();
    }

    /// Changes the open draft together with its history.
    fn with_history<T>(self, change: impl FnOnce(&mut History, &mut Document) -> T) -> Option<T> {
        let outcome = self.history.try_update_untracked(|history| {
            let changed = self
                .draft
                .try_update(|draft| draft.as_mut().map(|draft| change(history, &mut draft.document)));
            changed.flatten()
        });
        self.history.notify();
        outcome.flatten()
    }
}
