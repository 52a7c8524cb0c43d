//! What can be undone and redone, derived from the journal entries.

use std::collections::BTreeMap;

use crate::document::{Address, Edit};
use crate::keeper::{Cause, JournalKey};

/// Edits that lead back, and edits that lead forward again; the next one stands last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UndoStacks {
    /// What undoes the last steps.
    pub undo: Vec<Edit>,
    /// What redoes them.
    pub redo: Vec<Edit>,
}

/// The stacks after these entries with their texts, which stand in the order of their keys. Where the list does not
/// begin with the draft itself, `complete` is false, and nothing before it can be undone.
///
/// The texts of an edit stand in the order of their addresses.
pub fn undo_stacks(entries: &[(JournalKey, String)], complete: bool) -> UndoStacks {
    let mut entries: Vec<&(JournalKey, String)> = entries.iter().collect();
    // By the characters of their texts the keys of one step would stand among others of its window.
    entries.sort_by(|(one, _), (other, _)| (one.step(), &one.address).cmp(&(other.step(), &other.address)));
    let mut texts: BTreeMap<&Address, &str> = BTreeMap::new();
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
            (None | Some(Cause::Begun | Cause::Copied | Cause::Recorded), _) => {}
            // What was there before is not known: the way back ends here.
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

/// Takes the edit that was made off its stack. Where two windows made changes, the other's may stand above it.
///
/// Says whether that can be: where it is missing below others, entries are missing, and nothing leads on.
fn take(stack: &mut Vec<Edit>, made: &Edit) -> bool {
    let index = stack.iter().rposition(|edit| edit == made);
    if let Some(index) = index {
        stack.remove(index);
    }
    index.is_some() || stack.is_empty()
}
