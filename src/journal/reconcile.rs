//! Two copies of one record, and which of them stands.

use crate::foundations::Instant;

/// What a record says: its text, or its text under lock.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Body {
    /// As it was typed.
    Plain(String),
    /// Sealed by the draft's key.
    Sealed(String),
}

/// One copy of a field, as a storage keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What it says.
    pub body: Body,
    /// The number of the change that wrote it; 0 before changes were counted.
    pub revision: u64,
    /// The clock when it was written, where the record says so.
    pub at: Option<Instant>,
    /// Whether the record was damaged, and the body is all that could be saved of it.
    pub damaged: bool,
}

/// What came of holding the copies of one field against each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconciled {
    /// The copy that stands.
    pub standing: Kept,
    /// What else somebody wrote and no revision orders: shown to people, never dropped.
    pub displaced: Vec<Body>,
}

/// The copy that stands, of all there are: the one of the highest revision that is not damaged.
///
/// Older copies are steps of the past and the journal has them. A copy of the same revision with other words, or a
/// damaged one, fits nowhere; its words are handed back.
pub fn reconcile(copies: Vec<Kept>) -> Option<Reconciled> {
    // Of equal revisions the words decide, as they do between two windows. The clock only tells the same words apart.
    let rank = |copy: &Kept| (!copy.damaged, copy.revision, copy.body.clone(), copy.at);
    let standing = copies.iter().max_by_key(|copy| rank(copy))?.clone();
    let mut displaced = Vec::new();
    for copy in copies {
        let unordered = copy.damaged || copy.revision == standing.revision;
        if unordered && copy.body != standing.body {
            displaced.push(copy.body);
        }
    }
    displaced.sort();
    displaced.dedup();
    Some(Reconciled { standing, displaced })
}
