//! The faults of several sheets together in words.

use crate::foundations::Lang;
use crate::problem::Place;
use crate::scoring::AggregateFault;
use crate::words as say;
use crate::words::names;
use crate::words::problem::Sentence;

impl Sentence for AggregateFault {
    fn sentence(&self, _: &Place, lang: Lang) -> String {
        match self {
            Self::NoSheets => say::fault_no_sheets(lang).to_owned(),
            Self::OtherApplicant { found, wanted } => say::FaultOtherApplicant { found, wanted }.text(lang),
            Self::OtherStage => say::fault_other_stage(lang).to_owned(),
            Self::SecondSheet { assessor } => second_sheet(assessor, lang),
            Self::FewSheets { count } => say::fault_few_sheets(lang, count),
            Self::TooFewForRule { rule, count } => say::FaultTooFewForRule {
                rule: &names::rule(*rule, lang),
                least: &rule.least_sheets(),
                count,
            }
            .text(lang),
        }
    }
}

/// Whose sheet is already there; the applicant's own has no assessor.
pub(super) fn second_sheet(assessor: &str, lang: Lang) -> String {
    if assessor.is_empty() {
        say::fault_second_self(lang).to_owned()
    } else {
        say::fault_second_sheet(lang, assessor)
    }
}
