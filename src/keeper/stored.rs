//! A stored field, and the reconciliation of several copies of it.

use crate::foundations::{Instant, in_order};
use crate::lock::DataKey;

/// The text of a record, plain or encrypted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Body {
    /// As it was typed.
    Plain(String),
    /// Encrypted with the draft's key.
    Encrypted(String),
}

/// A copy of a field in a storage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredField {
    /// Its text.
    pub body: Body,
    /// The sequence number of the change that wrote it; 0 in stored forms that did not number changes.
    pub sequence: u64,
    /// When it was written, if the record says so.
    pub written_at: Option<Instant>,
    /// Whether the record is damaged; then the body is the raw record.
    pub damaged: bool,
}

impl StoredField {
    /// The same copy, decrypted if it is encrypted and a key is given. What the key does not decrypt is marked as
    /// damaged.
    #[must_use]
    pub fn decrypted(self, key: Option<&DataKey>, record_key: &str) -> Self {
        let (Body::Encrypted(text), Some(key)) = (&self.body, key) else {
            return self;
        };
        match key.decrypt(record_key, text) {
            Ok(text) => Self {
                body: Body::Plain(text),
                ..self
            },
            Err(_) => Self {
                damaged: true,
                ..self
            },
        }
    }

    /// Whether it stays in the journal where this field is to be put: it is newer, or another text with the same sequence
    /// number. A window may have called that text saved, and the window that typed it may never have journalled it.
    /// Plaintext does not stay where the field is encrypted.
    pub fn outlasts(&self, field: &Self) -> bool {
        let is_other = self.body != field.body
            && matches!(
                (&self.body, &field.body),
                (Body::Plain(_), Body::Plain(_)) | (Body::Encrypted(_), Body::Encrypted(_))
            );
        !self.damaged && (self.sequence > field.sequence || self.sequence == field.sequence && is_other)
    }

    /// Whether it stays where this field is to be put. Of equal numbers the one that is written last stands there: the
    /// windows that show another text learn of it and decide alike.
    pub fn is_newer_than(&self, field: &Self) -> bool {
        !self.damaged && self.sequence > field.sequence
    }

    /// Its text; `None` if it is encrypted.
    pub fn text(&self) -> Option<&str> {
        match &self.body {
            Body::Plain(text) => Some(text),
            Body::Encrypted(_) => None,
        }
    }
}

/// The result of comparing the copies of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciled {
    /// The copy that counts.
    pub winner: StoredField,
    /// Texts of other copies that sequence numbers do not order. They go to the conflict list.
    pub displaced: Vec<Body>,
}

/// Chooses the copy that counts: the undamaged one with the highest sequence number.
///
/// Older copies are in the history. A damaged copy, and one with the same sequence number and another text, are not
/// ordered by their numbers; their texts are returned.
pub fn reconcile(copies: Vec<StoredField>) -> Option<Reconciled> {
    // Equal sequence numbers are ordered by their texts, as between two windows; equal texts by their clocks.
    let rank = |copy: &StoredField| (!copy.damaged, copy.sequence, copy.body.clone(), copy.written_at);
    let winner = copies.iter().max_by_key(|copy| rank(copy))?.clone();
    let mut displaced = Vec::new();
    for copy in copies {
        let unordered = copy.damaged || copy.sequence == winner.sequence;
        if unordered && copy.body != winner.body {
            displaced.push(copy.body);
        }
    }
    let mut displaced = in_order(displaced, Ord::cmp);
    displaced.dedup();
    Some(Reconciled { winner, displaced })
}
