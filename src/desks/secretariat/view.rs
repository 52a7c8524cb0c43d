//! What the desk shows, computed when it is asked for.

use crate::desks::secretariat::Session;
use crate::desks::secretariat::model::File;
use crate::faults::AnyFault;
use crate::foundations::{Exact, in_order};
use crate::panel::{FileNumber, Group, Verdict, VerdictKind};
use crate::problem::Problems;
use crate::scoresheet::{EntryRecord, Revision, SheetRecord, Stage};

/// Whose sheet it is, as far as it could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetOwner {
    /// The applicant.
    pub applicant: String,
    /// The stage.
    pub stage: Stage,
    /// The assessor; empty where a self-assessment names none.
    pub assessor: String,
}

impl SheetOwner {
    pub(super) fn of(record: &SheetRecord) -> Self {
        Self {
            applicant: record.applicant.clone(),
            stage: record.stage,
            assessor: record.assessor.clone(),
        }
    }
}

/// How far an import has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Files that were read or passed over.
    pub done: usize,
    /// Files in all.
    pub all: usize,
}

/// How much the log names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredSize {
    /// Different files.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
}

/// The desk in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Files on the desk.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Sheets that count.
    pub accepted: usize,
    /// Rubrics.
    pub rubrics: usize,
    /// Copies of files that are there.
    pub same_again: usize,
    /// Sheets that were corrected by later ones.
    pub superseded: usize,
    /// Sheets that wait for an answer.
    pub asked: usize,
    /// Files that were refused.
    pub refused: usize,
    /// Files that are still to be read.
    pub waiting: usize,
    /// Files that were not read because the import was stopped.
    pub stopped: usize,
    /// How far an import in progress has come.
    pub progress: Option<Progress>,
    /// Whether everything on the desk was exported.
    pub exported: bool,
}

/// A file of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The file's number.
    pub number: FileNumber,
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// Whose sheet it is, if it is one.
    pub owner: Option<SheetOwner>,
    /// Which of the assessor's sheets it is, of a valid one.
    pub revision: Option<Revision>,
    /// The verdict.
    pub verdict: Verdict<AnyFault>,
}

/// By what the files of the list are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As they came.
    #[default]
    Coming,
    /// By their verdicts, those that count last.
    Verdict,
    /// By their names.
    Name,
    /// By the applicant.
    Applicant,
}

/// What one assessor says of one clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssessorEntry<'a> {
    /// The file that says so.
    pub number: FileNumber,
    /// The assessor.
    pub assessor: &'a str,
    /// The percentage, exactly.
    pub percent: Option<Exact>,
    /// The entry with its sentences, where it has one; nothing until the file was read again.
    pub entry: Option<&'a EntryRecord>,
    /// The overall judgement.
    pub overall: &'a str,
    /// Why the texts could not be read again.
    pub lost: Option<&'a Problems<AnyFault>>,
}

impl Session {
    /// The desk in numbers.
    pub fn figures(&self) -> Figures {
        let count = |kind| self.counts.get(&kind).copied().unwrap_or(0);
        Figures {
            files: self.counts.values().sum(),
            bytes: self.bytes,
            accepted: count(VerdictKind::Accepted),
            rubrics: count(VerdictKind::Rubric),
            same_again: count(VerdictKind::SameAgain) + count(VerdictKind::SameApplication),
            superseded: count(VerdictKind::Superseded),
            asked: count(VerdictKind::Asked),
            refused: count(VerdictKind::Refused),
            waiting: count(VerdictKind::Waiting),
            stopped: count(VerdictKind::Stopped),
            progress: self.progress,
            exported: self.exported,
        }
    }

    /// The desk in numbers without the files that were taken from this entry on: they count as still to be read.
    pub fn figures_before(&self, entry: u64) -> Figures {
        let mut figures = self.figures();
        let later = self
            .taken
            .range(entry..)
            .filter_map(|(_, number)| self.files.get(number));
        for kind in later.filter_map(|file| file.counted) {
            let count = match kind {
                VerdictKind::Accepted => &mut figures.accepted,
                VerdictKind::Rubric => &mut figures.rubrics,
                VerdictKind::SameAgain | VerdictKind::SameApplication => &mut figures.same_again,
                VerdictKind::Superseded => &mut figures.superseded,
                VerdictKind::Asked => &mut figures.asked,
                VerdictKind::Refused => &mut figures.refused,
                VerdictKind::Waiting | VerdictKind::Stopped => continue,
            };
            *count = count.saturating_sub(1);
            figures.waiting += 1;
            if let Some(progress) = &mut figures.progress {
                progress.done = progress.done.saturating_sub(1);
            }
        }
        figures
    }

    /// The names of the files that were chosen and not read when the desk was opened, in order, as far as they did not
    /// come since and nobody has seen it.
    pub fn interrupted(&self) -> Vec<String> {
        let choices = self.log.unread().iter();
        let mut all: Vec<(&str, usize)> = Vec::new();
        for choice in choices.filter(|choice| self.interrupted.contains(&choice.entry)) {
            // The same files may have been chosen again.
            let mut more = Vec::new();
            for (name, count) in choice.names() {
                match all.binary_search_by(|(known, _)| (*known).cmp(name)) {
                    Ok(place) => {
                        if let Some((_, known)) = all.get_mut(place) {
                            *known = count.max(*known);
                        }
                    }
                    Err(_) => more.push((name, count)),
                }
            }
            all.extend(more);
            all = in_order(all, Ord::cmp);
        }
        let names = all.into_iter();
        names
            .flat_map(|(name, count)| core::iter::repeat_n(name.to_owned(), count))
            .collect()
    }

    /// A file of the list; nothing where it was taken out.
    pub fn row(&self, number: FileNumber) -> Option<Row> {
        let verdict = self.verdict(number)?;
        let file = self.files.get(&number)?;
        Some(Row {
            number,
            name: file.name.clone(),
            size: file.size,
            owner: file.owner.clone(),
            revision: self
                .intake
                .sheet(number)
                .map(|sheet| sheet.summary.revision.clone()),
            verdict,
        })
    }

    /// The numbers of the files of the list in whose name, applicant or assessor this text stands, in this order; those
    /// alike in the order of their coming.
    pub fn listed(&self, order: Order, text: &str) -> Vec<FileNumber> {
        let text = text.trim().to_lowercase();
        let has_it = |file: &File| {
            let owner = file
                .owner
                .iter()
                .flat_map(|owner| [&owner.applicant, &owner.assessor]);
            let mut words = owner.chain([&file.name]);
            text.is_empty() || words.any(|word| word.to_lowercase().contains(&text))
        };
        let there = self.files.iter().filter(|(_, file)| file.counted.is_some());
        let mut listed: Vec<_> = there.filter(|(_, file)| has_it(file)).collect();
        fn applicant(file: &File) -> &str {
            file.owner.as_ref().map_or("", |owner| &owner.applicant)
        }
        match order {
            Order::Coming => {}
            // What needs somebody comes first.
            Order::Verdict => listed.sort_by_key(|(_, file)| std::cmp::Reverse(file.counted)),
            Order::Name => listed.sort_by(|(_, one), (_, other)| one.name.cmp(&other.name)),
            Order::Applicant => listed.sort_by(|(_, one), (_, other)| applicant(one).cmp(applicant(other))),
        }
        listed.into_iter().map(|(number, _)| *number).collect()
    }

    /// The files of the list, in the order of their coming.
    pub fn rows(&self) -> impl Iterator<Item = Row> {
        self.files.keys().filter_map(|number| self.row(*number))
    }

    /// The groups that count, each computed when it is asked for; none without a rubric.
    pub fn groups(&self) -> impl Iterator<Item = Group<'_>> {
        let rule = self.rule();
        self.rubric()
            .into_iter()
            .flat_map(move |(rubric, _)| self.intake.groups(rubric, rule))
    }

    /// The warnings of a sheet, once they were asked for and read again.
    pub fn warnings_of(&self, number: FileNumber) -> Option<&Problems<AnyFault>> {
        self.warnings.get(&number)?.as_ref()
    }

    /// The group that is open, and whether all of its texts were read.
    pub fn opened(&self) -> Option<(&str, Stage, bool)> {
        let opened = self.opened.as_ref()?;
        let is_read = opened.texts.values().all(Option::is_some);
        Some((&opened.applicant, opened.stage, is_read))
    }

    /// What each assessor says of the clause at this place in the rubric, in the group that is open.
    pub fn assessor_entries(&self, clause: usize) -> Vec<AssessorEntry<'_>> {
        let Some((rubric, _)) = self.rubric() else {
            return Vec::new();
        };
        let Some(opened) = &self.opened else {
            return Vec::new();
        };
        let Some(code) = rubric
            .clauses()
            .find(|one| one.index == clause)
            .map(|one| one.node.code.clone())
        else {
            return Vec::new();
        };
        opened
            .texts
            .iter()
            .filter_map(|(number, text)| {
                let sheet = self.intake.sheet(*number)?;
                let read = text.as_ref();
                let record = read.and_then(|read| read.as_ref().ok());
                Some(AssessorEntry {
                    number: *number,
                    assessor: &sheet.summary.assessor,
                    percent: sheet.summary.percents.get(clause).copied().flatten(),
                    entry: record.and_then(|record| record.entries.iter().find(|entry| entry.code == code)),
                    overall: record.map_or("", |record| record.overall.as_str()),
                    lost: read.and_then(|read| read.as_ref().err()),
                })
            })
            .collect()
    }
}
