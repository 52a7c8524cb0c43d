//! Maps and sets as one list in order.
//!
//! The standard library's are trees: quick however many entries come in whichever order, and five kilobytes of program
//! for each pair of types. These here are some hundred bytes. An entry that does not come last moves those behind it,
//! so they are for what is few, comes in order, or is collected at once. Where a file decides how many entries come one
//! after the other and in which order, they stand in trees: a hundred thousand in the wrong order would take seconds.

use core::borrow::Borrow;
use core::cmp::Ordering;
use core::slice;
use std::vec;

/// Items in order; of equal ones the first stays first. All types share one sort.
pub fn in_order<T>(mut items: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    put_in_order(&mut items, compare);
    items
}

fn put_in_order<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let exchanges = exchanges(
        items.len(),
        &|one, other| match (items.get(one), items.get(other)) {
            (Some(one), Some(other)) => compare(one, other),
            _ => Ordering::Equal,
        },
    );
    for (one, other) in exchanges {
        items.swap(one, other);
    }
}

/// The exchanges of two places, one after the other, that put so many items in order.
fn exchanges(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<(usize, usize)> {
    // Where the item of each place stands before.
    let places: Vec<usize> = (0..count).collect();
    let mut from = merge_sorted(&places, compare);
    let mut exchanges = Vec::new();
    for start in 0..count {
        let mut place = start;
        // What stood at the start moves on with each exchange, and is last where it belongs.
        while let Some(next) = from.get_mut(place).map(|from| core::mem::replace(from, place))
            && next != start
        {
            exchanges.push((place, next));
            place = next;
        }
    }
    exchanges
}

/// These places in the order of what stands there, by merging. The library's sorts are faster and five kilobytes of
/// program each.
fn merge_sorted(places: &[usize], compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let (one, other) = places.split_at(places.len() / 2);
    if one.is_empty() {
        return other.to_vec();
    }
    let (one, other) = (merge_sorted(one, compare), merge_sorted(other, compare));
    let (mut one, mut other) = (one.as_slice(), other.as_slice());
    let mut merged = Vec::with_capacity(places.len());
    while let ([first, behind_first @ ..], [second, behind_second @ ..]) = (one, other) {
        // Of equal ones the first stays first.
        if compare(*first, *second).is_le() {
            merged.push(*first);
            one = behind_first;
        } else {
            merged.push(*second);
            other = behind_second;
        }
    }
    merged.extend_from_slice(one);
    merged.extend_from_slice(other);
    merged
}

/// Values by their keys, in the order of the keys.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortedMap<K, V> {
    entries: Vec<(K, V)>,
}

impl<K, V> Default for SortedMap<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K, V> SortedMap<K, V> {
    /// A map without entries.
    pub const fn new() -> Self {
        Self { entries: Vec::new() }
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Every entry.
    pub fn iter(&self) -> Entries<'_, K, V> {
        Entries(self.entries.iter())
    }

    /// Every key.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> + ExactSizeIterator + Clone {
        self.entries.iter().map(|(key, _)| key)
    }

    /// Every value, in the order of the keys.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + ExactSizeIterator + Clone {
        self.entries.iter().map(|(_, value)| value)
    }

    /// Every value, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.entries.iter_mut().map(|(_, value)| value)
    }

    /// Every value alone.
    pub fn into_values(self) -> impl Iterator<Item = V> {
        self.entries.into_iter().map(|(_, value)| value)
    }

    /// Every key alone.
    pub fn into_keys(self) -> impl Iterator<Item = K> {
        self.entries.into_iter().map(|(key, _)| key)
    }

    /// The entry with the last key.
    pub fn last_key_value(&self) -> Option<(&K, &V)> {
        self.iter().next_back()
    }

    /// Takes every entry out.
    pub fn clear(&mut self) {
        self.entries.clear();
    }

    /// Keeps those entries that fit.
    pub fn retain(&mut self, mut fits: impl FnMut(&K, &mut V) -> bool) {
        self.entries.retain_mut(|(key, value)| fits(key, value));
    }

    /// The place of a key, or where it would stand.
    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        match self.entries.last() {
            Some((last, _)) if last.borrow() < key => Err(self.entries.len()),
            _ => self
                .entries
                .binary_search_by(|(found, _)| found.borrow().cmp(key)),
        }
    }

    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let (_, value) = self.entries.get(self.place(key).ok()?)?;
        Some(value)
    }

    /// The value of a key, to be changed.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let place = self.place(key).ok()?;
        let (_, value) = self.entries.get_mut(place)?;
        Some(value)
    }

    /// Whether a key has a value.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.place(key).is_ok()
    }

    /// Takes the value of a key out.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let place = self.place(key).ok()?;
        Some(self.entries.remove(place).1)
    }

    /// The entries from a key on.
    pub fn from<Q: Ord + ?Sized>(&self, key: &Q) -> Entries<'_, K, V>
    where
        K: Borrow<Q>,
    {
        let place = self.place(key).unwrap_or_else(|place| place);
        Entries(self.entries.get(place..).unwrap_or_default().iter())
    }
}

impl<K: Ord, V> SortedMap<K, V> {
    /// Gives a key a value, and tells the one that it had.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.place(&key) {
            Ok(place) => {
                let (_, old) = self.entries.get_mut(place)?;
                Some(core::mem::replace(old, value))
            }
            Err(place) => {
                self.entries.insert(place, (key, value));
                None
            }
        }
    }

    /// Puts the entries in order, however they came.
    fn settle(&mut self) {
        if self.entries.is_sorted_by(|(one, _), (other, _)| one < other) {
            return;
        }
        put_in_order(&mut self.entries, |(one, _), (other, _)| one.cmp(other));
        self.entries.dedup_by(|later, earlier| {
            let same = later.0 == earlier.0;
            if same {
                core::mem::swap(later, earlier);
            }
            same
        });
    }

    /// The value of a key, which is made where there is none.
    #[expect(
        clippy::indexing_slicing,
        reason = "the entry stands where it was found or put"
    )]
    pub fn slot_or(&mut self, key: K, make: impl FnOnce() -> V) -> &mut V {
        let place = match self.place(&key) {
            Ok(place) => place,
            Err(place) => {
                self.entries.insert(place, (key, make()));
                place
            }
        };
        &mut self.entries[place].1
    }

    /// The value of a key, empty where there was none.
    pub fn slot(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        self.slot_or(key, V::default)
    }
}

impl<K: Ord, V> Extend<(K, V)> for SortedMap<K, V> {
    /// Of entries with one key the last one stays.
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        for entry in entries {
            self.entries.push(entry);
        }
        self.settle();
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for SortedMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::new();
        map.extend(entries);
        map
    }
}

impl<K: Ord, V, const N: usize> From<[(K, V); N]> for SortedMap<K, V> {
    fn from(entries: [(K, V); N]) -> Self {
        entries.into_iter().collect()
    }
}

impl<K, V> IntoIterator for SortedMap<K, V> {
    type Item = (K, V);
    type IntoIter = vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl<'m, K, V> IntoIterator for &'m SortedMap<K, V> {
    type Item = (&'m K, &'m V);
    type IntoIter = Entries<'m, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The entries of a map, in order.
#[derive(Debug)]
pub struct Entries<'m, K, V>(slice::Iter<'m, (K, V)>);

impl<K, V> Clone for Entries<'_, K, V> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<'m, K, V> Iterator for Entries<'m, K, V> {
    type Item = (&'m K, &'m V);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(key, value)| (key, value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<K, V> DoubleEndedIterator for Entries<'_, K, V> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back().map(|(key, value)| (key, value))
    }
}

impl<K, V> ExactSizeIterator for Entries<'_, K, V> {}

/// Items in order, each once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortedSet<T> {
    items: SortedMap<T, ()>,
}

impl<T> Default for SortedSet<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> SortedSet<T> {
    /// A set without items.
    pub const fn new() -> Self {
        let items = SortedMap::new();
        Self { items }
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Every item.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator + Clone {
        self.items.keys()
    }

    /// The first item.
    pub fn first(&self) -> Option<&T> {
        self.iter().next()
    }

    /// The last item.
    pub fn last(&self) -> Option<&T> {
        self.iter().next_back()
    }

    /// Takes the first item out.
    pub fn pop_first(&mut self) -> Option<T> {
        let items = &mut self.items.entries;
        (!items.is_empty()).then(|| items.remove(0).0)
    }

    /// Takes every item out.
    pub fn clear(&mut self) {
        self.items.clear();
    }

    /// Keeps those items that fit.
    pub fn retain(&mut self, mut fits: impl FnMut(&T) -> bool) {
        self.items.retain(|item, ()| fits(item));
    }

    /// Whether an item is in it.
    pub fn contains<Q: Ord + ?Sized>(&self, item: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.items.contains_key(item)
    }

    /// Takes an item out, and tells whether it was in it.
    pub fn remove<Q: Ord + ?Sized>(&mut self, item: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.items.remove(item).is_some()
    }
}

impl<T: Ord> SortedSet<T> {
    /// Takes an item in, and tells whether it is new.
    pub fn insert(&mut self, item: T) -> bool {
        self.items.insert(item, ()).is_none()
    }
}

impl<T: Ord> Extend<T> for SortedSet<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        self.items.extend(items.into_iter().map(|item| (item, ())));
    }
}

impl<'t, T: Ord + Copy> Extend<&'t T> for SortedSet<T> {
    fn extend<I: IntoIterator<Item = &'t T>>(&mut self, items: I) {
        self.extend(items.into_iter().copied());
    }
}

impl<T: Ord> FromIterator<T> for SortedSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut set = Self::new();
        set.extend(items);
        set
    }
}

impl<T: Ord, const N: usize> From<[T; N]> for SortedSet<T> {
    fn from(items: [T; N]) -> Self {
        items.into_iter().collect()
    }
}

impl<T> IntoIterator for SortedSet<T> {
    type Item = T;
    type IntoIter = core::iter::Map<vec::IntoIter<(T, ())>, fn((T, ())) -> T>;

    fn into_iter(self) -> Self::IntoIter {
        let item: fn((T, ())) -> T = |(item, ())| item;
        self.items.into_iter().map(item)
    }
}

impl<'s, T> IntoIterator for &'s SortedSet<T> {
    type Item = &'s T;
    type IntoIter = core::iter::Map<slice::Iter<'s, (T, ())>, fn(&'s (T, ())) -> &'s T>;

    fn into_iter(self) -> Self::IntoIter {
        let item: fn(&'s (T, ())) -> &'s T = |(item, ())| item;
        self.items.entries.iter().map(item)
    }
}
