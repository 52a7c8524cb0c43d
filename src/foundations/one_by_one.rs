//! Maps and sets filled one entry after the other.
//!
//! What `collect` makes of the standard library's sorts all entries first, and the code of that sort is compiled once
//! for each type of entry: three kilobytes each, a twentieth of the page.

use std::collections::{BTreeMap, BTreeSet};

use crate::foundations::{SortedMap, SortedSet};

/// What is in order by itself however it is filled.
pub trait InOrder {}

impl<K, V> InOrder for BTreeMap<K, V> {}
impl<T> InOrder for BTreeSet<T> {}
impl<K, V> InOrder for SortedMap<K, V> {}
impl<T> InOrder for SortedSet<T> {}

/// Fills a map or a set; of entries with one key the last one stays, as with `collect`.
pub trait OneByOne: Iterator + Sized {
    /// Takes all entries.
    fn one_by_one<C: InOrder + Default + Extend<Self::Item>>(self) -> C {
        let mut filled = C::default();
        filled.extend(self);
        filled
    }
}

impl<I: Iterator> OneByOne for I {}
