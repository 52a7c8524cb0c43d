//! The wire form of a scoresheet's payload, version 1: what a self-assessment in an application still is.

use serde::{Deserialize, Serialize};

use crate::files::FileFault;
use crate::files::json::{Cursor, Form};
use crate::files::scoresheet::v2;
use crate::files::scoresheet::v3::{CommentWire, check_comments};
use crate::files::wire::{CodeWire, DecimalWire, Name, PrintWire};
use crate::foundations::{OneByOne as _, SortedMap};
use crate::problem::Problem;
use crate::scoresheet::{Comment, EntryRecord, ReviewNotes, Revision, RubricRef, SheetRecord, Stage, Value};

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
    check_comments(payload, Form::Text)?;
    payload
        .read::<SheetWire>()
        .map(|wire| SheetRecord::from(v2::SheetWire::from(wire)))
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::files) struct RubricRefWire {
    fingerprint: PrintWire,
    id: Name,
    version: Name,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::files) enum StageWire {
    #[serde(rename = "self")]
    SelfAssessment,
    Material,
    Site,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PersonWire {
    name: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EntryWire {
    code: CodeWire,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<ValueWire>,
    #[serde(default, skip_serializing_if = "SortedMap::is_empty")]
    texts: SortedMap<Name, String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    strengths: Vec<CommentWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    areas: Vec<CommentWire>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::files) enum ValueWire {
    Percent(DecimalWire),
    Points(DecimalWire),
    Components(SortedMap<Name, DecimalWire>),
}

impl From<&RubricRef> for RubricRefWire {
    fn from(rubric: &RubricRef) -> Self {
        Self {
            fingerprint: PrintWire(rubric.fingerprint),
            id: Name::from(&rubric.id),
            version: Name::from(&rubric.version),
        }
    }
}

impl From<RubricRefWire> for RubricRef {
    fn from(wire: RubricRefWire) -> Self {
        Self {
            fingerprint: wire.fingerprint.0,
            id: wire.id.0,
            version: wire.version.0,
        }
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
        let entries = record.entries.iter();
        Self::around(
            record,
            entries.map(|entry| EntryWire::of(entry, Form::Text)).collect(),
        )
    }
}

impl EntryWire {
    /// What is written of an entry, its comments as texts or as objects.
    pub(super) fn of(entry: &EntryRecord, form: Form) -> Self {
        let comments = |of: &[Comment]| of.iter().map(|comment| CommentWire::of(comment, form)).collect();
        Self {
            code: CodeWire(entry.code.clone()),
            value: entry.value.as_ref().map(ValueWire::from),
            texts: entry
                .texts
                .iter()
                .map(|(id, text)| (Name::from(id), text.clone()))
                .one_by_one(),
            strengths: comments(&entry.strengths),
            areas: comments(&entry.areas),
            evidence: entry.evidence.clone(),
        }
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

impl From<EntryWire> for EntryRecord {
    fn from(wire: EntryWire) -> Self {
        Self {
            code: wire.code.0,
            value: wire.value.map(Value::from),
            texts: wire.texts.into_iter().map(|(id, text)| (id.0, text)).collect(),
            strengths: wire.strengths.into_iter().map(CommentWire::value).collect(),
            areas: wire.areas.into_iter().map(CommentWire::value).collect(),
            evidence: wire.evidence,
        }
    }
}

impl From<&Value> for ValueWire {
    fn from(value: &Value) -> Self {
        match value {
            Value::Percent(percent) => Self::Percent(DecimalWire(*percent)),
            Value::Points(points) => Self::Points(DecimalWire(*points)),
            Value::Components(parts) => Self::Components(
                parts
                    .iter()
                    .map(|(id, value)| (Name::from(id), DecimalWire(*value)))
                    .one_by_one(),
            ),
        }
    }
}

impl From<ValueWire> for Value {
    fn from(wire: ValueWire) -> Self {
        match wire {
            ValueWire::Percent(percent) => Self::Percent(percent.0),
            ValueWire::Points(points) => Self::Points(points.0),
            ValueWire::Components(parts) => {
                Self::Components(parts.into_iter().map(|(id, value)| (id.0, value.0)).collect())
            }
        }
    }
}
