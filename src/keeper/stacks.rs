//! What can be undone and redone, derived from the journal entries.

use std::collections::BTreeMap;

use crate::document::{Address, Change as TextChange};
use crate::keeper::Cause;

/// Edits that lead back, and edits that lead forward again; the next one stands last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stacks {
    /// What undoes the last changes.
    pub undo: Vec<TextChange>,
    /// What redoes them.
    pub redo: Vec<TextChange>,
}

/// The stacks after these entries, the oldest first. Where the list does not begin with the draft itself, `whole` is
/// false, and nothing before it can be undone.
pub fn stacks(entries: &[(Cause, TextChange)], whole: bool) -> Stacks {
    let mut texts: BTreeMap<&Address, &str> = BTreeMap::new();
    let mut stacks = Stacks::default();
    for (cause, edit) in entries {
        let before = texts.insert(&edit.at, &edit.text);
        let before = before.or(whole.then_some("")).map(|text| TextChange {
            at: edit.at.clone(),
            text: text.to_owned(),
        });
        match (cause, before) {
            (Cause::Begun | Cause::Recorded, _) => {}
            // What was there before is not known: the way back ends here.
            (_, None) => stacks = Stacks::default(),
            (Cause::Typed | Cause::Restored, Some(before)) => {
                stacks.undo.push(before);
                stacks.redo.clear();
            }
            (Cause::Undo, Some(before)) => {
                if take(&mut stacks.undo, edit) {
                    stacks.redo.push(before);
                } else {
                    stacks = Stacks::default();
                }
            }
            (Cause::Redo, Some(before)) => {
                if take(&mut stacks.redo, edit) {
                    stacks.undo.push(before);
                } else {
                    stacks = Stacks::default();
                }
            }
        }
    }
    stacks
}

/// Takes the edit that was made off its stack. Where two windows made changes, the other's may stand above it.
///
/// Says whether that can be: where it is missing below others, entries are missing, and nothing leads on.
fn take(stack: &mut Vec<TextChange>, made: &TextChange) -> bool {
    let place = stack.iter().rposition(|edit| edit == made);
    if let Some(place) = place {
        stack.remove(place);
    }
    place.is_some() || stack.is_empty()
}
