//! The wire form of a scoresheet's payload, version 1: what a self-assessment in an application still is.

use serde::{Deserialize, Serialize};

use crate::files::FileFault;
use crate::files::json::{Cursor, JsonForm};
use crate::files::scoresheet::added_in_v3::check_comments;
use crate::files::scoresheet::parts::{EntryWire, PersonWire, RubricRefWire, StageWire};
use crate::files::wire::PrintWire;
use crate::problem::Problem;
use crate::scoresheet::{EntryRecord, ReviewNotes, Revision, RubricRef, SheetRecord, Stage};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::files) struct SheetWire {
    pub(super) rubric: RubricRefWire,
    pub(super) stage: StageWire,
    pub(super) applicant: PersonWire,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) application: Option<PrintWire>,
    pub(super) assessor: PersonWire,
    pub(super) cycle: Option<String>,
    pub(super) entries: Vec<EntryWire>,
    pub(super) overall: String,
}

/// Reads a payload.
///
/// # Errors
/// What does not fit the format, with its place.
pub(super) fn read(payload: Cursor<'_, '_>) -> Result<SheetRecord, Problem<FileFault>> {
    check_comments(payload, JsonForm::Text)?;
    payload.read::<SheetWire>().map(SheetRecord::from)
}

impl From<&SheetRecord> for SheetWire {
    fn from(record: &SheetRecord) -> Self {
        let entries = record.entries.iter();
        Self::around(
            record,
            entries
                .map(|entry| EntryWire::of(entry, JsonForm::Text))
                .collect(),
        )
    }
}

impl SheetWire {
    /// What a sheet says beside its entries, with these.
    pub(super) fn around(record: &SheetRecord, entries: Vec<EntryWire>) -> Self {
        Self {
            rubric: RubricRefWire::from(&record.rubric),
            stage: StageWire::from(record.stage),
            applicant: PersonWire {
                name: record.applicant.clone(),
            },
            application: record.application.map(PrintWire),
            assessor: PersonWire {
                name: record.assessor.clone(),
            },
            cycle: record.cycle.clone(),
            entries,
            overall: record.overall.clone(),
        }
    }
}

impl From<SheetWire> for SheetRecord {
    fn from(wire: SheetWire) -> Self {
        Self {
            rubric: RubricRef::from(wire.rubric),
            stage: Stage::from(wire.stage),
            applicant: wire.applicant.name,
            application: wire.application.map(|print| print.0),
            assessor: wire.assessor.name,
            cycle: wire.cycle,
            assignment: None,
            revision: Revision::FIRST,
            entries: wire.entries.into_iter().map(EntryRecord::from).collect(),
            notes: ReviewNotes::default(),
            overall: wire.overall,
        }
    }
}
