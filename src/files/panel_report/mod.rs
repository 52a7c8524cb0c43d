//! Files of kind `panel_report`: 评审报告.

mod v1;

use crate::cycle::{PanelReport, PanelReportRecord};
use crate::files::json::Cursor;
use crate::files::records::Wire;
use crate::files::registry::{Kind, Outside};
use crate::files::{FileFault, FileKind, Imprint, envelope};
use crate::problem::Problem;

/// The kind.
pub(super) struct PanelReports;

impl Kind for PanelReports {
    const ID: &'static str = "panel_report";
    const VERSION: u64 = 1;
    type Value = PanelReportRecord;

    fn read(_: u64, payload: Cursor<'_, '_>) -> Result<PanelReportRecord, Problem<FileFault>> {
        payload.read::<v1::ReportWire>().map(Wire::value)
    }

    fn outside(record: &PanelReportRecord) -> Outside<'_> {
        Outside {
            rubric: Some(record.rubric.fingerprint),
            cycle: Some(Some(record.cycle.as_str())),
        }
    }
}

/// Writes the file of a panel's report.
pub fn write_panel_report(report: &PanelReport, imprint: &Imprint) -> String {
    let record = report.record();
    envelope::pack(
        FileKind::PanelReport,
        &v1::ReportWire::of(record),
        Some(record.rubric.fingerprint),
        &imprint.in_cycle(Some(record.cycle.as_str())),
    )
}
