//! The list of drafts, computed from a scan of both storages. It also finds records that must be deleted, since a
//! killed browser restored an older localStorage, and whether the journal was emptied.

use crate::foundations::{SortedMap, in_order};
use crate::keeper::Card;
use crate::keeper::ports::{
    DRAFTS, JOURNAL_MARK, JournalFault, JournalScan, LOCAL_BACKUPS, LocalChange, LocalFault, REMOVALS,
    Record, Records,
};
use crate::lock::is_encrypted;

/// A draft as the start page lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedDraft {
    /// Its id.
    pub draft: String,
    /// Its summary.
    pub card: Card,
    /// Whether it has no head in either storage: single records are left of it, and it cannot be opened.
    pub lacks_head: bool,
}

/// The state of the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JournalState {
    /// It can be read.
    Available,
    /// It is empty although this browser had one: the browser emptied it.
    Emptied,
    /// It cannot be read.
    Failing {
        /// Why.
        fault: JournalFault,
        /// Whether this browser had one.
        was_there: bool,
    },
}

/// The list, and whether each storage could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The drafts, the latest first.
    pub drafts: Vec<ListedDraft>,
    /// Why localStorage could not be read.
    pub local: Option<LocalFault>,
    /// The state of the journal.
    pub journal: JournalState,
}

/// The result of a scan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListOutcome {
    /// The list.
    pub listing: Listing,
    /// The records to delete from localStorage.
    pub changes: Vec<LocalChange>,
    /// Removals that were requested and are not complete.
    pub removals: Vec<String>,
    /// Whether this browser has had a journal.
    pub journal_existed: bool,
}

/// Indices into a list, by id or key.
type Positions<'k> = SortedMap<&'k str, usize>;

/// Computes the list from a scan of both storages.
pub fn list_drafts(
    local: &Result<Records, LocalFault>,
    journal: &Result<Box<JournalScan>, JournalFault>,
) -> ListOutcome {
    let empty = Records::new();
    let records = local.as_ref().unwrap_or(&empty);
    let nothing = JournalScan::default();
    let known = journal.as_deref().unwrap_or(&nothing);
    // One type of map for all lookups: the start program then contains its code once.
    let mut removed = Positions::new();
    removed.extend(known.removed.iter().map(|id| (id.as_str(), 0)));
    let removals: Vec<String> = records
        .iter()
        .filter_map(|(key, _)| key.strip_prefix(REMOVALS).map(str::to_owned))
        .collect();
    let cards = known.cards.iter();
    let cards: Vec<(&str, Card)> = cards.map(|(id, line)| (id.as_str(), Card::parse(line))).collect();
    let mut card_at = Positions::new();
    card_at.extend(cards.iter().enumerate().map(|(at, (id, _))| (*id, at)));
    let card_of = |id: &str| {
        card_at
            .get(id)
            .and_then(|at| cards.get(*at))
            .map(|(_, card)| card)
    };
    // A card is written together with the lock, so that heads need not be read here.
    let encrypted = |id: &str| card_of(id).is_some_and(|card| card.encrypted);
    let mut stored_at = Positions::new();
    stored_at.extend(
        known
            .encrypted
            .iter()
            .enumerate()
            .map(|(at, (key, _))| (key.as_str(), at)),
    );
    let stored = |key: &str| {
        stored_at
            .get(key)
            .and_then(|at| known.encrypted.get(*at))
            .map(|(_, value)| value)
    };
    let mut changes = Vec::new();
    let mut drafts: Vec<ListedDraft> = Vec::new();
    let mut draft_at = Positions::new();
    for (key, value) in records {
        if let Some(rest) = key.strip_prefix(LOCAL_BACKUPS) {
            let id = rest.split('/').nth(1).unwrap_or_default();
            let kept = known.backups.iter().any(|backup| backup == rest);
            if removed.contains_key(id) || (encrypted(id) && kept) {
                changes.push(LocalChange::Remove(key.clone()));
            }
            continue;
        }
        let Some((id, name)) = key.strip_prefix(DRAFTS).and_then(|rest| rest.split_once('/')) else {
            continue;
        };
        if removed.contains_key(id) {
            changes.push(LocalChange::Remove(key.clone()));
            continue;
        }
        let index = *draft_at.slot_or(id, || drafts.len());
        if index == drafts.len() {
            drafts.push(ListedDraft {
                draft: id.to_owned(),
                card: Card::default(),
                lacks_head: false,
            });
        }
        if !encrypted(id) {
            if let ("card", Record::Text(line), Some(shown)) = (name, value, drafts.get_mut(index)) {
                shown.card = Card::parse(line);
            }
            continue;
        }
        if is_superseded_plaintext(name, value, stored(&format!("{id}/{name}"))) {
            changes.push(LocalChange::Remove(key.clone()));
        }
    }
    for (id, card) in &cards {
        if removed.contains_key(id) {
            continue;
        }
        match draft_at.get(id).and_then(|at| drafts.get_mut(*at)) {
            Some(shown) if shown.card.sequence > card.sequence && !card.encrypted => {}
            Some(shown) => shown.card = card.clone(),
            None => drafts.push(ListedDraft {
                draft: (*id).to_owned(),
                card: card.clone(),
                lacks_head: false,
            }),
        }
    }
    // A journal that lost its cards may have drafts all the same.
    for id in &known.heads {
        if !removed.contains_key(id.as_str()) && drafts.iter().all(|listed| listed.draft != *id) {
            drafts.push(ListedDraft {
                draft: id.clone(),
                card: Card::default(),
                lacks_head: false,
            });
        }
    }
    // Where a storage could not be looked through, the head may be there.
    if local.is_ok() && journal.as_ref().is_ok_and(|journal| !journal.incomplete) {
        mark_headless(&mut drafts, records, &known.heads);
    }
    drafts.retain(|listed| !removals.contains(&listed.draft));
    let drafts = in_order(drafts, |one, other| {
        let latest = other.card.written.cmp(&one.card.written);
        latest.then_with(|| one.draft.cmp(&other.draft))
    });
    let journal_existed = records.iter().any(|(key, _)| key == JOURNAL_MARK);
    ListOutcome {
        listing: Listing {
            drafts,
            local: local.as_ref().err().copied(),
            journal: journal_state(journal, journal_existed),
        },
        changes,
        removals,
        journal_existed,
    }
}

/// Marks the drafts whose head is in neither storage.
fn mark_headless(drafts: &mut [ListedDraft], local: &Records, journal_heads: &[String]) {
    let mut head_at = Positions::new();
    head_at.extend(journal_heads.iter().map(|id| (id.as_str(), 0)));
    let local_heads = local
        .iter()
        .filter_map(|(key, _)| key.strip_prefix(DRAFTS)?.strip_suffix("/head"));
    head_at.extend(local_heads.map(|id| (id, 0)));
    for listed in drafts {
        listed.lacks_head = !head_at.contains_key(listed.draft.as_str());
    }
}

fn journal_state(scan: &Result<Box<JournalScan>, JournalFault>, journal_existed: bool) -> JournalState {
    match scan {
        Ok(scan) if scan.incomplete => JournalState::Failing {
            fault: JournalFault::Incomplete,
            was_there: true,
        },
        Ok(scan) if scan.empty && journal_existed => JournalState::Emptied,
        Ok(_) => JournalState::Available,
        Err(fault) => JournalState::Failing {
            fault: *fault,
            was_there: journal_existed,
        },
    }
}

/// Whether a record of an encrypted draft is an unencrypted one that the journal has encrypted: after a kill the
/// browser may restore a localStorage from before the lock. An unencrypted text that the journal does not have stays
/// until the draft is unlocked and encrypts it.
fn is_superseded_plaintext(name: &str, value: &Record, stored: Option<&Record>) -> bool {
    match (name, value) {
        ("head", _) => false,
        ("card", Record::Text(line)) => !Card::parse(line).applicant.is_empty(),
        (_, Record::Text(text)) => !is_encrypted(text),
        (_, Record::Head(_)) => true,
        (_, Record::Field(field)) => {
            field.text().is_some()
                && matches!(stored, Some(Record::Field(stored)) if stored.sequence >= field.sequence)
        }
    }
}
