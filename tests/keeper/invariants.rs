//! The invariants: each is a check with a name. Some are suspended where a rule of SPEC says so, and nowhere else:
//!
//! | check | what holds | suspended | by |
//! |---|---|---|---|
//! | `saved_is_true` | what is called saved is stored (J1, J12) | a newer text of another window is stored and not yet announced here (`newer_is_coming`; of localStorage, a pending storage event); or no event comes, since localStorage did not take it or has lost the record, until the window is shown | J15, J37, J40 |
//! | | | the window has not read the draft since the storage was emptied or a record damaged (`missed_journal_loss`, `missed_local_loss`) | J37, J40 |
//! | | | the removal of the draft was requested | J25 |
//! | `both_storages_have_what_is_shown` | at rest, what is shown is in both (J3, J12) | localStorage has the field under a former lock (`unreadable`) | J26 |
//! | `saved_comes_back` | at rest it is saved (J12) | never | |
//! | `nothing_acknowledged_goes_back` | no older text replaces an acknowledged one (J1, J3) | the removal was requested | J25 |
//! | | | the journal was emptied, or its record of the field damaged, since | J37, J3 |
//! | `no_text_is_lost` | at rest, the journal has every text that was typed (J1, J4) | the removal was requested | J25 |
//! | | | the window was killed before the text was acknowledged | J1 |
//! | | | the window holds it until a passphrase is entered, or offers it as a new draft (`holds_texts`) | J21, J25 |
//! | | | the journal was emptied, the entry damaged, or the text began a new draft (`is_past_gone`): then only what the window shows must be there | J37, J28 |
//! | `windows_end_alike` | at rest all windows show the same (J15) | never | |
//! | `an_edit_is_one_step`, `undo_leaves_what_others_wrote` | undo and redo (D16, D21) | never | |
//! | `a_step_stays_whole` | texts that change together are one change (J36) | as `no_text_is_lost`, by `is_past_gone` | J36, J37 |
//! | `unstored_text_prevents_closing` | text that is nowhere else (J13) | never | |
//! | `nothing_removed_comes_back` | removal (J25) | the request is still in localStorage, or no start has scanned the storages since a kill | J25 |
//! | | | in localStorage: a window wrote the record before it could see the removal (`is_late`), until the next start | J25 |
//! | | | the storage that recorded the removal was emptied (`unrecorded`) | J37 |
//! | `nothing_is_readable_under_a_lock` | encryption (J26) | in localStorage: before the first scan after a kill or an emptying; a record that was written before the lock could be seen (`is_late`), until the next start | J26, J37 |
//! | | | in localStorage: a text that the journal lacks (`journal_lacks`), until the draft is unlocked | J26 |
//! | `nothing_is_half_there` | a draft in the journal has a head | never | |
//! | `every_draft_opens` | what was shown as saved opens at the end | the removal was requested | J25 |
//! | `everything_settles` | nothing is retried for ever | never | |
//!
//! Of each field at most one record is damaged in a run. Not simulated, and tested as single rules and in the browser: two
//! damages of one field, damaged heads, older stored forms, and a disk that loses what it acknowledged.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use scoring::document::{Address, Document, Edit};
use scoring::foundations::SortedMap;
use scoring::keeper::{
    Cause, DRAFTS, EntryKey, Event, Notification, OpenView, REMOVALS, SaveStatus, Store, TOMBSTONES, View,
};
use scoring::lock::DataKey;
use scoring::stored::{read_head, read_stored_field};

use crate::world::{FIELDS, World};

/// A text that somebody typed. It must not be lost.
#[derive(Clone, Debug)]
pub(crate) struct TypedText {
    pub(crate) draft: String,
    pub(crate) at: String,
    pub(crate) text: String,
    pub(crate) window: usize,
    /// The number of the edit that it came with.
    pub(crate) step: u64,
    /// Whether a window that showed it said that it is saved.
    pub(crate) acknowledged: bool,
    /// Whether its step has ended, so that the next change keeps it in the history.
    pub(crate) ended: bool,
    /// Whether its history is gone: the journal was emptied or its entry damaged since, or the text began a new draft.
    /// Then it must be found only while its window shows it.
    pub(crate) is_past_gone: bool,
}

impl TypedText {
    fn is_shown(&self, world: &World) -> bool {
        let open = world.open(self.window).filter(|open| open.draft == self.draft);
        let text = open.and_then(|open| open.texts.get(&crate::world::address(&self.at)));
        text.is_some_and(|text| *text == self.text)
    }
}

/// The text of a field, with its sequence number.
#[derive(Clone, Debug)]
struct NumberedText {
    sequence: u64,
    text: String,
}

/// A field of a draft.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FieldOfDraft {
    pub(crate) draft: String,
    pub(crate) at: String,
}

impl FieldOfDraft {
    /// The field of a key `<draft>/field/<address>`; nothing for another record.
    pub(crate) fn of_key(key: &str) -> Option<Self> {
        let (draft, at) = key.split_once("/field/")?;
        Some(Self {
            draft: draft.to_owned(),
            at: at.to_owned(),
        })
    }
}

/// What was shown as saved, by draft and field.
type Acknowledged = BTreeMap<(String, String), NumberedText>;

/// What the checks have observed in a run.
#[derive(Default)]
pub(crate) struct Observations {
    pub(crate) typed_texts: Vec<TypedText>,
    acknowledged: Acknowledged,
    /// Drafts whose removal was reported as complete.
    pub(crate) removed: BTreeSet<String>,
    /// Drafts that were reported as encrypted, and not decrypted since.
    pub(crate) encrypted: BTreeSet<String>,
    /// Drafts whose removal was requested.
    pub(crate) removals: BTreeSet<String>,
    /// Drafts whose removal may be unknown: the storage that recorded it was emptied.
    unrecorded: BTreeSet<String>,
    /// The records that were read, with the versions of the storages.
    read: RefCell<Cache>,
    /// The state of the storages at the last check of them.
    checked: Versions,
}

/// The records of each draft, and the state of the storages in which they were read.
type Cache = (Versions, BTreeMap<String, Rc<Stored>>);

/// What changes whenever a storage does.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Versions {
    local: u64,
    journal: u64,
    scanned_since_kill: bool,
}

impl Versions {
    fn of(world: &World) -> Self {
        Self {
            local: world.local.version,
            journal: world.journal.version,
            scanned_since_kill: world.scanned_since_kill,
        }
    }
}

/// A violated invariant.
#[derive(Debug)]
pub(crate) struct Violation {
    /// Its name.
    pub(crate) invariant: &'static str,
    /// What violates it.
    pub(crate) seen: String,
}

impl Violation {
    pub(crate) fn of(invariant: &'static str, seen: String) -> Self {
        Self { invariant, seen }
    }
}

/// The expected effect of an event on texts and undo stacks.
pub(crate) struct ExpectedStep {
    after: Document,
    /// The edit that undoes it.
    undo: Edit,
    /// Whether it undoes or redoes a step.
    kind: StepKind,
}

/// How the texts of a step change.
#[derive(Clone, Copy, PartialEq, Eq)]
enum StepKind {
    Made,
    Undone,
    Redone,
}

impl ExpectedStep {
    /// The expectation for an event while a draft is open; `None` for events that change no text.
    pub(crate) fn of(view: &View<'_>, event: &Event) -> Option<Self> {
        let View::Open(open) = view else { return None };
        let before = document(open);
        let (edit, kind) = match event {
            Event::Typed(edit) | Event::FieldsRead(edit) | Event::Restore(edit) => {
                (before.effective(edit.clone()), StepKind::Made)
            }
            Event::Undo => (open.undo.last()?.clone(), StepKind::Undone),
            Event::Redo => (open.redo.last()?.clone(), StepKind::Redone),
            _ => return None,
        };
        let mut after = before;
        let undo = after.apply(edit).inverse;
        Some(Self { after, undo, kind })
    }

    /// Checks that undoing and redoing replaces no text that another window wrote since. What a step changed is this
    /// window's from now on.
    pub(crate) fn check_authors(&self, written_elsewhere: &mut BTreeSet<Address>) -> Result<(), Violation> {
        for change in &self.undo.changes {
            if written_elsewhere.remove(&change.address) && self.kind != StepKind::Made {
                return Err(Violation::of(
                    "undo_leaves_what_others_wrote",
                    format!("{:?} is replaced", change),
                ));
            }
        }
        Ok(())
    }

    /// Checks it: exactly the texts of the edit changed, and one step restores the former texts.
    pub(crate) fn check(self, view: &View<'_>) -> Result<(), Violation> {
        let View::Open(open) = view else {
            return Err(Violation::of(
                "an_edit_is_one_step",
                "the draft is gone".to_owned(),
            ));
        };
        if document(open) != self.after {
            return Err(Violation::of(
                "an_edit_is_one_step",
                format!("{:?}, not {:?}", open.texts, self.after),
            ));
        }
        let stack = match self.kind {
            StepKind::Undone => open.redo,
            StepKind::Made | StepKind::Redone => open.undo,
        };
        // Typing on in one text continues its step.
        if self.undo.changes.len() > 1 && stack.last() != Some(&self.undo) {
            return Err(Violation::of(
                "an_edit_is_one_step",
                format!("{:?} does not end with {:?}", stack, self.undo),
            ));
        }
        Ok(())
    }
}

/// The texts that a window shows.
pub(crate) fn document(open: &OpenView<'_>) -> Document {
    open.texts.clone().into_iter().collect()
}

/// What is stored of a draft, readable.
pub(crate) struct Stored {
    /// The fields in the journal.
    state: BTreeMap<String, NumberedText>,
    /// The texts of all entries and conflicts, by field.
    history: BTreeMap<String, Vec<String>>,
    local: BTreeMap<String, NumberedText>,
    /// Fields in localStorage that are encrypted under a former lock and cannot be read.
    unreadable: BTreeSet<String>,
    /// The texts of each step that was typed or restored, from their entries.
    steps: BTreeMap<(u64, String), Vec<(String, String)>>,
}

fn readable(world: &World, record_key: &str, stored_text: &str) -> Option<NumberedText> {
    let field = read_stored_field(stored_text);
    if field.damaged {
        return None;
    }
    if let Some(text) = field.text() {
        return Some(NumberedText {
            sequence: field.sequence,
            text: text.to_owned(),
        });
    }
    world.keys.values().find_map(|key| {
        let field = field.clone().decrypted(Some(key), record_key);
        let text = field.text().filter(|_| !field.damaged);
        text.map(|text| NumberedText {
            sequence: field.sequence,
            text: text.to_owned(),
        })
    })
}

/// Whether the journal lacks the text of a field that localStorage has: it stays there until the draft is unlocked.
fn journal_lacks(world: &World, key: &str, text: &str) -> bool {
    let Some(key) = key.strip_prefix(DRAFTS).filter(|key| key.contains("/field/")) else {
        return false;
    };
    let there = world.journal.records.get(&(Store::State, key.to_owned()));
    there.is_none_or(|there| read_stored_field(there).sequence < read_stored_field(text).sequence)
}

/// The key of the lock that a draft has in the journal.
fn key_of<'a>(world: &'a World, draft: &str) -> Option<&'a DataKey> {
    let head = world
        .journal
        .records
        .get(&(Store::State, format!("{draft}/head")))?;
    let lock = read_head(head).lock().cloned()?;
    world.keys.get(&lock.salt).map(Rc::as_ref)
}

fn stored(world: &World, draft: &str) -> Stored {
    let mut found = Stored {
        state: BTreeMap::new(),
        history: BTreeMap::new(),
        local: BTreeMap::new(),
        unreadable: BTreeSet::new(),
        steps: BTreeMap::new(),
    };
    for (key, stored_text) in world.journal.under(Store::State, &format!("{draft}/field/")) {
        if let Some(read) = readable(world, &key, &stored_text) {
            found
                .state
                .insert(key[draft.len() + "/field/".len()..].to_owned(), read);
        }
    }
    for (key, stored_text) in world.journal.under(Store::Entries, &format!("{draft}/")) {
        let entry = EntryKey::parse(&key).expect("a key");
        let at = entry.address.to_string();
        if let Some(NumberedText { text, .. }) = readable(world, &format!("{draft}/field/{at}"), &stored_text)
        {
            if matches!(entry.cause, Cause::Typed | Cause::Restored) {
                let step = found.steps.entry((entry.sequence, entry.window)).or_default();
                step.push((at.clone(), text.clone()));
            }
            found.history.entry(at).or_default().push(text);
        }
    }
    for (key, stored_text) in world.journal.under(Store::Conflicts, &format!("{draft}/")) {
        let at = key.splitn(3, '/').nth(2).expect("an address").to_owned();
        if let Some(NumberedText { text, .. }) = readable(world, &key, &stored_text) {
            found.history.entry(at).or_default().push(text);
        }
    }
    let prefix = format!("{DRAFTS}{draft}/field/");
    for (key, stored_text) in world
        .local
        .records
        .range(prefix.clone()..)
        .take_while(|(key, _)| key.starts_with(&prefix))
    {
        let at = key[prefix.len()..].to_owned();
        let record_key = format!("{draft}/field/{at}");
        let field = read_stored_field(stored_text);
        let read = field.clone().decrypted(key_of(world, draft), &record_key);
        if field.text().is_none() && (read.damaged || read.text().is_none()) {
            found.unreadable.insert(at.clone());
        }
        if let Some(read) = readable(world, &record_key, stored_text) {
            found.local.insert(at, read);
        }
    }
    found
}

impl Stored {
    /// Whether any storage has a text in its field.
    pub(crate) fn has(&self, at: &str, text: &str) -> bool {
        self.in_journal(at, text) || self.local.get(at).is_some_and(|found| found.text == text)
    }

    fn in_journal(&self, at: &str, text: &str) -> bool {
        self.state.get(at).is_some_and(|found| found.text == text)
            || self
                .history
                .get(at)
                .is_some_and(|history| history.iter().any(|found| found == text))
    }
}

impl Observations {
    /// The texts that a window typed so far are steps that have ended: each must be found in the history from now on.
    pub(crate) fn end_steps(&mut self, window: usize) {
        let typed = self.typed_texts.iter_mut();
        for typed in typed.filter(|typed| typed.window == window) {
            typed.ended = true;
        }
    }

    /// Notes the notifications of all windows since the last check.
    pub(crate) fn note_notifications(&mut self, world: &mut World) {
        for window in world.windows.iter_mut().flatten() {
            for notifications in std::mem::take(&mut window.notifications) {
                match notifications {
                    Notification::Removal(draft, None) if !self.unrecorded.contains(&draft) => {
                        self.removed.insert(draft);
                    }
                    Notification::Reencrypted => {
                        let now = scoring::foundations::Instant::from_unix_seconds(world.now);
                        if let View::Open(open) = window.keeper.view(now) {
                            let draft = open.draft.to_owned();
                            if open.head.lock().is_some() {
                                self.encrypted.insert(draft);
                            } else {
                                self.encrypted.remove(&draft);
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    /// The stored records of a draft.
    pub(crate) fn stored(&self, world: &World, draft: &str) -> Rc<Stored> {
        let versions = Versions::of(world);
        let mut read = self.read.borrow_mut();
        if read.0 != versions {
            *read = (versions, BTreeMap::new());
        }
        let found = read.1.entry(draft.to_owned());
        Rc::clone(found.or_insert_with(|| Rc::new(stored(world, draft))))
    }

    /// Checks what must hold at every moment.
    pub(crate) fn check(&mut self, world: &World) -> Result<(), Violation> {
        self.saved_is_true(world)?;
        let versions = Versions::of(world);
        if self.checked != versions || !self.removals.is_empty() || !self.encrypted.is_empty() {
            self.checked = versions;
            self.nothing_acknowledged_goes_back(world)?;
            self.nothing_removed_comes_back(world)?;
            self.nothing_is_half_there(world)?;
            self.nothing_is_readable_under_a_lock(world)?;
        }
        Ok(())
    }

    /// "Saved" is shown only while every text that a window shows, including empty ones, is stored where it says.
    ///
    /// In two cases it may be shown a little longer: another window has written a newer text, and a notification is
    /// pending; or the storage was emptied or a record damaged, and this window has not read it since.
    fn saved_is_true(&mut self, world: &World) -> Result<(), Violation> {
        for window in 0..world.windows.len() {
            let Some(open) = world.open(window) else { continue };
            let on_disk =
                open.saved.is_saved() || matches!(open.saved, SaveStatus::Unchanged | SaveStatus::Doubtful);
            let local = matches!(open.saved, SaveStatus::LocalOnly(..));
            // A window learns of a removal a moment later.
            if !on_disk && !local || self.removals.contains(open.draft) {
                continue;
            }
            let missed = if on_disk {
                world.missed_journal_loss(window, open.draft)
            } else {
                world.missed_local_loss(window, open.draft)
            };
            if missed {
                continue;
            }
            let found = self.stored(world, open.draft);
            let fields = if on_disk { &found.state } else { &found.local };
            for at in FIELDS {
                let text = open
                    .texts
                    .get(&crate::world::address(at))
                    .map_or("", String::as_str);
                let stored = fields.get(at).map_or("", |field| field.text.as_str());
                let may_lag = if on_disk {
                    self.newer_is_coming(world, window, open.draft, at, text)
                } else {
                    // The storage event for a replaced text may be pending.
                    !world.has_seen_all_storage_events(window)
                };
                if stored != text && !may_lag {
                    return Err(Violation::of(
                        "saved_is_true",
                        format!(
                            "window {window} says {:?} and shows {text:?} in {at}; {stored:?} is stored",
                            open.saved
                        ),
                    ));
                }
                if on_disk {
                    if let Some(field) = found.state.get(at).filter(|field| field.text == text) {
                        self.acknowledged
                            .insert((open.draft.to_owned(), at.to_owned()), field.clone());
                    }
                    for typed in &mut self.typed_texts {
                        // Only its own window journals it as an entry; current texts are checked by `acknowledged`.
                        if typed.draft == open.draft && typed.at == at && typed.window == window {
                            typed.acknowledged = true;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether the journal had this text of a field, has a newer one of another window, and this window will be
    /// notified: by an event, an answer or its timer; or, if localStorage did not take the newer one, when it is shown.
    fn newer_is_coming(&self, world: &World, window: usize, draft: &str, at: &str, text: &str) -> bool {
        let key = format!("{draft}/field/{at}");
        let found = self.stored(world, draft);
        let Some(NumberedText { sequence: newest, .. }) = found.state.get(at) else {
            return false;
        };
        let replaced = world.journal.replaced.get(&key).into_iter().flatten();
        let mut replaced = replaced.filter_map(|stored_text| readable(world, &key, stored_text));
        let had = replaced.any(|before| before.sequence <= *newest && before.text == text);
        // A field without a record is empty.
        if !had && !text.is_empty() {
            return false;
        }
        let written = world.journal.written.get(&key).copied().unwrap_or_default();
        let unwritten = world.local.highest_unwritten.get(&format!("{DRAFTS}{key}"));
        // A window that found localStorage emptied may be killed before it has refilled it. A damaged record is written
        // again by a window that reads it, and may be the only copy that a window which opens the draft finds.
        let local = found.local.get(at).map_or(0, |field| field.sequence);
        let gets_no_event = unwritten.is_some_and(|unwritten| unwritten >= newest)
            || world.local.has_lost_records() && local < *newest;
        let has_timer = world.windows[window].as_ref().is_some_and(|window| window.timer);
        world.will_be_notified(window, written) || gets_no_event && !has_timer
    }

    /// What was acknowledged is never replaced by something older.
    fn nothing_acknowledged_goes_back(&self, world: &World) -> Result<(), Violation> {
        for ((draft, at), NumberedText { sequence, text }) in &self.acknowledged {
            if self.removals.contains(draft) {
                continue;
            }
            let found = self.stored(world, draft);
            let newest = found.state.get(at).map_or(0, |field| field.sequence);
            if newest < *sequence || (newest == *sequence && !found.in_journal(at, text)) {
                return Err(Violation::of(
                    "nothing_acknowledged_goes_back",
                    format!(
                        "{draft} {at}: {text:?} with number {sequence} was acknowledged, the journal has {newest}"
                    ),
                ));
            }
        }
        Ok(())
    }

    /// A draft that was reported as removed is not in the journal, whichever window still has it open.
    fn nothing_removed_comes_back(&self, world: &World) -> Result<(), Violation> {
        for draft in &self.removed {
            // Without a journal the request is kept, and the next start completes the removal.
            if world.local.records.contains_key(&format!("{REMOVALS}{draft}")) || !world.scanned_since_kill {
                continue;
            }
            for (store, key) in world.journal.records.keys() {
                let tombstone = *store == Store::Backups && *key == format!("{TOMBSTONES}{draft}");
                if !tombstone && key.split('/').any(|part| part == draft) {
                    return Err(Violation::of(
                        "nothing_removed_comes_back",
                        format!("{store:?} has {key}"),
                    ));
                }
            }
        }
        Ok(())
    }

    /// A draft in the journal has a head, or no record at all.
    fn nothing_is_half_there(&self, world: &World) -> Result<(), Violation> {
        let mut heads = BTreeSet::new();
        for (store, key) in world.journal.records.keys() {
            if let (Store::State, Some((draft, "head"))) = (store, key.split_once('/')) {
                heads.insert(draft.to_owned());
            }
        }
        for (store, key) in world.journal.records.keys() {
            let draft = key.split('/').next().unwrap_or_default();
            let of_draft = matches!(
                store,
                Store::State | Store::Entries | Store::Conflicts | Store::Cards
            );
            if of_draft && !heads.contains(draft) {
                return Err(Violation::of(
                    "nothing_is_half_there",
                    format!("{store:?} has {key} without a head"),
                ));
            }
        }
        Ok(())
    }

    /// After encrypting and the next start, no plaintext and no name remains.
    fn nothing_is_readable_under_a_lock(&self, world: &World) -> Result<(), Violation> {
        for draft in &self.encrypted {
            let head = world
                .journal
                .records
                .get(&(Store::State, format!("{draft}/head")));
            if head.is_none_or(|head| read_head(head).lock().is_none()) {
                continue;
            }
            let of_draft = |key: &str| key.split('/').any(|part| part == draft);
            let readable = |storage: &str, key: &str, text: &str| {
                Err(Violation::of(
                    "nothing_is_readable_under_a_lock",
                    format!("{storage} has {text} under {key}"),
                ))
            };
            for ((store, key), text) in &world.journal.records {
                if of_draft(key) && text.contains('<') {
                    return readable(&format!("{store:?}"), key, text);
                }
            }
            if world.is_localstorage_scanned() {
                for (key, text) in &world.local.records {
                    if of_draft(key)
                        && text.contains('<')
                        && !world.local.is_late(key, text)
                        && !journal_lacks(world, key, text)
                    {
                        return readable("localStorage", key, text);
                    }
                }
            }
        }
        Ok(())
    }

    /// Checks what must hold once nothing is pending: all windows show the same texts, both storages have them, and no
    /// typed text is lost.
    pub(crate) fn check_at_rest(&self, world: &World) -> Result<(), Violation> {
        let mut shown: BTreeMap<String, (usize, SortedMap<Address, String>)> = BTreeMap::new();
        for window in 0..world.windows.len() {
            let Some(open) = world.open(window) else { continue };
            let texts = open.texts.clone();
            if let Some((other, before)) = shown.get(open.draft)
                && *before != texts
            {
                return Err(Violation::of(
                    "windows_end_alike",
                    format!(
                        "{}: window {other} shows {before:?}, window {window} {texts:?}",
                        open.draft
                    ),
                ));
            }
            if !matches!(
                open.saved,
                SaveStatus::OnDisk(_) | SaveStatus::Unchanged | SaveStatus::Doubtful
            ) {
                return Err(Violation::of(
                    "saved_comes_back",
                    format!("window {window} says {:?}", open.saved),
                ));
            }
            let prefix = format!("{DRAFTS}{}/", open.draft);
            let is_readable =
                |(key, text): &(&String, &String)| key.starts_with(&prefix) && text.contains('<');
            let readable = world.local.records.iter().find(is_readable);
            if let Some((key, _)) = readable.filter(|_| open.head.lock().is_some()) {
                return Err(Violation::of(
                    "nothing_is_readable_under_a_lock",
                    format!("localStorage has {key}, which window {window} can encrypt"),
                ));
            }
            let found = self.stored(world, open.draft);
            for at in FIELDS {
                let text = texts.get(&crate::world::address(at)).map_or("", String::as_str);
                let state = found.state.get(at).map_or("", |field| &field.text);
                let local = found.local.get(at).map_or("", |field| &field.text);
                let is_there = text == local || found.unreadable.contains(at);
                if text != state || !is_there {
                    return Err(Violation::of(
                        "both_storages_have_what_is_shown",
                        format!(
                            "{} {at}: shown {text:?}, journal {state:?}, localStorage {local:?}",
                            open.draft
                        ),
                    ));
                }
            }
            shown.insert(open.draft.to_owned(), (window, texts));
        }
        for typed in &self.typed_texts {
            let waits = world.holds_texts(typed.window);
            if self.removals.contains(&typed.draft) || waits && !typed.acknowledged {
                continue;
            }
            if typed.is_past_gone && !typed.is_shown(world) {
                continue;
            }
            let found = self.stored(world, &typed.draft);
            let state = found
                .state
                .get(&typed.at)
                .is_some_and(|field| field.text.contains(&typed.text));
            let history = found
                .history
                .get(&typed.at)
                .is_some_and(|history| history.iter().any(|text| text.contains(&typed.text)));
            if !state && !history {
                return Err(Violation::of("no_text_is_lost", format!("{typed:?}")));
            }
            // After a reload texts that changed together are undone together.
            let with = self
                .typed_texts
                .iter()
                .filter(|other| other.acknowledged && !other.is_past_gone && other.step == typed.step);
            let together: Vec<(String, String)> =
                with.map(|typed| (typed.at.clone(), typed.text.clone())).collect();
            let whole = |step: &Vec<(String, String)>| together.iter().all(|text| step.contains(text));
            if together.len() > 1 && !found.steps.values().any(whole) {
                return Err(Violation::of(
                    "a_step_stays_whole",
                    format!("{together:?} of {:?}", found.steps),
                ));
            }
        }
        for draft in self.removed.iter().filter(|_| world.scanned_since_kill) {
            // The request itself may remain until the next start: it holds no text. So may what a window wrote before it
            // could see the removal, if it was killed then.
            let is_left = |(key, text): &(&String, &String)| {
                let is_of_draft = key.split('/').any(|part| part == draft);
                is_of_draft && !key.starts_with(REMOVALS) && !world.local.is_late(key, text)
            };
            if let Some((key, _)) = world.local.records.iter().find(is_left) {
                return Err(Violation::of(
                    "nothing_removed_comes_back",
                    format!("localStorage has {key}"),
                ));
            }
        }
        Ok(())
    }

    /// Whether anything of a draft was shown as saved.
    pub(crate) fn is_acknowledged(&self, draft: &str) -> bool {
        self.acknowledged.keys().any(|(of, _)| of == draft)
    }

    /// The journal was emptied: what only it had is gone, including tombstones and locks. What a window shows must be
    /// written again.
    pub(crate) fn journal_emptied(&mut self, world: &World) {
        self.acknowledged.clear();
        self.removed.clear();
        self.encrypted.clear();
        self.unrecorded.extend(self.removals.iter().cloned());
        self.typed_texts.retain(|typed| typed.is_shown(world));
        for typed in &mut self.typed_texts {
            typed.is_past_gone = true;
            typed.acknowledged = false;
        }
    }

    /// A record of the journal was damaged. Of a field it counts for nothing from now on; of an entry, its text is gone from
    /// the history.
    pub(crate) fn record_damaged(&mut self, store: Store, field: &FieldOfDraft) {
        if store == Store::State {
            let key = (field.draft.clone(), field.at.clone());
            self.acknowledged.remove(&key);
            return;
        }
        let typed = self.typed_texts.iter_mut();
        for typed in typed.filter(|typed| typed.draft == field.draft && typed.at == field.at) {
            typed.is_past_gone = true;
        }
    }

    /// localStorage was emptied, including these removal requests; without a journal they were recorded nowhere else.
    pub(crate) fn local_emptied(&mut self, requests: Vec<String>) {
        self.removed.retain(|draft| !requests.contains(draft));
        self.unrecorded.extend(requests);
    }

    /// These windows were killed: what they showed and was not acknowledged may be lost.
    pub(crate) fn killed(&mut self, windows: &[usize]) {
        self.typed_texts
            .retain(|typed| typed.acknowledged || !windows.contains(&typed.window));
        for typed in &mut self.typed_texts {
            typed.ended |= windows.contains(&typed.window);
        }
    }
}
