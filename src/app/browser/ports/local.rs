//! The keeper's effects on localStorage. All of them are done when they return.

use scoring::keeper::{
    DRAFTS, Event, JOURNAL_MARK, LOCAL_BACKUPS, LocalAnswer, LocalChange, LocalDraft, LocalFault, LocalScan,
    OLD_VERSIONS, Precondition, REMOVALS, Record, StoredField,
};
use scoring::stored::{read_record, read_scanned, read_stored_field, write_record, write_stored_field};
use web_sys::Storage;

use crate::app::browser::storage::{self, fault};

/// Makes changes one after the other, if the precondition holds. Each succeeds or fails by itself.
pub fn local(precondition: Option<&Precondition>, changes: &[LocalChange]) -> LocalAnswer {
    let Some(storage) = storage::raw() else {
        // It cannot be asked whether the precondition holds.
        return LocalAnswer::Done(changes.iter().map(|_| Err(LocalFault::Unavailable)).collect());
    };
    if precondition.is_some_and(|precondition| !holds(&storage, precondition)) {
        return LocalAnswer::Stale;
    }
    LocalAnswer::Done(changes.iter().map(|change| make(&storage, change)).collect())
}

/// Whether a precondition holds. Where it cannot be asked it does; then the writes fail by themselves.
fn holds(storage: &Storage, precondition: &Precondition) -> bool {
    let head = storage.get_item(&format!("{DRAFTS}{}/head", precondition.draft));
    let removal = storage.get_item(&format!("{REMOVALS}{}", precondition.draft));
    match (head, removal) {
        (Ok(head), Ok(removal)) => precondition.holds(head.as_deref(), removal.is_some()),
        _ => true,
    }
}

/// Makes one change; hands back the field that stays because it is newer.
fn make(storage: &Storage, change: &LocalChange) -> Result<Option<StoredField>, LocalFault> {
    match change {
        LocalChange::Put(key, value) => storage.set_item(key, &write_record(value)),
        LocalChange::PutField(key, field) => {
            let there = storage.get_item(key).map_err(fault)?;
            let there = there.map(|record| read_stored_field(&record));
            let newer = there.filter(|there| there.is_newer_than(field));
            if newer.is_some() {
                return Ok(newer);
            }
            storage.set_item(key, &write_stored_field(field))
        }
        LocalChange::Remove(key) => storage.remove_item(key),
        LocalChange::RemoveAll(prefix) => storage::keys_of(storage, prefix)
            .iter()
            .try_for_each(|key| storage.remove_item(key)),
    }
    .map(|()| None)
    .map_err(fault)
}

/// Everything that localStorage has of one draft.
pub fn read_local(draft: &str) -> LocalDraft {
    read_draft(draft).unwrap_or_else(|fault| LocalDraft {
        fault: Some(fault),
        ..LocalDraft::default()
    })
}

fn read_draft(draft: &str) -> Result<LocalDraft, LocalFault> {
    let storage = storage::raw().ok_or(LocalFault::Unavailable)?;
    let raw = texts_under(&storage, &format!("{DRAFTS}{draft}/"))?;
    let records = raw
        .iter()
        .map(|(at, text)| (at.clone(), read_record(at, text)))
        .collect();
    let mut backups = Vec::new();
    for version in OLD_VERSIONS {
        let at = format!("{version}/{draft}/");
        let texts = texts_under(&storage, &format!("{LOCAL_BACKUPS}{at}"))?;
        backups.extend(
            texts
                .into_iter()
                .map(|(behind, text)| (format!("{at}{behind}"), Record::Text(text))),
        );
    }
    let removal = storage.get_item(&format!("{REMOVALS}{draft}")).map_err(fault)?;
    Ok(LocalDraft {
        records,
        raw,
        backups,
        removing: removal.is_some(),
        fault: None,
    })
}

/// The texts whose keys begin like this, by what stands behind it, in the order of the keys.
fn texts_under(storage: &Storage, prefix: &str) -> Result<Vec<(String, String)>, LocalFault> {
    let mut texts = Vec::new();
    for key in storage::keys_of(storage, prefix) {
        // Another window may have removed it meanwhile.
        if let Some(text) = storage.get_item(&key).map_err(fault)? {
            texts.push((key.strip_prefix(prefix).unwrap_or_default().to_owned(), text));
        }
    }
    Ok(texts)
}

/// Everything that the keeper has in localStorage, by whole keys.
pub(super) fn scan() -> LocalScan {
    let storage = storage::raw().ok_or(LocalFault::Unavailable)?;
    let mut records = Vec::new();
    for prefix in [DRAFTS, REMOVALS, LOCAL_BACKUPS, JOURNAL_MARK] {
        for (behind, text) in texts_under(&storage, prefix)? {
            let key = format!("{prefix}{behind}");
            let value = match behind.split_once('/') {
                Some((_, at)) if prefix == DRAFTS => read_scanned(at, &text),
                _ => Record::Text(text),
            };
            records.push((key, value));
        }
    }
    Ok(records)
}

/// Reads a record by its whole key.
fn read_at(key: &str, text: String) -> Record {
    let place = key.strip_prefix(DRAFTS).and_then(|rest| rest.split_once('/'));
    match place {
        Some((_, at)) => read_record(at, &text),
        None => Record::Text(text),
    }
}

/// What a storage event of another window means: the record of a key changed, or was removed, or without a key that
/// everything was.
pub fn changed_elsewhere(key: Option<String>, text: Option<String>) -> Event {
    let value = key.as_deref().zip(text).map(|(key, text)| read_at(key, text));
    Event::ChangedElsewhere(key, value)
}
