//! The log of the desk, and which of its entries are in force.

use std::collections::{BTreeMap, BTreeSet};

use crate::desks::secretariat::view::StoredSize;
use crate::foundations::{Fingerprint, in_order};
use crate::panel::{Answer, Entry};
use crate::scoring::Rule;

/// Every entry, and those that apply: not undone, or redone.
#[derive(Clone, Debug, Default)]
pub(super) struct Log {
    entries: Vec<Entry>,
    /// Actions that can be undone, by their numbers.
    actions: BTreeSet<u64>,
    /// What was undone since the last other action, the latest last.
    undone: Vec<u64>,
    rules: BTreeMap<u64, Rule>,
    rubric: Option<(Fingerprint, bool)>,
    answers: BTreeMap<u64, Answer>,
    /// The files that entries name, with their sizes; what was taken out is still among them.
    stored: BTreeMap<Fingerprint, u64>,
    unread: Vec<UnreadChoice>,
}

/// A choice of files of which some were not taken, and which is not ended.
#[derive(Clone, Debug)]
pub(super) struct UnreadChoice {
    /// The number of its entry.
    pub(super) entry: u64,
    /// The names of its files in order, each with how many of that name were not taken.
    names: Vec<(String, usize)>,
    /// How many files were not taken.
    left: usize,
}

impl UnreadChoice {
    fn of(entry: u64, names: Vec<String>) -> Self {
        let left = names.len();
        let mut counted: Vec<(String, usize)> = Vec::new();
        for name in in_order(names, Ord::cmp) {
            match counted.last_mut() {
                Some((last, count)) if *last == name => *count += 1,
                _ => counted.push((name, 1)),
            }
        }
        Self {
            entry,
            names: counted,
            left,
        }
    }

    fn note_read(&mut self, name: &str) {
        let found = self.names.binary_search_by(|(one, _)| one.as_str().cmp(name));
        let count = found.ok().and_then(|place| self.names.get_mut(place));
        if let Some((_, count)) = count.filter(|(_, count)| *count > 0) {
            *count -= 1;
            self.left -= 1;
        }
    }

    /// The names of the files that were not taken, in order, each with how many there are.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, usize)> {
        let names = self.names.iter().filter(|(_, count)| *count > 0);
        names.map(|(name, count)| (name.as_str(), *count))
    }
}

/// An entry that applies from now on, or no longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct EntryChange {
    /// The number of the entry.
    pub(super) entry: u64,
    /// Whether it applies.
    pub(super) in_force: bool,
}

impl Log {
    /// The number of the next entry.
    pub(super) fn next(&self) -> u64 {
        // A usize fits on every machine there is.
        u64::try_from(self.entries.len()).unwrap_or(u64::MAX)
    }

    /// The entries before this number, and those from it on.
    pub(super) fn split(self, number: u64) -> (Vec<Entry>, Vec<Entry>) {
        let mut before = self.entries;
        let at = usize::try_from(number).unwrap_or(usize::MAX).min(before.len());
        let behind = before.split_off(at);
        (before, behind)
    }

    /// Every entry from this number on.
    pub(super) fn from(&self, number: u64) -> &[Entry] {
        let at = usize::try_from(number).unwrap_or(usize::MAX);
        self.entries.get(at..).unwrap_or_default()
    }

    /// The entry of this number.
    pub(super) fn get(&self, number: u64) -> Option<&Entry> {
        self.entries.get(usize::try_from(number).ok()?)
    }

    /// Appends an entry and says which entry applies by it, or no longer. An undoing that names nothing to undo changes
    /// nothing.
    pub(super) fn append(&mut self, entry: Entry) -> Option<EntryChange> {
        let number = self.next();
        let change = match &entry {
            Entry::Undone { entry } => self.actions.contains(entry).then_some(EntryChange {
                entry: *entry,
                in_force: false,
            }),
            Entry::Redone { entry } => self.undone.contains(entry).then_some(EntryChange {
                entry: *entry,
                in_force: true,
            }),
            _ => Some(EntryChange {
                entry: number,
                in_force: true,
            }),
        };
        match &entry {
            Entry::Undone { .. } => self.undone.extend(change.map(|change| change.entry)),
            Entry::Redone { entry } => self.undone.retain(|undone| undone != entry),
            // What was undone before another action stays undone.
            Entry::Taken(_)
            | Entry::RubricChosen { .. }
            | Entry::Chosen(_)
            | Entry::Ended { .. }
            | Entry::Damaged => {}
            Entry::TakenOut { .. } | Entry::Cleared | Entry::RuleChosen(_) | Entry::Answered(_) => {
                self.undone.clear();
            }
        }
        match &entry {
            Entry::Taken(file) => {
                self.stored.insert(file.bytes_hash, file.size);
                self.note_read(&file.name);
            }
            Entry::Chosen(names) => self.unread.push(UnreadChoice::of(number, names.clone())),
            Entry::Ended { entry } => self.unread.retain(|choice| choice.entry != *entry),
            _ => {}
        }
        self.entries.push(entry);
        if let Some(change) = change {
            self.set(change);
        }
        change
    }

    /// The entry that [`Entry::Undone`] would name now.
    pub(super) fn undoable(&self) -> Option<u64> {
        self.actions.last().copied()
    }

    /// The entry that [`Entry::Redone`] would name now.
    pub(super) fn redoable(&self) -> Option<u64> {
        self.undone.last().copied()
    }

    /// The rule that applies.
    pub(super) fn rule(&self) -> Rule {
        self.rules.values().next_back().copied().unwrap_or_default()
    }

    /// The rubric that was chosen last. A choice is not undone; another one is made.
    pub(super) fn rubric(&self) -> Option<Fingerprint> {
        self.rubric.map(|(rubric, _)| rubric)
    }

    /// Whether a person chose the rubric.
    pub(super) fn is_pinned(&self) -> bool {
        self.rubric.is_some_and(|(_, pinned)| pinned)
    }

    /// The different files that entries name.
    pub(super) fn stored_size(&self) -> StoredSize {
        StoredSize {
            files: self.stored.len(),
            bytes: self.stored.values().sum(),
        }
    }

    /// A file of this name was taken. It counts for every choice, since the same files may have been chosen again.
    fn note_read(&mut self, name: &str) {
        for choice in &mut self.unread {
            choice.note_read(name);
        }
        self.unread.retain(|choice| choice.left > 0);
    }

    /// The choices of which some files were not taken, and which are not ended.
    pub(super) fn unread(&self) -> &[UnreadChoice] {
        &self.unread
    }

    /// The answers that apply, oldest first.
    pub(super) fn answers(&self) -> impl Iterator<Item = &Answer> + Clone {
        self.answers.values()
    }

    fn set(&mut self, change: EntryChange) {
        let EntryChange {
            entry: number,
            in_force,
        } = change;
        let Some(entry) = self.get(number).cloned() else {
            return;
        };
        match entry {
            Entry::RuleChosen(rule) => put(&mut self.rules, number, rule, in_force),
            Entry::RubricChosen { rubric, pinned } => {
                self.rubric = Some((rubric, pinned));
                return;
            }
            Entry::Answered(answer) => put(&mut self.answers, number, answer, in_force),
            Entry::TakenOut { .. } | Entry::Cleared => {}
            // A file is taken out, not untaken; and these are never undone themselves.
            Entry::Taken(_)
            | Entry::Undone { .. }
            | Entry::Redone { .. }
            | Entry::Chosen(_)
            | Entry::Ended { .. }
            | Entry::Damaged => return,
        }
        if in_force {
            self.actions.insert(number);
        } else {
            self.actions.remove(&number);
        }
    }
}

fn put<T>(map: &mut BTreeMap<u64, T>, number: u64, value: T, in_force: bool) {
    if in_force {
        map.insert(number, value);
    } else {
        map.remove(&number);
    }
}
