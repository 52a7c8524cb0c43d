//! Which journal entries give way when a draft's history grows beyond its allowance.

use std::collections::BTreeSet;

use crate::document::Address;
use crate::foundations::Instant;
use crate::keeper::JournalKey;

/// What the key and the record of an entry take besides the characters of its text.
const ENTRY_OVERHEAD: u128 = 200;
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// How much the history of one draft may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// Entries.
    pub entries: usize,
    /// Characters, of texts and of what stands around them.
    pub characters: usize,
}

impl Allowance {
    /// Ours: weeks of daily work, and far less than any browser gives.
    pub const DEFAULT: Self = Self {
        entries: 4000,
        characters: 12_000_000,
    };
}

/// The entries to drop, of keys in their order, until the rest is within the allowance.
///
/// The last entry of a field is its last good state and never goes. Of the others those go first that the same hour
/// has a later one of, then those that the same day has a later one of, then the oldest; within each the older first.
pub fn surplus(keys: &[JournalKey], allowance: Allowance) -> Vec<JournalKey> {
    // A key may claim any number of characters; their sum must still be one.
    let weight = |key: &JournalKey| key.characters as u128 + ENTRY_OVERHEAD;
    let allowed = allowance.characters as u128;
    let mut entries = keys.len();
    let mut characters: u128 = keys.iter().map(weight).sum();
    let mut gone = vec![false; keys.len()];
    let periods: [fn(Instant) -> i64; 3] =
        [|at| at.unix_seconds() / HOUR, |at| at.unix_seconds() / DAY, |_| 0];
    for period in periods {
        // From the last entry back: what is met again has a later one in the same period.
        let mut met: BTreeSet<(&Address, i64)> = BTreeSet::new();
        let mut candidates = Vec::new();
        for (index, key) in keys.iter().enumerate().rev() {
            if gone.get(index) == Some(&false) && !met.insert((&key.address, period(key.at))) {
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
