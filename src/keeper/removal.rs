//! The steps of removing a draft: the request is written down, then localStorage, the journal, and last the request
//! itself. Whoever finds a request takes the steps again; none does harm when it is taken twice.

use crate::foundations::Instant;
use crate::keeper::ports::{
    DRAFTS, JournalChange, LOCAL_BACKUPS, LocalChange, OLD_VERSIONS, REMOVALS, Record, Store, TOMBSTONES,
};

/// Everything of a draft in localStorage, removed.
pub(super) fn local_deletions(id: &str) -> Vec<LocalChange> {
    let backups =
        OLD_VERSIONS.map(|version| LocalChange::RemoveAll(format!("{LOCAL_BACKUPS}{version}/{id}/")));
    let mut changes = vec![LocalChange::RemoveAll(format!("{DRAFTS}{id}/"))];
    changes.extend(backups);
    changes
}

/// The first step: nothing of it is left in localStorage but the request.
pub fn local_removal_changes(id: &str, now: Instant) -> Vec<LocalChange> {
    let mut changes = local_deletions(id);
    changes.push(LocalChange::Put(
        format!("{REMOVALS}{id}"),
        Record::Text(now.to_string()),
    ));
    changes
}

/// The second step: the journal forgets the draft and remembers that it was removed.
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

/// The last step: what came back meanwhile goes, and the request, unless it stays.
pub fn final_removal_changes(id: &str, keep_request: bool) -> Vec<LocalChange> {
    let mut changes = local_deletions(id);
    if !keep_request {
        changes.push(LocalChange::Remove(format!("{REMOVALS}{id}")));
    }
    changes
}
