//! One field as a storage holds it, and which of several copies stands.

use crate::foundations::Instant;
use crate::lock::DataKey;

/// What a record says: its text, or its text encrypted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Body {
    /// As it was typed.
    Plain(String),
    /// Encrypted by the draft's key.
    Encrypted(String),
}

/// One copy of a field, as a storage holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredField {
    /// What it says.
    pub body: Body,
    /// The number of the change that wrote it; 0 before changes were counted.
    pub sequence: u64,
    /// The clock when it was written, where the record says so.
    pub at: Option<Instant>,
    /// Whether the record was damaged, and the body is all that could be saved of it.
    pub damaged: bool,
}

impl StoredField {
    /// A copy with its text readable, where there is a key for it. What the key does not decrypt is damaged.
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

    /// Its readable text; nothing where it is encrypted.
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
    /// The copy that stands.
    pub standing: StoredField,
    /// What else somebody wrote and no sequence number orders: shown to people, never dropped.
    pub displaced: Vec<Body>,
}

/// The copy that stands: the undamaged one with the highest sequence number.
///
/// Older copies are in the history. A copy with the same sequence number and another text, or a damaged one, has no
/// place in the order; its text is handed back.
pub fn reconcile(copies: Vec<StoredField>) -> Option<Reconciled> {
    // Of equal sequence numbers the texts decide, as they do between two windows. The clock only tells equal texts
    // apart.
    let rank = |copy: &StoredField| (!copy.damaged, copy.sequence, copy.body.clone(), copy.at);
    let standing = copies.iter().max_by_key(|copy| rank(copy))?.clone();
    let mut displaced = Vec::new();
    for copy in copies {
        let unordered = copy.damaged || copy.sequence == standing.sequence;
        if unordered && copy.body != standing.body {
            displaced.push(copy.body);
        }
    }
    displaced.sort();
    displaced.dedup();
    Some(Reconciled { standing, displaced })
}
