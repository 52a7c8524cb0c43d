//! Files of kind `cycle`: 届.

pub(super) mod v1;

use crate::cycle::{Cycle, CycleRecord};
use crate::files::json::Cursor;
use crate::files::records::Wire;
use crate::files::registry::{Kind, Outside};
use crate::files::{FileFault, FileKind, Imprint, envelope};
use crate::problem::Problem;

/// The kind.
pub(super) struct Cycles;

impl Kind for Cycles {
    const ID: &'static str = "cycle";
    const VERSION: u64 = 1;
    type Value = CycleRecord;

    fn read(_: u64, payload: Cursor<'_, '_>) -> Result<CycleRecord, Problem<FileFault>> {
        payload.read::<v1::CycleWire>().map(Wire::value)
    }

    fn outside(record: &CycleRecord) -> Outside<'_> {
        Outside {
            rubric: Some(record.rubric.fingerprint),
            cycle: Some(Some(record.id.as_str())),
        }
    }
}

/// Writes the file of a cycle.
pub fn write_cycle(cycle: &Cycle, imprint: &Imprint) -> String {
    let record = cycle.record();
    envelope::pack(
        FileKind::Cycle,
        &v1::CycleWire::of(record),
        Some(record.rubric.fingerprint),
        &imprint.in_cycle(Some(record.id.as_str())),
    )
}
