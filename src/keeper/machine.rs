//! The state machine: one open draft in one window, and what goes on beside it.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::document::{Address, Edit};
use crate::foundations::Instant;
use crate::keeper::open::{Conflict, Open, Source, Texts};
use crate::keeper::opening::{Next, Opening, Synced, find_head};
use crate::keeper::ports::{
    Beginning, Chance, Change, DRAFTS, Effect, Event, Guard, Head, JOURNAL_MARK, JournalAnswer, JournalFault,
    Left, LocalAnswer, LocalChange, LocalDraft, LocalFault, News, REMOVALS, Schema, Ticket, Timer, Value,
};
use crate::keeper::removal::{removal_begun, removal_ended, removed_from_journal, removed_local};
use crate::keeper::rewriting::{Progress, Rewriting};
use crate::keeper::survey::{JournalState, Listing, survey};
use crate::keeper::writing::{RETRY_MS, Reading, Saved};
use crate::keeper::{Cause, Exported};

/// Why a draft cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenFault {
    /// Neither place has it.
    NoDraft,
    /// A newer version of the page wrote it.
    Newer,
    /// Its head cannot be read in any place, its fields may be whole: the rescue shows them.
    DamagedHead,
    /// It has to be brought up to date, and no copy of it could be made before.
    NoBackup,
    /// Its rubric is not at hand.
    NoRubric(Head),
}

/// What is done while an event is handled.
pub(super) struct Turn<'a> {
    pub(super) now: Instant,
    pub(super) chance: &'a mut dyn Chance,
    tickets: &'a mut Ticket,
    retry_due: &'a mut bool,
    effects: Vec<Effect>,
}

impl Turn<'_> {
    pub(super) fn ticket(&mut self) -> Ticket {
        *self.tickets += 1;
        *self.tickets
    }

    pub(super) fn push(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    pub(super) fn local(&mut self, ticket: Ticket, guard: Option<Guard>, changes: Vec<LocalChange>) {
        self.push(Effect::Local(ticket, guard, changes));
    }

    pub(super) fn journal(&mut self, ticket: Ticket, guard: Option<Guard>, changes: Vec<Change>) {
        self.push(Effect::Journal(ticket, guard, changes));
    }

    pub(super) fn read_journal(&mut self, ticket: Ticket, draft: String) {
        self.push(Effect::ReadJournal(ticket, draft));
    }

    pub(super) fn tell(&mut self, news: News) {
        self.push(Effect::Tell(news));
    }

    /// Asks for one timer, however often it is asked for.
    pub(super) fn wait(&mut self, timer: Timer, milliseconds: u32) {
        if !*self.retry_due {
            *self.retry_due = true;
            self.push(Effect::Wait(timer, milliseconds));
        }
    }
}

/// The draft of this window.
enum State {
    Closed,
    Opening(Box<Opening>),
    AwaitingPassphrase(Awaiting),
    Open(Box<Open>),
    Rewriting(Box<Open>, Box<Rewriting>),
    Removed(Removed),
    Failed(String, OpenFault),
}

/// An encrypted draft that waits for its passphrase.
struct Awaiting {
    id: String,
    head: Head,
    /// The draft as it stood in this window before another one changed its lock.
    suspended: Option<Box<Open>>,
}

/// A draft that another window removed, or that cannot be opened again: its texts are offered as a new one.
struct Removed {
    id: String,
    texts: Texts,
    schema: Rc<dyn Schema>,
    application: Option<String>,
}

/// A removal that is not done.
struct Removal {
    local: Option<LocalFault>,
    step: RemovalStep,
}

enum RemovalStep {
    Local(Ticket),
    Journal(Ticket),
    Cleaning(Ticket),
    Left(Left),
}

/// Keeps what is typed in one window.
pub struct Keeper {
    state: State,
    /// Drafts that were closed before the journal had everything of them.
    closing: Vec<Open>,
    removals: BTreeMap<String, Removal>,
    survey: Option<Ticket>,
    listing: Option<Listing>,
    rebuild: Option<Ticket>,
    /// Whether localStorage says that there is a journal.
    marked: bool,
    /// Whether the journal ever answered.
    answered: bool,
    tickets: Ticket,
    retry_due: bool,
}

impl Default for Keeper {
    fn default() -> Self {
        Self::new()
    }
}

/// What the page shows.
#[derive(Debug)]
pub enum View<'a> {
    /// No draft is open.
    Closed,
    /// A draft is being read.
    Opening,
    /// A draft waits for its passphrase; says whether words of this window wait with it.
    AwaitingPassphrase(&'a Head, bool),
    /// A draft is open.
    Open(OpenView<'a>),
    /// Another window removed the draft, or it cannot be opened again; its texts can begin a new one.
    Removed(&'a Texts),
    /// A draft cannot be opened.
    Failed(&'a OpenFault),
}

/// The open draft, as the page shows it.
#[derive(Debug)]
pub struct OpenView<'a> {
    /// Its id.
    pub draft: &'a str,
    /// Its head.
    pub head: &'a Head,
    /// Its texts.
    pub texts: &'a Texts,
    /// The application that is read.
    pub application: Option<&'a str>,
    /// The revision that the texts are of.
    pub revision: u64,
    /// Whether they would outlive a crash.
    pub saved: Saved,
    /// The edits that undo the last steps; the next one stands last.
    pub undo: &'a [Edit],
    /// The edits that redo what was undone; the next one stands last.
    pub redo: &'a [Edit],
    /// The conflict list.
    pub conflicts: &'a [Conflict],
    /// The last copy that left this machine.
    pub exported: Option<Exported>,
    /// Whether everything stored is being rewritten under another lock.
    pub rewriting: bool,
    /// Whether words stand in this page alone.
    pub words_alone: bool,
}

impl Keeper {
    /// A keeper without a draft.
    pub fn new() -> Self {
        Self {
            state: State::Closed,
            closing: Vec::new(),
            removals: BTreeMap::new(),
            survey: None,
            listing: None,
            rebuild: None,
            marked: false,
            answered: false,
            tickets: 0,
            retry_due: false,
        }
    }

    /// What the page shows.
    pub fn view(&self, now: Instant) -> View<'_> {
        match &self.state {
            State::Closed => View::Closed,
            State::Opening(_) => View::Opening,
            State::AwaitingPassphrase(awaiting) => View::AwaitingPassphrase(
                &awaiting.head,
                awaiting.suspended.as_deref().is_some_and(Open::has_unwritten),
            ),
            State::Open(open) => View::Open(open_view(open, false, now)),
            State::Rewriting(open, _) => View::Open(open_view(open, true, now)),
            State::Removed(removed) => View::Removed(&removed.texts),
            State::Failed(_, fault) => View::Failed(fault),
        }
    }

    /// The drafts on this machine; nothing before both places were looked into.
    pub fn listing(&self) -> Option<&Listing> {
        self.listing.as_ref()
    }

    /// What is left of drafts that should be removed.
    pub fn removals(&self) -> impl Iterator<Item = (&str, Option<Left>)> {
        self.removals.iter().map(|(id, removal)| match removal.step {
            RemovalStep::Left(left) => (id.as_str(), Some(left)),
            _ => (id.as_str(), None),
        })
    }

    /// Whether words stand in this page alone.
    pub fn has_words_alone(&self) -> bool {
        let suspended = match &self.state {
            State::Open(open) | State::Rewriting(open, _) => open.has_words_alone(),
            State::AwaitingPassphrase(awaiting) => {
                awaiting.suspended.as_deref().is_some_and(Open::has_unwritten)
            }
            State::Opening(opening) => opening.suspended.as_deref().is_some_and(Open::has_unwritten),
            State::Removed(removed) => !removed.texts.is_empty(),
            State::Closed | State::Failed(..) => false,
        };
        suspended
            || self
                .closing
                .iter()
                .any(|open| open.has_words_alone() || open.journal.paused)
    }

    /// The key of the open draft, if it is encrypted.
    pub fn key(&self) -> Option<&Rc<crate::lock::DataKey>> {
        match &self.state {
            State::Open(open) | State::Rewriting(open, _) => open.key.as_ref(),
            _ => None,
        }
    }

    /// Takes what happened; says what is to be done, in this order.
    pub fn handle(&mut self, event: Event, now: Instant, chance: &mut impl Chance) -> Vec<Effect> {
        let (mut tickets, mut retry_due) = (self.tickets, self.retry_due);
        let mut turn = Turn {
            now,
            chance,
            tickets: &mut tickets,
            retry_due: &mut retry_due,
            effects: Vec::new(),
        };
        self.dispatch(event, &mut turn);
        self.advance(&mut turn);
        let effects = turn.effects;
        (self.tickets, self.retry_due) = (tickets, retry_due);
        effects
    }

    fn open_mut(&mut self) -> Option<&mut Open> {
        match &mut self.state {
            State::Open(open) | State::Rewriting(open, _) => Some(open),
            _ => None,
        }
    }

    fn dispatch(&mut self, event: Event, turn: &mut Turn<'_>) {
        match event {
            Event::Start => {
                let ticket = turn.ticket();
                self.survey = Some(ticket);
                turn.push(Effect::Survey(ticket));
            }
            Event::Surveyed(ticket, local, journal) => {
                if self.survey == Some(ticket) {
                    self.survey = None;
                    let found = survey(&local, &journal);
                    self.marked |= found.marked;
                    self.answered |= journal.is_ok();
                    self.listing = Some(found.listing);
                    turn.tell(News::Listed);
                    if !found.changes.is_empty() {
                        let ticket = turn.ticket();
                        turn.local(ticket, None, found.changes);
                    }
                    for id in found.removals {
                        if !self.removals.contains_key(&id) {
                            self.remove(id, turn);
                        }
                    }
                }
            }
            Event::Open(id) => self.open(id, turn),
            Event::Begin(beginning) => self.begin(*beginning, turn),
            Event::Close => {
                self.close(turn);
            }
            Event::Unlocked(draft, key) => {
                self.state = match self.take_state() {
                    State::AwaitingPassphrase(Awaiting { id, head, suspended }) if id == draft => {
                        let waiting = self
                            .closing
                            .iter()
                            .position(|open| open.id == id && open.journal.paused);
                        let suspended =
                            suspended.or_else(|| waiting.map(|place| Box::new(self.closing.remove(place))));
                        let opened = head.lock().cloned().map(|lock| (lock, key));
                        State::Opening(Opening::begin(id, opened, suspended, turn))
                    }
                    other => other,
                };
            }
            Event::Relock => {
                let id = match &self.state {
                    State::Open(open) if open.key.is_some() => open.id.clone(),
                    _ => return,
                };
                if self.close(turn) {
                    self.state = State::Opening(Opening::begin(id, None, None, turn));
                }
            }
            Event::Typed(edit) | Event::Found(edit) => self.with_open(|open| open.type_in(edit, turn)),
            Event::StepEnded => self.with_open(Open::end_step),
            Event::Undo => self.with_open(|open| open.undo(turn)),
            Event::Redo => self.with_open(|open| open.redo(turn)),
            Event::Restore(edit) => self.with_open(|open| open.restore(edit, turn)),
            Event::Recorded(edit) => self.with_open(|open| open.write_down(edit, turn)),
            Event::TakeConflict(key) => self.with_open(|open| open.take_conflict(&key, turn)),
            Event::DropConflict(key) => self.with_open(|open| open.drop_conflict(&key, turn)),
            Event::Exported(exported) => self.with_open(|open| open.note_export(exported, turn)),
            Event::Rewrite(key, head) => {
                if let State::Open(open) = self.take_state_if_open() {
                    self.state = State::Rewriting(open, Box::new(Rewriting::begin(key, head)));
                }
            }
            Event::Remove(id) => self.remove(id, turn),
            Event::Revive(id, head) => {
                if matches!(self.state, State::Removed(_))
                    && let State::Removed(removed) = self.take_state()
                {
                    self.begin(
                        Beginning {
                            draft: id,
                            head,
                            schema: removed.schema,
                            texts: removed.texts,
                            application: removed.application,
                        },
                        turn,
                    );
                }
            }
            Event::Rebuild => {
                let ticket = turn.ticket();
                self.rebuild = Some(ticket);
                turn.push(Effect::Rebuild(ticket));
            }
            Event::Hidden => self.with_open(|open| open.flush(turn)),
            Event::Shown => {
                for open in &mut self.closing {
                    open.journal.reading = Reading::Due;
                    open.flush(turn);
                }
                self.with_open(|open| {
                    open.end_step();
                    look_again(open, turn);
                });
            }
            Event::Elsewhere(key, value) => self.elsewhere(key, value, turn),
            Event::Timer(Timer::Retry) => {
                *turn.retry_due = false;
                for open in &mut self.closing {
                    open.flush(turn);
                }
                match &mut self.state {
                    State::Open(open) => retry(open, turn),
                    State::Rewriting(open, rewriting) => {
                        // Where the head is missing, the journal says first what became of it; while it is paused, the
                        // rewriting asks it.
                        if !open.local.is_head_missing || open.journal.paused {
                            rewriting.retry(open, turn);
                        }
                        retry(open, turn);
                    }
                    _ => {}
                }
            }
            Event::Schema(ticket, schema) => {
                self.with_opening(|opening, turn| opening.schema(ticket, schema, turn), turn);
            }
            Event::EntriesRead(ticket, entries) => {
                self.with_opening(|opening, turn| opening.entries_read(ticket, entries, turn), turn);
            }
            Event::LocalDone(ticket, answer) => self.local_done(ticket, answer, turn),
            Event::LocalRead(ticket, local) => self.local_read(ticket, local, turn),
            Event::JournalDone(ticket, answer) => self.journal_done(ticket, answer, turn),
            Event::JournalRead(ticket, read) => self.journal_read(ticket, read, turn),
            Event::Rebuilt(ticket, outcome) => self.rebuilt(ticket, outcome, turn),
        }
    }

    fn take_state(&mut self) -> State {
        std::mem::replace(&mut self.state, State::Closed)
    }

    /// The open draft, where nothing is being rewritten; everything else stays.
    fn take_state_if_open(&mut self) -> State {
        match &self.state {
            State::Open(_) => self.take_state(),
            _ => State::Closed,
        }
    }

    fn with_open(&mut self, act: impl FnOnce(&mut Open)) {
        if let Some(open) = self.open_mut() {
            act(open);
        }
    }

    fn with_opening(&mut self, act: impl FnOnce(Box<Opening>, &mut Turn<'_>) -> Next, turn: &mut Turn<'_>) {
        if !matches!(self.state, State::Opening(_)) {
            return;
        }
        let State::Opening(opening) = self.take_state() else {
            return;
        };
        let id = opening.id.clone();
        self.state = match act(opening, turn) {
            Next::Wait(opening) => State::Opening(opening),
            Next::Ask(head, suspended) => State::AwaitingPassphrase(Awaiting { id, head, suspended }),
            Next::Open(open) => {
                turn.tell(News::Opened(id));
                State::Open(open)
            }
            Next::Fail(fault, suspended) => without_draft(id, suspended, fault),
            Next::Remove(suspended) => {
                self.remove(id.clone(), turn);
                without_draft(id, suspended, OpenFault::NoDraft)
            }
        };
    }

    fn end_rewriting(&mut self) {
        self.state = match self.take_state() {
            State::Rewriting(open, _) => State::Open(open),
            other => other,
        };
    }

    /// What goes on by itself.
    fn advance(&mut self, turn: &mut Turn<'_>) {
        if let State::Rewriting(open, rewriting) = &mut self.state
            && let Progress::Ended = rewriting.advance(open, turn)
        {
            self.end_rewriting();
        }
        self.closing.retain(|open| !open.all_journalled());
    }

    /// Closes the draft of this window. One with words that stand in this page alone stays: says whether it went.
    fn close(&mut self, turn: &mut Turn<'_>) -> bool {
        let stays = match &self.state {
            State::Open(open) => open.has_words_alone(),
            // A rewriting that is cut off here could not be found out about.
            State::Rewriting(..) => true,
            State::AwaitingPassphrase(awaiting) => {
                awaiting.suspended.as_deref().is_some_and(Open::has_unwritten)
            }
            State::Opening(opening) => opening.suspended.as_deref().is_some_and(Open::has_unwritten),
            State::Removed(removed) => !removed.texts.is_empty(),
            State::Closed | State::Failed(..) => false,
        };
        if stays {
            turn.tell(News::Refused);
            return false;
        }
        if let State::Open(open) = self.take_state()
            && !open.all_journalled()
        {
            self.closing.push(*open);
        }
        true
    }

    fn open(&mut self, id: String, turn: &mut Turn<'_>) {
        if self.open_mut().is_some_and(|open| open.id == id) || !self.close(turn) {
            return;
        }
        let waiting = self
            .closing
            .iter()
            .position(|open| open.id == id && open.key.is_none() && !open.journal.paused);
        self.state = match waiting {
            Some(place) => {
                let mut open = self.closing.remove(place);
                look_again(&mut open, turn);
                turn.tell(News::Opened(id));
                State::Open(Box::new(open))
            }
            None => State::Opening(Opening::begin(id, None, None, turn)),
        };
    }

    fn begin(&mut self, beginning: Beginning, turn: &mut Turn<'_>) {
        if !self.close(turn) {
            return;
        }
        let Beginning {
            draft,
            head,
            schema,
            texts,
            application,
        } = beginning;
        let mut open = Open::new(draft.clone(), head, schema, None, turn);
        open.application = application;
        let own = Some(open.head.text.clone());
        open.local.heads = vec![None, own.clone()];
        open.journal.heads = vec![None, own];
        for (address, text) in texts {
            open.change(Edit::of(address, text), Cause::Begun, turn);
        }
        open.local.header_due = true;
        open.enqueue_all_journal();
        open.flush(turn);
        turn.tell(News::Opened(draft));
        self.state = State::Open(Box::new(open));
    }

    /// Removes a draft from both places, or tries again what is left of a removal.
    fn remove(&mut self, id: String, turn: &mut Turn<'_>) {
        let here = match &self.state {
            State::Open(open) | State::Rewriting(open, _) => open.id == id,
            State::Opening(opening) => opening.id == id,
            State::AwaitingPassphrase(awaiting) => awaiting.id == id,
            State::Removed(removed) => removed.id == id,
            State::Failed(failed, _) => *failed == id,
            State::Closed => false,
        };
        if here {
            self.state = State::Closed;
        }
        self.closing.retain(|open| open.id != id);
        let ticket = turn.ticket();
        turn.local(ticket, None, removal_begun(&id, turn.now));
        self.removals.insert(
            id,
            Removal {
                local: None,
                step: RemovalStep::Local(ticket),
            },
        );
    }

    fn removal_done(&mut self, id: &str, left: Option<Left>, turn: &mut Turn<'_>) {
        match left {
            None => {
                self.removals.remove(id);
                if let Some(listing) = &mut self.listing {
                    listing.drafts.retain(|listed| listed.draft != id);
                }
            }
            Some(left) => {
                if let Some(removal) = self.removals.get_mut(id) {
                    removal.step = RemovalStep::Left(left);
                }
            }
        }
        turn.tell(News::Removal(id.to_owned(), left));
    }

    /// The open draft was removed by another window.
    fn removed_elsewhere(&mut self, id: &str, turn: &mut Turn<'_>) {
        self.closing.retain(|open| open.id != id);
        let suspended = match self.take_state() {
            State::Open(open) | State::Rewriting(open, _) if open.id == id => Some(open),
            State::AwaitingPassphrase(awaiting) if awaiting.id == id => awaiting.suspended,
            State::Opening(opening) if opening.id == id => opening.suspended,
            other => {
                self.state = other;
                return;
            }
        };
        turn.tell(News::RemovedElsewhere(id.to_owned()));
        // What this window wrote before it knew goes too.
        let ticket = turn.ticket();
        turn.local(ticket, None, removed_local(id));
        self.state = without_draft(id.to_owned(), suspended, OpenFault::NoDraft);
    }

    /// Another window changed the lock of the open draft: what is written from here must follow.
    fn other_lock(&mut self, head: Head, turn: &mut Turn<'_>) {
        let (State::Open(mut open) | State::Rewriting(mut open, _)) = self.take_state() else {
            return;
        };
        if head.lock().is_some() {
            self.state = State::AwaitingPassphrase(Awaiting {
                id: open.id.clone(),
                head,
                suspended: Some(open),
            });
            return;
        }
        let before = std::mem::replace(&mut open.head, head);
        open.key = None;
        let heads = vec![Some(before.text), Some(open.head.text.clone())];
        open.local.heads.clone_from(&heads);
        open.journal.heads = heads;
        open.local.is_blocked = false;
        open.journal.paused = false;
        look_again(&mut open, turn);
        self.state = State::Open(open);
    }

    fn elsewhere(&mut self, key: Option<String>, value: Option<Value>, turn: &mut Turn<'_>) {
        let Some(key) = key else {
            return self.with_open(|open| look_again(open, turn));
        };
        self.marked |= key == JOURNAL_MARK && value.is_some();
        if let (Some(id), Some(_)) = (key.strip_prefix(REMOVALS), &value) {
            return self.removed_elsewhere(id, turn);
        }
        let rewriting = matches!(self.state, State::Rewriting(..));
        let Some(open) = self.open_mut() else { return };
        let prefix = format!("{DRAFTS}{}/", open.id);
        let Some(at) = key.strip_prefix(&prefix) else {
            return;
        };
        match (at, value) {
            ("head", Some(Value::Head(head)))
                if !rewriting && head.is_readable() && head.lock() != open.head.lock() =>
            {
                self.other_lock(head, turn);
            }
            ("head", None) => look_again(open, turn),
            // It was gone, and with it perhaps what this window alone had written.
            ("head", Some(_)) if !rewriting => look_again(open, turn),
            (at, None) => {
                // Its guard finds out whether the draft was removed; else the field is written again.
                let address = at.strip_prefix("field/").and_then(Address::parse);
                if let Some(address) = address.filter(|address| open.revisions.contains_key(address)) {
                    open.local.unwritten.insert(address);
                    open.flush(turn);
                }
            }
            (at, Some(Value::Field(field))) => {
                if let Some(address) = at.strip_prefix("field/").and_then(Address::parse) {
                    open.absorb(&address, field, Source::Local, turn);
                    open.flush(turn);
                }
            }
            _ => {}
        }
    }

    fn local_done(&mut self, ticket: Ticket, answer: LocalAnswer, turn: &mut Turn<'_>) {
        if let Some(id) =
            self.removal_with(|step| matches!(step, RemovalStep::Local(asked) if *asked == ticket))
        {
            let fault = fault_of(&answer);
            let next = turn.ticket();
            if let Some(removal) = self.removals.get_mut(&id) {
                removal.local = fault;
                removal.step = RemovalStep::Journal(next);
            }
            return turn.journal(next, None, removed_from_journal(&id, turn.now));
        }
        if let Some(id) =
            self.removal_with(|step| matches!(step, RemovalStep::Cleaning(asked) if *asked == ticket))
        {
            let left = fault_of(&answer).map(|fault| Left {
                local: Some(fault),
                journal: None,
            });
            return self.removal_done(&id, left, turn);
        }
        for open in &mut self.closing {
            open.local_done(ticket, answer.clone(), turn);
        }
        let stale = match &mut self.state {
            State::Open(open) => open.local_done(ticket, answer, turn),
            State::Rewriting(open, rewriting) => {
                let stale = rewriting.local_done(open, ticket, &answer, turn);
                open.local_done(ticket, answer, turn) || stale
            }
            _ => {
                self.with_opening(|opening, turn| opening.local_done(ticket, &answer, turn), turn);
                false
            }
        };
        if stale {
            self.with_open(|open| look_again(open, turn));
        }
    }

    fn removal_with(&self, is: impl Fn(&RemovalStep) -> bool) -> Option<String> {
        let found = self.removals.iter().find(|(_, removal)| is(&removal.step));
        found.map(|(id, _)| id.clone())
    }

    fn local_read(&mut self, ticket: Ticket, local: LocalDraft, turn: &mut Turn<'_>) {
        if let State::Rewriting(open, rewriting) = &mut self.state {
            rewriting.local_read(open, ticket, &local, turn);
        }
        if let Some(open) = self.open_mut()
            && open.local.second_read == Some(ticket)
        {
            open.local.second_read = None;
            if local.removing {
                let id = open.id.clone();
                return self.removed_elsewhere(&id, turn);
            }
            let is_gone = find_head(&local.records).is_none() && local.fault.is_none();
            if is_gone && !open.local.heads.contains(&None) {
                // It was emptied, and with it what other windows wrote.
                return look_again(open, turn);
            }
            open.absorb_local(local, turn);
            return open.flush(turn);
        }
        let asked = self
            .open_mut()
            .is_some_and(|open| open.local.full_read == Some(ticket));
        if !asked {
            return self.with_opening(|opening, turn| opening.local_read(ticket, local, turn), turn);
        }
        let rewriting = matches!(self.state, State::Rewriting(..));
        let Some(open) = self.open_mut() else { return };
        open.local.full_read = None;
        if local.removing {
            let id = open.id.clone();
            return self.removed_elsewhere(&id, turn);
        }
        if local.fault.is_some() {
            // Whatever stands there, the guard of the next write finds it. That write waits, so that the two do not
            // answer each other for ever.
            (open.local.is_blocked, open.local.is_head_missing) = (false, false);
            open.local.fault = local.fault;
            turn.wait(Timer::Retry, RETRY_MS);
            return open.write_journal(turn);
        }
        if open.local.fault == Some(LocalFault::Blocked) {
            open.local.fault = None;
        }
        let own = Some(open.head.text.clone());
        match find_head(&local.records) {
            // It was never written there, or the journal knows what became of it.
            None if open.local.heads.contains(&None) => {}
            None => {
                open.local.is_head_missing = true;
                return open.flush(turn);
            }
            Some(head) if head.text == open.head.text => open.local.heads = vec![own],
            // Two windows change the lock at once: the journal decides between them, and nothing is written till then.
            Some(head) if head.is_readable() && head.lock() != open.head.lock() && rewriting => {
                turn.wait(Timer::Retry, RETRY_MS);
                return open.write_journal(turn);
            }
            Some(head) if head.is_readable() && head.lock() != open.head.lock() => {
                let head = head.clone();
                return self.other_lock(head, turn);
            }
            Some(head) => {
                open.local.heads = vec![Some(head.text.clone()), own];
                open.local.header_due = true;
            }
        }
        (open.local.is_blocked, open.local.is_head_missing) = (false, false);
        open.enqueue_missing_local(&local);
        open.absorb_local(local, turn);
        open.flush(turn);
    }

    fn journal_done(&mut self, ticket: Ticket, answer: JournalAnswer, turn: &mut Turn<'_>) {
        if matches!(answer, JournalAnswer::Done(_)) && !self.marked {
            self.marked = true;
            let mark = turn.ticket();
            let change = LocalChange::Put(JOURNAL_MARK.to_owned(), Value::Text("1".to_owned()));
            turn.local(mark, None, vec![change]);
        }
        if let Some(id) =
            self.removal_with(|step| matches!(step, RemovalStep::Journal(asked) if *asked == ticket))
        {
            // Where this browser seems never to have had a journal, the wish stays: should one turn up after all, the
            // next start finishes the removal before anything is listed.
            let wish_stays = matches!(answer, JournalAnswer::Failed(JournalFault::Absent));
            let left = match answer {
                JournalAnswer::Done(_) | JournalAnswer::Stale => None,
                // A browser that never had a journal has nothing of the draft there.
                JournalAnswer::Failed(JournalFault::Absent) if !(self.marked || self.answered) => None,
                JournalAnswer::Failed(fault) => Some(fault),
            };
            let Some(removal) = self.removals.get_mut(&id) else {
                return;
            };
            if let Some(fault) = left {
                let left = Left {
                    local: removal.local,
                    journal: Some(fault),
                };
                return self.removal_done(&id, Some(left), turn);
            }
            let next = turn.ticket();
            removal.step = RemovalStep::Cleaning(next);
            return turn.local(next, None, removal_ended(&id, wish_stays));
        }
        for open in &mut self.closing {
            if open.journal_done(ticket, answer.clone(), turn) {
                return;
            }
        }
        match &mut self.state {
            State::Open(open) => {
                open.journal_done(ticket, answer, turn);
            }
            State::Rewriting(open, rewriting) => {
                let ended = rewriting.journal_done(open, ticket, &answer, turn);
                open.journal_done(ticket, answer, turn);
                if let Progress::Ended = ended {
                    self.end_rewriting();
                }
            }
            _ => {
                let done = matches!(answer, JournalAnswer::Done(_));
                self.with_opening(|opening, turn| opening.journal_done(ticket, done, turn), turn);
            }
        }
    }

    fn journal_read(
        &mut self,
        ticket: Ticket,
        read: Result<Box<crate::keeper::ports::JournalDraft>, JournalFault>,
        turn: &mut Turn<'_>,
    ) {
        if let Some(place) = self
            .closing
            .iter()
            .position(|open| open.journal.reading.is_asked(ticket))
        {
            let mut open = self.closing.remove(place);
            match read {
                Err(fault) => {
                    open.journal_unread(fault, turn);
                    self.closing.push(open);
                }
                Ok(journal) => match open.sync(&journal, turn) {
                    Synced::Fine => self.closing.push(open),
                    Synced::Removed => {}
                    // What it has left waits for the passphrase, in this page.
                    Synced::OtherLock(_) if open.has_unwritten() => {
                        open.journal.paused = true;
                        open.local.is_blocked = true;
                        self.closing.push(open);
                    }
                    Synced::OtherLock(_) => {}
                },
            }
            return;
        }
        if let State::Rewriting(open, rewriting) = &mut self.state
            && let Progress::Ended = rewriting.journal_read(open, ticket, &read, turn)
        {
            self.end_rewriting();
        }
        let asked = self
            .open_mut()
            .is_some_and(|open| open.journal.reading.is_asked(ticket));
        if !asked {
            return self.with_opening(|opening, turn| opening.journal_read(ticket, read, turn), turn);
        }
        let Some(open) = self.open_mut() else { return };
        let id = open.id.clone();
        let journal = match read {
            Ok(journal) => journal,
            Err(fault) => {
                open.journal_unread(fault, turn);
                // Without a journal nothing else can say what became of the head that is gone.
                if open.local.is_head_missing && matches!(fault, JournalFault::Absent | JournalFault::Newer) {
                    self.removed_elsewhere(&id, turn);
                }
                return;
            }
        };
        match open.sync(&journal, turn) {
            Synced::Fine => {
                if open.local.is_head_missing && open.local.full_read.is_none() {
                    // It was not removed: localStorage was emptied.
                    (open.local.is_blocked, open.local.is_head_missing) = (false, false);
                    open.local.heads = vec![None, Some(open.head.text.clone())];
                    open.enqueue_all_local();
                    open.flush(turn);
                }
            }
            Synced::Removed => self.removed_elsewhere(&id, turn),
            Synced::OtherLock(head) => self.other_lock(head, turn),
        }
    }

    fn rebuilt(&mut self, ticket: Ticket, outcome: Result<(), JournalFault>, turn: &mut Turn<'_>) {
        if self.rebuild != Some(ticket) {
            return;
        }
        self.rebuild = None;
        turn.tell(News::Rebuilt(outcome));
        let state = match outcome {
            Ok(()) => JournalState::Fine,
            Err(fault) => JournalState::Failing {
                fault,
                was_there: self.marked,
            },
        };
        if let Some(listing) = &mut self.listing {
            listing.journal = state;
        }
        if outcome.is_ok() {
            // Empty as it is now, it was not emptied by the browser. The next write marks it again.
            self.marked = false;
            let ticket = turn.ticket();
            let mark = LocalChange::Remove(JOURNAL_MARK.to_owned());
            turn.local(ticket, None, vec![mark]);
            self.with_open(|open| {
                open.journal.reading = Reading::Due;
                open.flush(turn);
            });
        }
    }
}

/// A draft that is gone or cannot be opened: what this window has of it can begin a new one.
fn without_draft(id: String, own: Option<Box<Open>>, fault: OpenFault) -> State {
    let Some(open) = own else {
        return State::Failed(id, fault);
    };
    State::Removed(Removed {
        id: open.id,
        texts: open.document.as_map().clone(),
        schema: open.schema,
        application: open.application,
    })
}

fn open_view(open: &Open, rewriting: bool, now: Instant) -> OpenView<'_> {
    OpenView {
        draft: &open.id,
        head: &open.head,
        texts: open.document.as_map(),
        application: open.application.as_deref(),
        revision: open.revision,
        saved: open.saved(now),
        undo: open.history.undoing(),
        redo: open.history.redoing(),
        conflicts: &open.conflicts,
        exported: open.exported,
        rewriting,
        words_alone: open.has_words_alone(),
    }
}

/// Learns what happened in both places, before anything more is written. An answer that is on its way may be of
/// before.
pub(super) fn look_again(open: &mut Open, turn: &mut Turn<'_>) {
    open.journal.reading = Reading::Due;
    look_at_local(open, turn);
}

fn look_at_local(open: &mut Open, turn: &mut Turn<'_>) {
    open.local.is_blocked = true;
    let ticket = turn.ticket();
    open.local.full_read = Some(ticket);
    turn.push(Effect::ReadLocal(ticket, open.id.clone()));
}

/// Tries again what could not be written.
fn retry(open: &mut Open, turn: &mut Turn<'_>) {
    let is_unreadable = open.local.fault == Some(LocalFault::Blocked) && !open.local.is_due();
    if open.local.is_blocked || is_unreadable {
        // The journal may have been asked already.
        if open.journal.reading == Reading::Synced {
            open.journal.reading = Reading::Due;
        }
        look_at_local(open, turn);
    } else {
        if open.local.fault.is_some() {
            open.ask_journal_again(turn);
        }
        open.flush(turn);
    }
}

fn fault_of(answer: &LocalAnswer) -> Option<LocalFault> {
    match answer {
        LocalAnswer::Done(outcomes) => outcomes
            .iter()
            .find_map(|outcome| outcome.as_ref().err().copied()),
        LocalAnswer::Stale => None,
    }
}
