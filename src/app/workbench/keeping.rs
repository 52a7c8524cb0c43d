//! Keeping what is typed: at once in localStorage, then in the journal, and only then is it called saved.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use scoring::application::ApplicationRecord;
use scoring::document::Address;
use scoring::files::write_reading_copy;
use scoring::foundations::Instant;
use scoring::keeper::{self, Body, Card, Cause, JournalKey, StoredField};
use scoring::lock::DataKey;
use scoring::scoresheet::{Draft, Field, Progress, any_field};
use scoring::stored::{read_stored_field, write_draft_head, write_stored_field};

use crate::app::browser::journal::{Change, JournalFault, Store};
use crate::app::browser::storage::WriteFault;
use crate::app::browser::{clock, document, ids, journal, storage};
use crate::app::frame::{DRAFTS, write_card};
use crate::app::route::Route;
use crate::app::workbench::Workbench;
use crate::app::workbench::found::unsealed;

/// How long to wait before what could not be written is tried again.
const RETRY_MILLISECONDS: i32 = 3000;

/// How often, and how far apart, the journal is asked whether it has what another window wrote.
const CONFIRMATIONS: usize = 12;
const CONFIRMATION_MILLISECONDS: i32 = 500;

/// Words that were written here so many seconds ago may be words that the other window had not heard of.
const JUST_NOW: i64 = 60;

/// Whether what was typed would outlive a crash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Nothing was typed since the draft was opened.
    Untouched,
    /// Typed, and on its way to the disk.
    Saving,
    /// On the disk since this moment.
    OnDisk(Instant),
    /// On the disk, in the journal alone.
    JournalOnly(Instant, WriteFault),
    /// In localStorage alone: there after a reload, perhaps not after a crash.
    BrowserOnly(Instant, JournalFault),
    /// Nowhere but in this page.
    Failed(WriteFault),
}

/// Where the texts of the open draft stand, besides in memory.
#[derive(Debug, Default)]
pub(super) struct Keeping {
    /// This window, among those that may change the same draft.
    pub(super) window: String,
    /// The highest revision that is known of.
    pub(super) revision: u64,
    /// The revision of each field's text.
    pub(super) fields: BTreeMap<Address, u64>,
    /// When this window last changed a field, unless another has changed it since.
    changed_here: BTreeMap<Address, Instant>,
    /// Fields that are not in localStorage.
    unwritten: BTreeSet<Address>,
    /// Steps that are not in the journal.
    steps: Vec<Step>,
    /// What else has to go into the journal.
    others: Vec<Change>,
    /// Texts that another window wrote, with their revisions: whether the journal has them is not known here.
    foreign: BTreeMap<Address, u64>,
    /// Under which key a step that goes on was journalled last.
    going_on: BTreeMap<Address, JournalKey>,
    in_flight: bool,
    /// Whether the journal had no answer when the draft was opened.
    pub(super) unread: bool,
    /// Whether nothing may be written just now, since all of it is being sealed or opened.
    paused: bool,
    browser_fault: Option<WriteFault>,
    journal_fault: Option<JournalFault>,
    /// The key of the open draft, if it is locked.
    pub(super) key: Option<Arc<DataKey>>,
    /// When something last reached localStorage, and the journal.
    reached: [Option<Instant>; 2],
    /// Whether another try is due.
    retrying: bool,
}

#[derive(Clone, Debug)]
struct Step {
    key: JournalKey,
    /// Its text.
    text: String,
    /// The key under which it is written, if its draft is locked.
    seal: Option<Arc<DataKey>>,
    /// Whether it goes on where the step before it, of the same field, stopped.
    goes_on: bool,
}

impl Keeping {
    /// Begins with another draft. What is still on its way is not forgotten.
    pub(super) fn turn_to(
        &mut self,
        revision: u64,
        fields: BTreeMap<Address, u64>,
        key: Option<Arc<DataKey>>,
    ) {
        self.key = key;
        self.revision = revision;
        self.fields = fields;
        self.unwritten.clear();
        self.going_on.clear();
        self.changed_here.clear();
        self.foreign.clear();
        self.unread = false;
    }

    /// The journal was heard, and knows this draft up to a revision. Takes back what was to be written without it, and
    /// tells which fields that were.
    pub(super) fn heard(&mut self, id: &str, highest: u64) -> BTreeSet<Address> {
        self.unread = false;
        self.journal_fault = None;
        self.revision = self.revision.max(highest);
        let taken = self.steps.extract_if(.., |step| step.key.draft == id);
        taken.map(|step| step.key.address).collect()
    }

    /// Forgets what was not written: its draft is being removed.
    pub(super) fn forget(&mut self) {
        self.steps.clear();
        self.others.clear();
        self.foreign.clear();
        self.unwritten.clear();
    }

    fn all_journalled(&self) -> bool {
        self.own_journalled() && self.foreign.is_empty()
    }

    /// Whether the journal has everything that this window wrote.
    fn own_journalled(&self) -> bool {
        self.steps.is_empty() && self.others.is_empty() && !self.in_flight && !self.unread
    }

    /// Whether something stands in this page alone.
    fn nowhere_else(&self) -> bool {
        !self.unwritten.is_empty() && !self.own_journalled()
    }
}

impl Workbench {
    /// Counts a change as the next revision, and notes that it has to be written. `goes_on` where it only continues the
    /// step before.
    pub(super) fn count(self, field: &Address, cause: Cause, goes_on: bool) {
        let Some((draft, text)) = self.draft.with_untracked(|draft| {
            let draft = draft.as_ref()?;
            Some((draft.head.id.clone(), draft.document.text(field).to_owned()))
        }) else {
            return;
        };
        let now = clock::now();
        self.keeping.update_value(|keeping| {
            keeping.revision += 1;
            let revision = keeping.revision;
            keeping.fields.insert(field.clone(), revision);
            keeping.changed_here.insert(field.clone(), now);
            keeping.unwritten.insert(field.clone());
            let key = JournalKey {
                draft,
                revision,
                window: keeping.window.clone(),
                at: now,
                characters: text.chars().count(),
                cause,
                address: field.clone(),
            };
            let waiting = keeping
                .steps
                .iter_mut()
                .rev()
                .find(|step| step.key.draft == key.draft && &step.key.address == field);
            match waiting.filter(|_| goes_on) {
                Some(step) => (step.key, step.text) = (key, text),
                None => keeping.steps.push(Step {
                    key,
                    text,
                    seal: keeping.key.clone(),
                    goes_on,
                }),
            }
        });
    }

    /// Brings a copy that stands to the place that lacks it, under its own revision.
    pub(super) fn keep_again(
        self,
        field: &Address,
        kept: &StoredField,
        cause: Cause,
        (browser, journal): (bool, bool),
    ) {
        let Some(id) = self
            .opened
            .with_untracked(|opened| opened.as_ref().map(|opened| opened.id.clone()))
        else {
            return;
        };
        let Body::Plain(text) = &kept.body else { return };
        self.keeping.update_value(|keeping| {
            let at = kept.at.unwrap_or_else(clock::now);
            if !browser {
                keeping.unwritten.insert(field.clone());
            }
            if !journal {
                keeping.steps.push(Step {
                    key: JournalKey {
                        draft: id,
                        revision: kept.revision,
                        window: keeping.window.clone(),
                        at,
                        characters: text.chars().count(),
                        cause,
                        address: field.clone(),
                    },
                    text: text.clone(),
                    seal: keeping.key.clone(),
                    goes_on: false,
                });
            }
        });
    }

    /// Puts something else of the open draft into the journal.
    pub(super) fn keep_besides(self, change: Change) {
        self.keeping.update_value(|keeping| keeping.others.push(change));
    }

    /// Writes what is not written yet, and says how it stands.
    pub(super) fn write_all(self) {
        self.saved.set(Saved::Saving);
        self.write_both();
    }

    /// Lets what is on its way arrive, and writes nothing more until [`Self::resume`].
    ///
    /// # Errors
    /// It does not arrive.
    pub(super) async fn pause(self) -> Result<(), JournalFault> {
        while self.keeping.with_value(|keeping| !keeping.all_journalled()) {
            if let Some(fault) = self.keeping.with_value(|keeping| keeping.journal_fault) {
                return Err(fault);
            }
            document::breathe().await;
        }
        self.keeping.update_value(|keeping| keeping.paused = true);
        Ok(())
    }

    /// Goes on writing, under this key from now on.
    pub(super) fn resume(self, key: Option<Arc<DataKey>>) {
        self.keeping.update_value(|keeping| {
            keeping.paused = false;
            for step in &mut keeping.steps {
                step.seal.clone_from(&key);
            }
            keeping.key = key;
        });
    }

    fn write_both(self) {
        let (paused, failing) = self
            .keeping
            .with_value(|keeping| (keeping.paused, keeping.journal_fault.is_some()));
        if paused {
            return;
        }
        self.write_browser();
        if failing {
            // The journal may keep one waiting before it fails again; what is true by now is said at once.
            self.tell_saved();
        }
        self.write_journal();
    }

    /// Tries again after a while; however often that is asked for, once.
    fn try_later(self) {
        let due = self
            .keeping
            .try_update_value(|keeping| mem::replace(&mut keeping.retrying, true));
        if due == Some(false) {
            document::after(RETRY_MILLISECONDS, move || {
                self.keeping.update_value(|keeping| keeping.retrying = false);
                self.write_both();
            });
        }
    }

    pub(super) fn write_browser(self) {
        let outcome = self.draft.with_untracked(|draft| -> Result<(), WriteFault> {
            let Some(draft) = draft else { return Ok(()) };
            let now = clock::now();
            self.write_what_is_fixed(draft)?;
            let waiting = self.keeping.with_value(|keeping| keeping.unwritten.clone());
            // A field that is too large keeps only itself out.
            let mut outcome = Ok(());
            for field in waiting {
                let place = format!("{}/field/{field}", draft.head.id);
                let record = self.keeping.with_value(|keeping| {
                    let revision = keeping.fields.get(&field).copied().unwrap_or_default();
                    record(
                        keeping.key.as_deref(),
                        &place,
                        draft.document.text(&field),
                        (revision, now),
                    )
                });
                if let Err(fault) = storage::write(&format!("{DRAFTS}{place}"), &record) {
                    outcome = Err(fault);
                    continue;
                }
                self.keeping.update_value(|keeping| {
                    keeping.unwritten.remove(&field);
                    keeping.reached[0] = Some(now);
                });
            }
            let card = self.card(draft, now);
            outcome.and(card.map_or(Ok(()), |card| write_card(&draft.head.id, &card)))
        });
        self.keeping
            .update_value(|keeping| keeping.browser_fault = outcome.err());
    }

    /// Writes what does not change while one types, where it is not there.
    fn write_what_is_fixed(self, draft: &Draft) -> Result<(), WriteFault> {
        let at = |address: &str| format!("{DRAFTS}{}/{address}", draft.head.id);
        let Some(opened) = self.opened.get_untracked() else {
            return Ok(());
        };
        if storage::read(&at("head")).is_some() {
            return Ok(());
        }
        self.keep_rubric(&opened.shelved)?;
        if let Some(application) = &opened.application {
            storage::write(
                &at("application"),
                &self.reading_copy(&draft.head.id, application),
            )?;
        }
        storage::write(&at("head"), &write_draft_head(&draft.head))
    }

    /// The reviewer's copy of an application, as it may be stored.
    pub(super) fn reading_copy(self, id: &str, application: &ApplicationRecord) -> String {
        let text = write_reading_copy(application);
        let key = self.keeping.with_value(|keeping| keeping.key.clone());
        match body(key.as_deref(), &format!("{id}/application"), &text) {
            Body::Plain(text) | Body::Encrypted(text) => text,
        }
    }

    /// Writes what the start page shows, where nothing else has changed.
    pub(super) fn write_card(self) {
        let card = self.draft.with_untracked(|draft| {
            let draft = draft.as_ref()?;
            Some((draft.head.id.clone(), self.card(draft, clock::now())?))
        });
        if let Some((id, card)) = card {
            self.keep_besides(Change::Put(Store::Cards, id, card.to_string()));
            self.write_all();
        }
    }

    /// What the start page shows of the open draft.
    fn card(self, draft: &Draft, now: Instant) -> Option<Card> {
        self.opened.with_untracked(|opened| {
            let rubric = &opened.as_ref()?.shelved.rubric;
            let Progress { scored, clauses } = Progress::of(draft, rubric);
            Some(Card {
                revision: self.keeping.with_value(|keeping| keeping.revision),
                locked: draft.head.lock.is_some(),
                stage: Some(draft.head.desk.stage().id().to_owned()),
                progress: Some(keeper::Progress { scored, clauses }),
                written: Some(now),
                exported: self.exported.get_untracked(),
                applicant: match draft.head.lock {
                    None => draft.text(&Field::Applicant).to_owned(),
                    Some(_) => String::new(),
                },
            })
        })
    }

    fn write_journal(self) {
        if self
            .keeping
            .with_value(|keeping| keeping.in_flight || keeping.paused)
        {
            return;
        }
        self.keeping.update_value(|keeping| keeping.in_flight = true);
        spawn_local(async move {
            if let Err(fault) = self.hear_journal().await {
                self.keeping.update_value(|keeping| {
                    keeping.journal_fault = Some(fault);
                    keeping.in_flight = false;
                });
                return self.tell_saved();
            }
            while !self.keeping.with_value(|keeping| keeping.paused)
                && let Some((steps, others)) = self.next_batch()
            {
                let outcome = journal::write(self.changes_of(&steps, &others)).await;
                let fault = outcome.err();
                self.keeping.update_value(|keeping| {
                    keeping.journal_fault = fault;
                    match fault {
                        None => {
                            keeping.reached[1] = Some(clock::now());
                            keeping
                                .going_on
                                .extend(steps.into_iter().map(|step| (step.key.address.clone(), step.key)));
                        }
                        Some(_) => {
                            keeping.steps.splice(0..0, steps);
                            keeping.others.splice(0..0, others);
                        }
                    }
                });
                if fault.is_some() {
                    break;
                }
            }
            self.keeping.update_value(|keeping| keeping.in_flight = false);
            self.tell_saved();
        });
    }

    fn next_batch(self) -> Option<(Vec<Step>, Vec<Change>)> {
        self.keeping
            .try_update_value(|keeping| (mem::take(&mut keeping.steps), mem::take(&mut keeping.others)))
            .filter(|(steps, others)| !steps.is_empty() || !others.is_empty())
    }

    fn changes_of(self, steps: &[Step], others: &[Change]) -> Vec<Change> {
        let mut changes = others.to_vec();
        let mut going_on = self.keeping.with_value(|keeping| keeping.going_on.clone());
        for step in steps {
            let JournalKey {
                draft,
                address: field,
                ..
            } = &step.key;
            // A step that goes on takes the place of its own beginning, in the same transaction.
            if let Some(before) = going_on
                .insert(field.clone(), step.key.clone())
                .filter(|before| step.goes_on && before.draft == *draft)
            {
                changes.push(Change::Remove(Store::History, before.to_string()));
            }
            let place = format!("{draft}/field/{field}");
            let counted = (step.key.revision, step.key.at);
            let record = record(step.seal.as_deref(), &place, &step.text, counted);
            changes.push(Change::Put(Store::History, step.key.to_string(), record.clone()));
            // What another window wrote meanwhile, or what was typed since, stands; this is but a step on the way.
            let stands = self.draft.with_untracked(|open| {
                let open = open.as_ref().filter(|open| &open.head.id == draft);
                open.is_none_or(|open| open.document.text(field) == step.text)
            });
            if stands {
                changes.push(Change::Put(Store::State, place, record));
            }
        }
        let card = self.draft.with_untracked(|draft| {
            let draft = draft.as_ref()?;
            Some((draft.head.id.clone(), self.card(draft, clock::now())?))
        });
        if let Some((id, card)) = card {
            changes.push(Change::Put(Store::Cards, id, card.to_string()));
        }
        changes
    }

    fn tell_saved(self) {
        let (saved, faulty) = self.keeping.with_value(|keeping| {
            let [browser, journal] = keeping.reached.map(|at| at.unwrap_or_else(clock::now));
            let saved = match (keeping.browser_fault, keeping.journal_fault) {
                (None, None) if keeping.all_journalled() => Saved::OnDisk(journal),
                (Some(fault), None) if keeping.all_journalled() => Saved::JournalOnly(journal, fault),
                (None, Some(fault)) => Saved::BrowserOnly(browser, fault),
                (Some(fault), Some(_)) => Saved::Failed(fault),
                (_, None) => Saved::Saving,
            };
            let faulty = keeping.browser_fault.is_some() || keeping.journal_fault.is_some();
            (saved, faulty)
        });
        if self.saved.get_untracked() != saved {
            self.saved.set(saved);
        }
        if faulty {
            self.try_later();
        }
    }

    /// Whether everything that was typed stands somewhere besides in this page.
    pub(super) fn draft_written(self) -> bool {
        self.keeping
            .try_with_value(|keeping| !keeping.nowhere_else())
            .unwrap_or(true)
    }

    /// Another window changed a record: the newer text stands here too, and what it replaces in mid-typing is kept.
    pub(super) fn changed_elsewhere(self, key: &str, record: Option<String>) {
        let opened = self.opened.try_get_untracked().flatten();
        let field = opened.and_then(|opened| {
            key.strip_prefix(DRAFTS)?
                .strip_prefix(&opened.id)?
                .strip_prefix("/field/")
                .and_then(any_field)
        });
        if let (Some(id), Some(record)) = (self.open_id(), &record)
            && key == format!("{DRAFTS}{id}/head")
        {
            return self.lock_changed_elsewhere(record);
        }
        let (Some(field), Some(record)) = (field, record) else {
            if key.starts_with(DRAFTS) && self.route.try_get_untracked() == Some(Route::Start) {
                self.list_drafts();
            }
            return;
        };
        let theirs = read_stored_field(&record);
        let own = self.text_untracked(&field);
        let known = self
            .keeping
            .with_value(|keeping| keeping.fields.get(&field).copied())
            .unwrap_or_default();
        let place = format!("{}/field/{field}", self.open_id().unwrap_or_default());
        let key = self.keeping.with_value(|keeping| keeping.key.clone());
        let Body::Plain(text) = unsealed(theirs.clone(), key.as_deref(), &place).body else {
            return;
        };
        // Both windows decide alike: the higher revision, and of equal ones the text that comes later in order.
        let newer = (theirs.revision, &text) > (known, &own);
        if theirs.damaged {
            return;
        }
        let contested = self.keeping.try_update_value(|keeping| {
            // Whatever becomes of it, the next change here is counted after it.
            keeping.revision = keeping.revision.max(theirs.revision);
            if newer {
                keeping.fields.insert(field.clone(), theirs.revision);
                keeping.unwritten.remove(&field);
                keeping.foreign.insert(field.clone(), theirs.revision);
            }
            !keeping.own_journalled()
        });
        if newer {
            self.confirm_foreign();
        }
        if text == own {
            return;
        }
        if !newer {
            // It was written over a newer text. The other window will follow that one, and both places get it again.
            return self.keep_standing(&field);
        }
        let in_the_middle = self
            .history
            .with_untracked(|history| history.typing() == Some(&field));
        let changed_here = self
            .keeping
            .try_update_value(|keeping| keeping.changed_here.remove(&field))
            .flatten();
        let just_now =
            changed_here.is_some_and(|at| (clock::now().unix_seconds() - at.unix_seconds()).abs() < JUST_NOW);
        if (in_the_middle || just_now) && !own.is_empty() && !text.contains(&own) {
            self.put_in_tray(&field, own);
        }
        self.apply_elsewhere(field.clone(), text);
        if contested == Some(true) {
            // What this window has on its way may arrive after theirs.
            self.keep_standing(&field);
        }
    }

    /// Says saved of what another window wrote once the journal has it. Where that does not come about, the other window
    /// may be gone: this one writes it.
    fn confirm_foreign(self) {
        self.saved.set(Saved::Saving);
        spawn_local(async move {
            let id = self.open_id();
            for _ in 0..CONFIRMATIONS {
                let waiting = self.keeping.with_value(|keeping| keeping.foreign.clone());
                if waiting.is_empty() || self.open_id() != id {
                    return;
                }
                let place = |field: &Address| format!("{}/field/{field}", id.as_deref().unwrap_or_default());
                let keys: Vec<String> = waiting.keys().map(place).collect();
                let records = journal::texts(Store::State, &keys).await.unwrap_or_default();
                self.keeping.update_value(|keeping| {
                    for ((field, revision), record) in waiting.iter().zip(records) {
                        let there =
                            record.is_some_and(|record| read_stored_field(&record).revision >= *revision);
                        if there && keeping.foreign.get(field) == Some(revision) {
                            keeping.foreign.remove(field);
                        }
                    }
                });
                if self.keeping.with_value(|keeping| keeping.foreign.is_empty()) {
                    return self.tell_saved();
                }
                document::in_milliseconds(CONFIRMATION_MILLISECONDS).await;
            }
            if self.open_id() != id {
                return;
            }
            let left = self
                .keeping
                .try_update_value(|keeping| mem::take(&mut keeping.foreign));
            for field in left.unwrap_or_default().keys() {
                self.keep_standing(field);
            }
        });
    }

    /// Puts what stands in a field into both places once more, as it is.
    fn keep_standing(self, field: &Address) {
        let Some(id) = self.open_id() else { return };
        let (text, now) = (self.text_untracked(field), clock::now());
        self.keeping.update_value(|keeping| {
            let revision = keeping.fields.get(field).copied().unwrap_or_default();
            let place = format!("{id}/field/{field}");
            let record = record(keeping.key.as_deref(), &place, &text, (revision, now));
            keeping.unwritten.insert(field.clone());
            keeping.others.push(Change::Put(Store::State, place, record));
        });
        self.write_all();
    }
}

/// A text as it may be stored: sealed where there is a key.
pub(super) fn body(key: Option<&DataKey>, place: &str, text: &str) -> Body {
    match key {
        None => Body::Plain(text.to_owned()),
        // A locked draft was opened with a key, so the browser has random bytes to give.
        Some(key) => Body::Encrypted(key.seal(ids::secret().unwrap_or_default(), place, text)),
    }
}

/// A field's record.
pub(super) fn record(
    key: Option<&DataKey>,
    place: &str,
    text: &str,
    (revision, at): (u64, Instant),
) -> String {
    write_stored_field(&StoredField {
        body: body(key, place, text),
        revision,
        at: Some(at),
        damaged: false,
    })
}
