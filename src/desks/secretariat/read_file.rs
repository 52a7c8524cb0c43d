//! What the bytes of a file are. Pure, and without the desk: the page runs it in a program of its own, beside the one
//! that draws ([`write_read_file`], [`ReadFile::of_written`]).

use std::sync::Arc;

use crate::faults::AnyFault;
use crate::files::{
    FileFault, FoundElsewhere, OpenedElsewhere, Scored, file_text, fingerprint_for_assessment, open_rubric,
    open_scored, read_opened, write_opened,
};
use crate::foundations::{Fingerprint, Lang, Text};
use crate::panel::IntakeFault;
use crate::problem::{Place, Problem, Problems};
use crate::rubric::{Rubric, RubricDraft};
use crate::scoresheet::SheetRecord;
use crate::words as say;

/// A file that was read and opened, once.
#[derive(Clone, Debug)]
pub struct ReadFile {
    /// The fingerprint of its bytes.
    pub bytes_hash: Fingerprint,
    /// How many they are.
    pub size: u64,
    /// The fingerprint of its payload, if it opened.
    pub payload: Option<Fingerprint>,
    /// What is in it.
    pub content: DeskContent,
}

/// What is in a file.
#[derive(Clone, Debug)]
pub enum DeskContent {
    /// A sound rubric.
    Rubric(Arc<Rubric>),
    /// A scoresheet as stated, or an application as its own sheet.
    Sheet {
        /// The sheet, not yet checked against its rubric.
        record: Box<SheetRecord>,
        /// The fingerprint that assessors know the application by, if it came in an application file.
        application: Option<Fingerprint>,
    },
    /// Nothing for this desk; the problems say why.
    Refused(Problems<AnyFault>),
}

/// Why a file does not open here.
enum Unopened {
    File(Problem<FileFault>),
    Table,
}

/// What a file holds, not yet checked.
enum Opened {
    Rubric(Box<RubricDraft>),
    Sheet {
        record: Box<SheetRecord>,
        application: Option<Fingerprint>,
    },
}

impl ReadFile {
    /// Opens the bytes of a file of this name. `gb18030` decodes bytes in that encoding, or not at all: a file in it is
    /// reported as such.
    pub fn of(name: &str, bytes: &[u8], gb18030: impl FnOnce(&[u8]) -> Option<String>) -> Self {
        let (payload, found) = match opened(name, bytes, gb18030) {
            Ok((payload, Opened::Rubric(draft))) => checked(payload, *draft),
            Ok((payload, Opened::Sheet { record, application })) => {
                (Some(payload), DeskContent::Sheet { record, application })
            }
            Err(Unopened::Table) => (None, DeskContent::Refused(refused(IntakeFault::Table))),
            Err(Unopened::File(problem)) => (None, DeskContent::Refused(problem.convert().into())),
        };
        Self {
            bytes_hash: Fingerprint::of(bytes),
            size: size_of(bytes),
            payload,
            content: found,
        }
    }

    /// Reads what [`write_read_file`] wrote of a file with these bytes; nothing where it is not of that form. A rubric
    /// is opened here: there are few of them, and the desk computes with it.
    pub fn of_written(text: &str, bytes: &[u8]) -> Option<Self> {
        let opened = read_opened(text)?;
        let mut payload = opened.payload;
        let found = match opened.found {
            FoundElsewhere::Rubric => {
                let found;
                (payload, found) = rubric_of(std::str::from_utf8(bytes).ok()?);
                found
            }
            FoundElsewhere::Sheet { record, application } => DeskContent::Sheet { record, application },
            FoundElsewhere::Table => DeskContent::Refused(refused(IntakeFault::Table)),
            FoundElsewhere::Unopened {
                member,
                verdict,
                sentence,
            } => {
                let place = member.map_or(Place::File, Place::Member);
                let fault = IntakeFault::Unopened { verdict, sentence };
                DeskContent::Refused(Problem::error(place, fault.into()).into())
            }
        };
        Some(Self {
            bytes_hash: opened.bytes,
            size: opened.size,
            payload,
            content: found,
        })
    }
}

/// Whether a sheet is written with its texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextDetail {
    /// As they are written.
    Whole,
    /// As little of them as makes no difference to whether the sheet is valid.
    Shortened,
}

/// Opens the bytes of a file of this name, as [`ReadFile::of`] does, and writes what they are for
/// [`ReadFile::of_written`].
pub fn write_read_file(
    name: &str,
    bytes: &[u8],
    texts: TextDetail,
    gb18030: impl FnOnce(&[u8]) -> Option<String>,
) -> String {
    let (payload, found) = match opened(name, bytes, gb18030) {
        Ok((payload, Opened::Rubric(_))) => (Some(payload), FoundElsewhere::Rubric),
        Ok((payload, Opened::Sheet { record, application })) => {
            let record = match texts {
                TextDetail::Whole => record,
                TextDetail::Shortened => Box::new(record.shortened()),
            };
            (Some(payload), FoundElsewhere::Sheet { record, application })
        }
        Err(Unopened::Table) => (None, FoundElsewhere::Table),
        Err(Unopened::File(problem)) => (None, unopened(&problem)),
    };
    write_opened(&OpenedElsewhere {
        bytes: Fingerprint::of(bytes),
        size: size_of(bytes),
        payload,
        found,
    })
}

/// Why a file does not open, in both languages.
fn unopened(problem: &Problem<FileFault>) -> FoundElsewhere {
    let verdict = |lang| say::verdict_of_file(&problem.fault, lang).to_owned();
    FoundElsewhere::Unopened {
        member: match &problem.place {
            Place::Member(path) => Some(path.clone()),
            _ => None,
        },
        verdict: Text {
            zh: verdict(Lang::Zh),
            en: Some(verdict(Lang::En)),
        },
        sentence: Text {
            zh: say::fault(problem, Lang::Zh),
            en: Some(say::fault(problem, Lang::En)),
        },
    }
}

fn refused(fault: impl Into<AnyFault>) -> Problems<AnyFault> {
    Problem::error(Place::File, fault.into()).into()
}

fn size_of(bytes: &[u8]) -> u64 {
    // A usize fits on every machine there is.
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

fn checked(payload: Fingerprint, draft: RubricDraft) -> (Option<Fingerprint>, DeskContent) {
    match Rubric::check(draft) {
        Ok((rubric, _)) => (Some(payload), DeskContent::Rubric(Arc::new(rubric))),
        Err(problems) => (None, DeskContent::Refused(problems.convert())),
    }
}

fn rubric_of(text: &str) -> (Option<Fingerprint>, DeskContent) {
    match open_rubric(text) {
        Ok((envelope, draft)) => checked(envelope.fingerprint, draft),
        Err(problem) => (None, DeskContent::Refused(problem.convert().into())),
    }
}

fn opened(
    name: &str,
    bytes: &[u8],
    gb18030: impl FnOnce(&[u8]) -> Option<String>,
) -> Result<(Fingerprint, Opened), Unopened> {
    let text = file_text(bytes, gb18030).map_err(|fault| Problem::error(Place::File, fault));
    text.and_then(|text| content(&text)).map_err(|problem| {
        if is_unread_table(&problem.fault, name, bytes) {
            Unopened::Table
        } else {
            Unopened::File(problem)
        }
    })
}

fn content(text: &str) -> Result<(Fingerprint, Opened), Problem<FileFault>> {
    let (envelope, content) = open_scored(text)?;
    let sheet = |record, application| Opened::Sheet { record, application };
    let opened = match content {
        Scored::Rubric(draft) => Opened::Rubric(draft),
        Scored::Application(application) => {
            let known = fingerprint_for_assessment(&application);
            sheet(Box::new(application.sheet), Some(known))
        }
        Scored::Scoresheet(record) => sheet(record, None),
    };
    Ok((envelope.fingerprint, opened))
}

/// Whether a file that does not open, with this fault, is a table: by its name, or by a first line in cells.
pub fn is_unread_table(fault: &FileFault, name: &str, bytes: &[u8]) -> bool {
    let is_no_json = matches!(
        fault,
        FileFault::NotJson { .. }
            | FileFault::Undecodable
            | FileFault::ZeroByte { .. }
            | FileFault::OtherEncoding { .. }
            | FileFault::DamagedEncoding { .. }
            | FileFault::Workbook
    );
    let name = name.to_lowercase();
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let is_json = first.trim_ascii_start().starts_with(b"{") || first.trim_ascii_start().starts_with(b"[");
    let is_text = std::str::from_utf8(bytes).is_ok();
    let in_cells = || first.iter().any(|byte| matches!(byte, b',' | b';' | b'\t'));
    let is_named = TABLES.iter().any(|ending| name.ends_with(ending));
    is_no_json && (is_named || (is_text && !is_json && in_cells()))
}

/// The endings of tables.
const TABLES: [&str; 6] = [".csv", ".tsv", ".xls", ".xlsx", ".et", ".ods"];
