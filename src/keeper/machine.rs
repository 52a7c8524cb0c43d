//! The state machine: the draft of one window, drafts that are still being written after they were closed, removals,
//! and the list of drafts.

use std::rc::Rc;

use crate::document::{Address, Edit};
use crate::foundations::Instant;
use crate::keeper::listing::{JournalState, Listing, list_drafts};
use crate::keeper::loading::{Loading, Transition};
use crate::keeper::ports::{
    Carried, DRAFTS, DraftModel, Effect, Event, Head, IncompleteRemoval, JOURNAL_MARK, JournalAnswer,
    JournalChange, JournalFault, JournalScan, LocalAnswer, LocalChange, LocalDraft, LocalFault, LocalScan,
    NewDraft, Notification, Precondition, REMOVALS, RETRY_MS, RandomSource, Record, ReencryptFault,
    RequestId, Timer, parse_field_name,
};
use crate::keeper::reencryption::{Reencrypting, ReencryptionStatus};
use crate::keeper::removal::{Removals, Step, local_deletions};
use crate::keeper::window_draft::{Conflict, JournalOutcome, Storage, Texts, WindowDraft};
use crate::keeper::writing::{
    Circumstances, HeadExplanation, LocalReadState, ReadState, SaveStatus, UnexplainedHead,
};
use crate::keeper::{Cause, Exported};
use crate::lock::DataKey;

/// Why a draft cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenFault {
    /// No storage has it.
    NoDraft,
    /// It was removed, in this window or another one.
    Removed,
    /// localStorage does not have it, and the journal, which may, could not be read.
    JournalUnread(JournalFault),
    /// A newer version of the page wrote it.
    Newer,
    /// Its head cannot be read in either storage, or is in none. Fields and entries may be intact: the rescue page shows
    /// them.
    DamagedHead,
    /// Its stored form is an old version, and no backup could be made before the migration.
    NoBackup,
    /// Its rubric is not available.
    NoRubric(Head),
}

/// What the handling of one event uses and produces: the clock, random values, new request ids, effects.
pub(super) struct Context<'a> {
    pub(super) now: Instant,
    pub(super) random: &'a mut dyn RandomSource,
    last_request_id: &'a mut RequestId,
    is_timer_running: &'a mut bool,
    effects: Vec<Effect>,
}

impl Context<'_> {
    pub(super) fn next_request_id(&mut self) -> RequestId {
        *self.last_request_id += 1;
        *self.last_request_id
    }

    pub(super) fn push(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    pub(super) fn local(
        &mut self,
        request_id: RequestId,
        precondition: Option<Precondition>,
        changes: Vec<LocalChange>,
    ) {
        self.push(Effect::Local(request_id, precondition, changes));
    }

    pub(super) fn journal(
        &mut self,
        request_id: RequestId,
        precondition: Option<Precondition>,
        changes: Vec<JournalChange>,
    ) {
        self.push(Effect::Journal(request_id, precondition, changes));
    }

    pub(super) fn read_journal(&mut self, request_id: RequestId, draft: String) {
        self.push(Effect::ReadJournal(request_id, draft));
    }

    pub(super) fn notify(&mut self, notification: Notification) {
        self.push(Effect::Notify(notification));
    }

    /// Starts the retry timer, unless it is running.
    pub(super) fn start_timer(&mut self, timer: Timer, milliseconds: u32) {
        if !*self.is_timer_running {
            *self.is_timer_running = true;
            self.push(Effect::StartTimer(timer, milliseconds));
        }
    }
}

/// The draft of this window.
enum State {
    Closed,
    Loading(Box<Loading>),
    AwaitingPassphrase(Awaiting),
    Open(Box<WindowDraft>),
    Reencrypting(Box<WindowDraft>, Box<Reencrypting>),
    Detached(Detached),
    Failed(String, OpenFault),
}

impl State {
    /// The texts that this window has of its draft, if it has any.
    fn window_draft(&self) -> Option<&WindowDraft> {
        match self {
            Self::Open(open) | Self::Reencrypting(open, _) => Some(open),
            Self::AwaitingPassphrase(awaiting) => awaiting.previous.as_deref(),
            Self::Loading(loading) => loading.previous.as_deref(),
            Self::Closed | Self::Detached(_) | Self::Failed(..) => None,
        }
    }

    /// Whether a text of this draft is in no storage and in no exported file.
    fn has_unstored_text(&self) -> bool {
        match self {
            Self::Detached(detached) => !detached.texts.is_empty(),
            _ => self.window_draft().is_some_and(WindowDraft::has_unstored_text),
        }
    }
}

/// An encrypted draft whose passphrase has not been entered yet.
struct Awaiting {
    id: String,
    head: Head,
    /// The draft of this window from before another window changed its lock.
    previous: Option<Box<WindowDraft>>,
}

/// The texts that this window has of a draft that is not open any more: another window removed it, or it cannot be opened
/// again. They can begin a new draft.
struct Detached {
    id: String,
    reason: OpenFault,
    texts: Texts,
    model: Rc<dyn DraftModel>,
    application: Option<String>,
}

/// The keeper of one window.
pub struct Keeper {
    state: State,
    /// Closed drafts that the journal has not acknowledged completely.
    closing: Vec<WindowDraft>,
    removals: Removals,
    scan: Option<RequestId>,
    listing: Option<Listing>,
    rebuild: Option<RequestId>,
    /// Whether this browser has had a journal.
    journal_existed: bool,
    /// Whether the journal has ever answered.
    journal_answered: bool,
    /// Whether a write of the journal broke since this window was opened or the journal was rebuilt.
    journal_has_broken: bool,
    /// Whether an input method composes in a field of the open draft.
    is_composing: bool,
    last_request_id: RequestId,
    is_timer_running: bool,
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
    /// A draft is being loaded.
    Loading,
    /// The passphrase of a draft is needed; and whether unwritten texts of this window are held until then.
    AwaitingPassphrase(&'a Head, bool),
    /// A draft is open.
    Open(OpenView<'a>),
    /// Another window removed the draft, or it cannot be opened again, for this reason; its texts can begin a new one.
    Detached(&'a Texts, &'a OpenFault),
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
    /// The application under review.
    pub application: Option<&'a str>,
    /// The sequence number of the latest change in the texts.
    pub sequence: u64,
    /// How well they are saved.
    pub saved: SaveStatus,
    /// The edits that undo the last steps; the next one is the last.
    pub undo: &'a [Edit],
    /// The edits that redo what was undone; the next one is the last.
    pub redo: &'a [Edit],
    /// The conflict list: texts that their fields do not have.
    pub conflicts: Vec<&'a Conflict>,
    /// The fields of which every stored copy is damaged; they have no text.
    pub damaged: Vec<Address>,
    /// Whether the journal could not be read when the draft was opened, nor since: it may have texts of fields that are
    /// empty here. A browser that is not known to have had a journal has none.
    pub is_journal_unread: bool,
    /// The last exported copy.
    pub exported: Option<Exported>,
    /// Whether all its stored records are being encrypted under another lock, or decrypted.
    pub reencrypting: bool,
    /// Whether some text of it is in no storage and in no exported file.
    pub has_unstored_text: bool,
}

impl Keeper {
    /// A keeper without a draft.
    pub fn new() -> Self {
        Self {
            state: State::Closed,
            closing: Vec::new(),
            removals: Removals::default(),
            scan: None,
            listing: None,
            rebuild: None,
            journal_existed: false,
            journal_answered: false,
            journal_has_broken: false,
            is_composing: false,
            last_request_id: 0,
            is_timer_running: false,
        }
    }

    /// What the page shows.
    pub fn view(&self, now: Instant) -> View<'_> {
        match &self.state {
            State::Closed => View::Closed,
            State::Loading(_) => View::Loading,
            State::AwaitingPassphrase(awaiting) => {
                View::AwaitingPassphrase(&awaiting.head, self.state.has_unstored_text())
            }
            State::Open(open) => View::Open(self.open_view(open, now)),
            State::Reencrypting(open, _) => View::Open(self.open_view(open, now)),
            State::Detached(detached) => View::Detached(&detached.texts, &detached.reason),
            State::Failed(_, fault) => View::Failed(fault),
        }
    }

    fn open_view<'a>(&'a self, open: &'a WindowDraft, now: Instant) -> OpenView<'a> {
        let circumstances = Circumstances {
            now,
            journal_has_broken: self.journal_has_broken,
            is_composing: self.is_composing,
        };
        OpenView {
            draft: &open.id,
            head: &open.head,
            texts: open.document.as_map(),
            application: open.application.as_deref(),
            sequence: open.sequence,
            saved: open.save_status(circumstances),
            undo: open.undo_history.undoing(),
            redo: open.undo_history.redoing(),
            conflicts: open.open_conflicts(),
            damaged: open.damaged_fields(),
            is_journal_unread: open.known_at_opening.is_some() && self.journal_existed,
            exported: open.exported,
            reencrypting: matches!(self.state, State::Reencrypting(..)),
            has_unstored_text: open.has_unstored_text(),
        }
    }

    /// The drafts on this machine; nothing before both storages were scanned.
    pub fn listing(&self) -> Option<&Listing> {
        self.listing.as_ref()
    }

    /// The removals that are in progress, and those that ended incomplete.
    pub fn removals(&self) -> impl Iterator<Item = (&str, Option<IncompleteRemoval>)> {
        self.removals.views()
    }

    /// Whether a text of the draft of this window, or of one that is still being written after it was closed, is in no
    /// storage and in no exported file.
    pub fn has_unstored_text(&self) -> bool {
        self.state.has_unstored_text() || self.closing.iter().any(WindowDraft::has_unstored_text)
    }

    /// Whether a text may be lost with the page: it is in no storage, or what the journal acknowledged of the open draft is
    /// in doubt, and no exported file has it. Closing the draft loses nothing by the doubt: it can be opened again while
    /// the browser runs.
    pub fn may_lose_text(&self) -> bool {
        let is_in_doubt = |open: &WindowDraft| self.journal_has_broken && !open.is_exported();
        self.has_unstored_text() || self.state.window_draft().is_some_and(is_in_doubt)
    }

    /// Whether these can be the texts that the open draft had under this sequence number: its numbers have reached it, and
    /// every text that differs was changed since, but for those left out. A copy of the browser's storages, on another
    /// computer or brought back, goes its own way under the same numbers.
    pub fn can_have_had(&self, sequence: u64, texts: &Texts, left_out: &Address) -> bool {
        let (State::Open(open) | State::Reencrypting(open, _)) = &self.state else {
            return false;
        };
        let own = open.document.as_map();
        let mut addresses = own.keys().chain(texts.keys()).filter(|at| *at != left_out);
        sequence <= open.sequence
            && addresses.all(|at| {
                let is_changed_since = open.sequences.get(at).is_some_and(|own| *own > sequence);
                let [own, other] = [own, texts].map(|texts| texts.get(at).map_or("", String::as_str));
                is_changed_since || own == other
            })
    }

    /// Whether what the journal acknowledges is in doubt, since a write of it broke.
    pub fn journal_is_doubtful(&self) -> bool {
        self.journal_has_broken
    }

    /// The key of the open draft, if it is encrypted.
    pub fn key(&self) -> Option<&Rc<DataKey>> {
        match &self.state {
            State::Open(open) | State::Reencrypting(open, _) => open.key.as_ref(),
            _ => None,
        }
    }

    /// Handles an event. The effects are to be executed in their order.
    pub fn handle(&mut self, event: Event, now: Instant, random: &mut impl RandomSource) -> Vec<Effect> {
        let (mut last_request_id, mut is_timer_running) = (self.last_request_id, self.is_timer_running);
        let mut context = Context {
            now,
            random,
            last_request_id: &mut last_request_id,
            is_timer_running: &mut is_timer_running,
            effects: Vec::new(),
        };
        self.dispatch(event, &mut context);
        self.advance(&mut context);
        let effects = context.effects;
        (self.last_request_id, self.is_timer_running) = (last_request_id, is_timer_running);
        effects
    }

    fn open_mut(&mut self) -> Option<&mut WindowDraft> {
        match &mut self.state {
            State::Open(open) | State::Reencrypting(open, _) => Some(open),
            _ => None,
        }
    }

    fn dispatch(&mut self, event: Event, context: &mut Context<'_>) {
        match event {
            Event::ListDrafts => {
                let request_id = context.next_request_id();
                self.scan = Some(request_id);
                context.push(Effect::ScanStorages(request_id));
            }
            Event::StoragesScanned(request_id, local, journal) => {
                self.storages_scanned(request_id, &local, &journal, context);
            }
            Event::Open(id) => self.open(id, context),
            Event::Begin(new_draft) => self.begin(*new_draft, context),
            Event::Close => {
                self.close(context);
            }
            Event::PassphraseAccepted(draft, key) => self.passphrase_accepted(&draft, key, context),
            Event::Relock => self.relock(context),
            Event::Typed(edit) | Event::FieldsRead(edit) => {
                self.with_open(|open| open.type_in(edit, context))
            }
            Event::StepEnded => self.with_open(WindowDraft::end_step),
            Event::Undo => self.with_open(|open| open.undo(context)),
            Event::Redo => self.with_open(|open| open.redo(context)),
            Event::Restore(edit) => self.with_open(|open| open.restore(edit, context)),
            Event::Noted(edit) => self.with_open(|open| open.note(edit, context)),
            Event::TakeConflict(key) => self.with_open(|open| open.take_conflict(&key, context)),
            Event::DropConflict(key) => self.with_open(|open| open.drop_conflict(&key, context)),
            Event::Exported(exported) => self.with_open(|open| open.note_export(exported, context)),
            // What is encrypted now may be gone at the next start, and the unencrypted records back.
            Event::Reencrypt(..) if self.journal_has_broken && matches!(self.state, State::Open(_)) => {
                context.notify(Notification::NotReencrypted(ReencryptFault::JournalInDoubt));
            }
            Event::Reencrypt(key, head) => {
                if let State::Open(open) = self.take_state_if_open() {
                    self.state = State::Reencrypting(open, Box::new(Reencrypting::begin(key, head)));
                }
            }
            Event::Remove(id) => self.remove(id, context),
            Event::RestoreDetached(id, head) => self.restore_detached(id, head, context),
            Event::Rebuild => {
                let request_id = context.next_request_id();
                self.rebuild = Some(request_id);
                context.push(Effect::Rebuild(request_id));
            }
            Event::JournalClosed => {
                // What it had may be gone. Nothing counts as saved before it was read.
                self.reread_closing(context);
                self.with_open(|open| {
                    open.journal.read_state = ReadState::Due;
                    open.flush(context);
                });
            }
            Event::JournalBroke(broke) => {
                self.journal_has_broken = broke;
                context.push(Effect::RememberJournalBroke(broke));
            }
            Event::Composing(is_composing) => self.is_composing = is_composing,
            Event::PageHidden => self.with_open(|open| open.flush(context)),
            Event::PageShown => {
                self.reread_closing(context);
                self.with_open(|open| {
                    open.end_step();
                    reread(open, context);
                });
            }
            Event::ChangedElsewhere(key, value) => self.changed_elsewhere(key, value, context),
            Event::TimerExpired(Timer::Retry) => self.retry(context),
            Event::RubricFound(request_id, model) => {
                self.with_loading(
                    |loading, context| loading.rubric_found(request_id, model, context),
                    context,
                );
            }
            Event::EntriesRead(request_id, entries) => {
                self.with_loading(
                    |loading, context| loading.entries_read(request_id, entries, context),
                    context,
                );
            }
            Event::LocalDone(request_id, answer) => self.local_done(request_id, answer, context),
            Event::LocalRead(request_id, local) => self.local_read(request_id, local, context),
            Event::JournalDone(request_id, answer) => self.journal_done(request_id, answer, context),
            Event::JournalRead(request_id, read) => self.journal_read(request_id, read, context),
            Event::Rebuilt(request_id, outcome) => self.rebuilt(request_id, outcome, context),
        }
    }

    /// Both storages were scanned: the drafts are listed, what may not stay is deleted, and removals are resumed.
    fn storages_scanned(
        &mut self,
        request_id: RequestId,
        local: &LocalScan,
        journal: &Result<Box<JournalScan>, JournalFault>,
        context: &mut Context<'_>,
    ) {
        if self.scan != Some(request_id) {
            return;
        }
        self.scan = None;
        let found = list_drafts(local, journal);
        self.journal_existed |= found.journal_existed;
        self.journal_answered |= journal.is_ok();
        self.listing = Some(found.listing);
        context.notify(Notification::DraftsListed);
        if !found.changes.is_empty() {
            let request_id = context.next_request_id();
            context.local(request_id, None, found.changes);
        }
        for id in found.removals {
            if !self.removals.contains(&id) {
                self.remove(id, context);
            }
        }
    }

    /// A passphrase opened the lock of a draft. What this window had not written of it before is taken over.
    fn passphrase_accepted(&mut self, draft: &str, key: Rc<DataKey>, context: &mut Context<'_>) {
        self.state = match self.take_state() {
            State::AwaitingPassphrase(Awaiting { id, head, previous }) if id == draft => {
                let mut closing = self.closing.iter();
                let index = closing.position(|open| open.id == id && open.awaits_passphrase());
                let previous = previous.or_else(|| index.map(|index| Box::new(self.closing.remove(index))));
                let opened = head.lock().cloned().map(|lock| (lock, key));
                State::Loading(Loading::begin(id, opened, previous, context))
            }
            other => other,
        };
    }

    /// Locks the open draft again. What is not written yet is written on after it is closed.
    fn relock(&mut self, context: &mut Context<'_>) {
        let id = match &self.state {
            State::Open(open) if open.key.is_some() => open.id.clone(),
            _ => return,
        };
        if self.close(context) {
            self.state = State::Loading(Loading::begin(id, None, None, context));
        }
    }

    /// The texts of the draft that is not open any more begin a new one.
    fn restore_detached(&mut self, id: String, head: Head, context: &mut Context<'_>) {
        if matches!(self.state, State::Detached(_))
            && let State::Detached(detached) = self.take_state()
        {
            let new_draft = NewDraft {
                draft: id,
                head,
                model: detached.model,
                texts: detached.texts,
                application: detached.application,
            };
            self.begin(new_draft, context);
        }
    }

    /// Reads the journal again for the drafts that are still being written after they were closed.
    fn reread_closing(&mut self, context: &mut Context<'_>) {
        for open in &mut self.closing {
            open.journal.read_state = ReadState::Due;
            open.flush(context);
        }
    }

    /// Retries what failed.
    fn retry(&mut self, context: &mut Context<'_>) {
        *context.is_timer_running = false;
        for open in &mut self.closing {
            open.flush(context);
        }
        match &mut self.state {
            State::Open(open) => retry(open, context),
            State::Reencrypting(open, reencrypting) => {
                // If the head is in doubt, the journal is read first; while writes are paused, the re-encryption does that.
                let is_head_in_doubt = matches!(open.local.read_state, LocalReadState::AwaitingJournal(_));
                if !is_head_in_doubt || open.journal.pause.is_some() {
                    reencrypting.retry(open, context);
                }
                retry(open, context);
            }
            _ => {}
        }
    }

    /// Notes that a write of this window to the journal broke, or that this window rebuilt it since.
    fn note_broken(&mut self, broke: bool, context: &mut Context<'_>) {
        if self.journal_has_broken != broke {
            self.journal_has_broken = broke;
            context.push(Effect::ShareJournalBroke(broke));
        }
    }

    fn take_state(&mut self) -> State {
        std::mem::replace(&mut self.state, State::Closed)
    }

    /// Takes the open draft, unless it is being re-encrypted.
    fn take_state_if_open(&mut self) -> State {
        match &self.state {
            State::Open(_) => self.take_state(),
            _ => State::Closed,
        }
    }

    fn with_open(&mut self, act: impl FnOnce(&mut WindowDraft)) {
        if let Some(open) = self.open_mut() {
            act(open);
        }
    }

    fn with_loading(
        &mut self,
        act: impl FnOnce(Box<Loading>, &mut Context<'_>) -> Transition,
        context: &mut Context<'_>,
    ) {
        if !matches!(self.state, State::Loading(_)) {
            return;
        }
        let State::Loading(loading) = self.take_state() else {
            return;
        };
        let id = loading.id.clone();
        self.state = match act(loading, context) {
            Transition::Wait(loading) => State::Loading(loading),
            Transition::AskPassphrase(head, previous) => {
                State::AwaitingPassphrase(Awaiting { id, head, previous })
            }
            Transition::Open(open) => {
                context.notify(Notification::Opened(id));
                State::Open(open)
            }
            Transition::Fail(fault, previous) => state_without_draft(id, previous, fault),
            Transition::Remove(previous) => {
                self.remove(id.clone(), context);
                state_without_draft(id, previous, OpenFault::Removed)
            }
        };
    }

    fn end_reencryption(&mut self) {
        self.state = match self.take_state() {
            State::Reencrypting(open, _) => State::Open(open),
            other => other,
        };
    }

    /// Advances what needs no further event.
    fn advance(&mut self, context: &mut Context<'_>) {
        if let State::Reencrypting(open, reencrypting) = &mut self.state
            && let ReencryptionStatus::Ended = reencrypting.advance(open, context)
        {
            self.end_reencryption();
        }
        let closing = std::mem::take(&mut self.closing).into_iter();
        let (written, closing): (Vec<_>, Vec<_>) = closing.partition(WindowDraft::all_journalled);
        self.closing = closing;
        // The draft may have been opened again without what the journal alone has, and only now.
        let is_written = |id: &str| {
            written
                .iter()
                .any(|closed| closed.id == id && !closed.all_local())
        };
        self.with_open(|open| {
            if is_written(&open.id) {
                reread(open, context);
            }
        });
    }

    /// Closes the draft of this window, unless that would lose a text or interrupt a re-encryption. Returns whether it was
    /// closed.
    fn close(&mut self, context: &mut Context<'_>) -> bool {
        // The outcome of a re-encryption that is interrupted here could not be determined.
        let stays = matches!(self.state, State::Reencrypting(..)) || self.state.has_unstored_text();
        if stays {
            context.notify(Notification::NotClosed);
            return false;
        }
        if let State::Open(open) = self.take_state()
            && !open.all_journalled()
        {
            self.closing.push(*open);
        }
        true
    }

    fn open(&mut self, id: String, context: &mut Context<'_>) {
        if self.open_mut().is_some_and(|open| open.id == id) || !self.close(context) {
            return;
        }
        let closing_index = self
            .closing
            .iter()
            .position(|open| open.id == id && open.key.is_none() && !open.awaits_passphrase());
        self.state = match closing_index {
            Some(index) => {
                let mut open = self.closing.remove(index);
                reread(&mut open, context);
                context.notify(Notification::Opened(id));
                State::Open(Box::new(open))
            }
            None => State::Loading(Loading::begin(id, None, None, context)),
        };
    }

    fn begin(&mut self, new_draft: NewDraft, context: &mut Context<'_>) {
        if !self.close(context) {
            return;
        }
        let NewDraft {
            draft,
            head,
            model,
            texts,
            application,
        } = new_draft;
        let mut open = WindowDraft::new(draft.clone(), head, model, None, context);
        open.application = application;
        let own = Some(open.head.text.clone());
        open.local.heads = vec![None, own.clone()];
        open.journal.heads = vec![None, own];
        for (address, text) in texts {
            open.change_without_undo(Edit::of(address, text), Cause::Begun, context);
        }
        open.local.are_fixed_records_due = true;
        open.enqueue_all_journal();
        open.flush(context);
        context.notify(Notification::Opened(draft));
        self.state = State::Open(Box::new(open));
    }

    /// Removes a draft from both storages, or resumes an incomplete removal.
    fn remove(&mut self, id: String, context: &mut Context<'_>) {
        let here = match &self.state {
            State::Open(open) | State::Reencrypting(open, _) => open.id == id,
            State::Loading(loading) => loading.id == id,
            State::AwaitingPassphrase(awaiting) => awaiting.id == id,
            State::Detached(detached) => detached.id == id,
            State::Failed(failed, _) => *failed == id,
            State::Closed => false,
        };
        if here {
            self.state = State::Closed;
        }
        self.closing.retain(|open| open.id != id);
        self.removals.begin(id, context);
    }

    fn removal_ended(&mut self, id: String, left: Option<IncompleteRemoval>, context: &mut Context<'_>) {
        if let (None, Some(listing)) = (left, &mut self.listing) {
            listing.drafts.retain(|listed| listed.draft != id);
        }
        context.notify(Notification::Removal(id, left));
    }

    /// Another window removed the draft that is open here.
    fn removed_elsewhere(&mut self, id: &str, context: &mut Context<'_>) {
        self.closing.retain(|open| open.id != id);
        // What this window wrote after the removal is deleted as well.
        let request_id = context.next_request_id();
        context.local(request_id, None, local_deletions(id));
        let own = match self.take_state() {
            State::Open(open) | State::Reencrypting(open, _) if open.id == id => Some(open),
            State::AwaitingPassphrase(awaiting) if awaiting.id == id => awaiting.previous,
            State::Loading(loading) if loading.id == id => loading.previous,
            other => {
                self.state = other;
                return;
            }
        };
        context.notify(Notification::RemovedElsewhere(id.to_owned()));
        self.state = state_without_draft(id.to_owned(), own, OpenFault::Removed);
    }

    /// Another window changed the lock of the open draft: from now on this window has to write under the new one.
    fn lock_changed_elsewhere(&mut self, head: Head, context: &mut Context<'_>) {
        let (State::Open(mut open) | State::Reencrypting(mut open, _)) = self.take_state() else {
            return;
        };
        if head.lock().is_some() {
            open.await_passphrase();
            self.state = State::AwaitingPassphrase(Awaiting {
                id: open.id.clone(),
                head,
                previous: Some(open),
            });
            return;
        }
        open.decrypted_elsewhere(head);
        reread(&mut open, context);
        self.state = State::Open(open);
    }

    /// Another window changed the lock of a draft that is still being written after it was closed.
    fn lock_of_closed_changed(&mut self, mut open: WindowDraft, head: Head, context: &mut Context<'_>) {
        if !open.has_pending_writes() {
            return;
        }
        match &mut self.state {
            State::Open(current) | State::Reencrypting(current, _)
                if current.id == open.id && current.head.lock() == head.lock() =>
            {
                return current.take_over_closed(open, context);
            }
            State::Loading(loading) if loading.id == open.id && loading.previous.is_none() => {
                open.await_passphrase();
                loading.previous = Some(Box::new(open));
                return;
            }
            _ => {}
        }
        // localStorage is read by nobody here; whoever opens the draft writes there what it lacks.
        open.local.read_state = LocalReadState::Due;
        if head.lock().is_none() {
            open.decrypted_elsewhere(head);
            open.journal.read_state = ReadState::Due;
            open.flush(context);
        } else {
            open.await_passphrase();
        }
        self.closing.push(open);
    }

    fn changed_elsewhere(&mut self, key: Option<String>, value: Option<Record>, context: &mut Context<'_>) {
        let Some(key) = key else {
            return self.with_open(|open| reread(open, context));
        };
        self.journal_existed |= key == JOURNAL_MARK && value.is_some();
        if let (Some(id), Some(_)) = (key.strip_prefix(REMOVALS), &value) {
            return self.removed_elsewhere(id, context);
        }
        let reencrypting = matches!(self.state, State::Reencrypting(..));
        let Some(open) = self.open_mut() else { return };
        let prefix = format!("{DRAFTS}{}/", open.id);
        let Some(name) = key.strip_prefix(&prefix) else {
            return;
        };
        match (name, value) {
            ("head", Some(Record::Head(head)))
                if !reencrypting
                    && head.is_readable()
                    && head.lock().is_some()
                    && head.lock() != open.head.lock() =>
            {
                self.lock_changed_elsewhere(head, context);
            }
            // Another window wrote the head again, perhaps since localStorage was emptied: what only this window had
            // written may be gone. One without a lock may be from before the draft was encrypted.
            ("head", Some(_)) if !reencrypting => reread(open, context),
            (name, None) => {
                // The precondition of the write detects a removed draft; otherwise the field is written again.
                let address = parse_field_name(name);
                if let Some(address) = address.filter(|address| open.sequences.contains_key(address)) {
                    open.local.unwritten.insert(address);
                    open.flush(context);
                }
            }
            (name, Some(Record::Field(field))) => {
                if let Some(address) = parse_field_name(name) {
                    open.reconcile_field(&address, field, Storage::Local, context);
                    open.flush(context);
                }
            }
            _ => {}
        }
    }

    fn local_done(&mut self, request_id: RequestId, answer: LocalAnswer, context: &mut Context<'_>) {
        match self.removals.local_done(request_id, &answer, context) {
            Step::Unknown => {}
            Step::Continues => return,
            Step::Ended(id, left) => return self.removal_ended(id, left, context),
        }
        for open in &mut self.closing {
            open.local_done(request_id, answer.clone(), context);
        }
        let stale = match &mut self.state {
            State::Open(open) => open.local_done(request_id, answer, context),
            State::Reencrypting(open, reencrypting) => {
                let stale = reencrypting.local_done(open, request_id, &answer, context);
                open.local_done(request_id, answer, context) || stale
            }
            _ => {
                self.with_loading(
                    |loading, context| loading.local_done(request_id, &answer, context),
                    context,
                );
                false
            }
        };
        if stale {
            self.with_open(|open| reread(open, context));
        }
    }

    fn local_read(&mut self, request_id: RequestId, local: LocalDraft, context: &mut Context<'_>) {
        if let State::Reencrypting(open, reencrypting) = &mut self.state {
            reencrypting.local_read(open, request_id, &local, context);
        }
        match self.open_mut().map(|open| &open.local.read_state) {
            Some(LocalReadState::SecondRead(asked)) if *asked == request_id => {
                self.second_read_done(local, context);
            }
            Some(LocalReadState::Requested(asked)) if *asked == request_id => {
                self.full_read_done(local, context);
            }
            _ => self.with_loading(
                |loading, context| loading.local_read(request_id, local, context),
                context,
            ),
        }
    }

    /// The read right after loading, for what other windows wrote meanwhile.
    fn second_read_done(&mut self, local: LocalDraft, context: &mut Context<'_>) {
        let Some(open) = self.open_mut() else { return };
        open.local.read_state = LocalReadState::Current;
        if local.removing {
            let id = open.id.clone();
            return self.removed_elsewhere(&id, context);
        }
        let is_gone = local.head().is_none() && !open.local.heads.contains(&None);
        if local.fault.is_some() || is_gone {
            // localStorage cannot be read, or was emptied, including what other windows had written: the journal may have it.
            return reread(open, context);
        }
        open.reconcile_local(local, context);
        open.flush(context);
    }

    /// The read of the whole draft after something may have changed it.
    fn full_read_done(&mut self, local: LocalDraft, context: &mut Context<'_>) {
        let reencrypting = matches!(self.state, State::Reencrypting(..));
        let Some(open) = self.open_mut() else { return };
        open.local.read_state = LocalReadState::Due;
        if local.removing {
            let id = open.id.clone();
            return self.removed_elsewhere(&id, context);
        }
        if local.fault.is_some() {
            // The precondition of the next write checks what is there. That write waits for the timer; otherwise the
            // two would trigger each other endlessly.
            open.local.read_state = LocalReadState::Current;
            open.local.fault = local.fault;
            context.start_timer(Timer::Retry, RETRY_MS);
            return open.write_journal(context);
        }
        if open.local.fault == Some(LocalFault::Unavailable) {
            open.local.fault = None;
        }
        let own = Some(open.head.text.clone());
        match local.head() {
            // The draft was never written there, or the journal knows its state.
            None if open.local.heads.contains(&None) => {}
            None => {
                open.local.read_state = LocalReadState::AwaitingJournal(UnexplainedHead::Missing);
                return open.flush(context);
            }
            Some(head) if head.text == open.head.text => open.local.heads = vec![own],
            // Two windows change the lock at once. The journal decides; nothing is written before.
            Some(head) if head.is_readable() && head.lock() != open.head.lock() && reencrypting => {
                context.start_timer(Timer::Retry, RETRY_MS);
                return open.write_journal(context);
            }
            Some(head) if head.is_readable() && head.lock() != open.head.lock() => {
                let head = head.clone();
                if head.lock().is_none() {
                    let unexplained = UnexplainedHead::WithoutLock(head);
                    open.local.read_state = LocalReadState::AwaitingJournal(unexplained);
                    return open.flush(context);
                }
                return self.lock_changed_elsewhere(head, context);
            }
            Some(head) => {
                open.local.heads = vec![Some(head.text.clone()), own];
                open.local.are_fixed_records_due = true;
            }
        }
        open.local.read_state = LocalReadState::Current;
        open.enqueue_missing_local(&local);
        open.reconcile_local(local, context);
        open.flush(context);
    }

    fn journal_done(&mut self, request_id: RequestId, answer: JournalAnswer, context: &mut Context<'_>) {
        if answer == JournalAnswer::Failed(JournalFault::Broken) {
            self.note_broken(true, context);
        }
        if matches!(answer, JournalAnswer::Done(_)) && !self.journal_existed {
            self.journal_existed = true;
            let mark = context.next_request_id();
            let change = LocalChange::Put(JOURNAL_MARK.to_owned(), Record::Text("1".to_owned()));
            context.local(mark, None, vec![change]);
        }
        let had_journal = self.journal_existed || self.journal_answered;
        match self
            .removals
            .journal_done(request_id, &answer, had_journal, context)
        {
            Step::Unknown => {}
            Step::Continues => return,
            Step::Ended(id, left) => return self.removal_ended(id, left, context),
        }
        for open in &mut self.closing {
            if open.journal_done(request_id, answer.clone(), context) {
                return;
            }
        }
        match &mut self.state {
            State::Open(open) => {
                open.journal_done(request_id, answer, context);
            }
            State::Reencrypting(open, reencrypting) => {
                let ended = reencrypting.journal_done(open, request_id, &answer, context);
                open.journal_done(request_id, answer, context);
                if let ReencryptionStatus::Ended = ended {
                    self.end_reencryption();
                }
            }
            _ => {
                let done = matches!(answer, JournalAnswer::Done(_));
                self.with_loading(
                    |loading, context| loading.journal_done(request_id, done, context),
                    context,
                );
            }
        }
    }

    fn journal_read(
        &mut self,
        request_id: RequestId,
        read: Result<Box<crate::keeper::ports::JournalDraft>, JournalFault>,
        context: &mut Context<'_>,
    ) {
        if let Some(index) = self
            .closing
            .iter()
            .position(|open| open.journal.read_state.waits_for(request_id))
        {
            let mut open = self.closing.remove(index);
            match read {
                Err(fault) => {
                    open.journal_read_failed(fault, context);
                    self.closing.push(open);
                }
                Ok(journal) => match open.reconcile_journal(&journal, context) {
                    JournalOutcome::Done => self.closing.push(open),
                    JournalOutcome::Removed => self.removed_elsewhere(&open.id, context),
                    JournalOutcome::LockChanged(head) => self.lock_of_closed_changed(open, head, context),
                },
            }
            return;
        }
        if let State::Reencrypting(open, reencrypting) = &mut self.state
            && let ReencryptionStatus::Ended = reencrypting.journal_read(open, request_id, &read, context)
        {
            self.end_reencryption();
        }
        let asked = self
            .open_mut()
            .is_some_and(|open| open.journal.read_state.waits_for(request_id));
        if !asked {
            return self.with_loading(
                |loading, context| loading.journal_read(request_id, read, context),
                context,
            );
        }
        let Some(open) = self.open_mut() else { return };
        let id = open.id.clone();
        let journal = read.map(|journal| open.reconcile_journal(&journal, context));
        if let Err(fault) = journal {
            open.journal_read_failed(fault, context);
        }
        let explanation = match (&open.local.read_state, journal) {
            (LocalReadState::AwaitingJournal(unexplained), journal) => {
                unexplained.clone().explained_by(&journal)
            }
            (_, Ok(JournalOutcome::Removed)) => HeadExplanation::Removed,
            (_, Ok(JournalOutcome::LockChanged(head))) => HeadExplanation::LockChanged(head),
            (_, Ok(JournalOutcome::Done) | Err(_)) => return,
        };
        match explanation {
            HeadExplanation::Unknown => {}
            HeadExplanation::Removed => self.removed_elsewhere(&id, context),
            HeadExplanation::LockChanged(head) => self.lock_changed_elsewhere(head, context),
            HeadExplanation::Outdated(there) => {
                open.local.read_state = LocalReadState::Current;
                open.local.heads = vec![there, Some(open.head.text.clone())];
                open.enqueue_all_local();
                open.flush(context);
            }
        }
    }

    fn rebuilt(
        &mut self,
        request_id: RequestId,
        outcome: Result<Carried, JournalFault>,
        context: &mut Context<'_>,
    ) {
        if self.rebuild != Some(request_id) {
            return;
        }
        self.rebuild = None;
        context.notify(Notification::Rebuilt(outcome));
        let state = match outcome {
            Ok(_) => JournalState::Available,
            Err(fault) => JournalState::Failing {
                fault,
                was_there: self.journal_existed,
            },
        };
        if let Some(listing) = &mut self.listing {
            listing.journal = state;
        }
        if outcome.is_ok() {
            // The journal is empty because it was rebuilt, not because the browser emptied it. The next write sets the
            // mark again.
            self.journal_existed = false;
            self.note_broken(false, context);
            let request_id = context.next_request_id();
            let mark = LocalChange::Remove(JOURNAL_MARK.to_owned());
            context.local(request_id, None, vec![mark]);
            self.with_open(|open| {
                // Whatever it lacks now, nobody emptied it.
                open.journal.heads.push(None);
                open.journal.read_state = ReadState::Due;
                open.flush(context);
            });
        }
    }
}

/// The state for a draft that is gone or cannot be opened. The texts that this window has can begin a new one.
fn state_without_draft(id: String, own: Option<Box<WindowDraft>>, fault: OpenFault) -> State {
    let Some(open) = own else {
        return State::Failed(id, fault);
    };
    State::Detached(Detached {
        id: open.id,
        reason: fault,
        texts: open.document.as_map().clone(),
        model: open.model,
        application: open.application,
    })
}

/// Reads both storages again before the next write. An answer that is still pending may be older than what happened.
pub(super) fn reread(open: &mut WindowDraft, context: &mut Context<'_>) {
    open.journal.read_state = ReadState::Due;
    reread_local(open, context);
}

fn reread_local(open: &mut WindowDraft, context: &mut Context<'_>) {
    let request_id = context.next_request_id();
    open.local.read_state = LocalReadState::Requested(request_id);
    context.push(Effect::ReadLocal(request_id, open.id.clone()));
}

/// Retries the writes that failed.
fn retry(open: &mut WindowDraft, context: &mut Context<'_>) {
    let is_unreadable = open.local.fault == Some(LocalFault::Unavailable) && !open.local.is_due();
    if open.local.must_wait() || is_unreadable {
        // A read of the journal may be pending already.
        if open.journal.read_state == ReadState::Current {
            open.journal.read_state = ReadState::Due;
        }
        reread_local(open, context);
    } else {
        if open.local.fault.is_some() {
            open.refresh_from_journal(context);
        }
        open.flush(context);
    }
}
