//! The faults of values and scoresheets in words.

use crate::foundations::{Lang, NumberFault, decimal_or_fraction as number};
use crate::problem::Place;
use crate::scoresheet::{SheetFault, ValueFault, ValueForm};
use crate::words as say;
use crate::words::problem::{Sentence, list};

impl Sentence for ValueFault {
    fn sentence(&self, _: &Place, lang: Lang) -> String {
        match self {
            Self::NotANumber { found, fault } => not_a_number(found, *fault, lang),
            Self::AboveScale { found, max } => {
                let (found, max) = (&number(*found), &number(*max));
                say::FaultAboveScale { found, max }.text(lang)
            }
            Self::OffStep { found, step } => {
                let (found, step) = (&number(*found), &number(*step));
                say::FaultOffStep { found, step }.text(lang)
            }
            Self::OutsideBand { found, from, to } => {
                let (found, from, to) = (&number(*found), &number(*from), &number(*to));
                say::FaultOutsideBand { found, from, to }.text(lang)
            }
            Self::PartlyScored { missing } => say::fault_partly_scored(lang, list(missing, lang)),
            Self::WrongValueForm { wanted } => match wanted {
                ValueForm::Percent => say::fault_wrong_form_percent(lang).to_owned(),
                ValueForm::Points => say::fault_wrong_form_points(lang).to_owned(),
                ValueForm::Components(ids) => say::fault_wrong_form_components(lang, list(ids, lang)),
            },
            Self::NoCombination => say::fault_combination_unclear(lang).to_owned(),
        }
    }
}

impl Sentence for SheetFault {
    fn sentence(&self, place: &Place, lang: Lang) -> String {
        let plain = |text: fn(Lang) -> &'static str| text(lang).to_owned();
        match self {
            Self::Value(fault) => fault.sentence(place, lang),
            Self::OtherRubric {
                found,
                found_name,
                wanted,
                wanted_name,
            } if found_name == wanted_name => say::FaultOtherRubricVersion {
                name: &found_name.get(lang),
                found: &found.short(),
                wanted: &wanted.short(),
            }
            .text(lang),
            Self::OtherRubric {
                found_name: found,
                wanted_name: wanted,
                ..
            } => {
                let (found, wanted) = (&found.get(lang), &wanted.get(lang));
                say::FaultOtherRubric { found, wanted }.text(lang)
            }
            Self::UnknownCode { code } => say::fault_unknown_code(lang, code),
            Self::NotALeaf { code } => say::fault_not_a_leaf(lang, code),
            Self::DuplicateCode { code } => say::fault_duplicate_code(lang, code),
            Self::NotScored => plain(say::fault_not_scored),
            Self::MustBeScored => plain(say::fault_must_be_scored),
            Self::NoApplicant => plain(say::fault_no_applicant),
            Self::NoAssessor => plain(say::fault_no_assessor),
            Self::NoOverall => plain(say::fault_no_overall),
            Self::FewStrengths { count, min } => say::FaultFewStrengths { count, min }.text(lang),
            Self::ManyStrengths { count, max } => say::FaultManyStrengths { count, max }.text(lang),
            Self::FewAreas { count, min } => say::FaultFewAreas { count, min }.text(lang),
            Self::ManyAreas { count, max } => say::FaultManyAreas { count, max }.text(lang),
            Self::NoReason { revision } => say::fault_no_reason(lang, revision),
            Self::LongReason { found, max } => say::FaultLongReason { found, max }.text(lang),
            Self::NothingSuperseded { revision } => say::fault_nothing_superseded(lang, revision),
            Self::FirstCorrects => plain(say::fault_first_corrects),
            Self::DamagedSubmission => plain(say::fault_damaged_submission),
            Self::AbstainedWithoutReason => plain(say::fault_abstained_without_reason),
            Self::AbstainedAndScored => plain(say::fault_abstained_and_scored),
            Self::IssueTwice { number } => say::fault_issue_twice(lang, number),
            Self::IssueWithoutWords { number } => say::fault_issue_without_words(lang, number),
            Self::UnknownAspect { id } => say::fault_unknown_aspect(lang, id),
            Self::UnknownTag { id } => say::fault_unknown_tag(lang, id),
            Self::ManyKeyFactors { found, max } => say::FaultManyKeyFactors { found, max }.text(lang),
            Self::LongItem { found, max } => say::FaultLongItem { found, max }.text(lang),
            Self::BlankItem => plain(say::fault_blank_item),
            Self::FindingBeforeVisit => plain(say::fault_finding_before_visit),
            Self::AssignedSelf => plain(say::fault_assigned_self),
        }
    }
}

/// Why a text is no number to score with.
pub(super) fn not_a_number(found: &str, fault: NumberFault, lang: Lang) -> String {
    match fault {
        NumberFault::Empty => say::fault_number_empty(lang).to_owned(),
        NumberFault::NotANumber => say::fault_not_a_number(lang, found),
        NumberFault::TooLong => say::fault_number_too_long(lang, found),
        NumberFault::PercentTooLong => say::fault_percent_too_long(lang, found),
    }
}
