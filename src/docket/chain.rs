//! In which order entries follow each other, as far as their hashes hold.

use std::collections::{BTreeMap, BTreeSet};

use crate::docket::{Act, Entry};
use crate::foundations::{Fingerprint, is_blank};

/// The entries from the first on, each naming the one before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chain<'e> {
    /// The entries that follow each other.
    pub line: Vec<&'e Entry>,
    /// Where the chain does not hold, and where its clock ran backwards, which breaks nothing.
    pub breaks: Vec<Break>,
    /// The entries that settle a fork: those that stand behind one, and name an entry between it and themselves.
    pub settling: BTreeSet<Fingerprint>,
}

/// A place where a chain does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Break {
    /// The entry is not the one that was hashed. The chain ends before it.
    Altered {
        /// Its number as stated.
        seq: u64,
    },
    /// The number does not follow the one before it. The chain ends before it.
    Gap {
        /// The number that follows.
        expected: u64,
        /// The number as stated.
        found: u64,
    },
    /// No entry has these numbers, while a later one is there.
    Missing {
        /// The first of them.
        first: u64,
        /// The last of them.
        last: u64,
    },
    /// Two entries follow one, and no entry settles which. The chain ends before them.
    Fork {
        /// Their number.
        seq: u64,
    },
    /// The entry is on no line from the first: of a branch that was not kept, or behind an end.
    Left {
        /// Its number as stated.
        seq: u64,
    },
    /// The clock ran backwards (时钟倒退); that changes nothing.
    Clock {
        /// The number of the entry.
        seq: u64,
    },
}

impl<'e> Chain<'e> {
    /// Follows the entries from the first. The order in which they stand in the file does not matter.
    pub fn of(entries: &'e [Entry]) -> Self {
        let mut followers: BTreeMap<Option<Fingerprint>, Vec<usize>> = BTreeMap::new();
        for (position, entry) in entries.iter().enumerate() {
            followers.entry(entry.previous).or_default().push(position);
        }
        let mut chain = Self::default();
        let kept = chosen_branches(entries, &mut chain.settling);
        let mut on_line = vec![false; entries.len()];
        let mut previous = None;
        let mut number = 0;
        while let Some(behind) = followers.get(&previous) {
            let settled = || behind.iter().find(|at| kept.contains_key(*at));
            let Some(position) = (if behind.len() == 1 {
                behind.first()
            } else {
                settled()
            }) else {
                chain.breaks.push(Break::Fork { seq: number + 1 });
                break;
            };
            let Some(entry) = entries.get(*position) else {
                break;
            };
            if entry.hash != entry.found {
                chain.breaks.push(Break::Altered { seq: entry.seq });
                break;
            }
            number += 1;
            if entry.seq != number {
                let found = entry.seq;
                chain.breaks.push(Break::Gap {
                    expected: number,
                    found,
                });
                break;
            }
            if chain.line.last().is_some_and(|last| entry.at < last.at) {
                chain.breaks.push(Break::Clock { seq: entry.seq });
            }
            if let Some(seen) = on_line.get_mut(*position) {
                *seen = true;
            }
            chain.line.push(entry);
            previous = Some(entry.hash);
        }
        chain.breaks.extend(missing_numbers(entries));
        let left = entries.iter().zip(on_line).filter(|(_, on_line)| !on_line);
        chain
            .breaks
            .extend(left.map(|(entry, _)| Break::Left { seq: entry.seq }));
        chain
    }

    /// The hash of the last entry.
    pub fn head(&self) -> Option<Fingerprint> {
        self.line.last().map(|entry| entry.hash)
    }
}

/// The numbers below the highest that no entry has.
fn missing_numbers(entries: &[Entry]) -> Vec<Break> {
    let numbers: BTreeSet<u64> = entries.iter().map(|entry| entry.seq).collect();
    let mut next = 1;
    let mut missing = Vec::new();
    for number in numbers {
        if number > next {
            missing.push(Break::Missing {
                first: next,
                last: number - 1,
            });
        }
        next = number.saturating_add(1);
    }
    missing
}

/// The first entries of the branches that a `fork_settled` keeps, each with the entry that says so. It names an entry
/// between the fork and itself, any of them. Where two branches both keep themselves, neither is settled.
fn chosen_branches(entries: &[Entry], settling: &mut BTreeSet<Fingerprint>) -> BTreeMap<usize, usize> {
    let by_hash: BTreeMap<Fingerprint, usize> = entries
        .iter()
        .enumerate()
        .map(|(position, entry)| (entry.hash, position))
        .collect();
    let mut followers: BTreeMap<Option<Fingerprint>, usize> = BTreeMap::new();
    for entry in entries {
        *followers.entry(entry.previous).or_default() += 1;
    }
    let mut chosen = BTreeMap::new();
    for (position, entry) in entries.iter().enumerate() {
        let Act::ForkSettled { kept, reason } = &entry.act else {
            continue;
        };
        if is_blank(reason) {
            continue;
        }
        // Walks back from the entry: only a branch that it stands on is its to keep. Numbers fall on the way, so
        // that a circle of forged hashes comes to an end.
        let mut here = entry;
        let mut is_named = false;
        while let Some(before) = here.previous.and_then(|hash| by_hash.get(&hash)) {
            let Some(earlier) = entries.get(*before).filter(|earlier| earlier.seq < here.seq) else {
                break;
            };
            is_named |= earlier.hash == *kept;
            let is_behind_a_fork = followers.get(&earlier.previous).is_some_and(|count| *count > 1);
            if is_named && is_behind_a_fork {
                chosen.insert(*before, position);
                settling.insert(entry.hash);
                break;
            }
            here = earlier;
        }
    }
    let parents: Vec<Option<Fingerprint>> = chosen
        .keys()
        .filter_map(|at| entries.get(*at))
        .map(|entry| entry.previous)
        .collect();
    chosen.retain(|at, _| {
        let parent = entries.get(*at).map(|entry| entry.previous);
        parents.iter().filter(|other| Some(**other) == parent).count() == 1
    });
    chosen
}
