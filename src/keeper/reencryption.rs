//! Encrypting, decrypting and changing the passphrase: all stored records of a draft are re-encrypted, the journal first.
//!
//! The journal re-encrypts head and texts in one transaction, so that it is never partly encrypted. localStorage follows.
//! The page is notified of success once both storages are done.

use std::rc::Rc;

use crate::document::Address;
use crate::foundations::{OneByOne as _, SortedSet};
use crate::keeper::machine::{Context, reread};
use crate::keeper::ports::{
    AllRecords, DRAFTS, Effect, FIELDS, Head, JournalAnswer, JournalChange, JournalDraft, JournalFault,
    LOCAL_BACKUPS, LocalAnswer, LocalChange, LocalDraft, LocalFault, Notification, OLD_VERSIONS,
    Precondition, RETRY_MS, RandomSource, Record, Records, ReencryptFault, RequestId, Store, Timer,
    field_key, parse_field_key, parse_field_name,
};
use crate::keeper::window_draft::{Storage, WindowDraft};
use crate::keeper::writing::{LocalReadState, Pause, ReadState, body};
use crate::keeper::{Body, Card, EntryKey, StoredField};
use crate::lock::{DataKey, is_encrypted};

/// The order to re-encrypt all records of a draft in the journal.
#[derive(Clone, Debug)]
pub struct Reencryption {
    /// The condition under which it is executed.
    pub precondition: Precondition,
    former_key: Option<Rc<DataKey>>,
    new_key: Option<Rc<DataKey>>,
    head: Head,
    card: Card,
    /// Backups from localStorage; they move into the journal.
    backups: Records,
}

impl Reencryption {
    /// The changes, computed from all records that the journal has of the draft: in [`Store::State`],
    /// [`Store::Entries`] and [`Store::Conflicts`] under `<draft>/`, and in [`Store::Backups`] under
    /// `<version>/<draft>/`.
    pub fn changes(&self, all_records: AllRecords, random: &mut dyn RandomSource) -> Vec<JournalChange> {
        let id = &self.precondition.draft;
        let (former_key, new_key) = (self.former_key.as_deref(), self.new_key.as_deref());
        let mut changes = Vec::new();
        for (store, key, value) in all_records {
            // An entry is encrypted for the record key of its field.
            let record_key = match store {
                Store::Entries => EntryKey::parse(&key).map(|key| field_key(id, &key.address)),
                _ => Some(key.clone()),
            };
            if let Some(record_key) = record_key.filter(|_| !key.ends_with("/head")) {
                changes.push(JournalChange::Put(
                    store,
                    key,
                    reencrypted(&value, &record_key, former_key, new_key, random),
                ));
            }
        }
        for (key, value) in &self.backups {
            changes.push(JournalChange::Put(
                Store::Backups,
                key.clone(),
                reencrypted(value, key, former_key, new_key, random),
            ));
        }
        let head = Record::Head(self.head.clone());
        changes.push(JournalChange::Put(Store::State, format!("{id}/head"), head));
        let card = Record::Text(self.card.to_string());
        changes.push(JournalChange::Put(Store::Cards, id.clone(), card));
        changes
    }
}

/// A re-encryption in progress.
pub(super) struct Reencrypting {
    /// The key from before, once the journal is re-encrypted.
    former_key: Option<Rc<DataKey>>,
    new_key: Option<Rc<DataKey>>,
    head: Head,
    phase: Phase,
    /// Whether localStorage had no head after the journal was re-encrypted, so that the journal has to show whether the
    /// draft was removed.
    is_head_missing: bool,
}

enum Phase {
    /// Pending writes are awaited.
    Flushing,
    /// Backups are read from localStorage.
    Backups(RequestId),
    /// The journal re-encrypts its records.
    Writing(RequestId),
    /// The journal is read, to find out whether it was re-encrypted or whether the draft was removed since.
    /// Without a request the read failed and is retried.
    Checking { request: Option<RequestId> },
    /// localStorage is read before it is re-encrypted.
    ReadingLocal(RequestId),
    /// localStorage is re-encrypted: the key of each record in the order of the changes.
    WritingLocal {
        request: RequestId,
        record_keys: Vec<String>,
    },
    /// localStorage cannot be read or written; it may still have the former records.
    AwaitingRetry,
    /// The writes that came up meanwhile are awaited.
    Settling,
}

/// Whether a re-encryption has ended.
pub(super) enum ReencryptionStatus {
    /// It awaits an answer.
    Running,
    /// It ended, with success or without; the page was notified.
    Ended,
}

impl Reencrypting {
    pub(super) fn begin(new_key: Option<Rc<DataKey>>, head: Head) -> Self {
        Self {
            former_key: None,
            new_key,
            head,
            phase: Phase::Flushing,
            is_head_missing: false,
        }
    }

    fn fail(open: &mut WindowDraft, fault: ReencryptFault, context: &mut Context<'_>) -> ReencryptionStatus {
        open.journal.pause = None;
        context.notify(Notification::NotReencrypted(fault));
        // A storage may have been emptied, or changed by another window.
        reread(open, context);
        ReencryptionStatus::Ended
    }

    /// Advances as far as no answer is awaited.
    pub(super) fn advance(
        &mut self,
        open: &mut WindowDraft,
        context: &mut Context<'_>,
    ) -> ReencryptionStatus {
        match self.phase {
            Phase::Flushing => {
                if let Some(fault) = open.journal.fault {
                    return Self::fail(open, ReencryptFault::Journal(fault), context);
                }
                if open.are_numbers_used_up() {
                    return Self::fail(open, ReencryptFault::NumbersUsedUp, context);
                }
                if open.all_journalled() {
                    open.journal.pause = Some(Pause::Reencrypting);
                    let request_id = context.next_request_id();
                    self.phase = Phase::Backups(request_id);
                    context.push(Effect::ReadLocal(request_id, open.id.clone()));
                }
                ReencryptionStatus::Running
            }
            Phase::Settling if open.all_journalled() => {
                context.notify(Notification::Reencrypted);
                ReencryptionStatus::Ended
            }
            _ => ReencryptionStatus::Running,
        }
    }

    pub(super) fn journal_done(
        &mut self,
        open: &mut WindowDraft,
        request_id: RequestId,
        answer: &JournalAnswer,
        context: &mut Context<'_>,
    ) -> ReencryptionStatus {
        if !matches!(self.phase, Phase::Writing(asked) if asked == request_id) {
            return ReencryptionStatus::Running;
        }
        match answer {
            JournalAnswer::Done(_) => self.committed(open, context),
            JournalAnswer::Failed(JournalFault::Silent) => self.check(open, context),
            JournalAnswer::Failed(fault) => {
                return Self::fail(open, ReencryptFault::Journal(*fault), context);
            }
            JournalAnswer::Stale => {
                open.journal.read_state = ReadState::Due;
                return Self::fail(open, ReencryptFault::ChangedElsewhere, context);
            }
        }
        ReencryptionStatus::Running
    }

    fn check(&mut self, open: &WindowDraft, context: &mut Context<'_>) {
        let request_id = context.next_request_id();
        self.phase = Phase::Checking {
            request: Some(request_id),
        };
        context.read_journal(request_id, open.id.clone());
    }

    /// Retries what failed or had no answer.
    pub(super) fn retry(&mut self, open: &WindowDraft, context: &mut Context<'_>) {
        match self.phase {
            Phase::AwaitingRetry => self.read_local(open, context),
            Phase::Checking { request: None } => self.check(open, context),
            _ => {}
        }
    }

    pub(super) fn journal_read(
        &mut self,
        open: &mut WindowDraft,
        request_id: RequestId,
        read: &Result<Box<JournalDraft>, JournalFault>,
        context: &mut Context<'_>,
    ) -> ReencryptionStatus {
        if !matches!(self.phase, Phase::Checking { request } if request == Some(request_id)) {
            return ReencryptionStatus::Running;
        }
        match read {
            Err(_) => {
                self.phase = Phase::Checking { request: None };
                context.start_timer(Timer::Retry, RETRY_MS);
            }
            Ok(journal) => {
                let is_ours = journal.head().is_some_and(|head| head.text == self.head.text);
                if is_ours && self.is_head_missing {
                    // The draft was not removed: localStorage was emptied.
                    open.local.heads.push(None);
                    self.read_local(open, context);
                } else if is_ours {
                    self.committed(open, context);
                } else {
                    // Of a write without an answer this window knows only that it was not executed if all is as before.
                    let is_as_before = journal.head().is_some_and(|head| head.text == open.head.text);
                    let fault = match is_as_before {
                        true => ReencryptFault::Journal(JournalFault::Silent),
                        false => ReencryptFault::ChangedElsewhere,
                    };
                    open.journal.read_state = ReadState::Due;
                    return Self::fail(open, fault, context);
                }
            }
        }
        ReencryptionStatus::Running
    }

    /// The journal is re-encrypted; localStorage is next.
    fn committed(&mut self, open: &mut WindowDraft, context: &mut Context<'_>) {
        self.former_key = std::mem::replace(&mut open.key, self.new_key.clone());
        open.head = self.head.clone();
        open.journal.heads = vec![Some(open.head.text.clone())];
        // The journal also rewrote changes of other windows that this one may not have seen.
        open.journal.read_state = ReadState::Due;
        self.read_local(open, context);
    }

    fn read_local(&mut self, open: &WindowDraft, context: &mut Context<'_>) {
        let request_id = context.next_request_id();
        self.phase = Phase::ReadingLocal(request_id);
        context.push(Effect::ReadLocal(request_id, open.id.clone()));
    }

    pub(super) fn local_read(
        &mut self,
        open: &mut WindowDraft,
        request_id: RequestId,
        local: &LocalDraft,
        context: &mut Context<'_>,
    ) {
        match &self.phase {
            Phase::Backups(asked) if *asked == request_id => {
                let mut card = open.card(context.now);
                card.encrypted = self.head.lock().is_some();
                card.applicant = if card.encrypted {
                    String::new()
                } else {
                    open.model.summary(open.document.as_map()).applicant
                };
                let order = Reencryption {
                    precondition: Precondition {
                        draft: open.id.clone(),
                        heads: open.journal.heads.clone(),
                    },
                    former_key: open.key.clone(),
                    new_key: self.new_key.clone(),
                    head: self.head.clone(),
                    card,
                    backups: local.backups.clone(),
                };
                let request_id = context.next_request_id();
                self.phase = Phase::Writing(request_id);
                context.push(Effect::Reencrypt(request_id, Box::new(order)));
            }
            Phase::ReadingLocal(asked) if *asked == request_id => {
                // localStorage may have changes that another window wrote before it saw the lock.
                for (name, value) in &local.records {
                    let address = parse_field_name(name);
                    if let (Some(address), Record::Field(field)) = (address, value) {
                        let record_key = open.record_key(&address);
                        let field = field.clone().decrypted(self.former_key.as_deref(), &record_key);
                        open.reconcile_field(&address, field, Storage::Local, context);
                    }
                }
                let is_missing = local.head().is_none() && local.fault.is_none() && !local.removing;
                if is_missing && !open.local.heads.contains(&None) {
                    self.is_head_missing = true;
                    return self.check(open, context);
                }
                // The journal has the new lock, so every lock in localStorage is older.
                let seen = local.head().map(|head| Some(head.text.clone()));
                open.local.heads.extend(seen);
                self.write_local(open, context);
            }
            _ => {}
        }
    }

    fn write_local(&mut self, open: &mut WindowDraft, context: &mut Context<'_>) {
        let base = format!("{DRAFTS}{}", open.id);
        let mut changes = vec![LocalChange::Put(
            format!("{base}/head"),
            Record::Head(open.head.clone()),
        )];
        // Records under other addresses are on the conflict list; the fields were reconciled above.
        changes.push(LocalChange::RemoveAll(format!("{base}/{FIELDS}")));
        let backups = OLD_VERSIONS
            .map(|version| LocalChange::RemoveAll(format!("{LOCAL_BACKUPS}{version}/{}/", open.id)));
        changes.extend(backups);
        let card = open.card(context.now).to_string();
        changes.push(LocalChange::Put(format!("{base}/card"), Record::Text(card)));
        if let Some(text) = open.stored_application(context) {
            changes.push(LocalChange::Put(
                format!("{base}/application"),
                Record::Text(text),
            ));
        }
        let addresses: SortedSet<Address> = open.sequences.keys().cloned().one_by_one();
        for address in &addresses {
            let record = open.stored(address, context);
            let key = format!("{DRAFTS}{}", open.record_key(address));
            changes.push(LocalChange::PutField(key, record));
        }
        let record_keys = changes.iter().map(|change| match change {
            LocalChange::Put(key, _)
            | LocalChange::PutField(key, _)
            | LocalChange::Remove(key)
            | LocalChange::RemoveAll(key) => key.clone(),
        });
        let record_keys = record_keys.collect();
        let request_id = context.next_request_id();
        self.phase = Phase::WritingLocal {
            request: request_id,
            record_keys,
        };
        let mut heads = open.local.heads.clone();
        heads.push(Some(open.head.text.clone()));
        let precondition = Precondition {
            draft: open.id.clone(),
            heads,
        };
        context.local(request_id, Some(precondition), changes);
    }

    /// Handles the answer of localStorage. Returns whether the draft has to be read there again.
    pub(super) fn local_done(
        &mut self,
        open: &mut WindowDraft,
        request_id: RequestId,
        answer: &LocalAnswer,
        context: &mut Context<'_>,
    ) -> bool {
        let Phase::WritingLocal { request, record_keys } = &self.phase else {
            return false;
        };
        if *request != request_id {
            return false;
        }
        let LocalAnswer::Done(outcomes) = answer else {
            open.journal.pause = None;
            self.phase = Phase::AwaitingRetry;
            context.start_timer(Timer::Retry, RETRY_MS);
            return true;
        };
        if outcomes.contains(&Err(LocalFault::Unavailable)) {
            open.journal.pause = None;
            self.phase = Phase::AwaitingRetry;
            context.start_timer(Timer::Retry, RETRY_MS);
            open.write_journal(context);
            return false;
        }
        let mut lost = Vec::new();
        open.local.unwritten.clear();
        open.local.are_fixed_records_due = false;
        open.local.read_state = LocalReadState::Current;
        for (key, outcome) in record_keys.iter().zip(outcomes) {
            let Err(fault) = outcome else { continue };
            open.local.fault = Some(*fault);
            // The journal has the text; an unencrypted copy in an encrypted draft must not remain.
            lost.push(LocalChange::Remove(key.clone()));
            let key = key.strip_prefix(DRAFTS);
            match key.and_then(|key| parse_field_key(&open.id, key)) {
                Some(address) => {
                    open.local.unwritten.insert(address);
                }
                None => open.local.are_fixed_records_due = true,
            }
        }
        let head = Some(open.head.text.clone());
        open.local.heads = vec![head];
        if open.local.are_fixed_records_due {
            open.local.heads.push(None);
        }
        if !lost.is_empty() {
            let request_id = context.next_request_id();
            context.local(request_id, None, lost);
        }
        open.journal.pause = None;
        self.phase = Phase::Settling;
        open.flush(context);
        false
    }
}

/// A record, decrypted with the former key and encrypted with the new one. What the former key does not decrypt is not
/// changed.
fn reencrypted(
    value: &Record,
    record_key: &str,
    former_key: Option<&DataKey>,
    new_key: Option<&DataKey>,
    random: &mut dyn RandomSource,
) -> Record {
    match value {
        Record::Head(_) => value.clone(),
        Record::Text(text) => {
            let plain = match former_key.filter(|_| is_encrypted(text)) {
                Some(key) => key.decrypt(record_key, text).ok(),
                None => Some(text.clone()).filter(|text| !is_encrypted(text)),
            };
            match plain {
                None => value.clone(),
                Some(plain) => match body(new_key, record_key, &plain, random) {
                    Body::Plain(text) | Body::Encrypted(text) => Record::Text(text),
                },
            }
        }
        Record::Field(field) => {
            let plain = field.clone().decrypted(former_key, record_key);
            match plain.text() {
                None => value.clone(),
                Some(text) => Record::Field(StoredField {
                    body: body(new_key, record_key, text, random),
                    ..plain
                }),
            }
        }
    }
}
