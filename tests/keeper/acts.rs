//! What can happen: acts of people, windows, storages and the clock, random ones, and their execution.

use std::collections::BTreeSet;
use std::rc::Rc;

use proptest::prelude::*;
use proptest::sample::select;
use scoring::document::Edit;
use scoring::keeper::{DRAFTS, EntryKey, Event, JournalFault, SaveStatus, Store, View};

use crate::disk::{JournalMode, LocalMode};
use crate::invariants::{FieldOfDraft, Observations, TypedText, Violation, document};
use crate::world::{FIELDS, MANY_ROUNDS, World, address, edit};

/// One act. The first number is the window ([`FIRST`] to [`THIRD`]); of acts on a text the second one is the field, of
/// acts on a draft the draft, both as positions in their lists.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    Type(usize, usize),
    /// A helper or an extension set the text of a form field.
    ReadField(usize, usize),
    Clear(usize, usize),
    Simple(usize, SimpleAct),
    EditSeveral(usize, EditSource, [FieldChange; 3]),
    TakeConflict(usize),
    DropConflict(usize),
    Begin(usize),
    Open(usize, usize),
    Close(usize),
    Unlock(usize),
    Encrypt(usize),
    Decrypt(usize),
    NewPassphrase(usize),
    Remove(usize, usize),
    RestoreDetached(usize),
    Freeze(usize),
    Thaw(usize),
    Start(usize),
    /// A window is killed; so many of its pending journal requests are still executed.
    Kill {
        window: usize,
        executed: usize,
    },
    /// A window is killed after so many further effects.
    KillAfterEffects {
        window: usize,
        effects: usize,
    },
    /// All windows are killed, and so many changes of localStorage are rolled back (modulo those that can be).
    KillBrowser {
        rollback: usize,
        executed: usize,
    },
    /// The journal executes so many requests.
    StepJournal(usize),
    DeliverAnswers {
        window: usize,
        at_most: usize,
    },
    DeliverStorageEvents {
        window: usize,
        at_most: usize,
    },
    FireTimer(usize),
    JournalMode(JournalMode),
    LocalMode(LocalMode),
    /// localStorage is emptied; `announced` to the windows by a storage event, or not.
    EmptyLocal {
        announced: bool,
    },
    EmptyJournal,
    /// A person lets a window rebuild the journal.
    Rebuild(usize),
    /// One record of a text is damaged (modulo those that can be).
    DamageRecord(usize),
    AdvanceClock(i64),
    Settle,
}

/// How an edit of several texts comes about.
#[derive(Clone, Copy, Debug)]
pub(crate) enum EditSource {
    Typed,
    FieldsRead,
    Restored,
}

/// What such an edit does to one field.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FieldChange {
    Keep,
    Replace,
    Clear,
}

/// Acts with no argument but the window.
#[derive(Clone, Copy, Debug)]
pub(crate) enum SimpleAct {
    StepEnded,
    Undo,
    Redo,
    PageShown,
    PageHidden,
    Relock,
}

pub(crate) const WINDOWS: usize = 3;

/// Shows the draft from the beginning.
pub(crate) const FIRST: usize = 0;
/// Shows the same draft from the beginning.
pub(crate) const SECOND: usize = 1;
/// Starts when something is opened in it.
pub(crate) const THIRD: usize = 2;

/// The position of the draft that every run begins with.
pub(crate) const DRAFT: usize = 0;

// Positions in [`FIELDS`].
pub(crate) const APPLICANT: usize = 0;
pub(crate) const OVERALL: usize = 1;
pub(crate) const VALUE: usize = 2;

/// Any act but those that empty a storage or damage a record.
pub(crate) fn any_act() -> BoxedStrategy<Act> {
    let window = || prop_oneof![3 => Just(0_usize), 3 => Just(1), 1 => Just(2)];
    let field = || 0..FIELDS.len();
    let draft = || prop_oneof![6 => Just(0_usize), 1 => Just(1)];
    let fault = select(vec![
        JournalFault::Absent,
        JournalFault::Newer,
        JournalFault::Full,
        JournalFault::Broken,
        JournalFault::HeldByOlderWindow,
        JournalFault::Incomplete,
    ]);
    let journal = prop_oneof![
        4 => Just(JournalMode::Working),
        2 => fault.prop_map(JournalMode::Failing),
        1 => Just(JournalMode::SilentDone),
        1 => Just(JournalMode::SilentUndone),
    ];
    let local = prop_oneof![
        3 => Just(LocalMode::Working),
        1 => Just(LocalMode::Unavailable),
        1 => (0_usize..90).prop_map(LocalMode::Full),
    ];
    let act = select(vec![
        SimpleAct::StepEnded,
        SimpleAct::StepEnded,
        SimpleAct::Undo,
        SimpleAct::Undo,
        SimpleAct::Redo,
        SimpleAct::PageShown,
        SimpleAct::PageHidden,
        SimpleAct::Relock,
    ]);
    let source = select(vec![
        EditSource::Typed,
        EditSource::Typed,
        EditSource::FieldsRead,
        EditSource::Restored,
    ]);
    let field_changes = prop::array::uniform3(select(vec![
        FieldChange::Replace,
        FieldChange::Replace,
        FieldChange::Replace,
        FieldChange::Keep,
        FieldChange::Clear,
    ]));
    let acts = prop_oneof![
        14 => (window(), field()).prop_map(|(window, field)| Act::Type(window, field)),
        1 => (window(), field()).prop_map(|(window, field)| Act::ReadField(window, field)),
        1 => (window(), field()).prop_map(|(window, field)| Act::Clear(window, field)),
        6 => (window(), act).prop_map(|(window, act)| Act::Simple(window, act)),
        5 => (window(), source, field_changes).prop_map(|(window, source, field_changes)| Act::EditSeveral(window, source, field_changes)),
        1 => window().prop_map(Act::TakeConflict),
        1 => window().prop_map(Act::DropConflict),
        1 => window().prop_map(Act::Begin),
        5 => (window(), draft()).prop_map(|(window, draft)| Act::Open(window, draft)),
        2 => window().prop_map(Act::Close),
        2 => window().prop_map(Act::Unlock),
        2 => window().prop_map(Act::Encrypt),
        1 => window().prop_map(Act::Decrypt),
        1 => window().prop_map(Act::NewPassphrase),
        1 => (window(), draft()).prop_map(|(window, draft)| Act::Remove(window, draft)),
        1 => window().prop_map(Act::RestoreDetached),
        1 => window().prop_map(Act::Freeze),
        2 => window().prop_map(Act::Thaw),
        3 => window().prop_map(Act::Start),
        1 => (window(), 0_usize..4).prop_map(|(window, executed)| Act::Kill { window, executed }),
        1 => (window(), 0_usize..6).prop_map(|(window, effects)| Act::KillAfterEffects { window, effects }),
        1 => (any::<usize>(), 0_usize..6).prop_map(|(rollback, executed)| Act::KillBrowser { rollback, executed }),
        16 => (1_usize..4).prop_map(Act::StepJournal),
        14 => (window(), 1_usize..4).prop_map(|(window, at_most)| Act::DeliverAnswers { window, at_most }),
        8 => (window(), 1_usize..6).prop_map(|(window, at_most)| Act::DeliverStorageEvents { window, at_most }),
        3 => window().prop_map(Act::FireTimer),
        2 => journal.prop_map(Act::JournalMode),
        1 => local.prop_map(Act::LocalMode),
        1 => window().prop_map(Act::Rebuild),
        2 => select(vec![1_i64, 30, 61, 4000]).prop_map(Act::AdvanceClock),
        2 => Just(Act::Settle),
    ];
    acts.boxed()
}

/// Any act.
pub(crate) fn any_act_with_losses() -> BoxedStrategy<Act> {
    prop_oneof![
        60 => any_act(),
        1 => any::<bool>().prop_map(|announced| Act::EmptyLocal { announced }),
        1 => Just(Act::EmptyJournal),
        2 => any::<usize>().prop_map(Act::DamageRecord),
    ]
    .boxed()
}

/// A record that is damaged.
enum Damaged {
    Local(String),
    Journal(Store, String),
}

/// The execution of acts.
pub(crate) struct Run {
    pub(crate) world: World,
    pub(crate) observations: Observations,
    drafts: Vec<String>,
    typed: u64,
    /// The fields of which a record was damaged: of each one record at most, so that no text is lost by two damages.
    damaged: BTreeSet<FieldOfDraft>,
}

impl Run {
    /// Two windows show one draft, and nothing is pending.
    pub(crate) fn new() -> Self {
        let mut run = Self {
            world: World::new(WINDOWS),
            observations: Observations::default(),
            drafts: Vec::new(),
            typed: 0,
            damaged: BTreeSet::new(),
        };
        run.world.settle();
        let id = run.world.begin(0, &[("applicant", "<begun>")]);
        run.drafts.push(id.clone());
        run.world.settle();
        run.world.send(1, Event::Open(id));
        run.world.settle();
        run
    }

    fn shown(&self, window: usize) -> Option<String> {
        self.world.open(window).map(|open| open.draft.to_owned())
    }

    /// Ends the step that is being typed: the text so far must be found in the history from now on.
    fn end_typing(&mut self, window: usize) {
        if self.world.is_awake(window) {
            self.world.send(window, Event::StepEnded);
        }
        self.observations.end_steps(window);
    }

    fn type_in(&mut self, window: usize, field: usize, text: String, event: fn(Edit) -> Event) {
        let Some(draft) = self.shown(window) else { return };
        let at = FIELDS[field];
        let before = self
            .world
            .open(window)
            .and_then(|open| open.texts.get(&address(at)).cloned())
            .unwrap_or_default();
        if before != text {
            for typed in self
                .observations
                .typed_texts
                .iter_mut()
                .filter(|typed| typed.window == window)
            {
                typed.ended |= typed.at != at || typed.text != before;
            }
            // Text that is typed without a pause is one entry; its earlier states are not kept.
            self.observations.typed_texts.retain(|typed| {
                typed.ended || typed.window != window || typed.draft != draft || typed.at != at
            });
            if !text.is_empty() {
                self.observations.typed_texts.push(TypedText {
                    draft,
                    at: at.to_owned(),
                    text: text.clone(),
                    window,
                    step: self.typed,
                    acknowledged: false,
                    ended: false,
                    is_past_gone: false,
                });
            }
        }
        self.world.send(window, event(edit(at, &text)));
    }

    /// Makes an edit of several texts, as one step.
    fn edit_several(&mut self, window: usize, source: EditSource, field_changes: [FieldChange; 3]) {
        let Some(draft) = self.shown(window) else { return };
        let step = self.typed + 1;
        let mut typed_texts = Vec::new();
        let mut several = Edit::default();
        for (part, at) in field_changes.into_iter().zip(FIELDS) {
            let text = match part {
                FieldChange::Keep => continue,
                FieldChange::Replace => self.new_text(),
                FieldChange::Clear => String::new(),
            };
            if !text.is_empty() {
                typed_texts.push(TypedText {
                    draft: draft.clone(),
                    at: at.to_owned(),
                    text: text.clone(),
                    window,
                    step,
                    acknowledged: false,
                    ended: true,
                    is_past_gone: false,
                });
            }
            several = several.and(edit(at, &text));
        }
        let changes = match self.world.open(window) {
            Some(open) => document(&open).effective(several.clone()).changes.len(),
            None => 0,
        };
        let event = match source {
            EditSource::Typed => Event::Typed(several),
            EditSource::FieldsRead => Event::FieldsRead(several),
            EditSource::Restored => Event::Restore(several),
        };
        if changes == 1 {
            // An edit that changes only one text would continue the step that is being typed.
            self.world.send(window, Event::StepEnded);
        }
        if changes > 0 {
            self.observations.end_steps(window);
            self.observations.typed_texts.extend(typed_texts);
        }
        self.world.send(window, event);
        if changes == 1 {
            self.world.send(window, Event::StepEnded);
        }
    }

    fn new_text(&mut self) -> String {
        self.typed += 1;
        format!("<{}>", self.typed)
    }

    /// Sends an event that replaces the draft, and checks that text in no storage prevents it.
    fn replace_draft(&mut self, window: usize, event: Event) -> Result<(), Violation> {
        let before = self
            .world
            .open(window)
            .filter(|open| open.has_unstored_text)
            .map(|open| open.draft.to_owned());
        let alone = self.has_text_in_no_storage(window);
        let draft = self.shown(window);
        self.world.send(window, event);
        if (before.is_some() || alone) && self.world.windows[window].is_some() && self.shown(window) != draft
        {
            return Err(Violation::of(
                "unstored_text_prevents_closing",
                format!("window {window} left {draft:?}"),
            ));
        }
        Ok(())
    }

    /// Whether a text that a window shows is in no storage.
    fn has_text_in_no_storage(&self, window: usize) -> bool {
        let Some(open) = self.world.open(window) else {
            return false;
        };
        // Pending writes stay queued after the draft is closed.
        if self.observations.removals.contains(open.draft) || !matches!(open.saved, SaveStatus::Failed(..)) {
            return false;
        }
        let found = self.observations.stored(&self.world, open.draft);
        open.texts.iter().any(|(at, text)| !found.has(at.as_str(), text))
    }

    pub(crate) fn act(&mut self, act: &Act) -> Result<(), Violation> {
        let window = act.window();
        if let Some(window) = window
            && !self.world.is_awake(window)
            && !matches!(
                act,
                Act::Start(_) | Act::Thaw(_) | Act::Kill { .. } | Act::KillAfterEffects { .. }
            )
        {
            return Ok(());
        }
        match *act {
            Act::Type(window, field) => {
                let text = self.new_text();
                self.type_in(window, field, text, Event::Typed);
            }
            Act::ReadField(window, field) => {
                let text = self.new_text();
                self.type_in(window, field, text, Event::FieldsRead);
            }
            Act::Clear(window, field) => self.type_in(window, field, String::new(), Event::Typed),
            Act::Simple(window, act) => {
                self.end_typing(window);
                let event = match act {
                    SimpleAct::StepEnded => Event::StepEnded,
                    SimpleAct::Undo => Event::Undo,
                    SimpleAct::Redo => Event::Redo,
                    SimpleAct::PageShown => Event::PageShown,
                    SimpleAct::PageHidden => Event::PageHidden,
                    SimpleAct::Relock => Event::Relock,
                };
                self.world.send(window, event);
            }
            Act::EditSeveral(window, source, field_changes) => {
                self.edit_several(window, source, field_changes)
            }
            Act::TakeConflict(window) | Act::DropConflict(window) => {
                self.end_typing(window);
                let first = self
                    .world
                    .open(window)
                    .and_then(|open| open.conflicts.first().copied().cloned());
                if let Some(conflict) = first {
                    let event = if matches!(act, Act::TakeConflict(_)) {
                        Event::TakeConflict(conflict.key)
                    } else {
                        // Discarding was somebody's decision.
                        self.observations
                            .typed_texts
                            .retain(|typed| !conflict.text.contains(&typed.text));
                        Event::DropConflict(conflict.key)
                    };
                    self.world.send(window, event);
                }
            }
            Act::Begin(window) => {
                self.end_typing(window);
                if self.world.open(window).is_none_or(|open| !open.has_unstored_text) && self.drafts.len() < 3
                {
                    let id = self.world.begin(window, &[("applicant", "<another>")]);
                    if self.shown(window).as_ref() == Some(&id) {
                        self.drafts.push(id);
                    }
                }
            }
            Act::Open(window, draft) => {
                self.end_typing(window);
                // The page opens drafts of its list only.
                if let Some(id) = self
                    .drafts
                    .get(draft)
                    .cloned()
                    .filter(|_| self.world.has_scanned(window))
                {
                    if self.shown(window).as_ref() == Some(&id) {
                        return Ok(());
                    }
                    self.replace_draft(window, Event::Open(id))?;
                }
            }
            Act::Close(window) => {
                self.end_typing(window);
                self.replace_draft(window, Event::Close)?;
            }
            Act::Unlock(window) => self.world.unlock(window),
            Act::Encrypt(window) | Act::NewPassphrase(window) | Act::Decrypt(window) => {
                self.end_typing(window);
                let Some(draft) = self.shown(window) else {
                    return Ok(());
                };
                let key = self.world.windows[window]
                    .as_ref()
                    .and_then(|window| window.keeper.key().cloned());
                match (act, key) {
                    (Act::Encrypt(_), None) => {
                        let (key, lock) = self.world.lock();
                        let head = self.world.head(&draft, Some(lock));
                        self.world.send(window, Event::Reencrypt(Some(key), head));
                    }
                    (Act::NewPassphrase(_), Some(key)) => {
                        let lock = self.world.another_lock(&key);
                        let head = self.world.head(&draft, Some(lock));
                        self.world
                            .send(window, Event::Reencrypt(Some(Rc::clone(&key)), head));
                    }
                    (Act::Decrypt(_), Some(_)) => {
                        let head = self.world.head(&draft, None);
                        self.observations.encrypted.remove(&draft);
                        self.world.send(window, Event::Reencrypt(None, head));
                    }
                    _ => {}
                }
            }
            Act::Remove(window, draft) => {
                if let Some(id) = self.drafts.get(draft).cloned() {
                    self.observations.removals.insert(id.clone());
                    self.world.send(window, Event::Remove(id));
                }
            }
            Act::RestoreDetached(window) => {
                if let Some(View::Detached(texts, _)) = self.world.view(window) {
                    let shown: Vec<(String, String)> = texts
                        .iter()
                        .map(|(at, text)| (at.to_string(), text.clone()))
                        .collect();
                    self.world.drafts += 1;
                    let id = format!("draft{}", self.world.drafts);
                    let head = self.world.head(&id, None);
                    self.world.send(window, Event::RestoreDetached(id.clone(), head));
                    // What the window showed is in the new draft. What it showed before, and no disk has acknowledged,
                    // is gone.
                    let own = |typed: &TypedText| typed.window == window && !typed.acknowledged;
                    let is_shown =
                        |typed: &TypedText| shown.contains(&(typed.at.clone(), typed.text.clone()));
                    self.observations
                        .typed_texts
                        .retain(|typed| !own(typed) || is_shown(typed));
                    for typed in self
                        .observations
                        .typed_texts
                        .iter_mut()
                        .filter(|typed| own(typed))
                    {
                        typed.draft.clone_from(&id);
                        typed.is_past_gone = true;
                    }
                    self.drafts.push(id);
                }
            }
            Act::Freeze(window) => self.world.freeze(window),
            Act::Thaw(window) => {
                self.world.thaw(window);
                self.end_typing(window);
            }
            Act::Start(window) => {
                if self.world.windows[window].is_none() {
                    self.world.start(window);
                }
            }
            Act::Kill { window, executed } => {
                self.world.kill(window, executed);
                self.observations.killed(&[window]);
            }
            Act::KillAfterEffects { effects, .. } => self.world.crash_after = Some(effects),
            Act::KillBrowser { rollback, executed } => {
                self.kill_browser(rollback, executed);
            }
            Act::StepJournal(requests) => {
                for _ in 0..requests {
                    self.world.step_journal();
                }
            }
            Act::DeliverAnswers { window, at_most } => {
                for _ in 0..at_most {
                    self.world.deliver_answer(window);
                }
            }
            Act::DeliverStorageEvents { window, at_most } => {
                for _ in 0..at_most {
                    self.world.deliver_storage_event(window);
                }
            }
            Act::FireTimer(window) => {
                self.world.fire_timer(window);
            }
            Act::JournalMode(mode) => self.world.journal.mode = mode,
            Act::LocalMode(mode) => self.world.local.mode = mode,
            Act::EmptyLocal { announced } => {
                let requests = self.world.local.removals();
                self.world.empty_local(announced);
                self.observations.local_emptied(requests);
            }
            Act::EmptyJournal => {
                self.world.journal.empty();
                self.observations.journal_emptied(&self.world);
            }
            Act::Rebuild(window) => {
                self.end_typing(window);
                self.world.send(window, Event::Rebuild);
            }
            Act::DamageRecord(which) => self.damage_record(which),
            Act::AdvanceClock(seconds) => {
                self.world.now += seconds;
                if seconds > 60 {
                    // What is typed later is a new entry.
                    (0..WINDOWS).for_each(|window| self.end_typing(window));
                }
            }
            Act::Settle => {
                self.world.settle_for(60);
            }
        }
        for window in std::mem::take(&mut self.world.crashed) {
            self.world.journal.abandon(2, |pending| pending.window == window);
            self.observations.killed(&[window]);
        }
        self.check()
    }

    /// Damages one record of a text: of a field in either storage, or a journal entry.
    fn damage_record(&mut self, which: usize) {
        let local = self.world.local.keys(DRAFTS).into_iter();
        let local = local.filter_map(|key| {
            let field = FieldOfDraft::of_key(&key[DRAFTS.len()..])?;
            Some((field, Damaged::Local(key)))
        });
        let journal = self.world.journal.records.keys();
        let journal = journal.filter_map(|(store, key)| {
            let field = match store {
                Store::State => FieldOfDraft::of_key(key)?,
                Store::Entries => {
                    let (draft, _) = key.split_once('/')?;
                    FieldOfDraft {
                        draft: draft.to_owned(),
                        at: EntryKey::parse(key)?.address.to_string(),
                    }
                }
                _ => return None,
            };
            Some((field, Damaged::Journal(*store, key.clone())))
        });
        let mut records: Vec<(FieldOfDraft, Damaged)> = local.chain(journal).collect();
        records.retain(|(field, _)| !self.damaged.contains(field));
        if records.is_empty() {
            return;
        }
        let (field, record) = records.swap_remove(which % records.len());
        match &record {
            Damaged::Local(key) => self.world.local.damage(key),
            Damaged::Journal(store, key) => {
                self.world.journal.damage(*store, key);
                self.observations.record_damaged(*store, &field);
            }
        }
        self.damaged.insert(field);
    }

    /// Kills the browser. If it has no journal, a removal is recorded in localStorage only, and may be rolled back.
    fn kill_browser(&mut self, rollback: usize, executed: usize) {
        let requests = self.world.local.removals();
        self.world.kill_browser(rollback, executed);
        let left = self.world.local.removals();
        for request in requests.iter().filter(|request| !left.contains(request)) {
            self.observations.removed.remove(request);
        }
        self.observations.killed(&[0, 1, 2]);
    }

    fn check(&mut self) -> Result<(), Violation> {
        self.observations.note_notifications(&mut self.world);
        if let Some(violation) = self.world.failed_step.take() {
            return Err(violation);
        }
        self.observations.check(&self.world)
    }

    /// Repairs both storages, thaws all windows, and delivers everything.
    fn settle_all(&mut self) -> Result<(), Violation> {
        self.world.crash_after = None;
        self.world.journal.mode = JournalMode::Working;
        self.world.local.mode = LocalMode::Working;
        for window in 0..WINDOWS {
            self.world.thaw(window);
        }
        // While a storage failed, windows may have missed changes of each other. They read again when they are shown.
        for _ in 0..3 {
            for window in 0..WINDOWS {
                self.world.send(window, Event::PageShown);
                self.world.unlock(window);
            }
            if !self.world.settle_for(MANY_ROUNDS) {
                return Err(Violation::of(
                    "everything_settles",
                    "requests are retried endlessly".to_owned(),
                ));
            }
        }
        self.check()?;
        self.observations.check_at_rest(&self.world)
    }

    /// The end of every run: everything settles, the browser is killed and restarted, and every draft is opened.
    pub(crate) fn end(&mut self, rollback: usize) -> Result<(), Violation> {
        self.settle_all()?;
        for typed in &mut self.observations.typed_texts {
            typed.acknowledged |= !self.world.holds_texts(typed.window);
        }
        self.kill_browser(rollback, 9);
        self.world.start(2);
        self.world.settle();
        self.check()?;
        for draft in self.drafts.clone() {
            self.world.send(2, Event::Open(draft.clone()));
            self.world.settle();
            self.world.unlock(2);
            self.world.settle();
            let opened = self.shown(2).as_ref() == Some(&draft);
            let removed = self.observations.removals.contains(&draft);
            if !opened && !removed && self.observations.is_acknowledged(&draft) {
                return Err(Violation::of(
                    "every_draft_opens",
                    format!("{draft}: {:?}", self.world.view(2)),
                ));
            }
            if opened && self.observations.removed.contains(&draft) {
                return Err(Violation::of(
                    "nothing_removed_comes_back",
                    format!("{draft} opens"),
                ));
            }
            self.check()?;
            self.observations.check_at_rest(&self.world)?;
            self.world.send(2, Event::Close);
            self.world.settle();
        }
        Ok(())
    }
}

impl Act {
    /// The window in which the act takes place.
    fn window(&self) -> Option<usize> {
        match *self {
            Self::Type(window, _)
            | Self::ReadField(window, _)
            | Self::Clear(window, _)
            | Self::Simple(window, _)
            | Self::EditSeveral(window, ..)
            | Self::TakeConflict(window)
            | Self::DropConflict(window)
            | Self::Begin(window)
            | Self::Open(window, _)
            | Self::Close(window)
            | Self::Unlock(window)
            | Self::Encrypt(window)
            | Self::Decrypt(window)
            | Self::NewPassphrase(window)
            | Self::Remove(window, _)
            | Self::RestoreDetached(window)
            | Self::Freeze(window)
            | Self::Thaw(window)
            | Self::Start(window)
            | Self::Kill { window, .. }
            | Self::KillAfterEffects { window, .. }
            | Self::DeliverAnswers { window, .. }
            | Self::DeliverStorageEvents { window, .. }
            | Self::FireTimer(window)
            | Self::Rebuild(window) => Some(window),
            Self::KillBrowser { .. }
            | Self::StepJournal(_)
            | Self::JournalMode(_)
            | Self::LocalMode(_)
            | Self::EmptyLocal { .. }
            | Self::EmptyJournal
            | Self::DamageRecord(_)
            | Self::AdvanceClock(_)
            | Self::Settle => None,
        }
    }
}
