//! The past of the open draft: its versions, what one of them says differently, and the way back to it.

use std::collections::BTreeMap;

use crate::desks::drafting::OpenDraft;
use crate::document::{Address, Change, Edit};
use crate::keeper::{
    JournalKey, Records, StoredField, Then, Value, Version, differences, fields_at, is_whole, versions,
};
use crate::lock::DataKey;

/// The past, as far as it was asked for.
#[derive(Debug, Default)]
pub(super) struct Past {
    /// The keys of the journal entries, the oldest first.
    keys: Vec<JournalKey>,
    /// The revision that is looked at.
    wanted: Option<u64>,
    /// What it says differently, in the order of the document.
    differences: Option<Vec<Then>>,
}

impl Past {
    /// Takes the keys of the journal entries; those of fields that the draft does not have are left out.
    pub(super) fn of(keys: &[String], open: &OpenDraft) -> Self {
        let schema = open.draft.head.desk.schema();
        let keys = keys.iter().filter_map(|key| JournalKey::parse(key));
        Self {
            keys: keys.filter(|key| schema.recognises(&key.address)).collect(),
            wanted: None,
            differences: None,
        }
    }

    pub(super) fn versions(&self) -> Vec<Version> {
        versions(&self.keys)
    }

    pub(super) fn differences(&self) -> Option<&[Then]> {
        self.differences.as_deref()
    }

    /// The entries whose texts stood at a revision.
    pub(super) fn want(&mut self, revision: u64) -> Vec<String> {
        self.wanted = Some(revision);
        self.differences = None;
        let fields = fields_at(&self.keys, revision);
        fields.values().map(ToString::to_string).collect()
    }

    /// Holds the texts of the version that is looked at against those of now.
    pub(super) fn compare(&mut self, records: Records, open: &OpenDraft, key: Option<&DataKey>) {
        let Some(revision) = self.wanted else { return };
        let id = &open.draft.head.id;
        let mut records: BTreeMap<String, Value> = records.into_iter().collect();
        let fields = fields_at(&self.keys, revision).into_iter();
        let then: BTreeMap<Address, Option<StoredField>> = fields
            .map(|(at, entry)| {
                let stored = match records.remove(&entry.to_string()) {
                    Some(Value::Field(field)) => Some(field.decrypted(key, &format!("{id}/field/{at}"))),
                    _ => None,
                };
                (at.clone(), stored)
            })
            .collect();
        let mut found = differences(&then, open.draft.document.as_map(), is_whole(&self.keys));
        let schema = open.draft.head.desk.schema();
        found.sort_by_cached_key(|one| {
            let (Then::Differs(Change { at, .. }) | Then::Damaged(at)) = one;
            schema.rank(at)
        });
        self.differences = Some(found);
    }

    /// The edit that restores the version that is looked at, or one field of it.
    pub(super) fn restoring(&self, field: Option<&Address>) -> Edit {
        let found = self.differences.iter().flatten();
        let differing = found.filter_map(|one| match one {
            Then::Differs(change) => Some(change.clone()),
            Then::Damaged(_) => None,
        });
        differing
            .filter(|change| field.is_none_or(|field| *field == change.at))
            .collect()
    }
}
