//! A valid scoresheet: held against its rubric, unchangeable.

use crate::foundations::{Exact, Fingerprint, squeezed};
use crate::problem::{Fault, Place, Problems};
use crate::rubric::{Clause, CountRule, Rubric};
use crate::scoresheet::{EntryRecord, RubricRef, SheetRecord, Stage};

/// How much a sheet must hold to pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standard {
    /// As files are taken: gaps and missing words are warnings. Not scored is not zero.
    Readable,
    /// As a review is handed in from the page: every clause scored, the overall judgement written.
    Complete,
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
    ) -> Result<(Self, Problems), Problems> {
        let mut problems = Problems::new();
        if record.rubric.fingerprint != fingerprint {
            let wanted = RubricRef::to(rubric, fingerprint);
            let fault = Fault::OtherRubric {
                found: record.rubric.fingerprint,
                found_name: record.rubric.name(),
                wanted: fingerprint,
                wanted_name: wanted.name(),
            };
            // With another rubric every further complaint would mislead.
            return Err(crate::problem::Problem::new(Place::File, fault).into());
        }
        record.applicant = squeezed(&record.applicant);
        record.assessor = squeezed(&record.assessor);
        if record.applicant.is_empty() {
            problems.note(Place::Applicant, Fault::NoApplicant);
        }
        if record.assessor.is_empty() && record.stage != Stage::SelfAssessment {
            problems.note(Place::Assessor, Fault::NoAssessor);
        }
        if record.overall.trim().is_empty() {
            problems.note(
                Place::Overall,
                Fault::NoOverall {
                    required: standard == Standard::Complete,
                },
            );
        }
        let percents = check_entries(&record.entries, rubric, standard, &mut problems);
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
    entries: &[EntryRecord],
    rubric: &Rubric,
    standard: Standard,
    problems: &mut Problems,
) -> Vec<Option<Exact>> {
    let clauses: Vec<Clause<'_>> = rubric.clauses().collect();
    let mut found: Vec<Option<&EntryRecord>> = vec![None; clauses.len()];
    for (position, entry) in entries.iter().enumerate() {
        // Sheets list their clauses in the rubric's order; only others are searched for.
        let here = clauses
            .get(position)
            .filter(|clause| clause.node.code == entry.code)
            .or_else(|| clauses.iter().find(|clause| clause.node.code == entry.code));
        let place = || Place::Clause(entry.code.clone());
        let Some(clause) = here else {
            let code = entry.code.to_string();
            let is_part = rubric.node(&entry.code).is_some();
            problems.note(
                place(),
                if is_part {
                    Fault::NotALeaf { code }
                } else {
                    Fault::UnknownCode { code }
                },
            );
            continue;
        };
        if let Some(slot) = found.get_mut(clause.index) {
            if slot.is_some() {
                problems.note(
                    place(),
                    Fault::DuplicateCode {
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
                problems.note(place(), fault);
                None
            }
            None => {
                let complete = standard == Standard::Complete;
                problems.note(
                    place(),
                    if complete {
                        Fault::MustBeScored
                    } else {
                        Fault::NotScored
                    },
                );
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
fn check_words(entry: &EntryRecord, clause: &Clause<'_>, rubric: &Rubric, problems: &mut Problems) {
    let place = || Place::Clause(clause.node.code.clone());
    let rules = rubric.comments();
    let outside = |rule: CountRule, count: usize| (count < rule.min, rule.max.filter(|max| count > *max));
    let count = entry.strengths.len();
    match outside(rules.strengths, count) {
        (true, _) => problems.note(
            place(),
            Fault::FewStrengths {
                count,
                min: rules.strengths.min,
            },
        ),
        (_, Some(max)) => problems.note(place(), Fault::ManyStrengths { count, max }),
        _ => {}
    }
    let count = entry.areas.len();
    match outside(rules.areas, count) {
        (true, _) => problems.note(
            place(),
            Fault::FewAreas {
                count,
                min: rules.areas.min,
            },
        ),
        (_, Some(max)) => problems.note(place(), Fault::ManyAreas { count, max }),
        _ => {}
    }
    for (id, _) in &entry.texts {
        if !clause.method.aspects.iter().any(|aspect| &aspect.id == id) {
            problems.note(place(), Fault::UnknownAspect { id: id.clone() });
        }
    }
}
