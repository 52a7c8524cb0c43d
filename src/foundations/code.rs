//! The code of a part or clause: dotted segments such as `1.1`.

use core::fmt;

use crate::foundations::text::half_width_of;

/// A part's or clause's code: one or more segments of letters, digits, `-` or `_`, joined by dots.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(String);

impl Code {
    /// The most segments of a code; keeps every walk over the tree shallow.
    pub const MAX_DEPTH: usize = 16;

    /// The most characters of a code: as many as files take of a name.
    pub const MAX_CHARACTERS: usize = 2_000;

    /// Reads a code as typed; full-width forms and blanks at the ends are folded away.
    ///
    /// Returns nothing where a segment is empty or holds another character, so that a code is safe in addresses,
    /// storage keys and spreadsheet cells.
    pub fn parse(typed: &str) -> Option<Self> {
        let text = half_width_of(typed);
        let text = text.trim();
        let well_formed = |segment: &str| {
            !segment.is_empty()
                && segment
                    .chars()
                    .all(|character| character.is_alphanumeric() || character == '_' || character == '-')
        };
        let first_is_plain = !text.starts_with('-');
        let deep = text.split('.').count() > Self::MAX_DEPTH;
        // Counting is asked of long ones alone: no text has more characters than bytes.
        let long = text.len() > Self::MAX_CHARACTERS && text.chars().count() > Self::MAX_CHARACTERS;
        (first_is_plain && !deep && !long && text.split('.').all(well_formed)).then(|| Self(text.to_owned()))
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The code one dotted segment up: `1` for `1.1`, nothing for `10`.
    pub fn parent(&self) -> Option<Self> {
        self.0.rsplit_once('.').map(|(parent, _)| Self(parent.to_owned()))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
