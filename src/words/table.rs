//! The faults of a table in words.

use crate::foundations::{Lang, decimal_or_fraction as number};
use crate::problem::Place;
use crate::table::{NotANumber, TableFault, TableKind, Written};
use crate::words as say;
use crate::words::column;
use crate::words::problem::{Sentence, list};
use crate::words::scoresheet::not_a_number;

impl Sentence for TableFault {
    fn sentence(&self, place: &Place, lang: Lang) -> String {
        let plain = |text: fn(Lang) -> &'static str| text(lang).to_owned();
        let heading = || match place {
            Place::Header(name) | Place::Row(_, Some(name)) => column(name, lang),
            _ => String::new(),
        };
        match self {
            Self::Rubric(fault) => fault.sentence(place, lang),
            Self::Sheet(fault) => fault.sentence(place, lang),
            Self::Cycle(fault) => fault.sentence(place, lang),
            Self::EmptyFile => plain(say::fault_empty_file),
            Self::UnreadableTable { detail } => say::fault_unreadable_table(lang, detail),
            Self::OpenQuote => plain(say::fault_open_quote),
            Self::Separator { found } => say::fault_separator(lang, separator(*found, lang)),
            Self::NoHeadings { wanted, found } => {
                let wanted = &list(wanted, lang);
                say::FaultNoHeadings { wanted, found }.text(lang)
            }
            Self::OtherTable { kind } => plain(match kind {
                TableKind::Rubric => say::fault_other_table_rubric,
                TableKind::Scoresheet => say::fault_other_table_scoresheet,
                TableKind::Figures => say::fault_other_table_figures,
                TableKind::Pool => say::fault_other_table_pool,
                TableKind::Register => say::fault_other_table_register,
            }),
            Self::AboveHeadings { found } => say::fault_above_headings(lang, found),
            Self::ContentAboveHeadings { found } => say::fault_content_above_headings(lang, found),
            Self::BesideTable { found } => say::fault_beside_table(lang, found),
            Self::HeadingsAgain => plain(say::fault_headings_again),
            Self::MissingColumn { row, found } => {
                let (column, found) = (&heading(), &list(found, lang));
                say::FaultMissingColumn { column, row, found }.text(lang)
            }
            Self::RepeatedColumn => say::fault_repeated_column(lang, heading()),
            Self::UnknownColumn { known } => {
                let (column, known) = (&heading(), &list(known, lang));
                say::FaultUnknownColumn { column, known }.text(lang)
            }
            Self::UnnamedColumn { found } => say::fault_unnamed_column(lang, found),
            Self::NoRows => plain(say::fault_no_rows),
            Self::ExtraCells { found } => say::fault_extra_cells(lang, found),
            Self::LongerRow { cells, usual } => say::FaultLongerRow { cells, usual }.text(lang),
            Self::SplitDecimal { whole, rest } => say::FaultSplitDecimal { whole, rest }.text(lang),
            Self::MissingCode => plain(say::fault_missing_code),
            Self::BadCode { found } => say::fault_bad_code(lang, found),
            Self::OtherSeparator {
                found,
                separator: one,
            } => {
                let separator = &separator(*one, lang);
                say::FaultOtherSeparator { found, separator }.text(lang)
            }
            Self::QuotedCode { found, meant } => say::FaultQuotedCode { found, meant }.text(lang),
            Self::DateForCode { found, meant } if meant.is_empty() => {
                say::fault_date_for_some_code(lang, found)
            }
            Self::DateForCode { found, meant } => say::FaultDateForCode { found, meant }.text(lang),
            Self::DecimalForCode { found, meant } => say::FaultDecimalForCode { found, meant }.text(lang),
            Self::LostZero { code, meant } => say::FaultLostZero { code, meant }.text(lang),
            Self::MissingParent { parent } => say::fault_missing_parent(lang, parent),
            Self::TotalLeftOut { label } => say::fault_total_left_out(lang, label),
            Self::TotalNotCompared { label, found } => say::FaultTotalNotCompared { label, found }.text(lang),
            Self::TotalRowDiffers {
                label,
                found,
                sum,
                rows,
            } => {
                let rows = &match rows {
                    (from, to) if from == to => from.to_string(),
                    (from, to) => format!("{from}\u{2013}{to}"),
                };
                say::FaultTotalRowDiffers {
                    label,
                    found,
                    rows,
                    sum,
                }
                .text(lang)
            }
            Self::LooksLikeTotal { points } => say::fault_looks_like_total(lang, points),
            Self::TotalWithCode { label, code } => say::FaultTotalWithCode { label, code }.text(lang),
            Self::UnknownKind { found } => say::fault_unknown_kind(lang, found),
            Self::NotANumber { found, fault } => not_a_number(found, *fault, lang),
            Self::WrittenNumber {
                found,
                meant,
                written,
            } => match written {
                Written::Apostrophe => say::FaultWrittenApostrophe { found, meant }.text(lang),
                Written::Thousands => say::FaultWrittenThousands { found, meant }.text(lang),
                Written::DecimalComma => say::FaultWrittenDecimalComma { found, meant }.text(lang),
                Written::Blanks => say::FaultWrittenBlanks { found, meant }.text(lang),
                Written::Unit => say::FaultWrittenUnit { found, meant }.text(lang),
                Written::Numerals => say::FaultWrittenNumerals { found, meant }.text(lang),
            },
            Self::InPlaceOfNumber { found, stands } => match stands {
                NotANumber::Range => say::fault_stands_range(lang, found),
                NotANumber::Date => say::fault_stands_date(lang, found),
                NotANumber::CellError => say::fault_stands_cell_error(lang, found),
                NotANumber::Placeholder => say::fault_stands_placeholder(lang, found),
                NotANumber::Percentage => say::fault_stands_percentage(lang, found),
            },
            Self::FractionsOfOne { found, values } => say::FaultFractionsOfOne { found, values }.text(lang),
            Self::FractionAmongPercents { found } => say::fault_fraction_among_percents(lang, found),
            Self::FractionalPoints { found } => say::fault_fractional_points(lang, found),
            Self::EmptyCell => plain(say::fault_empty_cell),
            Self::BadDay { found } => say::fault_bad_day(lang, found),
            Self::SerialDay { found, meant } => say::FaultSerialDay { found, meant }.text(lang),
            Self::BadYear { found } => say::fault_bad_year(lang, found),
            Self::BadOrganisation { found } => say::fault_bad_organisation(lang, found),
            Self::BadId { found } => say::fault_bad_id(lang, found),
            Self::BrokenId { found } => say::fault_broken_id(lang, found),
            Self::SerialForId { found, meant } => say::FaultSerialForId { found, meant }.text(lang),
            Self::IdsByRow { first, last } => say::FaultIdsByRow { first, last }.text(lang),
            Self::UnknownGround { found } => say::fault_unknown_ground(lang, found),
            Self::TiesDiffer => plain(say::fault_ties_differ),
            Self::LocalOrganisation { name } => say::fault_local_organisation(lang, name),
            Self::PercentContradicts { found, computed } => {
                let (found, computed) = (&number(*found), &number(*computed));
                say::FaultPercentContradicts { found, computed }.text(lang)
            }
        }
    }
}

/// A separator by its name where it cannot be seen.
fn separator(separator: char, lang: Lang) -> String {
    match separator {
        '\t' => say::separator_tab(lang).to_owned(),
        other => other.to_string(),
    }
}
