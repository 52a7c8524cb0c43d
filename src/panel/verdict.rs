//! What became of one file.

use crate::panel::Question;
use crate::problem::Problems;

/// What became of one file. `F` is the enum of faults that the file may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict<F> {
    /// A sheet that counts; so many warnings remain.
    Accepted {
        /// How many warnings the sheet has.
        warnings: usize,
    },
    /// A rubric, available from now on.
    Rubric,
    /// The same contents came before, under this name; nothing changed.
    SameAgain {
        /// The name of the file that is already there.
        first: String,
    },
    /// The same application as in another file, which counts: one of the two has the applicant's own scores, the other
    /// is the one for assessors.
    SameApplication {
        /// The name of the file that counts.
        by: String,
    },
    /// A sheet that a later revision of the same assessor replaced. It stays in the list and does not count.
    Superseded {
        /// The name of the file that counts.
        by: String,
        /// Its number as a revision.
        revision: u32,
        /// Why it replaces this one.
        reason: String,
    },
    /// A sheet whose assessor may be one who is already there. It counts once the question is answered.
    Asked(Question),
    /// Not taken in; the problems say why, where, and what to do.
    Refused(Problems<F>),
    /// Not read yet, or to be read again.
    Waiting,
    /// The import was stopped before this file was read.
    Stopped,
}

/// A verdict without its facts, for counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum VerdictKind {
    /// [`Verdict::Accepted`].
    Accepted,
    /// [`Verdict::Rubric`].
    Rubric,
    /// [`Verdict::SameAgain`].
    SameAgain,
    /// [`Verdict::SameApplication`].
    SameApplication,
    /// [`Verdict::Superseded`].
    Superseded,
    /// [`Verdict::Asked`].
    Asked,
    /// [`Verdict::Refused`].
    Refused,
    /// [`Verdict::Waiting`].
    Waiting,
    /// [`Verdict::Stopped`].
    Stopped,
}

impl<F> Verdict<F> {
    /// The same verdict, its faults wrapped by the enum of a room above.
    #[must_use]
    pub fn convert<G: From<F>>(self) -> Verdict<G> {
        match self {
            Self::Refused(problems) => Verdict::Refused(problems.convert()),
            Self::Accepted { warnings } => Verdict::Accepted { warnings },
            Self::Rubric => Verdict::Rubric,
            Self::SameAgain { first } => Verdict::SameAgain { first },
            Self::SameApplication { by } => Verdict::SameApplication { by },
            Self::Superseded { by, revision, reason } => Verdict::Superseded { by, revision, reason },
            Self::Asked(question) => Verdict::Asked(question),
            Self::Waiting => Verdict::Waiting,
            Self::Stopped => Verdict::Stopped,
        }
    }

    /// The verdict without its facts.
    pub fn kind(&self) -> VerdictKind {
        match self {
            Self::Accepted { .. } => VerdictKind::Accepted,
            Self::Rubric => VerdictKind::Rubric,
            Self::SameAgain { .. } => VerdictKind::SameAgain,
            Self::SameApplication { .. } => VerdictKind::SameApplication,
            Self::Superseded { .. } => VerdictKind::Superseded,
            Self::Asked(_) => VerdictKind::Asked,
            Self::Refused(_) => VerdictKind::Refused,
            Self::Waiting => VerdictKind::Waiting,
            Self::Stopped => VerdictKind::Stopped,
        }
    }
}
