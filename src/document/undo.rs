//! Undo and redo. Consecutive typing in one text is one step.

use crate::document::{Address, Applied, Document, Edit};
use crate::foundations::{Instant, SortedSet};

/// Steps that can be undone while the document is open.
const UNDO_LIMIT: usize = 500;
/// However long one types without a pause, a step ends after so many seconds.
const LONGEST_STEP: i64 = 60;
/// However soon something is deleted again, a step takes away at most so many characters that may have been typed in it:
/// undoing brings the rest back.
const MOST_REMOVED: usize = 20;

/// What can be undone and redone in a document, and the step that is being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UndoHistory {
    undo: Vec<Edit>,
    redo: Vec<Edit>,
    typing: Option<Typing>,
}

/// The step that is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Typing {
    address: Address,
    began: Instant,
    /// The characters that were removed since its first edit. Undoing that one brings back what the first removed.
    removed: usize,
}

/// What came of an edit that history knows of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndoableEdit {
    /// What the edit did.
    pub applied: Applied,
    /// Whether it continued the step before it, so that both are undone as one.
    pub coalesced: bool,
}

impl UndoHistory {
    /// A history that goes on from edits that undo and redo; the next one stands last in each.
    pub fn resume(undo: Vec<Edit>, redo: Vec<Edit>) -> Self {
        Self {
            undo,
            redo,
            typing: None,
        }
    }

    /// The edits that undo the last steps; the next one stands last.
    pub fn undoing(&self) -> &[Edit] {
        &self.undo
    }

    /// The edits that redo what was undone; the next one stands last.
    pub fn redoing(&self) -> &[Edit] {
        &self.redo
    }

    /// Whether there is a step to undo.
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether there is a step to redo.
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// The text that is being typed.
    pub fn typing(&self) -> Option<&Address> {
        self.typing.as_ref().map(|typing| &typing.address)
    }

    /// Makes an edit that can be undone. An edit of one text continues the step that is being typed there, unless it
    /// removes much.
    ///
    /// Nothing where the edit changes nothing: it is no step.
    pub fn change(&mut self, document: &mut Document, edit: Edit, now: Instant) -> Option<UndoableEdit> {
        let address = edit.only().cloned();
        let applied = document.apply(edit);
        if applied.changed.is_empty() {
            return None;
        }
        let coalesced = self.typing.as_mut().is_some_and(|typing| {
            let seconds = now.unix_seconds() - typing.began.unix_seconds();
            let is_same = address.as_ref() == Some(&typing.address) && (0..LONGEST_STEP).contains(&seconds);
            if is_same && let Some(before) = applied.inverse.changes.first() {
                typing.removed += count_removed(&before.text, document.text(&typing.address));
            }
            is_same && typing.removed <= MOST_REMOVED
        });
        if !coalesced {
            self.undo.push(applied.inverse.clone());
            let surplus = self.undo.len().saturating_sub(UNDO_LIMIT);
            self.undo.drain(..surplus);
            self.typing = address.map(|address| Typing {
                address,
                began: now,
                removed: 0,
            });
        }
        self.redo.clear();
        Some(UndoableEdit { applied, coalesced })
    }

    /// Ends the step that is being typed; the next edit is a step of its own.
    pub fn end_step(&mut self) {
        self.typing = None;
    }

    /// Somebody else wrote the text of this address. The steps that would replace it are dropped, and with each one those
    /// that come after it and share a text with it: none of them would find what it left.
    pub fn end_at(&mut self, address: &Address) {
        self.typing = None;
        for steps in [&mut self.undo, &mut self.redo] {
            let mut dropped = SortedSet::from([address.clone()]);
            steps.reverse();
            steps.retain(|step| {
                let addresses = || step.changes.iter().map(|change| &change.address);
                let is_dropped = addresses().any(|address| dropped.contains(address));
                if is_dropped {
                    dropped.extend(addresses().cloned());
                }
                !is_dropped
            });
            steps.reverse();
        }
    }

    /// Undoes the last step; nothing where there is none.
    pub fn undo(&mut self, document: &mut Document) -> Option<Applied> {
        self.typing = None;
        step(&mut self.undo, &mut self.redo, document)
    }

    /// Redoes the step that was undone last; nothing where there is none.
    pub fn redo(&mut self, document: &mut Document) -> Option<Applied> {
        self.typing = None;
        step(&mut self.redo, &mut self.undo, document)
    }
}

/// How many characters of the one text are not in the other: those between what both begin and end with.
fn count_removed(before: &str, after: &str) -> usize {
    let same = |(one, other): &(char, char)| one == other;
    let start = before.chars().zip(after.chars()).take_while(same).count();
    let (before, after) = (before.chars().skip(start), after.chars().skip(start));
    let rest = before.clone().count();
    let end = before.collect::<Vec<_>>().into_iter().rev();
    let after: Vec<char> = after.collect();
    let end = end.zip(after.into_iter().rev()).take_while(same).count();
    rest - end
}

fn step(from: &mut Vec<Edit>, to: &mut Vec<Edit>, document: &mut Document) -> Option<Applied> {
    let applied = document.apply(from.pop()?);
    to.push(applied.inverse.clone());
    Some(applied)
}
