//! What can be wrong with a value, and with a scoresheet.

use crate::foundations::{Code, Exact, Fingerprint, NumberFault};
use crate::rubric::Rubric;
use crate::scoresheet::{RubricName, ValueForm};

/// A fault of one value of a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields carry the facts that the variant's own sentence names"
)]
pub enum ValueFault {
    /// The text is not a number to score with.
    NotANumber { found: String, fault: NumberFault },
    /// The value is above the end of the scale.
    AboveScale { found: Exact, max: Exact },
    /// The value is between two steps.
    OffStep { found: Exact, step: Exact },
    /// The value lies outside the band that was chosen.
    OutsideBand { found: Exact, from: Exact, to: Exact },
    /// Some components have values and others have none.
    PartlyScored { missing: Vec<String> },
    /// The value has another form than the clause's method asks for.
    WrongValueForm { wanted: ValueForm },
    /// The method has components and no way to combine them; a checked rubric has none such.
    NoCombination,
}

/// A fault of a scoresheet, or of the draft that becomes one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields carry the facts that the variant's own sentence names"
)]
pub enum SheetFault {
    /// A value is wrong.
    Value(ValueFault),
    /// The sheet was made with another rubric.
    OtherRubric {
        found: Fingerprint,
        found_name: Box<RubricName>,
        wanted: Fingerprint,
        wanted_name: Box<RubricName>,
    },
    /// The code is not in the rubric.
    UnknownCode { code: String },
    /// The code is a part; values belong to its clauses.
    NotALeaf { code: String },
    /// The code stands twice.
    DuplicateCode { code: String },
    /// The clause has no value. Not scored is not zero.
    NotScored,
    /// A clause must be scored before this can be submitted.
    MustBeScored,
    /// Who applies is not named.
    NoApplicant,
    /// Who assesses is not named.
    NoAssessor,
    /// The overall judgement is empty (Art. 20).
    NoOverall,
    /// Fewer strengths than the rubric asks for.
    FewStrengths { count: usize, min: usize },
    /// More strengths than the rubric asks for.
    ManyStrengths { count: usize, max: usize },
    /// Fewer areas for improvement than the rubric asks for.
    FewAreas { count: usize, min: usize },
    /// More areas for improvement than the rubric asks for.
    ManyAreas { count: usize, max: usize },
    /// A correction does not say why.
    NoReason { revision: u32 },
    /// The reason of a correction is too long.
    LongReason { found: usize, max: usize },
    /// A correction does not name the sheet that it replaces.
    NothingSuperseded { revision: u32 },
    /// A first sheet has the reason of a correction, or names a sheet that it replaces.
    FirstCorrects,
    /// The draft was submitted, and the note of it cannot be read.
    DamagedSubmission,
    /// An abstention does not say why.
    AbstainedWithoutReason,
    /// The assessor abstains on a clause and scores it.
    AbstainedAndScored,
    /// Two issues for the visit have one number.
    IssueTwice { number: u32 },
    /// An issue for the visit says nothing.
    IssueWithoutWords { number: u32 },
    /// A text in another field than the clause's method has.
    UnknownAspect { id: String },
    /// A comment has the tag of an aspect that the clause's method does not have.
    UnknownTag { id: String },
    /// More key factors than a sheet holds.
    ManyKeyFactors { found: usize, max: usize },
    /// A key factor, a page reference or a tag is too long.
    LongItem { found: usize, max: usize },
    /// A key factor, a finding, or a comment with a page reference or tag says nothing.
    BlankItem,
    /// A finding of the visit stands in a sheet of another stage.
    FindingBeforeVisit,
    /// A self-assessment names an assignment; only an expert has one.
    AssignedSelf,
}

impl SheetFault {
    /// Why a rubric has no such clause: the code is that of a part, or of nothing in it.
    pub(crate) fn no_clause(code: &Code, rubric: &Rubric) -> Self {
        let is_part = rubric.node(code).is_some();
        let code = code.to_string();
        if is_part {
            Self::NotALeaf { code }
        } else {
            Self::UnknownCode { code }
        }
    }
}

impl From<ValueFault> for SheetFault {
    fn from(fault: ValueFault) -> Self {
        Self::Value(fault)
    }
}
