//! The faults of applications in words, and the names of what stands in results grids and the evidence register.

use crate::application::{ApplicationFault, Better, EvidenceField, PasteFault, ResultField};
use crate::foundations::Lang;
use crate::problem::Place;
use crate::words as say;
use crate::words::problem::Sentence;

impl Sentence for ApplicationFault {
    fn sentence(&self, place: &Place, lang: Lang) -> String {
        match self {
            Self::Sheet(fault) => fault.sentence(place, lang),
            Self::NotAnAmount {
                number,
                row,
                cell,
                found,
            } => {
                let cell = &result_field(*cell, lang);
                say::FaultNotAnAmount {
                    number,
                    row,
                    cell,
                    found,
                }
                .text(lang)
            }
            Self::NoIndicator { number } => say::fault_no_indicator(lang, number),
            Self::FewYears { row, count } => say::FaultFewYears { row, count }.text(lang),
            Self::NoComparison { row } => say::fault_no_comparison(lang, row),
            Self::EvidenceWithoutNumber { title } => say::fault_evidence_without_number(lang, title),
            Self::UncitedEvidence { number, title } => say::FaultUncitedEvidence { number, title }.text(lang),
            Self::RepeatedNumber { number } => say::fault_repeated_number(lang, number),
            Self::UnknownCitation { number } => say::fault_unknown_citation(lang, number),
        }
    }
}

impl Sentence for PasteFault {
    fn sentence(&self, _: &Place, lang: Lang) -> String {
        match self {
            Self::NotANumber { found } => say::fault_pasted_not_a_number(lang, found),
            Self::PercentBesideUnit { found, unit } => say::FaultPastedPercent { found, unit }.text(lang),
            Self::MixedPercent => say::fault_pasted_mixed_percent(lang).to_owned(),
            Self::UnknownHeading { found, cells } => say::FaultPastedHeading { found, cells }.text(lang),
            Self::RepeatedHeading { found, cells } => say::FaultPastedTwice { found, cells }.text(lang),
            Self::NoColumn { found } => say::fault_pasted_beyond(lang, found),
            Self::OpenQuote => say::fault_pasted_open_quote(lang).to_owned(),
            Self::Separated { separator } => say::fault_pasted_separated(lang, separator),
            Self::SeparatedAlone { separator } => say::fault_pasted_separated_alone(lang, separator),
            Self::Unheaded { found, field } => {
                let column = &result_field(*field, lang);
                say::FaultPastedUnheaded { found, column }.text(lang)
            }
            Self::NoIndicator => say::fault_pasted_no_indicator(lang).to_owned(),
            Self::TotalRow { label } => say::fault_pasted_total_row(lang, label),
            Self::AboveHeadings { found } => say::fault_pasted_above_headings(lang, found),
            Self::Note { found } => say::fault_pasted_note(lang, found),
            Self::LeftEmpty { found, cells } => say::FaultPastedLeftEmpty { found, cells }.text(lang),
        }
    }
}

/// A field of a results grid, as its heading.
pub fn result_field(field: ResultField, lang: Lang) -> String {
    let name = match field {
        ResultField::Indicator => say::result_indicator(lang),
        ResultField::Unit => say::result_unit(lang),
        ResultField::Better => say::result_better(lang),
        ResultField::Year(year) => return year.to_string(),
        ResultField::Target => say::result_target(lang),
        ResultField::Comparison => say::result_comparison(lang),
        ResultField::Against => say::result_against(lang),
        ResultField::Source => say::result_source(lang),
    };
    name.to_owned()
}

/// A field of the evidence register, as its heading.
pub fn evidence_field(field: EvidenceField, lang: Lang) -> &'static str {
    match field {
        EvidenceField::Number => say::evidence_number(lang),
        EvidenceField::Title => say::evidence_title(lang),
        EvidenceField::Issuer => say::evidence_issuer(lang),
        EvidenceField::Date => say::evidence_date(lang),
        EvidenceField::Pages => say::evidence_pages(lang),
    }
}

/// Whether more of an indicator is better.
pub fn better(better: Better, lang: Lang) -> &'static str {
    match better {
        Better::Higher => say::better_higher(lang),
        Better::Lower => say::better_lower(lang),
        Better::None => say::better_none(lang),
    }
}
