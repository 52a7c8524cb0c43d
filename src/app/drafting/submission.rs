//! What was handed in: a submitted review stays as it is, and is corrected for a reason.

use leptos::prelude::*;

use scoring::document::{Edit, Source};
use scoring::keeper::Event;
use scoring::scoresheet::{Draft, Field, HandedIn, REASON_MAX, Submission};

use crate::app::drafting::Workbench;

impl Workbench {
    /// How far the open draft is handed in.
    pub fn handed_in(self) -> HandedIn {
        let sources = [Field::Submission, Field::Correction].map(|field| Source::Text(field.into()));
        self.read(sources, |draft, _| draft.handed_in())
            .unwrap_or(HandedIn::Not)
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

    fn record(self, edit: Edit) {
        self.send(Event::Recorded(edit));
    }
}
