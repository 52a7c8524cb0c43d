//! Why a file does not open.

use core::fmt;

use crate::files::json::{JsonForm, Measure};
use crate::files::{ArchiveFault, Encoding, FileKind};
use crate::lock::LockFault;

/// A fault of a file: of its bytes, its outside, or its form.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the fields carry the facts that the variant's own sentence names"
)]
pub enum FileFault {
    // The file as a whole.
    /// The file has no content.
    EmptyFile,
    /// The bytes are no text in an encoding that is read here.
    Undecodable,
    /// A text that holds U+0000, first in this line.
    ZeroByte { line: usize },
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
    /// A folder in place of a file.
    Folder,
    /// The file is not JSON.
    NotJson { line: usize, column: usize },
    /// There is more of something than is read.
    OverLimit {
        measure: Measure,
        found: usize,
        limit: usize,
    },
    /// JSON, but not a file of this workbench.
    NotOurs,
    /// A kind of file this version does not know.
    UnknownFileKind { found: String, written_by: String },
    /// Another kind of file than the one needed here.
    WrongFileKind { expected: FileKind, found: FileKind },
    /// Of a newer version of its kind.
    NewerVersion {
        found: u64,
        known: u64,
        written_by: String,
    },
    /// An archive, or a file in it, that is not taken.
    Archive { what: ArchiveFault },
    /// The payload does not match its fingerprint. `same_content`: only the layout of the text was changed.
    Altered { same_content: bool },
    /// The file's outer and inner statements about itself differ.
    EnvelopeContradicts { member: &'static str },

    // A member.
    /// The member stands twice.
    MemberTwice,
    /// A member that must be there is not.
    MissingMember { member: &'static str },
    /// The format has no such member.
    UnknownMember,
    /// A value of another form than the one that belongs here.
    WrongForm { wanted: JsonForm, found: JsonForm },
    /// A number that is not whole, or too large.
    NotWhole,
    /// A text that is none of the words that can stand here.
    UnknownWord {
        found: String,
        known: &'static [&'static str],
    },
    /// A text that is not what belongs here.
    BadValue { found: String, wanted: Wanted },
    /// An approval of a rubric that is not official.
    ApprovalWithoutStatus,
    /// The sheet of an application is of another stage than the self-assessment.
    NotSelfAssessed,
    /// The copy of an application to read holds scores or an overall judgement of the applicant.
    ReadingHasScores,
    /// A self-assessment holds an application to read.
    ReadingInSelfAssessment,

    /// The lock of a draft is wrong.
    Lock(LockFault),
}

impl From<LockFault> for FileFault {
    fn from(fault: LockFault) -> Self {
        Self::Lock(fault)
    }
}

/// What a text has to be at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wanted {
    /// The code of a clause: `1.1`.
    Code,
    /// A decimal number: `37.5`.
    Decimal,
    /// A fingerprint: `sha256:…`.
    Fingerprint,
    /// A moment: `2026-11-23T10:32:00Z`.
    Moment,
    /// The address of a draft's field: `clause/1.1/value`.
    Address,
    /// A year: `2023`.
    Year,
    /// A day: `2026-03-31`.
    Day,
    /// A time of a day: `09:30`.
    Time,
    /// A moment or a day.
    Received,
    /// An id without unseen characters and needless blanks.
    Id,
    /// A 统一社会信用代码, or an id that begins with `本地:`.
    Organisation,
    /// A share: `2/3`.
    Share,
    /// A whole number from 1 on: `2`.
    Count,
    /// The version of a kind of file: `1` or more.
    Version,
    /// An object with exactly one member.
    OneMember,
}

impl Wanted {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Code,
        Self::Decimal,
        Self::Fingerprint,
        Self::Moment,
        Self::Address,
        Self::Year,
        Self::Day,
        Self::Time,
        Self::Received,
        Self::Id,
        Self::Organisation,
        Self::Share,
        Self::Count,
        Self::Version,
        Self::OneMember,
    ];

    fn id(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Decimal => "decimal",
            Self::Fingerprint => "fingerprint",
            Self::Moment => "moment",
            Self::Address => "address",
            Self::Year => "year",
            Self::Day => "day",
            Self::Time => "time",
            Self::Received => "received",
            Self::Id => "id",
            Self::Organisation => "organisation",
            Self::Share => "share",
            Self::Count => "count",
            Self::Version => "version",
            Self::OneMember => "one member",
        }
    }

    /// Reads the written form back.
    pub(super) fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.id() == id)
    }
}

/// Serde carries what a value should have been as words only.
impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}
