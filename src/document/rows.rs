//! Collections: rows under ids, in an order that two copies of a document can extend without conflicts.
//!
//! A row is what stands below `collection/id`. Its place is a text of its own, `collection/id/order`: a fraction
//! written as letters, so that there is always another one between two. Adding or moving a row therefore changes that
//! row and no other, and two copies that both add one have two rows. Rows with one place stand in the order of their
//! ids, in every copy the same.

use crate::document::{Address, Change, Document, Edit};
use crate::foundations::{SortedMap, in_order};

/// The name of the text that holds a row's place.
pub const ORDER: &str = "order";

/// The id of a row: letters, digits, `-` and `_`. It is drawn by chance outside, so that no two copies draw the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowId(String);

impl RowId {
    /// The most characters of an id.
    pub const MAX_LENGTH: usize = 64;

    /// Reads a written id.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        let sound = (1..=Self::MAX_LENGTH).contains(&text.len()) && text.bytes().all(plain);
        sound.then(|| Self(text.to_owned()))
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl core::fmt::Display for RowId {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where a row comes to stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Position {
    /// Before all others.
    First,
    /// Right behind another row; at the end where there is no such row.
    After(RowId),
    /// Behind all others.
    Last,
}

/// The address of a row.
pub fn row(collection: &Address, id: &RowId) -> Address {
    collection.join(id.as_str())
}

impl Document {
    /// The rows of a collection in their order. A row without a place, or with a damaged one, stands at the end.
    pub fn rows(&self, collection: &Address) -> Vec<RowId> {
        let rows = self.placed_rows(collection).into_iter();
        rows.map(|(id, _)| id).collect()
    }

    /// The edit that adds rows at a place, in this order; ids that the collection has already are moved there.
    pub fn place_rows(&self, collection: &Address, ids: &[RowId], position: &Position) -> Edit {
        let mut placed = self.placed_rows(collection);
        placed.retain(|(id, _)| !ids.contains(id));
        let index = match position {
            Position::First => 0,
            Position::Last => placed.len(),
            Position::After(other) => {
                let found = placed.iter().position(|(id, _)| id == other);
                found.map_or(placed.len(), |index| index + 1)
            }
        };
        let mut ahead = placed;
        let behind = ahead.split_off(index);
        let new = ids.iter().map(|id| (id.clone(), None));
        let wanted: Vec<(RowId, Option<String>)> = ahead.into_iter().chain(new).chain(behind).collect();
        places_for(&wanted)
            .into_iter()
            .map(|(id, text)| Change {
                address: row(collection, &id).join(ORDER),
                text,
            })
            .collect()
    }

    /// The edit that removes a row: every text of it goes, its place last.
    pub fn remove_row(&self, collection: &Address, id: &RowId) -> Edit {
        let row = row(collection, id);
        let order = row.join(ORDER);
        let texts = self
            .below(&row)
            .map(|(address, _)| address)
            .filter(|address| **address != order);
        let last = (!self.text(&order).is_empty()).then_some(&order);
        texts
            .chain(last)
            .map(|address| Change {
                address: address.clone(),
                text: String::new(),
            })
            .collect()
    }

    fn placed_rows(&self, collection: &Address) -> Vec<(RowId, Option<String>)> {
        let mut rows: SortedMap<RowId, Option<String>> = SortedMap::new();
        for (address, text) in self.below(collection) {
            let Some((id, name)) = address.below(collection).and_then(|rest| rest.split_once('/')) else {
                continue;
            };
            let Some(id) = RowId::parse(id) else { continue };
            let place = rows.slot(id);
            if name == ORDER && is_place(text) {
                *place = Some(text.to_owned());
            }
        }
        in_order(rows.into_iter().collect(), |(id, place), (other_id, other)| {
            (place.is_none(), place, id).cmp(&(other.is_none(), other, other_id))
        })
    }
}

/// The places that rows need so that they stand in this order. Rows that can keep theirs do, and are not named.
fn places_for(wanted: &[(RowId, Option<String>)]) -> Vec<(RowId, String)> {
    let mut given = Vec::new();
    let mut last = String::new();
    for (index, (id, place)) in wanted.iter().enumerate() {
        // Two rows of one place already stand in the order of their ids.
        if let Some(place) = place
            && *place >= last
        {
            last.clone_from(place);
            continue;
        }
        let rest = wanted.iter().skip(index + 1);
        let mut later = rest.filter_map(|(_, place)| place.as_deref());
        let above = later.find(|place| *place > last.as_str());
        last = between(&last, above);
        given.push((id.clone(), last.clone()));
    }
    given
}

/// The digits of a place, in their order as characters.
const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// Whether a text is a place: digits, the last of them not the lowest, since nothing would fit before it.
fn is_place(text: &str) -> bool {
    text.bytes().all(|byte| DIGITS.contains(&byte)) && !text.is_empty() && !text.ends_with('0')
}

/// A place above one and below another; both are places, the lower one may be empty. `low` stands before `high`.
fn between(low: &str, high: Option<&str>) -> String {
    let value = |byte: u8| DIGITS.iter().position(|digit| *digit == byte).unwrap_or(0);
    let digit = |value: usize| char::from(DIGITS.get(value).copied().unwrap_or(b'i'));
    let mut low = low.bytes().map(value);
    let mut high = high.map(|high| high.bytes().map(value));
    let mut place = String::new();
    loop {
        let lower = low.next().unwrap_or(0);
        let upper = high.as_mut().and_then(Iterator::next);
        let room = upper.unwrap_or(DIGITS.len()).saturating_sub(lower);
        if room > 1 {
            // Rows are mostly added at the end: small steps there keep places short.
            let step = if upper.is_none() && lower > 0 { 1 } else { room / 2 };
            place.push(digit(lower + step));
            return place;
        }
        place.push(digit(lower));
        if room == 1 {
            // Whatever follows this digit stands below `high`.
            high = None;
        }
    }
}
