//! The wire form of a draft's payload, versions 2 to 4: the head, and what was typed, by address. Which fields a version has
//! stands in the schemas (`Field::since`).

use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::application::DraftCopy;
use crate::document::{Address, Edit};
use crate::files::application::v2::{ApplicationWire, check_sheet};
use crate::files::draft::v1;
use crate::files::json::Cursor;
use crate::files::scoresheet::parts::{RubricRefWire, StageWire};
use crate::files::wire::{MomentWire, Name, PrintWire};
use crate::files::{FileFault, Wanted};
use crate::foundations::{OneByOne as _, SortedMap};
use crate::problem::Problem;
use crate::scoresheet::{Draft, DraftHead, DraftKind, RubricRef, Stage, any_field, draft_version_of};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftWire {
    id: Name,
    stage: StageWire,
    rubric: RubricRefWire,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    application: Option<PrintWire>,
    cycle: Option<String>,
    created: MomentWire,
    fields: SortedMap<AddressWire, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reading: Option<ApplicationWire>,
}

/// The address of a field. Two ways of writing one address would be one field, so that there is only one.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct AddressWire(Address);

impl<'de> Deserialize<'de> for AddressWire {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let address = String::deserialize(deserializer)?;
        any_field(&address)
            .filter(|field| field.to_string() == address)
            .map(Self)
            .ok_or_else(|| {
                D::Error::invalid_value(Unexpected::Str(&address), &Wanted::Address.to_string().as_str())
            })
    }
}

impl Serialize for AddressWire {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// No file holds a field that came after its version.
///
/// # Errors
/// The first field that did.
pub(super) fn check_fields(payload: Cursor<'_, '_>, version: u64) -> Result<(), Problem<FileFault>> {
    let fields = payload.member("fields").into_iter().flat_map(Cursor::entries);
    for (name, text) in fields {
        let found = name.text().unwrap_or_default().into_owned();
        let since = Address::parse(&found).and_then(|at| draft_version_of(&at));
        if since.is_some_and(|since| since > version) {
            let wanted = Wanted::Address;
            return Err(text.refused(&[], FileFault::BadValue { found, wanted }));
        }
    }
    Ok(())
}

/// Reads a payload.
///
/// # Errors
/// What does not fit the format, with its place; and what a copy of this draft may not hold.
pub(super) fn read(payload: Cursor<'_, '_>) -> Result<DraftCopy, Problem<FileFault>> {
    payload.member("reading").map_or(Ok(()), check_sheet)?;
    let wire: DraftWire = payload.read()?;
    wire.into_copy(payload)
}

/// Version 1 had an application to read without what proves it.
impl From<v1::DraftWire> for DraftWire {
    fn from(wire: v1::DraftWire) -> Self {
        Self {
            id: wire.id,
            stage: wire.stage,
            rubric: wire.rubric,
            application: wire.application,
            cycle: wire.cycle,
            created: wire.created,
            fields: wire.fields,
            reading: wire.reading.map(ApplicationWire::from),
        }
    }
}

impl From<&DraftCopy> for DraftWire {
    fn from(copy: &DraftCopy) -> Self {
        let head = &copy.draft().head;
        let fields = copy.draft().fields();
        Self {
            id: Name::from(&head.id),
            stage: StageWire::from(head.kind.stage()),
            rubric: RubricRefWire::from(&head.rubric),
            application: head.application.map(PrintWire),
            cycle: head.cycle.clone(),
            created: MomentWire(head.created),
            fields: fields
                .map(|(field, text)| (AddressWire(field.clone()), text.to_owned()))
                .one_by_one(),
            reading: copy.reading().map(ApplicationWire::from),
        }
    }
}

impl DraftWire {
    /// The copy; `payload` is where it stands.
    pub(super) fn into_copy(self, payload: Cursor<'_, '_>) -> Result<DraftCopy, Problem<FileFault>> {
        let stage = Stage::from(self.stage);
        let mut draft = Draft::begin(DraftHead {
            id: self.id.0,
            kind: match stage {
                Stage::SelfAssessment => DraftKind::SelfAssessment,
                Stage::Material | Stage::Site => DraftKind::Review(stage),
            },
            rubric: RubricRef::from(self.rubric),
            application: self.application.map(|print| print.0),
            cycle: self.cycle,
            created: self.created.0,
            lock: None,
        });
        for (AddressWire(field), text) in self.fields {
            draft.apply(Edit::of(field, text));
        }
        let place = payload.member("reading").unwrap_or(payload);
        let reading = self.reading.map(|wire| wire.into_record(place)).transpose()?;
        let copy = DraftCopy::of(draft, reading.clone());
        // A file is taken whole or refused: what a copy may not hold is not quietly left out.
        if copy.reading() == reading.as_ref() {
            return Ok(copy);
        }
        let fault = if stage == Stage::SelfAssessment {
            FileFault::ReadingInSelfAssessment
        } else {
            FileFault::ReadingHasScores
        };
        Err(payload.refused(&["reading"], fault))
    }
}
