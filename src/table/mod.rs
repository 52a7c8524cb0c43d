//! CSV tables, as secretariats keep them in spreadsheets: rubrics and scoresheets out of rows.
//!
//! The room takes text. Decoding bytes is the shells' business: the command line has a crate for it, the
//! browser its own decoder.

mod fault;
mod grid;
mod rubric;
mod sheet;

pub use fault::TableFault;
pub use rubric::{RubricOptions, read_rubric};
pub use sheet::{SheetOptions, read_sheet};
