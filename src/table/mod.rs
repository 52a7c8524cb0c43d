//! CSV tables, as secretariats keep them in spreadsheets: rubrics, scoresheets, pools and registers out of rows.
//!
//! The room takes text; [`crate::files::table_text`] makes it of bytes. `records` splits it, `headings` finds
//! the columns, `grid` tells rows of content from titles and sums, `cell` reads codes and numbers. What is meant
//! without doubt is read and reported; what is in doubt is refused with its row and column.

mod beside;
mod cell;
mod fault;
mod grid;
mod headings;
mod other;
mod people;
mod records;
mod rubric;
mod sheet;
mod totals;

pub use fault::{NotANumber, TableFault, Written};
pub use other::TableKind;
pub use people::{read_pool, read_register};
pub use rubric::{RubricOptions, read_rubric};
pub use sheet::{SheetOptions, read_sheet};

/// Whether a file's name is that of a table to read; spreadsheets name what they write as text so.
pub fn is_table_name(name: &str) -> bool {
    let name = name.to_lowercase();
    [".csv", ".tsv", ".txt"]
        .iter()
        .any(|ending| name.ends_with(ending))
}
