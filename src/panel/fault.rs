//! Why a sheet is not taken in.

use crate::foundations::{Fingerprint, Text};
use crate::scoresheet::SheetFault;

/// A fault of a sheet beside those that were taken in before it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields carry the facts that the variant's own sentence names"
)]
pub enum IntakeFault {
    /// The sheet itself is wrong.
    Sheet(SheetFault),
    /// The file is a table, which becomes a sheet or a rubric elsewhere.
    Table,
    /// The file does not open, as another program found that read it: the verdict and the sentence in its words.
    Unopened { verdict: Text, sentence: Text },
    /// The program that reads files stopped at this one.
    OpenerFailed,
    /// The rubric of the sheet is not available.
    NoRubric { name: String, found: Fingerprint },
    /// A correction names another sheet than the one before it.
    OtherPredecessor { found: Fingerprint, there: Fingerprint },
    /// This assessor's sheet is already there; the applicant's own has no assessor.
    SecondSheet { assessor: String },
    /// The sheet scores another application file of the same applicant.
    OtherApplication { found: Fingerprint, wanted: Fingerprint },
}

impl From<SheetFault> for IntakeFault {
    fn from(fault: SheetFault) -> Self {
        Self::Sheet(fault)
    }
}
