//! The session: the state of the desk and the dispatch of its events.

use std::rc::{Rc, Weak};
use std::sync::Arc;

use crate::application::ApplicationRecord;
use crate::derived::Derived;
use crate::desks::drafting::begin::RubricRequest;
use crate::desks::drafting::copies::CopyCheck;
use crate::desks::drafting::event::is_of_shell;
use crate::desks::drafting::history::HistoryView;
use crate::desks::drafting::idle_lock::IdleTimer;
use crate::desks::drafting::locking::LockPhase;
use crate::desks::drafting::merging::Merging;
use crate::desks::drafting::view::DraftStatus;
use crate::desks::drafting::{
    Changes, CopyFolder, DeskNotification, DraftMirror, Effect, Event, ExportedFile, LastCopy, LocalTime,
    Locking, OpenedApplication, OpenedFile, ShownVersion, WaitingFile, missing,
};
use crate::desks::rubrics::{AvailableRubrics, RubricFile};
use crate::document::Address;
use crate::faults::AnyFault;
use crate::files::read_reading_copy;
use crate::foundations::{Code, Instant, SortedMap, SortedSet};
use crate::keeper::{self, JournalFault, Keeper, OpenFault, OpenView, RandomSource, Version, View};
use crate::problem::Problems;
use crate::scoresheet::{Draft, DraftHead, DraftKind, Field, REASON_MAX, SubmissionState, clause_of};
use crate::stored::{read_draft_head, read_head, write_draft_head};

/// The open draft, apart from what changes while one types.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenDraft {
    /// Its id.
    pub id: String,
    /// Whose work it is.
    pub kind: DraftKind,
    /// Its rubric.
    pub rubric_file: Arc<RubricFile>,
    /// The application under review, without its scores.
    pub application: Option<Arc<ApplicationRecord>>,
}

impl OpenDraft {
    /// The codes of its clauses, in their order.
    pub fn codes(&self) -> Vec<Code> {
        let clauses = self.rubric_file.rubric.clauses();
        clauses.map(|clause| clause.node.code.clone()).collect()
    }
}

/// What the handling of one event uses and produces.
pub(super) struct Context<'a, C> {
    pub(super) now: Instant,
    pub(super) random: &'a mut C,
    pub(super) effects: Vec<Effect>,
    /// Whether the keeper refused to let a draft go.
    pub(super) refused: bool,
    /// The texts that the keeper says have changed.
    changed: Vec<Address>,
}

impl<C> Context<'_, C> {
    pub(super) fn notify(&mut self, notification: DeskNotification) {
        self.effects.push(Effect::Notify(notification));
    }

    pub(super) fn ask(&mut self, effect: Effect) {
        self.effects.push(effect);
    }
}

/// A look over the drafts on this machine.
#[derive(Default)]
struct ListingState {
    under_way: bool,
    /// Whether it is to be looked once more.
    again: bool,
}

/// The desk of an applicant or an assessor, without a screen.
pub struct Session {
    pub(super) keeper: Keeper,
    pub(super) rubrics: AvailableRubrics,
    pub(super) local: LocalTime,
    /// The draft that was asked for last and was not closed.
    asked: Option<String>,
    pub(super) open: Option<OpenDraft>,
    /// The texts and figures of the draft that is open, or that another window removed.
    pub(super) mirror: Option<Rc<DraftMirror>>,
    /// The drafts that were handed to the keeper. One that it did not take is gone.
    tracked_drafts: Vec<(String, Weak<DraftMirror>)>,
    /// The head that was read last, as it is stored.
    head: String,
    failure: Option<OpenFault>,
    removals_asked: SortedSet<String>,
    /// The drafts that were removed elsewhere and whose texts began new ones here: old ids and new ones.
    restored: SortedMap<String, String>,
    listing_state: ListingState,
    pub(super) waiting_files: Vec<WaitingFile>,
    pub(super) application_to_review: Option<OpenedApplication>,
    pub(super) rubric_requests: Vec<RubricRequest>,
    /// Files that wait until the rubrics were read.
    pub(super) unread: Vec<Vec<OpenedFile>>,
    pub(super) reading_rubrics: bool,
    /// A file that the shell is handing out.
    pub(super) pending_download: Option<ExportedFile>,
    pub(super) exported_file: Option<ExportedFile>,
    pub(super) folder: CopyFolder,
    pub(super) copy_check: CopyCheck,
    pub(super) history: HistoryView,
    /// Whether the history is shown.
    history_shown: bool,
    pub(super) idle_timer: IdleTimer,
    pub(super) merging: Merging,
    pub(super) locking: Locking,
    pub(super) lock_phase: Option<LockPhase>,
}

impl Session {
    /// A desk without a draft.
    pub fn new(local: LocalTime) -> Self {
        Self {
            keeper: Keeper::new(),
            rubrics: AvailableRubrics::default(),
            local,
            asked: None,
            open: None,
            mirror: None,
            tracked_drafts: Vec::new(),
            head: String::new(),
            failure: None,
            removals_asked: SortedSet::new(),
            restored: SortedMap::new(),
            listing_state: ListingState::default(),
            waiting_files: Vec::new(),
            application_to_review: None,
            rubric_requests: Vec::new(),
            unread: Vec::new(),
            reading_rubrics: false,
            pending_download: None,
            exported_file: None,
            folder: CopyFolder::default(),
            copy_check: CopyCheck::default(),
            history: HistoryView::default(),
            history_shown: false,
            idle_timer: IdleTimer::default(),
            merging: Merging::None,
            locking: Locking::Idle,
            lock_phase: None,
        }
    }

    /// The keeper: the state of saving, the drafts on this machine, conflicts, removals.
    pub fn keeper(&self) -> &Keeper {
        &self.keeper
    }

    /// The available rubrics.
    pub fn rubrics(&self) -> &AvailableRubrics {
        &self.rubrics
    }

    /// The draft that was asked for last and was not closed.
    pub fn asked(&self) -> Option<&str> {
        self.asked.as_deref()
    }

    /// The draft that was begun here with the texts of this one, which was removed elsewhere: the way back through the
    /// pages of the old one leads to it.
    pub fn continued_as(&self, draft: &str) -> Option<&str> {
        let next = self.restored.get(draft)?;
        // That one may have been removed too.
        Some(self.continued_as(next).unwrap_or(next))
    }

    /// The status of the draft that was asked for.
    pub fn draft_status(&self, now: Instant) -> DraftStatus {
        DraftStatus::of(&self.keeper.view(now))
    }

    /// The open draft.
    pub fn open(&self) -> Option<&OpenDraft> {
        self.open.as_ref()
    }

    /// Its texts and figures; still there of a draft that another window removed.
    pub fn mirror(&self) -> Option<&Rc<DraftMirror>> {
        self.mirror.as_ref()
    }

    /// What changed in the texts and figures since this was last asked, for whoever notifies the readers.
    pub fn take_changes(&mut self) -> Changes {
        let changes = self.mirror.as_ref().map(|mirror| mirror.take_changes());
        changes.unwrap_or_default()
    }

    /// Reads from the draft and its figures; nothing while no draft is there.
    pub fn read<T>(&self, read: impl FnOnce(&Draft, &Derived) -> T) -> Option<T> {
        self.mirror.as_ref().map(|mirror| mirror.with(read))
    }

    /// The first clause to score in the open draft: the first gap, else the first clause.
    pub fn first_gap(&self) -> Option<Code> {
        let rubric = &self.open()?.rubric_file.rubric;
        let gap = self.read(|draft, _| draft.next_gap(rubric, None)).flatten();
        gap.or_else(|| rubric.clauses().next().map(|clause| clause.node.code.clone()))
    }

    /// The faults that keep the open draft from being exported.
    pub fn missing(&self) -> Option<Problems<AnyFault>> {
        let rubric = &self.open()?.rubric_file.rubric;
        self.read(|draft, _| missing(draft, rubric))
    }

    /// How far the open draft is submitted. A note that lies in the conflict list is one that cannot be read.
    pub fn submission_state(&self, now: Instant) -> SubmissionState {
        let View::Open(view) = self.keeper.view(now) else {
            return SubmissionState::Not;
        };
        match self.read(|draft, _| draft.submission_state()) {
            None | Some(SubmissionState::Not) if note_in_conflict(&view).is_some() => {
                SubmissionState::Damaged
            }
            submission_state => submission_state.unwrap_or(SubmissionState::Not),
        }
    }

    /// The files that wait in the list, in the order in which they were opened.
    pub fn waiting_files(&self) -> &[WaitingFile] {
        &self.waiting_files
    }

    /// Whether files that were opened wait until the rubrics were read.
    pub fn is_reading_files(&self) -> bool {
        !self.unread.is_empty()
    }

    /// The application that waits for a review.
    pub fn application_to_review(&self) -> Option<&OpenedApplication> {
        self.application_to_review.as_ref()
    }

    /// The file that was handed out last and that nobody has seen yet.
    pub fn exported_file(&self) -> Option<&ExportedFile> {
        self.exported_file.as_ref()
    }

    /// The folder for copies.
    pub fn folder(&self) -> &CopyFolder {
        &self.folder
    }

    /// The last copy of the open draft that left this machine.
    pub fn last_copy(&self, now: Instant) -> LastCopy {
        let view = self.view(now);
        view.map_or(LastCopy::None, |view| {
            LastCopy::of(view.exported, view.sequence, now)
        })
    }

    /// The versions of the open draft, the latest first; nothing before its history was read.
    pub fn versions(&self) -> Option<&Result<Vec<Version>, JournalFault>> {
        self.history.versions()
    }

    /// The version that is looked at; nothing before it was read.
    pub fn shown_version(&self) -> Option<&ShownVersion> {
        self.history.shown_version()
    }

    /// What is done with the lock of the draft.
    pub fn locking(&self) -> &Locking {
        &self.locking
    }

    /// Takes what happened; says what is to be done, in this order.
    pub fn handle(&mut self, event: Event, now: Instant, random: &mut impl RandomSource) -> Vec<Effect> {
        let mut context = Context {
            now,
            random,
            effects: Vec::new(),
            refused: false,
            changed: Vec::new(),
        };
        self.dispatch(event, &mut context);
        context.effects
    }

    fn dispatch(&mut self, event: Event, context: &mut Context<'_, impl RandomSource>) {
        match event {
            Event::Keeper(event) => {
                if is_of_shell(&event) {
                    self.send_to_keeper(event, context);
                }
            }
            Event::ListDrafts => self.list_drafts(context),
            Event::Open(id) => {
                if self.asked.as_deref() != Some(&id) {
                    let went = self.replace(id.clone(), keeper::Event::Open(id), context);
                    self.forget_lock_fault(went);
                }
            }
            Event::Close => self.close(context),
            Event::Typed(edit) => {
                // Dictation types without a key.
                self.idle_timer.note(true, context.now);
                self.change(keeper::Event::Typed(edit), context);
            }
            Event::FieldsRead(edit) => self.change(keeper::Event::FieldsRead(edit), context),
            Event::StepEnded => self.send_to_keeper(keeper::Event::StepEnded, context),
            Event::Undo => self.step(keeper::Event::Undo, context),
            Event::Redo => self.step(keeper::Event::Redo, context),
            Event::TakeConflict(key) => self.take_conflict(key, context),
            Event::DropConflict(key) => self.send_to_keeper(keeper::Event::DropConflict(key), context),
            Event::RubricsRequested => self.read_rubrics(context),
            Event::RubricsRead(shipped, kept) => self.rubrics_read(shipped, &kept, context),
            Event::RubricRead(fingerprint, texts) => self.rubric_read(fingerprint, &texts, context),
            Event::FilesOpened(files) => self.files_opened(files, context),
            Event::OwnOpened(files) => self.own_opened(&files, context),
            Event::WaitingFileOpened(waiting_file) => self.waiting_file_opened(waiting_file, context),
            Event::WaitingFileDropped(waiting_file) => self.waiting_file_dropped(waiting_file, context),
            Event::ApplicationDropped => self.application_to_review = None,
            Event::ApplicationSetAside => self.set_application_aside(),
            Event::OpenExample {
                application,
                remembered,
            } => self.open_example(&application, remembered, context),
            Event::BeginSelfAssessment { applicant, rubric } => {
                self.begin_self_assessment(applicant, rubric, context);
            }
            Event::BeginReview { stage, assessor } => self.begin_review(stage, assessor, context),
            Event::RestoreDetached => self.restore_detached(context),
            Event::Remove(id) => {
                self.removals_asked.insert(id.clone());
                self.send_to_keeper(keeper::Event::Remove(id), context);
            }
            Event::Rebuild => self.send_to_keeper(keeper::Event::Rebuild, context),
            Event::Export(audience) => self.export(audience, context),
            Event::ExportCopy => self.export_copy(context),
            Event::Downloaded(outcome) => self.downloaded(outcome, context),
            Event::DownloadSeen => self.download_seen(context),
            Event::DownloadDropped => self.exported_file = None,
            Event::Correct(reason) => self.correct(&reason, context),
            Event::SubmissionDropped => self.drop_submission(context),
            Event::Folder(found) => {
                if self.folder.take(found) {
                    self.write_copy(context);
                }
            }
            Event::CopyRequested => self.write_copy(context),
            Event::CopyWritten {
                draft,
                sequence,
                written,
            } => self.copy_written(&draft, sequence, written, context),
            Event::HistoryShown(shown) => self.show_history(shown, context),
            Event::OriginsRead(origins) => self.origins_read(&origins, context),
            Event::SideChosen(at, side) => self.choose_side(&at, side),
            Event::AllSidesChosen(side) => self.choose_all(side),
            Event::MergeAccepted => self.accept_merge(context),
            Event::MergeSeparated => self.begin_separately(context),
            Event::MergeDropped => self.drop_merge(),
            Event::HistoryRead(id, keys) => self.history_read(&id, keys, context),
            Event::VersionRequested(sequence) => self.request_version(sequence, context),
            Event::EntriesRead {
                draft,
                sequence,
                entries,
            } => {
                if !self.common_texts_read(&draft, sequence, &entries) {
                    self.entries_read(&draft, sequence, entries, context);
                }
            }
            Event::RestoreVersion(field) => self.restore_version(field.as_ref(), context),
            Event::Move(to, from) => self.move_on(to, from.as_ref(), context),
            Event::TimePassed(seen) => self.time_passed(&seen, context),
            Event::IdleMinutesChosen(minutes) => self.choose_idle_minutes(minutes, context),
            Event::IdleMinutesRemembered(text) => self.remember_idle_minutes(text.as_deref()),
            Event::Relock => self.relock(context),
            Event::LockedElsewhere(id) => {
                if self.open_id() == Some(&id) {
                    self.send_to_keeper(keeper::Event::Relock, context);
                }
            }
            Event::Unlock(passphrase) => self.unlock(passphrase, context),
            Event::LockOpened(id, lock, key) => self.lock_opened(&id, &lock, key, context),
            Event::SetPassphrase(passphrase) => self.set_passphrase(passphrase, context),
            Event::LockMade(id, made) => self.lock_made(&id, made, context),
            Event::RemoveLock => self.remove_lock(context),
        }
    }

    fn close(&mut self, context: &mut Context<'_, impl RandomSource>) {
        self.send_to_keeper(keeper::Event::Close, context);
        // Whoever comes back finds it.
        if !context.refused {
            self.asked = None;
        }
        self.forget_lock_fault(!context.refused);
    }

    /// Locks the open draft, if it is encrypted, in every window: whoever locks it and goes does not think of a second one.
    fn relock(&mut self, context: &mut Context<'_, impl RandomSource>) {
        let is_encrypted = self.keeper.key().is_some();
        let id = self.open_id().filter(|_| is_encrypted).map(str::to_owned);
        context.effects.extend(id.map(Effect::LockElsewhere));
        self.send_to_keeper(keeper::Event::Relock, context);
    }

    pub(super) fn open_id(&self) -> Option<&str> {
        self.open.as_ref().map(|open| open.id.as_str())
    }

    /// What the keeper shows of the open draft.
    pub(super) fn view(&self, now: Instant) -> Option<OpenView<'_>> {
        match self.keeper.view(now) {
            View::Open(view) => Some(view),
            _ => None,
        }
    }

    /// Puts another draft in the place of the one that is open. Where texts of that one are in no storage, it
    /// stays, and that is reported.
    pub(super) fn replace(
        &mut self,
        id: String,
        event: keeper::Event,
        context: &mut Context<'_, impl RandomSource>,
    ) -> bool {
        let before = self.asked.replace(id);
        context.refused = false;
        self.send_to_keeper(event, context);
        if context.refused {
            self.asked = before;
            context.notify(DeskNotification::UnstoredText(self.asked.clone()));
        }
        !context.refused
    }

    /// A change of the texts by a person. What was submitted takes none, whatever put it there.
    fn change(&mut self, event: keeper::Event, context: &mut Context<'_, impl RandomSource>) {
        if !self.submission_state(context.now).is_fixed() {
            self.send_to_keeper(event, context);
        }
    }

    /// Undoes or redoes a step, and reports where.
    fn step(&mut self, event: keeper::Event, context: &mut Context<'_, impl RandomSource>) {
        context.changed.clear();
        self.change(event, context);
        let code = context.changed.iter().find_map(clause_of);
        context
            .effects
            .extend(code.map(|code| Effect::Notify(DeskNotification::Stepped(code))));
    }

    /// Adds the text of a conflict to its field. A note of what was submitted is put in the place of the one that
    /// cannot be read, and nowhere else.
    fn take_conflict(&mut self, key: String, context: &mut Context<'_, impl RandomSource>) {
        let damaged = self.submission_state(context.now) == SubmissionState::Damaged;
        let note = self.view(context.now).and_then(|view| {
            let mut texts = view.conflicts.iter().filter(|conflict| !conflict.damaged);
            let conflict = texts.find(|conflict| conflict.key == key)?;
            let field = conflict.field.clone().filter(is_submission)?;
            Some((field, conflict.text.clone()))
        });
        match note {
            None => self.change(keeper::Event::TakeConflict(key), context),
            Some((field, text)) if damaged => {
                let edit = crate::document::Edit::of(field, text);
                self.send_to_keeper(keeper::Event::Noted(edit), context);
                self.send_to_keeper(keeper::Event::DropConflict(key), context);
            }
            Some(_) => {}
        }
    }

    /// Looks over the drafts on this machine, before anything is listed: what a killed browser brought back is removed,
    /// and removals that were asked for are done. A scan in progress is not discarded for the next: where
    /// another window types, none would ever end.
    pub(super) fn list_drafts(&mut self, context: &mut Context<'_, impl RandomSource>) {
        self.listing_state.again = self.listing_state.under_way;
        if !std::mem::replace(&mut self.listing_state.under_way, true) {
            self.send_to_keeper(keeper::Event::ListDrafts, context);
        }
    }

    /// Hands an event to the keeper, and its effects on; follows what became of the draft.
    pub(super) fn send_to_keeper(
        &mut self,
        event: keeper::Event,
        context: &mut Context<'_, impl RandomSource>,
    ) {
        let (mut notifications, mut sought) = (Vec::new(), Vec::new());
        for effect in self.keeper.handle(event, context.now, context.random) {
            match effect {
                keeper::Effect::FindRubric(request_id, head) => sought.push((request_id, head)),
                keeper::Effect::Notify(one) => notifications.push(one),
                effect => context.ask(Effect::Keeper(effect)),
            }
        }
        self.follow(context);
        for one in notifications {
            self.handle_notifications(one, context);
        }
        self.follow_lock(context);
        self.follow_history(context);
        self.follow_merging(context);
        for (request_id, head) in sought {
            // The keeper asks for heads alone that can be read.
            if let Ok(stored) = read_draft_head(&head.text) {
                self.find_rubric(request_id, stored.head, context);
            }
        }
    }

    fn handle_notifications(
        &mut self,
        notifications: keeper::Notification,
        context: &mut Context<'_, impl RandomSource>,
    ) {
        match notifications {
            keeper::Notification::NotClosed => context.refused = true,
            keeper::Notification::Changed(changed) => context.changed.extend(changed),
            keeper::Notification::Reencrypted => self.lock_ended(None, context),
            keeper::Notification::NotReencrypted(fault) => self.lock_ended(Some(fault), context),
            keeper::Notification::Removal(id, left) => {
                context.notify(DeskNotification::DraftsListed);
                // One that an earlier start left incomplete is shown by the list alone.
                if self.removals_asked.remove(&id) {
                    context.notify(DeskNotification::Removed(id, left));
                }
            }
            keeper::Notification::DraftsListed => {
                context.notify(DeskNotification::DraftsListed);
                self.listing_state.under_way = false;
                if std::mem::take(&mut self.listing_state.again) {
                    self.list_drafts(context);
                }
                self.drafts_listed(context);
            }
            keeper::Notification::Rebuilt(outcome) => {
                context.notify(DeskNotification::JournalRebuilt(outcome));
                self.list_drafts(context);
            }
            keeper::Notification::JournalEmptied => context.notify(DeskNotification::JournalEmptied),
            // The view shows them.
            keeper::Notification::Opened(_) | keeper::Notification::RemovedElsewhere(_) => {}
        }
    }

    /// Notes a draft that is handed to the keeper under this id.
    pub(super) fn track_draft(&mut self, id: String, mirror: &Rc<DraftMirror>) {
        self.tracked_drafts
            .retain(|(_, mirror)| mirror.strong_count() > 0);
        self.tracked_drafts.push((id, Rc::downgrade(mirror)));
    }

    /// Follows the draft that the keeper has open: anew where it is another one, else what changed in it.
    fn follow(&mut self, context: &mut Context<'_, impl RandomSource>) {
        let Self {
            keeper,
            open,
            mirror,
            tracked_drafts,
            head,
            ..
        } = self;
        let view = keeper.view(context.now);
        let failed = match &view {
            View::Failed(fault) => Some((*fault).clone()),
            _ => None,
        };
        let before = open.as_ref().map(|open| open.id.clone());
        match view {
            View::Open(view) => {
                // An answer that came late was not taken by the keeper, and nobody holds its draft.
                let held = tracked_drafts.iter().rev().filter(|(id, _)| id == view.draft);
                let held = held.filter_map(|(_, mirror)| mirror.upgrade()).next();
                let same = match (&held, &*mirror) {
                    (Some(held), Some(mirror)) => Rc::ptr_eq(held, mirror),
                    _ => false,
                };
                let other = !same || before.as_deref() != Some(view.draft);
                if other {
                    *mirror = held;
                    head.clear();
                }
                if let Some(mirror) = mirror {
                    if *head != view.head.text {
                        head.clone_from(&view.head.text);
                        if let Ok(stored) = read_draft_head(head) {
                            mirror.take_head(stored.head);
                        }
                    }
                    mirror.follow(view.texts);
                    if other {
                        *open = Some(OpenDraft {
                            id: view.draft.to_owned(),
                            kind: mirror.with(|draft, _| draft.head.kind),
                            rubric_file: Arc::clone(mirror.rubric_file()),
                            application: view.application.and_then(read_reading_copy).map(Arc::new),
                        });
                    }
                }
            }
            // Its texts can begin a new draft.
            View::Detached(..) => *open = None,
            _ => {
                *mirror = None;
                *open = None;
            }
        }
        if open.as_ref().map(|open| &open.id) != before.as_ref() {
            self.exported_file = None;
            self.pending_download = None;
            self.history = HistoryView::default();
        }
        if self.failure != failed {
            self.failure.clone_from(&failed);
            context
                .effects
                .extend(failed.map(|fault| Effect::Notify(DeskNotification::NotOpened(fault))));
        }
    }

    /// Reads the history that is shown, once more whenever something was saved: a version that was restored is in it.
    fn follow_history(&mut self, context: &mut Context<'_, impl RandomSource>) {
        let Some((sequence, saved)) = self.view(context.now).map(|view| (view.sequence, view.saved)) else {
            return;
        };
        if self.history_shown && self.history.is_read_due(sequence, saved) {
            let id = self.open_id().map(str::to_owned);
            context.effects.extend(id.map(Effect::ReadHistory));
        }
    }

    fn show_history(&mut self, shown: bool, context: &mut Context<'_, impl RandomSource>) {
        self.history_shown = shown;
        self.history = HistoryView::default();
        self.follow_history(context);
    }

    fn history_read(
        &mut self,
        id: &str,
        keys: Result<Vec<String>, JournalFault>,
        context: &mut Context<'_, impl RandomSource>,
    ) {
        self.common_keys_read(id, &keys, context);
        if let Some(open) = self.open.as_ref().filter(|open| open.id == id) {
            self.history.take(keys, open.kind.schema());
        }
    }

    fn request_version(&mut self, sequence: u64, context: &mut Context<'_, impl RandomSource>) {
        if let Some(draft) = self.open_id().map(str::to_owned) {
            let keys = self.history.want(sequence);
            context.ask(Effect::ReadEntries {
                draft,
                sequence,
                keys,
            });
        }
    }

    /// Restores the version that is looked at, or one field of it.
    fn restore_version(&mut self, field: Option<&Address>, context: &mut Context<'_, impl RandomSource>) {
        if self.submission_state(context.now).is_fixed() {
            return;
        }
        let edit = self.history.restore(field);
        let count = edit.changes.len();
        if count > 0 {
            self.send_to_keeper(keeper::Event::Restore(edit), context);
            context.notify(DeskNotification::Restored(count));
        }
    }

    fn entries_read(
        &mut self,
        id: &str,
        sequence: u64,
        records: Result<keeper::Records, JournalFault>,
        context: &mut Context<'_, impl RandomSource>,
    ) {
        if self.open_id() != Some(id) {
            return;
        }
        // The list says already where the journal cannot be read.
        if let (Ok(records), Some(mirror)) = (records, &self.mirror) {
            let key = self.keeper.key().map(Rc::as_ref);
            if mirror.with(|draft, _| self.history.compare(sequence, records, draft, key)) {
                context.notify(DeskNotification::VersionRead);
            }
        }
    }

    /// Opens what was submitted for a correction, or words its reason anew. A blank reason, and one that no file may
    /// hold, changes nothing.
    fn correct(&mut self, reason: &str, context: &mut Context<'_, impl RandomSource>) {
        let reason = reason.trim();
        let is_sound = !reason.is_empty() && reason.chars().count() <= REASON_MAX;
        if is_sound && self.submission_state(context.now).last().is_some() {
            let edit = crate::document::Edit::of(Field::Correction, reason);
            self.send_to_keeper(keeper::Event::Noted(edit), context);
        }
    }

    /// Goes on as if nothing had been submitted, where nobody can read what was.
    fn drop_submission(&mut self, context: &mut Context<'_, impl RandomSource>) {
        if self.submission_state(context.now) != SubmissionState::Damaged {
            return;
        }
        let notes: Vec<String> = self.view(context.now).map_or_else(Vec::new, |view| {
            let notes = view.conflicts.iter();
            let notes = notes.filter(|conflict| conflict.field.as_ref().is_some_and(is_submission));
            notes.map(|conflict| conflict.key.clone()).collect()
        });
        self.send_to_keeper(keeper::Event::Noted(Draft::not_submitted()), context);
        for key in notes {
            self.send_to_keeper(keeper::Event::DropConflict(key), context);
        }
    }

    /// The texts of the draft that another window removed begin a new one, without its lock.
    fn restore_detached(&mut self, context: &mut Context<'_, impl RandomSource>) {
        if !matches!(self.keeper.view(context.now), View::Detached(..)) {
            return;
        }
        let Some(mirror) = self.mirror.clone() else { return };
        let head = DraftHead {
            id: context.random.id(),
            created: context.now,
            lock: None,
            ..mirror.with(|draft, _| draft.head.clone())
        };
        let removed = self.asked.clone();
        let id = head.id.clone();
        self.track_draft(id.clone(), &mirror);
        let event = keeper::Event::RestoreDetached(id.clone(), read_head(&write_draft_head(&head)));
        if self.replace(id.clone(), event, context) {
            self.restored.extend(removed.map(|removed| (removed, id.clone())));
            context.notify(DeskNotification::Begun(
                id,
                crate::desks::drafting::Begun::RestoredDetached,
            ));
        }
    }
}

/// Whether a field is the note of a submission.
fn is_submission(address: &Address) -> bool {
    *address == Address::from(Field::Submission)
}

/// The note of a submission that lies in the conflict list.
fn note_in_conflict<'a>(view: &'a OpenView<'_>) -> Option<&'a keeper::Conflict> {
    let mut conflicts = view.conflicts.iter().copied();
    conflicts.find(|conflict| conflict.field.as_ref().is_some_and(is_submission))
}
