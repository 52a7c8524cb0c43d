//! The application (申报): the applicant's overview, texts, evidence and own scores; and copies of drafts, which
//! hold one to read.

mod copy;

pub use copy::DraftCopy;

use crate::problem::Problems;
use crate::rubric::Rubric;
use crate::scoresheet::{Draft, Field, SheetFault, SheetRecord, Standard};

/// An application as a file states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicationRecord {
    /// The organisation overview (组织概述).
    pub overview: String,
    /// Texts, evidence, strengths, areas and own scores, as a sheet of stage `self`.
    pub sheet: SheetRecord,
}

/// An application that fits its rubric. It can only come from [`Application::from_draft`].
///
/// ```compile_fail,E0451
/// let application = scoring::application::Application { ..todo!() };
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    record: ApplicationRecord,
}

impl Application {
    /// What an applicant typed, as an application. Clauses without a value are warnings: an application may
    /// be carried to another machine before it is complete.
    ///
    /// # Errors
    /// All problems that stand in the way, with their places.
    pub fn from_draft(
        draft: &Draft,
        rubric: &Rubric,
    ) -> Result<(Self, Problems<SheetFault>), Problems<SheetFault>> {
        let (sheet, warnings) = draft.validate(rubric, Standard::Readable)?;
        let record = ApplicationRecord {
            overview: draft.text(&Field::Overview).trim().to_owned(),
            sheet: sheet.record().clone(),
        };
        Ok((Self { record }, warnings))
    }

    /// The record behind it.
    pub fn record(&self) -> &ApplicationRecord {
        &self.record
    }
}

impl ApplicationRecord {
    /// The application as an assessor may see it: without the applicant's own scores and judgement, which stay
    /// hidden until the assessor's own score stands.
    #[must_use]
    pub fn without_scores(mut self) -> Self {
        for entry in &mut self.sheet.entries {
            entry.value = None;
        }
        self.sheet.overall.clear();
        self
    }
}
