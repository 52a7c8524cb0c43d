//! Copies of the open draft in a folder of the person's own: one a day, brought up to date while one works.

use crate::foundations::Instant;

/// The folder for copies, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CopyFolder {
    /// This browser cannot write to folders.
    Unknown,
    /// None was chosen.
    #[default]
    None,
    /// One was chosen, and the browser wants to be asked again.
    Asks(String),
    /// Copies go there.
    Writes {
        /// Its name.
        name: String,
        /// When the last copy was written.
        last: Option<Instant>,
        /// Whether the last one failed.
        failed: bool,
    },
}

/// What the shell knows of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FolderFound {
    /// Nothing can be written to folders here.
    Unavailable,
    /// This one was chosen on another day; says whether it may still be written to.
    Remembered(String, bool),
    /// The person has just chosen it, or allowed it again: it gets a copy at once.
    Chosen(String),
    /// None is to be written to any more; the copies that are there stay.
    Forgotten,
}

impl CopyFolder {
    /// What is known now; says whether a copy is to be written at once.
    pub(super) fn take(&mut self, found: FolderFound) -> bool {
        let writes = |name| Self::Writes {
            name,
            last: None,
            failed: false,
        };
        let chosen = matches!(found, FolderFound::Chosen(_));
        *self = match found {
            FolderFound::Unavailable => Self::Unknown,
            FolderFound::Remembered(name, false) => Self::Asks(name),
            FolderFound::Remembered(name, true) | FolderFound::Chosen(name) => writes(name),
            FolderFound::Forgotten => Self::None,
        };
        chosen
    }

    /// Whether copies go there.
    pub(super) fn writes(&self) -> bool {
        matches!(self, Self::Writes { .. })
    }

    /// A copy was written, or not.
    pub(super) fn note(&mut self, written: bool, now: Instant) {
        if let Self::Writes { last, failed, .. } = self {
            *failed = !written;
            if written {
                *last = Some(now);
            }
        }
    }
}
