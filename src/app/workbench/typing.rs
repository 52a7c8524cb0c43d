//! What is typed in the open draft: written at once, taken back, done again.

use leptos::prelude::*;

use scoring::foundations::Instant;
use scoring::interchange::{read_stored_field, write_draft_head, write_stored_field};
use scoring::scoresheet::{Edit, Field};

use crate::app::browser::storage::WriteFault;
use crate::app::browser::{clock, storage};
use crate::app::frame::DRAFTS;
use crate::app::route::Route;
use crate::app::workbench::Workbench;
use crate::app::workbench::drafts::keep_card;

/// Steps that can be taken back.
const UNDO_LIMIT: usize = 500;

/// Whether what was typed is in the browser's storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Nothing was typed since the draft was opened.
    Untouched,
    /// Written at this moment. Not yet beyond a crash of the browser, so the page does not say 已保存.
    Written(Instant),
    /// Not written; what was typed is in this page only.
    Failed(WriteFault),
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

    /// Changes a field and writes it.
    pub fn type_in(self, field: Field, text: String) {
        let same = self
            .draft
            .with_untracked(|draft| draft.as_ref().is_none_or(|draft| draft.text(&field) == text));
        if same {
            return;
        }
        let going_on = self
            .typing
            .with_untracked(|typing| typing.as_ref() == Some(&field));
        let before = self.change(Edit {
            field: field.clone(),
            text,
        });
        if !going_on {
            self.undo.update(|steps| {
                steps.extend(before);
                let surplus = steps.len().saturating_sub(UNDO_LIMIT);
                steps.drain(..surplus);
            });
        }
        self.redo.update(Vec::clear);
        self.typing.set(Some(field));
    }

    /// Typing in a field has ended; the next change is a step of its own.
    pub fn typed(self) {
        self.typing.set(None);
    }

    /// Takes the last step back, and shows where.
    pub fn take_back(self) {
        self.step(self.undo, self.redo);
    }

    /// Does the step that was taken back again.
    pub fn do_again(self) {
        self.step(self.redo, self.undo);
    }

    pub(super) fn step(self, from: RwSignal<Vec<Edit>>, to: RwSignal<Vec<Edit>>) {
        let Some(edit) = from.try_update(Vec::pop).flatten() else {
            return;
        };
        self.typing.set(None);
        let field = edit.field.clone();
        let before = self.change(edit);
        to.update(|steps| steps.extend(before));
        let id = self
            .opened
            .with_untracked(|opened| opened.as_ref().map(|opened| opened.id.clone()));
        if let (Some(code), Some(id)) = (field.code(), id) {
            self.go(&Route::Score(id, Some(code.clone())));
        }
    }

    pub(super) fn change(self, edit: Edit) -> Option<Edit> {
        let field = edit.field.clone();
        let before = self
            .draft
            .try_update(|draft| draft.as_mut().map(|draft| draft.apply(edit)))
            .flatten();
        self.unsaved.update(|unsaved| {
            unsaved.insert(field);
        });
        self.write_unsaved();
        before
    }

    /// Writes every field that is not in storage yet; what cannot be written stays on the list.
    pub(super) fn write_unsaved(self) {
        let opened = self.opened.get_untracked();
        let Some(opened) = opened else { return };
        let now = clock::now();
        let outcome = self.draft.with_untracked(|draft| -> Result<(), WriteFault> {
            let Some(draft) = draft else { return Ok(()) };
            for field in self.unsaved.get_untracked() {
                let record = write_stored_field(draft.text(&field), now);
                storage::write(&format!("{DRAFTS}{}/field/{field}", opened.id), &record)?;
                self.unsaved.update(|unsaved| {
                    unsaved.remove(&field);
                });
            }
            if storage::read(&format!("{DRAFTS}{}/head", opened.id)).is_none() {
                storage::write(
                    &format!("{DRAFTS}{}/head", opened.id),
                    &write_draft_head(&draft.head),
                )?;
                self.keep_rubric(&opened.shelved)?;
            }
            keep_card(draft, &opened.shelved.rubric, now)
        });
        self.saved.set(match outcome {
            Ok(()) => Saved::Written(now),
            Err(fault) => Saved::Failed(fault),
        });
    }

    /// Another tab changed a record: its text is taken over, field by field.
    pub(super) fn changed_elsewhere(self, key: &str, record: Option<String>) {
        let opened = self.opened.try_get_untracked().flatten();
        let field = opened.and_then(|opened| {
            key.strip_prefix(DRAFTS)?
                .strip_prefix(&opened.id)?
                .strip_prefix("/field/")
                .and_then(Field::parse)
        });
        if let (Some(field), Some(record)) = (field, record) {
            let text = read_stored_field(&record).text;
            let _ = self
                .draft
                .try_update(|draft| draft.as_mut().map(|draft| draft.apply(Edit { field, text })));
        } else if key.starts_with(DRAFTS) && self.route.try_get_untracked() == Some(Route::Start) {
            self.list_drafts();
        }
    }
}
