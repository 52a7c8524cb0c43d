//! The wire form of a draft's payload, version 1. It is read and written no more.

use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer};

use crate::application::DraftCopy;
use crate::document::Address;
use crate::files::application::v1::ApplicationWire;
use crate::files::application::v2::check_sheet;
use crate::files::draft::v4;
use crate::files::json::Cursor;
use crate::files::scoresheet::v1::{RubricRefWire, StageWire};
use crate::files::wire::{MomentWire, Name, PrintWire};
use crate::files::{FileFault, Wanted};
use crate::foundations::SortedMap;
use crate::problem::Problem;
use crate::scoresheet::any_field;

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

/// The address of a field that version 1 had.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct AddressWire(pub(super) Address);

impl<'de> Deserialize<'de> for AddressWire {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let address = String::deserialize(deserializer)?;
        any_field(&address)
            .filter(|field| !is_of_later_version(field))
            .map(Self)
            .ok_or_else(|| {
                D::Error::invalid_value(Unexpected::Str(&address), &Wanted::Address.to_string().as_str())
            })
    }
}

/// Whether a field came later: results, citations, evidence, submissions, origins.
fn is_of_later_version(field: &Address) -> bool {
    let mut segments = field.segments();
    match segments.next() {
        Some("evidence" | "submission" | "correction" | "origin") => true,
        Some("clause") => matches!(segments.nth(1), Some("results" | "citations")),
        _ => false,
    }
}

/// Reads a payload.
///
/// # Errors
/// What does not fit the format, with its place; and what a copy of this draft may not hold.
pub(super) fn read(payload: Cursor<'_, '_>) -> Result<DraftCopy, Problem<FileFault>> {
    payload.member("reading").map_or(Ok(()), check_sheet)?;
    let wire: DraftWire = payload.read()?;
    v4::DraftWire::from(wire).into_copy(payload)
}
