//! The versions of a draft that its history offers, and the texts of each.

use crate::document::{Address, Change};
use crate::foundations::{Instant, SortedMap};
use crate::keeper::{Cause, EntryKey, StoredField};

/// Entries closer together than this are one version.
const PAUSE_SECONDS: i64 = 600;
/// A version ends after this time, even without a pause.
const LONGEST_SECONDS: i64 = 3600;

/// A version: the changes of one sitting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The sequence number of its last entry: the version is the draft up to this change.
    pub sequence: u64,
    /// When its first entry was made.
    pub from: Instant,
    /// When its last entry was made.
    pub to: Instant,
    /// The fields that changed, in the order of their addresses.
    pub fields: Vec<Address>,
    /// Whether an older version was restored in it.
    pub restored: bool,
}

/// The versions, the latest first, of keys in their order.
pub fn versions(keys: &[EntryKey]) -> Vec<Version> {
    let mut versions: Vec<Version> = Vec::new();
    for key in keys {
        let same = versions.last_mut().filter(|version| {
            // The distance counts in both directions: a clock may have been set back.
            let pause = (key.made_at.unix_seconds() - version.to.unix_seconds()).abs();
            let length = (key.made_at.unix_seconds() - version.from.unix_seconds()).abs();
            let restores = key.cause == Cause::Restored;
            pause < PAUSE_SECONDS && length < LONGEST_SECONDS && version.restored == restores
        });
        match same {
            Some(version) => {
                version.sequence = key.sequence;
                version.to = key.made_at;
                if let Err(index) = version.fields.binary_search(&key.address) {
                    version.fields.insert(index, key.address.clone());
                }
            }
            None => versions.push(Version {
                sequence: key.sequence,
                from: key.made_at,
                to: key.made_at,
                fields: vec![key.address.clone()],
                restored: key.cause == Cause::Restored,
            }),
        }
    }
    versions.reverse();
    versions
}

/// Of each field the last entry up to a sequence number.
pub fn fields_at(keys: &[EntryKey], sequence: u64) -> SortedMap<&Address, &EntryKey> {
    let mut fields = SortedMap::new();
    for key in keys.iter().filter(|key| key.sequence <= sequence) {
        fields.insert(&key.address, key);
    }
    fields
}

/// A field that differs between a version and the current draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It had another text, which can be restored.
    Changed(Change),
    /// Its entry is damaged or missing: its text is unknown.
    Damaged(Address),
}

/// The fields of a version that differ from the current texts. `then` has the record of each entry of the version.
///
/// `complete` says whether the history has every entry ever made; then a field without an entry was empty.
pub fn differences(
    then: &SortedMap<Address, Option<StoredField>>,
    now: &SortedMap<Address, String>,
    complete: bool,
) -> Vec<Difference> {
    let mut found = Vec::new();
    for (address, record) in then {
        let sound = record.as_ref().filter(|record| !record.damaged);
        match sound.and_then(StoredField::text) {
            None => found.push(Difference::Damaged(address.clone())),
            Some(text) if now.get(address).map_or("", String::as_str) != text => {
                found.push(Difference::Changed(Change {
                    address: address.clone(),
                    text: text.to_owned(),
                }));
            }
            Some(_) => {}
        }
    }
    if complete {
        let added = now
            .iter()
            .filter(|(address, text)| !text.is_empty() && !then.contains_key(*address));
        found.extend(added.map(|(address, _)| {
            Difference::Changed(Change {
                address: address.clone(),
                text: String::new(),
            })
        }));
    }
    found
}
