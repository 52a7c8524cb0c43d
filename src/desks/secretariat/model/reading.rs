//! Reading what was chosen: batch after batch, one file after the other.

use std::collections::{BTreeSet, VecDeque};

use crate::desks::secretariat::view::{Progress, SheetOwner};
use crate::desks::secretariat::{Choice, DeskContent, Effect, ReadFile};
use crate::faults::AnyFault;
use crate::panel::{Entry, FileNumber, FiledSheet, IntakeFault, SheetSummary, StoredFile};
use crate::problem::{Place, Problem};
use crate::scoresheet::{RubricName, Scoresheet, SheetFault, Standard};

use crate::desks::secretariat::model::{
    BatchState, File, PendingSheet, READ_AT_ONCE, RequestedFile, Search, Session, State, altered, is_free,
};

impl Session {
    pub(super) fn add_all(
        &mut self,
        choices: Vec<Choice>,
        effects: &mut Vec<Effect>,
    ) -> VecDeque<FileNumber> {
        if !choices.is_empty() {
            let names = choices.iter().map(|choice| choice.name.clone()).collect();
            self.choices.push(self.log.next());
            self.append(Entry::Chosen(names), effects);
        }
        let choices = choices.into_iter();
        choices.map(|choice| self.add(choice.name, choice.size)).collect()
    }

    /// Adds to the last batch; to one of their own where all others were read.
    pub(super) fn join(&mut self, more: VecDeque<FileNumber>) {
        match (self.batches.back_mut(), &mut self.progress) {
            (Some(batch), Some(progress)) => {
                progress.all += more.len();
                batch.extend(more);
            }
            _ => self.enqueue(more),
        }
    }

    pub(in crate::desks::secretariat) fn add(&mut self, name: String, size: u64) -> FileNumber {
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

    pub(in crate::desks::secretariat) fn enqueue(&mut self, batch: VecDeque<FileNumber>) {
        if batch.is_empty() {
            return;
        }
        let progress = self.progress.get_or_insert(Progress { done: 0, all: 0 });
        progress.all += batch.len();
        self.batches.push_back(batch);
    }

    /// Requests the next files, as long as few are being read.
    pub(super) fn go_on(&mut self, effects: &mut Vec<Effect>) {
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
                Some(bytes_hash) => Effect::ReadStored {
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

    pub(in crate::desks::secretariat) fn is_requested(&self, number: FileNumber) -> bool {
        self.requested.iter().any(|one| one.file == number)
    }

    /// No longer waits for a file, if it was asked for.
    pub(super) fn drop_request(&mut self, number: FileNumber) {
        let before = self.requested.len();
        self.requested.retain(|one| one.file != number);
        if self.requested.len() < before {
            self.count_progress();
        }
    }

    pub(super) fn count_progress(&mut self) {
        if let Some(progress) = &mut self.progress {
            progress.done += 1;
        }
    }

    /// Notes an answer. Where nobody waits for it, the file was stopped or taken out meanwhile.
    pub(super) fn read(&mut self, asked: FileNumber, reading: Result<ReadFile, Problem<AnyFault>>) {
        let is_meant = |one: &&mut RequestedFile| one.asked == asked && one.answer.is_none();
        if let Some(one) = self.requested.iter_mut().find(is_meant) {
            one.answer = Some(reading);
        }
    }

    /// Takes in the files that have their answers, in the order in which they were asked for.
    pub(super) fn take_in_answered(&mut self, effects: &mut Vec<Effect>) {
        while let Some(first) = self.requested.pop_front() {
            match first.answer {
                Some(answer) => self.take_in(first.file, answer, effects),
                None => return self.requested.push_front(first),
            }
        }
    }

    pub(super) fn take_in(
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
                let stored = StoredFile {
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
                self.append(Entry::Taken(stored), effects);
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
    pub(super) fn find(
        &mut self,
        number: FileNumber,
        reading: ReadFile,
        is_fresh: bool,
        effects: &mut Vec<Effect>,
    ) {
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
    pub(super) fn is_seeking(&self) -> bool {
        self.searches.values().any(|search| *search == Search::Pending)
    }

    /// Decides on the sheets that wait for a rubric, in the order of their coming, as far as that can be said.
    pub(super) fn decide(&mut self, batch: BatchState, effects: &mut Vec<Effect>) {
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
    pub(super) fn judge(&mut self, number: FileNumber, sheet: PendingSheet) {
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

    pub(super) fn refuse_other_rubric(&mut self, number: FileNumber) {
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
    pub(super) fn stop(&mut self) {
        let asked = self.requested.iter().map(|one| one.file);
        let unread: Vec<FileNumber> = asked.filter(|number| self.is_unread(*number)).collect();
        for number in unread {
            self.drop_request(number);
            self.set(number, State::Stopped);
        }
        let mut left = Vec::new();
        for batch in &mut self.batches {
            let (unread, rest): (VecDeque<FileNumber>, VecDeque<FileNumber>) =
                std::mem::take(batch).into_iter().partition(|number| {
                    self.files
                        .get(number)
                        .is_some_and(|file| file.bytes_hash.is_none())
                });
            *batch = rest;
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
    pub(super) fn end(&mut self, choices: Vec<u64>, effects: &mut Vec<Effect>) {
        for entry in choices {
            if self.log.unread().iter().any(|choice| choice.entry == entry) {
                self.append(Entry::Ended { entry }, effects);
            }
        }
    }

    pub(super) fn is_unread(&self, number: FileNumber) -> bool {
        self.files
            .get(&number)
            .is_some_and(|file| file.bytes_hash.is_none())
    }
}
