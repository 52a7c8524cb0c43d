//! What the bytes of a file are. Pure, and without the desk, so that it may run elsewhere.

use std::sync::Arc;

use crate::faults::AnyFault;
use crate::files::{Content, FileFault, FileKind, file_text, fingerprint_for_assessment, open_scored};
use crate::foundations::Fingerprint;
use crate::panel::IntakeFault;
use crate::problem::{Place, Problem, Problems};
use crate::rubric::Rubric;
use crate::scoresheet::SheetRecord;

/// A file that was read and opened, once.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The fingerprint of its bytes.
    pub bytes: Fingerprint,
    /// How many they are.
    pub size: u64,
    /// The fingerprint of its payload, if it opened.
    pub payload: Option<Fingerprint>,
    /// What is in it.
    pub found: Found,
}

/// What is in a file.
#[derive(Clone, Debug)]
pub enum Found {
    /// A sound rubric.
    Rubric(Arc<Rubric>),
    /// A scoresheet as stated, or an application as its own sheet.
    Sheet {
        /// The sheet, not yet held against its rubric.
        record: Box<SheetRecord>,
        /// The fingerprint that assessors know the application by, if it came in an application file.
        application: Option<Fingerprint>,
    },
    /// Nothing for this desk; the problems say why.
    Refused(Problems<AnyFault>),
}

impl Reading {
    /// Opens the bytes of a file of this name. `gb18030` decodes bytes in that encoding, or not at all: a file in it is
    /// told as such.
    pub fn of(name: &str, bytes: &[u8], gb18030: impl FnOnce(&[u8]) -> Option<String>) -> Self {
        let text = file_text(bytes, gb18030).map_err(refused);
        let (payload, found) = match text.and_then(|text| opened(&text)) {
            Ok((payload, found)) => (Some(payload), found),
            Err(problems) => {
                let is_table = problems.iter().any(|problem| match &problem.fault {
                    AnyFault::File(fault) => is_table(fault, name, bytes),
                    _ => false,
                });
                let problems = if is_table {
                    refused(IntakeFault::Table)
                } else {
                    problems
                };
                (None, Found::Refused(problems))
            }
        };
        Self {
            bytes: Fingerprint::of(bytes),
            size: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            payload,
            found,
        }
    }
}

fn refused(fault: impl Into<AnyFault>) -> Problems<AnyFault> {
    Problem::error(Place::File, fault.into()).into()
}

fn opened(text: &str) -> Result<(Fingerprint, Found), Problems<AnyFault>> {
    let (envelope, content) = open_scored(text).map_err(|problem| Problems::from(problem.convert()))?;
    let sheet = |record, application| Found::Sheet { record, application };
    let found = match content {
        Content::Rubric(draft) => {
            let (rubric, _) = Rubric::check(*draft).map_err(Problems::convert)?;
            Found::Rubric(Arc::new(rubric))
        }
        Content::Application(application) => {
            let known = fingerprint_for_assessment(&application);
            sheet(Box::new(application.sheet), Some(known))
        }
        Content::Scoresheet(record) => sheet(record, None),
        Content::Draft(_)
        | Content::Cycle(_)
        | Content::Pool(_)
        | Content::Register(_)
        | Content::ApplicationForm(_)
        | Content::Assignment(_)
        | Content::Declaration(_)
        | Content::VisitPlan(_)
        | Content::PanelReport(_)
        | Content::Docket(_) => {
            return Err(refused(FileFault::WrongFileKind {
                expected: FileKind::Scoresheet,
                found: envelope.kind,
            }));
        }
    };
    Ok((envelope.fingerprint, found))
}

/// Whether a file that does not open, with this fault, is a table: by its name, or by a first line in cells.
pub fn is_table(fault: &FileFault, name: &str, bytes: &[u8]) -> bool {
    let is_no_json = matches!(
        fault,
        FileFault::NotJson { .. }
            | FileFault::Undecodable
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
