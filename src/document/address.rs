//! The written address of one text of a document: `clause/1.1/value`, `evidence/7/title`.

use core::fmt;

/// The address of one text: segments joined by `/`. The same in storage, in files, in faults and on the page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address(String);

impl Address {
    /// Reads a written address; nothing where it is empty or has an empty segment.
    pub fn parse(text: &str) -> Option<Self> {
        let sound = text.split('/').all(|segment| !segment.is_empty());
        sound.then(|| Self(text.to_owned()))
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its segments, from the left.
    pub fn segments(&self) -> impl Iterator<Item = &str> {
        self.0.split('/')
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
