//! The steps of removing a draft: the request is stored, the draft is deleted from localStorage and from the journal,
//! and the request is deleted last. Any window that finds a request repeats the steps; each is idempotent.

use crate::foundations::Instant;
use crate::keeper::ports::{
    DRAFTS, JournalChange, LOCAL_BACKUPS, LocalChange, OLD_VERSIONS, REMOVALS, Record, Store, TOMBSTONES,
};

/// The deletion of all records of a draft in localStorage.
pub(super) fn local_deletions(id: &str) -> Vec<LocalChange> {
    let backups =
        OLD_VERSIONS.map(|version| LocalChange::RemoveAll(format!("{LOCAL_BACKUPS}{version}/{id}/")));
    let mut changes = vec![LocalChange::RemoveAll(format!("{DRAFTS}{id}/"))];
    changes.extend(backups);
    changes
}

/// The first step: deletes the draft from localStorage and stores the request.
pub fn local_removal_changes(id: &str, now: Instant) -> Vec<LocalChange> {
    let mut changes = local_deletions(id);
    changes.push(LocalChange::Put(
        format!("{REMOVALS}{id}"),
        Record::Text(now.to_string()),
    ));
    changes
}

/// The second step: deletes the draft from the journal and adds a tombstone.
pub fn journal_removal_changes(id: &str, now: Instant) -> Vec<JournalChange> {
    let all = |store| JournalChange::RemoveAll(store, format!("{id}/"));
    let mut changes = vec![JournalChange::Remove(Store::Cards, id.to_owned())];
    changes.extend([Store::State, Store::History, Store::Conflicts].map(all));
    changes.extend(
        OLD_VERSIONS.map(|version| JournalChange::RemoveAll(Store::Backups, format!("{version}/{id}/"))),
    );
    let tombstone = Record::Text(now.to_string());
    changes.push(JournalChange::Put(
        Store::Backups,
        format!("{TOMBSTONES}{id}"),
        tombstone,
    ));
    changes
}

/// The last step: deletes what was written to localStorage meanwhile, and the request unless it is kept.
pub fn final_removal_changes(id: &str, keep_request: bool) -> Vec<LocalChange> {
    let mut changes = local_deletions(id);
    if !keep_request {
        changes.push(LocalChange::Remove(format!("{REMOVALS}{id}")));
    }
    changes
}
