//! Files of kind `application`: 申报; and the copy of one that an assessor reads.

pub(super) mod v1;
pub(super) mod v2;

use crate::application::{Application, ApplicationRecord};
use crate::files::json::{Cursor, Limits, scan, written};
use crate::files::registry::{Kind, Outside};
use crate::files::{FileFault, FileKind, Imprint, envelope};
use crate::foundations::Fingerprint;
use crate::problem::Problem;

/// The kind.
pub(super) struct Applications;

impl Kind for Applications {
    const ID: &'static str = "application";
    const VERSION: u64 = 2;
    type Value = ApplicationRecord;

    fn read(version: u64, payload: Cursor<'_, '_>) -> Result<ApplicationRecord, Problem<FileFault>> {
        match version {
            1 => v1::read(payload),
            _ => v2::read(payload),
        }
    }

    fn outside(record: &ApplicationRecord) -> Outside<'_> {
        Outside {
            rubric: Some(record.sheet.rubric.fingerprint),
            cycle: Some(record.sheet.cycle.as_deref()),
        }
    }
}

/// Writes an application file.
pub fn write_application(application: &Application, imprint: &Imprint) -> String {
    let record = application.record();
    envelope::pack(
        FileKind::Application,
        &v2::ApplicationWire::from(record),
        Some(record.sheet.rubric.fingerprint),
        &imprint.in_cycle(record.sheet.cycle.as_deref()),
    )
}

/// Writes an application file for assessors: as the applicant's own, without any score of the applicant.
pub fn write_application_for_assessment(record: &ApplicationRecord, imprint: &Imprint) -> String {
    let record = record.clone().without_scores();
    envelope::pack(
        FileKind::Application,
        &v2::ApplicationWire::from(&record),
        Some(record.sheet.rubric.fingerprint),
        &imprint.in_cycle(record.sheet.cycle.as_deref()),
    )
}

/// The fingerprint that assessors know an application by: that of its file for assessors, whichever file it came in.
pub fn fingerprint_for_assessment(record: &ApplicationRecord) -> Fingerprint {
    envelope::fingerprint_of(&v2::ApplicationWire::from(&record.clone().without_scores()))
}

/// Writes the copy of an application that a reviewer reads, a payload without an envelope; never one with the
/// applicant's scores.
pub fn write_reading_copy(record: &ApplicationRecord) -> String {
    let wire = v2::ApplicationWire::from(&record.clone().without_scores());
    written(&wire).unwrap_or_default()
}

/// Reads a reviewer's copy of an application; nothing where it is damaged.
pub fn read_reading_copy(text: &str) -> Option<ApplicationRecord> {
    let scanned = scan(text, &Limits::FILES).ok()?;
    // A copy says no version; one of version 1 is one of version 2 without results and evidence.
    v2::read(scanned.root()).ok()
}
