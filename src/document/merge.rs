//! Three-way merge of two copies of a document with a common ancestor: text by text, rows by their ids.

use crate::document::{Address, Document, ORDER};
use crate::foundations::{OneByOne as _, SortedMap, SortedSet};

/// One of the two copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The copy that is merged into.
    Ours,
    /// The copy that is merged.
    Theirs,
}

/// A difference between two copies that a person has to decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MergeConflict {
    /// Both sides changed one text, each to another one. One of them stands in the merged document; here are both.
    Text {
        /// The address.
        address: Address,
        /// The text before either change.
        ancestor: String,
        /// Our text.
        ours: String,
        /// Their text.
        theirs: String,
    },
    /// One side removed a row that the other side changed. The row stays, as the other side has it.
    RemovedRow {
        /// The address of the row.
        row: Address,
        /// Who removed it.
        by: Side,
    },
}

/// The result of a merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The merged document.
    pub document: Document,
    /// What a person has to decide, in the order of the addresses.
    pub conflicts: Vec<MergeConflict>,
}

/// Merges two copies that have a common ancestor.
///
/// A text that one side changed is that side's. Of two changes of one text, the one that leaves words stands, else the
/// one that comes later in the order of texts, so that both copies decide alike; both are reported. Every text of both
/// sides is in the merged document or in a conflict, unless the other side replaced it knowing it.
pub fn merge(ancestor: &Document, ours: &Document, theirs: &Document) -> Merged {
    let mut conflicts: SortedMap<Address, MergeConflict> = SortedMap::new();
    let removed = removed_rows(ancestor, ours, theirs);
    let mut texts: Vec<(Address, String)> = Vec::new();
    for address in addresses(&[ancestor, ours, theirs]) {
        let [before, our, their] = [ancestor, ours, theirs].map(|side| side.text(address));
        let kept_row = address.above().find_map(|above| removed.get(above));
        let text = match kept_row {
            Some(Side::Ours) => their,
            Some(Side::Theirs) => our,
            None if our == their || their == before => our,
            None if our == before => their,
            None => {
                let conflict = MergeConflict::Text {
                    address: address.clone(),
                    ancestor: before.to_owned(),
                    ours: our.to_owned(),
                    theirs: their.to_owned(),
                };
                conflicts.insert(address.clone(), conflict);
                our.max(their)
            }
        };
        texts.push((address.clone(), text.to_owned()));
    }
    for (row, by) in removed {
        conflicts.insert(row.clone(), MergeConflict::RemovedRow { row, by });
    }
    Merged {
        document: texts.into_iter().collect(),
        conflicts: conflicts.into_values().collect(),
    }
}

/// The rows that one side removed and the other side changed.
fn removed_rows(ancestor: &Document, ours: &Document, theirs: &Document) -> SortedMap<Address, Side> {
    let rows = ancestor.texts().filter_map(|(address, _)| {
        let row = address.as_str().strip_suffix(ORDER)?.strip_suffix('/')?;
        Address::parse(row)
    });
    rows.filter_map(|row| {
        let texts = |side: &Document| -> Vec<(Address, String)> {
            let texts = side.below(&row);
            texts
                .map(|(address, text)| (address.clone(), text.to_owned()))
                .collect()
        };
        let [before, our, their] = [ancestor, ours, theirs].map(texts);
        let by = match (our.is_empty(), their.is_empty()) {
            (true, false) if their != before => Side::Ours,
            (false, true) if our != before => Side::Theirs,
            _ => return None,
        };
        Some((row, by))
    })
    .one_by_one()
}

fn addresses<'d>(documents: &[&'d Document]) -> SortedSet<&'d Address> {
    let texts = documents.iter().flat_map(|document| document.texts());
    texts.map(|(address, _)| address).one_by_one()
}
