//! Files of kind `assignment`: 评审任务.

mod v1;

use crate::cycle::{Assignment, AssignmentRecord};
use crate::files::json::Cursor;
use crate::files::records::Wire;
use crate::files::registry::{Kind, Outside};
use crate::files::{FileFault, FileKind, Imprint, envelope};
use crate::problem::Problem;

/// The kind.
pub(super) struct Assignments;

impl Kind for Assignments {
    const ID: &'static str = "assignment";
    const VERSION: u64 = 1;
    type Value = AssignmentRecord;

    fn read(_: u64, payload: Cursor<'_, '_>) -> Result<AssignmentRecord, Problem<FileFault>> {
        payload.read::<v1::AssignmentWire>().map(Wire::value)
    }

    fn outside(record: &AssignmentRecord) -> Outside<'_> {
        Outside {
            rubric: Some(record.rubric.fingerprint),
            cycle: Some(Some(record.cycle.as_str())),
        }
    }
}

/// Writes the file of an assignment.
pub fn write_assignment(assignment: &Assignment, imprint: &Imprint) -> String {
    let record = assignment.record();
    envelope::pack(
        FileKind::Assignment,
        &v1::AssignmentWire::of(record),
        Some(record.rubric.fingerprint),
        &imprint.in_cycle(Some(record.cycle.as_str())),
    )
}
