//! Files of kind `scoresheet`: 评分表.

pub(super) mod v1;
mod v2;

use crate::files::json::Cursor;
use crate::files::registry::{Kind, Outside};
use crate::files::{FileFault, FileKind, Imprint, envelope};
use crate::problem::Problem;
use crate::scoresheet::{Scoresheet, SheetRecord};

/// The kind.
pub(super) struct Scoresheets;

impl Kind for Scoresheets {
    const ID: &'static str = "scoresheet";
    const VERSION: u64 = 2;
    type Value = SheetRecord;

    fn read(version: u64, payload: Cursor<'_, '_>) -> Result<SheetRecord, Problem<FileFault>> {
        match version {
            1 => v1::read(payload),
            _ => v2::read(payload),
        }
    }

    fn outside(record: &SheetRecord) -> Outside<'_> {
        Outside {
            rubric: Some(record.rubric.fingerprint),
            cycle: Some(record.cycle.as_deref()),
        }
    }
}

/// Writes a sheet as stated, from one program to another: without an envelope, and not for files.
pub(super) fn write_sheet_record(record: &SheetRecord) -> String {
    // The wire types hold strings, lists and maps with text keys: they cannot fail to serialize.
    serde_json::to_string(&v2::SheetWire::from(record)).unwrap_or_default()
}

/// Reads what [`write_sheet_record`] wrote.
pub(super) fn read_sheet_record(text: &str) -> Option<SheetRecord> {
    let wire: v2::SheetWire = serde_json::from_str(text).ok()?;
    Some(SheetRecord::from(wire))
}

/// Writes a scoresheet file.
pub fn write_scoresheet(sheet: &Scoresheet, imprint: &Imprint) -> String {
    let record = sheet.record();
    envelope::pack(
        FileKind::Scoresheet,
        &v2::SheetWire::from(record),
        Some(record.rubric.fingerprint),
        &imprint.in_cycle(record.cycle.as_deref()),
    )
}
