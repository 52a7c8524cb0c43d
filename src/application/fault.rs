//! What can be wrong with an application beyond its sheet, and with a range that is pasted into a results grid.

use crate::application::ResultField;
use crate::scoresheet::SheetFault;

/// A fault of an application.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields carry the facts that the variant's own sentence names"
)]
pub enum ApplicationFault {
    /// Something is wrong with the sheet of the application.
    Sheet(SheetFault),
    /// A figure of a results grid is no number; the number of the row counts from 1.
    NotAnAmount {
        number: usize,
        row: String,
        cell: ResultField,
        found: String,
    },
    /// A row of a results grid has no indicator.
    NoIndicator { number: usize },
    /// A row has values of fewer years than a trend needs.
    FewYears { row: String, count: usize },
    /// A row has no value to compare with.
    NoComparison { row: String },
    /// An item of evidence has no number, so that nobody can cite it.
    EvidenceWithoutNumber { title: String },
    /// No clause cites the item.
    UncitedEvidence { number: String, title: String },
    /// More than one item has the number.
    RepeatedNumber { number: String },
    /// A clause cites a number that no item has.
    UnknownCitation { number: String },
}

impl From<SheetFault> for ApplicationFault {
    fn from(fault: SheetFault) -> Self {
        Self::Sheet(fault)
    }
}

/// What could not be read of a pasted range. Its place is a row and a column of the range.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields carry the facts that the variant's own sentence names"
)]
pub enum PasteFault {
    /// The text is no number; it stands in the grid as it was pasted.
    NotANumber { found: String },
    /// The number is in per cent, and the row's unit is another one; it stands in the grid as it was pasted.
    PercentBesideUnit { found: String, unit: String },
    /// The row mixes numbers with and without a per cent sign.
    MixedPercent,
    /// The heading names nothing that a results grid has; the cells below it were not taken.
    UnknownHeading { found: String, cells: usize },
    /// The heading stands twice; the cells of the second column were not taken.
    RepeatedHeading { found: String, cells: usize },
    /// The cell lies beyond the last column of the grid and was not taken.
    NoColumn { found: String },
    /// A quotation mark is not closed; everything behind it stands in one cell.
    OpenQuote,
    /// The cells are separated by another character than a tab; the range was read so.
    Separated { separator: char },
    /// The cells are separated by another character than a tab, and no headings say what they are; nothing was taken.
    SeparatedAlone { separator: char },
    /// Without a heading the cell would stand in a column that it does not fit; nothing was taken.
    Unheaded { found: String, field: ResultField },
    /// The row has values and no name of an indicator.
    NoIndicator,
    /// A row of sums or means; it is no indicator and was not taken.
    TotalRow { label: String },
    /// The row stands above the headings, as titles do, and was not taken.
    AboveHeadings { found: String },
    /// The row is a note, and no indicator; it was not taken.
    Note { found: String },
    /// The cell says that there is no number, as others do; they are left empty.
    LeftEmpty { found: String, cells: usize },
}
