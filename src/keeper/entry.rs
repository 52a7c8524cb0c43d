//! The key of a journal entry. An entry is the text of one field after one change.

use core::fmt;

use crate::document::Address;
use crate::foundations::Instant;

/// What made a journal entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// The draft began with this text.
    Begun,
    /// The text came from this page or from localStorage into a journal that had no record of the draft; what was
    /// before it is unknown.
    Refilled,
    /// Another window wrote the text, and it was replaced here; that window may never have journalled it.
    FromOtherWindow,
    /// Somebody typed or chose it.
    Typed,
    /// A change was undone.
    Undo,
    /// A change that had been undone was redone.
    Redo,
    /// An older version was restored.
    Restored,
    /// The program noted what happened to the draft; that is not undone.
    Noted,
}

impl Cause {
    /// These ids are part of the keys in existing journals and never change. An older page ignores an entry whose id it
    /// does not know. Journals of before 2026-11-27 have "copied" for both of the causes that come from elsewhere.
    const ALL: [(Self, &'static str); 8] = [
        (Self::Begun, "begun"),
        (Self::Refilled, "copied"),
        (Self::FromOtherWindow, "other-window"),
        (Self::Typed, "typed"),
        (Self::Undo, "taken-back"),
        (Self::Redo, "done-again"),
        (Self::Restored, "restored"),
        (Self::Noted, "recorded"),
    ];

    fn id(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(cause, _)| *cause == self)
            .map_or("", |(_, id)| id)
    }

    fn parse(id: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, known)| *known == id)
            .map(|(cause, _)| *cause)
    }
}

/// The key of a journal entry. It holds everything but the text, so that a history of weeks is listed without reading
/// texts.
///
/// Written as `draft/sequence/window/seconds/characters/cause/address`. Written keys of a draft are in the order of the
/// sequence numbers, and of one number by window: two windows may give the same number to different changes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntryKey {
    /// The draft's id, without `/`.
    pub draft: String,
    /// The sequence number of the change.
    pub sequence: u64,
    /// The window that made it: two windows may use the same number.
    pub window: String,
    /// When it was made.
    pub made_at: Instant,
    /// The length of its text in characters.
    pub characters: usize,
    /// What made it.
    pub cause: Cause,
    /// The address of the field.
    pub address: Address,
}

impl EntryKey {
    /// The highest sequence number. A record with a higher one is damaged: nobody counts so far, since ten changes a
    /// second take three hundred years to it, and a hundred thousand openings without the journal, which skip a million
    /// numbers each. Nothing is written under a higher one ([`crate::keeper::SaveStatus::NumbersUsedUp`]). A key has
    /// twelve digits for it.
    pub const LAST_SEQUENCE: u64 = 99_999_999_999;

    /// Parses a written key. Another spelling of the same key is refused: it could not be found under it.
    pub fn parse(key: &str) -> Option<Self> {
        let mut parts = key.splitn(7, '/');
        let read = Self {
            draft: parts.next()?.to_owned(),
            sequence: parts.next()?.parse().ok()?,
            window: parts.next()?.to_owned(),
            made_at: Instant::from_unix_seconds(parts.next()?.parse().ok()?),
            characters: parts.next()?.parse().ok()?,
            cause: Cause::parse(parts.next()?)?,
            address: Address::parse(parts.next()?)?,
        };
        (read.sequence <= Self::LAST_SEQUENCE && read.to_string() == key).then_some(read)
    }
}

impl EntryKey {
    /// What the entries of one change have in common: a change of several texts has one number.
    pub(super) fn step(&self) -> (u64, &str, Instant, Cause) {
        (self.sequence, &self.window, self.made_at, self.cause)
    }
}

impl fmt::Display for EntryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}/{:012}/{}/{}/{}/{}/{}",
            self.draft,
            self.sequence,
            self.window,
            self.made_at.unix_seconds(),
            self.characters,
            self.cause.id(),
            self.address
        )
    }
}
