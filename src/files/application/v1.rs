//! The wire form of an application's payload, version 1.

use serde::{Deserialize, Serialize};

use crate::application::{ApplicationRecord, Proof};
use crate::files::FileFault;
use crate::files::json::Cursor;
use crate::files::scoresheet::v1::SheetWire;
use crate::problem::Problem;
use crate::scoresheet::{SheetRecord, Stage};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::files) struct ApplicationWire {
    overview: String,
    sheet: SheetWire,
}

/// Reads a payload.
///
/// # Errors
/// What does not fit the format, with its place; and a sheet that is no self-assessment.
pub(in crate::files) fn read(payload: Cursor<'_, '_>) -> Result<ApplicationRecord, Problem<FileFault>> {
    let wire: ApplicationWire = payload.read()?;
    wire.into_record(payload)
}

impl From<&ApplicationRecord> for ApplicationWire {
    fn from(record: &ApplicationRecord) -> Self {
        Self {
            overview: record.overview.clone(),
            sheet: SheetWire::from(&record.sheet),
        }
    }
}

impl ApplicationWire {
    /// The record; `payload` is where it stands.
    pub(in crate::files) fn into_record(
        self,
        payload: Cursor<'_, '_>,
    ) -> Result<ApplicationRecord, Problem<FileFault>> {
        let sheet = SheetRecord::from(self.sheet);
        if sheet.stage != Stage::SelfAssessment {
            return Err(payload.refused(&["sheet", "stage"], FileFault::NotSelfAssessed));
        }
        Ok(ApplicationRecord {
            proof: Proof::default(),
            overview: self.overview,
            sheet,
        })
    }
}
