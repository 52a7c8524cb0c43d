//! The wire forms of a scoresheet's and an application's payload, version 1.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::application::{ApplicationRecord, Proof};
use crate::foundations::{Code, Exact, decimal_or_fraction, parse_decimal};
use crate::interchange::fingerprint_of;
use crate::scoresheet::{EntryRecord, RubricRef, SheetRecord, Stage, Value};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SheetWire {
    rubric: RubricRefWire,
    stage: StageWire,
    applicant: PersonWire,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    application: Option<String>,
    assessor: PersonWire,
    cycle: Option<String>,
    entries: Vec<EntryWire>,
    overall: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ApplicationWire {
    overview: String,
    sheet: SheetWire,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RubricRefWire {
    fingerprint: String,
    id: String,
    version: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum StageWire {
    #[serde(rename = "self")]
    SelfAssessment,
    Material,
    Site,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonWire {
    name: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryWire {
    code: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<ValueWire>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    texts: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    strengths: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    areas: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ValueWire {
    Percent(String),
    Points(String),
    Components(BTreeMap<String, String>),
}

impl From<&RubricRef> for RubricRefWire {
    fn from(rubric: &RubricRef) -> Self {
        Self {
            fingerprint: rubric.fingerprint.to_string(),
            id: rubric.id.clone(),
            version: rubric.version.clone(),
        }
    }
}

impl TryFrom<RubricRefWire> for RubricRef {
    type Error = String;

    fn try_from(wire: RubricRefWire) -> Result<Self, String> {
        Ok(Self {
            fingerprint: fingerprint_of(&wire.fingerprint, "rubric.fingerprint")?,
            id: wire.id,
            version: wire.version,
        })
    }
}

impl From<Stage> for StageWire {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::SelfAssessment => Self::SelfAssessment,
            Stage::Material => Self::Material,
            Stage::Site => Self::Site,
        }
    }
}

impl From<StageWire> for Stage {
    fn from(wire: StageWire) -> Self {
        match wire {
            StageWire::SelfAssessment => Self::SelfAssessment,
            StageWire::Material => Self::Material,
            StageWire::Site => Self::Site,
        }
    }
}

impl From<&SheetRecord> for SheetWire {
    fn from(record: &SheetRecord) -> Self {
        let entries = record.entries.iter().map(|entry| EntryWire {
            code: entry.code.to_string(),
            value: entry.value.as_ref().map(ValueWire::from),
            texts: entry.texts.iter().cloned().collect(),
            strengths: entry.strengths.clone(),
            areas: entry.areas.clone(),
            evidence: entry.evidence.clone(),
        });
        Self {
            rubric: RubricRefWire::from(&record.rubric),
            stage: StageWire::from(record.stage),
            applicant: PersonWire {
                name: record.applicant.clone(),
            },
            application: record.application.map(|fingerprint| fingerprint.to_string()),
            assessor: PersonWire {
                name: record.assessor.clone(),
            },
            cycle: record.cycle.clone(),
            entries: entries.collect(),
            overall: record.overall.clone(),
        }
    }
}

impl TryFrom<SheetWire> for SheetRecord {
    type Error = String;

    fn try_from(wire: SheetWire) -> Result<Self, String> {
        let application = wire
            .application
            .map(|text| fingerprint_of(&text, "application"))
            .transpose()?;
        Ok(Self {
            rubric: RubricRef::try_from(wire.rubric)?,
            stage: Stage::from(wire.stage),
            applicant: wire.applicant.name,
            application,
            assessor: wire.assessor.name,
            cycle: wire.cycle,
            entries: wire
                .entries
                .into_iter()
                .map(EntryRecord::try_from)
                .collect::<Result<_, _>>()?,
            overall: wire.overall,
        })
    }
}

impl TryFrom<EntryWire> for EntryRecord {
    type Error = String;

    fn try_from(wire: EntryWire) -> Result<Self, String> {
        let code = Code::parse(&wire.code).ok_or_else(|| format!("\"{}\" is no code", wire.code))?;
        Ok(Self {
            value: wire.value.map(|value| value.into_value(&wire.code)).transpose()?,
            texts: wire.texts.into_iter().collect(),
            strengths: wire.strengths,
            areas: wire.areas,
            evidence: wire.evidence,
            code,
        })
    }
}

impl From<&Value> for ValueWire {
    fn from(value: &Value) -> Self {
        match value {
            Value::Percent(percent) => Self::Percent(decimal_or_fraction(*percent)),
            Value::Points(points) => Self::Points(decimal_or_fraction(*points)),
            Value::Components(parts) => Self::Components(
                parts
                    .iter()
                    .map(|(id, value)| (id.clone(), decimal_or_fraction(*value)))
                    .collect(),
            ),
        }
    }
}

impl ValueWire {
    fn into_value(self, code: &str) -> Result<Value, String> {
        let number = |text: String| -> Result<Exact, String> {
            parse_decimal(&text).map_err(|_| format!("{code}: \"{text}\" is no decimal number"))
        };
        Ok(match self {
            Self::Percent(text) => Value::Percent(number(text)?),
            Self::Points(text) => Value::Points(number(text)?),
            Self::Components(parts) => Value::Components(
                parts
                    .into_iter()
                    .map(|(id, text)| Ok((id, number(text)?)))
                    .collect::<Result<_, String>>()?,
            ),
        })
    }
}

impl From<&ApplicationRecord> for ApplicationWire {
    fn from(record: &ApplicationRecord) -> Self {
        Self {
            overview: record.overview.clone(),
            sheet: SheetWire::from(&record.sheet),
        }
    }
}

impl TryFrom<ApplicationWire> for ApplicationRecord {
    type Error = String;

    fn try_from(wire: ApplicationWire) -> Result<Self, String> {
        let sheet = SheetRecord::try_from(wire.sheet)?;
        if sheet.stage != Stage::SelfAssessment {
            return Err("sheet.stage: \"self\" expected".to_owned());
        }
        Ok(Self {
            proof: Proof::default(),
            overview: wire.overview,
            sheet,
        })
    }
}
