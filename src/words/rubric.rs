//! The faults of a rubric in words.

use crate::foundations::{Lang, decimal_or_fraction as number};
use crate::problem::Place;
use crate::rubric::RubricFault as Fault;
use crate::words as say;
use crate::words::problem::{Sentence, list};

impl Sentence for Fault {
    fn sentence(&self, _: &Place, lang: Lang) -> String {
        let plain = |text: fn(Lang) -> &'static str| text(lang).to_owned();
        match self {
            Self::NoParts => plain(say::fault_no_parts),
            Self::MissingCode => plain(say::fault_missing_code),
            Self::DuplicateCode { code } => say::fault_duplicate_code(lang, code),
            Self::EmptyName => plain(say::fault_empty_name),
            Self::MissingKind => plain(say::fault_missing_kind),
            Self::MissingMethod => plain(say::fault_missing_method),
            Self::UnknownMethod { found, known } => {
                let known = &list(known, lang);
                say::FaultUnknownMethod { found, known }.text(lang)
            }
            Self::MethodForOtherKind { method } => say::fault_method_for_other_kind(lang, method),
            Self::MissingPoints => plain(say::fault_missing_points),
            Self::PointsOutOfRange { found } => say::fault_points_out_of_range(lang, found),
            Self::PointsOffStep { found, step } => {
                let (found, step) = (&number(*found), &number(*step));
                say::FaultOffStep { found, step }.text(lang)
            }
            Self::SumDiffers { declared, sum } => say::FaultSumDiffers { declared, sum }.text(lang),
            Self::TotalDiffers { declared, sum } => say::FaultTotalDiffers { declared, sum }.text(lang),
            Self::BadLink { code } => say::fault_bad_link(lang, code),
            Self::EmptyIdentity { member } => say::fault_empty_identity(lang, member),
            Self::NoApproval => plain(say::fault_no_approval),
            Self::TooManyDecimals { found } => say::fault_too_many_decimals(lang, found),
            Self::CommentRuleReversed => plain(say::fault_comment_rule_reversed),
            Self::MappedUnknown { code } => say::fault_unknown_code(lang, code),
            Self::MappedTwice { code } => say::fault_mapped_twice(lang, code),
            Self::DuplicateId { id } => say::fault_duplicate_id(lang, id),
            Self::BadStep => plain(say::fault_bad_step),
            Self::StepDoesNotFit { step } => say::fault_step_does_not_fit(lang, number(*step)),
            Self::BandReversed => plain(say::fault_band_reversed),
            Self::BandOffStep { value } => say::fault_band_off_step(lang, number(*value)),
            Self::BandAboveScale { found, max } => {
                let (found, max) = (&number(*found), &number(*max));
                say::FaultAboveScale { found, max }.text(lang)
            }
            Self::BandGap { from, to } => {
                let (from, to) = (&number(*from), &number(*to));
                say::FaultBandGap { from, to }.text(lang)
            }
            Self::BandOverlap { value } => say::fault_band_overlap(lang, number(*value)),
            Self::BandsWithoutSteps => plain(say::fault_bands_without_steps),
            Self::CombinationUnclear => plain(say::fault_combination_unclear),
            Self::BadComponents => plain(say::fault_bad_components),
        }
    }
}
