//! Files of kind `visit_plan`: 现场评审工作计划.

mod v1;

use crate::cycle::{VisitPlan, VisitPlanRecord};
use crate::files::json::Cursor;
use crate::files::records::Wire;
use crate::files::registry::{Kind, Outside};
use crate::files::{FileFault, FileKind, Imprint, envelope};
use crate::problem::Problem;

/// The kind.
pub(super) struct VisitPlans;

impl Kind for VisitPlans {
    const ID: &'static str = "visit_plan";
    const VERSION: u64 = 1;
    type Value = VisitPlanRecord;

    fn read(_: u64, payload: Cursor<'_, '_>) -> Result<VisitPlanRecord, Problem<FileFault>> {
        payload.read::<v1::VisitPlanWire>().map(Wire::value)
    }

    fn outside(record: &VisitPlanRecord) -> Outside<'_> {
        Outside {
            rubric: None,
            cycle: Some(Some(record.cycle.as_str())),
        }
    }
}

/// Writes the file of a plan.
pub fn write_visit_plan(plan: &VisitPlan, imprint: &Imprint) -> String {
    envelope::pack(
        FileKind::VisitPlan,
        &v1::VisitPlanWire::of(plan.record()),
        None,
        &imprint.in_cycle(Some(plan.record().cycle.as_str())),
    )
}
