//! Figures derived from a document. Each declares its inputs and is recomputed only when one of them has changed.

use crate::document::Address;
use crate::foundations::{SortedMap, SortedSet};

/// An input of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input<K> {
    /// One text.
    Text(Address),
    /// Every text below an address, and one at the address itself.
    Below(Address),
    /// Another figure, declared before.
    Figure(K),
}

/// Figures by key. After an edit [`Figures::update`] computes those that depend on what changed, and no others: a
/// figure that comes out as it was stops the way to those that read it.
#[derive(Clone, Debug)]
pub struct Figures<K, V> {
    // In the order of declaration: a figure stands behind everything that it reads.
    declared: Vec<(K, Option<V>)>,
    places: SortedMap<K, usize>,
    by_text: SortedMap<Address, SortedSet<usize>>,
    by_prefix: SortedMap<Address, SortedSet<usize>>,
    by_figure: SortedMap<usize, SortedSet<usize>>,
}

impl<K, V> Default for Figures<K, V> {
    fn default() -> Self {
        Self {
            declared: Vec::new(),
            places: SortedMap::new(),
            by_text: SortedMap::new(),
            by_prefix: SortedMap::new(),
            by_figure: SortedMap::new(),
        }
    }
}

impl<K: Ord + Clone, V: PartialEq> Figures<K, V> {
    /// No figures.
    pub fn new() -> Self {
        Self::default()
    }

    /// Declares a figure and what it reads. A figure is declared once, behind the figures that it reads; a later
    /// declaration under the same key is ignored, and so is a source that is not declared yet.
    pub fn declare(&mut self, key: K, inputs: impl IntoIterator<Item = Input<K>>) {
        if self.places.contains_key(&key) {
            return;
        }
        let place = self.declared.len();
        for input in inputs {
            let readers = match input {
                Input::Text(at) => self.by_text.slot(at),
                Input::Below(at) => self.by_prefix.slot(at),
                Input::Figure(other) => match self.places.get(&other) {
                    Some(other) => self.by_figure.slot(*other),
                    None => continue,
                },
            };
            readers.insert(place);
        }
        self.places.insert(key.clone(), place);
        self.declared.push((key, None));
    }

    /// A figure as it was last computed.
    pub fn get(&self, key: &K) -> Option<&V> {
        let place = self.places.get(key)?;
        self.declared.get(*place)?.1.as_ref()
    }

    /// Computes the figures that depend on these texts, and those that never were computed. Returns the keys of those
    /// that came out different.
    pub fn update(&mut self, changed: &[Address], mut compute: impl FnMut(&K, &Self) -> V) -> Vec<K> {
        let mut due = self.readers_of(changed);
        let unknown = self.declared.iter().enumerate();
        due.extend(unknown.filter_map(|(place, (_, value))| value.is_none().then_some(place)));
        let mut different = Vec::new();
        // Whoever reads a figure stands behind it: one way through in order reaches all.
        while let Some(place) = due.pop_first() {
            let Some(key) = self.declared.get(place).map(|(key, _)| key.clone()) else {
                continue;
            };
            let value = compute(&key, self);
            if let Some((_, old)) = self.declared.get_mut(place)
                && old.as_ref() != Some(&value)
            {
                *old = Some(value);
                due.extend(self.by_figure.get(&place).into_iter().flatten().copied());
                different.push(key);
            }
        }
        different
    }

    fn readers_of(&self, changed: &[Address]) -> SortedSet<usize> {
        let mut readers = SortedSet::new();
        for at in changed {
            let whole = [self.by_text.get(at), self.by_prefix.get(at)];
            let above = at.above().map(|above| self.by_prefix.get(above));
            readers.extend(whole.into_iter().chain(above).flatten().flatten().copied());
        }
        readers
    }
}
