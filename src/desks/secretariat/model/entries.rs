//! What a person does, as entries of the log: taking out, clearing, and their undoing.

use std::collections::VecDeque;

use crate::desks::secretariat::Effect;
use crate::desks::secretariat::log::EntryChange;
use crate::panel::{Entry, FileNumber};

use crate::desks::secretariat::model::{File, Session, State};

impl Session {
    /// Writes an entry down and does what it says.
    pub(super) fn act(&mut self, entry: Entry, effects: &mut Vec<Effect>) {
        if let Some(change) = self.append(entry, effects) {
            self.apply(change);
        }
        self.exported = false;
    }

    pub(super) fn append(&mut self, entry: Entry, effects: &mut Vec<Effect>) -> Option<EntryChange> {
        let number = self.log.next();
        effects.push(Effect::Append {
            number,
            entry: entry.clone(),
        });
        self.log.append(entry)
    }

    /// Does what an entry says, or takes it back.
    pub(super) fn apply(&mut self, change: EntryChange) {
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
    pub(in crate::desks::secretariat) fn mark(&mut self, change: EntryChange) -> Vec<FileNumber> {
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
    pub(in crate::desks::secretariat) fn update_presence(&mut self, number: FileNumber) {
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

    pub(super) fn take_out(&mut self, number: FileNumber, effects: &mut Vec<Effect>) {
        let Some(file) = self.files.get(&number).filter(|file| file.is_there()) else {
            return;
        };
        match file.entry {
            Some(entry) => self.act(Entry::TakenOut { entry }, effects),
            None => self.forget(number),
        }
    }

    pub(super) fn clear(&mut self, effects: &mut Vec<Effect>) {
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
    pub(super) fn forget(&mut self, number: FileNumber) {
        self.drop_request(number);
        self.uncount(number);
        self.files.remove(&number);
        self.changed.insert(number);
    }
}
