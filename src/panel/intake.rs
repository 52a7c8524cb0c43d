//! Taking in files: each gets a verdict with its reason, and what was accepted never changes.

use crate::foundations::Fingerprint;
use crate::panel::IntakeFault;
use crate::problem::{Place, Problem, Problems};
use crate::rubric::Rubric;
use crate::scoresheet::{Scoresheet, SheetRecord, Stage, Standard};

/// What became of one file. `F` is the enum of faults that the file may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict<F> {
    /// Taken in; warnings may remain.
    Accepted(Problems<F>),
    /// The same contents came before, under this name; nothing changed.
    SameAgain {
        /// The name of the file that is already there.
        first: String,
    },
    /// Not taken in; the problems say why, where, and what to do.
    Refused(Problems<F>),
}

impl<F> Verdict<F> {
    /// The same verdict, its faults wrapped by the enum of a room above.
    #[must_use]
    pub fn convert<G: From<F>>(self) -> Verdict<G> {
        match self {
            Self::Accepted(warnings) => Verdict::Accepted(warnings.convert()),
            Self::SameAgain { first } => Verdict::SameAgain { first },
            Self::Refused(problems) => Verdict::Refused(problems.convert()),
        }
    }
}

/// A sheet that was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The file's name.
    pub name: String,
    /// The fingerprint of its payload.
    pub fingerprint: Fingerprint,
    /// The sheet.
    pub sheet: Scoresheet,
}

/// The sheets taken in so far, all made with one rubric.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Intake {
    accepted: Vec<Accepted>,
}

impl Intake {
    /// Nothing taken in yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The sheets taken in, in the order of their coming.
    pub fn accepted(&self) -> &[Accepted] {
        &self.accepted
    }

    /// Takes out the sheet with this fingerprint and returns it.
    pub fn take_out(&mut self, fingerprint: Fingerprint) -> Option<Accepted> {
        let position = self
            .accepted
            .iter()
            .position(|one| one.fingerprint == fingerprint)?;
        Some(self.accepted.remove(position))
    }

    /// Judges one well-formed sheet and takes it in where nothing stands against it.
    pub fn admit(
        &mut self,
        name: &str,
        fingerprint: Fingerprint,
        record: SheetRecord,
        rubric: (&Rubric, Fingerprint),
    ) -> Verdict<IntakeFault> {
        if let Some(first) = self.accepted.iter().find(|one| one.fingerprint == fingerprint) {
            return Verdict::SameAgain {
                first: first.name.clone(),
            };
        }
        let (sheet, warnings) = match Scoresheet::check(record, rubric.0, rubric.1, Standard::Readable) {
            Ok(checked) => checked,
            Err(problems) => return Verdict::Refused(problems.convert()),
        };
        if let Some(problem) = self.against(&sheet, fingerprint) {
            return Verdict::Refused(problem.into());
        }
        self.accepted.push(Accepted {
            name: name.to_owned(),
            fingerprint,
            sheet,
        });
        Verdict::Accepted(warnings.convert())
    }

    /// What the sheets already there have against this one.
    fn against(&self, sheet: &Scoresheet, fingerprint: Fingerprint) -> Option<Problem<IntakeFault>> {
        let new = sheet.record();
        let mut application = None;
        for other in &self.accepted {
            let old = other.sheet.record();
            if old.applicant != new.applicant {
                continue;
            }
            if old.stage == new.stage && (old.assessor == new.assessor || new.stage == Stage::SelfAssessment)
            {
                let assessor = old.assessor.clone();
                return Some(Problem::error(
                    Place::Named(other.name.clone()),
                    IntakeFault::SecondSheet { assessor },
                ));
            }
            let scored = |record: &SheetRecord, own: Fingerprint| match record.stage {
                Stage::SelfAssessment => Some(own),
                Stage::Material | Stage::Site => record.application,
            };
            application = scored(old, other.fingerprint)
                .zip(scored(new, fingerprint))
                .or(application);
            if let Some((wanted, found)) = application.filter(|(wanted, found)| wanted != found) {
                let fault = IntakeFault::OtherApplication { found, wanted };
                return Some(Problem::error(Place::Named(other.name.clone()), fault));
            }
        }
        None
    }
}
