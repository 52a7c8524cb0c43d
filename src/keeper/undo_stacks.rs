//! What can be undone and redone, derived from the journal entries.

use crate::document::{Address, Edit};
use crate::foundations::{SortedMap, in_order};
use crate::keeper::{Cause, EntryKey};

/// The edits that undo and redo; the next one is the last of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UndoStacks {
    /// What undoes the last steps.
    pub undo: Vec<Edit>,
    /// What redoes them.
    pub redo: Vec<Edit>,
}

/// Derives the stacks from entries with their texts, in the order of their keys. If the list does not start with the
/// first entry of the draft, `complete` is false, and nothing before it can be undone.
///
/// The changes of an edit are in the order of their addresses.
pub fn undo_stacks(entries: &[(EntryKey, String)], complete: bool) -> UndoStacks {
    // The order of keys also depends on the length of the texts, which would mix the entries of two steps.
    let entries = in_order(entries.iter().collect(), |(one, _), (other, _)| {
        (one.step(), &one.address).cmp(&(other.step(), &other.address))
    });
    let mut texts: SortedMap<&Address, &str> = SortedMap::new();
    let mut stacks = UndoStacks::default();
    for step in entries.chunk_by(|(one, _), (other, _)| one.step() == other.step()) {
        let mut made = Edit::default();
        let mut before = Some(Edit::default());
        for (key, text) in step {
            let replaced = texts.insert(&key.address, text).or(complete.then_some(""));
            before = before
                .zip(replaced)
                .map(|(edit, text)| edit.and(Edit::of(&key.address, text)));
            made = made.and(Edit::of(&key.address, text));
        }
        match (step.first().map(|(key, _)| key.cause), before) {
            (None | Some(Cause::Begun | Cause::Refilled | Cause::FromOtherWindow | Cause::Noted), _) => {}
            // The former text is unknown: nothing before it can be undone.
            (_, None) => stacks = UndoStacks::default(),
            (Some(Cause::Typed | Cause::Restored), Some(before)) => {
                stacks.undo.push(before);
                stacks.redo.clear();
            }
            (Some(Cause::Undo), Some(before)) => {
                if take(&mut stacks.undo, &made) {
                    stacks.redo.push(before);
                } else {
                    stacks = UndoStacks::default();
                }
            }
            (Some(Cause::Redo), Some(before)) => {
                if take(&mut stacks.redo, &made) {
                    stacks.undo.push(before);
                } else {
                    stacks = UndoStacks::default();
                }
            }
        }
    }
    stacks
}

/// Removes the edit that was made from its stack. With two windows, changes of the other one may be above it.
///
/// Returns whether the stack is consistent: if the edit is missing in a stack that is not empty, entries are missing.
fn take(stack: &mut Vec<Edit>, made: &Edit) -> bool {
    let index = stack.iter().rposition(|edit| edit == made);
    if let Some(index) = index {
        stack.remove(index);
    }
    index.is_some() || stack.is_empty()
}
