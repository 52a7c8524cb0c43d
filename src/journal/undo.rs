//! What can be taken back and done again, told from the steps that were taken.

use std::collections::BTreeMap;

use crate::document::{Address, Change};
use crate::journal::Cause;

/// Edits that lead back, and edits that lead forward again; the next one stands last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stacks {
    /// What takes the last steps back.
    pub undo: Vec<Change>,
    /// What does them again.
    pub redo: Vec<Change>,
}

/// The stacks after these steps, the oldest first. Where the list does not begin with the draft itself, `whole` is
/// false, and nothing before it can be taken back.
pub fn stacks(steps: &[(Cause, Change)], whole: bool) -> Stacks {
    let mut texts: BTreeMap<&Address, &str> = BTreeMap::new();
    let mut stacks = Stacks::default();
    for (cause, edit) in steps {
        let before = texts.insert(&edit.at, &edit.text);
        let before = before.or(whole.then_some("")).map(|text| Change {
            at: edit.at.clone(),
            text: text.to_owned(),
        });
        match (cause, before) {
            (Cause::Begun, _) => {}
            // What was there before is not known: the way back ends here.
            (_, None) => stacks = Stacks::default(),
            (Cause::Typed | Cause::Restored, Some(before)) => {
                stacks.undo.push(before);
                stacks.redo.clear();
            }
            (Cause::TakenBack, Some(before)) => {
                if take(&mut stacks.undo, edit) {
                    stacks.redo.push(before);
                } else {
                    stacks = Stacks::default();
                }
            }
            (Cause::DoneAgain, Some(before)) => {
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

/// Takes the edit that was made off its stack. Where two windows took steps, the other's may stand above it.
///
/// Says whether that can be: where it is missing below others, steps are missing, and no way leads on.
fn take(stack: &mut Vec<Change>, made: &Change) -> bool {
    let place = stack.iter().rposition(|edit| edit == made);
    if let Some(place) = place {
        stack.remove(place);
    }
    place.is_some() || stack.is_empty()
}
