//! The wire form of a draft's payload, version 1. It is read and written no more.

use serde::Deserialize;

use crate::application::DraftCopy;
use crate::files::FileFault;
use crate::files::application::v1::ApplicationWire;
use crate::files::application::v2::check_sheet;
use crate::files::draft::wire::{self, AddressWire};
use crate::files::json::Cursor;
use crate::files::scoresheet::parts::{RubricRefWire, StageWire};
use crate::files::wire::{MomentWire, Name, PrintWire};
use crate::foundations::SortedMap;
use crate::problem::Problem;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftWire {
    pub(super) id: Name,
    pub(super) stage: StageWire,
    pub(super) rubric: RubricRefWire,
    #[serde(default)]
    pub(super) application: Option<PrintWire>,
    pub(super) cycle: Option<String>,
    pub(super) created: MomentWire,
    pub(super) fields: SortedMap<AddressWire, String>,
    #[serde(default)]
    pub(super) reading: Option<ApplicationWire>,
}

/// Reads a payload.
///
/// # Errors
/// What does not fit the format, with its place; and what a copy of this draft may not hold.
pub(super) fn read(payload: Cursor<'_, '_>) -> Result<DraftCopy, Problem<FileFault>> {
    payload.member("reading").map_or(Ok(()), check_sheet)?;
    let wire: DraftWire = payload.read()?;
    wire::DraftWire::from(wire).into_copy(payload)
}
