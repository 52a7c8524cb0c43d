//! Why a file does not open.

use crate::interchange::{Encoding, FileKind};
use crate::lock::LockFault;

/// A fault of a file's outside, or of its form.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields carry the facts that the variant's own sentence names"
)]
pub enum FileFault {
    /// The file has no content.
    EmptyFile,
    /// The bytes are no text in an encoding that is read here.
    Undecodable,
    /// A text in another encoding than the one its kind of file has.
    OtherEncoding { found: Encoding },
    /// The file begins as a text of this encoding and is not wholly one.
    DamagedEncoding { encoding: Encoding },
    /// A workbook of a spreadsheet in place of a table.
    Workbook,
    /// More bytes than are read.
    TooLarge { bytes: u64, limit: u64 },
    /// The file is not there any more, or may not be read.
    Unreadable,
    /// The file is not JSON.
    NotJson { line: usize, column: usize },
    /// JSON, but not a file of this workbench.
    NotOurs,
    /// A kind of file this version does not know.
    UnknownFileKind { found: String },
    /// Another kind of file than the one needed here.
    WrongFileKind { expected: FileKind, found: FileKind },
    /// Made by a newer version of the workbench.
    NewerVersion {
        found: u64,
        known: u64,
        written_by: String,
    },
    /// The payload does not match its fingerprint. `same_content`: only the layout of the text was changed.
    Altered { same_content: bool },
    /// The file's outer and inner statements about itself differ.
    EnvelopeContradicts { member: &'static str },
    /// A member is missing, unknown or of the wrong form: the fact is the reader's own.
    BadStructure { detail: String },
    /// The lock of a draft is wrong.
    Lock(LockFault),
}

impl From<LockFault> for FileFault {
    fn from(fault: LockFault) -> Self {
        Self::Lock(fault)
    }
}
