//! A valid scoresheet: held against its rubric, unchangeable.

use crate::foundations::{Exact, Fingerprint, is_blank, squeezed};
use crate::foundations::{OneByOne as _, SortedSet};
use crate::problem::{Place, Problem, Problems};
use crate::rubric::{Clause, CountRule, Rubric};
use crate::scoresheet::notes::{PAGES_MAX, check_item, check_length};
use crate::scoresheet::{EntryRecord, RubricName, SheetFault, SheetRecord, Stage};

/// How much a sheet must hold to pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standard {
    /// As files are taken: gaps and missing words are warnings. Not scored is not zero.
    Readable,
    /// As an application for assessment is taken: without any score of the applicant, so that none is missing.
    ForAssessment,
    /// As a review is submitted from the page: every clause scored, the overall judgement written.
    Complete,
}

impl Standard {
    /// What a sheet in a file must hold.
    pub fn of_file(record: &SheetRecord) -> Self {
        if record.is_for_assessment() {
            Self::ForAssessment
        } else {
            Self::Readable
        }
    }
}

/// A scoresheet that fits its rubric. It can only come from [`Scoresheet::check`].
///
/// ```compile_fail,E0451
/// let sheet = scoring::scoresheet::Scoresheet { ..todo!() };
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scoresheet {
    record: SheetRecord,
    percents: Vec<Option<Exact>>,
}

impl Scoresheet {
    /// Holds a record against the rubric it names.
    ///
    /// # Errors
    /// All problems, if any of them is an error; else the sheet comes with its warnings.
    pub fn check(
        mut record: SheetRecord,
        rubric: &Rubric,
        fingerprint: Fingerprint,
        standard: Standard,
    ) -> Result<(Self, Problems<SheetFault>), Problems<SheetFault>> {
        let mut problems = Problems::new();
        if record.rubric.fingerprint != fingerprint {
            let fault = SheetFault::OtherRubric {
                found: record.rubric.fingerprint,
                found_name: RubricName::beside(&record.rubric, rubric).into(),
                wanted: fingerprint,
                wanted_name: RubricName::of(rubric).into(),
            };
            // With another rubric every further complaint would mislead.
            return Err(Problem::error(Place::File, fault).into());
        }
        record.applicant = squeezed(&record.applicant);
        record.assessor = squeezed(&record.assessor);
        if record.applicant.is_empty() {
            problems.error(Place::Applicant, SheetFault::NoApplicant);
        }
        if record.assessor.is_empty() && record.stage != Stage::SelfAssessment {
            problems.error(Place::Assessor, SheetFault::NoAssessor);
        }
        record.revision.check(&mut problems);
        record
            .notes
            .check(record.stage, &record.entries, rubric, &mut problems);
        if record.assignment.is_some() && record.stage == Stage::SelfAssessment {
            problems.error(Place::File, SheetFault::AssignedSelf);
        }
        if is_blank(&record.overall) {
            let (place, fault) = (Place::Overall, SheetFault::NoOverall);
            match standard {
                Standard::Complete => problems.error(place, fault),
                Standard::Readable => problems.warn(place, fault),
                Standard::ForAssessment => {}
            }
        }
        let percents = check_entries(&record, rubric, standard, &mut problems);
        problems.unless_errors(Self { record, percents })
    }

    /// The record behind it.
    pub fn record(&self) -> &SheetRecord {
        &self.record
    }

    /// The percentage of each clause, in the rubric's order.
    pub fn percents(&self) -> &[Option<Exact>] {
        &self.percents
    }
}

fn check_entries(
    record: &SheetRecord,
    rubric: &Rubric,
    standard: Standard,
    problems: &mut Problems<SheetFault>,
) -> Vec<Option<Exact>> {
    let clauses: Vec<Clause<'_>> = rubric.clauses().collect();
    let mut found: Vec<Option<&EntryRecord>> = vec![None; clauses.len()];
    for (position, entry) in record.entries.iter().enumerate() {
        // Sheets list their clauses in the rubric's order; only others are searched for.
        let here = clauses
            .get(position)
            .filter(|clause| clause.node.code == entry.code)
            .copied()
            .or_else(|| rubric.clause(&entry.code));
        let place = || Place::Clause(entry.code.clone());
        let Some(clause) = here else {
            problems.error(place(), SheetFault::no_clause(&entry.code, rubric));
            continue;
        };
        if let Some(slot) = found.get_mut(clause.index) {
            if slot.is_some() {
                problems.error(
                    place(),
                    SheetFault::DuplicateCode {
                        code: entry.code.to_string(),
                    },
                );
            }
            *slot = Some(entry);
        }
    }
    let mut percents = Vec::with_capacity(clauses.len());
    for (clause, entry) in clauses.iter().zip(found) {
        let place = || Place::Clause(clause.node.code.clone());
        let percent = match entry
            .and_then(|entry| entry.value.as_ref())
            .map(|value| value.percent(clause))
        {
            Some(Ok(percent)) => Some(percent),
            Some(Err(fault)) => {
                problems.error(place(), fault);
                None
            }
            // Who abstains has left nothing out.
            None if record.notes.abstentions.contains_key(&clause.node.code) => None,
            None => {
                match standard {
                    Standard::Complete => problems.error(place(), SheetFault::MustBeScored),
                    Standard::Readable => problems.warn(place(), SheetFault::NotScored),
                    Standard::ForAssessment => {}
                }
                None
            }
        };
        if let Some(entry) = entry {
            check_words(entry, clause, rubric, problems);
        }
        percents.push(percent);
    }
    percents
}

/// Comment rules only warn: they help to write, they decide nothing.
fn check_words(
    entry: &EntryRecord,
    clause: &Clause<'_>,
    rubric: &Rubric,
    problems: &mut Problems<SheetFault>,
) {
    let place = || Place::Clause(clause.node.code.clone());
    let rules = rubric.comments();
    let outside = |rule: CountRule, count: usize| (count < rule.min, rule.max.filter(|max| count > *max));
    let count = entry.strengths.len();
    match outside(rules.strengths, count) {
        (true, _) => problems.warn(
            place(),
            SheetFault::FewStrengths {
                count,
                min: rules.strengths.min,
            },
        ),
        (_, Some(max)) => problems.warn(place(), SheetFault::ManyStrengths { count, max }),
        _ => {}
    }
    let count = entry.areas.len();
    match outside(rules.areas, count) {
        (true, _) => problems.warn(
            place(),
            SheetFault::FewAreas {
                count,
                min: rules.areas.min,
            },
        ),
        (_, Some(max)) => problems.warn(place(), SheetFault::ManyAreas { count, max }),
        _ => {}
    }
    let comments = || entry.strengths.iter().chain(&entry.areas);
    for comment in comments().filter(|comment| !comment.is_plain()) {
        for bounded in [&comment.pages, &comment.tag] {
            check_length(bounded, PAGES_MAX, &place(), problems);
        }
        check_item(&comment.text, &place(), problems);
    }
    if entry.texts.is_empty() && comments().all(|comment| comment.tag.is_empty()) {
        return;
    }
    let aspects: SortedSet<&str> = clause
        .method
        .aspects
        .iter()
        .map(|aspect| aspect.id.as_str())
        .one_by_one();
    for (id, _) in &entry.texts {
        if !aspects.contains(id.as_str()) {
            problems.warn(place(), SheetFault::UnknownAspect { id: id.clone() });
        }
    }
    for tag in comments().map(|comment| &comment.tag) {
        // One that is too long is reported as that; a file may hold any length.
        let is_told = tag.is_empty() || tag.chars().count() > PAGES_MAX;
        if !is_told && !aspects.contains(tag.as_str()) {
            problems.warn(place(), SheetFault::UnknownTag { id: tag.clone() });
        }
    }
}
