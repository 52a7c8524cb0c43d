//! The faults of a table in words.

use crate::foundations::{Lang, decimal_or_fraction as number};
use crate::problem::Place;
use crate::table::TableFault;
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
            Self::EmptyFile => plain(say::fault_empty_file),
            Self::UnreadableTable { detail } => say::fault_unreadable_table(lang, detail),
            Self::OpenQuote => plain(say::fault_open_quote),
            Self::MissingColumn => say::fault_missing_column(lang, heading()),
            Self::RepeatedColumn => say::fault_repeated_column(lang, heading()),
            Self::UnknownColumn { known } => {
                let (column, known) = (&heading(), &list(known, lang));
                say::FaultUnknownColumn { column, known }.text(lang)
            }
            Self::NoRows => plain(say::fault_no_rows),
            Self::ExtraCells => plain(say::fault_extra_cells),
            Self::MissingCode => plain(say::fault_missing_code),
            Self::BadCode { found } => say::fault_bad_code(lang, found),
            Self::MissingParent { parent } => say::fault_missing_parent(lang, parent),
            Self::UnknownKind { found } => say::fault_unknown_kind(lang, found),
            Self::NotANumber { found, fault } => not_a_number(found, *fault, lang),
            Self::FractionalPoints { found } => say::fault_fractional_points(lang, found),
            Self::PercentContradicts { found, computed } => {
                let (found, computed) = (&number(*found), &number(*computed));
                say::FaultPercentContradicts { found, computed }.text(lang)
            }
        }
    }
}
