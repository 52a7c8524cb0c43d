//! Writing the open draft: to localStorage at once, then to the journal. [`WindowDraft::save_status`] defines what is called
//! saved, and beside it stands what would be lost with the page.

use std::mem;

use crate::document::Address;
use crate::foundations::OneByOne as _;
use crate::foundations::{Instant, SortedMap, SortedSet};
use crate::keeper::machine::Context;
use crate::keeper::ports::{
    DRAFTS, Head, JournalAnswer, JournalChange, JournalFault, LocalAnswer, LocalChange, LocalFault,
    Precondition, RETRY_MS, RandomSource, Record, RequestId, Store, Timer, parse_field_key,
};
use crate::keeper::window_draft::{Conflict, JournalOutcome, Storage, WindowDraft};
use crate::keeper::{Body, EntryKey, StoredField};
use crate::lock::DataKey;

/// How well everything that this window shows is saved: whether it survives a crash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveStatus {
    /// Nothing had to be written since the draft was opened.
    Unchanged,
    /// A write is pending, of a text from this window or another one.
    Saving,
    /// Nothing is to be written, and what is stored is being read: it may have been changed or emptied.
    Checking {
        /// Whether nothing had to be written since the draft was opened.
        unchanged: bool,
    },
    /// Acknowledged by the journal at this moment, and in localStorage.
    OnDisk(Instant),
    /// Acknowledged by the journal; localStorage failed.
    JournalOnly(Instant, LocalFault),
    /// Acknowledged by the journal, which has broken before, here or before the page was loaded anew. Chromium goes on
    /// acknowledging after a write failed on a full disk, and may lose all of it.
    Doubtful,
    /// All that was reported is saved or being checked; an input method composes a text that was not reported yet.
    Composing,
    /// In localStorage only: it survives a reload, perhaps not a crash.
    LocalOnly(Instant, JournalFault),
    /// In this page only: why the journal has it not, and why localStorage, where that has refused it.
    Failed(JournalFault, Option<LocalFault>),
    /// In this page only: the draft has used up its sequence numbers ([`EntryKey::LAST_SEQUENCE`]), and a text under a
    /// higher one could not be read again.
    NumbersUsedUp,
}

impl SaveStatus {
    /// Whether the page may say 「已保存」: the journal has acknowledged all that the window shows.
    pub fn is_saved(self) -> bool {
        matches!(self, Self::OnDisk(_) | Self::JournalOnly(..))
    }
}

/// What the state of saving depends on besides the draft.
#[derive(Clone, Copy, Debug)]
pub(super) struct Circumstances {
    pub(super) now: Instant,
    /// Whether a write of the journal broke, so that what it acknowledges is in doubt.
    pub(super) journal_has_broken: bool,
    /// Whether an input method composes in a field.
    pub(super) is_composing: bool,
}

/// What has to be written to localStorage, and what is known of its state.
#[derive(Default)]
pub(super) struct LocalQueue {
    /// Fields to write.
    pub(super) unwritten: SortedSet<Address>,
    /// Fields of an encrypted draft that another window wrote unencrypted, before it saw the lock.
    pub(super) plain: SortedSet<Address>,
    /// Whether head, application and rubric are to be written.
    pub(super) are_fixed_records_due: bool,
    /// Whether the card is out of date.
    pub(super) is_card_due: bool,
    /// The texts that the stored head may have; `None` allows a missing head.
    pub(super) heads: Vec<Option<String>>,
    pub(super) read_state: LocalReadState,
    pub(super) fault: Option<LocalFault>,
    pub(super) written_at: Option<Instant>,
    sent: Option<(RequestId, Vec<SentRecord>)>,
}

/// Whether localStorage was read since the last event that may have changed it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum LocalReadState {
    /// It was read.
    #[default]
    Current,
    /// It was read, and is being read a second time, right after loading. It is written meanwhile.
    SecondRead(RequestId),
    /// It has to be read before it is written: another window changed something, or what it has is not known. The timer
    /// requests the read; of a closed draft nobody does.
    Due,
    /// The read is pending.
    Requested(RequestId),
    /// It was read. Only the journal can say what this means that it has in place of the head; nothing is written before.
    AwaitingJournal(UnexplainedHead),
}

/// What localStorage has in place of the head of the open draft, where the reason is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum UnexplainedHead {
    /// None: the draft was removed, or localStorage emptied.
    Missing,
    /// One without a lock, though the draft is encrypted here: it was decrypted, or a window wrote that head before it
    /// saw the lock.
    WithoutLock(Head),
}

/// What an unexplained head means.
pub(super) enum HeadExplanation {
    /// It is not known yet: the journal is asked again.
    Unknown,
    /// The draft was removed.
    Removed,
    /// Another window encrypted it, decrypted it, or changed its passphrase.
    LockChanged(Head),
    /// localStorage was emptied, or a window wrote this head late. The draft is as this window knows it, and is written
    /// there again.
    Outdated(Option<String>),
}

impl UnexplainedHead {
    /// What it means, by what the journal has. The journal decides; without one, localStorage alone says it.
    pub(super) fn explained_by(self, journal: &Result<JournalOutcome, JournalFault>) -> HeadExplanation {
        match (self, journal) {
            (_, Ok(JournalOutcome::Removed)) => HeadExplanation::Removed,
            (_, Ok(JournalOutcome::LockChanged(head))) => HeadExplanation::LockChanged(head.clone()),
            (Self::Missing, Ok(JournalOutcome::Done)) => HeadExplanation::Outdated(None),
            (Self::WithoutLock(head), Ok(JournalOutcome::Done)) => HeadExplanation::Outdated(Some(head.text)),
            (Self::Missing, Err(JournalFault::Absent | JournalFault::Newer)) => HeadExplanation::Removed,
            (Self::WithoutLock(head), Err(JournalFault::Absent | JournalFault::Newer)) => {
                HeadExplanation::LockChanged(head)
            }
            (_, Err(_)) => HeadExplanation::Unknown,
        }
    }
}

impl LocalQueue {
    /// Whether nothing may be written there before it was read, or before the journal was.
    pub(super) fn must_wait(&self) -> bool {
        !matches!(
            self.read_state,
            LocalReadState::Current | LocalReadState::SecondRead(_)
        )
    }

    /// Whether anything is to be written.
    pub(super) fn is_due(&self) -> bool {
        self.are_fixed_records_due || self.is_card_due || !self.unwritten.is_empty()
    }
}

/// What a change of localStorage writes.
#[derive(Clone, Debug, PartialEq, Eq)]
enum SentRecord {
    FixedRecord,
    Card,
    Field(Address),
    /// The removal of an unencrypted text.
    PlainField(Address),
}

/// What has to be written to the journal, and what is known of its state.
#[derive(Default)]
pub(super) struct JournalQueue {
    /// Entries of the history.
    pub(super) entries: Vec<QueuedEntry>,
    /// Fields to write.
    pub(super) fields: SortedSet<Address>,
    /// Everything else to write.
    pub(super) writes: Vec<QueuedWrite>,
    /// The texts that the stored head may have; `None` allows a missing head.
    pub(super) heads: Vec<Option<String>>,
    /// Whether it has to be read before it is written.
    pub(super) read_state: ReadState,
    /// Why nothing is written, if nothing is.
    pub(super) pause: Option<Pause>,
    pub(super) fault: Option<JournalFault>,
    pub(super) written_at: Option<Instant>,
    /// The last entry that this window wrote of each field.
    last: SortedMap<Address, EntryKey>,
    batch: Option<Batch>,
}

/// Why nothing is written to the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pause {
    /// All records are being re-encrypted.
    Reencrypting,
    /// Another window changed the lock, and its passphrase is awaited.
    LockChanged,
}

/// Whether the journal was read since the last event that may have changed it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum ReadState {
    /// It was read.
    #[default]
    Current,
    /// It has to be read before it is written.
    Due,
    /// The read is pending.
    Requested(RequestId),
    /// It was read, and is being read again for changes of other windows. What it has of this window is known.
    Refreshing {
        request: RequestId,
        /// Whether it is to be read once more: another window may have written after this read.
        again: bool,
    },
}

impl ReadState {
    /// Whether this is the pending read.
    pub(super) fn waits_for(self, request_id: RequestId) -> bool {
        matches!(self, Self::Requested(request) | Self::Refreshing { request, .. } if request == request_id)
    }
}

/// A journal entry to write.
#[derive(Clone, Debug)]
pub(super) struct QueuedEntry {
    pub(super) key: EntryKey,
    pub(super) text: String,
    /// Whether it replaces the entry before it of the same field.
    pub(super) coalesced: bool,
}

/// A write other than fields and entries.
#[derive(Clone, Debug)]
pub(super) enum QueuedWrite {
    /// The records that typing does not change: head, application and rubric.
    FixedRecords,
    /// The card only; every batch contains it.
    Card,
    Conflict(Conflict),
    Change(JournalChange),
}

/// The transaction that the journal has not answered.
struct Batch {
    request_id: RequestId,
    entries: Vec<QueuedEntry>,
    fields: SortedSet<Address>,
    writes: Vec<QueuedWrite>,
}

impl Batch {
    fn has_fixed_records(&self) -> bool {
        self.writes
            .iter()
            .any(|write| matches!(write, QueuedWrite::FixedRecords))
    }
}

impl JournalQueue {
    fn has_queued(&self) -> bool {
        !(self.entries.is_empty() && self.fields.is_empty() && self.writes.is_empty())
    }

    /// Puts a batch that the journal did not acknowledge back, before what was queued since.
    fn requeue(&mut self, batch: Batch) {
        self.entries.splice(0..0, batch.entries);
        self.fields.extend(batch.fields);
        self.writes.splice(0..0, batch.writes);
    }

    /// Conflicts that the journal has not acknowledged.
    pub(super) fn unwritten_conflicts(&self) -> impl Iterator<Item = &Conflict> {
        let in_flight = self.batch.iter().flat_map(|batch| &batch.writes);
        self.writes
            .iter()
            .chain(in_flight)
            .filter_map(|write| match write {
                QueuedWrite::Conflict(conflict) => Some(conflict),
                _ => None,
            })
    }

    /// Takes everything that the journal has not acknowledged: entries, fields, conflicts.
    pub(super) fn take_unwritten(&mut self) -> (Vec<QueuedEntry>, SortedSet<Address>, Vec<QueuedWrite>) {
        if let Some(batch) = self.batch.take() {
            self.requeue(batch);
        }
        let writes = mem::take(&mut self.writes);
        (mem::take(&mut self.entries), mem::take(&mut self.fields), writes)
    }
}

impl WindowDraft {
    /// Whether the journal has acknowledged everything that this window shows.
    pub(super) fn all_journalled(&self) -> bool {
        let is_read = matches!(
            self.journal.read_state,
            ReadState::Current | ReadState::Refreshing { .. }
        );
        !self.journal.has_queued() && self.journal.batch.is_none() && is_read
    }

    /// Whether a write to either storage is queued or pending, also of a text that was replaced since.
    pub(super) fn has_pending_writes(&self) -> bool {
        self.journal.has_queued() || self.journal.batch.is_some() || !self.local.unwritten.is_empty()
    }

    /// Whether localStorage has everything that this window shows.
    pub(super) fn all_local(&self) -> bool {
        // A localStorage that cannot be read may have been emptied.
        let is_unreadable = self.local.fault == Some(LocalFault::Unavailable);
        self.local.unwritten.is_empty()
            && !self.local.are_fixed_records_due
            && !self.local.must_wait()
            && !is_unreadable
    }

    /// Whether the last change has a number under which nothing can be written.
    pub(super) fn are_numbers_used_up(&self) -> bool {
        self.sequence > EntryKey::LAST_SEQUENCE
    }

    /// How well the draft is saved. Nothing else decides what is called saved.
    pub(super) fn save_status(&self, circumstances: Circumstances) -> SaveStatus {
        let Circumstances { now, .. } = circumstances;
        if self.are_numbers_used_up() && self.has_pending_writes() {
            return SaveStatus::NumbersUsedUp;
        }
        let unknown = match self.has_pending_writes() || self.local.are_fixed_records_due {
            true => SaveStatus::Saving,
            false => SaveStatus::Checking {
                unchanged: !self.has_changed,
            },
        };
        let local_at = self.local.written_at.unwrap_or(now);
        let journal_at = self.journal.written_at.unwrap_or(now);
        let stored = match (self.all_local(), self.journal.fault, self.all_journalled()) {
            (true, None, true) if !self.has_changed => SaveStatus::Unchanged,
            (true, None, true) => SaveStatus::OnDisk(journal_at),
            (false, None, true) => match self.local.fault {
                Some(fault) if !self.local.must_wait() => SaveStatus::JournalOnly(journal_at, fault),
                _ => unknown,
            },
            (true, Some(fault), _) => SaveStatus::LocalOnly(local_at, fault),
            (false, Some(fault), _) => SaveStatus::Failed(fault, self.local.fault),
            (_, None, false) => unknown,
        };
        match stored {
            SaveStatus::Unchanged
            | SaveStatus::Checking { .. }
            | SaveStatus::OnDisk(_)
            | SaveStatus::JournalOnly(..) => {
                if circumstances.journal_has_broken {
                    SaveStatus::Doubtful
                } else if circumstances.is_composing {
                    SaveStatus::Composing
                } else {
                    stored
                }
            }
            // These say less than that a word is not saved yet.
            _ => stored,
        }
    }

    /// Whether a text of the draft is in no storage and in no exported file. While another window's lock awaits its
    /// passphrase that is every text whose write is pending: it cannot be written before.
    pub(super) fn has_unstored_text(&self) -> bool {
        if self.awaits_passphrase() {
            return self.has_pending_writes();
        }
        if self.all_journalled() {
            return false;
        }
        let conflicts = self.journal.unwritten_conflicts().next().is_some();
        conflicts || !(self.all_local() || self.is_exported())
    }

    /// Whether the last exported copy has everything that this window shows.
    pub(super) fn is_exported(&self) -> bool {
        self.exported
            .is_some_and(|exported| exported.sequence == self.sequence)
    }

    /// A text as it is stored: encrypted if the draft has a key.
    pub(super) fn body(&self, record_key: &str, text: &str, context: &mut Context<'_>) -> Body {
        body(self.key.as_deref(), record_key, text, context.random)
    }

    pub(super) fn stored(&self, address: &Address, context: &mut Context<'_>) -> StoredField {
        let body = self.body(&self.record_key(address), self.text(address), context);
        StoredField {
            body,
            sequence: self.sequences.get(address).copied().unwrap_or_default(),
            written_at: Some(context.now),
            damaged: false,
        }
    }

    /// Sends the queued writes.
    pub(super) fn flush(&mut self, context: &mut Context<'_>) {
        self.write_local(context);
        self.write_journal(context);
    }

    /// Enqueues everything for localStorage.
    pub(super) fn enqueue_all_local(&mut self) {
        self.has_changed = true;
        self.local.are_fixed_records_due = true;
        self.local.unwritten = self.sequences.keys().cloned().one_by_one();
    }

    /// Enqueues everything for the journal, which lacks the draft.
    pub(super) fn enqueue_all_journal(&mut self) {
        self.has_changed = true;
        self.journal.writes.push(QueuedWrite::FixedRecords);
        self.journal.fields = self.sequences.keys().cloned().one_by_one();
        let known: Vec<Conflict> = self.journal.unwritten_conflicts().cloned().collect();
        let lost = self.conflicts.iter().filter(|conflict| !known.contains(conflict));
        let lost: Vec<QueuedWrite> = lost.cloned().map(QueuedWrite::Conflict).collect();
        self.journal.writes.extend(lost);
    }

    fn precondition(&self, heads: &[Option<String>]) -> Option<Precondition> {
        Some(Precondition {
            draft: self.id.clone(),
            heads: heads.to_vec(),
        })
    }

    pub(super) fn write_local(&mut self, context: &mut Context<'_>) {
        if !self.local.is_due() || self.local.must_wait() || self.are_numbers_used_up() {
            return;
        }
        let base = format!("{DRAFTS}{}", self.id);
        let (mut changes, mut sent) = (Vec::new(), Vec::new());
        if self.local.are_fixed_records_due {
            for (key, value) in self.fixed_local_records(context) {
                changes.push(LocalChange::Put(key, value));
                sent.push(SentRecord::FixedRecord);
            }
        }
        let is_journalled = self.all_journalled();
        for address in &self.local.unwritten {
            let key = format!("{DRAFTS}{}", self.record_key(address));
            if is_journalled && self.local.plain.contains(address) {
                // A full storage may refuse the encrypted text, and the unencrypted one must not remain.
                changes.push(LocalChange::Remove(key.clone()));
                sent.push(SentRecord::PlainField(address.clone()));
            }
            let record = self.stored(address, context);
            changes.push(LocalChange::PutField(key, record));
            sent.push(SentRecord::Field(address.clone()));
        }
        let card = self.card(context.now).to_string();
        changes.push(LocalChange::Put(format!("{base}/card"), Record::Text(card)));
        sent.push(SentRecord::Card);
        let request_id = context.next_request_id();
        let precondition = self.precondition(&self.local.heads);
        self.local.sent = Some((request_id, sent));
        context.local(request_id, precondition, changes);
    }

    /// The records of localStorage that typing does not change; the head is the last of them.
    fn fixed_local_records(&self, context: &mut Context<'_>) -> Vec<(String, Record)> {
        let base = format!("{DRAFTS}{}", self.id);
        let mut records = Vec::new();
        if let Some(rubric) = self.model.rubric() {
            records.push((rubric.local_key, Record::Text(rubric.text)));
        }
        if let Some(text) = self.stored_application(context) {
            records.push((format!("{base}/application"), Record::Text(text)));
        }
        records.push((format!("{base}/head"), Record::Head(self.head.clone())));
        records
    }

    /// The application under review as it is stored.
    pub(super) fn stored_application(&self, context: &mut Context<'_>) -> Option<String> {
        let text = self.application.as_deref()?;
        Some(
            match self.body(&format!("{}/application", self.id), text, context) {
                Body::Plain(text) | Body::Encrypted(text) => text,
            },
        )
    }

    /// Handles the answer of localStorage. Returns whether the draft has to be read there again.
    pub(super) fn local_done(
        &mut self,
        request_id: RequestId,
        answer: LocalAnswer,
        context: &mut Context<'_>,
    ) -> bool {
        let Some((_, sent)) = self.local.sent.take_if(|(sent, _)| *sent == request_id) else {
            return false;
        };
        let LocalAnswer::Done(outcomes) = answer else {
            self.local.read_state = LocalReadState::Due;
            return true;
        };
        let was_unreadable = self.local.fault.take() == Some(LocalFault::Unavailable);
        let header_fails = sent
            .iter()
            .zip(&outcomes)
            .any(|(sent, outcome)| *sent == SentRecord::FixedRecord && outcome.is_err());
        if sent.contains(&SentRecord::FixedRecord) && !header_fails {
            self.local.are_fixed_records_due = false;
            self.local.heads = vec![Some(self.head.text.clone())];
        }
        for (sent, outcome) in sent.into_iter().zip(outcomes) {
            match (sent, outcome) {
                // A card is not essential; the next change writes it.
                (SentRecord::Card, _) => self.local.is_card_due = false,
                (_, Err(fault)) => self.local.fault = Some(fault),
                (SentRecord::FixedRecord, Ok(_)) => {}
                (SentRecord::PlainField(address), Ok(_)) => {
                    self.local.plain.remove(&address);
                }
                (SentRecord::Field(address), Ok(None)) => {
                    self.local.unwritten.remove(&address);
                    self.local.plain.remove(&address);
                    self.local.written_at = Some(context.now);
                }
                (SentRecord::Field(address), Ok(Some(newer))) => {
                    self.local.unwritten.remove(&address);
                    self.reconcile_field(&address, newer, Storage::Local, context);
                }
            }
        }
        if self.local.fault.is_some() {
            context.start_timer(Timer::Retry, RETRY_MS);
        } else if !self.local.unwritten.is_empty() {
            self.write_local(context);
        }
        self.write_journal(context);
        // Others may have written while it could not be read.
        was_unreadable && self.local.fault != Some(LocalFault::Unavailable)
    }

    pub(super) fn write_journal(&mut self, context: &mut Context<'_>) {
        if self.journal.batch.is_some() || self.journal.pause.is_some() {
            return;
        }
        match self.journal.read_state {
            ReadState::Requested(_) | ReadState::Refreshing { .. } => return,
            ReadState::Due => {
                let request_id = context.next_request_id();
                self.journal.read_state = ReadState::Requested(request_id);
                return context.read_journal(request_id, self.id.clone());
            }
            ReadState::Current => {}
        }
        if !self.journal.has_queued() || self.are_numbers_used_up() {
            return;
        }
        let batch = Batch {
            request_id: context.next_request_id(),
            entries: mem::take(&mut self.journal.entries),
            fields: mem::take(&mut self.journal.fields),
            writes: mem::take(&mut self.journal.writes),
        };
        let changes = self.changes_of(&batch, context);
        let request_id = batch.request_id;
        if batch.has_fixed_records() {
            // Until the answer, the journal may have either head.
            let own = Some(self.head.text.clone());
            if !self.journal.heads.contains(&own) {
                self.journal.heads.push(own);
            }
        }
        self.journal.batch = Some(batch);
        let precondition = self.precondition(&self.journal.heads);
        context.journal(request_id, precondition, changes);
    }

    /// Reads the journal for changes of other windows while localStorage fails: they may be unable to write there too.
    pub(super) fn refresh_from_journal(&mut self, context: &mut Context<'_>) {
        if let ReadState::Refreshing { again, .. } = &mut self.journal.read_state {
            *again = true;
        }
        if self.journal.read_state != ReadState::Current || self.journal.pause.is_some() {
            return;
        }
        if !self.all_journalled() {
            // It is read before the next write.
            self.journal.read_state = ReadState::Due;
            return;
        }
        let request_id = context.next_request_id();
        self.journal.read_state = ReadState::Refreshing {
            request: request_id,
            again: false,
        };
        context.read_journal(request_id, self.id.clone());
    }

    fn changes_of(&self, batch: &Batch, context: &mut Context<'_>) -> Vec<JournalChange> {
        let mut changes = Vec::new();
        for write in &batch.writes {
            match write {
                QueuedWrite::FixedRecords => changes.extend(self.fixed_journal_changes(context)),
                QueuedWrite::Card => {}
                QueuedWrite::Conflict(conflict) => {
                    let record = StoredField {
                        body: self.body(&conflict.key, &conflict.text, context),
                        sequence: 0,
                        written_at: conflict.listed_at,
                        damaged: conflict.damaged,
                    };
                    changes.push(JournalChange::Put(
                        Store::Conflicts,
                        conflict.key.clone(),
                        Record::Field(record),
                    ));
                }
                QueuedWrite::Change(change) => changes.push(change.clone()),
            }
        }
        let mut last = self.journal.last.clone();
        for QueuedEntry { key, text, coalesced } in &batch.entries {
            let before = last.insert(key.address.clone(), key.clone());
            if let Some(before) = before.filter(|_| *coalesced) {
                changes.push(JournalChange::Remove(Store::Entries, before.to_string()));
            }
            let record = StoredField {
                body: self.body(&self.record_key(&key.address), text, context),
                sequence: key.sequence,
                written_at: Some(key.made_at),
                damaged: false,
            };
            changes.push(JournalChange::Put(
                Store::Entries,
                key.to_string(),
                Record::Field(record),
            ));
        }
        for address in &batch.fields {
            let record = self.stored(address, context);
            changes.push(JournalChange::PutField(self.record_key(address), record));
        }
        let card = Record::Text(self.card(context.now).to_string());
        changes.push(JournalChange::Put(Store::Cards, self.id.clone(), card));
        changes
    }

    fn fixed_journal_changes(&self, context: &mut Context<'_>) -> Vec<JournalChange> {
        let mut changes = Vec::new();
        if let Some(rubric) = self.model.rubric() {
            let text = Record::Text(rubric.text);
            changes.push(JournalChange::Put(Store::Rubrics, rubric.journal_key, text));
        }
        if let Some(text) = self.stored_application(context) {
            let key = format!("{}/application", self.id);
            changes.push(JournalChange::Put(Store::State, key, Record::Text(text)));
        }
        let head = Record::Head(self.head.clone());
        changes.push(JournalChange::Put(
            Store::State,
            format!("{}/head", self.id),
            head,
        ));
        changes
    }

    /// Handles the answer of the journal. Returns whether it answers a batch of this draft.
    pub(super) fn journal_done(
        &mut self,
        request_id: RequestId,
        answer: JournalAnswer,
        context: &mut Context<'_>,
    ) -> bool {
        let Some(batch) = self.journal.batch.take_if(|batch| batch.request_id == request_id) else {
            return false;
        };
        match answer {
            JournalAnswer::Done(outlasting) => {
                self.journal.fault = None;
                self.journal.written_at = Some(context.now);
                if batch.has_fixed_records() {
                    self.journal.heads = vec![Some(self.head.text.clone())];
                }
                for entry in batch.entries {
                    self.journal.last.insert(entry.key.address.clone(), entry.key);
                }
                for (key, value) in outlasting {
                    let address = parse_field_key(&self.id, &key);
                    if let (Some(address), Record::Field(field)) = (address, value) {
                        self.reconcile_field(&address, field, Storage::Journal, context);
                    }
                }
                self.flush(context);
            }
            JournalAnswer::Failed(fault) => {
                self.journal.requeue(batch);
                self.journal.fault = Some(fault);
                context.start_timer(Timer::Retry, RETRY_MS);
            }
            JournalAnswer::Stale => {
                self.journal.requeue(batch);
                self.journal.read_state = ReadState::Due;
                self.write_journal(context);
            }
        }
        true
    }

    /// Handles a failed read of the journal.
    pub(super) fn journal_read_failed(&mut self, fault: JournalFault, context: &mut Context<'_>) {
        self.journal.read_state = ReadState::Due;
        self.journal.fault = Some(fault);
        context.start_timer(Timer::Retry, RETRY_MS);
    }
}

/// A text as it is stored: encrypted under the key, if there is one.
pub(super) fn body(
    key: Option<&DataKey>,
    record_key: &str,
    text: &str,
    random: &mut dyn RandomSource,
) -> Body {
    match key {
        None => Body::Plain(text.to_owned()),
        Some(key) => Body::Encrypted(key.encrypt(random.nonce(), record_key, text)),
    }
}
