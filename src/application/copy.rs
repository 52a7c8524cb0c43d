//! A copy of an unfinished draft (草稿副本), to keep elsewhere and to go on with at another machine.

use crate::application::ApplicationRecord;
use crate::document::Address;
use crate::foundations::Fingerprint;
use crate::problem::{Place, Problem, Problems};
use crate::rubric::{Clause, Rubric};
use crate::scoresheet::{Draft, DraftKind, RubricName, SheetFault, Standard, ValueFault, ValueForm};

/// A draft as it stands, and what its writer reads beside it.
///
/// It can only come from [`DraftCopy::of`]: it never holds the applicant's scores beside a review, and no lock,
/// since whoever can make a copy has the texts open.
///
/// ```compile_fail,E0451
/// fn forged(copy: scoring::application::DraftCopy) -> scoring::application::DraftCopy {
///     scoring::application::DraftCopy { ..copy }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftCopy {
    draft: Draft,
    reading: Option<ApplicationRecord>,
}

impl DraftCopy {
    /// A copy of a draft. A review takes along the application that is read, without the applicant's scores; a
    /// self-assessment reads none.
    pub fn of(mut draft: Draft, reading: Option<ApplicationRecord>) -> Self {
        draft.head.lock = None;
        let reading = match draft.head.kind {
            DraftKind::SelfAssessment => None,
            DraftKind::Review(_) => reading.map(ApplicationRecord::without_scores),
        };
        Self { draft, reading }
    }

    /// The draft. Its id is the one that it had where it was copied.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The application to read, of a review.
    pub fn reading(&self) -> Option<&ApplicationRecord> {
        self.reading.as_ref()
    }

    /// Draft and application, to go on with.
    pub fn into_parts(self) -> (Draft, Option<ApplicationRecord>) {
        (self.draft, self.reading)
    }

    /// What stands between this draft and a sheet of its stage. It is unfinished by right, so that gaps only warn;
    /// a field that the rubric has no place for is reported under its address.
    pub fn check(&self, rubric: &Rubric, fingerprint: Fingerprint) -> Problems<SheetFault> {
        let found = &self.draft.head.rubric;
        if found.fingerprint != fingerprint {
            let fault = SheetFault::OtherRubric {
                found: found.fingerprint,
                found_name: RubricName::beside(found, rubric).into(),
                wanted: fingerprint,
                wanted_name: RubricName::of(rubric).into(),
            };
            // With another rubric every further complaint would mislead.
            return Problem::error(Place::File, fault).into();
        }
        let mut problems = Problems::new();
        for (at, _) in self.draft.fields() {
            let place = || Place::Member(format!("payload.fields[\"{at}\"]"));
            match misplaced(at, self.draft.head.kind, rubric) {
                // The text is kept, and takes part in nothing.
                Some(fault @ SheetFault::UnknownAspect { .. }) => problems.warn(place(), fault),
                Some(fault) => problems.error(place(), fault),
                None => {}
            }
        }
        match self.draft.validate(rubric, Standard::Readable) {
            Ok((_, warnings)) => problems.extend(warnings),
            Err(others) => problems.extend(others),
        }
        problems
    }
}

/// Why the rubric has no place for a field, where it has none.
fn misplaced(at: &Address, kind: DraftKind, rubric: &Rubric) -> Option<SheetFault> {
    let reading = kind.schema().read(at)?;
    let code = reading.clause()?;
    let Some(clause) = rubric.clause(&code) else {
        let is_part = rubric.node(&code).is_some();
        let code = code.to_string();
        return Some(if is_part {
            SheetFault::NotALeaf { code }
        } else {
            SheetFault::UnknownCode { code }
        });
    };
    let id = reading.value("id");
    match reading.field.pattern.split('/').nth(2) {
        Some("text") => {
            let id = id.filter(|id| !clause.method.aspects.iter().any(|aspect| aspect.id == *id))?;
            Some(SheetFault::UnknownAspect { id: id.to_owned() })
        }
        Some("value" | "band") if !has_component(&clause, id) => {
            let wanted = ValueForm::of(clause.method);
            Some(ValueFault::WrongValueForm { wanted }.into())
        }
        _ => None,
    }
}

/// Whether a clause is scored under this component; under none where its method has none.
fn has_component(clause: &Clause<'_>, id: Option<&str>) -> bool {
    let components = &clause.method.components;
    match id {
        None => components.is_empty(),
        Some(id) => components.iter().any(|component| component.id == id),
    }
}
