//! Files of kind `scoresheet`: 评分表.

pub(super) mod v1;
mod v2;

pub(super) use v2::SheetWire;

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
