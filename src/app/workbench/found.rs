//! What the browser keeps of a draft, found in both places and held against each other.

use std::collections::{BTreeMap, BTreeSet};

use scoring::document::Address;
use scoring::keeper::{Allowance, Body, JournalKey, Stacks, StoredField, reconcile, stacks, surplus};
use scoring::lock::{DataKey, is_sealed};
use scoring::scoresheet::any_field;
use scoring::stored::{read_draft_head, read_stored_field};

use crate::app::browser::journal::{Change, JournalFault, Store};
use crate::app::browser::{clock, journal, storage};
use crate::app::frame::{BACKUPS, DRAFTS};

/// Steps of the past that can be taken back after a reload.
const STEPS_BACK: usize = 200;

/// A draft as the two places keep it.
#[derive(Debug, Default)]
pub(super) struct Found {
    head: [Option<String>; 2],
    /// The reviewer's copy of the application.
    pub(super) application: Option<String>,
    /// Each field: what stands, and what fits nowhere.
    pub(super) fields: BTreeMap<Address, FoundField>,
    /// Records whose address is no field's.
    pub(super) strange: Vec<(String, String)>,
    /// Why the journal had no answer, if it had none.
    pub(super) unread: Option<JournalFault>,
    /// Whether localStorage knows the draft.
    pub(super) in_browser: bool,
    /// Whether the journal knows the draft.
    pub(super) in_journal: bool,
    raw: Vec<(String, String)>,
}

/// A field as it was found.
#[derive(Debug)]
pub(super) struct FoundField {
    /// The copy that stands.
    pub(super) standing: StoredField,
    /// What fits nowhere.
    pub(super) displaced: Vec<Body>,
    /// Whether localStorage has just this copy.
    pub(super) in_browser: bool,
    /// Whether the journal has just this copy.
    pub(super) in_journal: bool,
}

impl Found {
    /// Looks in both places.
    pub(super) async fn look(id: &str, key: Option<&DataKey>) -> Self {
        let prefix = format!("{DRAFTS}{id}/");
        let browser: Vec<(String, String)> = storage::keys(&prefix)
            .into_iter()
            .filter_map(|key| {
                let text = storage::read(&key)?;
                Some((key.strip_prefix(&prefix)?.to_owned(), text))
            })
            .collect();
        let prefix = format!("{id}/");
        // Without a journal, what localStorage has is all there is.
        let journal = journal::read(Store::State, &prefix).await;
        let unread = journal.as_ref().err().copied();
        let journal: Vec<(String, String)> = journal
            .unwrap_or_default()
            .into_iter()
            .filter_map(|(key, text)| Some((key.strip_prefix(&prefix)?.to_owned(), text)))
            .collect();
        // The backup of a draft holds what either place has of it.
        let mut raw = browser.clone();
        raw.extend(
            journal
                .iter()
                .filter(|record| !browser.contains(record))
                .map(|(address, text)| (format!("journal/{address}"), text.clone())),
        );
        let mut found = Self {
            unread,
            in_browser: !browser.is_empty(),
            in_journal: !journal.is_empty(),
            raw,
            ..Self::default()
        };
        let mut copies: BTreeMap<Address, [Option<StoredField>; 2]> = BTreeMap::new();
        // A plain record of a locked draft was written before the lock; it is written again, sealed.
        let mut bare: BTreeSet<(Address, usize)> = BTreeSet::new();
        for (place, records) in [browser, journal].into_iter().enumerate() {
            for (address, record) in records {
                match address.as_str() {
                    "head" => found.head[place] = Some(record),
                    "application" => {
                        let place = format!("{id}/application");
                        let text = match key.filter(|_| is_sealed(&record)) {
                            Some(key) => key.open(&place, &record).ok(),
                            None => Some(record),
                        };
                        found.application = found.application.or(text);
                    }
                    "card" => {}
                    _ => match address.strip_prefix("field/").and_then(any_field) {
                        Some(field) => {
                            let kept = read_stored_field(&record);
                            if matches!(kept.body, Body::Plain(_)) {
                                bare.insert((field.clone(), place));
                            }
                            let kept = unsealed(kept, key, &format!("{id}/field/{field}"));
                            copies.entry(field).or_default()[place] = Some(kept);
                        }
                        None => found.strange.push((address, record)),
                    },
                }
            }
        }
        for (field, copies) in copies {
            if let Some(reconciled) = reconcile(copies.iter().flatten().cloned().collect()) {
                let standing = reconciled.standing;
                let is_there = |place: usize| {
                    let bare = key.is_some() && bare.contains(&(field.clone(), place));
                    // Not by the clock: the two are written one after the other.
                    let same = copies[place].as_ref().is_some_and(|copy| {
                        (copy.damaged, copy.revision, &copy.body)
                            == (standing.damaged, standing.revision, &standing.body)
                    });
                    same && !bare
                };
                let (in_browser, in_journal) = (is_there(0), is_there(1));
                let one = FoundField {
                    standing,
                    displaced: reconciled.displaced,
                    in_browser,
                    in_journal,
                };
                found.fields.insert(field, one);
            }
        }
        found
    }

    /// The head: a locked one before an open one, for a lock that reached one place is meant for both; then one that
    /// can be read; localStorage first.
    pub(super) fn head(&self) -> Option<&str> {
        let heads = || self.head.iter().flatten();
        let read = |head: &&String| read_draft_head(head).ok();
        let locked = heads().find(|head| read(head).is_some_and(|stored| stored.head.lock.is_some()));
        let readable = locked.or_else(|| heads().find(|head| read(head).is_some()));
        readable.or_else(|| heads().next()).map(String::as_str)
    }

    /// Keeps a copy of a draft as an older version left it. Says whether there is one now.
    pub(super) async fn back_up(&self, id: &str, version: u64) -> bool {
        let now = clock::now();
        let named =
            |(address, text): &(String, String)| (format!("{version}/{id}/{now}/{address}"), text.clone());
        let copies: Vec<(String, String)> = self.raw.iter().map(named).collect();
        let changes = copies
            .iter()
            .map(|(key, text)| Change::Put(Store::Backups, key.clone(), text.clone()));
        if journal::write(changes.collect()).await.is_ok() {
            return true;
        }
        let written =
            |(key, text): &(String, String)| storage::write(&format!("{BACKUPS}{key}"), text).is_ok();
        copies.iter().all(written)
    }

    /// Where all copies of a field are damaged, its last step stands in for them.
    pub(super) async fn mend(&mut self, id: &str, key: Option<&DataKey>) {
        if self.fields.values().all(|found| !found.standing.damaged) {
            return;
        }
        let keys = journal::keys(Store::History, &format!("{id}/"))
            .await
            .unwrap_or_default();
        for (field, found) in self.fields.iter_mut().filter(|(_, found)| found.standing.damaged) {
            let last = keys
                .iter()
                .rev()
                .find(|key| JournalKey::parse(key).is_some_and(|key| &key.address == field));
            let Some(last) = last else { continue };
            let texts = journal::texts(Store::History, std::slice::from_ref(last)).await;
            let text = texts.ok().and_then(|texts| texts.into_iter().flatten().next());
            let place = format!("{id}/field/{field}");
            let kept = text.map(|record| unsealed(read_stored_field(&record), key, &place));
            if let Some(kept) = kept.filter(|kept| !kept.damaged) {
                let damaged = std::mem::replace(&mut found.standing, kept);
                found.displaced.push(damaged.body);
                (found.in_browser, found.in_journal) = (false, false);
            }
        }
    }
}

/// The past of a draft, as far as it is needed while one works.
#[derive(Debug, Default)]
pub(super) struct Past {
    /// The highest revision of its steps.
    pub(super) revision: u64,
    /// What can be taken back.
    pub(super) stacks: Stacks,
    /// The keys of all its steps.
    pub(super) keys: Vec<JournalKey>,
}

impl Past {
    /// Reads the past of a draft; nothing where the journal is not to be had.
    pub(super) async fn of(id: &str, key: Option<&DataKey>) -> Self {
        let prefix = format!("{id}/");
        let keys = journal::keys(Store::History, &prefix).await.unwrap_or_default();
        let from = keys.len().saturating_sub(STEPS_BACK);
        let parsed: Vec<JournalKey> = keys.iter().filter_map(|key| known_entry(key)).collect();
        let mut past = Self {
            revision: parsed.last().map_or(0, |key| key.revision),
            stacks: Stacks::default(),
            keys: parsed,
        };
        let Some(first) = keys.get(from) else {
            return past;
        };
        let texts = journal::read_from(Store::History, first.clone(), &prefix).await;
        let mut steps: Vec<(JournalKey, String)> = Vec::new();
        let mut whole = from == 0 && is_whole(&past.keys);
        for (step, record) in texts.unwrap_or_default() {
            let Some(step) = known_entry(&step) else {
                continue;
            };
            let place = format!("{id}/field/{}", step.address);
            let kept = unsealed(read_stored_field(&record), key, &place);
            match kept.body {
                Body::Plain(text) if !kept.damaged => steps.push((step, text)),
                // What stood there is not known: nothing before it can be taken back.
                _ => {
                    steps.clear();
                    whole = false;
                }
            }
        }
        past.stacks = stacks(&steps, whole);
        past
    }
}

/// A copy with its words to read, where there is a key for them. What the key does not open is damaged.
pub(super) fn unsealed(kept: StoredField, key: Option<&DataKey>, place: &str) -> StoredField {
    let (Body::Encrypted(sealed), Some(key)) = (&kept.body, key) else {
        return kept;
    };
    match key.open(place, sealed) {
        Ok(text) => StoredField {
            body: Body::Plain(text),
            ..kept
        },
        Err(_) => StoredField {
            damaged: true,
            ..kept
        },
    }
}

/// The key of an entry, where some kind of draft has its field.
pub(super) fn known_entry(key: &str) -> Option<JournalKey> {
    JournalKey::parse(key).filter(|key| any_field(key.address.as_str()).is_some())
}

/// Whether these can be all the steps there ever were. Where steps have given way, what is left is near the allowance.
pub(super) fn is_whole(keys: &[JournalKey]) -> bool {
    let characters: usize = keys.iter().map(|key| key.characters).sum();
    keys.len() < Allowance::USUAL.entries / 2 && characters < Allowance::USUAL.characters / 2
}

/// Gives up the steps that are beyond the allowance.
pub(super) async fn compact(keys: &[JournalKey]) {
    let gone: Vec<Change> = surplus(keys, Allowance::USUAL)
        .iter()
        .map(|key| Change::Remove(Store::History, key.to_string()))
        .collect();
    if !gone.is_empty() {
        // What is not given up today is given up another day.
        let _ = journal::write(gone).await;
    }
}
