//! The state of the desk, and the one place where it changes.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use crate::desks::secretariat::log::{EntryChange, Log};
use crate::desks::secretariat::view::{Progress, SheetOwner, StoredSize};
use crate::desks::secretariat::{Choice, DeskContent, Effect, Event, ReadFile};
use crate::faults::AnyFault;
use crate::files::FileFault;
use crate::foundations::Fingerprint;
use crate::panel::{
    Entry, FileNumber, FiledSheet, Intake, IntakeFault, KeptFile, SheetSummary, Verdict, VerdictKind,
};
use crate::problem::{Place, Problem, Problems};
use crate::rubric::Rubric;
use crate::scoresheet::{RubricName, RubricRef, Scoresheet, SheetFault, SheetRecord, Stage, Standard};
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

    /// Whether a file was chosen that was not read yet.
    pub fn is_importing(&self) -> bool {
        let is_unread = |file: &File| file.bytes_hash.is_none() && matches!(file.state, State::Waiting);
        self.files.values().any(is_unread)
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
            Event::Restored(entries) => self.follow(0, entries, &mut effects),
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

    /// Adds or removes a file in which a rubric came. The first of them is the rubric, the others are copies.
    fn put_rubric_file(&mut self, fingerprint: Fingerprint, number: FileNumber, is_there: bool) {
        let files = self.rubric_files.entry(fingerprint).or_default();
        let before = files.first().copied();
        if is_there {
            files.insert(number);
        } else {
            files.remove(&number);
        }
        let now = files.first().copied();
        for touched in [before, now, Some(number)].into_iter().flatten() {
            self.recount(touched);
        }
    }

    fn first_rubric_file(&self, fingerprint: Fingerprint) -> Option<(FileNumber, &str)> {
        let first = self.rubric_files.get(&fingerprint)?.first()?;
        Some((*first, &self.files.get(first)?.name))
    }

    // Reading, one file after the other.

    fn add_all(&mut self, choices: Vec<Choice>, effects: &mut Vec<Effect>) -> VecDeque<FileNumber> {
        if !choices.is_empty() {
            let names = choices.iter().map(|choice| choice.name.clone()).collect();
            self.choices.push(self.log.next());
            self.append(Entry::Chosen(names), effects);
        }
        let choices = choices.into_iter();
        choices.map(|choice| self.add(choice.name, choice.size)).collect()
    }

    /// Adds to the last batch; to one of their own where all others were read.
    fn join(&mut self, more: VecDeque<FileNumber>) {
        match (self.batches.back_mut(), &mut self.progress) {
            (Some(batch), Some(progress)) => {
                progress.all += more.len();
                batch.extend(more);
            }
            _ => self.enqueue(more),
        }
    }

    pub(super) fn add(&mut self, name: String, size: u64) -> FileNumber {
        let number = FileNumber(self.next);
        self.next += 1;
        let file = File {
            name,
            size,
            bytes_hash: None,
            entry: None,
            out: BTreeSet::new(),
            owner: None,
            rubric: None,
            state: State::Waiting,
            counted: None,
        };
        self.files.insert(number, file);
        self.recount(number);
        number
    }

    pub(super) fn enqueue(&mut self, batch: VecDeque<FileNumber>) {
        if batch.is_empty() {
            return;
        }
        let progress = self.progress.get_or_insert(Progress { done: 0, all: 0 });
        progress.all += batch.len();
        self.batches.push_back(batch);
    }

    /// Requests the next files, as long as few are being read.
    fn go_on(&mut self, effects: &mut Vec<Effect>) {
        while self.requested.len() < READ_AT_ONCE {
            let Some(batch) = self.batches.front_mut() else {
                if self.requested.is_empty() {
                    self.progress = None;
                    // What was stopped, or could not be read, is shown now and not at the next start.
                    let choices = std::mem::take(&mut self.choices);
                    self.end(choices, effects);
                }
                return;
            };
            let Some(number) = batch.pop_front() else {
                // Whether a rubric comes with the batch is known once all of it was read.
                if !self.requested.is_empty() || self.is_seeking() {
                    return;
                }
                self.decide(BatchState::Complete, effects);
                self.batches.pop_front();
                continue;
            };
            let is_decided = self.pending_sheets.contains_key(&number);
            let file = self.files.get(&number).filter(|file| {
                let waits = file.is_there() && matches!(file.state, State::Waiting);
                waits && !is_decided && !self.is_requested(number)
            });
            let Some(file) = file else {
                self.count_progress();
                continue;
            };
            effects.push(match file.bytes_hash {
                Some(bytes_hash) => Effect::ReadKept {
                    file: number,
                    bytes_hash,
                },
                None => Effect::Read(number),
            });
            self.requested.push_back(RequestedFile {
                file: number,
                asked: number,
                answer: None,
            });
        }
    }

    pub(super) fn is_requested(&self, number: FileNumber) -> bool {
        self.requested.iter().any(|one| one.file == number)
    }

    /// No longer waits for a file, if it was asked for.
    fn drop_request(&mut self, number: FileNumber) {
        let before = self.requested.len();
        self.requested.retain(|one| one.file != number);
        if self.requested.len() < before {
            self.count_progress();
        }
    }

    fn count_progress(&mut self) {
        if let Some(progress) = &mut self.progress {
            progress.done += 1;
        }
    }

    /// Notes an answer. Where nobody waits for it, the file was stopped or taken out meanwhile.
    fn read(&mut self, asked: FileNumber, reading: Result<ReadFile, Problem<AnyFault>>) {
        let is_meant = |one: &&mut RequestedFile| one.asked == asked && one.answer.is_none();
        if let Some(one) = self.requested.iter_mut().find(is_meant) {
            one.answer = Some(reading);
        }
    }

    /// Takes in the files that have their answers, in the order in which they were asked for.
    fn take_in_answered(&mut self, effects: &mut Vec<Effect>) {
        while let Some(first) = self.requested.pop_front() {
            match first.answer {
                Some(answer) => self.take_in(first.file, answer, effects),
                None => return self.requested.push_front(first),
            }
        }
    }

    fn take_in(
        &mut self,
        number: FileNumber,
        reading: Result<ReadFile, Problem<AnyFault>>,
        effects: &mut Vec<Effect>,
    ) {
        self.count_progress();
        let Some(file) = self.files.get_mut(&number) else {
            return;
        };
        let reading = match reading {
            Ok(reading) => reading,
            Err(problem) => {
                self.set(number, State::Refused(problem.into()));
                return;
            }
        };
        let is_fresh = file.bytes_hash.is_none();
        match file.bytes_hash {
            None => {
                self.uncount(number);
                let Some(file) = self.files.get_mut(&number) else {
                    return;
                };
                file.bytes_hash = Some(reading.bytes_hash);
                file.size = reading.size;
                let kept = KeptFile {
                    name: file.name.clone(),
                    size: reading.size,
                    bytes_hash: reading.bytes_hash,
                    payload: reading.payload,
                };
                let entry = self.log.next();
                file.entry = Some(entry);
                self.taken.insert(entry, number);
                effects.push(Effect::StoreFile {
                    file: number,
                    bytes_hash: reading.bytes_hash,
                });
                self.append(Entry::Taken(kept), effects);
                self.exported = false;
            }
            Some(bytes_hash) if bytes_hash != reading.bytes_hash => {
                // The store gave another file. Its content is not what was taken.
                self.set(number, State::Refused(altered()));
                return;
            }
            Some(_) => {}
        }
        self.find(number, reading, is_fresh, effects);
    }

    /// Takes in what a file holds.
    fn find(&mut self, number: FileNumber, reading: ReadFile, is_fresh: bool, effects: &mut Vec<Effect>) {
        let bytes_hash = reading.bytes_hash;
        let payload = reading.payload.unwrap_or(bytes_hash);
        match reading.content {
            DeskContent::Refused(problems) => self.set(number, State::Refused(problems)),
            DeskContent::Rubric(rubric) => {
                self.set(number, State::Rubric(payload));
                self.put_rubric_file(payload, number, true);
                if is_fresh {
                    effects.push(Effect::StoreRubric {
                        file: number,
                        bytes_hash,
                        fingerprint: payload,
                    });
                }
                self.rubric_found(payload, rubric, effects);
            }
            DeskContent::Sheet { record, application } => {
                let wanted = record.rubric.fingerprint;
                if let Some(file) = self.files.get_mut(&number) {
                    file.owner = Some(SheetOwner::of(&record));
                    file.rubric = Some(record.rubric.clone());
                }
                let sheet = |record| PendingSheet {
                    record,
                    payload,
                    application,
                    is_fresh,
                };
                let is_at_hand = self.rubrics.contains_key(&wanted);
                let chosen = self.log.rubric();
                if chosen == Some(wanted) && is_at_hand {
                    self.judge(number, sheet(*record));
                } else if chosen != Some(wanted) && (self.log.is_pinned() || !self.intake.is_empty()) {
                    self.refuse_other_rubric(number);
                } else if is_at_hand
                    && self.pending_sheets.is_empty()
                    && !self.is_seeking()
                    && is_free(is_fresh, chosen)
                {
                    // The first sheet decides which rubric the desk works with.
                    self.choose_rubric(wanted, effects);
                    self.judge(number, sheet(*record));
                } else {
                    if !is_at_hand && !self.searches.contains_key(&wanted) {
                        self.searches.insert(wanted, Search::Pending);
                        effects.push(Effect::FindRubric(wanted));
                    }
                    self.pending_sheets.insert(number, sheet(record.shortened()));
                }
            }
        }
    }

    /// Whether the shell still looks for a rubric.
    fn is_seeking(&self) -> bool {
        self.searches.values().any(|search| *search == Search::Pending)
    }

    /// Decides on the sheets that wait for a rubric, in the order of their coming, as far as that can be said.
    fn decide(&mut self, batch: BatchState, effects: &mut Vec<Effect>) {
        while let Some((number, sheet)) = self.pending_sheets.pop_first() {
            let wanted = sheet.record.rubric.fingerprint;
            let is_at_hand = self.rubrics.contains_key(&wanted);
            let chosen = self.log.rubric();
            let is_settled = self.log.is_pinned() || !self.intake.is_empty();
            if chosen == Some(wanted) && is_at_hand {
                self.judge(number, sheet);
            } else if is_at_hand && !is_settled && is_free(sheet.is_fresh, chosen) {
                self.choose_rubric(wanted, effects);
                self.judge(number, sheet);
            } else if batch == BatchState::Complete || (is_settled && chosen != Some(wanted)) {
                self.refuse_other_rubric(number);
            } else {
                self.pending_sheets.insert(number, sheet);
                return;
            }
        }
    }

    /// Checks a sheet against the rubric and takes it in where it has no faults.
    fn judge(&mut self, number: FileNumber, sheet: PendingSheet) {
        let Some((rubric, fingerprint)) = self.rubric() else {
            return;
        };
        let standard = Standard::of_file(&sheet.record);
        let checked = Scoresheet::check(sheet.record, rubric, fingerprint, standard);
        let (valid, warnings) = match checked {
            Ok(checked) => checked,
            Err(problems) => return self.set(number, State::Refused(problems.convert())),
        };
        let name = self.files.get(&number).map(|file| file.name.clone());
        let filed = FiledSheet {
            name: name.unwrap_or_default(),
            fingerprint: sheet.payload,
            warnings: warnings.len(),
            summary: SheetSummary::of(&valid, sheet.application),
        };
        if let Some(file) = self.files.get_mut(&number) {
            // As the check has folded the names.
            file.owner = Some(SheetOwner::of(valid.record()));
            file.state = State::Sheet(None);
            self.intake.admit(number, filed);
        }
    }

    fn refuse_other_rubric(&mut self, number: FileNumber) {
        let Some(named) = self.files.get(&number).and_then(|file| file.rubric.clone()) else {
            return;
        };
        let fault: AnyFault = match self.rubric() {
            Some((rubric, fingerprint)) => {
                let at_hand = self.rubrics.get(&named.fingerprint);
                let known = at_hand.map(|rubric| RubricName::of(rubric));
                SheetFault::OtherRubric {
                    found: named.fingerprint,
                    found_name: known.unwrap_or_else(|| RubricName::beside(&named, rubric)).into(),
                    wanted: fingerprint,
                    wanted_name: RubricName::of(rubric).into(),
                }
                .into()
            }
            None => IntakeFault::NoRubric {
                name: named.name(),
                found: named.fingerprint,
            }
            .into(),
        };
        self.set(number, State::Refused(Problem::error(Place::File, fault).into()));
    }

    /// Stops reading what was chosen. Files that are read again from the store go on: they are taken already.
    fn stop(&mut self) {
        let asked = self.requested.iter().map(|one| one.file);
        let unread: Vec<FileNumber> = asked.filter(|number| self.is_unread(*number)).collect();
        for number in unread {
            self.drop_request(number);
            self.set(number, State::Stopped);
        }
        let mut left = Vec::new();
        for batch in &mut self.batches {
            let (unread, kept): (VecDeque<FileNumber>, VecDeque<FileNumber>) =
                std::mem::take(batch).into_iter().partition(|number| {
                    self.files
                        .get(number)
                        .is_some_and(|file| file.bytes_hash.is_none())
                });
            *batch = kept;
            left.extend(unread);
        }
        if let Some(progress) = &mut self.progress {
            progress.done += left.len();
        }
        for number in left {
            self.set(number, State::Stopped);
        }
    }

    /// Writes down of these choices that no more files come of them.
    fn end(&mut self, choices: Vec<u64>, effects: &mut Vec<Effect>) {
        for entry in choices {
            if self.log.unread().iter().any(|choice| choice.entry == entry) {
                self.append(Entry::Ended { entry }, effects);
            }
        }
    }

    fn is_unread(&self, number: FileNumber) -> bool {
        self.files
            .get(&number)
            .is_some_and(|file| file.bytes_hash.is_none())
    }

    // Rubrics.

    fn rubric_found(&mut self, fingerprint: Fingerprint, rubric: Arc<Rubric>, effects: &mut Vec<Effect>) {
        if let Some(search) = self.searches.get_mut(&fingerprint) {
            *search = Search::Answered;
        }
        let is_new = self.rubrics.insert(fingerprint, rubric).is_none();
        if !is_new {
            return;
        }
        if self.log.rubric() == Some(fingerprint) {
            self.check_against_rubric();
        } else if self.pending_sheets.is_empty() && !self.log.is_pinned() && self.intake.is_empty() {
            let is_named = self.files.values().filter(|file| file.is_there()).any(|file| {
                file.rubric
                    .as_ref()
                    .is_some_and(|rubric| rubric.fingerprint == fingerprint)
            });
            if is_named || self.log.rubric().is_none() {
                self.choose_rubric(fingerprint, effects);
            }
        }
        self.decide(BatchState::Incomplete, effects);
    }

    fn choose_rubric(&mut self, rubric: Fingerprint, effects: &mut Vec<Effect>) {
        let pinned = false;
        self.act(Entry::RubricChosen { rubric, pinned }, effects);
    }

    /// Checks every sheet against the rubric that applies now: those of another are refused, and those that were not
    /// checked with it yet are read again.
    pub(super) fn check_against_rubric(&mut self) {
        let Some((_, wanted)) = self.rubric() else {
            return;
        };
        let mut others = Vec::new();
        let mut again = VecDeque::new();
        for (number, file) in &self.files {
            let Some(named) = &file.rubric else {
                continue;
            };
            let was_refused = matches!(file.state, State::Refused(_));
            if self.pending_sheets.contains_key(number) {
                continue;
            }
            if named.fingerprint != wanted {
                others.push(*number);
            } else if was_refused && file.bytes_hash.is_some() {
                again.push_back(*number);
            }
        }
        for number in others {
            self.intake.take_out(number);
            self.refuse_other_rubric(number);
        }
        for number in &again {
            self.set(*number, State::Waiting);
        }
        self.enqueue(again);
    }

    // Actions and their entries.

    /// Writes an entry down and does what it says.
    fn act(&mut self, entry: Entry, effects: &mut Vec<Effect>) {
        if let Some(change) = self.append(entry, effects) {
            self.apply(change);
        }
        self.exported = false;
    }

    fn append(&mut self, entry: Entry, effects: &mut Vec<Effect>) -> Option<EntryChange> {
        let number = self.log.next();
        effects.push(Effect::Append {
            number,
            entry: entry.clone(),
        });
        self.log.append(entry)
    }

    /// Does what an entry says, or takes it back.
    fn apply(&mut self, change: EntryChange) {
        match self.log.get(change.entry) {
            Some(Entry::TakenOut { .. } | Entry::Cleared) => {
                for file in self.mark(change) {
                    self.update_presence(file);
                }
            }
            Some(Entry::RubricChosen { rubric, .. }) => {
                let rubric = *rubric;
                if self.rubrics.contains_key(&rubric) {
                    self.check_against_rubric();
                }
            }
            Some(Entry::RuleChosen(_)) => self.intake.score_anew(),
            Some(Entry::Answered(_)) => self.intake.set_answers(self.log.answers()),
            Some(
                Entry::Taken(_)
                | Entry::Undone { .. }
                | Entry::Redone { .. }
                | Entry::Chosen(_)
                | Entry::Ended { .. }
                | Entry::Damaged,
            )
            | None => {}
        }
    }

    /// Notes which files an entry takes out, or no longer. Says which of them are there now and were not, or the other
    /// way round.
    pub(super) fn mark(&mut self, change: EntryChange) -> Vec<FileNumber> {
        let EntryChange { entry, in_force } = change;
        let files = match self.log.get(entry) {
            Some(Entry::TakenOut { entry: taken }) => self.taken.get(taken).copied().into_iter().collect(),
            Some(Entry::Cleared) => {
                if in_force && !self.cleared.contains_key(&entry) {
                    // What was not taken yet came after it.
                    let there = self.files.iter().filter(|(_, file)| file.is_there());
                    let taken = there.filter(|(_, file)| file.entry.is_some_and(|taken| taken < entry));
                    let numbers = taken.map(|(number, _)| *number).collect();
                    self.cleared.insert(entry, numbers);
                }
                self.cleared.get(&entry).cloned().unwrap_or_default()
            }
            _ => Vec::new(),
        };
        let mut touched = Vec::new();
        for number in files {
            let Some(file) = self.files.get_mut(&number) else {
                continue;
            };
            let was_there = file.is_there();
            if in_force {
                file.out.insert(entry);
            } else {
                file.out.remove(&entry);
            }
            if was_there != file.is_there() {
                touched.push(number);
            }
        }
        if in_force {
            // From the last to the first: a copy goes before the file that it is a copy of.
            touched.reverse();
        }
        touched
    }

    /// A file is there now and was not, or the other way round.
    pub(super) fn update_presence(&mut self, number: FileNumber) {
        let is_asked = self.is_requested(number);
        let Some(file) = self.files.get_mut(&number) else {
            return;
        };
        let is_there = file.is_there();
        match &mut file.state {
            State::Sheet(parked) if is_there => {
                if let Some(sheet) = parked.take() {
                    self.intake.admit(number, *sheet);
                }
            }
            State::Sheet(parked) => *parked = self.intake.take_out(number).map(Box::new),
            State::Rubric(fingerprint) => {
                let fingerprint = *fingerprint;
                self.put_rubric_file(fingerprint, number, is_there);
            }
            State::Waiting if is_there && !is_asked => {
                self.enqueue(VecDeque::from([number]));
            }
            State::Waiting => {
                self.pending_sheets.remove(&number);
                self.drop_request(number);
            }
            State::Stopped | State::Refused(_) => {}
        }
        self.recount(number);
    }

    fn take_out(&mut self, number: FileNumber, effects: &mut Vec<Effect>) {
        let Some(file) = self.files.get(&number).filter(|file| file.is_there()) else {
            return;
        };
        match file.entry {
            Some(entry) => self.act(Entry::TakenOut { entry }, effects),
            None => self.forget(number),
        }
    }

    fn clear(&mut self, effects: &mut Vec<Effect>) {
        self.stop();
        let unkept: Vec<FileNumber> = self
            .files
            .iter()
            .filter(|(_, file)| file.entry.is_none())
            .map(|(number, _)| *number)
            .collect();
        for number in unkept {
            self.forget(number);
        }
        if self.files.values().any(File::is_there) {
            self.act(Entry::Cleared, effects);
        }
    }

    /// Removes a file of which nothing was kept; so nothing is written down.
    fn forget(&mut self, number: FileNumber) {
        self.drop_request(number);
        self.uncount(number);
        self.files.remove(&number);
        self.changed.insert(number);
    }

    // Opening a number.

    fn open(&mut self, applicant: String, stage: Stage, effects: &mut Vec<Effect>) {
        let mut texts = BTreeMap::new();
        for number in self.intake.seats_of(&applicant, stage) {
            if let Some(bytes_hash) = self.files.get(&number).and_then(|file| file.bytes_hash) {
                effects.push(Effect::ReadText {
                    file: number,
                    bytes_hash,
                });
                texts.insert(number, None);
            }
        }
        self.opened = Some(OpenedGroup {
            applicant,
            stage,
            texts,
        });
    }

    fn open_warnings(&mut self, number: FileNumber, effects: &mut Vec<Effect>) {
        if let Some(bytes_hash) = self.files.get(&number).and_then(|file| file.bytes_hash) {
            self.warnings.insert(number, None);
            effects.push(Effect::ReadText {
                file: number,
                bytes_hash,
            });
        }
    }

    fn warnings_read(&mut self, number: FileNumber, reading: &Result<ReadFile, Problem<AnyFault>>) {
        let wanted = self.files.get(&number).and_then(|file| file.bytes_hash);
        let Some((rubric, fingerprint)) = self.rubric().filter(|_| self.warnings.contains_key(&number))
        else {
            return;
        };
        let warnings = match reading {
            Err(problem) => problem.clone().into(),
            Ok(reading) if Some(reading.bytes_hash) != wanted => altered(),
            Ok(reading) => match &reading.content {
                DeskContent::Sheet { record, .. } => {
                    let standard = Standard::of_file(record);
                    let checked = Scoresheet::check(*record.clone(), rubric, fingerprint, standard);
                    checked
                        .map_or_else(|problems| problems, |(_, warnings)| warnings)
                        .convert()
                }
                DeskContent::Refused(problems) => problems.clone(),
                DeskContent::Rubric(_) => altered(),
            },
        };
        self.warnings.insert(number, Some(warnings));
    }

    fn text_read(&mut self, number: FileNumber, reading: Result<ReadFile, Problem<AnyFault>>) {
        let wanted = self.files.get(&number).and_then(|file| file.bytes_hash);
        let Some(text) = self
            .opened
            .as_mut()
            .and_then(|opened| opened.texts.get_mut(&number))
        else {
            return;
        };
        *text = Some(match reading {
            Err(problem) => Err(problem.into()),
            Ok(reading) if Some(reading.bytes_hash) != wanted => Err(altered()),
            Ok(reading) => match reading.content {
                DeskContent::Sheet { record, .. } => Ok(*record),
                DeskContent::Refused(problems) => Err(problems),
                DeskContent::Rubric(_) => Err(altered()),
            },
        });
    }

    // Counting.

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
