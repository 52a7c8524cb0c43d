//! The rubric of the desk: the files it came in, found elsewhere, chosen.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::desks::secretariat::Effect;
use crate::foundations::Fingerprint;
use crate::panel::{Entry, FileNumber};
use crate::rubric::Rubric;

use crate::desks::secretariat::model::{BatchState, Search, Session, State};

impl Session {
    pub(super) fn rubric_found(
        &mut self,
        fingerprint: Fingerprint,
        rubric: Arc<Rubric>,
        effects: &mut Vec<Effect>,
    ) {
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

    pub(super) fn choose_rubric(&mut self, rubric: Fingerprint, effects: &mut Vec<Effect>) {
        let pinned = false;
        self.act(Entry::RubricChosen { rubric, pinned }, effects);
    }

    /// Checks every sheet against the rubric that applies now: those of another are refused, and those that were not
    /// checked with it yet are read again.
    pub(in crate::desks::secretariat) fn check_against_rubric(&mut self) {
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

    /// Adds or removes a file in which a rubric came. The first of them is the rubric, the others are copies.
    pub(super) fn put_rubric_file(&mut self, fingerprint: Fingerprint, number: FileNumber, is_there: bool) {
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

    pub(super) fn first_rubric_file(&self, fingerprint: Fingerprint) -> Option<(FileNumber, &str)> {
        let first = self.rubric_files.get(&fingerprint)?.first()?;
        Some((*first, &self.files.get(first)?.name))
    }
}
