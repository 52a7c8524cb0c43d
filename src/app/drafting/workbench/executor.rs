//! Runs the session on the page: sends events to it, executes its effects with the browser's interfaces, and updates
//! the signals.

use std::collections::VecDeque;
use std::future::Future;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use scoring::desks::drafting::{
    CopyFolder, DeskNotification, DraftMirror, DraftStatus, Effect, Event, ExportedFile, LastCopy, LocalTime,
    Locking, LockingFault, MergeOffer, OpenDraft, OpenedApplication, Session, SheetFile, ShownVersion,
    WaitingFile,
};
use scoring::desks::rubrics::RubricFile;
use scoring::document::Address;
use scoring::foundations::SortedMap;
use scoring::keeper::{self, Conflict, JournalFault, SaveStatus, Version, View};
use scoring::lock::{Cost, DataKey, Lock};
use scoring::scoresheet::SubmissionState;
use scoring::words as say;

use crate::app::browser::channel::{self, Message};
use crate::app::browser::files::{self, Chosen};
use crate::app::browser::journal::Store;
use crate::app::browser::{clock, document, ids, journal, ports, storage};
use crate::app::drafting::Workbench;
use crate::app::drafting::workbench::encryption::keep_idle_minutes;
use crate::app::drafting::workbench::incoming::EXAMPLE_DRAFT;
use crate::app::drafting::workbench::merging::read_origins;
use crate::app::drafting::workbench::readers::Readers;
use crate::app::frame::{FrameOwner, Writable};
use crate::app::rubrics;

/// The session, and what carrying out its effects needs.
pub(super) struct DeskState {
    pub(super) session: Session,
    pub(super) readers: Readers,
    /// Files that were opened and may still be taken to another desk, by the numbers that the session knows them by.
    files: SortedMap<u64, Chosen>,
    next_file: u64,
    /// What other windows changed in localStorage and is not taken over yet: keys and texts.
    pub(super) changed_elsewhere: Vec<(Option<String>, Option<String>)>,
}

impl DeskState {
    pub(super) fn new() -> Self {
        let local = LocalTime {
            day: clock::local_day,
            minute: clock::local_minute,
        };
        Self {
            session: Session::new(local),
            readers: Readers::default(),
            files: SortedMap::new(),
            next_file: 0,
            changed_elsewhere: Vec::new(),
        }
    }

    /// Holds a file that was opened; returns its number.
    pub(super) fn hold(&mut self, file: Chosen) -> u64 {
        let number = self.next_file;
        self.next_file += 1;
        self.files.insert(number, file);
        number
    }

    /// Lets go of the files that no waiting_file names any more.
    pub(super) fn let_go(&mut self, wanted: impl Fn(u64) -> bool) {
        self.files.retain(|number, _| wanted(*number));
    }

    fn take(&mut self, sheets: &[SheetFile]) -> Vec<Chosen> {
        let taken = sheets.iter().map(|sheet| self.files.remove(&sheet.number));
        taken.flatten().collect()
    }
}

/// The signals that follow the session. Nobody else can write them.
#[derive(Clone, Copy)]
pub(super) struct Signals {
    rubrics: Writable<Vec<Arc<RubricFile>>>,
    draft_status: Writable<DraftStatus>,
    opened: Writable<Option<OpenDraft>>,
    saved: Writable<SaveStatus>,
    doubtful: Writable<bool>,
    undoable: Writable<(bool, bool)>,
    conflicts: Writable<Vec<Conflict>>,
    damaged: Writable<Vec<Address>>,
    journal_unread: Writable<bool>,
    last_copy: Writable<LastCopy>,
    encrypted: Writable<bool>,
    submission_state: Writable<SubmissionState>,
    application_to_review: Writable<Option<OpenedApplication>>,
    waiting_files: Writable<Vec<WaitingFile>>,
    exported_file: Writable<Option<ExportedFile>>,
    folder: Writable<CopyFolder>,
    versions: Writable<Option<Result<Vec<Version>, JournalFault>>>,
    shown_version: Writable<Option<ShownVersion>>,
    merge_offer: Writable<Option<MergeOffer>>,
    locking: Writable<Locking>,
    idle_minutes: Writable<u32>,
}

impl Signals {
    fn new() -> Self {
        Self {
            rubrics: Writable::new(Vec::new()),
            draft_status: Writable::new(DraftStatus::Nothing),
            opened: Writable::new(None),
            saved: Writable::new(SaveStatus::Unchanged),
            doubtful: Writable::new(false),
            undoable: Writable::new((false, false)),
            conflicts: Writable::new(Vec::new()),
            damaged: Writable::new(Vec::new()),
            journal_unread: Writable::new(false),
            last_copy: Writable::new(LastCopy::None),
            encrypted: Writable::new(false),
            submission_state: Writable::new(SubmissionState::Not),
            application_to_review: Writable::new(None),
            waiting_files: Writable::new(Vec::new()),
            exported_file: Writable::new(None),
            folder: Writable::new(CopyFolder::None),
            versions: Writable::new(None),
            shown_version: Writable::new(None),
            merge_offer: Writable::new(None),
            locking: Writable::new(Locking::Idle),
            idle_minutes: Writable::new(0),
        }
    }
}

impl Workbench {
    /// A desk without a draft, whose signals are given out to be read.
    pub(super) fn new(owner: FrameOwner) -> Self {
        let set = Signals::new();
        Self {
            frame: owner.frame(),
            rubrics: set.rubrics.read_only(),
            draft_status: set.draft_status.read_only(),
            opened: set.opened.read_only(),
            saved: set.saved.read_only(),
            doubtful: set.doubtful.read_only(),
            undoable: set.undoable.read_only(),
            conflicts: set.conflicts.read_only(),
            damaged: set.damaged.read_only(),
            journal_unread: set.journal_unread.read_only(),
            last_copy: set.last_copy.read_only(),
            encrypted: set.encrypted.read_only(),
            submission_state: set.submission_state.read_only(),
            locking: set.locking.read_only(),
            idle_minutes: set.idle_minutes.read_only(),
            application_to_review: set.application_to_review.read_only(),
            waiting_files: set.waiting_files.read_only(),
            exported_file: set.exported_file.read_only(),
            folder: set.folder.read_only(),
            versions: set.versions.read_only(),
            shown_version: set.shown_version.read_only(),
            merge_offer: set.merge_offer.read_only(),
            next_notice: Writable::new(None),
            owner,
            folder_handle: StoredValue::new_local(None),
            state: StoredValue::new_local(DeskState::new()),
            composing: Writable::new(false),
            set,
        }
    }
}

impl Workbench {
    /// Reads from the session. Nothing may be set meanwhile.
    pub(super) fn with_session<T>(self, read: impl FnOnce(&Session) -> T) -> Option<T> {
        self.state.try_with_value(|state| read(&state.session))
    }

    /// Sends an event to the session, executes the effects, and shows state and notifications.
    pub(super) fn send(self, event: Event) {
        if self.with_session(|session| session.is_locked_by(&event, clock::now())) == Some(true) {
            self.take_field_texts();
        } else if event.needs_field_scan() {
            self.scan_fields();
        }
        let mut queue = VecDeque::from([event]);
        let mut told = Vec::new();
        while let Some(event) = queue.pop_front() {
            let effects = self.state.try_update_value(|state| {
                state
                    .session
                    .handle(event, clock::now(), &mut ports::BrowserRandom)
            });
            for effect in effects.unwrap_or_default() {
                self.carry_out(effect, &mut queue, &mut told);
            }
        }
        self.show();
        for notifications in told {
            self.notify(notifications);
        }
    }

    fn carry_out(self, effect: Effect, queue: &mut VecDeque<Event>, told: &mut Vec<DeskNotification>) {
        match effect {
            Effect::Keeper(effect) => self.carry_out_keeper(effect, queue),
            Effect::FindRubric(fingerprint) => self.answer(async move {
                let texts = rubrics::stored_rubric(fingerprint).await;
                Event::RubricRead(fingerprint, texts)
            }),
            Effect::ReadRubrics => self.answer(async move {
                let shipped = rubrics::shipped(self.frame).await;
                Event::RubricsRead(shipped, rubrics::stored_rubrics())
            }),
            Effect::StoreRubric(rubric_file) => {
                if rubrics::store_rubric(&rubric_file).is_err() {
                    self.trouble(say::trouble_full(self.lang.get_untracked()).to_owned());
                }
            }
            Effect::Download(exported_file) => {
                let outcome = files::download(&exported_file.name, "application/json", &exported_file.text);
                if outcome.is_ok() {
                    self.close_notice();
                }
                queue.push_back(Event::Downloaded(outcome));
            }
            Effect::WriteCopy(copy) => self.write_copy(copy, queue),
            Effect::ToSecretariat(sheets) => {
                let files = self.state.try_update_value(|state| state.take(&sheets));
                files::hand_over(&files.unwrap_or_default());
            }
            Effect::DropFiles(sheets) => {
                self.state.update_value(|state| drop(state.take(&sheets)));
            }
            // Where it cannot be remembered, the example opens as one more draft next time.
            Effect::RememberExample(id) => drop(storage::write(EXAMPLE_DRAFT, &id)),
            Effect::RememberIdleMinutes(minutes) => keep_idle_minutes(minutes),
            Effect::ReadOrigins(drafts) => queue.push_back(read_origins(drafts)),
            Effect::ReadHistory(id) => self.answer(async move {
                let keys = journal::keys(Store::Entries, &format!("{id}/")).await;
                Event::HistoryRead(id, keys)
            }),
            Effect::ReadEntries {
                draft,
                sequence,
                keys,
            } => {
                let asked = ports::read_entries(&keys);
                self.answer(async move {
                    Event::EntriesRead {
                        draft,
                        sequence,
                        entries: asked.await,
                    }
                });
            }
            Effect::OpenLock {
                draft,
                lock,
                passphrase,
            } => self.answer(async move {
                // Opening takes a moment of hard work; the page says so first.
                document::yield_to_browser().await;
                let key = lock.open(passphrase.as_str()).map(Rc::new);
                Event::LockOpened(draft, lock, key)
            }),
            Effect::MakeLock {
                draft,
                key,
                passphrase,
            } => self.answer(async move {
                document::yield_to_browser().await;
                Event::LockMade(draft, new_lock(key, passphrase.as_str()))
            }),
            Effect::LockElsewhere(draft) => channel::tell(&Message::Locked(draft)),
            Effect::Notify(notifications) => told.push(notifications),
        }
    }

    fn carry_out_keeper(self, effect: keeper::Effect, queue: &mut VecDeque<Event>) {
        use keeper::{Effect, Event as Answer};
        match effect {
            // localStorage answers before anything else happens.
            Effect::Local(request_id, precondition, changes) => {
                let answer = ports::local(precondition.as_ref(), &changes);
                queue.push_back(Event::Keeper(Answer::LocalDone(request_id, answer)));
            }
            Effect::ReadLocal(request_id, draft) => {
                let read = ports::read_local(&draft);
                queue.push_back(Event::Keeper(Answer::LocalRead(request_id, read)));
            }
            // The journal does what it is asked in the order of asking.
            Effect::Journal(request_id, precondition, changes) => {
                let asked = ports::journal(precondition, changes);
                self.answer(async move { Event::Keeper(Answer::JournalDone(request_id, asked.await)) });
            }
            Effect::ReadJournal(request_id, draft) => {
                let asked = ports::read_journal(&draft);
                self.answer(async move { Event::Keeper(Answer::JournalRead(request_id, asked.await)) });
            }
            Effect::ReadEntries(request_id, keys) => {
                let asked = ports::read_entries(&keys);
                self.answer(async move { Event::Keeper(Answer::EntriesRead(request_id, asked.await)) });
            }
            Effect::Reencrypt(request_id, order) => {
                let asked = ports::reencrypt(*order);
                self.answer(async move { Event::Keeper(Answer::JournalDone(request_id, asked.await)) });
            }
            Effect::ScanStorages(request_id) => {
                let asked = ports::scan_storages();
                self.answer(async move {
                    let (local, journal) = asked.await;
                    Event::Keeper(Answer::StoragesScanned(request_id, local, journal))
                });
            }
            Effect::Rebuild(request_id) => {
                let asked = ports::rebuild();
                self.answer(async move { Event::Keeper(Answer::Rebuilt(request_id, asked.await)) });
            }
            Effect::StartTimer(timer, milliseconds) => {
                document::after(milliseconds, move || {
                    self.send(Event::Keeper(Answer::TimerExpired(timer)));
                });
            }
            Effect::RememberJournalBroke(broke) => channel::remember_broken_journal(broke),
            Effect::ShareJournalBroke(broke) => {
                channel::remember_broken_journal(broke);
                channel::tell(&Message::JournalBroke(broke));
            }
            // The session handles these itself.
            Effect::FindRubric(..) | Effect::Notify(_) => {}
        }
    }

    /// Sends what comes of something that takes time.
    pub(super) fn answer(self, asked: impl Future<Output = Event> + 'static) {
        spawn_local(async move { self.send(asked.await) });
    }

    /// Updates the signals from the session. They are set while the session is not borrowed: their readers may read it.
    fn show(self) {
        let set = self.set;
        let Some((snapshot, changes)) = self.state.try_update_value(|state| {
            let changes = state.session.take_changes();
            (Snapshot::of(&state.session, set), state.readers.due(&changes))
        }) else {
            return;
        };
        change(set.rubrics, snapshot.rubrics);
        change(set.opened, snapshot.opened);
        change(set.exported_file, snapshot.exported_file);
        put(set.saved, snapshot.saved);
        put(set.doubtful, snapshot.doubtful);
        put(set.last_copy, snapshot.last_copy);
        put(set.undoable, snapshot.undoable);
        put(set.encrypted, snapshot.encrypted);
        put(set.submission_state, snapshot.submission_state);
        change(set.conflicts, snapshot.conflicts);
        change(set.damaged, snapshot.damaged);
        put(set.journal_unread, snapshot.journal_unread);
        change(set.application_to_review, snapshot.application_to_review);
        change(set.waiting_files, snapshot.waiting_files);
        put(set.folder, snapshot.folder);
        change(set.versions, snapshot.versions);
        change(set.shown_version, snapshot.shown_version);
        change(set.merge_offer, snapshot.merge_offer);
        put(set.locking, snapshot.locking);
        put(set.idle_minutes, snapshot.idle_minutes);
        put(set.draft_status, snapshot.draft_status);
        for reader in changes {
            reader.notify();
        }
    }

    /// The open draft as it is read.
    pub(super) fn mirror(self) -> Option<Rc<DraftMirror>> {
        self.with_session(|session| session.mirror().cloned()).flatten()
    }
}

/// What the session shows. Large values are `None` if their signal has the same value already.
struct Snapshot {
    rubrics: Option<Vec<Arc<RubricFile>>>,
    draft_status: DraftStatus,
    opened: Option<Option<OpenDraft>>,
    saved: SaveStatus,
    doubtful: bool,
    undoable: (bool, bool),
    conflicts: Option<Vec<Conflict>>,
    damaged: Option<Vec<Address>>,
    journal_unread: bool,
    last_copy: LastCopy,
    encrypted: bool,
    submission_state: SubmissionState,
    application_to_review: Option<Option<OpenedApplication>>,
    waiting_files: Option<Vec<WaitingFile>>,
    exported_file: Option<Option<ExportedFile>>,
    folder: CopyFolder,
    versions: Option<Option<Result<Vec<Version>, JournalFault>>>,
    shown_version: Option<Option<ShownVersion>>,
    merge_offer: Option<Option<MergeOffer>>,
    locking: Locking,
    idle_minutes: u32,
}

impl Snapshot {
    fn of(session: &Session, set: Signals) -> Self {
        let now = clock::now();
        let view = session.keeper().view(now);
        let open = match &view {
            View::Open(open) => Some(open),
            _ => None,
        };
        let rubrics = session.rubrics().all();
        let conflicts = open.map_or(&[][..], |open| &open.conflicts);
        let conflicts: Vec<Conflict> = conflicts.iter().copied().cloned().collect();
        let damaged = open.map_or(&[][..], |open| &open.damaged);
        let same = set
            .opened
            .with_untracked(|known| same_draft(known.as_ref(), session.open()));
        Self {
            rubrics: set
                .rubrics
                .with_untracked(|known| (!same_rubrics(known, rubrics)).then(|| rubrics.to_vec())),
            draft_status: session.draft_status(now),
            opened: (!same).then(|| session.open().cloned()),
            doubtful: session.keeper().journal_is_doubtful(),
            saved: open.map_or(SaveStatus::Unchanged, |open| open.saved),
            undoable: open.map_or((false, false), |open| {
                (!open.undo.is_empty(), !open.redo.is_empty())
            }),
            conflicts: other_list(set.conflicts, &conflicts),
            damaged: other_list(set.damaged, damaged),
            journal_unread: open.is_some_and(|open| open.is_journal_unread),
            last_copy: session.last_copy(now),
            encrypted: open.is_some_and(|open| open.head.lock().is_some()),
            submission_state: session.submission_state(now),
            application_to_review: other(set.application_to_review, session.application_to_review()),
            waiting_files: other_list(set.waiting_files, session.waiting_files()),
            exported_file: other(set.exported_file, session.exported_file()),
            folder: session.folder().clone(),
            versions: other(set.versions, session.versions()),
            shown_version: other(set.shown_version, session.shown_version()),
            merge_offer: other(set.merge_offer, session.merge_offer()),
            locking: session.locking().clone(),
            idle_minutes: session.idle_minutes(),
        }
    }
}

/// A value, where the signal has another one.
fn other<T: Clone + PartialEq>(signal: Writable<Option<T>>, now: Option<&T>) -> Option<Option<T>> {
    signal.with_untracked(|known| (known.as_ref() != now).then(|| now.cloned()))
}

/// The same of a list.
fn other_list<T: Clone + PartialEq>(signal: Writable<Vec<T>>, now: &[T]) -> Option<Vec<T>> {
    signal.with_untracked(|known| (known != now).then(|| now.to_vec()))
}

/// Sets a signal where there is another value.
fn change<T>(signal: Writable<T>, value: Option<T>) {
    if let Some(value) = value {
        signal.set(value);
    }
}

/// Whether the same rubrics are available. They never change, so it is asked whether they are the same ones.
fn same_rubrics(known: &[Arc<RubricFile>], now: &[Arc<RubricFile>]) -> bool {
    known.len() == now.len() && known.iter().zip(now).all(|(known, now)| Arc::ptr_eq(known, now))
}

/// Whether the same draft is open.
fn same_draft(known: Option<&OpenDraft>, now: Option<&OpenDraft>) -> bool {
    match (known, now) {
        (None, None) => true,
        (Some(known), Some(now)) => {
            let application = match (&known.application, &now.application) {
                (Some(known), Some(now)) => Arc::ptr_eq(known, now),
                (None, None) => true,
                _ => false,
            };
            known.id == now.id && Arc::ptr_eq(&known.rubric_file, &now.rubric_file) && application
        }
        _ => false,
    }
}

/// Sets a signal to a value where it has another one.
fn put<T: PartialEq>(signal: Writable<T>, value: T) {
    if signal.with_untracked(|old| *old != value) {
        signal.set(value);
    }
}

fn new_lock(key: Option<Rc<DataKey>>, passphrase: &str) -> Result<(Rc<DataKey>, Lock), LockingFault> {
    let key = match key {
        Some(key) => key,
        None => Rc::new(DataKey::of(ids::secret().ok_or(LockingFault::NoRandomness)?)),
    };
    let salt = ids::secret().ok_or(LockingFault::NoRandomness)?;
    let nonce = ids::secret().ok_or(LockingFault::NoRandomness)?;
    let lock = key.lock(passphrase, Cost::DEFAULT, salt, nonce);
    let lock = lock.map_err(LockingFault::Lock)?;
    Ok((key, lock))
}
