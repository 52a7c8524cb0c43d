//! What is typed in the open draft: kept at once, taken back, done again.

use leptos::prelude::*;

use scoring::foundations::Instant;
use scoring::journal::Cause;
use scoring::scoresheet::{Edit, Field};

use crate::app::browser::clock;
use crate::app::route::Route;
use crate::app::workbench::Workbench;

/// Steps that can be taken back.
const UNDO_LIMIT: usize = 500;
/// However long one types without a pause, a step ends after so many seconds.
const LONGEST_STEP: i64 = 60;

/// The step that is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typing {
    /// The field.
    pub(super) field: Field,
    began: Instant,
}

impl Workbench {
    /// The text of a field of the open draft.
    pub fn text(self, field: &Field) -> String {
        self.draft.with(|draft| {
            draft
                .as_ref()
                .map_or_else(String::new, |draft| draft.text(field).to_owned())
        })
    }

    pub(super) fn text_untracked(self, field: &Field) -> String {
        untrack(|| self.text(field))
    }

    /// Changes a field and keeps it.
    pub fn type_in(self, field: Field, text: String) {
        if self.draft.with_untracked(Option::is_none) || self.text_untracked(&field) == text {
            return;
        }
        let now = clock::now();
        let goes_on = self.typing.with_untracked(|typing| {
            typing.as_ref().is_some_and(|typing| {
                let length = now.unix_seconds() - typing.began.unix_seconds();
                typing.field == field && (0..LONGEST_STEP).contains(&length)
            })
        });
        let before = self.apply(Edit {
            field: field.clone(),
            text,
        });
        if !goes_on {
            self.undo.update(|steps| {
                steps.extend(before);
                let surplus = steps.len().saturating_sub(UNDO_LIMIT);
                steps.drain(..surplus);
            });
            self.typing.set(Some(Typing {
                field: field.clone(),
                began: now,
            }));
        }
        self.redo.update(Vec::clear);
        self.keep(&field, Cause::Typed, goes_on);
    }

    /// Typing in a field has ended; the next change is a step of its own.
    pub fn typed(self) {
        self.typing.set(None);
    }

    /// Takes the last step back, and shows where.
    pub fn take_back(self) {
        self.step(self.undo, self.redo, Cause::TakenBack);
    }

    /// Does the step that was taken back again.
    pub fn do_again(self) {
        self.step(self.redo, self.undo, Cause::DoneAgain);
    }

    fn step(self, from: RwSignal<Vec<Edit>>, to: RwSignal<Vec<Edit>>, cause: Cause) {
        let Some(edit) = from.try_update(Vec::pop).flatten() else {
            return;
        };
        self.typing.set(None);
        let field = edit.field.clone();
        let before = self.apply(edit);
        to.update(|steps| steps.extend(before));
        self.keep(&field, cause, false);
        let id = self
            .opened
            .with_untracked(|opened| opened.as_ref().map(|opened| opened.id.clone()));
        if let (Some(code), Some(id)) = (field.code(), id) {
            self.go(&Route::Score(id, Some(code.clone())));
        }
    }

    /// Brings texts of an older version back, each as a step that can be taken back.
    pub fn restore(self, edits: Vec<Edit>) {
        self.typing.set(None);
        for edit in edits {
            let field = edit.field.clone();
            if self.text_untracked(&field) == edit.text {
                continue;
            }
            let before = self.apply(edit);
            self.undo.update(|steps| steps.extend(before));
            self.redo.update(Vec::clear);
            self.keep(&field, Cause::Restored, false);
        }
    }

    /// Takes over a text that another window wrote and keeps.
    pub(super) fn apply_elsewhere(self, field: Field, text: String) {
        self.typing.set(None);
        self.apply(Edit { field, text });
    }

    fn apply(self, edit: Edit) -> Option<Edit> {
        self.draft
            .try_update(|draft| draft.as_mut().map(|draft| draft.apply(edit)))
            .flatten()
    }
}
