//! Copies of the open draft in a folder of the person's own: one a day, brought up to date while one works.

use crate::foundations::Instant;
use crate::keeper::Exported;

/// How often it is looked whether the copy is out of date.
const LOOK_SECONDS: i64 = 60;
/// A copy that is older, of a draft that has changed since, leaves a day's work on this machine alone.
const OVERDUE_SECONDS: i64 = 24 * 3600;

/// How old something is, in the unit that people say it in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// Less than two minutes, either way.
    Now,
    /// So many minutes.
    Minutes(i64),
    /// So many hours.
    Hours(i64),
    /// So many days.
    Days(i64),
    /// Its moment is two minutes ahead or more, since the clock was set back: how old it is nobody knows.
    Ahead(Instant),
}

impl Age {
    fn of(at: Instant, now: Instant) -> Self {
        match (now.unix_seconds() - at.unix_seconds()) / 60 {
            ..-1 => Self::Ahead(at),
            -1..2 => Self::Now,
            minutes @ 2..120 => Self::Minutes(minutes),
            minutes @ 120..2880 => Self::Hours(minutes / 60),
            minutes => Self::Days(minutes / 1440),
        }
    }
}

/// The last copy of a draft that left this machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LastCopy {
    /// None has left.
    #[default]
    None,
    /// It holds the draft as it is.
    Current(Age),
    /// The draft has changed since; says whether it is time for another one.
    Outdated(Age, bool),
}

impl LastCopy {
    pub(super) fn of(exported: Option<Exported>, sequence: u64, now: Instant) -> Self {
        let Some(exported) = exported else {
            return Self::None;
        };
        let age = Age::of(exported.at, now);
        if exported.sequence == sequence {
            return Self::Current(age);
        }
        let seconds = now.unix_seconds() - exported.at.unix_seconds();
        let is_overdue = matches!(age, Age::Ahead(_)) || seconds > OVERDUE_SECONDS;
        Self::Outdated(age, is_overdue)
    }

    /// Whether it holds the draft as it is.
    pub fn is_current(self) -> bool {
        matches!(self, Self::Current(_))
    }
}

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
pub enum FolderUpdate {
    /// Nothing can be written to folders here.
    Unavailable,
    /// This one was chosen on another day; says whether it may still be written to.
    Remembered(String, bool),
    /// The person has just chosen it, or allowed it again: it gets a copy at once.
    Chosen(String),
    /// None is to be written to any more; the copies that are there stay.
    Forgotten,
}

/// When it was looked last whether the copy in the folder is out of date.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct CopyCheck(Option<Instant>);

impl CopyCheck {
    /// Whether it is time to look again; then it counts as looked. After a clock was set back one look more does no
    /// harm.
    pub(super) fn is_due(&mut self, now: Instant) -> bool {
        let since = self.0.map(|looked| now.unix_seconds() - looked.unix_seconds());
        let is_due = since.is_none_or(|since| !(0..LOOK_SECONDS).contains(&since));
        if is_due {
            self.0 = Some(now);
        }
        is_due
    }
}

impl CopyFolder {
    /// What is known now; says whether a copy is to be written at once.
    pub(super) fn take(&mut self, found: FolderUpdate) -> bool {
        let writes = |name| Self::Writes {
            name,
            last: None,
            failed: false,
        };
        let chosen = matches!(found, FolderUpdate::Chosen(_));
        *self = match found {
            FolderUpdate::Unavailable => Self::Unknown,
            FolderUpdate::Remembered(name, false) => Self::Asks(name),
            FolderUpdate::Remembered(name, true) | FolderUpdate::Chosen(name) => writes(name),
            FolderUpdate::Forgotten => Self::None,
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
