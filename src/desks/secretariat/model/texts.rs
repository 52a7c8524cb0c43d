//! A figure opened down to its sentences: the files read again.

use std::collections::BTreeMap;

use crate::desks::secretariat::{DeskContent, Effect, ReadFile};
use crate::faults::AnyFault;
use crate::panel::FileNumber;
use crate::problem::Problem;
use crate::scoresheet::{Scoresheet, Stage, Standard};

use crate::desks::secretariat::model::{OpenedGroup, Session, altered};

impl Session {
    pub(super) fn open(&mut self, applicant: String, stage: Stage, effects: &mut Vec<Effect>) {
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

    pub(super) fn open_warnings(&mut self, number: FileNumber, effects: &mut Vec<Effect>) {
        if let Some(bytes_hash) = self.files.get(&number).and_then(|file| file.bytes_hash) {
            self.warnings.insert(number, None);
            effects.push(Effect::ReadText {
                file: number,
                bytes_hash,
            });
        }
    }

    pub(super) fn warnings_read(
        &mut self,
        number: FileNumber,
        reading: &Result<ReadFile, Problem<AnyFault>>,
    ) {
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

    pub(super) fn text_read(&mut self, number: FileNumber, reading: Result<ReadFile, Problem<AnyFault>>) {
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
}
