//! What a panel keeps of a sheet: who, which stage, the exact values, how much was written. Of its texts none but the
//! reason of a correction.

use crate::foundations::{Exact, Fingerprint};
use crate::scoresheet::{Comment, EntryRecord, Revision, Scoresheet, Stage};

/// How much is written in a sheet, in comments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Strengths.
    pub strengths: usize,
    /// Areas for improvement.
    pub areas: usize,
}

/// A valid sheet without its texts, but for the reason of a correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetSummary {
    /// The applicant's name.
    pub applicant: String,
    /// The stage.
    pub stage: Stage,
    /// The assessor's name; empty where an applicant did not name one.
    pub assessor: String,
    /// The application: for an application file the fingerprint that assessors know it by, and the one it names for a
    /// review.
    ///
    /// A self-assessment that came as a scoresheet is no application.
    pub application: Option<Fingerprint>,
    /// Whether it came in an application file.
    pub is_application: bool,
    /// The percentage of each clause, in the rubric's order.
    pub percents: Box<[Option<Exact>]>,
    /// How much is written.
    pub written: Written,
    /// Which of the assessor's sheets it is, and why.
    pub revision: Revision,
}

impl SheetSummary {
    /// What is kept of a sheet. `own`: the fingerprint that assessors know the application by, if the sheet came in one.
    pub fn of(sheet: &Scoresheet, own: Option<Fingerprint>) -> Self {
        let record = sheet.record();
        let count =
            |of: fn(&EntryRecord) -> &[Comment]| record.entries.iter().map(|entry| of(entry).len()).sum();
        Self {
            applicant: record.applicant.clone(),
            stage: record.stage,
            assessor: record.assessor.clone(),
            application: match record.stage {
                Stage::SelfAssessment => own,
                Stage::Material | Stage::Site => record.application,
            },
            is_application: own.is_some(),
            percents: sheet.percents().into(),
            written: Written {
                strengths: count(|entry| &entry.strengths),
                areas: count(|entry| &entry.areas),
            },
            revision: record.revision.clone(),
        }
    }

    /// How many clauses have no value.
    pub fn gaps(&self) -> usize {
        self.percents.iter().filter(|percent| percent.is_none()).count()
    }
}
