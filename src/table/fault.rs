//! What can be wrong with a table.

use crate::cycle::CycleFault;
use crate::foundations::{Exact, NumberFault};
use crate::rubric::RubricFault;
use crate::scoresheet::{SheetFault, ValueFault};
use crate::table::other::TableKind;

/// A fault of a CSV table, or of what is in it.
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
    /// The pool or the register in the table is wrong.
    Cycle(CycleFault),
    /// The file has no content.
    EmptyFile,
    /// The table is no CSV text: the fact is the reader's own.
    UnreadableTable { detail: String },
    /// A quotation mark is never closed: all that follows is in its cell.
    OpenQuote,
    /// Cells are separated by another character than a comma; the table was read so.
    Separator { found: char },
    /// None of the first rows holds a known heading; the facts are what is looked for and what stands first.
    NoHeadings { wanted: Vec<String>, found: String },
    /// A table of another kind than the one that was looked for.
    OtherTable { kind: TableKind },
    /// A row above the headings, passed over.
    AboveHeadings { found: String },
    /// A row above the headings holds a code and a number.
    ContentAboveHeadings { found: String },
    /// A row of units below the headings, or of names, days and notes below the table; it was left out.
    BesideTable { found: String },
    /// The headings stand once more between the rows; passed over.
    HeadingsAgain,
    /// A column that the table needs is not there; the row is the one taken for the headings.
    MissingColumn { row: usize, found: Vec<String> },
    /// A column stands twice.
    RepeatedColumn,
    /// A column that this kind of table does not know; it is passed over.
    UnknownColumn { known: Vec<String> },
    /// A column without a heading, between others, holds something; it is passed over.
    UnnamedColumn { found: String },
    /// There is a header and nothing below it.
    NoRows,
    /// A cell behind the last heading holds something.
    ExtraCells { found: String },
    /// A row has more cells than the other rows, though the last ones are empty.
    LongerRow { cells: usize, usual: usize },
    /// A whole number, and beside it in a column that is passed over what may be its decimals.
    SplitDecimal { whole: String, rest: String },
    /// A row without a code.
    MissingCode,
    /// The code has an empty segment or a character that codes cannot have.
    BadCode { found: String },
    /// The code's cell holds a separator that the headings do not have.
    OtherSeparator { found: String, separator: char },
    /// The code stands behind an apostrophe.
    QuotedCode { found: String, meant: String },
    /// A spreadsheet made a date of a code. `meant` is a guess; it is empty where there is none.
    DateForCode { found: String, meant: String },
    /// A code has the decimals of a number that a spreadsheet computed.
    DecimalForCode { found: String, meant: String },
    /// A code stands twice, and the one that a spreadsheet makes it of is not there.
    LostZero { code: String, meant: String },
    /// The code's parent has no row.
    MissingParent { parent: String },
    /// A row of sums, left out.
    TotalLeftOut { label: String },
    /// A row of sums or means, left out; its number was not compared with the rows.
    TotalNotCompared { label: String, found: String },
    /// A row of sums that are not the sums of the clauses that it stands for; the first and the last of their rows.
    TotalRowDiffers {
        label: String,
        found: String,
        sum: u64,
        rows: (usize, usize),
    },
    /// A last part without clauses has as many points as all clauses above it.
    LooksLikeTotal { points: u64 },
    /// A row that has a code and is named like a row of sums.
    TotalWithCode { label: String, code: String },
    /// The kind is none of those known.
    UnknownKind { found: String },
    /// The text of a cell is no number.
    NotANumber { found: String, fault: NumberFault },
    /// A number written in a way that is not read, and how to write it.
    WrittenNumber {
        found: String,
        meant: String,
        written: Written,
    },
    /// What stands in place of a number.
    InPlaceOfNumber { found: String, stands: NotANumber },
    /// Every value of the sheet is at most one, as spreadsheets keep percentages.
    FractionsOfOne { found: String, values: usize },
    /// A value below one among larger ones.
    FractionAmongPercents { found: String },
    /// Points that are no whole number.
    FractionalPoints { found: String },
    /// A cell that must have something has nothing.
    EmptyCell,
    /// No day, or one whose year does not stand first.
    BadDay { found: String },
    /// The number that a spreadsheet keeps a day as.
    SerialDay { found: String, meant: String },
    /// No year.
    BadYear { found: String },
    /// Neither a code of an organisation nor an id that the secretariat gives.
    BadOrganisation { found: String },
    /// An id that cannot be one.
    BadId { found: String },
    /// A spreadsheet's error, or a number with an exponent, in place of an id.
    BrokenId { found: String },
    /// An id that is also the number by which a spreadsheet keeps a day of these years.
    SerialForId { found: String, meant: String },
    /// The table has neither ids nor running numbers; ids were given in the order of the rows.
    IdsByRow { first: String, last: String },
    /// A ground of a tie that is not known.
    UnknownGround { found: String },
    /// Not as many grounds or days as organisations in one row.
    TiesDiffer,
    /// A holder without a code, known by its name alone.
    LocalOrganisation { name: String },
    /// A percentage beside components that give another one.
    PercentContradicts { found: Exact, computed: Exact },
}

/// How a number is written that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// An apostrophe before it.
    Apostrophe,
    /// A comma between thousands.
    Thousands,
    /// A comma before the decimals.
    DecimalComma,
    /// Blanks between its digits.
    Blanks,
    /// A unit behind it.
    Unit,
    /// Chinese numerals.
    Numerals,
}

/// What stands in place of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotANumber {
    /// Two numbers, from and to.
    Range,
    /// A date.
    Date,
    /// The error of a spreadsheet's formula, or the characters of a column that was too narrow.
    CellError,
    /// A sign for nothing.
    Placeholder,
    /// A percentage where points belong.
    Percentage,
}

impl From<CycleFault> for TableFault {
    fn from(fault: CycleFault) -> Self {
        Self::Cycle(fault)
    }
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
