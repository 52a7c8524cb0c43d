//! The state of the desk, and the one place where it changes.

mod entries;
mod reading;
mod rubrics;
mod texts;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use crate::desks::secretariat::log::Log;
use crate::desks::secretariat::view::{Progress, SheetOwner, StoredSize};
use crate::desks::secretariat::{Effect, Event, ReadFile};
use crate::faults::AnyFault;
use crate::files::FileFault;
use crate::foundations::Fingerprint;
use crate::panel::{Entry, FileNumber, FiledSheet, Intake, Verdict, VerdictKind};
use crate::problem::{Place, Problem, Problems};
use crate::rubric::Rubric;
use crate::scoresheet::{RubricRef, SheetRecord, Stage};
use crate::scoring::Rule;

/// Whose work is on the desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// The secretariat's own.
    #[default]
    Own,
    /// An example to look at; it is marked as such and never kept.
    Example,
}

/// A secretariat's desk.
#[derive(Clone, Debug, Default)]
pub struct Session {
    purpose: Purpose,
    pub(super) log: Log,
    pub(super) files: BTreeMap<FileNumber, File>,
    /// The file of each [`Entry::Taken`].
    pub(super) taken: BTreeMap<u64, FileNumber>,
    /// The files that each [`Entry::Cleared`] took out.
    pub(super) cleared: BTreeMap<u64, Vec<FileNumber>>,
    pub(super) next: u64,
    /// The [`Entry::Chosen`] of this session whose files are still being read.
    pub(super) choices: Vec<u64>,
    /// Those that were there when the desk was opened: a window was killed in the middle, or another one still reads.
    pub(super) interrupted: Vec<u64>,
    /// What is to be read: batches of files that were chosen together, one batch after the other.
    pub(super) batches: VecDeque<VecDeque<FileNumber>>,
    /// Files that the shell was asked for, in the order in which they are taken in.
    pub(super) requested: VecDeque<RequestedFile>,
    /// Sheets of the batch in progress that wait for their rubric: it may be the last file of the batch.
    pub(super) pending_sheets: BTreeMap<FileNumber, PendingSheet>,
    /// Rubrics that the shell was asked for.
    pub(super) searches: BTreeMap<Fingerprint, Search>,
    pub(super) rubrics: BTreeMap<Fingerprint, Arc<Rubric>>,
    /// The files in which rubrics came.
    pub(super) rubric_files: BTreeMap<Fingerprint, BTreeSet<FileNumber>>,
    pub(super) intake: Intake,
    pub(super) counts: BTreeMap<VerdictKind, usize>,
    pub(super) bytes: u64,
    pub(super) progress: Option<Progress>,
    pub(super) opened: Option<OpenedGroup>,
    /// The warnings of sheets that were asked for, each once it was read again.
    pub(super) warnings: BTreeMap<FileNumber, Option<Problems<AnyFault>>>,
    /// Rows that changed since [`Session::take_changed`].
    pub(super) changed: BTreeSet<FileNumber>,
    pub(super) exported: bool,
}

/// Whether the shell has answered a search for a rubric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Search {
    Pending,
    Answered,
}

/// Whether more rubrics may come with the batch that is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BatchState {
    Incomplete,
    /// All of it was read, and every search for a rubric was answered.
    Complete,
}

/// A file at the desk.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) size: u64,
    /// The fingerprint of its bytes, once it was read.
    pub(super) bytes_hash: Option<Fingerprint>,
    /// Its [`Entry::Taken`].
    pub(super) entry: Option<u64>,
    /// The entries that took it out.
    pub(super) out: BTreeSet<u64>,
    pub(super) owner: Option<SheetOwner>,
    /// The rubric that a sheet names.
    rubric: Option<RubricRef>,
    pub(super) state: State,
    /// What was last counted and shown of it.
    pub(super) counted: Option<VerdictKind>,
}

/// A file that the shell was asked for.
#[derive(Clone, Debug)]
pub(super) struct RequestedFile {
    pub(super) file: FileNumber,
    /// The number under which it was asked for.
    asked: FileNumber,
    /// The answer, while one that was asked for before has none.
    answer: Option<Result<ReadFile, Problem<AnyFault>>>,
}

/// As many files the shell is asked for at a time: while one is taken in, others are read.
const READ_AT_ONCE: usize = 8;

/// What is known of a file. The verdict on a sheet is in the intake.
#[derive(Clone, Debug)]
pub(super) enum State {
    Waiting,
    Stopped,
    Rubric(Fingerprint),
    /// A valid sheet: in the intake, or here while the file is taken out.
    Sheet(Option<Box<FiledSheet>>),
    Refused(Problems<AnyFault>),
}

/// A sheet that waits for its rubric, without its texts.
#[derive(Clone, Debug)]
pub(super) struct PendingSheet {
    record: SheetRecord,
    payload: Fingerprint,
    /// The fingerprint that assessors know the application by, if it came in an application file.
    application: Option<Fingerprint>,
    /// Whether it was read for the first time.
    is_fresh: bool,
}

/// A group that is open down to its sentences.
#[derive(Clone, Debug)]
pub(super) struct OpenedGroup {
    pub(super) applicant: String,
    pub(super) stage: Stage,
    /// The sheets that were asked for, each once it was read again.
    pub(super) texts: BTreeMap<FileNumber, Option<Result<SheetRecord, Problems<AnyFault>>>>,
}

impl Session {
    /// An empty desk.
    pub fn new(purpose: Purpose) -> Self {
        Self {
            purpose,
            exported: true,
            ..Self::default()
        }
    }

    /// An empty desk in place of this one, whose files get other numbers than those of this one had.
    #[must_use]
    pub fn emptied(&self) -> Self {
        Self {
            next: self.next,
            ..Self::new(self.purpose)
        }
    }

    /// Whose work it is.
    pub fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// The number that the next chosen file gets.
    pub fn next_number(&self) -> FileNumber {
        FileNumber(self.next)
    }

    /// The rule that applies.
    pub fn rule(&self) -> Rule {
        self.log.rule()
    }

    /// The rubric that sheets are checked against, once one is chosen and available.
    pub fn rubric(&self) -> Option<(&Arc<Rubric>, Fingerprint)> {
        let fingerprint = self.log.rubric()?;
        Some((self.rubrics.get(&fingerprint)?, fingerprint))
    }

    /// Whether an action can be undone, and whether one can be redone.
    pub fn can_undo_redo(&self) -> (bool, bool) {
        (self.log.undoable().is_some(), self.log.redoable().is_some())
    }

    /// The entries from this number on.
    pub fn entries_from(&self, number: u64) -> &[Entry] {
        self.log.from(number)
    }

    /// The different files that the log names, with those that were taken out.
    pub fn stored_size(&self) -> StoredSize {
        self.log.stored_size()
    }

    /// The file of an entry by which one was taken.
    pub fn file_of(&self, entry: u64) -> Option<FileNumber> {
        self.taken.get(&entry).copied()
    }

    /// Whether files that were chosen in this session are still being read.
    pub fn is_importing(&self) -> bool {
        !self.choices.is_empty()
    }

    /// The rows that changed since the last call: new ones, other verdicts, and those that went.
    pub fn take_changed(&mut self) -> BTreeSet<FileNumber> {
        std::mem::take(&mut self.changed)
    }

    /// The sheets. After [`Session::settle`] its questions and ranking are right too.
    pub fn intake(&self) -> &Intake {
        &self.intake
    }

    /// Brings questions and ranking up to date, of those applicants whom the last events touched.
    pub fn settle(&mut self) {
        while !self.settle_some(usize::MAX) {}
    }

    /// The same for so many applicants at most. Says whether nothing is left.
    pub fn settle_some(&mut self, most: usize) -> bool {
        let rule = self.rule();
        match self.rubric() {
            Some((rubric, _)) => {
                let rubric = Arc::clone(rubric);
                self.intake.settle_some(&rubric, rule, most)
            }
            None => true,
        }
    }

    /// Takes in what happened, and says what is to be done.
    pub fn handle(&mut self, event: Event) -> Vec<Effect> {
        let mut effects = Vec::new();
        match event {
            Event::Followed { from, entries } => self.follow(from, entries, &mut effects),
            Event::Chosen(choices) => {
                let batch = self.add_all(choices, &mut effects);
                self.enqueue(batch);
            }
            Event::ChosenToo(choices) => {
                let more = self.add_all(choices, &mut effects);
                self.join(more);
            }
            Event::Read { file, reading } => self.read(file, reading),
            Event::Stopped => self.stop(),
            Event::RubricFound { fingerprint, rubric } => {
                self.rubric_found(fingerprint, rubric, &mut effects)
            }
            Event::RubricMissing(fingerprint) => {
                self.searches.insert(fingerprint, Search::Answered);
            }
            Event::RubricChosen(rubric) => {
                self.act(Entry::RubricChosen { rubric, pinned: true }, &mut effects);
            }
            Event::RuleChosen(rule) => self.act(Entry::RuleChosen(rule), &mut effects),
            Event::TakenOut(file) => self.take_out(file, &mut effects),
            Event::Cleared => self.clear(&mut effects),
            Event::Answered(answer) => self.act(Entry::Answered(answer), &mut effects),
            Event::Undo => {
                if let Some(entry) = self.log.undoable() {
                    self.act(Entry::Undone { entry }, &mut effects);
                }
            }
            Event::Redo => {
                if let Some(entry) = self.log.redoable() {
                    self.act(Entry::Redone { entry }, &mut effects);
                }
            }
            Event::Opened { applicant, stage } => self.open(applicant, stage, &mut effects),
            Event::WarningsOpened(file) => self.open_warnings(file, &mut effects),
            Event::TextRead { file, reading } => {
                self.warnings_read(file, &reading);
                self.text_read(file, reading);
            }
            Event::Closed => self.opened = None,
            Event::Exported => self.exported = true,
            Event::InterruptionSeen => {
                let interrupted = std::mem::take(&mut self.interrupted);
                self.end(interrupted, &mut effects);
            }
        }
        self.take_in_answered(&mut effects);
        self.go_on(&mut effects);
        self.intake.judge_stale();
        for number in self.intake.take_changed() {
            self.recount(number);
        }
        effects
    }

    /// The verdict on a file.
    pub fn verdict(&self, number: FileNumber) -> Option<Verdict<AnyFault>> {
        let file = self.files.get(&number).filter(|file| file.is_there())?;
        Some(match &file.state {
            State::Waiting => Verdict::Waiting,
            State::Stopped => Verdict::Stopped,
            State::Rubric(fingerprint) => match self.first_rubric_file(*fingerprint) {
                Some((first, name)) if first != number => Verdict::SameAgain {
                    first: name.to_owned(),
                },
                _ => Verdict::Rubric,
            },
            State::Sheet(_) => self
                .intake
                .verdict(number)
                .cloned()
                .map_or(Verdict::Waiting, Verdict::convert),
            State::Refused(problems) => Verdict::Refused(problems.clone()),
        })
    }

    /// The kind of verdict on a file, without its facts.
    fn verdict_kind(&self, number: FileNumber) -> Option<VerdictKind> {
        let file = self.files.get(&number).filter(|file| file.is_there())?;
        Some(match &file.state {
            State::Refused(_) => VerdictKind::Refused,
            State::Sheet(_) => self
                .intake
                .verdict(number)
                .map_or(VerdictKind::Waiting, Verdict::kind),
            _ => self.verdict(number)?.kind(),
        })
    }

    fn set(&mut self, number: FileNumber, state: State) {
        if let Some(file) = self.files.get_mut(&number) {
            file.state = state;
        }
        self.recount(number);
    }

    /// Brings the counts up to date with a file's verdict, and marks its row.
    pub(super) fn recount(&mut self, number: FileNumber) {
        let kind = self.verdict_kind(number);
        self.uncount(number);
        if let Some(kind) = kind {
            *self.counts.entry(kind).or_default() += 1;
        }
        if let Some(file) = self.files.get_mut(&number) {
            file.counted = kind;
            if kind.is_some() {
                self.bytes += file.size;
            }
        }
        self.changed.insert(number);
    }

    pub(super) fn uncount(&mut self, number: FileNumber) {
        let Some(file) = self.files.get_mut(&number) else {
            return;
        };
        if let Some(kind) = file.counted.take() {
            self.bytes = self.bytes.saturating_sub(file.size);
            if let Some(count) = self.counts.get_mut(&kind) {
                *count = count.saturating_sub(1);
            }
        }
    }
}

impl File {
    /// Whether it is on the desk and was not taken out.
    pub(super) fn is_there(&self) -> bool {
        self.out.is_empty()
    }
}

/// Whether a sheet may choose the rubric: one that is read again leaves the choice that was made as it is.
fn is_free(is_fresh: bool, chosen: Option<Fingerprint>) -> bool {
    is_fresh || chosen.is_none()
}

/// The store gave other bytes than were taken.
fn altered() -> Problems<AnyFault> {
    Problem::error(Place::File, FileFault::Altered { same_content: false }.into()).into()
}
