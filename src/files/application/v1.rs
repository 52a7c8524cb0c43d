//! The wire form of an application's payload, version 1. It is read and written no more.

use serde::Deserialize;

use crate::application::ApplicationRecord;
use crate::files::FileFault;
use crate::files::application::v2;
use crate::files::json::Cursor;
use crate::files::scoresheet::v1::SheetWire;
use crate::problem::Problem;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::files) struct ApplicationWire {
    pub(super) overview: String,
    pub(super) sheet: SheetWire,
}

/// Reads a payload.
///
/// # Errors
/// What does not fit the format, with its place; and a sheet that is no self-assessment.
pub(super) fn read(payload: Cursor<'_, '_>) -> Result<ApplicationRecord, Problem<FileFault>> {
    v2::check_sheet(payload)?;
    let wire: ApplicationWire = payload.read()?;
    v2::ApplicationWire::from(wire).into_record(payload)
}
