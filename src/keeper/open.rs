//! The open draft: its texts, what is typed, undone and restored, and what other windows wrote.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::document::{Address, Change as TextChange};
use crate::foundations::Instant;
use crate::keeper::machine::Turn;
use crate::keeper::ports::{Change, DRAFTS, Head, LocalChange, LocalDraft, News, Schema, Store, Value};
use crate::keeper::writing::{Entry, Journal, Local, Other};
use crate::keeper::{Card, Cause, Exported, JournalKey, StoredField};
use crate::lock::DataKey;

/// Texts by their addresses; an empty text is none.
pub type Texts = BTreeMap<Address, String>;

/// Changes that can be undone.
const UNDO_LIMIT: usize = 500;
/// However long one types without a pause, an entry ends after so many seconds.
const LONGEST_ENTRY: i64 = 60;
/// What was written here within so many seconds may be unknown to the window whose text replaces it.
const JUST_NOW: i64 = 60;

/// A text that no revision orders: another window was quicker, or a record was damaged. It waits for a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Its key in the journal.
    pub key: String,
    /// Where it was found: a field's address, or what stands in its place.
    pub address: String,
    /// Its field, if the draft recognises the address.
    pub field: Option<Address>,
    /// The text.
    pub text: String,
    /// When it was put here.
    pub at: Option<Instant>,
}

/// The entry that is being typed.
#[derive(Clone, Debug)]
pub(super) struct Typing {
    address: Address,
    began: Instant,
}

/// Where a text of another window came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// From localStorage: the journal may not have it yet.
    Local,
    /// From the journal.
    Journal,
}

/// The open draft.
pub(super) struct Open {
    pub(super) id: String,
    pub(super) head: Head,
    /// Its key, if it is encrypted.
    pub(super) key: Option<Rc<DataKey>>,
    pub(super) schema: Rc<dyn Schema>,
    /// The application that is read, in plain.
    pub(super) application: Option<String>,
    /// This window, among those that may change the same draft.
    pub(super) window: String,
    /// The highest revision that is known of.
    pub(super) revision: u64,
    pub(super) texts: Texts,
    /// The revision of each field's text.
    pub(super) revisions: BTreeMap<Address, u64>,
    /// When this window last changed a field, unless another has changed it since.
    changed_here: BTreeMap<Address, Instant>,
    /// Fields whose text came from another window: whether its entry is in the journal is not known here.
    foreign: BTreeSet<Address>,
    typing: Option<Typing>,
    pub(super) undo: Vec<TextChange>,
    pub(super) redo: Vec<TextChange>,
    pub(super) conflicts: Vec<Conflict>,
    pub(super) exported: Option<Exported>,
    /// Whether something had to be written since the draft was opened.
    pub(super) touched: bool,
    pub(super) local: Local,
    pub(super) journal: Journal,
}

impl Open {
    pub(super) fn new(
        id: String,
        head: Head,
        schema: Rc<dyn Schema>,
        key: Option<Rc<DataKey>>,
        turn: &mut Turn<'_>,
    ) -> Self {
        Self {
            id,
            head,
            key,
            schema,
            application: None,
            window: turn.chance.id().chars().take(6).collect(),
            revision: 0,
            texts: Texts::new(),
            revisions: BTreeMap::new(),
            changed_here: BTreeMap::new(),
            foreign: BTreeSet::new(),
            typing: None,
            undo: Vec::new(),
            redo: Vec::new(),
            conflicts: Vec::new(),
            exported: None,
            touched: false,
            local: Local::default(),
            journal: Journal::default(),
        }
    }

    pub(super) fn text(&self, address: &Address) -> &str {
        self.texts.get(address).map_or("", String::as_str)
    }

    pub(super) fn set(&mut self, address: &Address, text: String) -> String {
        let before = if text.is_empty() {
            self.texts.remove(address)
        } else {
            self.texts.insert(address.clone(), text)
        };
        before.unwrap_or_default()
    }

    /// The place that a field's text is encrypted for.
    pub(super) fn place(&self, address: &Address) -> String {
        format!("{}/field/{address}", self.id)
    }

    /// What the start page says of it.
    pub(super) fn card(&self, now: Instant) -> Card {
        let summary = self.schema.summary(&self.texts);
        let encrypted = self.head.lock().is_some();
        Card {
            revision: self.revision,
            locked: encrypted,
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

    /// Takes what somebody typed.
    pub(super) fn type_in(&mut self, edit: TextChange, turn: &mut Turn<'_>) {
        let TextChange { at: address, text } = edit;
        if self.text(&address) == text {
            return;
        }
        let now = turn.now;
        let coalesced = self.typing.as_ref().is_some_and(|typing| {
            let length = now.unix_seconds() - typing.began.unix_seconds();
            typing.address == address && (0..LONGEST_ENTRY).contains(&length)
        });
        let before = self.change(&address, text, Cause::Typed, coalesced, turn);
        if !coalesced {
            self.push_undo(before);
            self.typing = Some(Typing { address, began: now });
        }
        self.redo.clear();
        self.flush(turn);
    }

    /// Typing in a field has ended.
    pub(super) fn end_entry(&mut self) {
        self.typing = None;
    }

    /// Undoes the last change.
    pub(super) fn undo(&mut self, turn: &mut Turn<'_>) {
        if let Some(edit) = self.undo.pop() {
            let before = self.step(edit, Cause::Undo, turn);
            self.redo.push(before);
            self.flush(turn);
        }
    }

    /// Redoes the last undone change.
    pub(super) fn redo(&mut self, turn: &mut Turn<'_>) {
        if let Some(edit) = self.redo.pop() {
            let before = self.step(edit, Cause::Redo, turn);
            self.push_undo(before);
            self.flush(turn);
        }
    }

    /// Restores texts of an older version, each as a change that can be undone.
    pub(super) fn restore(&mut self, edits: Vec<TextChange>, turn: &mut Turn<'_>) {
        for edit in edits {
            if self.text(&edit.at) != edit.text {
                let before = self.step(edit, Cause::Restored, turn);
                self.push_undo(before);
                self.redo.clear();
            }
        }
        self.flush(turn);
    }

    fn step(&mut self, edit: TextChange, cause: Cause, turn: &mut Turn<'_>) -> TextChange {
        self.typing = None;
        let before = self.change(&edit.at, edit.text, cause, false, turn);
        turn.tell(News::Changed(vec![edit.at]));
        before
    }

    fn push_undo(&mut self, before: TextChange) {
        self.undo.push(before);
        let surplus = self.undo.len().saturating_sub(UNDO_LIMIT);
        self.undo.drain(..surplus);
    }

    /// Changes a text as the next revision, and enqueues it for both places. Returns the edit that leads back.
    pub(super) fn change(
        &mut self,
        address: &Address,
        text: String,
        cause: Cause,
        coalesced: bool,
        turn: &mut Turn<'_>,
    ) -> TextChange {
        if self.foreign.remove(address) {
            // The window that wrote the text may never journal it; as an ancestor it must be found.
            let revision = self.revisions.get(address).copied().unwrap_or_default();
            self.enqueue_entry(address, revision, Cause::Begun, false, turn.now);
        }
        let before = self.set(address, text);
        self.revision += 1;
        self.revisions.insert(address.clone(), self.revision);
        self.changed_here.insert(address.clone(), turn.now);
        self.enqueue_entry(address, self.revision, cause, coalesced, turn.now);
        self.enqueue_field(address);
        TextChange {
            at: address.clone(),
            text: before,
        }
    }

    /// Enqueues the text of a field as an entry of the history.
    pub(super) fn enqueue_entry(
        &mut self,
        address: &Address,
        revision: u64,
        cause: Cause,
        coalesced: bool,
        at: Instant,
    ) {
        let text = self.text(address).to_owned();
        let key = JournalKey {
            draft: self.id.clone(),
            revision,
            window: self.window.clone(),
            at,
            characters: text.chars().count(),
            cause,
            address: address.clone(),
        };
        self.touched = true;
        let waiting = self
            .journal
            .entries
            .iter_mut()
            .rev()
            .find(|entry| &entry.key.address == address);
        match waiting.filter(|_| coalesced) {
            Some(entry) => (entry.key, entry.text) = (key, text),
            None => self.journal.entries.push(Entry { key, text, coalesced }),
        }
    }

    /// Enqueues a field for both places, as it stands.
    pub(super) fn enqueue_field(&mut self, address: &Address) {
        self.touched = true;
        self.local.unwritten.insert(address.clone());
        self.journal.fields.insert(address.clone());
    }

    /// Compares a text that was found in a storage with the one shown here. Both windows decide alike: the higher
    /// revision stands, and of equal ones the text that comes later in order.
    pub(super) fn absorb(
        &mut self,
        address: &Address,
        theirs: StoredField,
        source: Source,
        turn: &mut Turn<'_>,
    ) {
        if self.key.is_some() && theirs.text().is_some() && source == Source::Local {
            // Another window wrote it before it knew of the lock.
            self.enqueue_field(address);
        }
        let theirs = theirs.decrypted(self.key.as_deref(), &self.place(address));
        let Some(text) = theirs.text().map(str::to_owned) else {
            return;
        };
        if theirs.damaged || !self.schema.recognises(address) {
            return;
        }
        let known = self.revisions.get(address).copied().unwrap_or_default();
        let own = self.text(address).to_owned();
        // Whatever becomes of it, the next change here is counted after it.
        self.revision = self.revision.max(theirs.revision);
        if text == own {
            if theirs.revision > known {
                self.revisions.insert(address.clone(), theirs.revision);
                if source == Source::Local {
                    self.local.unwritten.remove(address);
                    self.journal.fields.insert(address.clone());
                    self.touched = true;
                }
            }
            return;
        }
        if (theirs.revision, &text) < (known, &own) {
            if theirs.revision == known {
                // Counted anew, so that no place takes the other text for as good.
                self.revision += 1;
                self.revisions.insert(address.clone(), self.revision);
            }
            return self.enqueue_field(address);
        }
        let in_the_middle = self
            .typing
            .as_ref()
            .is_some_and(|typing| &typing.address == address);
        let just_now = self
            .changed_here
            .remove(address)
            .is_some_and(|at| (turn.now.unix_seconds() - at.unix_seconds()).abs() < JUST_NOW);
        if (in_the_middle || just_now) && !own.is_empty() && !text.contains(&own) {
            self.add_conflict(address.as_str(), own, turn);
        }
        self.typing = None;
        self.set(address, text);
        self.revisions.insert(address.clone(), theirs.revision);
        match source {
            Source::Local => {
                // It counts as saved once the journal has it, whoever brings it there.
                self.touched = true;
                if theirs.revision == known {
                    // This window's own text of the same revision may have been written over theirs.
                    self.local.unwritten.insert(address.clone());
                } else {
                    self.local.unwritten.remove(address);
                }
                self.journal.fields.insert(address.clone());
                self.foreign.insert(address.clone());
            }
            Source::Journal => {
                self.touched = true;
                self.local.unwritten.insert(address.clone());
                self.foreign.remove(address);
            }
        }
        turn.tell(News::Changed(vec![address.clone()]));
    }

    /// Compares everything that localStorage holds.
    pub(super) fn absorb_local(&mut self, local: LocalDraft, turn: &mut Turn<'_>) {
        for (at, value) in local.records {
            let address = at.strip_prefix("field/").and_then(Address::parse);
            if let (Some(address), Value::Field(field)) = (address, value) {
                self.absorb(&address, field, Source::Local, turn);
            }
        }
    }

    /// Puts a text on the conflict list.
    pub(super) fn add_conflict(&mut self, address: &str, text: String, turn: &mut Turn<'_>) {
        let known = self
            .conflicts
            .iter()
            .any(|conflict| conflict.address == address && conflict.text == text);
        if known || text.trim().is_empty() {
            return;
        }
        let conflict = Conflict {
            key: format!("{}/{}/{address}", self.id, turn.chance.id()),
            address: address.to_owned(),
            field: Address::parse(address).filter(|address| self.schema.recognises(address)),
            text,
            at: Some(turn.now),
        };
        self.touched = true;
        self.journal.others.push(Other::Conflict(conflict.clone()));
        self.conflicts.push(conflict);
    }

    /// Adds the text of a conflict at the end of its field.
    pub(super) fn take_conflict(&mut self, key: &str, turn: &mut Turn<'_>) {
        let found = self
            .conflicts
            .iter()
            .find(|conflict| conflict.key == key)
            .cloned();
        if let Some(conflict) = found {
            if let Some(address) = conflict.field {
                let standing = self.text(&address);
                let between = if standing.is_empty() { "" } else { "\n" };
                let text = format!("{standing}{between}{}", conflict.text);
                self.restore(vec![TextChange { at: address, text }], turn);
            }
            self.drop_conflict(key, turn);
        }
    }

    /// Drops the text of a conflict.
    pub(super) fn drop_conflict(&mut self, key: &str, turn: &mut Turn<'_>) {
        let Some(place) = self.conflicts.iter().position(|conflict| conflict.key == key) else {
            return;
        };
        let conflict = self.conflicts.remove(place);
        self.journal
            .others
            .retain(|other| !matches!(other, Other::Conflict(waiting) if waiting.key == key));
        let remove = Change::Remove(Store::Conflicts, conflict.key);
        self.journal.others.push(Other::Change(remove));
        if conflict.field.is_none() {
            // No field will ever be written there; the record has served its purpose.
            let place = format!("{}/{}", self.id, conflict.address);
            let ticket = turn.ticket();
            turn.local(
                ticket,
                None,
                vec![LocalChange::Remove(format!("{DRAFTS}{place}"))],
            );
            self.journal
                .others
                .push(Other::Change(Change::Remove(Store::State, place)));
        }
        self.touched = true;
        self.flush(turn);
    }

    /// Notes a copy that left this machine, with the revision that it holds.
    pub(super) fn note_export(&mut self, exported: Exported, turn: &mut Turn<'_>) {
        self.exported = Some(exported);
        self.local.card_due = true;
        self.journal.others.push(Other::Card);
        self.flush(turn);
    }

    /// Whether something stands in this page alone.
    pub(super) fn has_words_alone(&self) -> bool {
        if self.all_journalled() {
            return false;
        }
        let conflicts = self.journal.unwritten_conflicts().next().is_some();
        let exported = self
            .exported
            .is_some_and(|exported| exported.revision == self.revision);
        conflicts || !(self.all_local() || exported)
    }
}
