//! What can be wrong in a file of a cycle.

use crate::scoresheet::{SheetFault, ValueFault};

/// A fault of a file of a cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields carry the facts that the variant's own sentence names"
)]
pub enum CycleFault {
    /// The last day for applications lies before the first.
    DaysReversed,
    /// A day is a holiday and a working day.
    HolidayAndWorkday { day: String },
    /// A setting with a value that is not allowed.
    SettingOutOfRange { setting: &'static str },
    /// An id is used twice: of a member, an expert, or a certificate number (Art. 35).
    IdTwice { id: String },
    /// A committee of nobody (Art. 8).
    NoMembers,
    /// An award without its year (Art. 34).
    NoYear { certificate: String },
    /// The check digit of a code does not fit: is it a slip?
    CheckDigit { id: String },
    /// A fault that sheets have too: a clause that the rubric does not have or that stands twice, a comment that says
    /// nothing, a theme that says nothing or too much.
    Sheet(SheetFault),
    /// A consensus value off its clause's scale.
    Value(ValueFault),
    /// A clause of a report with a value that is said not to be applicable.
    ScoredAndNotApplicable,
    /// An award that was withdrawn before the day on which it was given (Art. 31).
    WithdrawnBefore { certificate: String },
    /// A report of a first revision that is none, or of a later one without a reason.
    RevisionWithoutReason { revision: u32 },
    /// The stage does not fit: a material report names a material report, or a site report names none.
    MaterialReport,
    /// More key themes than a report has.
    ManyThemes { found: usize, max: usize },
    /// A report of the visit recommends whether to visit.
    RecommendationAfterVisit,
    /// The visit is advised against, and nothing says why.
    NoVisitWithoutReason,
    /// The applicant has no name (Art. 22).
    NoName,
    /// An article that is answered twice or is not asked, or an event of one that excludes nobody.
    ClaimedArticle { article: &'static str },
    /// Nobody declared that the form is true (Art. 22).
    NotDeclared,
    /// What is asked for is due before it was asked.
    DueBefore,
    /// The expert of an assignment is none of its panel (Art. 12).
    NotOnPanel { id: String },
    /// The days of a visit are reversed, or a session lies outside them or ends before it begins.
    PlanDays,
    /// A session of a visit without anybody of the panel.
    NobodyVisits,
}

impl From<SheetFault> for CycleFault {
    fn from(fault: SheetFault) -> Self {
        Self::Sheet(fault)
    }
}

impl From<ValueFault> for CycleFault {
    fn from(fault: ValueFault) -> Self {
        Self::Value(fault)
    }
}
