//! What can be wrong with a table.

use crate::foundations::{Exact, NumberFault};
use crate::rubric::RubricFault;
use crate::scoresheet::{SheetFault, ValueFault};

/// A fault of a CSV table, or of the rubric or scoresheet in it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields carry the facts that the variant's own sentence names"
)]
pub enum TableFault {
    /// The rubric in the table is wrong.
    Rubric(RubricFault),
    /// The scoresheet in the table is wrong.
    Sheet(SheetFault),
    /// The file has no content.
    EmptyFile,
    /// The table is no CSV text: the fact is the reader's own.
    UnreadableTable { detail: String },
    /// A quotation mark is never closed: all that follows is in its cell.
    OpenQuote,
    /// A column that the table needs is not there.
    MissingColumn,
    /// A column stands twice.
    RepeatedColumn,
    /// A column that this kind of table does not know; it is passed over.
    UnknownColumn { known: Vec<String> },
    /// There is a header and nothing below it.
    NoRows,
    /// A row has more cells than the header has columns.
    ExtraCells,
    /// A row without a code.
    MissingCode,
    /// The code has an empty segment or a character that codes cannot have.
    BadCode { found: String },
    /// The code's parent has no row.
    MissingParent { parent: String },
    /// The kind is none of those known.
    UnknownKind { found: String },
    /// The text of a cell is no number.
    NotANumber { found: String, fault: NumberFault },
    /// Points that are no whole number.
    FractionalPoints { found: String },
    /// A percentage beside components that give another one.
    PercentContradicts { found: Exact, computed: Exact },
}

impl From<RubricFault> for TableFault {
    fn from(fault: RubricFault) -> Self {
        Self::Rubric(fault)
    }
}

impl From<SheetFault> for TableFault {
    fn from(fault: SheetFault) -> Self {
        Self::Sheet(fault)
    }
}

impl From<ValueFault> for TableFault {
    fn from(fault: ValueFault) -> Self {
        Self::Sheet(fault.into())
    }
}
