//! A step: one field's text at one moment of the past, and the key that it is kept under.

use core::fmt;

use crate::document::Address;
use crate::foundations::Instant;
use crate::scoresheet::any_field;

/// What made a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// The draft began with this text.
    Begun,
    /// Somebody typed or chose it.
    Typed,
    /// A step was taken back.
    TakenBack,
    /// A step that had been taken back was done again.
    DoneAgain,
    /// An older version was brought back.
    Restored,
}

impl Cause {
    const ALL: [(Self, &'static str); 5] = [
        (Self::Begun, "begun"),
        (Self::Typed, "typed"),
        (Self::TakenBack, "taken-back"),
        (Self::DoneAgain, "done-again"),
        (Self::Restored, "restored"),
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

/// The key of a step. It says all but the text, so that a history of weeks is listed without reading its texts.
///
/// Written `draft/revision/window/seconds/characters/cause/field`; in the order of these texts steps stand in the
/// order in which they were taken.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StepKey {
    /// The draft's id, which holds no `/`.
    pub draft: String,
    /// The number of the change.
    pub revision: u64,
    /// The window that made it: two windows may count the same number.
    pub window: String,
    /// The clock when it was made.
    pub at: Instant,
    /// The characters of its text.
    pub characters: usize,
    /// What made it.
    pub cause: Cause,
    /// The field.
    pub field: Address,
}

impl StepKey {
    /// The last revision whose key stands in its order: twelve digits. No hand gets there; a record beyond it is damaged.
    pub const LAST_REVISION: u64 = 999_999_999_999;

    /// Reads a written key back. What is written in another way is no key: it could not be found by it again.
    pub fn parse(key: &str) -> Option<Self> {
        let mut parts = key.splitn(7, '/');
        let read = Self {
            draft: parts.next()?.to_owned(),
            revision: parts.next()?.parse().ok()?,
            window: parts.next()?.to_owned(),
            at: Instant::from_unix_seconds(parts.next()?.parse().ok()?),
            characters: parts.next()?.parse().ok()?,
            cause: Cause::parse(parts.next()?)?,
            field: any_field(parts.next()?)?,
        };
        (read.revision <= Self::LAST_REVISION && read.to_string() == key).then_some(read)
    }
}

impl fmt::Display for StepKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}/{:012}/{}/{}/{}/{}/{}",
            self.draft,
            self.revision,
            self.window,
            self.at.unix_seconds(),
            self.characters,
            self.cause.id(),
            self.field
        )
    }
}
