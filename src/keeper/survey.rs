//! Looking over both places at the start: what is listed, what a killed browser brought back and must go, and whether
//! the journal is what it was.

use core::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::keeper::Card;
use crate::keeper::ports::{
    DRAFTS, JOURNAL_MARK, JournalFault, JournalSurvey, LOCAL_BACKUPS, LocalChange, LocalFault, REMOVALS,
    Records, Value,
};
use crate::lock::is_sealed;

/// A draft as the start page lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub draft: String,
    /// What it says of itself.
    pub card: Card,
}

/// How it stands with the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JournalState {
    /// It answers.
    Fine,
    /// There was one in this browser, and it is empty: the browser emptied it.
    Emptied,
    /// It cannot be read.
    Failing {
        /// Why.
        fault: JournalFault,
        /// Whether there was one in this browser.
        was_there: bool,
    },
}

/// What is listed, and whether each place could be looked into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The drafts, the latest first.
    pub drafts: Vec<Listed>,
    /// Why localStorage could not be looked into.
    pub local: Option<LocalFault>,
    /// The journal.
    pub journal: JournalState,
}

/// What a look over both places leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surveyed {
    /// What is listed.
    pub listing: Listing,
    /// What localStorage must not hold any more.
    pub changes: Vec<LocalChange>,
    /// Removals that were asked for and are not done.
    pub removals: Vec<String>,
    /// Whether this browser is known to have had a journal.
    pub marked: bool,
}

/// Looks over both places.
pub fn survey(
    local: &Result<Records, LocalFault>,
    journal: &Result<Box<JournalSurvey>, JournalFault>,
) -> Surveyed {
    let empty = Records::new();
    let records = local.as_ref().unwrap_or(&empty);
    let nothing = JournalSurvey::default();
    let known = journal.as_deref().unwrap_or(&nothing);
    // Filled one by one: collecting sorts first, which costs the start program its code once for each type.
    let mut removed = BTreeSet::new();
    removed.extend(known.removed.iter().map(String::as_str));
    let removals: Vec<String> = records
        .iter()
        .filter_map(|(key, _)| key.strip_prefix(REMOVALS).map(str::to_owned))
        .collect();
    let mut cards = BTreeMap::new();
    cards.extend(
        known
            .cards
            .iter()
            .map(|(id, line)| (id.as_str(), Card::parse(line))),
    );
    // A card is written together with the lock, so that nobody has to read heads for it.
    let mut encrypted = BTreeSet::new();
    encrypted.extend(cards.iter().filter(|(_, card)| card.locked).map(|(id, _)| *id));
    let mut stored = BTreeMap::new();
    stored.extend(known.encrypted.iter().map(|(key, value)| (key.as_str(), value)));
    let mut changes = Vec::new();
    let mut listed: BTreeMap<String, Card> = BTreeMap::new();
    for (key, value) in records {
        if let Some(rest) = key.strip_prefix(LOCAL_BACKUPS) {
            let id = rest.split('/').nth(1).unwrap_or_default();
            let kept = known.backups.iter().any(|backup| backup == rest);
            if removed.contains(id) || (encrypted.contains(id) && kept) {
                changes.push(LocalChange::Remove(key.clone()));
            }
            continue;
        }
        let Some((id, at)) = key.strip_prefix(DRAFTS).and_then(|rest| rest.split_once('/')) else {
            continue;
        };
        if removed.contains(id) {
            changes.push(LocalChange::Remove(key.clone()));
            continue;
        }
        let shown = listed.entry(id.to_owned()).or_default();
        if !encrypted.contains(id) {
            if let ("card", Value::Text(line)) = (at, value) {
                *shown = Card::parse(line);
            }
            continue;
        }
        let counted = cards.get(id).map_or(0, |card| card.revision);
        if brought_back(
            at,
            value,
            stored.get(format!("{id}/{at}").as_str()).copied(),
            counted,
        ) {
            changes.push(LocalChange::Remove(key.clone()));
        }
    }
    for (id, card) in cards {
        if removed.contains(id) {
            continue;
        }
        match listed.get_mut(id) {
            Some(shown) if shown.revision > card.revision && !encrypted.contains(id) => {}
            Some(shown) => *shown = card,
            None => {
                listed.insert(id.to_owned(), card);
            }
        }
    }
    listed.retain(|id, _| !removals.contains(id));
    let mut drafts: Vec<Listed> = listed
        .into_iter()
        .map(|(draft, card)| Listed { draft, card })
        .collect();
    drafts.sort_by_key(|listed| Reverse(listed.card.written));
    let marked = records.iter().any(|(key, _)| key == JOURNAL_MARK);
    let journal = match journal {
        Ok(journal) if journal.empty && marked => JournalState::Emptied,
        Ok(_) => JournalState::Fine,
        Err(fault) => JournalState::Failing {
            fault: *fault,
            was_there: marked,
        },
    };
    Surveyed {
        listing: Listing {
            drafts,
            local: local.as_ref().err().copied(),
            journal,
        },
        changes,
        removals,
        marked,
    }
}

/// Whether a record of an encrypted draft is a plain one that the journal has encrypted: a browser that was killed may
/// come back with a localStorage from before the lock. A plain text that the journal does not know stays, until the
/// passphrase lets it be encrypted.
fn brought_back(at: &str, value: &Value, stored: Option<&Value>, counted: u64) -> bool {
    match (at, value) {
        ("head", _) => false,
        ("card", Value::Text(line)) => !Card::parse(line).applicant.is_empty(),
        (_, Value::Text(text)) => !is_sealed(text),
        (_, Value::Head(_)) => true,
        (_, Value::Field(field)) => {
            field.text().is_some()
                && match stored {
                    Some(Value::Field(stored)) => stored.revision >= field.revision,
                    _ => field.revision <= counted,
                }
        }
    }
}
