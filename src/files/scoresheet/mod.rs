//! Files of kind `scoresheet`: 评分表.

pub(super) mod added_in_v3;
pub(super) mod parts;
pub(super) mod v1;
mod wire; // versions 2 and 3

pub(super) use wire::SheetWire;

use crate::files::json::{Cursor, JsonForm};
use crate::files::registry::{Kind, Outside};
use crate::files::{FileFault, FileKind, Imprint, envelope};
use crate::problem::Problem;
use crate::scoresheet::{Scoresheet, SheetRecord};

/// The kind.
pub(super) struct Scoresheets;

impl Kind for Scoresheets {
    const ID: &'static str = "scoresheet";
    const VERSION: u64 = 3;
    type Value = SheetRecord;

    fn read(version: u64, payload: Cursor<'_, '_>) -> Result<SheetRecord, Problem<FileFault>> {
        match version {
            1 => v1::read(payload),
            2 => {
                added_in_v3::check_members(payload)?;
                added_in_v3::check_comments(payload, JsonForm::Text)?;
                wire::read(payload)
            }
            _ => {
                added_in_v3::check_comments(payload, JsonForm::Object)?;
                wire::read(payload)
            }
        }
    }

    fn outside(record: &SheetRecord) -> Outside<'_> {
        Outside {
            rubric: Some(record.rubric.fingerprint),
            cycle: Some(record.cycle.as_deref()),
        }
    }
}

/// Writes a scoresheet file: of version 3 where it says something that version 2 has no place for, else of version 2.
/// So a sheet that was submitted has the same payload again, and who has an older program opens what it can hold.
pub fn write_scoresheet(sheet: &Scoresheet, imprint: &Imprint) -> String {
    let record = sheet.record();
    let version = if added_in_v3::form_of(record) == JsonForm::Text {
        2
    } else {
        3
    };
    envelope::pack_as(
        (FileKind::Scoresheet, version),
        &SheetWire::from(record),
        Some(record.rubric.fingerprint),
        &imprint.in_cycle(record.cycle.as_deref()),
    )
}
