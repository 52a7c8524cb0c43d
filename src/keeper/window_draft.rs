//! A draft of this window: its texts, typing, undo, restoring, and reconciliation with what other windows wrote.

use std::mem;
use std::rc::Rc;

use crate::document::{Address, Applied, Change, Document, Edit, UndoHistory};
use crate::foundations::{Instant, SortedMap, SortedSet};
use crate::keeper::machine::Context;
use crate::keeper::ports::{
    DRAFTS, DraftModel, Head, JournalChange, JournalDraft, LocalChange, LocalDraft, Notification, Record,
    Store, field_key, parse_field_name,
};
use crate::keeper::writing::{JournalQueue, LocalQueue, Pause, QueuedEntry, QueuedWrite, ReadState};
use crate::keeper::{Body, Card, Cause, EntryKey, Exported, StoredField};
use crate::lock::DataKey;

/// Texts by their addresses; an empty text is none.
pub type Texts = SortedMap<Address, String>;

/// A text that was changed here within so many seconds goes to the conflict list if another window replaces it, which
/// may not have seen it.
const CONFLICT_WINDOW_SECONDS: i64 = 60;

/// A text that sequence numbers do not order: another window replaced it, or a record was damaged. A person decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Its key in the journal.
    pub key: String,
    /// The address of its field, or the key under which it was found.
    pub address: String,
    /// Its field, if the draft has this address.
    pub field: Option<Address>,
    /// The text; of a damaged record the raw record.
    pub text: String,
    /// Whether it is a damaged record and no text that somebody wrote.
    pub damaged: bool,
    /// When it was put on the list.
    pub listed_at: Option<Instant>,
}

/// The storage that a text was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Storage {
    /// localStorage: the journal may not have it yet.
    Local,
    /// The journal.
    Journal,
}

/// A draft as this window has it: open, or still being written after it was closed or its lock was changed.
pub(super) struct WindowDraft {
    pub(super) id: String,
    pub(super) head: Head,
    /// Its key, if it is encrypted.
    pub(super) key: Option<Rc<DataKey>>,
    pub(super) model: Rc<dyn DraftModel>,
    /// The application under review, unencrypted.
    pub(super) application: Option<String>,
    /// The id of this window among those that change the draft.
    pub(super) window: String,
    /// The highest sequence number that is known.
    pub(super) sequence: u64,
    pub(super) document: Document,
    /// The sequence number of each field's text.
    pub(super) sequences: SortedMap<Address, u64>,
    /// When this window last changed each field, unless another window has changed it since.
    changed_here: SortedMap<Address, Instant>,
    /// Fields whose text came from another window, so that its entry may be missing in the journal.
    from_other_window: SortedSet<Address>,
    pub(super) undo_history: UndoHistory,
    pub(super) conflicts: Vec<Conflict>,
    /// The sequence numbers of the fields when the draft was opened without its journal; nothing once that was read.
    pub(super) known_at_opening: Option<SortedMap<Address, u64>>,
    /// The fields of which no copy could be read when the draft was opened.
    unreadable: SortedSet<Address>,
    pub(super) exported: Option<Exported>,
    /// Whether anything had to be written since the draft was opened.
    pub(super) has_changed: bool,
    pub(super) local: LocalQueue,
    pub(super) journal: JournalQueue,
}

impl WindowDraft {
    pub(super) fn new(
        id: String,
        head: Head,
        model: Rc<dyn DraftModel>,
        key: Option<Rc<DataKey>>,
        context: &mut Context<'_>,
    ) -> Self {
        Self {
            id,
            head,
            key,
            model,
            application: None,
            window: context.random.id().chars().take(6).collect(),
            sequence: 0,
            document: Document::new(),
            sequences: SortedMap::new(),
            changed_here: SortedMap::new(),
            from_other_window: SortedSet::new(),
            undo_history: UndoHistory::default(),
            conflicts: Vec::new(),
            known_at_opening: None,
            unreadable: SortedSet::new(),
            exported: None,
            has_changed: false,
            local: LocalQueue::default(),
            journal: JournalQueue::default(),
        }
    }

    /// Whether another window changed its lock, so that it cannot be written before the passphrase is entered.
    pub(super) fn awaits_passphrase(&self) -> bool {
        self.journal.pause == Some(Pause::LockChanged)
    }

    /// Another window changed its lock: its unwritten texts are held in this page until the passphrase is entered.
    pub(super) fn await_passphrase(&mut self) {
        self.journal.pause = Some(Pause::LockChanged);
    }

    /// Another window decrypted it: from now on it is written without a key. Either head may be in the storages.
    pub(super) fn decrypted_elsewhere(&mut self, head: Head) {
        let before = mem::replace(&mut self.head, head);
        self.key = None;
        let heads = vec![Some(before.text), Some(self.head.text.clone())];
        self.local.heads.clone_from(&heads);
        self.journal.heads = heads;
        self.journal.pause = None;
    }

    pub(super) fn text(&self, address: &Address) -> &str {
        self.document.text(address)
    }

    /// Sets a text that has its sequence number already.
    pub(super) fn set_text(&mut self, address: &Address, text: String) {
        self.document.apply(Edit::of(address, text));
    }

    /// The key of a field's record behind the prefix of its storage; its text is encrypted for this key.
    pub(super) fn record_key(&self, address: &Address) -> String {
        field_key(&self.id, address)
    }

    /// What the start page says of it.
    pub(super) fn card(&self, now: Instant) -> Card {
        let summary = self.model.summary(self.document.as_map());
        let encrypted = self.head.lock().is_some();
        Card {
            sequence: self.sequence,
            encrypted,
            stage: summary.stage,
            progress: summary.progress,
            written: Some(now),
            exported: self.exported,
            applicant: if encrypted {
                String::new()
            } else {
                summary.applicant
            },
        }
    }

    /// Applies what somebody typed.
    pub(super) fn type_in(&mut self, edit: Edit, context: &mut Context<'_>) {
        let edit = self.document.effective(edit);
        if let Some(recorded) = self.undo_history.change(&mut self.document, edit, context.now) {
            self.number_and_enqueue(&recorded.applied, Cause::Typed, recorded.coalesced, context);
            self.flush(context);
        }
    }

    /// Ends the step that is being typed.
    pub(super) fn end_step(&mut self) {
        self.undo_history.end_step();
    }

    /// Undoes the last step.
    pub(super) fn undo(&mut self, context: &mut Context<'_>) {
        if let Some(applied) = self.undo_history.undo(&mut self.document) {
            self.commit(&applied, Cause::Undo, context);
        }
    }

    /// Redoes the step that was undone last.
    pub(super) fn redo(&mut self, context: &mut Context<'_>) {
        if let Some(applied) = self.undo_history.redo(&mut self.document) {
            self.commit(&applied, Cause::Redo, context);
        }
    }

    /// Restores texts of an older version, as a step that can be undone.
    pub(super) fn restore(&mut self, edit: Edit, context: &mut Context<'_>) {
        let edit = self.document.effective(edit);
        self.undo_history.end_step();
        if let Some(recorded) = self.undo_history.change(&mut self.document, edit, context.now) {
            self.undo_history.end_step();
            self.commit(&recorded.applied, Cause::Restored, context);
        }
    }

    /// Notes what happened to the draft. It is no step of undo, and it ends the step that is being typed.
    pub(super) fn note(&mut self, edit: Edit, context: &mut Context<'_>) {
        self.undo_history.end_step();
        let edit = self.document.effective(edit);
        if edit.changes.is_empty() {
            return;
        }
        let applied = self.document.apply(edit);
        self.commit(&applied, Cause::Noted, context);
    }

    fn commit(&mut self, applied: &Applied, cause: Cause, context: &mut Context<'_>) {
        self.number_and_enqueue(applied, cause, false, context);
        context.notify(Notification::Changed(applied.changed.clone()));
        self.flush(context);
    }

    /// Makes an edit that is no step of undo, under the next sequence number.
    pub(super) fn change_without_undo(&mut self, edit: Edit, cause: Cause, context: &mut Context<'_>) {
        let applied = self.document.apply(edit);
        for address in &applied.changed {
            self.undo_history.end_at(address);
        }
        self.number_and_enqueue(&applied, cause, false, context);
    }

    /// Gives an edit that was made the next sequence number, and enqueues its texts for both storages. They have one
    /// number, so that their entries are one step whoever reads them.
    fn number_and_enqueue(
        &mut self,
        applied: &Applied,
        cause: Cause,
        coalesced: bool,
        context: &mut Context<'_>,
    ) {
        let before = &applied.inverse.changes;
        for Change { address, text } in before {
            if self.from_other_window.remove(address) {
                // The window that wrote the text may never journal it, but the history must contain it.
                let sequence = self.sequences.get(address).copied().unwrap_or_default();
                self.enqueue_entry(
                    address,
                    text.clone(),
                    sequence,
                    Cause::FromOtherWindow,
                    false,
                    context.now,
                );
            }
        }
        self.sequence += 1;
        for Change { address, .. } in before {
            self.sequences.insert(address.clone(), self.sequence);
            self.changed_here.insert(address.clone(), context.now);
            let text = self.text(address).to_owned();
            self.enqueue_entry(address, text, self.sequence, cause, coalesced, context.now);
            self.enqueue_field(address);
        }
    }

    /// Enqueues a text of a field as an entry of the history.
    pub(super) fn enqueue_entry(
        &mut self,
        address: &Address,
        text: String,
        sequence: u64,
        cause: Cause,
        coalesced: bool,
        made_at: Instant,
    ) {
        let key = EntryKey {
            draft: self.id.clone(),
            sequence,
            window: self.window.clone(),
            made_at,
            characters: text.chars().count(),
            cause,
            address: address.clone(),
        };
        self.has_changed = true;
        let queued = self
            .journal
            .entries
            .iter_mut()
            .rev()
            .find(|entry| &entry.key.address == address);
        match queued.filter(|_| coalesced) {
            Some(entry) => (entry.key, entry.text) = (key, text),
            None => self.journal.entries.push(QueuedEntry { key, text, coalesced }),
        }
    }

    /// Enqueues a field for both storages, as it stands.
    pub(super) fn enqueue_field(&mut self, address: &Address) {
        self.has_changed = true;
        self.local.unwritten.insert(address.clone());
        self.journal.fields.insert(address.clone());
    }

    /// Reconciles the text shown here with one that was read from a storage. All windows decide alike: the higher
    /// sequence number wins, and of equal numbers the greater text.
    pub(super) fn reconcile_field(
        &mut self,
        address: &Address,
        theirs: StoredField,
        storage: Storage,
        context: &mut Context<'_>,
    ) {
        let has_text = !theirs.damaged || self.sequences.contains_key(address);
        if self.key.is_some() && theirs.text().is_some() && storage == Storage::Local && has_text {
            // Another window wrote it before it saw the lock.
            self.local.plain.insert(address.clone());
            self.enqueue_field(address);
        }
        let theirs = theirs.decrypted(self.key.as_deref(), &self.record_key(address));
        let Some(text) = theirs.text().map(str::to_owned) else {
            // It is encrypted under a former lock and must not block what is written under the current one.
            if self.sequences.contains_key(address) {
                self.sequence = self.sequence.max(theirs.sequence) + 1;
                self.sequences.insert(address.clone(), self.sequence);
                self.enqueue_field(address);
            }
            return;
        };
        if !self.model.recognises(address) {
            return;
        }
        if theirs.damaged {
            // Where no copy has a text, nothing is written over it before somebody writes into the field.
            if self.sequences.contains_key(address) {
                self.add_conflict(address.as_str(), text, true, context);
                self.enqueue_field(address);
            }
            return;
        }
        let known = self.sequences.get(address).copied().unwrap_or_default();
        let own = self.text(address).to_owned();
        // In any case the next change here gets a higher number.
        self.sequence = self.sequence.max(theirs.sequence);
        if text == own {
            if theirs.sequence > known {
                self.sequences.insert(address.clone(), theirs.sequence);
                if storage == Storage::Local {
                    self.enqueue_field(address);
                }
            }
            return;
        }
        if (theirs.sequence, &text) < (known, &own) {
            // What was typed here was typed without this text in sight.
            let is_unseen = storage == Storage::Journal
                && self
                    .known_at_opening
                    .as_ref()
                    .is_some_and(|seen| theirs.sequence > seen.get(address).copied().unwrap_or_default());
            if is_unseen && !text.is_empty() && !own.contains(&text) {
                self.add_conflict(address.as_str(), text.clone(), false, context);
            }
            if theirs.sequence == known {
                // A new number, so that no storage keeps the other text as equally new.
                self.sequence += 1;
                self.sequences.insert(address.clone(), self.sequence);
            }
            return self.enqueue_field(address);
        }
        let is_being_typed = self.undo_history.typing() == Some(address);
        let recently = self.changed_here.remove(address).is_some_and(|at| {
            (context.now.unix_seconds() - at.unix_seconds()).abs() < CONFLICT_WINDOW_SECONDS
        });
        // Where their text contains this window's, nothing is lost.
        if (is_being_typed || recently) && !own.is_empty() && !text.contains(&own) {
            self.add_conflict(address.as_str(), own, false, context);
        }
        self.undo_history.end_at(address);
        self.set_text(address, text);
        self.sequences.insert(address.clone(), theirs.sequence);
        self.has_changed = true;
        // It is written again although another window wrote it: localStorage may have lost it before its event arrived.
        self.local.unwritten.insert(address.clone());
        match storage {
            Storage::Local => {
                // It is saved once the journal has it, whichever window writes it.
                self.journal.fields.insert(address.clone());
                self.from_other_window.insert(address.clone());
            }
            Storage::Journal => {
                self.from_other_window.remove(address);
            }
        }
        context.notify(Notification::Changed(vec![address.clone()]));
    }

    /// Enqueues the fields that localStorage lacks: another window may have refilled it with the fields that it had.
    pub(super) fn enqueue_missing_local(&mut self, local: &LocalDraft) {
        for address in self.sequences.keys() {
            let at = format!("field/{address}");
            if local.records.iter().all(|(there, _)| *there != at) {
                self.local.unwritten.insert(address.clone());
                self.has_changed = true;
            }
        }
    }

    /// Reconciles every field that localStorage has.
    pub(super) fn reconcile_local(&mut self, local: LocalDraft, context: &mut Context<'_>) {
        for (name, value) in local.records {
            let address = parse_field_name(&name);
            if let (Some(address), Record::Field(field)) = (address, value) {
                self.reconcile_field(&address, field, Storage::Local, context);
            }
        }
    }

    /// Reconciles the open draft with the journal as it was read.
    pub(super) fn reconcile_journal(
        &mut self,
        journal: &JournalDraft,
        context: &mut Context<'_>,
    ) -> JournalOutcome {
        if journal.removed {
            return JournalOutcome::Removed;
        }
        let own = Some(self.head.text.clone());
        let mut cause = Cause::Typed;
        match journal.head() {
            None => {
                cause = Cause::Refilled;
                if !self.journal.heads.contains(&None) {
                    context.notify(Notification::JournalEmptied);
                }
                self.journal.heads = vec![None, own];
                self.enqueue_all_journal();
            }
            Some(head) if head.text == self.head.text => self.journal.heads = vec![own],
            Some(head) if !head.is_readable() || head.lock() == self.head.lock() => {
                self.journal.heads = vec![Some(head.text.clone()), own];
                self.journal.writes.push(QueuedWrite::FixedRecords);
            }
            Some(head) => return JournalOutcome::LockChanged(head.clone()),
        }
        let before = mem::replace(&mut self.journal.read_state, ReadState::Current);
        self.journal.fault = None;
        let keys = journal.keys.iter().filter_map(|key| EntryKey::parse(key));
        self.sequence = self
            .sequence
            .max(keys.map(|key| key.sequence).max().unwrap_or_default());
        let mut there: SortedMap<Address, u64> = SortedMap::new();
        for (name, value) in &journal.state {
            let Record::Field(field) = value else { continue };
            if let Some(address) = self.model.field_under(name) {
                if !field.damaged {
                    there.insert(address.clone(), field.sequence);
                }
                self.reconcile_field(&address, field.clone(), Storage::Journal, context);
            }
        }
        self.known_at_opening = None;
        let last = journal.last_entries();
        let known: Vec<(Address, u64)> = self
            .sequences
            .iter()
            .map(|(address, sequence)| (address.clone(), *sequence))
            .collect();
        for (address, sequence) in known {
            if there.get(&address).is_none_or(|there| *there < sequence) {
                self.has_changed = true;
                self.journal.fields.insert(address.clone());
                let queued = |address: &Address| {
                    let entries = self.journal.entries.iter();
                    entries
                        .filter(|entry| &entry.key.address == address)
                        .map(|entry| entry.key.sequence)
                        .max()
                };
                if queued(&address).is_none_or(|queued| queued < sequence)
                    && last.get(&address).is_none_or(|last| *last < sequence)
                {
                    let text = self.text(&address).to_owned();
                    self.enqueue_entry(&address, text, sequence, cause, false, context.now);
                }
            }
        }
        for (key, value) in &journal.conflicts {
            self.add_stored_conflict(key, value);
        }
        self.flush(context);
        if matches!(before, ReadState::Refreshing { again: true, .. }) {
            self.refresh_from_journal(context);
        }
        JournalOutcome::Done
    }

    /// Adds a conflict that the journal has.
    pub(super) fn add_stored_conflict(&mut self, key: &str, value: &Record) {
        let (Some(address), Record::Field(field)) = (key.splitn(3, '/').nth(2), value) else {
            return;
        };
        let field = field.clone().decrypted(self.key.as_deref(), key);
        let Some(text) = field.text() else { return };
        if self.conflicts.iter().all(|conflict| conflict.key != key) {
            self.conflicts.push(Conflict {
                key: key.to_owned(),
                address: address.to_owned(),
                field: Address::parse(address).filter(|address| self.model.recognises(address)),
                text: text.to_owned(),
                damaged: field.damaged,
                listed_at: field.written_at,
            });
        }
    }

    /// Adds a text to the conflict list.
    pub(super) fn add_conflict(
        &mut self,
        address: &str,
        text: String,
        damaged: bool,
        context: &mut Context<'_>,
    ) {
        let known = self
            .conflicts
            .iter()
            .any(|conflict| conflict.address == address && conflict.text == text);
        if known || text.trim().is_empty() {
            return;
        }
        let field = Address::parse(address).filter(|address| self.model.recognises(address));
        let is_position = field.as_ref().is_some_and(|field| self.model.is_position(field));
        if is_position && !damaged {
            return;
        }
        let conflict = Conflict {
            key: format!("{}/{}/{address}", self.id, context.random.id()),
            address: address.to_owned(),
            field,
            text,
            damaged,
            listed_at: Some(context.now),
        };
        self.has_changed = true;
        self.journal.writes.push(QueuedWrite::Conflict(conflict.clone()));
        self.conflicts.push(conflict);
    }

    /// Whether there is anything to decide: the field says something else, or the record is damaged or under no field.
    fn is_open(&self, conflict: &Conflict) -> bool {
        conflict.damaged
            || conflict
                .field
                .as_ref()
                .is_none_or(|field| self.text(field) != conflict.text && !self.model.is_position(field))
    }

    /// The conflict list: what there is to decide. A text that its field has for the moment stays stored, since somebody
    /// may be typing.
    pub(super) fn open_conflicts(&self) -> Vec<&Conflict> {
        let conflicts = self.conflicts.iter();
        conflicts.filter(|conflict| self.is_open(conflict)).collect()
    }

    /// Deletes what there is nothing to decide of. A text that its field has is in the history from now on.
    pub(super) fn drop_settled_conflicts(&mut self) {
        let conflicts = mem::take(&mut self.conflicts).into_iter();
        let (open, settled): (Vec<_>, Vec<_>) = conflicts.partition(|conflict| self.is_open(conflict));
        self.conflicts = open;
        self.has_changed |= !settled.is_empty();
        let removed = settled
            .into_iter()
            .map(|conflict| QueuedWrite::Change(JournalChange::Remove(Store::Conflicts, conflict.key)));
        self.journal.writes.extend(removed);
    }

    /// Notes a field of which no copy can be read. It has no text and no sequence number, so that nothing overwrites
    /// its records before somebody writes into it or discards them; the raw records are on the conflict list.
    pub(super) fn add_damaged_field(&mut self, address: Address, raw: Vec<Body>, context: &mut Context<'_>) {
        for body in raw {
            let (Body::Plain(text) | Body::Encrypted(text)) = body;
            self.add_conflict(address.as_str(), text, true, context);
        }
        self.unreadable.insert(address);
    }

    /// The fields of which no copy can be read, and into which nothing was written since.
    pub(super) fn damaged_fields(&self) -> Vec<Address> {
        let unwritten = |address: &&Address| !self.sequences.contains_key(*address);
        self.unreadable.iter().filter(unwritten).cloned().collect()
    }

    /// Appends the text of a conflict to its field. A damaged record is no text and stays on the list.
    pub(super) fn take_conflict(&mut self, key: &str, context: &mut Context<'_>) {
        let found = self
            .conflicts
            .iter()
            .find(|conflict| conflict.key == key && !conflict.damaged)
            .cloned();
        if let Some(conflict) = found {
            if let Some(address) = conflict.field {
                let current = self.text(&address);
                let between = if current.is_empty() { "" } else { "\n" };
                let text = format!("{current}{between}{}", conflict.text);
                self.restore(Edit::of(address, text), context);
            }
            self.drop_conflict(key, context);
        }
    }

    /// Discards the text of a conflict.
    pub(super) fn drop_conflict(&mut self, key: &str, context: &mut Context<'_>) {
        let Some(index) = self.conflicts.iter().position(|conflict| conflict.key == key) else {
            return;
        };
        let conflict = self.conflicts.remove(index);
        self.journal
            .writes
            .retain(|write| !matches!(write, QueuedWrite::Conflict(queued) if queued.key == key));
        let remove = JournalChange::Remove(Store::Conflicts, conflict.key);
        self.journal.writes.push(QueuedWrite::Change(remove));
        let is_same = |other: &Conflict| other.damaged && other.field == conflict.field;
        let is_last = !self.conflicts.iter().any(is_same);
        if let Some(address) = conflict
            .field
            .as_ref()
            .filter(|address| conflict.damaged && is_last && self.unreadable.contains(*address))
            .filter(|address| !self.sequences.contains_key(*address))
        {
            // The field is empty from now on: otherwise its records would be on the list again after a reload.
            self.sequence += 1;
            self.sequences.insert(address.clone(), self.sequence);
            self.enqueue_entry(
                address,
                String::new(),
                self.sequence,
                Cause::Typed,
                false,
                context.now,
            );
            self.enqueue_field(address);
        }
        if conflict.field.is_none() {
            // No field has this address: the record is deleted.
            let key_in_storages = format!("{}/{}", self.id, conflict.address);
            let request_id = context.next_request_id();
            context.local(
                request_id,
                None,
                vec![LocalChange::Remove(format!("{DRAFTS}{key_in_storages}"))],
            );
            self.journal
                .writes
                .push(QueuedWrite::Change(JournalChange::Remove(
                    Store::State,
                    key_in_storages,
                )));
        }
        self.has_changed = true;
        self.flush(context);
    }

    /// Notes an exported copy and the sequence number up to which it holds the draft.
    pub(super) fn note_export(&mut self, exported: Exported, context: &mut Context<'_>) {
        self.exported = Some(exported);
        self.local.is_card_due = true;
        self.journal.writes.push(QueuedWrite::Card);
        self.flush(context);
    }
}

/// The outcome of [`WindowDraft::reconcile_journal`].
pub(super) enum JournalOutcome {
    /// Both have the same texts, or what the journal lacks is enqueued.
    Done,
    /// Another window removed it.
    Removed,
    /// Another window encrypted or decrypted it, or changed its passphrase.
    LockChanged(Head),
}
