//! Opening a stored desk, and taking over entries of another window: stored entries precede own ones that are not
//! stored yet.
//!
//! Files have their numbers in the order of the log, since of two that cannot both count the one that came first does.
//! So own files that come behind get new numbers.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::desks::secretariat::model::{Search, State};
use crate::desks::secretariat::{Effect, Session};
use crate::panel::{Entry, FileNumber};

impl Session {
    /// Takes in entries of the stored log from this number on. Own entries from there on come behind them.
    pub(super) fn follow(&mut self, from: u64, theirs: Vec<Entry>, effects: &mut Vec<Effect>) {
        let before = (self.log.rule(), self.log.rubric());
        let was_there: BTreeSet<FileNumber> = self.numbers_there().collect();
        let (known, own) = std::mem::take(&mut self.log).split(from);
        self.cleared.clear();
        for file in self.files.values_mut() {
            file.out.clear();
        }
        let own_taken = self.taken.split_off(&from);
        for file in own_taken.values() {
            if let Some(file) = self.files.get_mut(file) {
                file.entry = None;
            }
        }
        let by = u64::try_from(theirs.len()).unwrap_or(u64::MAX);
        let mut came = VecDeque::new();
        for entry in known.into_iter().chain(theirs) {
            came.extend(self.replay(entry));
        }
        let moves = if came.is_empty() {
            BTreeMap::new()
        } else {
            self.renumber_behind(own_taken.values().copied(), effects)
        };
        let now = |number: FileNumber| moves.get(&number).copied().unwrap_or(number);
        let own_choices = self.choices.iter_mut().chain(&mut self.interrupted);
        for entry in own_choices.filter(|entry| **entry >= from) {
            *entry = entry.saturating_add(by);
        }
        if from == 0 {
            // The desk is opened, or read anew. Own entries come behind these.
            self.interrupted = self.log.unread().iter().map(|choice| choice.entry).collect();
        }
        for (entry, file) in own_taken {
            let (entry, file) = (entry.saturating_add(by), now(file));
            self.taken.insert(entry, file);
            if let Some(file) = self.files.get_mut(&file) {
                file.entry = Some(entry);
            }
        }
        for entry in own {
            self.replay(entry.behind(from, by));
        }
        let was_there: BTreeSet<FileNumber> = was_there.into_iter().map(now).collect();
        self.bring_up_to_date(&was_there, came);
        if before.0 != self.log.rule() {
            self.intake.score_anew();
        }
        self.intake.set_answers(self.log.answers());
        if let Some(rubric) = self.log.rubric().filter(|rubric| before.1 != Some(*rubric)) {
            if self.rubrics.contains_key(&rubric) {
                self.check_against_rubric();
            } else {
                self.searches.insert(rubric, Search::Pending);
                effects.push(Effect::FindRubric(rubric));
            }
        }
    }

    /// Appends an entry and notes what it takes out. Says which file came by it, where that is a new one.
    fn replay(&mut self, entry: Entry) -> Option<FileNumber> {
        let number = self.log.next();
        let mut came = None;
        if let Entry::Taken(stored) = &entry
            && !self.taken.contains_key(&number)
        {
            let file = self.add(stored.name.clone(), stored.size);
            self.taken.insert(number, file);
            if let Some(file) = self.files.get_mut(&file) {
                file.entry = Some(number);
                file.bytes_hash = Some(stored.bytes_hash);
            }
            came = Some(file);
        }
        if let Some(change) = self.log.append(entry) {
            self.mark(change);
        }
        came
    }

    /// Takes files in or out as the log says now.
    fn bring_up_to_date(&mut self, was_there: &BTreeSet<FileNumber>, mut came: VecDeque<FileNumber>) {
        let new: BTreeSet<FileNumber> = came.iter().copied().collect();
        let there: BTreeSet<FileNumber> = self.numbers_there().collect();
        // From the last to the first: a copy goes before the file that it is a copy of.
        for number in was_there.iter().rev().filter(|number| !there.contains(number)) {
            self.update_presence(*number);
        }
        for number in there.difference(was_there).filter(|number| !new.contains(number)) {
            self.update_presence(*number);
        }
        for number in new {
            self.recount(number);
        }
        came.retain(|number| there.contains(number));
        self.enqueue(came);
    }

    /// Gives these own files, and those that were not read yet, new numbers behind all others, in their order.
    fn renumber_behind(
        &mut self,
        taken: impl Iterator<Item = FileNumber>,
        effects: &mut Vec<Effect>,
    ) -> BTreeMap<FileNumber, FileNumber> {
        let unread = self.files.iter().filter(|(_, file)| file.bytes_hash.is_none());
        let own: Vec<FileNumber> = taken.chain(unread.map(|(number, _)| *number)).collect();
        let mut moves = BTreeMap::new();
        for from in own {
            let Some(file) = self.files.remove(&from) else {
                continue;
            };
            let to = self.next_number();
            self.next += 1;
            match &file.state {
                State::Sheet(None) => {
                    if let Some(sheet) = self.intake.take_out(from) {
                        self.intake.admit(to, sheet);
                    }
                }
                State::Rubric(fingerprint) => {
                    let files = self.rubric_files.entry(*fingerprint).or_default();
                    if files.remove(&from) {
                        files.insert(to);
                    }
                }
                State::Sheet(Some(_)) | State::Waiting | State::Stopped | State::Refused(_) => {}
            }
            if let Some(waiting) = self.pending_sheets.remove(&from) {
                self.pending_sheets.insert(to, waiting);
            }
            if let Some(texts) = self.opened.as_mut().map(|opened| &mut opened.texts)
                && texts.remove(&from).is_some()
            {
                texts.insert(to, None);
                effects.extend(
                    file.bytes_hash
                        .map(|bytes_hash| Effect::ReadText { file: to, bytes_hash }),
                );
            }
            self.files.insert(to, file);
            self.changed.extend([from, to]);
            moves.insert(from, to);
            effects.push(Effect::Renumbered { from, to });
        }
        let now = |number: &FileNumber| moves.get(number).copied().unwrap_or(*number);
        for batch in &mut self.batches {
            for number in batch {
                *number = now(number);
            }
        }
        for one in &mut self.requested {
            one.file = now(&one.file);
        }
        moves
    }

    fn numbers_there(&self) -> impl Iterator<Item = FileNumber> {
        let there = self.files.iter().filter(|(_, file)| file.is_there());
        there.map(|(number, _)| *number)
    }
}
