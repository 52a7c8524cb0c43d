//! The written address of one text of a document: `clause/1.1/value`, `evidence/7k2m0q/title`.

use core::borrow::Borrow;
use core::fmt;

/// The address of one text: segments joined by `/`. The same in storage, in files, in faults and on the page.
///
/// The same type names what stands above texts: a collection (`evidence`) and a row (`evidence/7k2m0q`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

impl Address {
    /// Reads a written address; nothing where it is empty or begins with `/`.
    ///
    /// An empty segment behind the first is let through: the ids of a rubric may hold any character, and an address
    /// that was stored must read back. Whether a document has such a field is for its schema to say.
    pub fn parse(text: &str) -> Option<Self> {
        let sound = !text.is_empty() && !text.starts_with('/');
        sound.then(|| Self(text.to_owned()))
    }

    /// The address of a text or collection at the top of a document. The name is one of a schema.
    pub fn top(name: &'static str) -> Self {
        Self(name.to_owned())
    }

    /// The address one segment below this one.
    #[must_use]
    pub fn join(&self, segment: &str) -> Self {
        Self(format!("{}/{segment}", self.0))
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its segments, from the left.
    pub fn segments(&self) -> impl Iterator<Item = &str> {
        self.0.split('/')
    }

    /// What is written behind another address and its `/`; nothing where this one does not stand below it.
    pub fn below(&self, above: &Self) -> Option<&str> {
        self.0.strip_prefix(&above.0)?.strip_prefix('/')
    }

    /// The addresses above this one, from the top: `clause`, `clause/1.1` for `clause/1.1/value`.
    pub fn above(&self) -> impl Iterator<Item = &str> {
        self.0
            .match_indices('/')
            .map(|(at, _)| self.0.get(..at).unwrap_or_default())
    }

    /// The last segment.
    pub fn last(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }
}

impl From<&Address> for Address {
    fn from(address: &Address) -> Self {
        address.clone()
    }
}

impl Borrow<str> for Address {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
