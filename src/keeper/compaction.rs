//! Compaction: which journal entries are deleted when the history of a draft exceeds its allowance.

use crate::document::Address;
use crate::foundations::{Instant, SortedSet};
use crate::keeper::EntryKey;

/// The characters that the key and the record of an entry take besides its text.
const ENTRY_OVERHEAD: u128 = 200;
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// How much the history of one draft may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// Entries.
    pub entries: usize,
    /// Characters of texts, keys and records.
    pub characters: usize,
}

impl Allowance {
    /// Enough for weeks of daily work, and far less than any browser allows.
    pub const DEFAULT: Self = Self {
        entries: 4000,
        characters: 12_000_000,
    };
}

/// The entries to delete so that the rest is within the allowance. The keys are given in their order.
///
/// The last entry of a field is its last good state and is never deleted. Of the others, entries with a later one of
/// the same field in the same hour are deleted first, then those with a later one on the same day, then the rest;
/// within each group the oldest first.
pub fn surplus(keys: &[EntryKey], allowance: Allowance) -> Vec<EntryKey> {
    // A damaged key may state any number of characters; the sum must not overflow.
    let weight = |key: &EntryKey| key.characters as u128 + ENTRY_OVERHEAD;
    let allowed = allowance.characters as u128;
    let mut entries = keys.len();
    let mut characters: u128 = keys.iter().map(weight).sum();
    let mut gone = vec![false; keys.len()];
    let periods: [fn(Instant) -> i64; 3] =
        [|at| at.unix_seconds() / HOUR, |at| at.unix_seconds() / DAY, |_| 0];
    for period in periods {
        // From the last entry backwards: a field that was met before has a later entry in the same period.
        let mut met: SortedSet<(&Address, i64)> = SortedSet::new();
        let mut candidates = Vec::new();
        for (index, key) in keys.iter().enumerate().rev() {
            if gone.get(index) == Some(&false) && !met.insert((&key.address, period(key.made_at))) {
                candidates.push((index, key));
            }
        }
        for (index, key) in candidates.into_iter().rev() {
            if entries <= allowance.entries && characters <= allowed {
                break;
            }
            if let Some(gone) = gone.get_mut(index) {
                *gone = true;
            }
            entries -= 1;
            characters -= weight(key);
        }
    }
    let gone = keys.iter().zip(gone).filter(|(_, gone)| *gone);
    gone.map(|(key, _)| key.clone()).collect()
}

/// Whether these are all entries that were ever made: fewer than half of the allowance, so that no compaction can have
/// deleted any.
pub fn has_every_entry(keys: &[EntryKey]) -> bool {
    let characters: usize = keys
        .iter()
        .map(|key| key.characters)
        .fold(0, usize::saturating_add);
    keys.len() < Allowance::DEFAULT.entries / 2 && characters < Allowance::DEFAULT.characters / 2
}
