//! An id that people give: of an application, an expert, a panel, a notice.

use core::fmt;

use crate::foundations::{shows_nothing, squeezed};

/// An id: some characters on one line, none of them unseen, without blanks at its ends.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id(String);

impl Id {
    /// Reads an id as written; nothing where it is empty, has blanks at its ends or several together, or a character that
    /// nobody sees, so that two ids that look alike are the same.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = !text.is_empty() && squeezed(text) == text && !text.contains(shows_nothing);
        plain.then(|| Self(text.to_owned()))
    }

    /// An id of one letter and a number: `A007`.
    pub fn numbered(letter: char, number: usize) -> Self {
        Self(format!("{letter}{number:03}"))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
