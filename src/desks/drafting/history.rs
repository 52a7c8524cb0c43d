//! The history of the open draft: its versions, how one of them differs from now, and restoring it.

use crate::document::{Address, Change, Edit, Form, Schema};
use crate::foundations::{OneByOne as _, SortedMap, in_order};
use crate::keeper::{
    Difference, EntryKey, JournalFault, Record, Records, SaveStatus, StoredField, Version, differences,
    field_key, fields_at, has_every_entry, versions,
};
use crate::lock::DataKey;
use crate::scoresheet::Draft;

/// The past, as far as it was asked for.
#[derive(Debug, Default)]
pub(super) struct HistoryView {
    /// The keys of the journal entries, the oldest first.
    keys: Vec<EntryKey>,
    versions: Option<Result<Vec<Version>, JournalFault>>,
    /// The sequence number of the version that is looked at, until its texts are read.
    wanted: Option<u64>,
    shown_version: Option<ShownVersion>,
    /// The state of saving in which the keys were asked for last.
    read_at: Option<(u64, SaveStatus)>,
}

/// A version that is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownVersion {
    /// The version.
    pub version: Version,
    /// What it says differently from now, in the order of the document, and what can be restored.
    pub differences: Vec<Change>,
    /// Fields of which nobody knows what they said.
    pub damaged: Vec<Address>,
}

impl HistoryView {
    /// Whether the history is to be read, at this sequence number and in this state of saving; then it counts as asked
    /// for. Pending writes are in it once they are acknowledged.
    pub(super) fn is_read_due(&mut self, sequence: u64, saved: SaveStatus) -> bool {
        let now = Some((sequence, saved));
        let is_settled = !matches!(
            saved,
            SaveStatus::Saving | SaveStatus::Checking { .. } | SaveStatus::Composing
        );
        let is_due = self.read_at.is_none() || (is_settled && self.read_at != now);
        if is_due {
            self.read_at = now;
        }
        is_due
    }

    /// Takes the keys of the journal entries; those of fields that the draft does not have are left out.
    pub(super) fn take(&mut self, keys: Result<Vec<String>, JournalFault>, schema: &Schema) {
        let (keys, fault) = match keys {
            Ok(keys) => (keys, None),
            Err(fault) => (Vec::new(), Some(fault)),
        };
        let keys = keys.iter().filter_map(|key| EntryKey::parse(key));
        self.keys = keys.filter(|key| schema.recognises(&key.address)).collect();
        self.versions = Some(fault.map_or_else(|| Ok(versions(&self.keys)), Err));
    }

    /// The versions, the latest first; nothing before they were read.
    pub(super) fn versions(&self) -> Option<&Result<Vec<Version>, JournalFault>> {
        self.versions.as_ref()
    }

    pub(super) fn shown_version(&self) -> Option<&ShownVersion> {
        self.shown_version.as_ref()
    }

    /// The keys of the entries that a version consists of.
    pub(super) fn want(&mut self, sequence: u64) -> Vec<String> {
        self.wanted = Some(sequence);
        let fields = fields_at(&self.keys, sequence);
        fields.values().map(ToString::to_string).collect()
    }

    /// Holds the texts of a version against those of now. An answer about another version than the one that was asked
    /// for last is late. Says whether it was not.
    pub(super) fn compare(
        &mut self,
        sequence: u64,
        records: Records,
        draft: &Draft,
        key: Option<&DataKey>,
    ) -> bool {
        if self.wanted != Some(sequence) {
            return false;
        }
        let mut listed = self.versions.iter().flatten().flatten();
        let Some(version) = listed.find(|version| version.sequence == sequence).cloned() else {
            return false;
        };
        self.wanted = None;
        let id = &draft.head.id;
        let schema = draft.head.kind.schema();
        let mut records: SortedMap<String, Record> = records.into_iter().one_by_one();
        let fields = fields_at(&self.keys, sequence).into_iter();
        let then: SortedMap<Address, Option<StoredField>> = fields
            .map(|(address, entry)| {
                let stored = match records.remove(&entry.to_string()) {
                    Some(Record::Field(field)) => Some(field.decrypted(key, &field_key(id, address))),
                    _ => None,
                };
                (address.clone(), stored)
            })
            .one_by_one();
        let now = draft.document.as_map();
        let (mut changes, mut damaged) = (Vec::new(), Vec::new());
        for one in differences(&then, now, has_every_entry(&self.keys)) {
            match one {
                // What happened stays so, whichever version is restored.
                Difference::Changed(Change { ref address, .. }) | Difference::Damaged(ref address)
                    if is_note(schema, address) => {}
                Difference::Changed(change) => changes.push(change),
                Difference::Damaged(address) => damaged.push(address),
            }
        }
        let rank = |one: &Address, other: &Address| schema.rank(one).cmp(&schema.rank(other));
        self.shown_version = Some(ShownVersion {
            version,
            differences: in_order(changes, |one: &Change, other| rank(&one.address, &other.address)),
            damaged: in_order(damaged, rank),
        });
        true
    }

    /// The edit that restores the version that is looked at, or one field of it; what is restored differs no more.
    pub(super) fn restore(&mut self, field: Option<&Address>) -> Edit {
        let Some(shown_version) = &mut self.shown_version else {
            return Edit::default();
        };
        let all = std::mem::take(&mut shown_version.differences).into_iter();
        let (restored, left) = all.partition(|change| field.is_none_or(|field| *field == change.address));
        shown_version.differences = left;
        let restored: Vec<Change> = restored;
        restored.into_iter().collect()
    }
}

/// Whether a field says what happened to the draft.
fn is_note(schema: &Schema, address: &Address) -> bool {
    schema
        .read(address)
        .is_some_and(|read| read.field.form == Form::Record)
}
