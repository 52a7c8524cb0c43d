//! What is written down of a secretariat's desk: one entry an action, never changed and never removed.
//!
//! The entries and the files they name are the whole desk. Verdicts, groups and ranks are computed from them.

use crate::foundations::Fingerprint;
use crate::panel::Answer;
use crate::scoring::Rule;

/// A file as it was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// The fingerprint of its bytes, under which they are stored.
    pub bytes_hash: Fingerprint,
    /// The fingerprint of its payload, if it was a file of the workbench.
    pub payload: Option<Fingerprint>,
}

/// One action at the desk. Entries are numbered from 0 in the order in which they were written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A file was taken, whatever its verdict.
    Taken(StoredFile),
    /// The file of that entry was taken out.
    TakenOut {
        /// The number of its [`Entry::Taken`].
        entry: u64,
    },
    /// Every file was taken out.
    Cleared,
    /// A rule of aggregation was chosen.
    RuleChosen(Rule),
    /// A rubric was chosen.
    RubricChosen {
        /// The fingerprint of its payload.
        rubric: Fingerprint,
        /// Whether a person chose it. Else the first sheet did, and another first sheet may choose another.
        pinned: bool,
    },
    /// A question about two names was answered.
    Answered(Answer),
    /// That entry was undone; it is neither this nor [`Entry::Redone`].
    Undone {
        /// The number of the entry.
        entry: u64,
    },
    /// That entry applies again.
    Redone {
        /// The number of the entry.
        entry: u64,
    },
    /// Files of these names were chosen. [`Entry::Taken`] follows for each that can be read.
    Chosen(Vec<String>),
    /// No more files come of that choice: it was stopped, or somebody has seen that it was interrupted.
    Ended {
        /// The number of its [`Entry::Chosen`].
        entry: u64,
    },
    /// An entry that was stored and cannot be read. It changes nothing, and keeps its number.
    Damaged,
}

impl Entry {
    /// The same entry, where those from this number on stand so many numbers further behind.
    #[must_use]
    pub fn behind(self, from: u64, by: u64) -> Self {
        let moved = |entry: u64| {
            if entry >= from {
                entry.saturating_add(by)
            } else {
                entry
            }
        };
        match self {
            Self::TakenOut { entry } => Self::TakenOut { entry: moved(entry) },
            Self::Undone { entry } => Self::Undone { entry: moved(entry) },
            Self::Redone { entry } => Self::Redone { entry: moved(entry) },
            Self::Ended { entry } => Self::Ended { entry: moved(entry) },
            Self::Taken(_)
            | Self::Cleared
            | Self::RuleChosen(_)
            | Self::RubricChosen { .. }
            | Self::Answered(_)
            | Self::Chosen(_)
            | Self::Damaged => self,
        }
    }
}
