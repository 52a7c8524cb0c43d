//! A journal entry: one field's text at one moment of the past, and the key that it is stored under.

use core::fmt;

use crate::document::Address;
use crate::foundations::Instant;

/// What made a journal entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// The draft began with this text.
    Begun,
    /// It stood in localStorage and not in the journal; what made it is not known there.
    Copied,
    /// Somebody typed or chose it.
    Typed,
    /// A change was undone.
    Undo,
    /// A change that had been undone was redone.
    Redo,
    /// An older version was restored.
    Restored,
    /// The program wrote down what happened to the draft; that is not undone.
    Recorded,
}

impl Cause {
    /// Written in the keys of existing journals, so the ids stay whatever the variants are called.
    const ALL: [(Self, &'static str); 7] = [
        (Self::Begun, "begun"),
        (Self::Copied, "copied"),
        (Self::Typed, "typed"),
        (Self::Undo, "taken-back"),
        (Self::Redo, "done-again"),
        (Self::Restored, "restored"),
        (Self::Recorded, "recorded"),
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

/// The key of a journal entry. It says all but the text, so that a history of weeks is listed without reading texts.
///
/// Written `draft/sequence/window/seconds/characters/cause/address`; in the order of these texts entries stand in
/// the order in which they were made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct JournalKey {
    /// The draft's id, which holds no `/`.
    pub draft: String,
    /// The number of the change.
    pub sequence: u64,
    /// The window that made it: two windows may count the same number.
    pub window: String,
    /// The clock when it was made.
    pub at: Instant,
    /// The characters of its text.
    pub characters: usize,
    /// What made it.
    pub cause: Cause,
    /// The address of the field.
    pub address: Address,
}

impl JournalKey {
    /// The last sequence number whose key stands in its order: twelve digits. A record beyond it is damaged.
    pub const LAST_SEQUENCE: u64 = 999_999_999_999;

    /// Reads a written key back. Another spelling of the same key is no key: it could not be found by it again.
    pub fn parse(key: &str) -> Option<Self> {
        let mut parts = key.splitn(7, '/');
        let read = Self {
            draft: parts.next()?.to_owned(),
            sequence: parts.next()?.parse().ok()?,
            window: parts.next()?.to_owned(),
            at: Instant::from_unix_seconds(parts.next()?.parse().ok()?),
            characters: parts.next()?.parse().ok()?,
            cause: Cause::parse(parts.next()?)?,
            address: Address::parse(parts.next()?)?,
        };
        (read.sequence <= Self::LAST_SEQUENCE && read.to_string() == key).then_some(read)
    }
}

impl JournalKey {
    /// What the entries of one step have in common: a window gives every change one number, however many texts it
    /// changes.
    pub(super) fn step(&self) -> (u64, &str, Instant, Cause) {
        (self.sequence, &self.window, self.at, self.cause)
    }
}

impl fmt::Display for JournalKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}/{:012}/{}/{}/{}/{}/{}",
            self.draft,
            self.sequence,
            self.window,
            self.at.unix_seconds(),
            self.characters,
            self.cause.id(),
            self.address
        )
    }
}
