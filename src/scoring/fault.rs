//! What can stand against putting sheets together.

use crate::scoring::Rule;

/// A fault of several sheets that are to become one number.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields carry the facts that the variant's own sentence names"
)]
pub enum AggregateFault {
    /// No sheets at all.
    NoSheets,
    /// The sheet is for another applicant than the first.
    OtherApplicant { found: String, wanted: String },
    /// The sheet is of another stage than the first.
    OtherStage,
    /// This assessor's sheet is already there.
    SecondSheet { assessor: String },
    /// Fewer sheets than a panel needs (Art. 12).
    FewSheets { count: usize },
    /// Fewer sheets than the rule works on.
    TooFewForRule { rule: Rule, count: usize },
}
