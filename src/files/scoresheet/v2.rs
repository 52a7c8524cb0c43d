//! The wire form of a scoresheet's payload, version 2: version 1, and which revision it is.

use serde::{Deserialize, Serialize};

use crate::files::FileFault;
use crate::files::json::Cursor;
use crate::files::scoresheet::v1;
use crate::files::wire::{CountWire, PrintWire};
use crate::problem::Problem;
use crate::scoresheet::{Revision, SheetRecord};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SheetWire {
    rubric: v1::RubricRefWire,
    stage: v1::StageWire,
    applicant: v1::PersonWire,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    application: Option<PrintWire>,
    assessor: v1::PersonWire,
    cycle: Option<String>,
    revision: CountWire,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    supersedes: Option<PrintWire>,
    entries: Vec<v1::EntryWire>,
    overall: String,
}

/// Reads a payload.
///
/// # Errors
/// What does not fit the format, with its place.
pub(super) fn read(payload: Cursor<'_, '_>) -> Result<SheetRecord, Problem<FileFault>> {
    payload.read::<SheetWire>().map(SheetRecord::from)
}

/// Every sheet of version 1 was a first one.
impl From<v1::SheetWire> for SheetWire {
    fn from(wire: v1::SheetWire) -> Self {
        Self {
            rubric: wire.rubric,
            stage: wire.stage,
            applicant: wire.applicant,
            application: wire.application,
            assessor: wire.assessor,
            cycle: wire.cycle,
            revision: CountWire(Revision::FIRST.number),
            reason: None,
            supersedes: None,
            entries: wire.entries,
            overall: wire.overall,
        }
    }
}

impl From<&SheetRecord> for SheetWire {
    fn from(record: &SheetRecord) -> Self {
        let revision = &record.revision;
        Self {
            revision: CountWire(revision.number),
            reason: (!revision.reason.is_empty()).then(|| revision.reason.clone()),
            supersedes: revision.supersedes.map(PrintWire),
            ..Self::from(v1::SheetWire::from(record))
        }
    }
}

impl From<SheetWire> for SheetRecord {
    fn from(wire: SheetWire) -> Self {
        let revision = Revision {
            number: wire.revision.0,
            reason: wire.reason.unwrap_or_default(),
            supersedes: wire.supersedes.map(|print| print.0),
        };
        let first = v1::SheetWire {
            rubric: wire.rubric,
            stage: wire.stage,
            applicant: wire.applicant,
            application: wire.application,
            assessor: wire.assessor,
            cycle: wire.cycle,
            entries: wire.entries,
            overall: wire.overall,
        };
        Self {
            revision,
            ..Self::from(first)
        }
    }
}
