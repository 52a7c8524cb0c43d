//! Files of kind `panel_report`: 评审报告.

mod wire; // versions 1 and 2

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
    const VERSION: u64 = 2;
    type Value = PanelReportRecord;

    fn read(version: u64, payload: Cursor<'_, '_>) -> Result<PanelReportRecord, Problem<FileFault>> {
        if version == 1 {
            wire::check_older(payload)?;
        }
        payload.read::<wire::ReportWire>().map(Wire::value)
    }

    fn outside(record: &PanelReportRecord) -> Outside<'_> {
        Outside {
            rubric: Some(record.rubric.fingerprint),
            cycle: Some(Some(record.cycle.as_str())),
        }
    }
}

/// Writes the file of a panel's report: of version 2 where it says something that version 1 has no place for, else of
/// version 1, so that a report that was submitted has its payload again.
pub fn write_panel_report(report: &PanelReport, imprint: &Imprint) -> String {
    let record = report.record();
    let version = if wire::is_needed(record) { 2 } else { 1 };
    envelope::pack_as(
        (FileKind::PanelReport, version),
        &wire::ReportWire::of(record),
        Some(record.rubric.fingerprint),
        &imprint.in_cycle(Some(record.cycle.as_str())),
    )
}
