//! Edits: texts that change together, and the result of applying them.

use crate::document::Address;

/// One text that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The address.
    pub address: Address,
    /// Its whole new text; empty where it goes.
    pub text: String,
}

/// Changes that are made, undone and redone together: a typed letter is one, a removed row one for each of its texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    /// The changes, in the order in which they are made.
    pub changes: Vec<Change>,
}

impl Edit {
    /// An edit of one text.
    pub fn of(address: impl Into<Address>, text: impl Into<String>) -> Self {
        let (address, text) = (address.into(), text.into());
        Self {
            changes: vec![Change { address, text }],
        }
    }

    /// The address, where the edit changes one text only.
    pub fn only(&self) -> Option<&Address> {
        match self.changes.as_slice() {
            [change] => Some(&change.address),
            _ => None,
        }
    }

    /// The same edit with further changes behind its own.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.changes.extend(other.changes);
        self
    }
}

impl From<Change> for Edit {
    fn from(change: Change) -> Self {
        Self {
            changes: vec![change],
        }
    }
}

impl FromIterator<Change> for Edit {
    fn from_iter<I: IntoIterator<Item = Change>>(changes: I) -> Self {
        Self {
            changes: changes.into_iter().collect(),
        }
    }
}

/// The result of an edit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// The edit that undoes it: each address of the edit once, in order.
    pub inverse: Edit,
    /// The addresses whose text is another one now, in order and each once.
    pub changed: Vec<Address>,
}
