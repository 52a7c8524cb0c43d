//! Loading a draft: both storages are read, the copies of each field reconciled, and what a storage lacks is enqueued.

use std::rc::Rc;

use crate::document::{Address, Edit, UndoHistory};
use crate::foundations::{SortedMap, SortedSet};
use crate::keeper::compaction::{Allowance, has_every_entry, surplus};
use crate::keeper::machine::{Context, OpenFault};
use crate::keeper::ports::{
    DraftModel, Effect, FIELDS, Head, HeadForm, JournalChange, JournalDraft, JournalFault, LOCAL_BACKUPS,
    LocalAnswer, LocalChange, LocalDraft, Record, Records, RequestId, Store, field_key,
};
use crate::keeper::window_draft::{Storage, WindowDraft};
use crate::keeper::writing::{LocalReadState, QueuedWrite, ReadState};
use crate::keeper::{Body, Card, Cause, EntryKey, Reconciled, StoredField, reconcile, undo_stacks};
use crate::lock::{DataKey, Lock, is_encrypted};

/// Added to the highest known sequence number if the journal could not be read: it may contain higher numbers, but
/// never so many more. What is typed meanwhile is then newer than all of it.
const UNREAD_CHANGES: u64 = 1_000_000;

/// A draft that is being loaded.
pub(super) struct Loading {
    pub(super) id: String,
    pub(super) key: Option<Rc<DataKey>>,
    /// The lock that the key belongs to.
    lock: Option<Lock>,
    /// The draft of this window from before another window changed its lock.
    pub(super) previous: Option<Box<WindowDraft>>,
    local: LocalDraft,
    request_id: RequestId,
    phase: Phase,
}

/// The copies of each field: localStorage's, and the journal's.
type Copies = SortedMap<Address, [Option<StoredField>; 2]>;

/// What has been requested last.
enum Phase {
    Local,
    Journal,
    Rubric(StorageContents),
    Backup(Prepared),
    LocalBackup(Prepared),
    Entries(Prepared, Vec<EntryKey>),
}

/// What was read from the journal, and the head that counts.
struct StorageContents {
    journal: Result<Box<JournalDraft>, JournalFault>,
    head: Head,
}

/// The same, with the rubric.
struct Prepared {
    contents: StorageContents,
    model: Rc<dyn DraftModel>,
    /// Replacements for fields of which every copy is damaged.
    repaired: SortedMap<Address, StoredField>,
    backed_up: bool,
}

/// What follows from an answer.
pub(super) enum Transition {
    /// Another answer is awaited.
    Wait(Box<Loading>),
    /// The passphrase is needed.
    AskPassphrase(Head, Option<Box<WindowDraft>>),
    /// The draft is loaded.
    Open(Box<WindowDraft>),
    /// The draft cannot be opened. Also the draft of this window, if it had it open before.
    Fail(OpenFault, Option<Box<WindowDraft>>),
    /// A removal was requested and is not complete. Also the draft of this window, if it had it open before.
    Remove(Option<Box<WindowDraft>>),
}

impl Loading {
    pub(super) fn begin(
        id: String,
        opened: Option<(Lock, Rc<DataKey>)>,
        previous: Option<Box<WindowDraft>>,
        context: &mut Context<'_>,
    ) -> Box<Self> {
        let request_id = context.next_request_id();
        context.push(Effect::ReadLocal(request_id, id.clone()));
        let (lock, key) = opened.unzip();
        Box::new(Self {
            id,
            key,
            lock,
            previous,
            local: LocalDraft::default(),
            request_id,
            phase: Phase::Local,
        })
    }

    fn renew_request_id(&mut self, context: &mut Context<'_>) -> RequestId {
        self.request_id = context.next_request_id();
        self.request_id
    }

    pub(super) fn local_read(
        mut self: Box<Self>,
        request_id: RequestId,
        local: LocalDraft,
        context: &mut Context<'_>,
    ) -> Transition {
        if request_id == self.request_id && matches!(self.phase, Phase::Local) {
            if local.removing {
                return Transition::Remove(self.previous);
            }
            self.local = local;
            self.phase = Phase::Journal;
            let request_id = self.renew_request_id(context);
            context.read_journal(request_id, self.id.clone());
        }
        Transition::Wait(self)
    }

    pub(super) fn journal_read(
        mut self: Box<Self>,
        request_id: RequestId,
        journal: Result<Box<JournalDraft>, JournalFault>,
        context: &mut Context<'_>,
    ) -> Transition {
        if request_id != self.request_id || !matches!(self.phase, Phase::Journal) {
            return Transition::Wait(self);
        }
        if journal.as_ref().is_ok_and(|journal| journal.removed) {
            return Transition::Fail(OpenFault::Removed, self.previous);
        }
        let Some(head) = winning_head(&self.id, &self.local, journal.as_deref().ok()) else {
            let known = |records: &Records| records.iter().any(|(at, _)| at.starts_with(FIELDS));
            let has_texts = |journal: &JournalDraft| {
                known(&journal.state) || !journal.keys.is_empty() || !journal.conflicts.is_empty()
            };
            let anything = known(&self.local.records) || journal.as_deref().is_ok_and(has_texts);
            let fault = match &journal {
                _ if anything => OpenFault::DamagedHead,
                Ok(_) => OpenFault::NoDraft,
                Err(fault) => OpenFault::JournalUnread(*fault),
            };
            return Transition::Fail(fault, self.previous);
        };
        if head.is_of_another(&self.id) {
            return Transition::Fail(OpenFault::DamagedHead, self.previous);
        }
        match head.form {
            HeadForm::Newer => return Transition::Fail(OpenFault::Newer, self.previous),
            HeadForm::Damaged => return Transition::Fail(OpenFault::DamagedHead, self.previous),
            HeadForm::Readable { .. } => {}
        }
        // Another window may have changed the lock while the passphrase was typed.
        if head.lock().is_some() && head.lock() != self.lock.as_ref() {
            return Transition::AskPassphrase(head, self.previous);
        }
        if head.lock().is_none() {
            self.key = None;
        }
        let request_id = self.renew_request_id(context);
        context.push(Effect::FindRubric(request_id, head.clone()));
        self.phase = Phase::Rubric(StorageContents { journal, head });
        Transition::Wait(self)
    }

    pub(super) fn rubric_found(
        mut self: Box<Self>,
        request_id: RequestId,
        model: Option<Rc<dyn DraftModel>>,
        context: &mut Context<'_>,
    ) -> Transition {
        if request_id != self.request_id {
            return Transition::Wait(self);
        }
        match std::mem::replace(&mut self.phase, Phase::Journal) {
            Phase::Rubric(contents) => match model {
                None => Transition::Fail(OpenFault::NoRubric(contents.head), self.previous),
                Some(model) => {
                    let prepared = Prepared {
                        contents,
                        model,
                        repaired: SortedMap::new(),
                        backed_up: false,
                    };
                    self.advance(prepared, context)
                }
            },
            phase => {
                self.phase = phase;
                Transition::Wait(self)
            }
        }
    }

    /// Makes a backup before a migration, reads replacements for damaged fields, and finishes.
    fn advance(mut self: Box<Self>, prepared: Prepared, context: &mut Context<'_>) -> Transition {
        if prepared.contents.head.updated().is_some() && !prepared.backed_up {
            let request_id = self.renew_request_id(context);
            let changes = self
                .backup(&prepared, context)
                .into_iter()
                .map(|(key, text)| JournalChange::Put(Store::Backups, key, Record::Text(text)));
            context.journal(request_id, None, changes.collect());
            self.phase = Phase::Backup(prepared);
            return Transition::Wait(self);
        }
        let wanted = self.entries_for_damaged_fields(&prepared);
        if !wanted.is_empty() {
            let request_id = self.renew_request_id(context);
            let keys = wanted.iter().map(ToString::to_string).collect();
            context.push(Effect::ReadEntries(request_id, keys));
            self.phase = Phase::Entries(prepared, wanted);
            return Transition::Wait(self);
        }
        self.finish(prepared, context)
    }

    /// The records of localStorage as backups.
    fn backup(&self, prepared: &Prepared, context: &Context<'_>) -> Vec<(String, String)> {
        let version = match prepared.contents.head.form {
            HeadForm::Readable { version, .. } => version,
            HeadForm::Newer | HeadForm::Damaged => 0,
        };
        let named = |(address, text): &(String, String)| {
            let key = format!("{version}/{}/{}/{address}", self.id, context.now);
            (key, text.clone())
        };
        self.local.raw.iter().map(named).collect()
    }

    pub(super) fn journal_done(
        mut self: Box<Self>,
        request_id: RequestId,
        done: bool,
        context: &mut Context<'_>,
    ) -> Transition {
        if request_id != self.request_id {
            return Transition::Wait(self);
        }
        match std::mem::replace(&mut self.phase, Phase::Journal) {
            Phase::Backup(prepared) if done => {
                let prepared = Prepared {
                    backed_up: true,
                    ..prepared
                };
                self.advance(prepared, context)
            }
            Phase::Backup(prepared) => {
                let request_id = self.renew_request_id(context);
                let put = |(key, text)| LocalChange::Put(format!("{LOCAL_BACKUPS}{key}"), Record::Text(text));
                let changes = self.backup(&prepared, context).into_iter().map(put).collect();
                context.local(request_id, None, changes);
                self.phase = Phase::LocalBackup(prepared);
                Transition::Wait(self)
            }
            phase => {
                self.phase = phase;
                Transition::Wait(self)
            }
        }
    }

    pub(super) fn local_done(
        mut self: Box<Self>,
        request_id: RequestId,
        answer: &LocalAnswer,
        context: &mut Context<'_>,
    ) -> Transition {
        if request_id != self.request_id {
            return Transition::Wait(self);
        }
        match std::mem::replace(&mut self.phase, Phase::Journal) {
            Phase::LocalBackup(prepared) => {
                let done = matches!(answer, LocalAnswer::Done(all) if all.iter().all(Result::is_ok));
                if !done {
                    return Transition::Fail(OpenFault::NoBackup, self.previous);
                }
                let prepared = Prepared {
                    backed_up: true,
                    ..prepared
                };
                self.advance(prepared, context)
            }
            phase => {
                self.phase = phase;
                Transition::Wait(self)
            }
        }
    }

    pub(super) fn entries_read(
        mut self: Box<Self>,
        request_id: RequestId,
        entries: Result<Records, JournalFault>,
        context: &mut Context<'_>,
    ) -> Transition {
        if request_id != self.request_id {
            return Transition::Wait(self);
        }
        match std::mem::replace(&mut self.phase, Phase::Journal) {
            Phase::Entries(mut prepared, wanted) => {
                for (key, value) in entries.unwrap_or_default() {
                    if let (Some(key), Record::Field(field)) = (EntryKey::parse(&key), value) {
                        let record_key = field_key(&self.id, &key.address);
                        let field = field.decrypted(self.key.as_deref(), &record_key);
                        prepared.repaired.insert(key.address, field);
                    }
                }
                for key in wanted {
                    // An entry that could not be read is not requested again.
                    prepared.repaired.slot_or(key.address, || StoredField {
                        body: Body::Plain(String::new()),
                        sequence: 0,
                        written_at: None,
                        damaged: true,
                    });
                }
                self.finish(prepared, context)
            }
            phase => {
                self.phase = phase;
                Transition::Wait(self)
            }
        }
    }

    /// The copies of each field in both storages, and which of them are unencrypted in an encrypted draft.
    fn copies(&self, prepared: &Prepared) -> (Copies, SortedSet<(Address, usize)>) {
        let mut copies = Copies::new();
        let mut plaintext = SortedSet::new();
        let journal = prepared
            .contents
            .journal
            .as_ref()
            .map(|journal| journal.state.as_slice());
        for (storage, records) in [self.local.records.as_slice(), journal.unwrap_or_default()]
            .into_iter()
            .enumerate()
        {
            for (at, value) in records {
                let Some(address) = prepared.model.field_under(at) else {
                    continue;
                };
                let Record::Field(field) = value else { continue };
                if self.key.is_some() && field.text().is_some() {
                    plaintext.insert((address.clone(), storage));
                }
                let mut field = field
                    .clone()
                    .decrypted(self.key.as_deref(), &format!("{}/{at}", self.id));
                // An encrypted copy without a key is of no use.
                field.damaged |= field.text().is_none();
                if let Some(slot) = copies.slot(address).get_mut(storage) {
                    *slot = Some(field);
                }
            }
        }
        (copies, plaintext)
    }

    /// The last entry of each field of which every copy is damaged.
    fn entries_for_damaged_fields(&self, prepared: &Prepared) -> Vec<EntryKey> {
        let Ok(journal) = &prepared.contents.journal else {
            return Vec::new();
        };
        let keys: Vec<EntryKey> = journal
            .keys
            .iter()
            .filter_map(|key| EntryKey::parse(key))
            .collect();
        let (copies, _) = self.copies(prepared);
        let damaged = copies
            .iter()
            .filter(|(_, copies)| copies.iter().flatten().all(|copy| copy.damaged));
        let last = |address: &Address| keys.iter().rev().find(|key| &key.address == address).cloned();
        damaged.filter_map(|(address, _)| last(address)).collect()
    }

    /// Everything was read: the draft opens.
    fn finish(self: Box<Self>, prepared: Prepared, context: &mut Context<'_>) -> Transition {
        let (copies, plaintext) = self.copies(&prepared);
        let Prepared {
            contents: StorageContents { journal, head },
            model,
            repaired,
            ..
        } = prepared;
        let has_sequences = !matches!(
            head.form,
            HeadForm::Readable {
                has_sequences: false,
                ..
            }
        );
        let current = head.updated().unwrap_or(head);
        let (id, key) = (self.id.clone(), self.key.clone());
        let mut open = WindowDraft::new(id, current, Rc::clone(&model), key, context);
        let empty = JournalDraft::default();
        let journal_draft = journal.as_deref().unwrap_or(&empty);
        open.application = application(&self, journal_draft);
        open.restore_undo(journal_draft);
        // First, so that a text that was put on the list before is not put there again.
        for (key, value) in &journal_draft.conflicts {
            open.add_stored_conflict(key, value);
        }
        let found = Found {
            plaintext,
            repaired,
            has_sequences,
            is_journal_read: journal.is_ok(),
            is_in_journal: !journal_draft.state.is_empty(),
            last_entries: journal_draft.last_entries(),
        };
        for (address, copies) in copies {
            open.load_field(&address, copies, &found, context);
        }
        self.list_unrecognised(&mut open, journal_draft, context);
        self.load_card(&mut open);
        open.compact(journal_draft);
        open.load_local_head(self.local.head());
        match &journal {
            Ok(journal) => open.load_journal_head(journal.head()),
            Err(fault) => open.open_without_journal(*fault),
        }
        if !has_sequences {
            for address in open.sequences.keys().cloned().collect::<Vec<_>>() {
                let text = open.text(&address).to_owned();
                open.change_without_undo(Edit::of(address, text), Cause::Begun, context);
            }
        }
        if let Some(previous) = self.previous {
            open.take_over_unwritten(*previous, context);
        }
        open.drop_settled_conflicts();
        // Changes of other windows while the journal was read were not seen: localStorage is read once more.
        let request_id = context.next_request_id();
        open.local.read_state = LocalReadState::SecondRead(request_id);
        context.push(Effect::ReadLocal(request_id, open.id.clone()));
        Transition::Open(Box::new(open))
    }

    /// Records under no field's address go to the conflict list.
    fn list_unrecognised(
        &self,
        open: &mut WindowDraft,
        journal_draft: &JournalDraft,
        context: &mut Context<'_>,
    ) {
        let in_local = unrecognised(&self.local.records, &open.model, None);
        let key = self.key.as_deref().map(|key| (key, self.id.as_str()));
        let in_journal = unrecognised(&journal_draft.state, &open.model, key);
        for (at, text, is_damaged) in in_local.into_iter().chain(in_journal) {
            open.add_conflict(&at, text, is_damaged, context);
        }
    }

    /// What only the card says: when the draft was exported.
    fn load_card(&self, open: &mut WindowDraft) {
        let card = self.local.records.iter().find_map(|(at, value)| match value {
            Record::Text(text) if at == "card" => Some(Card::parse(text)),
            _ => None,
        });
        // One from before the draft was encrypted has a name.
        open.local.is_card_due = self.key.is_some() && card.as_ref().is_some_and(|card| !card.encrypted);
        open.exported = card.and_then(|card| card.exported);
    }
}

/// What was found besides the copies of fields, as far as it decides what a storage lacks.
struct Found {
    /// The copies that are unencrypted in an encrypted draft.
    plaintext: SortedSet<(Address, usize)>,
    /// Replacements for fields of which every copy is damaged.
    repaired: SortedMap<Address, StoredField>,
    /// Whether the fields have sequence numbers; else all are written anew, with one.
    has_sequences: bool,
    is_journal_read: bool,
    /// Whether the journal has the draft.
    is_in_journal: bool,
    /// The sequence number of the last entry of each field.
    last_entries: SortedMap<Address, u64>,
}

impl Found {
    /// Whether a storage has the text that counts, in the form that it shall have.
    fn has(
        &self,
        storage: usize,
        address: &Address,
        copy: Option<&StoredField>,
        winner: &StoredField,
    ) -> bool {
        let is_same = copy.is_some_and(|copy| {
            (copy.damaged, copy.sequence, &copy.body) == (winner.damaged, winner.sequence, &winner.body)
        });
        is_same && !self.plaintext.contains(&(address.clone(), storage))
    }
}

impl WindowDraft {
    /// Loads one field from its copies in localStorage and in the journal, and enqueues what a storage lacks of it.
    fn load_field(
        &mut self,
        address: &Address,
        copies: [Option<StoredField>; 2],
        found: &Found,
        context: &mut Context<'_>,
    ) {
        let Some(winner) = self.reconcile_copies(address, &copies, found, context) else {
            return;
        };
        let Some(text) = winner.text().map(str::to_owned) else {
            return;
        };
        self.set_text(address, text.clone());
        self.sequence = self.sequence.max(winner.sequence);
        self.sequences.insert(address.clone(), winner.sequence);
        if !found.has_sequences {
            return;
        }
        let [local, stored] = &copies;
        if !found.has(0, address, local.as_ref(), &winner) {
            self.has_changed = true;
            self.local.unwritten.insert(address.clone());
        }
        if !found.is_journal_read {
            return;
        }
        if !found.has(1, address, stored.as_ref(), &winner) {
            self.has_changed = true;
            self.journal.fields.insert(address.clone());
        }
        let last = found.last_entries.get(address);
        if last.is_none_or(|last| *last < winner.sequence) {
            let cause = match found.is_in_journal {
                true => Cause::Typed,
                false => Cause::Refilled,
            };
            let at = winner.written_at.unwrap_or(context.now);
            self.enqueue_entry(address, text, winner.sequence, cause, false, at);
        }
    }

    /// The copy of a field that counts; what it displaces goes to the conflict list. Nothing if every copy and the last
    /// entry are damaged: then the field has no text.
    fn reconcile_copies(
        &mut self,
        address: &Address,
        copies: &[Option<StoredField>; 2],
        found: &Found,
        context: &mut Context<'_>,
    ) -> Option<StoredField> {
        let all: Vec<StoredField> = copies.iter().flatten().cloned().collect();
        let damaged: Vec<Body> = all
            .iter()
            .filter(|copy| copy.damaged)
            .map(|copy| copy.body.clone())
            .collect();
        let Reconciled {
            mut winner,
            mut displaced,
        } = reconcile(all)?;
        if winner.damaged {
            let Some(entry) = found.repaired.get(address).filter(|entry| !entry.damaged) else {
                self.add_damaged_field(address.clone(), damaged, context);
                return None;
            };
            let damaged = std::mem::replace(&mut winner, entry.clone());
            displaced.push(damaged.body);
        }
        for body in displaced {
            let is_damaged = damaged.contains(&body);
            if let Body::Plain(text) = body {
                self.add_conflict(address.as_str(), text, is_damaged, context);
            }
        }
        Some(winner)
    }

    /// localStorage has this head, or none. If it is not the one that counts, all of the draft is written there.
    fn load_local_head(&mut self, found: Option<&Head>) {
        let own = Some(self.head.text.clone());
        self.local.heads = vec![found.map(|head| head.text.clone())];
        if self.local.heads != [own.clone()] {
            self.enqueue_all_local();
            self.local.heads.push(own);
        }
    }

    /// The journal has this head, or none.
    fn load_journal_head(&mut self, found: Option<&Head>) {
        let own = Some(self.head.text.clone());
        self.journal.heads = vec![found.map(|head| head.text.clone())];
        if self.journal.heads != [own.clone()] {
            self.has_changed = true;
            self.journal.writes.push(QueuedWrite::FixedRecords);
            self.journal.heads.push(own);
        }
    }

    /// The journal could not be read: it is read before it is written, and what is typed until then is newer than all of
    /// it.
    fn open_without_journal(&mut self, fault: JournalFault) {
        self.known_at_opening = Some(self.sequences.clone());
        self.sequence += UNREAD_CHANGES;
        self.journal.heads = vec![None, Some(self.head.text.clone())];
        self.journal.read_state = ReadState::Due;
        self.journal.fault = Some(fault);
        self.has_changed = true;
    }

    /// Takes over what this window had not written when another one changed the lock, as new changes.
    fn take_over_unwritten(&mut self, mut previous: Self, context: &mut Context<'_>) {
        let (entries, fields, writes) = previous.journal.take_unwritten();
        self.journal.entries.extend(entries);
        for address in fields.iter().chain(&previous.local.unwritten) {
            let text = previous.text(address).to_owned();
            if self.text(address) != text {
                self.sequence = self.sequence.max(previous.sequence);
                self.change_without_undo(Edit::of(address, text), Cause::Typed, context);
            }
        }
        self.add_queued_conflicts(writes, context);
        self.exported = self.exported.or(previous.exported);
    }

    /// Takes over what this window had not written of the same draft when it closed it. Sequence numbers decide, as
    /// between two windows: the draft may have been changed here since it was opened again.
    pub(super) fn take_over_closed(&mut self, mut closed: Self, context: &mut Context<'_>) {
        let (entries, fields, writes) = closed.journal.take_unwritten();
        self.journal.entries.extend(entries);
        for address in fields.iter().chain(&closed.local.unwritten) {
            let field = StoredField {
                body: Body::Plain(closed.text(address).to_owned()),
                sequence: closed.sequences.get(address).copied().unwrap_or_default(),
                written_at: Some(context.now),
                damaged: false,
            };
            self.reconcile_field(address, field, Storage::Journal, context);
            self.enqueue_field(address);
        }
        self.add_queued_conflicts(writes, context);
        self.flush(context);
    }

    fn add_queued_conflicts(&mut self, writes: Vec<QueuedWrite>, context: &mut Context<'_>) {
        for write in writes {
            if let QueuedWrite::Conflict(conflict) = write {
                self.add_conflict(&conflict.address, conflict.text, conflict.damaged, context);
            }
        }
    }

    /// Restores what can be undone and redone, and the highest sequence number, from the journal entries.
    fn restore_undo(&mut self, journal: &JournalDraft) {
        let keys: Vec<EntryKey> = journal
            .keys
            .iter()
            .filter_map(|key| EntryKey::parse(key))
            .collect();
        self.sequence = self.sequence.max(keys.last().map_or(0, |key| key.sequence));
        let mut entries: Vec<(EntryKey, String)> = Vec::new();
        let mut complete = journal.entries.len() == journal.keys.len() && has_every_entry(&keys);
        for (key, value) in &journal.entries {
            let (Some(key), Record::Field(field)) = (EntryKey::parse(key), value) else {
                continue;
            };
            if !self.model.recognises(&key.address) {
                continue;
            }
            let record_key = field_key(&self.id, &key.address);
            let field = field.clone().decrypted(self.key.as_deref(), &record_key);
            match field.text().filter(|_| !field.damaged) {
                Some(text) => entries.push((key, text.to_owned())),
                // The former text is unknown: nothing before it can be undone.
                None => {
                    entries.clear();
                    complete = false;
                }
            }
        }
        let stacks = undo_stacks(&entries, complete);
        self.undo_history = UndoHistory::resume(stacks.undo, stacks.redo);
    }

    /// Enqueues the deletion of entries beyond the allowance.
    fn compact(&mut self, journal: &JournalDraft) {
        let keys: Vec<EntryKey> = journal
            .keys
            .iter()
            .filter_map(|key| EntryKey::parse(key))
            .collect();
        let surplus = surplus(&keys, Allowance::DEFAULT);
        let gone = surplus
            .iter()
            .map(|key| JournalChange::Remove(Store::Entries, key.to_string()));
        self.journal.writes.extend(gone.map(QueuedWrite::Change));
    }
}

/// The head that counts: the journal's, since locks are changed there first; if it cannot be read, the other one. Where
/// either is of a newer version, that one: whoever wrote it may not have come to the other storage.
fn winning_head(id: &str, local: &LocalDraft, journal: Option<&JournalDraft>) -> Option<Head> {
    let heads = [journal.and_then(JournalDraft::head), local.head()];
    let newer = heads.iter().flatten().find(|head| head.form == HeadForm::Newer);
    let is_own = |head: &&&Head| head.is_readable() && !head.is_of_another(id);
    let readable = || heads.iter().flatten().find(is_own);
    let any = || heads.iter().flatten().next();
    newer.or_else(readable).or_else(any).map(|head| (*head).clone())
}

/// Texts under addresses that this kind of draft does not have, and whether each is a damaged record.
fn unrecognised(
    records: &Records,
    model: &Rc<dyn DraftModel>,
    key: Option<(&DataKey, &str)>,
) -> Vec<(String, String, bool)> {
    let mut found = Vec::new();
    for (at, value) in records {
        if matches!(at.as_str(), "head" | "application" | "card") || model.field_under(at).is_some() {
            continue;
        }
        let text = match value {
            Record::Head(head) => Some((head.text.clone(), false)),
            Record::Text(text) => Some((text.clone(), false)),
            Record::Field(field) => {
                let record_key = key.map(|(_, id)| format!("{id}/{at}")).unwrap_or_default();
                let field = field.clone().decrypted(key.map(|(key, _)| key), &record_key);
                field.text().map(|text| (text.to_owned(), field.damaged))
            }
        };
        found.extend(text.map(|(text, damaged)| (at.clone(), text, damaged)));
    }
    found
}

/// The application under review, from the first storage that has it readable.
fn application(loading: &Loading, journal: &JournalDraft) -> Option<String> {
    let record_key = format!("{}/application", loading.id);
    let texts = [&loading.local.records, &journal.state].into_iter().flatten();
    let mut found = texts.filter_map(|(at, value)| match value {
        Record::Text(text) if at == "application" => match loading.key.as_deref() {
            Some(key) if is_encrypted(text) => key.decrypt(&record_key, text).ok(),
            _ if is_encrypted(text) => None,
            _ => Some(text.clone()),
        },
        _ => None,
    });
    found.next()
}
