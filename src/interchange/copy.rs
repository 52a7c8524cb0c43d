//! The wire form of a draft's payload, version 1: the head, and what was typed, by address.

use core::fmt;
use std::collections::BTreeMap;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::application::{ApplicationRecord, DraftCopy};
use crate::document::{Address, Edit};
use crate::foundations::Instant;
use crate::interchange::fingerprint_of;
use crate::interchange::sheet::{ApplicationWire, RubricRefWire, StageWire};
use crate::scoresheet::{Desk, Draft, DraftHead, RubricRef, Stage, any_field};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftWire {
    id: String,
    stage: StageWire,
    rubric: RubricRefWire,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    application: Option<String>,
    cycle: Option<String>,
    created: String,
    fields: FieldsWire,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reading: Option<ApplicationWire>,
}

/// Texts by address. A map of plain texts would let the last of two equal addresses win without a word.
struct FieldsWire(BTreeMap<Address, String>);

impl Serialize for FieldsWire {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(field, text)| (field.to_string(), text)))
    }
}

impl<'de> Deserialize<'de> for FieldsWire {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Fields)
    }
}

struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = FieldsWire;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("texts by address")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<FieldsWire, A::Error> {
        let mut fields = BTreeMap::new();
        while let Some(address) = map.next_key::<String>()? {
            let field = any_field(&address)
                .ok_or_else(|| A::Error::custom(format!("\"{address}\" is no field of a draft")))?;
            if fields.contains_key(&field) {
                return Err(A::Error::custom(format!("\"{address}\" stands twice")));
            }
            fields.insert(field, map.next_value()?);
        }
        Ok(FieldsWire(fields))
    }
}

impl From<&DraftCopy> for DraftWire {
    fn from(copy: &DraftCopy) -> Self {
        let head = &copy.draft().head;
        let fields = copy.draft().fields();
        Self {
            id: head.id.clone(),
            stage: StageWire::from(head.desk.stage()),
            rubric: RubricRefWire::from(&head.rubric),
            application: head.application.map(|fingerprint| fingerprint.to_string()),
            cycle: head.cycle.clone(),
            created: head.created.to_string(),
            fields: FieldsWire(
                fields
                    .map(|(field, text)| (field.clone(), text.to_owned()))
                    .collect(),
            ),
            reading: copy.reading().map(ApplicationWire::from),
        }
    }
}

impl TryFrom<DraftWire> for DraftCopy {
    type Error = String;

    fn try_from(wire: DraftWire) -> Result<Self, String> {
        let application = wire
            .application
            .map(|text| fingerprint_of(&text, "application"))
            .transpose()?;
        let stage = Stage::from(wire.stage);
        let created = Instant::parse(&wire.created)
            .ok_or_else(|| format!("created: {}: 2026-11-23T10:32:00Z expected", wire.created))?;
        let mut draft = Draft::begin(DraftHead {
            id: wire.id,
            desk: match stage {
                Stage::SelfAssessment => Desk::SelfAssessment,
                Stage::Material | Stage::Site => Desk::Review(stage),
            },
            rubric: RubricRef::try_from(wire.rubric)?,
            application,
            cycle: wire.cycle,
            created,
            lock: None,
        });
        for (field, text) in wire.fields.0 {
            draft.apply(Edit::of(field, text));
        }
        let reading = wire.reading.map(ApplicationRecord::try_from).transpose()?;
        let copy = Self::of(draft, reading.clone());
        // A file is taken whole or refused: what a copy may not hold is not quietly left out.
        if copy.reading() == reading.as_ref() {
            Ok(copy)
        } else if stage == Stage::SelfAssessment {
            Err("reading: only a review reads an application".to_owned())
        } else {
            Err("reading: the applicant's scores and overall judgement do not belong here".to_owned())
        }
    }
}
