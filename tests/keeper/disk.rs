//! A localStorage and a journal in memory, which can be slow, silent, full, blocked, emptied, or rolled back by a kill.
//! They hold the same bytes as the browser's.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use scoring::keeper::{
    AllRecords, Card, Carried, DRAFTS, JournalAnswer, JournalChange, JournalDraft, JournalFault, JournalScan,
    LOCAL_BACKUPS, LocalChange, LocalDraft, LocalFault, LocalScan, OLD_VERSIONS, Precondition, REMOVALS,
    Record, Records, Reencryption, RequestId, Store, StoredField, TOMBSTONES, UNDO_ENTRIES_AFTER_RELOAD,
};
use scoring::stored::{
    read_journal_record, read_record, read_scanned, read_stored_field, write_record, write_stored_field,
};

use crate::world::Counter;

/// What stands in place of a damaged record: nothing that can be read, and no text that somebody typed.
const DAMAGED: &str = "damaged";

/// How often something was lost of which no event tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Losses {
    pub(crate) emptied: u64,
    pub(crate) damaged: u64,
}

/// How localStorage behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LocalMode {
    Working,
    Unavailable,
    /// Records of more characters are refused.
    Full(usize),
}

/// A change of localStorage that the other windows have to learn.
#[derive(Clone, Debug)]
pub(crate) struct LocalEvent {
    /// The window that made it.
    pub(crate) window: usize,
    pub(crate) key: String,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
}

/// localStorage, shared by all windows.
pub(crate) struct Local {
    pub(crate) records: BTreeMap<String, String>,
    pub(crate) mode: LocalMode,
    /// What each change since the world began replaced, but for those that were rolled back.
    log: Vec<(String, Option<String>)>,
    /// Storage events for other windows.
    pub(crate) events: Vec<LocalEvent>,
    /// The records of the window that reads or writes now where its copy lags behind: a browser may run each window in a
    /// process of its own, whose copy of localStorage learns of a change with the storage event.
    pub(crate) lagging: BTreeMap<String, Option<String>>,
    /// The records that were written by a window that could not see yet that the head had changed or the draft was removed,
    /// or that the window which encrypted or removed it could not see yet: keys and texts.
    pub(crate) written_late: BTreeSet<(String, String)>,
    /// Counts the changes, so that the checks can cache what they read.
    pub(crate) version: u64,
    /// The highest sequence number of each field that could not be written: it caused no storage event.
    pub(crate) highest_unwritten: BTreeMap<String, u64>,
    /// How often it was emptied.
    pub(crate) emptied: u64,
    /// How many of its records were damaged.
    damaged: u64,
}

impl Local {
    pub(crate) fn new() -> Self {
        Self {
            records: BTreeMap::new(),
            mode: LocalMode::Working,
            log: Vec::new(),
            events: Vec::new(),
            lagging: BTreeMap::new(),
            written_late: BTreeSet::new(),
            version: 0,
            highest_unwritten: BTreeMap::new(),
            emptied: 0,
            damaged: 0,
        }
    }

    fn set(&mut self, window: usize, key: &str, text: Option<String>) {
        let before = match &text {
            Some(text) => self.records.insert(key.to_owned(), text.clone()),
            None => self.records.remove(key),
        };
        self.lagging.remove(key);
        let draft = key.strip_prefix(DRAFTS).and_then(|rest| rest.split_once('/'));
        let is_late = draft.is_some_and(|(draft, _)| {
            let head = format!("{DRAFTS}{draft}/head");
            let removal = format!("{REMOVALS}{draft}");
            self.lagging.contains_key(&head) || self.lagging.contains_key(&removal)
        });
        if let Some(text) = text.as_ref().filter(|_| is_late) {
            self.written_late.insert((key.to_owned(), text.clone()));
        }
        if let Some((draft, "head")) = draft {
            self.note_late(&format!("{DRAFTS}{draft}/"));
        }
        if before != text {
            self.version += 1;
            self.log.push((key.to_owned(), before.clone()));
            self.events.push(LocalEvent {
                window,
                key: key.to_owned(),
                before,
                after: text,
            });
        }
    }

    /// Notes the records that the acting window cannot see yet.
    fn note_late(&mut self, prefix: &str) {
        let unseen = self.lagging.keys().filter(|key| key.starts_with(prefix));
        let unseen = unseen.filter_map(|key| self.records.get_key_value(key));
        self.written_late
            .extend(unseen.map(|(key, text)| (key.clone(), text.clone())));
    }

    /// Whether a record is one that was written late.
    pub(crate) fn is_late(&self, key: &str, text: &str) -> bool {
        self.written_late.contains(&(key.to_owned(), text.to_owned()))
    }

    /// A record as the acting window has it.
    fn seen(&self, key: &str) -> Option<&String> {
        match self.lagging.get(key) {
            Some(lagging) => lagging.as_ref(),
            None => self.records.get(key),
        }
    }

    /// The keys that the acting window has, in their order.
    fn seen_keys(&self, prefix: &str) -> Vec<String> {
        let mut keys = self.keys(prefix);
        keys.extend(self.lagging.keys().filter(|key| key.starts_with(prefix)).cloned());
        keys.sort();
        keys.dedup();
        keys.retain(|key| self.seen(key).is_some());
        keys
    }

    /// Everything is deleted without an event, as when a person or the browser clears it.
    pub(crate) fn empty(&mut self) {
        for key in self.keys("") {
            let before = self.records.remove(&key);
            self.log.push((key, before));
        }
        self.version += 1;
        self.emptied += 1;
    }

    /// A record is damaged without an event.
    pub(crate) fn damage(&mut self, key: &str) {
        let before = self.records.insert(key.to_owned(), DAMAGED.to_owned());
        self.log.push((key.to_owned(), before));
        self.version += 1;
        self.damaged += 1;
    }

    /// How often something was lost of which no event tells.
    pub(crate) fn losses(&self) -> Losses {
        Losses {
            emptied: self.emptied,
            damaged: self.damaged,
        }
    }

    /// Whether it was emptied or a record damaged.
    pub(crate) fn has_lost_records(&self) -> bool {
        self.losses() != Losses::default()
    }

    /// The browser was killed: the last changes never reached the disk.
    pub(crate) fn roll_back(&mut self, changes: usize) {
        for _ in 0..changes {
            let Some((key, before)) = self.log.pop() else {
                break;
            };
            match before {
                Some(text) => self.records.insert(key, text),
                None => self.records.remove(&key),
            };
        }
        self.version += 1;
        self.events.clear();
    }

    /// The drafts whose removal is requested.
    pub(crate) fn removals(&self) -> Vec<String> {
        let keys = self.keys(REMOVALS).into_iter();
        keys.map(|key| key[REMOVALS.len()..].to_owned()).collect()
    }

    /// How many changes a kill can roll back.
    pub(crate) fn changes(&self) -> usize {
        self.log.len()
    }

    pub(crate) fn keys(&self, prefix: &str) -> Vec<String> {
        let from = self.records.range(prefix.to_owned()..);
        from.take_while(|(key, _)| key.starts_with(prefix))
            .map(|(key, _)| key.clone())
            .collect()
    }

    pub(crate) fn holds(&self, precondition: &Precondition) -> bool {
        if self.mode == LocalMode::Unavailable {
            // It cannot be read; the writes fail anyway.
            return true;
        }
        let head = self.seen(&format!("{DRAFTS}{}/head", precondition.draft));
        let removal = self.seen(&format!("{REMOVALS}{}", precondition.draft));
        precondition.holds(head.map(String::as_str), removal.is_some())
    }

    /// Makes one change, as the page does.
    pub(crate) fn change(
        &mut self,
        window: usize,
        change: &LocalChange,
    ) -> Result<Option<StoredField>, LocalFault> {
        let outcome = self.try_change(window, change);
        if outcome.is_err() {
            self.note_unwritten(change);
        }
        outcome
    }

    /// Notes that a change was not made.
    pub(crate) fn note_unwritten(&mut self, change: &LocalChange) {
        if let LocalChange::PutField(key, field) = change {
            let highest = self.highest_unwritten.entry(key.clone()).or_default();
            *highest = field.sequence.max(*highest);
        }
    }

    fn try_change(&mut self, window: usize, change: &LocalChange) -> Result<Option<StoredField>, LocalFault> {
        if self.mode == LocalMode::Unavailable {
            return Err(LocalFault::Unavailable);
        }
        match change {
            LocalChange::Put(key, value) => self.put(window, key, write_record(value)),
            LocalChange::PutField(key, field) => {
                let there = self.seen(key).map(|record| read_stored_field(record));
                if let Some(there) = there.filter(|there| there.is_newer_than(field)) {
                    return Ok(Some(there));
                }
                self.put(window, key, write_stored_field(field))
            }
            LocalChange::Remove(key) => {
                self.set(window, key, None);
                Ok(None)
            }
            LocalChange::RemoveAll(prefix) => {
                for key in self.seen_keys(prefix) {
                    self.set(window, &key, None);
                }
                self.note_late(prefix);
                Ok(None)
            }
        }
    }

    fn put(&mut self, window: usize, key: &str, text: String) -> Result<Option<StoredField>, LocalFault> {
        if let LocalMode::Full(most) = self.mode
            && text.chars().count() > most
        {
            return Err(LocalFault::Full);
        }
        self.set(window, key, Some(text));
        Ok(None)
    }

    pub(crate) fn draft(&self, id: &str) -> LocalDraft {
        if self.mode == LocalMode::Unavailable {
            return LocalDraft {
                fault: Some(LocalFault::Unavailable),
                ..LocalDraft::default()
            };
        }
        let prefix = format!("{DRAFTS}{id}/");
        let text_of = |key: &str| self.seen(key).cloned().expect("it is seen");
        let raw: Vec<(String, String)> = self
            .seen_keys(&prefix)
            .into_iter()
            .map(|key| (key[prefix.len()..].to_owned(), text_of(&key)))
            .collect();
        let of_version = |version: &u64| self.seen_keys(&format!("{LOCAL_BACKUPS}{version}/{id}/"));
        let backups: Vec<String> = OLD_VERSIONS.iter().flat_map(of_version).collect();
        LocalDraft {
            records: raw
                .iter()
                .map(|(at, text)| (at.clone(), read_record(at, text)))
                .collect(),
            raw,
            backups: backups
                .into_iter()
                .map(|key| {
                    let text = text_of(&key);
                    (key[LOCAL_BACKUPS.len()..].to_owned(), Record::Text(text))
                })
                .collect(),
            removing: self.seen(&format!("{REMOVALS}{id}")).is_some(),
            fault: None,
        }
    }

    pub(crate) fn scan(&self) -> LocalScan {
        if self.mode == LocalMode::Unavailable {
            return Err(LocalFault::Unavailable);
        }
        let read = |key: String| {
            let text = self.seen(&key).cloned().expect("it is seen");
            let at = key.strip_prefix(DRAFTS).and_then(|rest| rest.split_once('/'));
            let value = match at {
                Some((_, at)) => read_scanned(at, &text),
                None => Record::Text(text),
            };
            (key, value)
        };
        Ok(self.seen_keys("").into_iter().map(read).collect())
    }
}

/// How the journal behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JournalMode {
    Working,
    /// Every request fails in this way, and nothing is changed.
    Failing(JournalFault),
    /// No answer, but requests are executed.
    SilentDone,
    /// No answer, and nothing is executed.
    SilentUndone,
}

/// A request of a window to the journal.
#[derive(Clone, Debug)]
pub(crate) enum Request {
    Write(Option<Precondition>, Vec<JournalChange>),
    Draft(String),
    Entries(Vec<String>),
    Reencrypt(Box<Reencryption>),
    ScanStorages,
    Rebuild,
}

/// Its answer.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    Write(JournalAnswer),
    Draft(Result<Box<JournalDraft>, JournalFault>),
    Entries(Result<Records, JournalFault>),
    ScanStorages(Result<Box<JournalScan>, JournalFault>),
    Rebuild(Result<Carried, JournalFault>),
}

/// A pending request. It names the instance of the window: a window that was restarted does not get the answer.
#[derive(Clone, Debug)]
pub(crate) struct Pending {
    pub(crate) window: usize,
    pub(crate) instance: u64,
    pub(crate) request_id: RequestId,
    pub(crate) request: Request,
}

/// The journal, shared by all windows. It executes requests in their order.
pub(crate) struct Journal {
    pub(crate) records: BTreeMap<(Store, String), String>,
    pub(crate) mode: JournalMode,
    pub(crate) pending: VecDeque<Pending>,
    random: Counter,
    /// Counts the changes, so that the checks can cache what they read.
    pub(crate) version: u64,
    /// The version at which each field's record was last written.
    pub(crate) written: BTreeMap<String, u64>,
    /// The replaced records of each field.
    pub(crate) replaced: BTreeMap<String, Vec<String>>,
    /// How often it was emptied.
    emptied: u64,
    /// How many of its records were damaged.
    damaged: u64,
    /// A store that is gone, with its records.
    pub(crate) missing: Option<Store>,
}

impl Journal {
    pub(crate) fn new() -> Self {
        Self {
            records: BTreeMap::new(),
            mode: JournalMode::Working,
            pending: VecDeque::new(),
            random: Counter(1 << 32),
            version: 0,
            written: BTreeMap::new(),
            replaced: BTreeMap::new(),
            emptied: 0,
            damaged: 0,
            missing: None,
        }
    }

    /// Everything is deleted without an event, as when a person or the browser clears it.
    pub(crate) fn empty(&mut self) {
        self.records.clear();
        self.version += 1;
        self.emptied += 1;
    }

    /// A record is damaged without an event.
    pub(crate) fn damage(&mut self, store: Store, key: &str) {
        self.records.insert((store, key.to_owned()), DAMAGED.to_owned());
        self.version += 1;
        self.damaged += 1;
    }

    /// How often something was lost of which no event tells.
    pub(crate) fn losses(&self) -> Losses {
        Losses {
            emptied: self.emptied,
            damaged: self.damaged,
        }
    }

    /// Whether it has recorded the removal of a draft.
    pub(crate) fn has_removed(&self, draft: &str) -> bool {
        let tombstone = (Store::Backups, format!("{TOMBSTONES}{draft}"));
        self.records.contains_key(&tombstone)
    }

    /// Executes the next request; returns it with the answer.
    pub(crate) fn process_next(&mut self) -> Option<(Pending, Answer)> {
        let next = self.pending.pop_front()?;
        if let (JournalMode::Failing(JournalFault::Broken | JournalFault::Incomplete), Request::Rebuild) =
            (self.mode, &next.request)
        {
            self.mode = JournalMode::Working;
        }
        let needs_all = !matches!(next.request, Request::ScanStorages | Request::Rebuild);
        let fault = match self.mode {
            JournalMode::Working if self.missing.is_some() && needs_all => Some(JournalFault::Incomplete),
            JournalMode::Working => None,
            JournalMode::Failing(fault) => Some(fault),
            JournalMode::SilentDone => {
                self.answer(&next.request);
                Some(JournalFault::Silent)
            }
            JournalMode::SilentUndone => Some(JournalFault::Silent),
        };
        let answer = match fault {
            None => self.answer(&next.request),
            Some(fault) => match &next.request {
                Request::Write(..) | Request::Reencrypt(_) => Answer::Write(JournalAnswer::Failed(fault)),
                Request::Draft(_) => Answer::Draft(Err(fault)),
                Request::Entries(_) => Answer::Entries(Err(fault)),
                Request::ScanStorages => Answer::ScanStorages(Err(fault)),
                Request::Rebuild => Answer::Rebuild(Err(fault)),
            },
        };
        Some((next, answer))
    }

    /// Drops the requests of windows that are gone, after executing the first few of them.
    pub(crate) fn abandon(&mut self, done: usize, gone: impl Fn(&Pending) -> bool) {
        let pending = std::mem::take(&mut self.pending);
        let mut done = done;
        for one in pending {
            if !gone(&one) {
                self.pending.push_back(one);
            } else if done > 0 && matches!(self.mode, JournalMode::Working | JournalMode::SilentDone) {
                done -= 1;
                self.answer(&one.request);
            }
        }
    }

    pub(crate) fn under(&self, store: Store, prefix: &str) -> Vec<(String, String)> {
        let from = self.records.range((store, prefix.to_owned())..);
        from.take_while(|((found, key), _)| *found == store && key.starts_with(prefix))
            .map(|((_, key), text)| (key.clone(), text.clone()))
            .collect()
    }

    fn read(&self, store: Store, prefix: &str) -> Records {
        let read = |(key, text): (String, String)| {
            let value = read_journal_record(store, &key, &text);
            (key, value)
        };
        self.under(store, prefix).into_iter().map(read).collect()
    }

    fn answer(&mut self, request: &Request) -> Answer {
        match request {
            Request::Write(precondition, changes) => {
                Answer::Write(self.write(precondition.as_ref(), changes))
            }
            Request::Draft(id) => {
                let prefix = format!("{id}/");
                let entries = self.read(Store::Entries, &prefix);
                let keys: Vec<String> = entries.iter().map(|(key, _)| key.clone()).collect();
                let state = self.read(Store::State, &prefix);
                Answer::Draft(Ok(Box::new(JournalDraft {
                    state: state
                        .into_iter()
                        .map(|(key, value)| (key[prefix.len()..].to_owned(), value))
                        .collect(),
                    conflicts: self.read(Store::Conflicts, &prefix),
                    entries: entries[keys.len().saturating_sub(UNDO_ENTRIES_AFTER_RELOAD)..].to_vec(),
                    keys,
                    removed: self
                        .records
                        .contains_key(&(Store::Backups, format!("{TOMBSTONES}{id}"))),
                })))
            }
            Request::Entries(keys) => {
                let one = |key: &String| {
                    let text = self.records.get(&(Store::Entries, key.clone()))?;
                    Some((key.clone(), read_journal_record(Store::Entries, key, text)))
                };
                Answer::Entries(Ok(keys.iter().filter_map(one).collect()))
            }
            Request::Reencrypt(order) => {
                let prefix = format!("{}/", order.precondition.draft);
                let mut all = AllRecords::new();
                for store in [Store::State, Store::Entries, Store::Conflicts] {
                    all.extend(
                        self.read(store, &prefix)
                            .into_iter()
                            .map(|(key, value)| (store, key, value)),
                    );
                }
                for version in OLD_VERSIONS {
                    let backups = self.read(Store::Backups, &format!("{version}/{prefix}"));
                    all.extend(
                        backups
                            .into_iter()
                            .map(|(key, value)| (Store::Backups, key, value)),
                    );
                }
                let changes = order.changes(all, &mut self.random);
                Answer::Write(self.write(Some(&order.precondition), &changes))
            }
            Request::ScanStorages => Answer::ScanStorages(Ok(Box::new(self.scan()))),
            Request::Rebuild => {
                self.version += 1;
                let lost = self.missing.take();
                self.records.retain(|(store, _), _| Some(*store) != lost);
                Answer::Rebuild(Ok(Carried {
                    records: self.records.len(),
                    whole: lost.is_none(),
                }))
            }
        }
    }

    fn scan(&self) -> JournalScan {
        let there = |store: Store| self.missing != Some(store);
        let cards = if there(Store::Cards) {
            self.under(Store::Cards, "")
        } else {
            Vec::new()
        };
        let heads = if there(Store::State) {
            self.under(Store::State, "")
        } else {
            Vec::new()
        };
        let encrypted = cards
            .iter()
            .filter(|(_, line)| Card::parse(line).encrypted)
            .flat_map(|(id, _)| {
                let texts = self.under(Store::State, &format!("{id}/"));
                texts.into_iter().map(move |(key, text)| {
                    let value = read_scanned(&key[id.len() + 1..], &text);
                    (key, value)
                })
            })
            .collect();
        let removed = self.under(Store::Backups, TOMBSTONES);
        JournalScan {
            cards,
            heads: heads
                .iter()
                .filter_map(|(key, _)| key.strip_suffix("/head").map(str::to_owned))
                .collect(),
            incomplete: self.missing.is_some(),
            encrypted,
            removed: removed
                .into_iter()
                .map(|(key, _)| key[TOMBSTONES.len()..].to_owned())
                .collect(),
            backups: OLD_VERSIONS
                .iter()
                .flat_map(|version| self.under(Store::Backups, &format!("{version}/")))
                .map(|(key, _)| key)
                .collect(),
            empty: self.records.is_empty(),
        }
    }

    fn write(&mut self, precondition: Option<&Precondition>, changes: &[JournalChange]) -> JournalAnswer {
        if let Some(precondition) = precondition {
            let head = self
                .records
                .get(&(Store::State, format!("{}/head", precondition.draft)));
            if !precondition.holds(head.map(String::as_str), self.has_removed(&precondition.draft)) {
                return JournalAnswer::Stale;
            }
        }
        self.version += 1;
        let mut newer = Records::new();
        for change in changes {
            match change {
                JournalChange::Put(store, key, value) => {
                    self.records.insert((*store, key.clone()), write_record(value));
                }
                JournalChange::PutField(key, field) => {
                    let place = (Store::State, key.clone());
                    let there = self.records.get(&place).map(|record| read_stored_field(record));
                    match there.filter(|there| there.outlasts(field)) {
                        Some(there) => newer.push((key.clone(), Record::Field(there))),
                        None => {
                            self.written.insert(key.clone(), self.version);
                            let before = self.records.insert(place, write_stored_field(field));
                            self.replaced.entry(key.clone()).or_default().extend(before);
                        }
                    }
                }
                JournalChange::Remove(store, key) => {
                    self.records.remove(&(*store, key.clone()));
                }
                JournalChange::RemoveAll(store, prefix) => {
                    for (key, _) in self.under(*store, prefix) {
                        self.records.remove(&(*store, key));
                    }
                }
            }
        }
        JournalAnswer::Done(newer)
    }
}
