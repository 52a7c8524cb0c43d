//! What was handed in: a submitted review stays as it is, and is corrected for a reason.

use leptos::prelude::*;

use scoring::document::{Edit, History};
use scoring::keeper::Cause;
use scoring::scoresheet::{Draft, Field, HandedIn, REASON_MAX, Submission};

use crate::app::workbench::Workbench;

impl Workbench {
    /// How far the open draft is handed in.
    pub fn handed_in(self) -> HandedIn {
        let handed_in = |draft: &Option<Draft>| draft.as_ref().map(Draft::handed_in);
        self.draft.with(handed_in).unwrap_or(HandedIn::Not)
    }

    /// Whether the open draft was handed in and is not being corrected: its fields are fixed.
    pub fn is_fixed(self) -> bool {
        self.handed_in().is_fixed()
    }

    /// The same, asked once.
    pub fn is_fixed_now(self) -> bool {
        untrack(|| self.is_fixed())
    }

    /// Opens what was handed in for a correction, or words its reason anew. A blank reason, and one that no file may
    /// hold, changes nothing.
    pub fn correct(self, reason: &str) {
        let reason = reason.trim();
        if reason.is_empty() || reason.chars().count() > REASON_MAX {
            return;
        }
        if untrack(|| self.handed_in()).last().is_some() {
            self.record(Edit::of(Field::Correction, reason));
        }
    }

    /// Notes that the open draft was handed in.
    pub(super) fn note_submission(self, submission: &Submission) {
        self.record(Draft::submitted(submission));
    }

    /// Makes an edit that is no step of undo, and keeps it.
    fn record(self, edit: Edit) {
        self.history.update(History::end_step);
        let applied = self
            .draft
            .try_update(|draft| draft.as_mut().map(|draft| draft.apply(edit)));
        for at in applied.flatten().into_iter().flat_map(|applied| applied.changed) {
            self.count(&at, Cause::Recorded, false);
        }
        self.write_all();
    }
}
