//! The drafts on this machine, as the start program lists and removes them. It scans both storages and deletes what the
//! keeper's rules require, so that nothing is listed that a killed browser restored.

use scoring::keeper::{
    DRAFTS, IncompleteRemoval, JOURNAL_MARK, LocalScan, journal_removal_changes, last_removal_changes,
    left_of_removal, list_drafts, local_removal_changes,
};

use crate::app::browser::{clock, ports, storage};
use crate::app::start_screen::{DraftCard, Unlisted};

/// What a look over this machine found.
#[derive(Clone, Debug)]
pub struct StartList {
    /// The drafts, the latest first.
    pub drafts: Vec<DraftCard>,
    /// Where it could not be looked, and what is left of removals.
    pub unlisted: Unlisted,
}

/// Scans both storages, and completes removals.
pub async fn look() -> StartList {
    let (local, journal) = ports::scan_storages().await;
    let found = list_drafts(&local, &journal);
    ports::local(None, &found.changes);
    let mut removals = Vec::new();
    for id in found.removals {
        if let Some(left) = remove(&id).await {
            removals.push((id, Some(left)));
        }
    }
    let drafts = found.listing.drafts.into_iter().map(|listed| DraftCard {
        size: size_of(&local, &listed.draft),
        id: listed.draft,
        card: listed.card,
        lacks_head: listed.lacks_head,
    });
    StartList {
        drafts: drafts.collect(),
        unlisted: Unlisted {
            local: found.listing.local,
            journal: Some(found.listing.journal),
            removals,
        },
    }
}

fn size_of(local: &LocalScan, id: &str) -> usize {
    let prefix = format!("{DRAFTS}{id}/");
    let keys = local.iter().flatten().map(|(key, _)| key);
    keys.filter(|key| key.starts_with(&prefix))
        .map(|key| key.len() + storage::read(key).map_or(0, |text| text.chars().count()))
        .sum()
}

/// Removes a draft from both places; tells what is left of it. The next look takes the steps again.
pub async fn remove(id: &str) -> Option<IncompleteRemoval> {
    let now = clock::now();
    let local = ports::local(None, &local_removal_changes(id, now)).fault();
    let journal = ports::journal_records(journal_removal_changes(id, now)).await;
    let had_journal = storage::read(JOURNAL_MARK).is_some();
    match last_removal_changes(id, local, &journal, had_journal, now) {
        Ok(changes) => left_of_removal(&ports::local(None, &changes)),
        Err(left) => Some(left),
    }
}
