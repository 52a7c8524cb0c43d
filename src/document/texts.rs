//! A document: a text for each address that has one.

use crate::document::{Address, Applied, Change, Edit};
use crate::foundations::{OneByOne as _, SortedMap, SortedSet};

/// Texts by address. An address without a text and one with an empty text are the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    texts: SortedMap<Address, String>,
}

impl Document {
    /// A document without a text.
    pub fn new() -> Self {
        Self::default()
    }

    /// The text at an address; empty where there is none.
    pub fn text(&self, address: &Address) -> &str {
        self.texts.get(address).map_or("", String::as_str)
    }

    /// Every text, in the order of their written addresses.
    pub fn texts(&self) -> impl Iterator<Item = (&Address, &str)> {
        self.texts.iter().map(|(address, text)| (address, text.as_str()))
    }

    /// Every text below an address, which itself is not among them.
    pub fn below<'d>(&'d self, above: &Address) -> impl Iterator<Item = (&'d Address, &'d str)> + use<'d> {
        let start = format!("{above}/");
        let texts = self
            .texts
            .from(start.as_str())
            .map(|(address, text)| (address, text.as_str()));
        texts.take_while(move |(address, _)| address.as_str().starts_with(&start))
    }

    /// Whether there is any text below an address.
    pub fn has_below(&self, above: &Address) -> bool {
        self.below(above).next().is_some()
    }

    /// Every text by its address.
    pub fn as_map(&self) -> &SortedMap<Address, String> {
        &self.texts
    }

    /// Makes an edit: tells how it is undone, and which texts are other ones now.
    pub fn apply(&mut self, edit: Edit) -> Applied {
        let mut before: SortedMap<Address, String> = SortedMap::new();
        for Change { address, text } in edit.changes {
            let old = if text.is_empty() {
                self.texts.remove(&address)
            } else {
                self.texts.insert(address.clone(), text)
            };
            before.slot_or(address, || old.unwrap_or_default());
        }
        let changed = before
            .iter()
            .filter(|(address, old)| self.text(address) != old.as_str());
        Applied {
            changed: changed.map(|(address, _)| address.clone()).collect(),
            inverse: before
                .into_iter()
                .map(|(address, text)| Change { address, text })
                .collect(),
        }
    }

    /// What an edit changes here: each address that gets another text, once and in order, with its last text.
    #[must_use]
    pub fn effective(&self, edit: Edit) -> Edit {
        let last: SortedMap<Address, String> = edit
            .changes
            .into_iter()
            .map(|Change { address, text }| (address, text))
            .one_by_one();
        let differing = last
            .into_iter()
            .filter(|(address, text)| self.text(address) != text);
        differing
            .map(|(address, text)| Change { address, text })
            .collect()
    }

    /// The edit that makes this document into another one, text by text.
    pub fn edit_to(&self, other: &Self) -> Edit {
        let addresses: SortedSet<&Address> = self.texts.keys().chain(other.texts.keys()).one_by_one();
        let differing = addresses
            .into_iter()
            .filter(|address| self.text(address) != other.text(address));
        differing
            .map(|address| Change {
                address: address.clone(),
                text: other.text(address).to_owned(),
            })
            .collect()
    }
}

impl FromIterator<(Address, String)> for Document {
    fn from_iter<I: IntoIterator<Item = (Address, String)>>(texts: I) -> Self {
        let written = texts.into_iter().filter(|(_, text)| !text.is_empty());
        Self {
            texts: written.one_by_one(),
        }
    }
}
